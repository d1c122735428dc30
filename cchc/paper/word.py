"""A paper as a Word file: the office's letterhead around the memo's own words.

The letterhead, the signature and `Nơi nhận` are a Word template that the office may
edit; the text is the memo's Markdown, so no figure is written twice (DOCUMENTS 0).
"""

import zlib
from collections.abc import Iterator, Mapping
from hashlib import sha256
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any, cast
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from jinja2 import Template, nodes
from markupsafe import Markup

from cchc.paper.letterhead import (
    DOCUMENT,
    MARGINS,
    PARAGRAPH,
    fill_letterhead,
    is_letterhead,
)
from cchc.paper.manuscript import PaperFiles, PaperOrder, Plain
from cchc.paper.paper import Letterhead, PaperParts
from cchc.paper.sandbox import (
    FILLING_ERRORS,
    Sandbox,
    filling_problem,
    line_of,
    unknown_name,
)
from cchc.paper.template import office_file
from cchc.paper.word_body import (
    after_text,
    body_xml,
    keep_headings,
    page_of,
    parted_after,
)
from cchc.paper.word_parts import (
    PROPERTIES,
    SETTINGS,
    STYLES,
    default_language,
    fit_styles,
    fit_text,
    heading_ids,
    properties_xml,
    set_language,
)
from cchc.paper.word_reach import reach_outside
from cchc.paper.word_xml import escape_xml, name_lines, package_of
from cchc.text.lazy import lazy_pattern
from cchc.text.problem import Blank, Place, Problem, ProblemCode, require
from cchc.text.record import Record, replace
from cchc.words.translator import Lang

LARGEST = 4 * 1024 * 1024
UNPACKED = 64 * 1024 * 1024
TEMPLATES = {
    Letterhead.REPORT: {Lang.VI: "bao-cao", Lang.EN: "report"},
    Letterhead.LETTER: {Lang.VI: "cong-van", Lang.EN: "letter"},
    Letterhead.PLAN: {Lang.VI: "ke-hoach", Lang.EN: "plan"},
    Letterhead.PLEDGE: {Lang.VI: "cam-ket", Lang.EN: "commitment"},
    Letterhead.BRIEF: {Lang.VI: "tom-tat", Lang.EN: "brief"},
}
IN_WORD = "<template>"
"""What Jinja calls a template that is no file."""

_TAG = lazy_pattern("<[^>]*>")
_MARK = (
    '<w:p><w:bookmarkStart w:id="9001" w:name="cchc_body"/>'
    '<w:bookmarkEnd w:id="9001"/></w:p>'
)
_AFTER_BLOCK = lazy_pattern(r"(?:</w:p>|</w:tbl>|</w:sectPr>|<w:body>|/>)\s*$")
NO_WORD = (
    *(BadZipFile, SyntaxError, LookupError, ValueError, RuntimeError, EOFError),
    zlib.error,
)
"""All that zipfile and expat raise on a damaged file."""


class WordSandbox(Sandbox):
    """The sandbox of Word templates, of which each paragraph is a line."""

    source = ""

    def from_string(
        self,
        source: str | nodes.Template,
        *rest: Any,  # noqa: ANN401  # Jinja's own
        **named: Any,  # noqa: ANN401
    ) -> Template:
        """The part of the Word file that is filled in now, kept to find a paragraph."""
        self.source = source if isinstance(source, str) else ""
        return super().from_string(source, *rest, **named)

    def paragraph_of(self, error: Exception) -> dict[str, Any]:
        """The number and the words of the paragraph that was at work."""
        line = line_of(error, IN_WORD)
        rows = self.source.splitlines()
        if line is None or not 1 < line <= len(rows):  # before the first: the head
            return {}
        number = sum(row.startswith(PARAGRAPH) for row in rows[:line])
        return {"line": number, "excerpt": _TAG.sub("", rows[line - 1]).strip()}


class WordTemplate(Record):
    """A Word file with blanks; `file` is where a person can mend it."""

    name: str
    data: bytes
    file: str


def word_name(kind: Letterhead, lang: Lang) -> str:
    """The file name of the Word template of a kind of paper in a language."""
    return f"{TEMPLATES[kind][lang]}.docx"


def find_word_template(
    name: str, office: Path, shipped: Path
) -> WordTemplate | Problem:
    """The office's own letterhead if there is one, else the one of the program.

    Returns:
        P604 for a file that is really elsewhere, P603 for one above 4 MiB.
    """
    own = office / name
    is_there = office_file(own, office, LARGEST)
    if isinstance(is_there, Problem):
        return is_there
    path = own if is_there else shipped / name
    return WordTemplate(name, path.read_bytes(), str(path))


def render(order: PaperOrder) -> PaperFiles:
    """The paper in its letterhead: the office's own Word template, else ours."""
    name = word_name(order.manuscript.letterhead, order.voice.lang)
    folders = order.folders
    template = require(find_word_template(name, folders.office, folders.shipped))
    to, content = order.voice.say("paper.to"), order.manuscript.content
    lang = order.voice.lang
    own = (to, lang, order.manuscript.key_words)
    data = require(render_word(order.paper, content, template, *own))
    pattern = sha256(template.data).hexdigest()
    files = {order.name: data}
    return PaperFiles(order.name, files, folders.own_template(template.file), pattern)


def render_word(
    paper: PaperParts,
    content: Mapping[str, Plain],
    template: WordTemplate,
    to: str = "",
    lang: Lang = Lang.VI,
    key_words: str = "",
) -> bytes | Problem:
    """The paper as a `.docx`; the same paper and template give the same bytes.

    Args:
        paper: the memo, read from its Markdown.
        content: what the letterhead may print, by the names of the memo's template.
        template: the office's or the program's.
        to: the words that open the line of addressees.
        lang: the language of every word.
        key_words: of the file's properties.

    Returns:
        P601 a blank is written wrongly, P602 a name is not in `content`, P603 it
        tries more than to print, P606 no Word file, P607 the place of the text is
        missing, P608 something would be fetched or run where the paper is opened.
    """
    blank = _open_template(template)
    if isinstance(blank, Problem):
        return blank
    parts = _fill_blanks(blank, content, template)
    if isinstance(parts, Problem):
        return parts
    ids = heading_ids(parts.get(STYLES, b"").decode())
    text = _with_text(parts.get(DOCUMENT, b"").decode(), paper, to, ids, lang)
    if text is None:
        return _problem(ProblemCode.TEMPLATE_NO_BODY, template, tag="{{p body }}")
    fitted = {name: _fit_part(name, part, lang) for name, part in parts.items()}
    if PROPERTIES in parts:
        names = (*_owner(content), lang, key_words)
        fitted[PROPERTIES] = (properties_xml(paper.body, *names),)
    return package_of((fitted | {DOCUMENT: text}).items())


def _fit_part(name: str, part: bytes, lang: Lang) -> bytes | tuple[str]:
    """A part of the letterhead whose words are in a language."""
    if name == STYLES:
        return (fit_styles(part.decode(), lang),)
    if name == SETTINGS:
        return (default_language(part.decode(), lang),)
    if name.startswith(MARGINS):
        return (set_language(part.decode(), lang),)
    return part


def _owner(content: Mapping[str, Plain]) -> tuple[str, str]:
    """Whose paper it is, and what a letter is about."""
    authority = cast("dict[str, Plain]", content["authority"])
    name = authority.get("name") or authority.get("capitals")
    return str(name or ""), str(content.get("subject") or "")


def _open_template(template: WordTemplate) -> dict[str, bytes] | Problem:
    """Parts of a letterhead; P603 too large, P606 no Word file, P608 it calls out."""
    try:
        with ZipFile(BytesIO(template.data)) as package:
            if sum(part.file_size for part in package.infolist()) > UNPACKED:
                return _problem(ProblemCode.TEMPLATE_UNSAFE, template)
            parts = {name: package.read(name) for name in package.namelist()}
        reached = reach_outside(parts)
        if reached is not None:
            return _problem(ProblemCode.TEMPLATE_REACHES, template, text=reached)
        if is_letterhead(parts):
            return parts
    except NO_WORD:
        pass
    return _problem(ProblemCode.TEMPLATE_NOT_WORD, template)


def _fill_blanks(
    parts: Mapping[str, bytes], content: Mapping[str, Plain], template: WordTemplate
) -> dict[str, bytes] | Problem:
    """The letterhead with its blanks filled in and a mark where the text goes."""
    names: dict[str, object] = {
        **content,
        "authority": _authority_in_lines(content["authority"]),
        "body": Markup(_MARK),  # noqa: S704  # ours
    }
    sandbox = WordSandbox(escape_xml)
    try:
        with sandbox.step_limit(IN_WORD):
            return fill_letterhead(parts, names, sandbox)
    except (*FILLING_ERRORS, ParseError) as error:
        more: dict[str, Blank] = {}
        code = filling_problem(error)
        if code is ProblemCode.TEMPLATE_UNDEFINED:
            more = {"text": unknown_name(error), "known": tuple(sorted(names))}
        problem = _problem(code, template, **more)
        place = replace(problem.place, **sandbox.paragraph_of(error))
        return replace(problem, place=place)


def _authority_in_lines(authority: Plain) -> Plain:
    """The authority with its names broken into lines of the left column.

    A name that is told in `parts` has a line for each of them.
    """
    names = cast("dict[str, Plain]", authority)
    above, own = str(names["parent_capitals"]), str(names["capitals"])
    parts = cast("list[str]", names.get("parts") or [own])
    return {
        **names,
        "parent_lines": [*name_lines(above, bold=False)],
        "lines": [line for part in parts for line in name_lines(part, bold=True)],
    }


def _with_text(
    xml: str, paper: PaperParts, to: str, ids: Mapping[str, str], lang: Lang
) -> Iterator[str] | None:
    """The document with text and appendices; None when it has no place for them."""
    before, mark, after = set_language(xml, lang).partition(_MARK)
    page = page_of(xml)
    is_between_blocks = _AFTER_BLOCK.search(before[-200:]) is not None
    if not mark or _MARK in after or page is None or not is_between_blocks:
        return None
    step, appendices = parted_after(paper, xml), paper.appendices
    text = keep_headings(body_xml(paper, page.room, to), before, step)
    pieces = chain((before,), text, after_text(after, page, appendices, paper.seal))
    return fit_text(pieces, ids, lang)


def _problem(code: ProblemCode, template: WordTemplate, **more: Blank) -> Problem:
    place = Place(file=template.file)
    return Problem(code, place, {"name": template.name, **more})
