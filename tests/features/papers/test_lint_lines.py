"""What an official may write otherwise than the ledger, and what is a defect."""

import pytest

from cchc.features.papers.actions.lint import compare
from cchc.features.papers.actions.lint_words import PaperWords
from cchc.paper.edited_paper import PaperLine
from cchc.words.translator import Lang, voice

UNITS = ("Văn phòng HĐND và UBND", "Phòng Tài chính - Kế hoạch", "Phường 1", "Phường 2")
INDICATORS = ("Doanh nghiệp thành lập mới", "Văn bản đi có ký số")
WORDS = PaperWords(UNITS, INDICATORS, ("Phường 1",), voice(Lang.VI))
LINE = (
    "Doanh nghiệp thành lập mới: đạt 35/73 doanh nghiệp (47,95% chỉ tiêu năm), tăng 05"
    " doanh nghiệp so với cùng kỳ; vốn 115.340 triệu đồng (ước), thu 20.000 hồ sơ đến"
    " ngày 30/5/2022 (Văn phòng HĐND và UBND); không còn khả năng đạt."
)


def differences(
    ours: tuple[str, ...], theirs: tuple[str, ...]
) -> list[tuple[str, str, str]]:
    fresh, edited = (
        [PaperLine(text, "II", cells=_cells(text)) for text in texts]
        for texts in (ours, theirs)
    )
    differences = compare(fresh, edited, WORDS)
    return [
        (finding.kind.value, finding.said, finding.right) for finding in differences
    ]


def _cells(text: str) -> tuple[str, ...]:
    return tuple(text.split(" | ")) if " | " in text else ()


SAME = [
    ("35/73", "35 trên 73"),
    ("35/73", "35 / 73"),
    ("35/73", "ba mươi lăm trên bảy mươi ba"),
    ("tăng 05 ", "tăng 5 "),
    ("tăng 05 ", "tăng năm "),
    ("20.000", "20000"),
    ("20.000", "20 000"),
    ("20.000", "20\u00a0000"),
    ("115.340 triệu đồng", "115,34 tỷ đồng"),
    ("115.340 triệu đồng", "115.340 (triệu đồng)"),
    ("ngày 30/5/2022", "ngày 30 tháng 5 năm 2022"),
    ("115.340 triệu đồng (ước)", "ước 115.340 triệu đồng"),
    ("(Văn phòng HĐND và UBND)", "(VĂN PHÒNG HĐND VÀ UBND)"),
    ("tăng 05", "nhiều hơn 05"),
    ("so với cùng kỳ", "so với cùng kỳ, trong đó Phường 2 có 12"),
]


@pytest.mark.parametrize(("old", "new"), SAME)
def test_the_same_said_otherwise_is_no_alarm(old: str, new: str) -> None:
    assert old in LINE
    assert differences((LINE,), (" ".join(LINE.replace(old, new).split()),)) == []


OTHERWISE = [
    ("35/73", "37/73", ("figure", "37/73", "35/73")),
    ("35/73", "37 trên 73", ("figure", "37 trên 73", "35/73")),
    ("35/73", "ba mươi bảy trên bảy mươi ba", ("figure", "ba mươi bảy", "35/73")),
    ("tăng 05 ", "tăng bảy ", ("figure", "bảy", "05")),
    ("tăng 05 ", "giảm 05 ", ("verdict", "giảm", "tăng")),
    ("47,95%", "47.95%", ("figure", "47.95%", "47,95%")),
    ("47,95%", "49,75%", ("figure", "49,75%", "47,95%")),
    ("20.000", "2.0000", ("figure", "2.0000", "20.000")),
    ("20.000", "200.000", ("figure", "200.000", "20.000")),
    (
        "115.340 triệu đồng",
        "115.340 tỷ đồng",
        ("figure", "115.340 tỷ đồng", "115.340 triệu đồng"),
    ),
    (" (ước)", "", ("left_out", "", "ước")),
    ("30/5/2022", "31/5/2022", ("date", "31/5/2022", "30/5/2022")),
    (
        "30/5/2022",
        "30 tháng 6 năm 2022",
        ("date", "ngày 30 tháng 6 năm 2022", "30/5/2022"),
    ),
    ("Văn phòng", "VP", ("name", "VP", "Văn phòng HĐND và UBND")),
    (
        "Văn phòng HĐND và UBND",
        "Phường 2",
        ("name", "Phường 2", "Văn phòng HĐND và UBND"),
    ),
    (
        "không còn khả năng đạt",
        "chậm tiến độ",
        ("verdict", "chậm tiến độ", "không còn khả năng đạt"),
    ),
]


@pytest.mark.parametrize(("old", "new", "found"), OTHERWISE)
def test_what_differs_is_told_with_the_right_value(
    old: str, new: str, found: tuple[str, str, str]
) -> None:
    assert old in LINE
    assert differences((LINE,), (LINE.replace(old, new),)) == [found]


def test_two_figures_that_changed_places_are_two_findings() -> None:
    ours, theirs = (
        "trực tuyến 6.360; trực tiếp 13.272",
        "trực tuyến 13.272; trực tiếp 6.360",
    )
    assert differences((ours,), (theirs,)) == [
        ("figure", "13.272", "6.360"),
        ("figure", "6.360", "13.272"),
    ]


ROWS = ("Phường 1 | 12 | 5", "Phường 2 | 14 | 8", "Tổng cộng | 26 | 13")


@pytest.mark.parametrize(
    ("edited", "found"),
    [
        ((ROWS[0], "Phường 2 | 14 | 9", ROWS[2]), [("figure", "9", "8")]),
        ((ROWS[0], "Phường 2 | 14 | ", ROWS[2]), [("left_out", "", "8")]),
        ((ROWS[0], ROWS[2]), [("left_out", "", ROWS[1])]),
        ((), [("left_out", "", ROWS[0])]),  # who is silent must stand
        ((*ROWS, "Ghi chú | 7 | 7"), []),
    ],
)
def test_a_table_that_stands_has_all_its_rows(
    edited: tuple[str, ...], found: list[tuple[str, str, str]]
) -> None:
    assert differences(ROWS, edited) == found


def test_how_an_indicator_stands_must_be_told_once() -> None:
    row = "Doanh nghiệp thành lập mới | 35 | không còn khả năng đạt"
    assert differences((LINE, row), (row,)) == []
    assert differences((LINE,), ("Lời khác.",)) == [("left_out", "", LINE)]


def test_a_figure_of_the_offices_own_is_held_against_its_kind() -> None:
    ours = ("- Văn bản đi có ký số: đạt 98,8% (2.223/2.250 văn bản).", LINE)
    own = "Riêng doanh nghiệp thành lập mới đạt 36/73, văn bản đi có ký số đạt 99,8%."
    assert differences(ours, (*ours, own)) == [
        ("figure", "36/73", "35/73"),
        ("figure", "99,8%", "98,8%"),
    ]
