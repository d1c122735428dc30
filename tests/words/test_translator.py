"""A sentence is found as the library of gettext finds it."""

from gettext import GNUTranslations

import pytest

from cchc.words.build import HERE
from cchc.words.prose import working_days
from cchc.words.translator import Catalogue, Lang, Voice, choose_forms


@pytest.mark.parametrize("lang", list(Lang))
def test_every_code_has_the_sentence_of_gettext(lang: Lang) -> None:
    path = HERE / lang / "cchc.mo"
    with path.open("rb") as stream:
        book = GNUTranslations(stream)
    catalogue = Catalogue(path.read_bytes())
    codes = [code for code in vars(book)["_catalog"] if code]
    assert len(codes) > 2000
    for code in (*codes, "status", "zzz", "a", *(f"{code}x" for code in codes)):
        assert (catalogue.find(code) or code) == book.gettext(code)


COUNTED = [
    (0, "0 rows are empty"),
    (1, "1 row is empty"),
    (2, "2 rows are empty"),
    (21, "21 rows are empty"),
    ("01", "01 row is empty"),
    ("1.5", "1.5 rows are empty"),
    ("11", "11 rows are empty"),
]


@pytest.mark.parametrize(("count", "text"), COUNTED)
def test_a_count_chooses_the_form(count: object, text: str) -> None:
    blanks: dict[str, object] = {"count": count, "other": "{|}"}
    pattern = choose_forms("{count} {count|row is|rows are} empty", blanks)
    assert pattern.format(**blanks) == text
    assert choose_forms("{other} {count||s}{{}}", blanks) in {
        "{other} {{}}",
        "{other} s{{}}",
    }


@pytest.mark.parametrize(
    ("number", "text"),
    [
        *((1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (13, "13th")),
        *(("21", "21st"), ("22", "22nd"), ("112", "112th"), ("10", "10th")),
    ],
)
def test_a_place_is_an_ordinal(number: object, text: str) -> None:
    assert choose_forms("ranked {place|th}", {"place": number}) == f"ranked {text}"


def test_blanks_are_filled_and_a_count_chooses_the_plural() -> None:
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


@pytest.mark.parametrize(
    ("days", "vi", "en"),
    [
        (1, "01 ngày làm việc", "1 working day"),
        (12, "12 ngày làm việc", "12 working days"),
        (250, "250 ngày làm việc", "250 working days"),
        (251, "trên 01 năm", "over 1 year"),
        (1221, "trên 04 năm", "over 4 years"),
    ],
)
def test_a_time_is_told_in_working_days_and_after_a_year_in_years(
    days: int, vi: str, en: str
) -> None:
    assert (working_days(days, Voice(Lang.VI)), working_days(days, Voice(Lang.EN))) == (
        vi,
        en,
    )
