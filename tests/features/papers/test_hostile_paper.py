"""What units typed cannot break a paper, in any of its forms."""

from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from cchc.core.facts.obstacle import Obstacle, ObstacleState, ObstacleView
from cchc.core.facts.report import Narrative, Section
from cchc.core.plan.plan import Plan
from cchc.core.verdict.status import StatusView
from cchc.paper.html import page
from cchc.paper.paper import AppendixTable, PaperParts, plain_text
from cchc.paper.sheets import LONGEST, sheet_csv, workbook
from cchc.paper.word_table import without_idle_columns
from cchc.text.record import replace
from cchc.words.translator import Lang, Voice
from tests.features.papers.papers import (
    Draft,
    cells_in_word,
    cells_of,
    drafted,
    opened,
    word_bytes,
)

PLAYS = {
    "a table": ("| a | b |\n|---|---|", "| a | b | |---|---|"),
    "a script": ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    "a template": ("{{ 7*7 }} {% for %}", "{{ 7*7 }} {% for %}"),
    "a split template": ("{_{ 7 }_} {_% x %_}", "{_{ 7 }_} {_% x %_}"),
    "a formula": ('=HYPERLINK("http://x","y")', '=HYPERLINK("http://x","y")'),
    "a sum": ("+1+1", "+1+1"),
    "a terminal": ("\x1b[2Jđỏ\x9b31m", "␛[2Jđỏ\ufffd31m"),
    "a turned line": ("\u202ecod.exe", "cod.exe"),
    "an XML trick": ("]]></w:t></w:p>&lt;&#0;", "]]></w:t></w:p>&lt;&#0;"),
    "the mark of the text": (
        '<w:bookmarkStart w:id="9001" w:name="cchc_body"/>',
        '<w:bookmarkStart w:id="9001" w:name="cchc_body"/>',
    ),
    "markup": ("# *x* **y** `z` [a](b) ~~c~~", "# *x* **y** `z` [a](b) ~~c~~"),
}


def about(view: StatusView, text: str) -> StatusView:
    """The view with the text as what a unit told and what stands in its way."""
    told = Narrative("p1", "Q2", Section.RESULTS, text)
    way = Obstacle(1, "p1", "Q2", text, view.as_of, None, text, text, None)
    seen = ObstacleView(way, ObstacleState.RAISED, 0)
    return replace(view, narratives=(told,), obstacles=(seen,))


@pytest.fixture(params=PLAYS, ids=list(PLAYS))
def play(request: pytest.FixtureRequest) -> tuple[str, str]:
    named: str = request.param
    return PLAYS[named]


@pytest.fixture
def draft(view: StatusView, plan: Plan, vi: Voice, play: tuple[str, str]) -> Draft:
    return drafted(about(view, play[0]), plan, vi)


def matters_of(draft: Draft) -> AppendixTable:
    """The table of what units raised."""
    return next(s for s in draft.paper.sheets if "KIẾN NGHỊ" in s.title)


def all_words(paper: PaperParts) -> str:
    return " ".join(
        plain_text(each.spans) for each in paper.body if hasattr(each, "spans")
    )


def test_it_is_read_back_as_it_was_typed(draft: Draft, play: tuple[str, str]) -> None:
    assert play[1] in all_words(draft.paper)
    assert play[1] in cells_of(matters_of(draft).grid)[1]


def test_word_shows_it_and_does_nothing(
    draft: Draft, vi: Voice, play: tuple[str, str]
) -> None:
    word = opened(word_bytes(draft, vi))
    assert any(play[1] in each.text for each in word.paragraphs)
    matters = matters_of(draft)
    number = 2 + draft.paper.sheets.index(matters)  # after letterhead and signature
    shown = without_idle_columns(matters.grid)
    assert cells_in_word(word, number) == cells_of(shown)
    assert len(word.sections) == 3


def test_the_page_shows_it_and_does_nothing(
    draft: Draft, play: tuple[str, str]
) -> None:
    text = page(draft.paper, Lang.VI)
    assert "<script" not in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert play[1] in unescape(text)


def test_a_sheet_shows_it_and_reckons_nothing(
    draft: Draft, play: tuple[str, str]
) -> None:
    sheet = matters_of(draft)
    book = load_workbook(BytesIO(workbook([("V", sheet)])))
    found = [cell for row in book["V"].iter_rows(min_row=4) for cell in row]
    assert play[1] in [each.value for each in found]
    assert {each.data_type for each in found} <= {"s", "n"}
    with ZipFile(BytesIO(workbook([("V", sheet)]))) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")
    cells = sheet_csv(sheet).replace('""', '"')
    safe = f"'{play[1]}" if play[1][0] in "=+-@" else play[1]
    assert safe in cells


def test_a_million_letters_are_a_long_paper_and_no_more(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    long = "|<{{ " * 200_000
    told = Narrative("p1", "Q2", Section.RESULTS, long)
    draft = drafted(replace(view, narratives=(told,)), plan, vi)
    data = word_bytes(draft, vi)
    assert max(len(each.text) for each in opened(data).paragraphs) >= len(long) - 1
    assert len(page(draft.paper, Lang.VI)) > len(long)
    assert len(long) > LONGEST
