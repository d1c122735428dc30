"""A memo made into a paper, and what a Word file says when it is opened again."""

from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as Opened
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from cchc.core.plan.plan import NO_PAPER, Plan
from cchc.core.plan.plan import Paper as Number
from cchc.core.verdict.status import StatusView
from cchc.features.papers.show.memo import PaperSurroundings, memo_content
from cchc.paper.letterhead import WordTemplate, find_word_template, word_name
from cchc.paper.manuscript import Plain
from cchc.paper.markdown_reader import read_paper
from cchc.paper.paper import Letterhead, PaperParts, PaperTable, plain_text
from cchc.paper.template import TemplateSource, find_template, render_markdown
from cchc.paper.word import render_word
from cchc.phrases.grammar import Addressee
from cchc.text.record import Record
from cchc.words.translator import Voice

SHIPPED = Path(__file__).parents[3] / "templates"
NOWHERE = Path("/nowhere")
Cells = list[list[str]]


class Draft(Record):
    """The memo as text, what it was made of, and as a paper."""

    text: str
    content: dict[str, Plain]
    paper: PaperParts


def drafted(
    view: StatusView,
    plan: Plan,
    voice: Voice,
    number: Number = NO_PAPER,
    notice: str | None = None,
    reader: Addressee = Addressee.INTERNAL,
) -> Draft:
    template = find_template("memo", voice, NOWHERE, SHIPPED)
    assert isinstance(template, TemplateSource)
    around = PaperSurroundings(notice, number, reader=reader)
    content = memo_content(view, plan, voice, around)
    text = render_markdown(template, content)
    assert isinstance(text, str), text
    paper = read_paper(text, template.file)
    assert isinstance(paper, PaperParts), paper
    return Draft(text, content, paper)


def shipped(voice: Voice, head: Letterhead = Letterhead.REPORT) -> WordTemplate:
    found = find_word_template(word_name(head, voice.lang), NOWHERE, SHIPPED)
    assert isinstance(found, WordTemplate)
    return found


def word_bytes(
    draft: Draft, voice: Voice, head: Letterhead = Letterhead.REPORT
) -> bytes:
    template = shipped(voice, head)
    made = render_word(draft.paper, draft.content, template, voice.say("paper.to"))
    assert isinstance(made, bytes), made
    return made


def opened(data: bytes) -> Opened:
    return Document(BytesIO(data))


def cells_of(grid: PaperTable) -> Cells:
    return [[plain_text(each) for each in row] for row in (grid.head, *grid.rows)]


def cells_in_word(document: Opened, number: int) -> Cells:
    """The cells of a table; what runs over several columns leaves the others empty."""
    rows = document.tables[number]._tbl.tr_lst
    return [[text for cell in row.tc_lst for text in _spread(cell)] for row in rows]


def _spread(cell: BaseOxmlElement) -> list[str]:
    text = "".join(each.text or "" for each in cell.iter(qn("w:t")))
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    return [text, *[""] * (0 if span is None else int(span.get(qn("w:val"), 1)) - 1)]
