"""A paper as a Word file: the office's letterhead around the memo's own words.

The letterhead, the signature and `Nơi nhận` are a Word template that the office may
edit; the text is the memo's Markdown, so no figure is written twice (DOCUMENTS 0).
"""

import zlib
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path
from re import Match
from re import compile as pattern
from typing import cast
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from docx.opc.exceptions import PackageNotFoundError
from docxtpl.template import DocxTemplate
from jinja2.exceptions import SecurityError, TemplateSyntaxError, UndefinedError
from markupsafe import Markup

from cchc.paper.paper import Letterhead, Paper
from cchc.paper.sandbox import AT_WORK, Sandbox, bounded, unknown_name
from cchc.paper.template import Plain
from cchc.paper.word_body import appendix, body
from cchc.paper.word_sections import Page, sectioned
from cchc.paper.word_width import width
from cchc.paper.word_xml import plain
from cchc.text.problem import Place, Problem, ProblemCode
from cchc.text.record import Record
from cchc.words.translator import Lang

LARGEST = 4 * 1024 * 1024
UNPACKED = 64 * 1024 * 1024
DOCUMENT = "word/document.xml"
TEMPLATES = {
    Letterhead.REPORT: {Lang.VI: "bao-cao", Lang.EN: "report"},
    Letterhead.LETTER: {Lang.VI: "cong-van", Lang.EN: "letter"},
    Letterhead.PLAN: {Lang.VI: "ke-hoach", Lang.EN: "plan"},
    Letterhead.PLEDGE: {Lang.VI: "cam-ket", Lang.EN: "commitment"},
    Letterhead.BRIEF: {Lang.VI: "tom-tat", Lang.EN: "brief"},
}
LEFT_SIDE = 3742
"""Twips of the left column of the letterhead: 66 mm."""

NAME = 24
"""The size of the names of authorities, in half-points."""

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_MARK = (
    '<w:p><w:bookmarkStart w:id="9001" w:name="cchc_body"/>'
    '<w:bookmarkEnd w:id="9001"/></w:p>'
)
_AFTER_BLOCK = pattern(r"(?:</w:p>|</w:tbl>|</w:sectPr>|<w:body>|/>)\s*$")
_NO_WORD = (
    *(BadZipFile, PackageNotFoundError, SyntaxError, LookupError, ValueError),
    *(NotImplementedError, RuntimeError, AttributeError, EOFError, zlib.error),
)


class WordTemplate(Record):
    """A Word file with blanks; `file` is where a person can mend it."""

    name: str
    data: bytes
    file: str


def word_name(kind: Letterhead, lang: Lang) -> str:
    """The file name of the Word template of a kind of paper in a language."""
    return f"{TEMPLATES[kind][lang]}.docx"


def find_word_template(
    name: str, office: Path, shipped: Traversable
) -> WordTemplate | Problem:
    """The office's own letterhead if there is one, else the one of the program.

    Returns:
        P604 for a file that is really elsewhere, P603 for one above 4 MiB.
    """
    own = office / name
    if not (own.is_symlink() or own.exists()):
        return WordTemplate(name, (shipped / name).read_bytes(), str(shipped / name))
    at = Place(file=str(own))
    if not own.is_file() or not own.resolve().is_relative_to(office.resolve()):
        return Problem(ProblemCode.TEMPLATE_OUTSIDE, at, {"name": name})
    if own.stat().st_size > LARGEST:
        return Problem(ProblemCode.TEMPLATE_UNSAFE, at, {"name": name})
    return WordTemplate(name, own.read_bytes(), str(own))


def word_paper(
    paper: Paper, content: Mapping[str, Plain], template: WordTemplate, to: str = ""
) -> bytes | Problem:
    """The paper as a `.docx`; the same paper and template give the same bytes.

    Args:
        paper: the memo, read from its Markdown.
        content: what the letterhead may print, by the names of the memo's template.
        template: the office's or the program's.
        to: the words that open the line of addressees.

    Returns:
        P601 where a blank is written wrongly, P602 for a name that is not in
        `content`, P603 where it tries more than to print, P606 for what is no Word
        file, P607 where the place of the text is missing.
    """
    try:
        if _unpacked(template.data) > UNPACKED:
            return _problem(ProblemCode.TEMPLATE_UNSAFE, template)
        document = DocxTemplate(BytesIO(template.data))
        document.init_docx()
    except _NO_WORD:
        return _problem(ProblemCode.TEMPLATE_NOT_WORD, template)
    filled = _filled(document, content, template)
    if isinstance(filled, Problem):
        return filled
    return _assembled(filled, paper, template, to)


def _unpacked(data: bytes) -> int:
    with ZipFile(BytesIO(data)) as package:
        return sum(each.file_size for each in package.infolist())


def _filled(
    document: DocxTemplate, content: Mapping[str, Plain], template: WordTemplate
) -> bytes | Problem:
    """The letterhead with its blanks filled in and a mark where the text goes."""
    given: dict[str, object] = {
        **content,
        "authority": _in_lines(content["authority"]),
        "body": Markup(_MARK),  # noqa: S704  # ours
    }
    try:
        with bounded("<template>"):
            document.render(given, Sandbox(_final), autoescape=True)
    except TemplateSyntaxError:
        return _problem(ProblemCode.TEMPLATE_BROKEN, template)
    except UndefinedError as slip:
        known = tuple(sorted(given))
        blanks: dict[str, str | tuple[str, ...]] = {"known": known}
        blanks |= {"name": template.name, "text": unknown_name(slip)}
        at = Place(file=template.file)
        return Problem(ProblemCode.TEMPLATE_UNDEFINED, at, blanks)
    except (SecurityError, MemoryError):
        return _problem(ProblemCode.TEMPLATE_UNSAFE, template)
    except AT_WORK:
        return _problem(ProblemCode.TEMPLATE_BROKEN, template)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _final(value: object) -> Markup:
    """What is printed: plain text, escaped for XML once."""
    if isinstance(value, Markup):
        return value
    return Markup(plain("" if value is None else str(value)))  # noqa: S704  # escaped


def _in_lines(authority: Plain) -> Plain:
    """The authority with its names broken into lines of the left column.

    A name that is told in `parts` has a line for each of them.
    """
    known = cast("dict[str, Plain]", authority)
    above, own = str(known["parent_capitals"]), str(known["capitals"])
    parts = cast("list[str]", known.get("parts") or [own])
    return {
        **known,
        "parent_lines": _lines(above, bold=False),
        "lines": [line for each in parts for line in _lines(each, bold=True)],
    }


def _lines(text: str, *, bold: bool) -> list[Plain]:
    """One line if it fits, else the two that are nearest in length."""
    if not text:
        return []
    if width(text, NAME, bold=bold) <= LEFT_SIDE:
        return [text]
    parts = text.split()
    cuts = [
        (" ".join(parts[:i]), " ".join(parts[i:])) for i in range(1, len(parts))
    ] or [(text, "")]
    best = min(cuts, key=lambda two: max(width(e, NAME, bold=bold) for e in two))
    return [each for each in best if each]


def _assembled(
    data: bytes, paper: Paper, template: WordTemplate, to: str
) -> bytes | Problem:
    """The text put in at its mark, the appendices behind it; dates of 1980."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(out, "w") as made:
        for each in package.infolist():
            content = package.read(each)
            if each.filename == DOCUMENT:
                whole = _whole(content.decode("utf-8"), paper, to)
                if whole is None:
                    return _no_body(template)
                content = whole.encode("utf-8")
            entry = ZipInfo(each.filename, _FIRST_DAY)
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            made.writestr(entry, content, ZIP_DEFLATED)
    return out.getvalue()


def _whole(xml: str, paper: Paper, to: str) -> str | None:
    """The document with everything in it; None when the text has no place in it."""
    before, mark, after = xml.partition(_MARK)
    page = Page.found_in(xml)
    if not mark or _MARK in after or page is None or not _ends_a_block(before):
        return None
    turned = [(page.turned_for(each), each) for each in paper.appendices]
    parts = [(appendix(e, on.room, lies=on.lies), on) for on, e in turned]
    rest = sectioned(after, page, parts)
    return before + body(paper, page.room, to) + rest


def _ends_a_block(before: str) -> bool:
    found: Match[str] | None = _AFTER_BLOCK.search(before[-200:])
    return found is not None


def _problem(fault: ProblemCode, template: WordTemplate) -> Problem:
    return Problem(fault, Place(file=template.file), {"name": template.name})


def _no_body(template: WordTemplate) -> Problem:
    blanks = {"name": template.name, "tag": "{{p body }}"}
    return Problem(ProblemCode.TEMPLATE_NO_BODY, Place(file=template.file), blanks)
