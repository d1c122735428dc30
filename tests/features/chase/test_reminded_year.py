"""What a year of reminders must be, whoever sends when: judged over the whole play."""

from collections import Counter
from datetime import date

import pytest

from cchc.core.plan.calendar import periods
from cchc.core.plan.unit import Channel
from cchc.core.verdict.debts import step_day
from tests.features.chase.reminded_year import FREED, GIVEN_TIME, GRANTED, Year, lived


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    return lived(tmp_path_factory.mktemp("nam") / "cchc.db")


def test_reminders_of_every_step_went_out_in_every_quarter(year: Year) -> None:
    steps = {each.when for each in year.plan.reminders}
    for period in ("Q1", "Q2", "Q3", "Q4"):
        assert {each.when for each in year.went if each.period == period} == steps


def test_no_reminder_went_out_twice(year: Year) -> None:
    seen = Counter((e.unit, e.period, e.when, e.to, e.by, e.due) for e in year.went)
    assert year.again == 0
    assert [each for each, count in seen.items() if count > 1] == []


def test_no_unit_that_owed_nothing_was_reminded(year: Year) -> None:
    assert [each for each in year.went if year.owed_nothing(each)] == []
    assert any((each.unit, each.period) == FREED for each in year.went)


def test_every_unit_that_owed_was_reminded_on_the_day_of_its_step(year: Year) -> None:
    """The other way round: what the ladder calls for is what went out."""
    went = {(e.unit, e.period, e.when, e.day) for e in year.went}
    expected = set()
    for period in periods(year.plan):
        for unit in year.plan.units:
            if (unit.id, period.name) in {GIVEN_TIME, FREED}:
                continue
            due = period.due_for(unit.kind)
            came = year.complete[unit.id, period.name]
            for step in year.plan.reminders:
                day = step_day(due, step.offset, year.working)
                if day < came:
                    expected.add((unit.id, period.name, step.when, day))
    plain = {e for e in went if (e[0], e[1]) not in {GIVEN_TIME, FREED}}
    assert plain == expected


def test_escalations_climb_the_ladder(year: Year) -> None:
    """Whoever is told of to the chairman had the letter to the head before."""
    days: dict[tuple[str, str, date], dict[str, date]] = {}
    for each in year.went:
        days.setdefault((each.unit, each.period, each.due), {})[each.when] = each.day
    climbed = [steps for steps in days.values() if "T+3" in steps]
    assert climbed
    for steps in climbed:
        assert steps["T+1"] < steps["T+3"]
    assert {(e.when, e.to) for e in year.went if e.by is Channel.LETTER} == {
        ("T+1", "head"),
        ("T+3", "chairman"),
    }


def test_a_letter_names_the_late_units_and_nobody_else(year: Year) -> None:
    letters: dict[str, set[str]] = {}
    for each in year.went:
        if each.by is Channel.LETTER:
            assert each.due < each.day
            letters.setdefault(each.text, set()).add(each.name)
    assert letters
    names = {unit.name for unit in year.plan.units}
    office = "Phòng Tài chính - Kế hoạch"  # where reports go: named as such
    for text, to in letters.items():
        body = text.replace(f"gửi về {office}", "gửi về đây").casefold()
        assert {name for name in names if name.casefold() in body} == to


def test_a_later_due_day_starts_the_ladder_anew(year: Year) -> None:
    mine = [e for e in year.went if (e.unit, e.period) == GIVEN_TIME]
    late = [e for e in mine if e.when.startswith("T+")]
    assert all(each.due == date(2022, 6, 24) for each in late)
    for each in mine:
        if each.day >= GRANTED:
            assert each.due == date(2022, 6, 24)


def test_what_went_out_says_only_what_is_owed(year: Year) -> None:
    names = {each.id: each.name for each in year.plan.all_indicators}
    for each in year.went:
        if each.by is Channel.CHAT:
            owed = {names[key] for key in each.missing}
            rest = set(names.values()) - owed
            said = each.text.split(" và ", 1)[0] if len(owed) > 5 else each.text
            listed = said.rpartition("chỉ tiêu: ")[2].removesuffix(". Trân trọng.")
            assert not rest & set(listed.split("; "))
            assert len(each.text) < 1000
