import re
from fractions import Fraction
from itertools import product

import pytest
from rich.cells import cell_len

from cchc.core.verdict.status import StatusView
from cchc.core.verdict.statuses import Status, TaskStatus
from cchc.core.verdict.verdict_rules import Verdict
from cchc.features.status.show.status import StatusFocus, status_screen
from cchc.screen.status_style import STATUS, TASK, bar, spark
from cchc.text.record import replace
from cchc.words.translator import Voice
from tests.screen.rich_oracle import glyphs, rich_lines

ESCAPE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("width", [30, 40, 59, 60, 76, 80, 110, 120, 200])
def test_no_line_is_wider_than_the_screen(
    view: StatusView, vi: Voice, width: int
) -> None:
    rows = status_screen(view, vi, width, colour=False).splitlines()
    assert max(cell_len(each) for each in rows) <= width
    assert all(each == each.rstrip() for each in rows)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_every_width_tells_the_same_figures(
    view: StatusView, vi: Voice, width: int
) -> None:
    text = flat(status_screen(view, vi, width, colour=False))
    for said in (
        "Doanh nghiệp thành lập mới",
        "thực hiện 67.160/182.500 triệu đồng (ước), đạt 36,8% kế hoạch",
        "42,31% chỉ tiêu năm",
        "đạt 99,45%",
        "không còn khả năng đạt",
        "theo 2/3 đơn vị",
        "Phải gửi 8, đã gửi 7, đúng hạn 6, quá hạn 1",
        "Quá hạn chưa gửi: Phường 4 (3 ngày làm việc)",
        "Gửi trễ: Phường 1 (2 ngày làm việc)",
        "quá hạn chưa hoàn thành",
        "chờ Phường 4",
        "số liệu tạm tính, theo 7/8 đơn vị",
        "ngày 22 tháng 6 năm 2022",
        "Thiếu mặt bằng",
    ):
        assert said in text


def test_the_silent_unit_is_named_beside_what_is_known(
    view: StatusView, vi: Voice
) -> None:
    text = flat(status_screen(view, vi, 100, colour=False))
    assert "thiếu số liệu (theo 2/3 đơn vị: cần theo dõi)" in text
    assert "chưa có số liệu của Phường 4" in text


def test_behind_is_not_met_yet_in_the_last_period(view: StatusView, vi: Voice) -> None:
    one = view.commitments[0]
    late = replace(one.indicators[0], verdict=Verdict(Status.BEHIND, "S8"))
    slow = replace(one, status=Status.BEHIND, indicators=(late,))
    now = replace(view, commitments=(slow,))
    assert "chậm tiến độ" in status_screen(now, vi, 80, colour=False)
    end = replace(now, period=replace(view.period, is_last=True))
    text = status_screen(end, vi, 80, colour=False)
    assert "chưa đạt" in text
    assert "chậm tiến độ" not in text


def test_colour_adds_only_escapes(view: StatusView, vi: Voice) -> None:
    bare = status_screen(view, vi, 80, colour=False)
    painted = status_screen(view, vi, 80, colour=True)
    assert not ESCAPE.search(bare)
    assert "\x1b[" in painted
    stripped = re.sub(r"\x1b\[[0-9;]*m", "", painted)
    assert [each.rstrip() for each in stripped.splitlines()] == bare.splitlines()


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_screen_is_drawn_as_rich_draws_it(
    view: StatusView,
    vi: Voice,
    en: Voice,
    width: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for colour, voice in product((False, True), (vi, en)):
        ours = status_screen(view, voice, width, colour=colour).splitlines()
        with monkeypatch.context() as patch:
            patch.setattr("cchc.features.status.show.status.paint", rich_lines)
            rich = status_screen(view, voice, width, colour=colour).splitlines()
        assert list(map(glyphs, ours)) == list(map(glyphs, rich))
        assert colour or ours == rich


def test_every_status_has_a_symbol_of_its_own() -> None:
    assert set(STATUS) == set(Status)
    assert set(TASK) == set(TaskStatus)
    for table in (STATUS, TASK):
        symbols = [symbol for symbol, _ in table.values()]
        assert len(symbols) == len(set(symbols))
        assert all(cell_len(each) == 1 for each in symbols)


def test_what_is_late_comes_first(view: StatusView, vi: Voice) -> None:
    text = status_screen(view, vi, 80, colour=False)
    assert text.index("✗ quá hạn") < text.index("✓ hoàn thành")


@pytest.mark.parametrize("width", [40, 80, 120])
def test_hostile_words_are_printed_and_do_nothing(
    view: StatusView, vi: Voice, hostile: str, width: int
) -> None:
    one = view.commitments[2]
    figure = replace(
        one.indicators[1],
        indicator=replace(one.indicators[1].indicator, name=hostile, unit="[red]x"),
    )
    task = replace(view.tasks[0], task=replace(view.tasks[0].task, name="[bold]" * 9))
    spoilt = replace(
        view,
        plan_title=hostile,
        commitments=(
            replace(
                one,
                commitment=replace(one.commitment, name="x" * 10_000),
                indicators=(figure,),
            ),
        ),
        tasks=(task, *view.tasks[1:]),
        obstacles=(
            replace(
                view.obstacles[0],
                obstacle=replace(
                    view.obstacles[0].obstacle, text=hostile, proposal="y" * 10_000
                ),
            ),
        ),
        areas=tuple(replace(each, name=hostile) for each in view.areas),
    )
    text = status_screen(spoilt, vi, width, colour=False)
    assert not ESCAPE.search(text)
    assert "␛" in text
    assert "[red]x" in flat(text).replace(" ", "")
    assert "[bold]" in text
    assert max(cell_len(each) for each in text.splitlines()) <= width


def test_the_part_of_one_unit_is_shown(view: StatusView, vi: Voice) -> None:
    focus = StatusFocus(unit="p1")
    text = flat(status_screen(view, vi, 80, colour=False, focus=focus))
    assert "Chỉ phần của Phường 1" in text
    own = "đạt 05/12 doanh nghiệp (41,67% chỉ tiêu giao); trong kỳ 03 doanh nghiệp"
    assert own in text


def test_a_notice_of_illustration_stands_at_the_top(
    view: StatusView, vi: Voice
) -> None:
    notice = "Số liệu minh họa, không phải số liệu thật"
    text = status_screen(view, vi, 80, colour=False, focus=StatusFocus(notice=notice))
    assert text.index(notice) < text.index("CAM KẾT")


def test_a_view_with_nothing_says_so(view: StatusView, vi: Voice, en: Voice) -> None:
    bare = replace(
        view,
        commitments=(),
        indicators=(),
        tasks=(),
        units=(),
        obstacles=(),
        reports=replace(view.reports, expected=0, submitted=0, on_time=0, overdue=0),
    )
    text = status_screen(bare, vi, 80, colour=False)
    assert "Không có nội dung cam kết nào." in text
    assert "Không có nhiệm vụ nào." in text
    assert "Không có khó khăn, vướng mắc nào." in text
    assert "There is no commitment." in status_screen(bare, en, 80, colour=False)


def test_english_says_no_vietnamese_of_its_own(view: StatusView, en: Voice) -> None:
    text = flat(status_screen(view, en, 100, colour=False))
    assert "figures missing (from 2 of 3 units: to be watched)" in text
    assert "Phường 4 (3 working days)" in text
    assert "screen." not in text


@pytest.mark.parametrize(
    ("done", "due", "drawn"),
    [
        (Fraction(0), None, "░░░░"),
        (Fraction(1, 1000), None, "▏░░░"),
        (Fraction(1, 2), Fraction(1), "██░┃"),
        (Fraction(999, 1000), None, "███▉"),
        (Fraction(1), Fraction(1, 2), "█┃██"),
        (Fraction(3), Fraction(1), "███┃"),
        (None, Fraction(1, 4), "┃░░░"),
        (Fraction(-1), Fraction(0), "░░░░"),
    ],
)
def test_a_bar_is_full_only_when_all_is_there(
    done: Fraction | None, due: Fraction | None, drawn: str
) -> None:
    assert bar(done, due, 4) == drawn


def test_a_quarter_without_a_figure_is_a_gap_in_the_trend() -> None:
    assert spark([Fraction(1), None, Fraction(8)], Fraction(8)) == "▂·█"
    assert spark([Fraction(0), Fraction(0)], None) == "▁▁"
