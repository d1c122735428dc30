"""A paper before it takes a form, the forms it can take, and the files that come of it.

Every form but Markdown is made of the paper's own Markdown, read back.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path

from cchc.paper.paper import AppendixTable, Letterhead, PaperParts
from cchc.text.closed_list import StrEnum
from cchc.text.problem import require
from cchc.text.record import Record, replace
from cchc.words.translator import Voice

TEMPLATES = "templates"
LETTERS_OF_LINE, LETTERS_OF_ROW = 90, 50
LINES_OF_PAGE, LINES_OF_APPENDIX = 34, 58
"""What a page in the form of NĐ 30/2020 holds, as LibreOffice lays it out."""
Plain = None | bool | int | str | Sequence["Plain"] | Mapping[str, "Plain"]
"""What a template may be given; nothing with a method that does something."""


class PaperForm(StrEnum):
    """The forms of a paper by the ending of their files.

    A new form is a module with a function `render(order: PaperOrder) -> PaperFiles`,
    and a line here and in `RENDERERS`. Of `json` the report itself knows the data.
    """

    MD = "md"
    DOCX = "docx"
    HTML = "html"
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


RENDERERS = {
    PaperForm.DOCX: "cchc.paper.word",
    PaperForm.HTML: "cchc.paper.html",
    PaperForm.XLSX: "cchc.paper.sheets",
    PaperForm.CSV: "cchc.paper.sheets",
}
"""The modules that make papers out of what the reader of Markdown understood."""


class TemplateFolders(Record):
    """The templates that may be used with a database; the office's own win."""

    db: Path
    shipped: Path

    @property
    def office(self) -> Path:
        return self.db.parent / TEMPLATES

    def own_template(self, file: str) -> str | None:
        """The file of a template if it is the office's own, None for the program's."""
        return file if Path(file).is_relative_to(self.office) else None


class Manuscript(Record):
    """A paper as Markdown.

    `stem` is the name of its file without an ending, `letterhead` the kind of Word
    template around it, `content` what templates may print (with `authority` and
    `paper` for the letterhead), `source` the file of its Markdown template, for a
    person to mend, `pattern` the SHA-256 of that template. `key_words` say in the Word
    file of which period and day it is.
    """

    stem: str
    letterhead: Letterhead
    text: str
    content: Mapping[str, Plain]
    source: str
    pattern: str = ""
    key_words: str = ""


def with_seal(text: str, code: str | None, voice: Voice) -> str:
    """A paper's Markdown with the book's seal code as its last line, where it has one.

    `SEAL_LINE` of the reader knows it by its form in every language.
    """
    if code is None:
        return text
    return f"{text.rstrip()}\n\n{voice.say('paper.seal', code=code)}\n"


class PaperFiles(Record):
    """A paper in a form: one file, or several that go into a folder of this name.

    `template` is the office's own Word template, when it was used; `pattern` is the
    SHA-256 of the Word template, whose ever it is. `rows` are those of its tables,
    where it is nothing else; `pages` about how many a paper has.
    """

    name: str
    files: Mapping[str, str | bytes]
    template: str | None = None
    pattern: str = ""
    rows: int | None = None
    pages: int = 0

    @property
    def single(self) -> str | bytes | None:
        """The content of the one file; None when it is a folder."""
        return self.files.get(self.name)


class WorkbookExtra(Record):
    """What only the workbook of a paper has.

    `rates` are n and d that stand beside a row with a cell of that name.
    """

    tables: tuple[AppendixTable, ...] = ()
    rates: Mapping[str, tuple[str, str]] = {}


NO_EXTRA = WorkbookExtra()


class PaperOrder(Record):
    """What a form is made of: the manuscript, read, and where Word templates are.

    `table` is the key of the only table wanted (csv, xlsx); `extra` is what
    only the workbook has.
    """

    form: PaperForm
    manuscript: Manuscript
    paper: PaperParts
    folders: TemplateFolders
    voice: Voice
    table: str | None = None
    extra: WorkbookExtra = NO_EXTRA

    @property
    def name(self) -> str:
        """The name of the file."""
        return f"{self.manuscript.stem}.{self.form}"


def render_paper(
    manuscript: Manuscript,
    form: PaperForm,
    folders: TemplateFolders,
    voice: Voice,
    table: str | None = None,
    extra: WorkbookExtra = NO_EXTRA,
) -> PaperFiles:
    """The paper in a form.

    Refuses a table that is not there (P521), Markdown that no paper can show (P605),
    Word templates that are wrong (P601 to P607).
    """
    if form is PaperForm.MD:
        name = f"{manuscript.stem}.{form}"
        pages = count_pages(manuscript.text)
        return PaperFiles(name, {name: manuscript.text}, pages=pages)
    from cchc.paper.markdown_reader import read_paper  # noqa: PLC0415  # 70 ms

    paper = require(read_paper(manuscript.text, manuscript.source))
    render: Callable[[PaperOrder], PaperFiles] = import_module(RENDERERS[form]).render
    order = PaperOrder(form, manuscript, paper, folders, voice, table, extra)
    files = render(order)
    is_paper = files.rows is None
    return replace(files, pages=count_pages(manuscript.text)) if is_paper else files


def count_pages(text: str) -> int:
    """About how many pages a paper takes; each appendix begins a page."""
    pages, room = 0, LINES_OF_PAGE
    for part in text.replace("\n# ", "\n", 1).split("\n# "):
        lines = sum(map(_printed_lines, filter(None, part.splitlines())))
        pages += max(1, -(-lines // room))
        room = LINES_OF_APPENDIX
    return pages


def _printed_lines(line: str) -> int:
    """Lines of a paragraph or a row; columns are about as wide as what is in them."""
    letters = len(line.replace("|", "").replace("*", "").strip())
    if line.startswith("|"):  # smaller type, and cells that do not fill their lines
        return max(1, -(-letters // LETTERS_OF_ROW))
    return 1 + letters // LETTERS_OF_LINE
