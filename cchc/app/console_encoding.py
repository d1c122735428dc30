"""Streams that never fail on a letter, whatever the code page of the console.

A page with Vietnamese tones (cp1258) loses nothing; on any other page all marks
are left out, evenly, and lines and blocks become plain signs.
"""

import sys
from codecs import lookup
from io import TextIOWrapper
from typing import TextIO
from unicodedata import category, normalize

_WHOLE = ("utf", "gb18030")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("─━═╌┄┈╴╶╸╺", "-"),
        **dict.fromkeys("│┃║╎┆┊╵╷╹╻", "|"),
        **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╯╰╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋┡┩╇╈", "+"),
        **dict.fromkeys("█▉▊▋▇▆", "#"),
        **dict.fromkeys("▌▍▎▅▄▃", "="),
        **dict.fromkeys("▏▂▁", "_"),
        **dict.fromkeys("░▒▓", "."),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("‘’‚‹›", "'"),
        **dict.fromkeys("–—―−‐‑", "-"),
        **dict.fromkeys("•●◆■▪★☆", "*"),
        **dict.fromkeys("○◇□◌", "o"),
        **dict.fromkeys("✗✘×⨯", "x"),
        **dict.fromkeys("✓✔", "v"),
        **dict(zip("đĐ₫≈▲△▼▽·�\u00a0\u202f", "dDd~^^vv.?  ", strict=True)),
        "…": "...",
        "→": "->",
        "←": "<-",
        "≥": ">=",
        "≤": "<=",
        "±": "+-",
    }
)


class PlainStream(TextIOWrapper):
    """A text stream that writes what its page cannot hold in plainer letters."""

    def write(self, text: str, /) -> int:
        super().write(fit_encoding(text, self.encoding))
        return len(text)


def make_console_safe() -> None:
    """Make standard output and standard error safe for any text."""
    sys.stdout = _settled(sys.stdout)
    sys.stderr = _settled(sys.stderr)


def fit_encoding(text: str, encoding: str) -> str:
    """The text with only such characters as the page of an encoding holds."""
    if text.isascii():
        return text
    keeps_marks = lookup(encoding).name == "cp1258"
    return "".join(
        _fit(letter, encoding, keeps_marks) for letter in normalize("NFC", text)
    )


def _settled(stream: TextIO) -> TextIO:
    if not isinstance(stream, TextIOWrapper):
        return stream
    if lookup(stream.encoding).name.startswith(_WHOLE):
        stream.reconfigure(errors="replace")
        return stream
    encoding, by_line = stream.encoding, stream.line_buffering
    page = stream.detach()
    return PlainStream(page, encoding, "replace", line_buffering=by_line)


def _fit(letter: str, encoding: str, keeps_marks: bool) -> str:
    if letter.isascii():
        return letter
    marked = letter.isalpha() or category(letter) == "Mn"
    if (keeps_marks or not marked) and _holds(letter, encoding):
        return letter
    if keeps_marks and _holds(split := _tone_apart(letter), encoding):
        return split
    return _bare(letter)


def _holds(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _tone_apart(letter: str) -> str:
    """The letter with its hat or horn in one, and its tone as a mark after it."""
    marks = normalize("NFD", letter)
    tone = "".join(mark for mark in marks if mark in _TONES)
    return (
        normalize("NFC", "".join(mark for mark in marks if mark not in _TONES)) + tone
    )


def _bare(letter: str) -> str:
    """The nearest in ASCII; pictures of controls as `^[`, the unknown as `?`."""
    if 0x2400 <= ord(letter) < 0x2420:
        return "^" + chr(ord(letter) - 0x2400 + 0x40)
    plain = normalize("NFKD", letter).translate(_SIGNS)
    ascii_only = "".join(each for each in plain if each.isascii())
    return ascii_only if ascii_only or category(letter) == "Mn" else "?"
