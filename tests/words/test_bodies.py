"""What bodies are called and how they sign: by the plan, else by their names."""

from datetime import date
from unicodedata import normalize

import pytest

from cchc.core.plan.plan import Plan
from cchc.core.plan.unit import (
    Authority,
    LegalGround,
    Receiver,
    Signer,
    Unit,
    UnitKind,
    UnitPlace,
)
from cchc.text.record import replace
from cchc.words import bodies
from cchc.words.translator import Lang, voice

VI = voice(Lang.VI)
CITY = Authority(
    "Ủy ban nhân dân thành phố Sa Đéc", parent="Ủy ban nhân dân tỉnh A", place="Sa Đéc"
)
PLAN = Plan(
    "sa-dec",
    "Kế hoạch",
    2022,
    CITY,
    (),
    unit_kinds={"island": UnitKind("Ủy ban nhân dân đặc khu", place=UnitPlace.OWN)},
)
NAMED = [
    ("Phường An Hòa", "Ủy ban nhân dân phường An Hòa", "phường An Hòa", "An Hòa"),
    ("Xã Ấm Hạ", "Ủy ban nhân dân xã Ấm Hạ", "xã Ấm Hạ", "Ấm Hạ"),
    ("Thị trấn Mỹ An", "Ủy ban nhân dân thị trấn Mỹ An", "thị trấn Mỹ An", "Mỹ An"),
    (
        "Đặc khu Phú Quý",
        "Ủy ban nhân dân đặc khu Phú Quý",
        "đặc khu Phú Quý",
        "Phú Quý",
    ),
    ("Thành phố Huế", "Ủy ban nhân dân thành phố Huế", "thành phố Huế", "Huế"),
    ("Phường 10", "Ủy ban nhân dân Phường 10", "Phường 10", "Phường 10"),
    ("Phòng Nội vụ", "Phòng Nội vụ", "Phòng Nội vụ", "Sa Đéc"),
    ("Xã hội học", "Xã hội học", "Xã hội học", "Sa Đéc"),
    ("Thanh tra thành phố", "Thanh tra thành phố", "Thanh tra thành phố", "Sa Đéc"),
]
SIGNED = [
    ("Phường 1", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
    ("Phòng Nội vụ", ("TRƯỞNG PHÒNG",)),
    ("Sở Y tế", ("GIÁM ĐỐC",)),
    ("Khoa Nhi", ("TRƯỞNG KHOA",)),
    ("Tổ công tác", ("THỦ TRƯỞNG ĐƠN VỊ",)),
]


@pytest.mark.parametrize(("name", "body", "said", "place"), NAMED)
def test_the_first_words_of_a_name_say_what_a_unit_is(
    name: str, body: str, said: str, place: str
) -> None:
    for typed in (name, normalize("NFD", name)):
        unit = Unit("u", typed)
        texts = (
            bodies.body_name(unit, PLAN, VI),
            bodies.name_in_sentence(typed),
            bodies.place_before_day(unit, PLAN, VI),
        )
        assert [normalize("NFC", text) for text in texts] == [body, said, place]


@pytest.mark.parametrize(("name", "lines"), SIGNED)
def test_a_kind_has_its_signer(name: str, lines: tuple[str, ...]) -> None:
    kind = bodies.unit_kind(Unit("u", name), PLAN, VI)
    assert bodies.signer_lines(kind.signer) == lines


@pytest.mark.parametrize("kind", ["ward", "commune"])
def test_the_kind_says_it_where_the_name_does_not(kind: str) -> None:
    unit = Unit("u", "An Hòa", kind)
    assert bodies.body_name(unit, PLAN, VI) == "Ủy ban nhân dân An Hòa"
    assert bodies.place_before_day(unit, PLAN, VI) == "An Hòa"


@pytest.mark.parametrize("name", ["Phú Quý", "Đặc khu Phú Quý"])
def test_a_declared_kind_wins_and_says_nothing_twice(name: str) -> None:
    unit = Unit("u", name, "island")
    assert bodies.body_name(unit, PLAN, VI) == "Ủy ban nhân dân đặc khu Phú Quý"
    signer = bodies.unit_kind(unit, PLAN, VI).signer
    assert bodies.signer_lines(signer) == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


WHOLES = [
    ("Ủy ban nhân dân thành phố Sa Đéc", "Toàn thành phố"),
    ("Ủy ban nhân dân xã Thạnh An", "Toàn xã"),
    ("Ủy ban nhân dân tỉnh Đồng Tháp", "Toàn tỉnh"),
    ("Bệnh viện Đa khoa Sa Đéc", "Toàn bệnh viện"),
    ("Sở Nội vụ", "Toàn sở"),
    ("Hội Nông dân", "Toàn cơ quan"),
]


@pytest.mark.parametrize(("name", "whole"), WHOLES)
def test_the_whole_is_named_after_the_authority(name: str, whole: str) -> None:
    plan = replace(PLAN, authority=Authority(name))
    assert bodies.whole_name(plan, VI) == whole
    declared = replace(plan, authority=Authority(name, whole="Toàn ngành"))
    assert bodies.whole_name(declared, VI) == "Toàn ngành"


HEADS = [
    (Signer("TM. ỦY BAN NHÂN DÂN", "Chủ tịch"), "Chủ tịch"),
    (Signer(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), "Phó Chủ tịch"), "Chủ tịch"),
    (Signer("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH", "Phó Chủ tịch"), "Chủ tịch"),
    (Signer("TL. Chủ tịch", "Trưởng phòng"), "Chủ tịch"),
    (Signer(), None),
]


@pytest.mark.parametrize(("signer", "title"), HEADS)
def test_the_head_is_whom_the_signer_signs_for(
    signer: Signer, title: str | None
) -> None:
    plan = replace(PLAN, authority=replace(CITY, signer=signer))
    assert bodies.head_title(plan) == title
    # never our own signer's title for the head of another body
    assert bodies.receiver(plan, VI) == Receiver("Chủ tịch", "Ủy ban nhân dân tỉnh A")


def test_grounds_are_those_of_the_day() -> None:
    grounds = (
        LegalGround("Thực hiện Nghị quyết 1;", since=date(2021, 7, 15)),
        LegalGround("Kế hoạch 2.", until=date(2021, 12, 31)),
    )
    plan = replace(PLAN, grounds=grounds)
    assert bodies.grounds_on(plan, date(2021, 7, 14), VI) == ["Căn cứ Kế hoạch 2"]
    assert bodies.grounds_on(plan, date(2021, 12, 31), VI) == [
        "Thực hiện Nghị quyết 1",
        "Căn cứ Kế hoạch 2",
    ]
    assert bodies.grounds_on(plan, date(2022, 1, 1), VI) == ["Thực hiện Nghị quyết 1"]


def test_the_plan_says_its_subject_and_its_heading() -> None:
    assert bodies.subject_matter(PLAN, VI) == "cải cách hành chính"
    assert len(bodies.heading_lines(PLAN, VI)) == 2
    plan = replace(
        PLAN, subject="công tác an toàn", authority=replace(CITY, heading=())
    )
    assert bodies.subject(plan, VI) == "công tác an toàn"
    assert bodies.subject_in_short(plan, VI) == "An toàn"
    assert bodies.heading_lines(plan, VI) == ()
