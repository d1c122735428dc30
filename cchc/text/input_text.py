"""The one door for text from outside: typed, of a variable, a file or a form.

What comes in is valid Unicode in NFC, and nothing in it is unseen. What would steer
a screen is refused, not mended: whoever wrote it did not mean what is left of it.
"""

import re
from unicodedata import category

from cchc.text.compare import nfc
from cchc.text.lazy import lazy_pattern
from cchc.text.problem import NOWHERE, Place, Problem, ProblemCode

LONGEST_TEXT = 32_767
"""Characters of a text; no cell of a sheet holds more."""
LONGEST_LINE = 1_000
"""Characters of what stands on one line: a name, the number of a paper."""
_LINE_END = lazy_pattern("\r\n|[\n\r\u2028\u2029]")
_REFUSED = lazy_pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LETTERS_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
"""Letters and marks without a shape, which Unicode does not call format characters."""
_NO_UTF8 = range(0xDC80, 0xDD00)
"""How Python hands over the bytes 80 to FF that are no UTF-8."""


def read_text(
    text: str, at: Place = NOWHERE, longest: int = LONGEST_TEXT, *, lines: bool = True
) -> str | Problem:
    r"""The text in NFC without unseen characters, or why it cannot be taken.

    Zero-width, bidirectional and other format characters are left out, line ends are
    `\n`, tabs blanks. P127: a control character, half of a surrogate pair, a byte that
    is no UTF-8, a line end where it may not have `lines`. P146: more characters than
    `longest`. It may be blank.
    """
    if len(text) > longest:
        blanks = {"length": len(text), "limit": longest}
        return Problem(ProblemCode.TEXT_TOO_LONG, at, blanks)
    plain = text
    if not text.isprintable():  # else no character in it is refused or left out
        plain = _LINE_END.sub("\n", text).replace("\t", " ")
        if refused := first_refused(plain, lines=lines):
            return refused_character(refused.group(), at)
        plain = "".join(letter for letter in plain if category(letter) != "Cf")
    if not _LETTERS_UNSEEN.isdisjoint(plain):
        plain = "".join(letter for letter in plain if letter not in _LETTERS_UNSEEN)
    return nfc(plain)


def first_refused(text: str, *, lines: bool = True) -> re.Match[str] | None:
    """The first character that is never taken: what P127 is told of."""
    return _REFUSED.search(text) or (None if lines else _LINE_END.search(text))


def refused_character(letter: str, at: Place) -> Problem:
    """P127 for a character that is never taken, by its number or its byte."""
    number = ord(letter[0])
    if number in _NO_UTF8:
        blanks = {"slip": "byte", "code": f"0x{number - 0xDC00:02X}"}
    else:
        kind = "half" if 0xD800 <= number <= 0xDFFF else "control"
        blanks = {"slip": kind, "code": f"U+{number:04X}"}
    return Problem(ProblemCode.CONTROL_CHARACTER, at, blanks)
