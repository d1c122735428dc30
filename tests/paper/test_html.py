"""Templates of pages: whatever is put in is shown, nothing is run."""

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from re import findall

import pytest
from jinja2.exceptions import UndefinedError

from cchc.paper.html import page, page_blocks, render_html, shorten, style_sheet
from cchc.paper.manuscript import RENDERERS, PaperForm
from cchc.paper.paper import (
    ColumnAlign,
    Heading,
    PaperParts,
    PaperTable,
    Paragraph,
    Span,
)
from cchc.words.translator import Lang
from tests.paper.pages import Page

PAGES = sorted(
    (each for each in files("cchc.paper").joinpath("pages").iterdir()),
    key=lambda each: each.name,
)
EMPTY = PaperParts(None, (), None, ())


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_no_template_trusts_a_text_runs_or_fetches_anything(path: object) -> None:
    text = getattr(path, "read_text")("utf-8")  # noqa: B009 -- a path of any kind
    for sign in ("|safe", "| safe", "autoescape", "<script", "url(", "@import"):
        assert sign not in text
    assert not findall(r"<[^>]*\s(on\w+|style|src)=", text)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ('"><b onclick=x>', "&#34;&gt;&lt;b onclick=x&gt;"),
        ("{{ 7*7 }}", "{{ 7*7 }}"),
        ("một\u202e\r\n hai\x1b", "một hai␛"),
    ],
)
def test_what_is_put_in_is_text_on_one_line(title: str, shown: str) -> None:
    style = style_sheet("paper.css")
    content = {"style": style, "paper": EMPTY, "page_blocks": page_blocks}
    text = render_html("document.html.j2", lang="vi", title=title, **content)
    assert f"<title>{shown}</title>" in text


def test_a_name_that_is_not_there_is_an_error_and_no_blank() -> None:
    with pytest.raises(UndefinedError):
        render_html("document.html.j2", lang="vi")


def test_the_policy_allows_the_one_style_sheet_of_the_page() -> None:
    paper = PaperParts(None, (Heading(1, (Span("A & B"),)),), None, ())
    text = page(paper, Lang.VI)
    style = text.partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in text
    assert "<h1>A &amp; B</h1>" in text


def test_words_of_a_paper_are_kept_letter_for_letter_and_escaped() -> None:
    bold, italic = Span("a  <b>", bold=True), Span(" &c ", italic=True)
    grid = PaperTable((ColumnAlign.RIGHT,), ((bold,),), (((bold, italic),),))
    body = (Paragraph((bold, italic), "-"), grid)
    text = page(PaperParts(None, body, None, ()), Lang.VI)
    words = "<strong>a  &lt;b&gt;</strong><em> &amp;c </em>"
    assert f"<p>- {words}</p>" in text
    assert f'<td class="right">{words}</td>' in text
    assert Page(text).tags >= {"strong", "em", "table"}


def test_a_long_text_ends_at_a_word() -> None:
    assert shorten("một hai ba", 10) == "một hai ba"
    assert shorten("một hai ba", 9) == "một hai…"
    assert shorten("x" * 20, 9) == "x" * 9 + "…"


def test_every_form_but_markdown_and_data_has_a_module_that_makes_it() -> None:
    bare = {form for form in PaperForm if form not in RENDERERS}
    assert bare == {PaperForm.MD, PaperForm.JSON}
