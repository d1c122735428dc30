"""What Word needs beside the text: language of every word, headings, properties.

A template may come from any program in any language: the language of its words is
set anew, and headings get its own styles, whatever their ids are.
"""

from collections.abc import Iterable, Iterator, Mapping
from re import IGNORECASE

from cchc.paper.paper import Block, Heading, Paragraph, plain_text
from cchc.paper.word_xml import FONT, HEADING, escape_xml
from cchc.text.lazy import lazy_pattern
from cchc.words.translator import Lang

LANGUAGES = {Lang.VI: "vi-VN", Lang.EN: "en-GB"}
STYLES, SETTINGS, PROPERTIES = (
    "word/styles.xml",
    "word/settings.xml",
    "docProps/core.xml",
)
LEVELS = (1, 2, 3)

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


def paper_title(blocks: Iterable[Block], subject: str, lang: Lang) -> tuple[str, str]:
    """The kind of paper with what it is about, and that alone, its subject.

    A letter, which has no title, is called by its subject.
    """
    words = [plain_text(block.spans) for block in _title_blocks(blocks)]
    kind, about = (*words, subject)[:2] if words else ("", subject)
    title = about
    if kind:
        colon = ":" if about and lang is Lang.EN else ""
        title = f"{kind.capitalize()}{colon} {about[:1].lower()}{about[1:]}".strip()
    return title, about


def _title_blocks(blocks: Iterable[Block]) -> Iterator[Heading | Paragraph]:
    """The first heading and the bold line under it."""
    rest = iter(blocks)
    for block in rest:
        if isinstance(block, Heading) and block.level == 1:
            yield block
            about = next(rest, None)
            if isinstance(about, Paragraph) and about.is_bold:
                yield about
            return
