"""What is typed for a cell: what it reads as, and what is refused."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from cchc.core.facts.report import NIL, UNAVAILABLE, CellState, Quality, Reading
from cchc.core.facts.typed import TypedText
from cchc.core.facts.typed_value import (
    Cumulative,
    flow_of_period,
    is_falling,
    read_value,
)
from cchc.core.plan.date_window import DateWindow
from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.plan import Amount, Indicator
from cchc.text.problem import Problem, ProblemCode
from tests.core.world import Said, changed, indicator, reading

D = Decimal
TODAY = date(2022, 6, 20)
WINDOW = DateWindow(date(2021, 1, 1), date(2023, 12, 31))
FLOW = indicator(Measure.FLOW, None)
FILES = changed(FLOW, unit="hồ sơ", name="Hồ sơ tiếp nhận")
JUNE_15 = date(2022, 6, 15)
SIGNED = changed(FLOW, non_negative=False)
PERCENT = changed(FLOW, unit="%", decimals=1)
RUNNING = indicator(Measure.RUNNING, None)
LEVEL = changed(indicator(Measure.LEVEL, None), decimals=2)
WHOLE = changed(LEVEL, unit="%", part_of_whole=True)
RATE = indicator(Measure.RATIO, None)
ON_TIME = changed(RATE, unit="%", name="Hồ sơ giải quyết đúng hạn")
LOOSE = changed(RATE, part_of_whole=False)
BUDGET = changed(
    indicator(Measure.RATIO, None, of=RatioOf.PLAN), amount=Amount(D(200), decimals=1)
)
PART = changed(BUDGET, part_of_whole=True)
UNSET = changed(PART, amount=None)
MONEY = changed(BUDGET, amount=Amount(D(200), unit="triệu đồng"))
SHARE = changed(BUDGET, amount=Amount(D(200), unit="%"))
REGISTER = indicator(Measure.REGISTER, None)
GRADE = changed(
    indicator(Measure.GRADE, None), scale=("Yếu", "Trung bình", "Khá", "Tốt")
)
RANK = indicator(Measure.RANK, None)
DONE = indicator(Measure.MILESTONE, None)
YES = indicator(Measure.YES, None)
NUMBER, FAULT = CellState.VALUE, ProblemCode


def number(value: str, below: str | None = None) -> Reading:
    return Reading(
        NUMBER, number=D(value), denominator=None if below is None else D(below)
    )


@pytest.mark.parametrize(
    ("one", "text", "read"),
    [
        (WHOLE, "100 %", number("100")),
        (WHOLE, "100,01", FAULT.PERCENT_OVER_WHOLE),
        (changed(WHOLE, part_of_whole=False), "123,4", number("123.4")),
        (FLOW, "14", number("14")),
        (FLOW, " 14 ", number("14")),
        (FLOW, "0", number("0")),
        (FLOW, "-1", FAULT.NUMBER_NEGATIVE),
        (FLOW, "1,5", FAULT.NUMBER_DIGITS),
        (FLOW, "12%", FAULT.NUMBER_UNREADABLE),
        (FLOW, "12 tỷ", FAULT.VALUE_UNFIT),
        (FILES, "12 hồ sơ", number("12")),
        (FILES, "12 HS", number("12")),
        (FILES, "1,2 nghìn hồ sơ", FAULT.NUMBER_UNREADABLE),
        (FILES, "1,2 nghìn", number("1200")),
        (FILES, "12 tỷ", FAULT.VALUE_UNFIT),
        (FILES, "12 đơn vị", FAULT.NUMBER_UNREADABLE),
        (FILES, "12*", number("12")),
        (FILES, "1.205 (một nghìn hai trăm linh năm hồ sơ)", number("1205")),
        (FILES, "12 (mười ba)", FAULT.NUMBER_UNREADABLE),
        (FILES, "12 (2)", FAULT.NUMBER_UNREADABLE),
        (FILES, "“12”", number("12")),
        (FILES, "“12", FAULT.NUMBER_UNREADABLE),
        (FILES, "'12", number("12")),
        (FILES, "12.", number("12")),
        (FILES, "12 hồ sơ.", number("12")),
        (FILES, "12,", FAULT.NUMBER_UNREADABLE),
        (FILES, "+12", FAULT.NUMBER_UNREADABLE),
        (FILES, "12.0", FAULT.NUMBER_OTHER_WAY),
        (FILES, "１２", FAULT.NUMBER_UNREADABLE),
        (FILES, "số 12", FAULT.NUMBER_UNREADABLE),
        (FILES, "12 công ty", FAULT.NUMBER_UNREADABLE),
        (ON_TIME, "412*/415", number("412", "415")),
        (DONE, "Thứ tư, ngày 15/6/2022", Reading(NUMBER, done=JUNE_15)),
        (DONE, "Thứ năm, 15/6/2022", FAULT.DATE_UNREADABLE),
        (DONE, "QĐ 12 ngày 15/6/2022", FAULT.DATE_UNREADABLE),
        (DONE, "15/6/22", FAULT.DATE_UNREADABLE),
        (FILES, "…", FAULT.NUMBER_UNREADABLE),
        (FILES, "ko ps", NIL),
        (FILES, "chưa rõ", FAULT.NUMBER_UNREADABLE),
        (FILES, "chưa có số liệu", UNAVAILABLE),
        (ON_TIME, "412/415 (99,28%)", number("412", "415")),
        (ON_TIME, "99,28% (412/415)", number("412", "415")),
        (ON_TIME, "412/415 đạt 99,3%", number("412", "415")),
        (ON_TIME, "412/415 = 98,28%", FAULT.NUMBER_NOT_RATIO),
        (ON_TIME, "412 trên 415", number("412", "415")),
        (ON_TIME, "412:415", number("412", "415")),
        (ON_TIME, "97%/415", FAULT.NUMBER_NOT_RATIO),
        (ON_TIME, "/415", FAULT.NUMBER_NOT_RATIO),
        (ON_TIME, "không/415", number("0", "415")),
        (ON_TIME, "-/-", NIL),
        (MONEY, "1.250.000.000 VNĐ", number("1250")),
        (MONEY, "15 triệu VNĐ", number("15")),
        (GRADE, "Xếp loại khá", number("3")),
        (GRADE, "TB", number("2")),
        (GRADE, "K", FAULT.GRADE_STRANGE),
        (DONE, "ngày 15 / 6 / 2022.", Reading(NUMBER, done=JUNE_15)),
        (DONE, "chưa ban hành", NIL),
        (DONE, "chưa rõ", FAULT.DATE_UNREADABLE),
        (FILES, "12 doanh nghiệp", FAULT.NUMBER_UNREADABLE),
        (ON_TIME, "412 hồ sơ/415 hồ sơ", number("412", "415")),
        (ON_TIME, "412 hồ sơ/415 cuộc", FAULT.NUMBER_UNREADABLE),
        (MONEY, "12.500 trđ", number("12500")),
        (MONEY, "12.500 tr.đ", number("12500")),
        (MONEY, "12.500tr đồng", number("12500")),
        (MONEY, "2.000 ngđ", number("2")),
        (MONEY, "1,5 tỷ đồng", number("1500")),
        (MONEY, "12.500 triệu đồng", number("12500")),
        (DONE, "đã hoàn thành ngày 15/6/2022", Reading(NUMBER, done=JUNE_15)),
        (DONE, "Xong 15/6/2022", Reading(NUMBER, done=JUNE_15)),
        (DONE, "đã hoàn thành", FAULT.DATE_UNREADABLE),
        (YES, "đã hoàn thành", Reading(NUMBER, answer=True)),
        (YES, "Chưa đạt", Reading(NUMBER, answer=False)),
        (SIGNED, "-1", number("-1")),
        (PERCENT, "12,5%", number("12.5")),
        (PERCENT, "12,5 %", number("12.5")),
        (RUNNING, "35", number("35")),
        (RUNNING, "=35", number("35")),
        (LEVEL, "65,42", number("65.42")),
        (LEVEL, "=65", FAULT.VALUE_UNFIT),
        (RATE, "412/415", number("412", "415")),
        (RATE, "412 / 415", number("412", "415")),
        (RATE, "415/415", number("415", "415")),
        (RATE, "0/5", number("0", "5")),
        (RATE, "1/1", number("1", "1")),
        (RATE, "0/0", NIL),
        (RATE, "1/0", FAULT.RATIO_ZERO),
        (RATE, "1/-1", FAULT.NUMBER_NEGATIVE),
        (RATE, "x/5", FAULT.NUMBER_UNREADABLE),
        (RATE, "5/x", FAULT.NUMBER_UNREADABLE),
        (RATE, "416/415", FAULT.RATIO_ABOVE_ONE),
        (RATE, "97", FAULT.NUMBER_NOT_RATIO),
        (LEVEL, "không phát sinh", FAULT.NIL_UNFIT),
        (GRADE, "không phát sinh", FAULT.NIL_UNFIT),
        (RANK, "1", number("1")),
        (RANK, "0", FAULT.VALUE_UNFIT),
        (RATE, "97%", FAULT.NUMBER_NOT_RATIO),
        (changed(RATE, non_negative=False), "0/-1", FAULT.NUMBER_NEGATIVE),
        (LOOSE, "416/415", number("416", "415")),
        (BUDGET, "12,5", number("12.5")),
        (BUDGET, "12,5/200", number("12.5")),
        (BUDGET, "12,5/201", FAULT.RATIO_OTHER_PLAN),
        (BUDGET, "201", number("201")),
        (BUDGET, "12%", FAULT.NUMBER_NOT_RATIO),
        (PART, "200", number("200")),
        (PART, "201", FAULT.RATIO_ABOVE_ONE),
        (UNSET, "201", number("201")),
        (UNSET, "201/200", number("201")),
        (BUDGET, "1 tỷ", FAULT.VALUE_UNFIT),
        (MONEY, "1,5 tỷ", number("1500")),
        (SHARE, "12%/200%", number("12")),
        (REGISTER, "3", FAULT.VALUE_UNFIT),
        (YES, "có", Reading(NUMBER, answer=True)),
        (YES, "Rồi", Reading(NUMBER, answer=True)),
        (YES, "không", Reading(NUMBER, answer=False)),
        (YES, "3", FAULT.VALUE_UNFIT),
        (DONE, "20/6/2022", Reading(NUMBER, done=TODAY)),
        (DONE, "21/6/2022", FAULT.DATE_FUTURE),
        (DONE, "20/6/2020", FAULT.DATE_IMPOSSIBLE),
        (DONE, "hôm qua", Reading(NUMBER, done=TODAY - timedelta(days=1))),
        (DONE, "ngày kia", FAULT.DATE_UNREADABLE),
        (DONE, "Chưa", NIL),
        (FLOW, "không phát sinh", NIL),
        (FLOW, "Không  phát sinh", NIL),
        (FLOW, "kps", NIL),
        (DONE, "nil", NIL),
        (FLOW, "ccb", UNAVAILABLE),
        (LEVEL, "Chưa công bố", UNAVAILABLE),
    ],
)
def test_a_text_is_read_by_what_the_indicator_measures(
    one: Indicator, text: str, read: Reading | ProblemCode
) -> None:
    found = read_value(one, TypedText(text), TODAY, WINDOW)
    if isinstance(read, ProblemCode):
        assert isinstance(found, Problem)
        assert found.code is read
        return
    assert found == Reading(
        read.state, read.number, read.denominator, read.done, read.answer, typed=text
    )


@pytest.mark.parametrize("text", ["~14", "~ 14", "ước 14"])
def test_an_estimate_is_marked_once(text: str) -> None:
    found = read_value(FLOW, TypedText(text), TODAY, WINDOW)
    assert found == Reading(NUMBER, D(14), quality=Quality.ESTIMATE, typed=text)


def test_a_mark_written_twice_is_no_number() -> None:
    found = read_value(FLOW, TypedText("~~14"), TODAY, WINDOW)
    assert isinstance(found, Problem)
    assert found.code is ProblemCode.NUMBER_UNREADABLE


@pytest.mark.parametrize(
    ("text", "quality"), [("=35", Quality.FINAL), ("~=35", Quality.ESTIMATE)]
)
def test_a_total_typed_for_a_flow_is_still_to_be_taken_apart(
    text: str, quality: Quality
) -> None:
    assert read_value(FLOW, TypedText(text), TODAY, WINDOW) == Cumulative(
        D(35), quality, text
    )


@pytest.mark.parametrize(
    ("before", "rest"),
    [
        ((), D(35)),
        ((10, 5), D(20)),
        ((10, "nil"), D(25)),
        (("nil", "nil"), D(35)),
        ((10, None), ProblemCode.CUMULATIVE_GAP),
        ((10, "unavailable"), ProblemCode.CUMULATIVE_GAP),
        ((36,), ProblemCode.CUMULATIVE_FALLS),
        ((35,), D(0)),
        (("0.5",), ProblemCode.NUMBER_DIGITS),
    ],
)
def test_a_total_is_taken_apart_only_where_nothing_is_missing(
    before: tuple[Said | None, ...], rest: Decimal | ProblemCode
) -> None:
    said = tuple(None if each is None else reading(each) for each in before)
    found = flow_of_period(FLOW, Cumulative(D(35), Quality.ESTIMATE, "~=35"), said)
    if isinstance(rest, ProblemCode):
        assert isinstance(found, Problem)
        assert found.code is rest
    else:
        assert found == Reading(NUMBER, rest, quality=Quality.ESTIMATE, typed="~=35")


@pytest.mark.parametrize(
    ("new", "before", "after", "falls"),
    [
        ("nil", 5, None, False),
        (0, "nil", None, False),
        (-1, "nil", None, True),
        (-2, "nil", None, True),
        (5, None, "nil", False),
    ],
)
def test_a_stated_nothing_is_a_total_of_none(
    new: Said, before: Said | None, after: Said | None, *, falls: bool
) -> None:
    earlier = None if before is None else reading(before)
    later = None if after is None else reading(after)
    assert is_falling(reading(new), earlier, later) is falls


@pytest.mark.parametrize(
    "text",
    ["~14", "ước 14", "Ước tính 14", "ước đạt 14", "khoảng 14", "14 (ước)", "14 ước"],
)
def test_an_estimate_is_said_in_many_ways(text: str) -> None:
    read = read_value(FLOW, TypedText(text), TODAY, WINDOW)
    assert isinstance(read, Reading)
    assert (read.number, read.quality) == (D(14), Quality.ESTIMATE)
