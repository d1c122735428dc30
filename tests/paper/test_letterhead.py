"""Blanks of a Word letterhead, however Word cut them into runs."""

from re import sub
from xml.etree.ElementTree import ParseError

import pytest
from jinja2.exceptions import TemplateError
from markupsafe import Markup

from cchc.paper.letterhead import (
    DOCUMENT,
    W,
    WordSandbox,
    fill_letterhead,
    is_letterhead,
)
from cchc.paper.word_xml import escape_xml

HEAD = f'<w:document xmlns:w="{W.strip("{}")}"><w:body>'
FOOT = "</w:body></w:document>"
NAMES = {"a": "A", "n": 2, "rows": ["1", "2"], "odd": '<&"', "two": "x\ny\tz"}


def p(*runs: str) -> str:
    """A paragraph of runs, as Word saves it."""
    words = (f'<w:r w:rsidR="1"><w:rPr/><w:t>{run}</w:t></w:r>' for run in runs)
    return f'<w:p w:rsidR="2">{"".join(words)}</w:p>'


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{p(cell)}</w:tc>' for cell in cells)}</w:tr>"


def filled(body: str) -> str:
    """The body with its blanks filled in, without properties and runs."""
    parts = {DOCUMENT: f"{HEAD}{body}{FOOT}".encode()}
    made = fill_letterhead(parts, NAMES, WordSandbox(escape_xml))[DOCUMENT].decode()
    inside = made.removeprefix(HEAD).removesuffix(FOOT)
    return sub(r"</?w:(r|rPr|t|tbl)( [^>]*)?/?>| w:rsidR=\"\d\"", "", inside)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p("{{ a }}"), "<w:p>A</w:p>"),
        (p("số ", "{", "{", " a ", "}", "} hết"), "<w:p>số A hết</w:p>"),
        (p("x{", "{ a }}y{{ a", " }}"), "<w:p>xAyA</w:p>"),
        (p("{{ odd }}"), "<w:p>&lt;&amp;&quot;</w:p>"),
        (p("{% if n &gt; 1 and a == “A” %}", "đúng{% endif %}"), "<w:p>đúng</w:p>"),
        (p("“{{ a }}”"), "<w:p>“A”</w:p>"),
        (p("{%p if n == 1 %}") + p("một") + p("{%p endif %}") + p("b"), "<w:p>b</w:p>"),
        (
            p("{%", "p for r in rows %}") + p("{{ r }}") + p("{%p endfor %}"),
            "<w:p>1</w:p><w:p>2</w:p>",
        ),
        (
            row("{%tr for r in rows %}") + row("{{ r }}", "b") + row("{%tr endfor %}"),
            "".join(
                f"<w:tr><w:tc><w:p>{n}</w:p></w:tc><w:tc><w:p>b</w:p></w:tc></w:tr>"
                for n in (1, 2)
            ),
        ),
        (
            row("{%tc for r in rows %}", "{{ r }}", "{%tc endfor %}"),
            "<w:tr><w:tc><w:p>1</w:p></w:tc><w:tc><w:p>2</w:p></w:tc></w:tr>",
        ),
        (p("a", "{%r if n == 1 %}", "mất", "{%r endif %}", "b"), "<w:p>ab</w:p>"),
        (p("{#p lời dặn #}") + p("b"), "<w:p>b</w:p>"),
        (p("{{ two }}"), "<w:p>x<w:br/>y<w:tab/>z</w:p>"),
        ("<w:p><w:b /></w:p>", "<w:p><w:b/></w:p>"),
    ],
)
def test_a_blank_is_read_in_one_piece(body: str, expected: str) -> None:
    assert filled(body) == expected


def test_a_row_blank_outside_a_table_takes_nothing_with_it() -> None:
    body = f"<w:tbl>{row('x')}</w:tbl>{p('{%tr if n %}')}{p('{% endif %}')}"
    assert "x" in filled(body)


@pytest.mark.parametrize("text", ["{{ a }", "{{ a", "{% if n %}", "{%p endfor %}"])
def test_a_blank_that_is_not_closed_is_no_paper(text: str) -> None:
    with pytest.raises(TemplateError):
        filled(p(text))


def test_what_would_tear_the_page_is_refused() -> None:
    names = {**NAMES, "a": Markup("<w:p>")}
    parts = {DOCUMENT: f"{HEAD}{p('{{ a }}')}{FOOT}".encode()}
    with pytest.raises(ParseError):
        fill_letterhead(parts, names, WordSandbox(escape_xml))


def test_a_package_without_a_document_is_no_letterhead() -> None:
    whole = {"[Content_Types].xml": b"<a/>", DOCUMENT: f"{HEAD}{FOOT}".encode()}
    assert is_letterhead(whole)
    assert not is_letterhead({**whole, DOCUMENT: b"<a/>"})
    assert not is_letterhead({DOCUMENT: whole[DOCUMENT]})
