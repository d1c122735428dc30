"""Text of people put into Markdown so that it stays text."""

from re import MULTILINE
from re import compile as pattern

from cchc.text.sanitize import one_line

_SPECIAL = pattern(r"[\\`*_\[\]|~$#]")
_OPENING = pattern(r"^(\d{1,9})([.)])(?=\s|$)", MULTILINE)
_BULLET = pattern(r"^([-+=])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escape_markdown(text: str) -> str:
    """The text on one line, nothing in it read as Markdown, HTML or a link.

    Fit for a paragraph, a heading and a cell of a table alike.
    """
    plain = one_line(text)
    for sign, entity in _ENTITIES.items():
        plain = plain.replace(sign, entity)
    plain = _SPECIAL.sub(r"\\\g<0>", plain)
    plain = plain.replace("://", ":\\//")
    plain = _BULLET.sub(r"\\\1", plain)
    return _OPENING.sub(r"\1\\\2", plain)
