"""Sanitizing text of strangers: control, bidirectional and unseen characters."""

from re import compile as pattern

_ZERO_WIDTH = (0xAD, 0x34F, 0x61C, 0x180E, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)
_BIDI = (0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x2070))
_TAGS = (*range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080))
_UNSEEN = (*_ZERO_WIDTH, *_BIDI, *_TAGS)
_KEPT = (0x09, 0x0A)
_UNKNOWN = 0xFFFD

_PICTURES = {code: 0x2400 + code for code in range(0x20) if code not in _KEPT}
_NOT_TEXT = {
    **_PICTURES,
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), _UNKNOWN),
    **dict.fromkeys(range(0xD800, 0xE000), _UNKNOWN),
    0x2028: 0x0A,
    0x2029: 0x0A,
}
_INERT: dict[int, int | None] = {**_NOT_TEXT, **dict.fromkeys(_UNSEEN)}
_SHOWN = {**_NOT_TEXT, 0x2028: _UNKNOWN, 0x2029: _UNKNOWN} | dict.fromkeys(
    _UNSEEN, _UNKNOWN
)
_JOINER = "\u034f"
"""The only unseen mark that Python calls printable."""

_BLANKS = pattern(r"\s+")


def inert(text: str) -> str:
    """The text without anything that could steer a terminal or reorder a line.

    Controls are shown as their pictures (`␛`), bidirectional and zero-width marks
    are taken out, what is no character at all becomes `�`. Line ends and tabs stay.
    """
    if text.isprintable() and _JOINER not in text:
        return text  # nothing to take out: nearly every text, ten times faster
    return text.replace("\r\n", "\n").translate(_INERT)


def one_line(text: str) -> str:
    """Inert text with every run of blanks, line ends too, made one space."""
    if text.isprintable() and _JOINER not in text and "  " not in text:
        return text.strip(
            " "
        )  # nothing to take out: nearly every text, ten times faster
    return _BLANKS.sub(" ", inert(text)).strip()


def phrase(text: str) -> str:
    """One line without the full stop it ends with: more words follow."""
    line = one_line(text)
    return line if line.endswith("..") else line.removesuffix(".")


def shown(text: str) -> str:
    """Like `inert`, but character for character, so that columns still count."""
    return text.translate(_SHOWN)
