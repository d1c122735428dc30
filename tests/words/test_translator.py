"""A sentence is found as the library of gettext finds it."""

from gettext import GNUTranslations

import pytest

from cchc.words.build import HERE
from cchc.words.translator import Catalogue, Lang, Voice

COUNTS = (None, 0, 1, 2, 5, 21, True, False, "3")


def gettext_pattern(book: GNUTranslations, code: str, count: object) -> str:
    """What `gettext` gives for a code; where there is no plural, the one sentence."""
    if isinstance(count, int):
        plural = book.ngettext(code, code, count)
        if plural != code:
            return plural
    return book.gettext(code)


@pytest.mark.parametrize("lang", list(Lang))
def test_every_code_has_the_sentence_and_the_plural_of_gettext(lang: Lang) -> None:
    path = HERE / lang / "cchc.mo"
    with path.open("rb") as stream:
        book = GNUTranslations(stream)
    catalogue = Catalogue(path.read_bytes())
    ids: dict[str | tuple[str, int], str] = vars(book)["_catalog"]
    codes = {key if isinstance(key, str) else key[0] for key in ids}
    assert len(codes) > 2000
    for code in {*codes, "status", "zzz", "a", *(f"{code}x" for code in codes)}:
        forms = catalogue.find(code) or (code,)
        for count in COUNTS:
            form = forms[-1 if isinstance(count, int) and count != 1 else 0]
            assert form == gettext_pattern(book, code, count), (code, count)


def test_blanks_are_filled_and_n_chooses_the_plural() -> None:
    voice = Voice(Lang.EN)
    blanks = {"old": 1, "number": 2}
    one = voice.say("amendment.diff.compared", n=1, **blanks)
    assert one == "1 change from version 1 to version 2."
    many = voice.say("amendment.diff.compared", n=3, **blanks)
    assert many == "3 changes from version 1 to version 2."


def test_an_unknown_code_stands_for_itself() -> None:
    voice = Voice(Lang.VI)
    assert voice.say("no.such.{thing}") == "no.such.{thing}"
    assert voice.say("no.such", n=2) == "no.such"
    assert not voice.knows("no.such")
