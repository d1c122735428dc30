"""Wards and communes are written as Phụ lục I and II of the decree write them."""

from unicodedata import normalize

import pytest

from cchc.text.place_name import in_sentence, is_commune, place_line

WRITTEN = [
    ("Phường An Hòa", "phường An Hòa", "An Hòa"),
    ("Xã Tân Quy Tây", "xã Tân Quy Tây", "Tân Quy Tây"),
    ("Thị trấn Đông Anh", "thị trấn Đông Anh", "Đông Anh"),
    ("Xã Ấm Hạ", "xã Ấm Hạ", "Ấm Hạ"),
    ("Phường 1", "Phường 1", "Phường 1"),
    ("Phường 10", "Phường 10", "Phường 10"),
]
NO_COMMUNES = ["Phòng Nội vụ", "Xã hội học", "Phường đội", "Thanh tra thành phố", ""]


@pytest.mark.parametrize(("name", "said", "place"), WRITTEN)
def test_a_name_is_lower_in_a_sentence_and_bare_before_the_day_a_number_whole(
    name: str, said: str, place: str
) -> None:
    assert in_sentence(name) == said
    assert place_line(name) == place
    assert is_commune(name, "unit")


@pytest.mark.parametrize("name", NO_COMMUNES)
def test_what_is_no_commune_stays_as_it_is(name: str) -> None:
    assert in_sentence(name) == place_line(name) == name
    assert not is_commune(name, "department")


@pytest.mark.parametrize("kind", ["ward", "commune"])
def test_the_kind_says_it_where_the_name_does_not(kind: str) -> None:
    assert is_commune("An Hòa", kind)
    assert in_sentence("An Hòa") == place_line("An Hòa") == "An Hòa"


def test_marks_typed_apart_are_the_same_name() -> None:
    assert place_line(normalize("NFD", "Phường An Hòa")) == "An Hòa"
