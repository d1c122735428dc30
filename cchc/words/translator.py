"""Everything a person reads, in the language they chose.

Sentences live in gettext catalogues under a code (`status.on_track`), one folder of
`.po` files for each language; `python -m cchc.words.build` compiles them.
"""

from enum import StrEnum
from functools import cache
from gettext import GNUTranslations
from importlib.resources import files


class Lang(StrEnum):
    VI = "vi"
    EN = "en"


class Voice:
    """Speaks one language; says nothing of its own."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        book = files("cchc.words") / "catalogue" / lang.value / "cchc.mo"
        with book.open("rb") as stream:
            self._book = GNUTranslations(stream)

    def say(self, code: str, /, **blanks: object) -> str:
        """The sentence of a code with its blanks filled in.

        A blank `n` (a whole number) chooses the plural where the language has one.
        Blanks are put in as they are: text of users is never read as a pattern.
        """
        count = blanks.get("n")
        if isinstance(count, int):
            pattern = self._book.ngettext(code, code, count)
        else:
            pattern = self._book.gettext(code)
        if pattern == code:
            pattern = self._book.gettext(code)
        return pattern.format(**blanks) if blanks else pattern

    def knows(self, code: str) -> bool:
        """Whether there is a sentence under this code."""
        return self._book.ngettext(code, code, 1) != code or (
            self._book.gettext(code) != code
        )


@cache
def voice(lang: Lang) -> Voice:
    """The one voice of a language."""
    return Voice(lang)
