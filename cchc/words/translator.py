"""Everything a person reads, in the language they chose.

Sentences live in gettext catalogues under a code (`status.on_track`), one folder of
`.po` files for each language; `python -m cchc.words.build` compiles them. The compiled
book is searched, never read whole: a run speaks a few of its 2,400 sentences.
"""

from bisect import bisect_left
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from struct import unpack_from

from cchc import words


class Lang(StrEnum):
    VI = "vi"
    EN = "en"


class Catalogue:
    """A compiled catalogue (`.mo`): sentences by code, the codes in order."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        _, _, self._size, self._codes, self._texts = unpack_from("<5I", data)

    def find(self, code: str) -> tuple[str, ...]:
        """The forms of a sentence, the singular first; none for an unknown code."""
        wanted = code.encode()
        place = bisect_left(range(self._size), wanted, key=self._code)
        if place == self._size or self._code(place) != wanted:
            return ()
        return tuple(self._entry(self._texts, place).decode().split("\0"))

    def codes(self) -> Iterator[str]:
        """Every code, in order."""
        return (self._code(place).decode() for place in range(self._size))

    def _code(self, place: int) -> bytes:
        return self._entry(self._codes, place).partition(b"\0")[0]

    def _entry(self, table: int, place: int) -> bytes:
        length, start = unpack_from("<2I", self._data, table + 8 * place)
        return self._data[start : start + length]


class Voice:
    """Speaks one language; says nothing of its own."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        book = f"{words.__path__[0]}/catalogue/{lang}/cchc.mo"
        with open(book, "rb") as stream:  # noqa: PTH123  # no paths below the frame
            catalogue = Catalogue(stream.read())
        self._forms, self._codes = cache(catalogue.find), catalogue.codes

    def say(self, code: str, /, **blanks: object) -> str:
        """The sentence of a code with its blanks filled in.

        A blank `n` (a whole number) chooses the plural where the language has one.
        Blanks are put in as they are: text of users is never read as a pattern.
        """
        forms = self._forms(code) or (code,)
        count = blanks.get("n")
        is_plural = isinstance(count, int) and count != 1
        pattern = forms[-1] if is_plural else forms[0]
        return pattern.format(**blanks) if blanks else pattern

    def codes(self, prefix: str) -> tuple[str, ...]:
        """The codes that begin so, in order: the whole book is read."""
        return tuple(code for code in self._codes() if code.startswith(prefix))

    def knows(self, code: str) -> bool:
        """Whether there is a sentence under this code."""
        return bool(self._forms(code))


@cache
def voice(lang: Lang) -> Voice:
    """The one voice of a language."""
    return Voice(lang)
