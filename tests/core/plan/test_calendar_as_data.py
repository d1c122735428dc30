"""Calendars of every rhythm: the periods of a plan and what they are called."""

from datetime import date

import pytest

from cchc.core.plan.calendar import periods, window_days
from cchc.core.plan.period import Basis, CalendarRules, PeriodRule, Rhythm
from cchc.core.plan.plan import Plan
from cchc.core.plan.unit import Authority
from cchc.words.period import label, read_period, report_title
from cchc.words.translator import Lang, voice

VI = voice(Lang.VI)
CALENDAR = CalendarRules(Basis.CALENDAR)
EXPLICIT = {
    "Q1": PeriodRule(date(2025, 4, 1), date(2025, 6, 30)),
    "Q4": PeriodRule(date(2026, 1, 1), date(2026, 3, 31), title="Q4 2025-26"),
}
TERMS = {
    "HK1": PeriodRule(date(2025, 9, 1), date(2026, 1, 15)),
    "HK2": PeriodRule(date(2026, 1, 16), date(2026, 5, 31)),
}


def plan(year: int, calendar: CalendarRules) -> Plan:
    return Plan("a", "Kế hoạch", year, Authority("Sở"), (), calendar=calendar)


def cut(basis: Basis, every: Rhythm, starts: int = 1, years: int = 1) -> CalendarRules:
    return CalendarRules(basis, starts=starts, every=every, years=years)


ND09, CAL = Basis.ND09, Basis.CALENDAR
CASES = [
    (
        2022,
        cut(ND09, Rhythm.QUARTER),
        0,
        "2022-Q1",
        "15/12/2021 14/03/2022",
        "Quý I/2022",
    ),
    (
        2022,
        cut(ND09, Rhythm.MONTH),
        1,
        "2022-M02",
        "15/01/2022 14/02/2022",
        "Tháng 02/2022",
    ),
    (
        2022,
        cut(ND09, Rhythm.HALF),
        1,
        "2022-H2",
        "15/06/2022 14/12/2022",
        "6 tháng cuối năm 2022",
    ),
    (
        2026,
        cut(CAL, Rhythm.MONTH),
        11,
        "2026-M12",
        "01/12/2026 31/12/2026",
        "Tháng 12/2026",
    ),
    (
        2025,
        cut(CAL, Rhythm.QUARTER, 4),
        3,
        "2025-Q4",
        "01/01/2026 31/03/2026",
        "Quý IV/2025–2026",
    ),
    (
        2025,
        cut(CAL, Rhythm.MONTH, 4),
        9,
        "2025-M10",
        "01/01/2026 31/01/2026",
        "Tháng 01/2026",
    ),
    (
        2025,
        cut(CAL, Rhythm.YEAR, 9),
        0,
        "2025-Y",
        "01/09/2025 31/08/2026",
        "Năm 2025–2026",
    ),
    (
        2021,
        cut(CAL, Rhythm.YEAR, 1, 5),
        2,
        "2023-Y",
        "01/01/2023 31/12/2023",
        "Năm 2023",
    ),
    (
        2021,
        cut(CAL, Rhythm.QUARTER, 1, 5),
        9,
        "2023-Q2",
        "01/04/2023 30/06/2023",
        "Quý II/2023",
    ),
    (
        2021,
        cut(ND09, Rhythm.HALF, 1, 5),
        0,
        "2021-H1",
        "15/12/2020 14/06/2021",
        "6 tháng đầu năm 2021",
    ),
    (
        2025,
        CalendarRules(Basis.EXPLICIT, periods=EXPLICIT),
        0,
        "2025-Q1",
        "01/04/2025 30/06/2025",
        "Quý I/2025–2026",
    ),
    (
        2025,
        CalendarRules(Basis.EXPLICIT, periods=EXPLICIT),
        1,
        "2025-Q4",
        "01/01/2026 31/03/2026",
        "Q4 2025-26",
    ),
    (
        2025,
        CalendarRules(Basis.EXPLICIT, periods=TERMS),
        1,
        "2025-HK2",
        "16/01/2026 31/05/2026",
        "HK2/2025–2026",
    ),
]


@pytest.mark.parametrize(("year", "calendar", "place", "key", "days", "name"), CASES)
def test_a_calendar_makes_its_periods(
    year: int, calendar: CalendarRules, place: int, key: str, days: str, name: str
) -> None:
    made = periods(plan(year, calendar))
    period = made[place]
    start, end = period.start, period.cutoff
    assert f"{start:%d/%m/%Y} {end:%d/%m/%Y}" == days
    assert (period.id, label(period, VI)) == (key, name)
    assert len({own.name for own in made}) == len(made)


@pytest.mark.parametrize(("year", "calendar"), [case[:2] for case in CASES])
def test_every_name_and_label_means_its_period_in_both_languages(
    year: int, calendar: CalendarRules
) -> None:
    made = periods(plan(year, calendar))
    for period in made:
        texts = [period.id, period.name]
        texts += [label(period, voice(lang)) for lang in Lang]
        for text in (*texts, *map(str.upper, texts)):
            assert read_period(text, made) == period, text


SPEECH = [
    (
        cut(CAL, Rhythm.MONTH),
        {"tháng 2": "M02", "T2": "M02", "2026-02": "M02", "2": "M02"},
    ),
    (
        cut(CAL, Rhythm.MONTH),
        {"6 tháng": "M06", "9 tháng": "M09", "năm": "M12", "quý 1": None},
    ),
    (cut(CAL, Rhythm.MONTH), {"tháng 02/2025": None, "02": "M02", "March 2026": "M03"}),
    (
        cut(CAL, Rhythm.MONTH, 4),
        {"tháng 4": "M01", "tháng 1/2027": "M10", "tháng 1/2026": None},
    ),
    (
        cut(CAL, Rhythm.HALF),
        {"6 tháng đầu năm": "H1", "6 tháng cuối năm": "H2", "H2": "H2"},
    ),
    (
        cut(CAL, Rhythm.QUARTER, 4),
        {"quý IV": "Q4", "Q4/2026": "Q4", "quý IV/2026-27": "Q4"},
    ),
    (cut(CAL, Rhythm.QUARTER, 4), {"quý IV/2027": None}),
    (
        cut(CAL, Rhythm.YEAR, 1, 5),
        {"2028": "2028-Y", "năm 2030": "2030-Y", "năm": None, "2031": None},
    ),
    (
        cut(CAL, Rhythm.QUARTER, 1, 2),
        {"Q3": None, "Q3/2027": "2027-Q3", "2027": "2027-Q4"},
    ),
    (
        CalendarRules(Basis.EXPLICIT, periods=TERMS),
        {"học kỳ I": "HK1", "hoc ky 2": "HK2", "HK2": "HK2"},
    ),
]


@pytest.mark.parametrize(("calendar", "meant"), SPEECH)
def test_ordinary_speech_is_understood(
    calendar: CalendarRules, meant: dict[str, str | None]
) -> None:
    made = periods(plan(2026, calendar))
    for text, name in meant.items():
        found = read_period(text, made)
        assert (found.name if found else None) == name, text


def test_a_name_that_a_plan_declares_goes_before_speech_and_year() -> None:
    rules = {
        "H1-2024": PeriodRule(date(2024, 1, 1), date(2024, 6, 30), title="Half one"),
        "H1-2025": PeriodRule(date(2025, 1, 1), date(2025, 6, 30)),
        "Q2": PeriodRule(date(2025, 7, 1), date(2025, 9, 30), title="Quý I"),
    }
    made = periods(plan(2025, CalendarRules(Basis.EXPLICIT, periods=rules)))
    assert [period.id for period in made] == ["H1-2024", "H1-2025", "2025-Q2"]
    for text, place in {"h1-2024": 0, "half one": 0, "H1/2025": 1, "quý I": 2}.items():
        assert read_period(text, made) == made[place], text


def test_the_last_report_speaks_for_all_years() -> None:
    five = periods(plan(2021, cut(CAL, Rhythm.YEAR, 1, 5)))
    assert report_title(five[1], VI) == "năm 2022"
    assert report_title(five[4], VI) == "năm 2025 và giai đoạn 2021–2025"
    months = periods(plan(2026, cut(CAL, Rhythm.MONTH)))
    assert report_title(months[1], VI) == "tháng 02 năm 2026"
    assert report_title(months[5], VI) == "tháng 6 và 6 tháng đầu năm 2026"
    assert report_title(months[11], VI) == "tháng 12 và năm 2026"


def test_a_calendar_window_is_that_of_the_days_never_of_the_number() -> None:
    quarters = periods(plan(2022, cut(ND09, Rhythm.QUARTER)))
    assert window_days(quarters[0], by_calendar=True) == (
        date(2022, 1, 1),
        date(2022, 3, 31),
    )
    fiscal = periods(plan(2025, cut(CAL, Rhythm.QUARTER, 4)))
    for period in fiscal:
        own = (period.start, period.cutoff)
        assert window_days(period, by_calendar=True) == own
