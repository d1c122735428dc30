"""`cchc status` is an answer: one screen, worst first, who, what is next."""

from fractions import Fraction
from pathlib import Path

import pytest

from cchc.core.verdict.statuses import TROUBLED_STATUSES, WORST_FIRST, Status
from cchc.features.status.actions.status import StatusQuestion, read_status
from cchc.main import main
from cchc.phrases.troubled import (
    is_ceiling,
    pulling_units,
    troubled_lines,
)
from cchc.text.day import parse_day
from cchc.text.width import columns, shorten

DAYS = (
    ("Q1", "2022-02-20"),
    ("Q1", "2022-03-17"),
    ("Q1", "2022-03-22"),
    ("Q2", "2022-06-16"),
    ("Q2", "2022-06-24"),
    ("Q3", "2022-09-23"),
    ("Q4", "2022-12-10"),
    ("Q4", "2022-12-20"),
    ("Q4", "2023-07-03"),
)
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def _year(played_year: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCHC_DB", str(played_year / "cchc.db"))
    monkeypatch.setenv("CCHC_TODAY", "2023-07-03")


def screen(capsys: Capture, *words: str) -> list[str]:
    assert main(["status", *words]) == 0
    return capsys.readouterr().out.splitlines()


@pytest.mark.usefixtures("_year")
@pytest.mark.parametrize(("period", "day"), DAYS)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_it_fits_one_screen(
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
    period: str,
    day: str,
    lang: str,
) -> None:
    for width, most in ((40, 30), (80, 30), (120, 30)):
        monkeypatch.setenv("COLUMNS", str(width))
        lines = screen(capsys, period, "--as-of", day, "--lang", lang)
        assert len(lines) <= most
        assert all(columns(line) <= width for line in lines)


@pytest.mark.usefixtures("_year")
@pytest.mark.parametrize(("period", "day"), DAYS)
def test_what_needs_action_is_told_worst_first_and_nothing_of_it_left_out(
    played_year: Path,
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
    period: str,
    day: str,
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    as_of = parse_day(day)
    assert as_of is not None
    view = read_status(played_year / "cchc.db", StatusQuestion(period, as_of)).view
    every = troubled_lines(view)
    lines = [e for e in every if e.standing_verdict.status is not Status.UNDETERMINED]
    ranks = [WORST_FIRST.index(line.standing_verdict.status) for line in lines]
    assert ranks == sorted(ranks)
    assert all(line.standing_verdict.status in TROUBLED_STATUSES for line in lines)
    shown = screen(capsys, period, "--as-of", day)
    at = [
        next(n for n, text in enumerate(shown) if line.indicator.name in text)
        for line in lines[:8]
    ]
    assert at == sorted(at)
    missing = len(every) - len(lines)
    assert any(f"{missing} chỉ tiêu thiếu số liệu" in text for text in shown) == (
        missing > 0
    )


def test_who_pulls_a_rate_down_is_below_its_target(played_year: Path) -> None:
    as_of = parse_day("2022-12-20")
    assert as_of is not None
    asked = StatusQuestion("Q4", as_of, in_short=True)
    for line in troubled_lines(read_status(played_year / "cchc.db", asked).view):
        target = line.indicator.target
        pulling = pulling_units(line)
        figures = [share.to_date or Fraction(0) for share in pulling]
        if line.numerator is not None and target is not None and target.bound:
            bound = Fraction(target.bound)
            assert all((f > bound) == is_ceiling(line) for f in figures)
            assert figures == sorted(figures, reverse=is_ceiling(line))


@pytest.mark.usefixtures("_year")
def test_a_piped_answer_has_no_escape_and_english_no_vietnamese_frame(
    capsys: Capture,
) -> None:
    text = "\n".join(screen(capsys, "Q2", "--as-of", "2022-06-24", "--lang", "en"))
    assert "\x1b" not in text
    assert "NEEDS ACTION" in text
    assert "CẦN XỬ LÝ" not in text


@pytest.mark.usefixtures("_year")
@pytest.mark.parametrize(
    ("period", "day", "named", "rest"),
    [
        ("Q1", "2022-02-20", 2, "và 20 nhiệm vụ khác, hạn từ 31/3/2022"),
        ("Q2", "2022-06-24", 1, "và 11 nhiệm vụ khác, hạn từ 30/9/2022"),
        ("Q2", "2022-07-20", 1, "và 11 nhiệm vụ khác, hạn từ 30/9/2022"),
    ],
)
def test_tasks_months_away_are_a_number(
    capsys: Capture, period: str, day: str, named: int, rest: str
) -> None:
    lines = screen(capsys, period, "--as-of", day)
    start = next(n for n, line in enumerate(lines) if line.startswith("SẮP ĐẾN HẠN"))
    assert lines[start + 1].startswith("Báo cáo Quý")
    assert [line for line in lines if rest in line] == [lines[start + 2 + named]]


def test_a_long_name_of_a_unit_leaves_room_for_what_it_has_to_do() -> None:
    name = "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã phụ trách cải cách"
    for width in range(10, len(name)):
        assert columns(shorten(name, width)) <= width
    assert shorten(name, len(name)) == name
