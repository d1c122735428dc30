"""Comparing Vietnamese: the measured rows of the domain."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.text.compare import (
    count_slips,
    fold,
    name_key,
    nearest,
    nfc,
    old_tone,
)

UNITS = ["Phường Tân Quy Đông", "Phường An Hòa", "Phòng Nội vụ", "Xã Tân Khánh Đông"]


def test_seventeen_code_points_of_nfd_become_thirteen() -> None:
    typed = normalize("NFD", "Phường An Hòa")
    assert len(typed) == 17
    assert nfc(typed) == "Phường An Hòa"
    assert len(nfc(typed)) == 13


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sa dec", "Sa Đéc"),
        ("phuong 1", "Phường 1"),
        ("ĐỒNG THÁP", "đồng tháp"),
        ("An Hoà", "an hòa"),
        ("an   hoa ", "An Hòa"),
        (normalize("NFD", "Phường An Hòa"), "Phường An Hòa"),
    ],
)
def test_a_search_finds_without_marks_case_or_blanks(typed: str, meant: str) -> None:
    assert fold(typed) == fold(meant)


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("Hoà", "Hòa"),
        ("hoè", "hòe"),
        ("Thuỷ", "Thủy"),
        ("KHOẺ", "KHỎE"),
        ("Phường An Hoà, xã Mỹ Hoà 2", "Phường An Hòa, xã Mỹ Hòa 2"),
    ],
)
def test_the_tone_of_an_open_syllable_has_one_place(new: str, old: str) -> None:
    assert old_tone(new) == old
    assert old_tone(old) == old
    assert name_key(new) == name_key(old)


@pytest.mark.parametrize(
    "name",
    ["Hoàn Kiếm", "Hoàng Mai", "Hoài Đức", "quý I", "Quỳnh", "Quỳ Hợp", "Tân Quý"],
)
def test_closed_syllables_and_those_after_q_keep_their_tone(name: str) -> None:
    assert old_tone(name) == name


def test_a_name_with_other_accents_is_another_name() -> None:
    assert name_key("Khô cá lóc") != name_key("Kho ca loc")
    assert name_key("KHÔ  cá lóc ") == name_key("khô cá lóc")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("tan quy dong", "Phường Tân Quy Đông"),
        ("phong noi vu", "Phòng Nội vụ"),
        ("Phuong An Hoa", "Phường An Hòa"),
        ("xyz", None),
        ("", None),
    ],
)
def test_the_nearest_name_is_found_without_accents(
    typed: str, found: str | None
) -> None:
    assert nearest(typed, UNITS) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("statsu", "status"),
        ("stat", "status"),
        ("--todya", "--today"),
        ("Phuong 1", "Phường 1"),
        ("task", None),
        ("--to", None),
        ("phuong 99", None),
        ("p9", None),
    ],
)
def test_only_what_is_near_is_suggested(typed: str, found: str | None) -> None:
    known = ["status", "--today", "Phường 1", "Phường 4", "p1"]
    assert nearest(typed, known) == found


@given(st.text(max_size=12), st.text(max_size=12))
def test_slips_are_counted_the_same_both_ways(first: str, second: str) -> None:
    slips = count_slips(first, second)
    assert slips == count_slips(second, first)
    assert (slips == 0) == (first == second)
    assert abs(len(first) - len(second)) <= slips <= max(len(first), len(second))


def test_nothing_is_nearest_among_nothing() -> None:
    assert nearest("p1", ()) is None
