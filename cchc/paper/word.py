"""A paper as a Word file: the office's letterhead around the memo's own words.

The letterhead, the signature and `Nơi nhận` are a Word template that the office may
edit; the text is the memo's Markdown, so no figure is written twice (DOCUMENTS 0). A
template may come from any program in any language: the language of its words is set
anew, and headings get its own styles, whatever their ids are.
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import chain
from re import IGNORECASE
from typing import cast

from cchc.paper.letterhead import (
    BODY_MARK,
    DOCUMENT,
    MARGINS,
    WordTemplate,
    filled_letterhead,
    find_word_template,
    word_name,
)
from cchc.paper.manuscript import PaperFiles, PaperOrder, Plain
from cchc.paper.paper import Block, PaperParts, paper_title
from cchc.paper.word_body import (
    after_text,
    body_xml,
    keep_headings,
    page_of,
    parted_after,
)
from cchc.paper.word_xml import (
    FONT,
    HEADING,
    PROPERTIES,
    STYLES,
    escape_xml,
    package_of,
)
from cchc.text.lazy import lazy_pattern
from cchc.text.problem import Problem, ProblemCode, require
from cchc.words.translator import Lang

LANGUAGES = {Lang.VI: "vi-VN", Lang.EN: "en-GB"}
SETTINGS = "word/settings.xml"
LEVELS = (1, 2, 3)
_AFTER_BLOCK = lazy_pattern(r"(?:</w:p>|</w:tbl>|</w:sectPr>|<w:body>|/>)\s*$")
_LANG = lazy_pattern(r"<w:lang\b[^>]*/>")
_BARE_RUN = lazy_pattern(r"(<w:r(?: [^>]*)?>)(?!<w:rPr\b)")
_EMPTY = lazy_pattern(r"<w:rPr\s*/>")
_DEFAULT_LANG = lazy_pattern(r"(<w:(?:lang|themeFontLang)\b[^>]*?w:val=\")[^\"]*")
_HEADING_STYLE = lazy_pattern(
    r"<w:style\b[^>]*w:styleId=\"([^\"]+)\"[^>]*>\s*<w:name w:val=\"heading ([123])\"",
    IGNORECASE,
)
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/'
    'metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject>"
    "<dc:creator>{author}</dc:creator><cp:lastModifiedBy>{author}</cp:lastModifiedBy>"
    "<cp:keywords>{key_words}</cp:keywords>"
    "<dc:language>{language}</dc:language></cp:coreProperties>"
)


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

    `content` is what the letterhead may print, `to` the words that open the line of
    addressees. P601 a blank is written wrongly, P602 a name is not in `content`, P603
    it tries more than to print, P606 no Word file, P607 the place of the text is
    missing, P608 something would be fetched or run where the paper is opened.
    """
    parts = filled_letterhead(template, content)
    if isinstance(parts, Problem):
        return parts
    ids = heading_ids(parts.get(STYLES, b"").decode())
    text = _with_text(parts.get(DOCUMENT, b"").decode(), paper, to, ids, lang)
    if text is None:
        return template.problem(ProblemCode.TEMPLATE_NO_BODY, tag="{{p body }}")
    fitted: dict[str, bytes | Iterable[str]] = {**parts}
    for name, part in parts.items():
        fit = set_language if name.startswith(MARGINS) else _FITTED.get(name)
        if fit is not None:
            fitted[name] = (fit(part.decode(), lang),)
    if PROPERTIES in parts:
        authority = cast("dict[str, Plain]", content["authority"])
        author = str(authority.get("name") or authority.get("capitals") or "")
        names = (author, str(content.get("subject") or ""), lang, key_words)
        fitted[PROPERTIES] = (properties_xml(paper.body, *names),)
    return package_of((fitted | {DOCUMENT: text}).items())


def _with_text(
    xml: str, paper: PaperParts, to: str, ids: Mapping[str, str], lang: Lang
) -> Iterator[str] | None:
    """The document with text and appendices; None when it has no place for them."""
    before, mark, after = set_language(xml, lang).partition(BODY_MARK)
    page = page_of(xml)
    is_between_blocks = _AFTER_BLOCK.search(before[-200:]) is not None
    if not mark or BODY_MARK in after or page is None or not is_between_blocks:
        return None
    step, appendices = parted_after(paper, xml), paper.appendices
    text = keep_headings(body_xml(paper, page.room, to), before, step)
    pieces = chain((before,), text, after_text(after, page, appendices, paper.seal))
    return fit_text(pieces, ids, lang)


def set_language(xml: str, lang: Lang) -> str:
    """XML of a template in which every run says its language, and no other one."""
    bare = _EMPTY.sub("<w:rPr></w:rPr>", _LANG.sub("", xml))
    return _in_language(_BARE_RUN.sub(r"\1<w:rPr></w:rPr>", bare), lang)


def _in_language(xml: str, lang: Lang) -> str:
    """XML whose runs have properties, each with its language once."""
    own = f'<w:lang w:val="{LANGUAGES[lang]}"/>'
    return xml.replace("</w:rPr>", f"{own}</w:rPr>").replace(f"{own}{own}", own)


def heading_ids(styles: str) -> dict[str, str]:
    """The ids of a template's styles of headings, by those of ours: `Heading1`."""
    return {f"{HEADING}{n}": key for key, n in _HEADING_STYLE.findall(styles)}


def fit_text(
    pieces: Iterable[str], ids: Mapping[str, str], lang: Lang
) -> Iterator[str]:
    """The text in a language, its headings in the styles of the template."""
    others = [(f'"{ours}"/>', f'"{own}"/>') for ours, own in ids.items() if own != ours]
    for piece in pieces:
        text = _in_language(piece, lang)
        for ours, own in others if "<w:pStyle" in text else ():
            text = text.replace(f"<w:pStyle w:val={ours}", f"<w:pStyle w:val={own}")
        yield text


def heading_style_xml(level: int) -> str:
    """A style of headings that looks like the headings of the text (ô 6)."""
    return (
        f'<w:style w:type="paragraph" w:styleId="{HEADING}{level}">'
        f'<w:name w:val="heading {level}"/><w:basedOn w:val="Normal"/>'
        '<w:next w:val="Normal"/><w:uiPriority w:val="9"/><w:qFormat/><w:pPr>'
        f'<w:keepNext/><w:outlineLvl w:val="{level - 1}"/></w:pPr><w:rPr>'
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" '
        f'w:cs="{FONT}"/><w:b/></w:rPr></w:style>'
    )


def fit_styles(styles: str, lang: Lang) -> str:
    """The styles of a template with those of headings that it lacks, in a language."""
    known = heading_ids(styles)
    lacking = (n for n in LEVELS if f"{HEADING}{n}" not in known)
    made = "".join(map(heading_style_xml, lacking))
    styles = styles.replace("</w:styles>", f"{made}</w:styles>")
    return default_language(styles, lang)


def default_language(xml: str, lang: Lang) -> str:
    """Styles or settings whose words are in a language where nothing else is said."""
    return _DEFAULT_LANG.sub(rf"\g<1>{LANGUAGES[lang]}", xml)


_FITTED = {STYLES: fit_styles, SETTINGS: default_language}
"""What puts a part of the letterhead in a language."""


def properties_xml(
    blocks: Iterable[Block], author: str, subject: str, lang: Lang, key_words: str = ""
) -> str:
    """Title, subject, author and key words of the file."""
    title, about = paper_title(blocks, subject, lang)
    return _CORE.format(
        title=escape_xml(title),
        subject=escape_xml(about),
        author=escape_xml(author),
        key_words=escape_xml(key_words),
        language=LANGUAGES[lang],
    )
