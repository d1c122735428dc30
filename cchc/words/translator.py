"""Everything a person reads, in the language they chose.

Sentences live in gettext catalogues under a code (`status.on_track`), one folder of
`.po` files for each language; `python -m cchc.words.build` compiles them. The compiled
book is searched, never read whole: a run speaks a few of its 2,400 sentences.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache
from struct import unpack_from

from cchc import words
from cchc.text.closed_list import StrEnum
from cchc.text.printed_marks import ENGLISH, PRINTED


class Lang(StrEnum):
    VI = "vi"
    EN = "en"


ONE = ("1", "01")
"""How a count of one is written; in Vietnamese with a zero."""
ENDINGS = {"1": "st", "2": "nd", "3": "rd"}


class Catalogue:
    """A compiled catalogue (`.mo`): sentences by code, the codes in order."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        _, _, self._size, self._codes, self._texts = unpack_from("<5I", data)

    def find(self, code: str) -> str:
        """The sentence of a code, its blanks open; empty for an unknown code."""
        wanted = code.encode()
        place = bisect_left(range(self._size), wanted, key=self._code)
        if place == self._size or self._code(place) != wanted:
            return ""
        return self._entry(self._texts, place).decode()

    def codes(self) -> Iterator[str]:
        """Every code, in order."""
        return (self._code(place).decode() for place in range(self._size))

    def _code(self, place: int) -> bytes:
        return self._entry(self._codes, place)

    def _entry(self, table: int, place: int) -> bytes:
        length, start = unpack_from("<2I", self._data, table + 8 * place)
        return self._data[start : start + length]


def choose_forms(pattern: str, blanks: Mapping[str, object]) -> str:
    """The pattern with each `{n|unit|units}` replaced by the form that its count takes.

    A count is a number or its text; `{n|th}` is its ordinal, `3rd`.
    """
    text, *parts = pattern.split("{")
    for part in parts:
        field, _, rest = part.partition("}")
        name, *forms = field.split("|")
        if forms == ["th"]:
            number = str(blanks[name])
            ending = "th" if number[-2:-1] == "1" else ENDINGS.get(number[-1:], "th")
            text += number + ending + rest
        elif forms:
            text += forms[str(blanks[name]) not in ONE] + rest
        else:
            text += "{" + part
    return text


class Voice:
    """Speaks one language; says nothing of its own."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        book = f"{words.__path__[0]}/catalogue/{lang}/cchc.mo"
        with open(book, "rb") as stream:  # noqa: PTH123  # no paths below the frame
            catalogue = Catalogue(stream.read())
        self._pattern, self._codes = cache(catalogue.find), catalogue.codes

    def say(self, code: str, /, **blanks: object) -> str:
        """The sentence of a code with its blanks filled in.

        `{n|unit|units}` is the first form where the blank `n` is one, else the second.
        Blanks are put in as they are: text of users is never read as a pattern.
        """
        pattern = self._pattern(code) or code
        if blanks and "|" in pattern:
            pattern = choose_forms(pattern, blanks)
        return pattern.format(**blanks) if blanks else pattern

    def codes(self, prefix: str) -> tuple[str, ...]:
        """The codes that begin so, in order: the whole book is read."""
        return tuple(code for code in self._codes() if code.startswith(prefix))

    def knows(self, code: str) -> bool:
        """Whether there is a sentence under this code."""
        return bool(self._pattern(code))


class ShortVoice(Voice):
    """The same voice where there is little room: `CODE.screen` where there is one."""

    def __init__(self, whole: Voice) -> None:
        self.lang, self._whole = whole.lang, whole

    def say(self, code: str, /, **blanks: object) -> str:
        short = f"{code}.screen"
        return self._whole.say(short if self.knows(short) else code, **blanks)

    def knows(self, code: str) -> bool:
        return self._whole.knows(code)


short_voice = cache(ShortVoice)
"""The short voice of a voice."""
voice = cache(Voice)
"""The one voice of a language."""


def run_voice() -> Voice:
    """The voice of the run, where none is handed down: by the marks of its numbers."""
    return voice(Lang.EN if PRINTED.get() == ENGLISH else Lang.VI)


def file_name(what: str, /, **blanks: object) -> str:
    """The name of a kind of file that the program makes, in the language of the run."""
    return run_voice().say(f"file.{what}", **blanks)


def file_names(what: str, /, **blanks: object) -> tuple[str, ...]:
    """Its names in all languages: a folder may hold files of either."""
    return tuple(voice(lang).say(f"file.{what}", **blanks) for lang in Lang)
