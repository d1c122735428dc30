"""The forms of a report: Word, page, workbook, lists and data of the same memo.

Every form but Markdown and data is made of the memo's own Markdown, read back.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from cchc.actions.export import TEMPLATES, Memo
from cchc.core.problem import Fault, Place, Problem, Refused
from cchc.render.paper import Paper, Sheet
from cchc.words.fold import fold
from cchc.words.voice import Voice


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where templates are: the office's own beside its database, the program's."""

    db: Path
    shipped: Traversable

    @property
    def office(self) -> Path:
        return self.db.parent / TEMPLATES


@dataclass(frozen=True, slots=True)
class Product:
    """A report in a form: one file, or several that go into a folder of this name.

    `template` is the office's own Word template, when it was used.
    """

    name: str
    files: Mapping[str, str | bytes]
    template: str | None = None

    @property
    def single(self) -> str | bytes | None:
        """The content of the one file; None when it is a folder."""
        return self.files.get(self.name)


def product(
    made: Memo, form: str, shelf: Shelf, voice: Voice, table: str | None = None
) -> Product | Refused:
    """The memo as `md`, `docx`, `html`, `xlsx`, `csv` or `json`.

    Args:
        made: the memo.
        form: one of the six.
        shelf: where its Word template is.
        voice: the language of the memo.
        table: the key of the only table wanted (csv, xlsx).

    Returns:
        P521 for a table that is not there, P601 to P607 for templates.
    """
    name = str(Path(made.name).with_suffix(f".{form}"))
    if form == "md":
        return Product(name, {name: made.text})
    if form == "json":
        from cchc.render.export_json import export_json  # noqa: PLC0415

        text = export_json(made.standing.view, made.content)
        return Product(name, {name: text})
    from cchc.render.reading import read_paper  # noqa: PLC0415

    paper = read_paper(made.text, made.source)
    if isinstance(paper, Problem):
        return Refused((paper,))
    match form:
        case "docx":
            return _word(made, paper, name, shelf, voice)
        case "html":
            from cchc.render.page import page  # noqa: PLC0415

            return Product(name, {name: page(paper, voice.lang)})
        case _:
            return _lists(paper, name, voice, table)


def _word(
    made: Memo, paper: Paper, name: str, shelf: Shelf, voice: Voice
) -> Product | Refused:
    from cchc.render.word import (  # noqa: PLC0415
        LETTERHEAD,
        find_word_template,
        word_paper,
    )

    template = find_word_template(LETTERHEAD[voice.lang], shelf.office, shelf.shipped)
    if isinstance(template, Problem):
        return Refused((template,))
    said = word_paper(paper, made.content, template, voice.say("paper.to"))
    if isinstance(said, Problem):
        return Refused((said,))
    own = Path(template.file).is_relative_to(shelf.office)
    return Product(name, {name: said}, template.file if own else None)


def _sheets(paper: Paper, key: str | None) -> tuple[Sheet, ...] | Problem:
    """All tables, or the one of a key such as `III.2`."""
    known = tuple(each.key for each in paper.sheets)
    found = [e for e in paper.sheets if key is None or fold(e.key) == fold(key)]
    if found:
        return tuple(found)
    blanks: dict[str, str | tuple[str, ...]] = {"text": key or "", "known": known}
    return Problem(Fault.TABLE_UNKNOWN, Place(argument="--table"), blanks)


def _lists(
    paper: Paper, name: str, voice: Voice, table: str | None
) -> Product | Refused:
    """Tables as a workbook, as one list, or as a folder of lists."""
    from cchc.render.paper_csv import paper_csv  # noqa: PLC0415
    from cchc.render.workbook import workbook  # noqa: PLC0415

    sheets = _sheets(paper, table)
    if isinstance(sheets, Problem):
        return Refused((sheets,))
    path = Path(name)
    if table is not None:
        part = voice.say("paper.table", key=sheets[0].key)
        path = path.with_stem(f"{path.stem}-{part}")
    own = str(path)
    if path.suffix == ".xlsx":
        named = [(voice.say("paper.sheet", key=each.key), each) for each in sheets]
        return Product(own, {own: workbook(named)})
    if table is not None:
        return Product(own, {own: paper_csv(sheets[0])})
    names = [f"{voice.say('paper.table', key=each.key)}.csv" for each in sheets]
    texts = [paper_csv(each) for each in sheets]
    return Product(f"{path.stem}-csv", dict(zip(names, texts, strict=True)))
