"""The forms of a paper: Word, page, workbook, lists, all of the same Markdown.

Every form but Markdown is made of the paper's own Markdown, read back.
"""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from cchc.app.template_paths import TemplateFolders
from cchc.paper.paper import Letterhead, Paper, Sheet
from cchc.paper.template import Plain
from cchc.text.compare import fold
from cchc.text.problem import Place, Problem, ProblemCode, require
from cchc.text.record import Record
from cchc.words.translator import Voice


class Manuscript(Record):
    """A paper as Markdown, before it takes a form.

    `stem` is the name of its file without an ending, `letterhead` the kind of Word
    template around it, `content` what templates may print (with `authority` and
    `paper` for the letterhead), `source` the file of its Markdown template, for a
    person to mend, `pattern` the SHA-256 of that template.
    """

    stem: str
    letterhead: Letterhead
    text: str
    content: Mapping[str, Plain]
    source: str
    pattern: str = ""


class Product(Record):
    """A paper in a form: one file, or several that go into a folder of this name.

    `template` is the office's own Word template, when it was used; `pattern` is the
    SHA-256 of the Word template, whose ever it is.
    """

    name: str
    files: Mapping[str, str | bytes]
    template: str | None = None
    pattern: str = ""

    @property
    def single(self) -> str | bytes | None:
        """The content of the one file; None when it is a folder."""
        return self.files.get(self.name)


def product(
    made: Manuscript,
    form: str,
    shelf: TemplateFolders,
    voice: Voice,
    table: str | None = None,
) -> Product:
    """The paper as `md`, `docx`, `html`, `xlsx` or `csv`.

    Args:
        made: the paper.
        form: one of the five.
        shelf: where its Word template is.
        voice: the language of the paper.
        table: the key of the only table wanted (csv, xlsx).

    Returns:
        P521 for a table that is not there, P601 to P607 for templates.
    """
    name = f"{made.stem}.{form}"
    if form == "md":
        return Product(name, {name: made.text})
    from cchc.paper.markdown_reader import read_paper

    paper = require(read_paper(made.text, made.source))
    match form:
        case "docx":
            return _word(made, paper, name, shelf, voice)
        case "html":
            from cchc.paper.page import page

            return Product(name, {name: page(paper, voice.lang)})
        case _:
            return _lists(paper, name, voice, table)


def _word(
    made: Manuscript, paper: Paper, name: str, shelf: TemplateFolders, voice: Voice
) -> Product:
    from cchc.paper.word import find_word_template, render_word, word_name

    wanted = word_name(made.letterhead, voice.lang)
    template = require(find_word_template(wanted, shelf.office, shelf.shipped))
    said = require(render_word(paper, made.content, template, voice.say("paper.to")))
    pattern = sha256(template.data).hexdigest()
    return Product(name, {name: said}, shelf.own(template.file), pattern)


def _sheets(paper: Paper, key: str | None) -> tuple[Sheet, ...] | Problem:
    """All tables, or the one of a key such as `III.2`."""
    known = tuple(each.key for each in paper.sheets)
    found = [e for e in paper.sheets if key is None or fold(e.key) == fold(key)]
    if found:
        return tuple(found)
    blanks: dict[str, str | tuple[str, ...]] = {"text": key or "", "known": known}
    return Problem(ProblemCode.TABLE_UNKNOWN, Place(argument="--table"), blanks)


def _lists(paper: Paper, name: str, voice: Voice, table: str | None) -> Product:
    """Tables as a workbook, as one list, or as a folder of lists."""
    from cchc.paper.sheets import sheet_csv, workbook

    sheets = require(_sheets(paper, table))
    path = Path(name)
    if table is not None:
        part = voice.say("paper.table", key=sheets[0].key)
        path = path.with_stem(f"{path.stem}-{part}")
    own = str(path)
    if path.suffix == ".xlsx":
        named = [(voice.say("paper.sheet", key=each.key), each) for each in sheets]
        return Product(own, {own: workbook(named)})
    if table is not None:
        return Product(own, {own: sheet_csv(sheets[0])})
    names = [f"{voice.say('paper.table', key=each.key)}.csv" for each in sheets]
    texts = [sheet_csv(each) for each in sheets]
    return Product(f"{path.stem}-csv", dict(zip(names, texts, strict=True)))
