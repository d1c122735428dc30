"""The table of cases against the second opinion: the law's examples are its own.

What a case tells goes through the program's own doors, so that it is read as it is
typed; what is said of it is worked out by the second opinion alone.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import cast

import pytest

from cchc.core.facts.acts import ReliefKind
from cchc.store.facts import facts, revisions
from cchc.store.ledger import open_ledger
from cchc.store.plans import versions
from tests.verdicts.asking import QUARTERS, Question, Said
from tests.verdicts.commitments import commitment
from tests.verdicts.office import ASKED_ON, Office, Tree
from tests.verdicts.oracle import Last, Opinion, opinion
from tests.verdicts.test_verdicts import CASES, Case, asks_of, lines_of, told

__all__ = ["told"]

PLAN = "thu-2022"
SINGLE = {"milestone", "yes"}


def is_asked(case: Case) -> bool:
    """Whether its quarters are those of NĐ 09, with no days of their own."""
    plan = cast("Case", case.get("plan", {}))
    calendar = cast("Case", plan.get("calendar", {}))
    return not set(calendar) - {"first"}


def closed_reports(case: Case) -> list[tuple[date, str, str]]:
    """Day, unit and period of each report that was closed."""
    lines = [line.split() for line in lines_of(case)]
    return [
        (date.fromisoformat(day), unit, period)
        for day, verb, unit, period, *_ in lines
        if verb == "close"
    ]


def answers(
    office: Office, ask: Case, closed: list[tuple[date, str, str]]
) -> Iterator[tuple[str, Opinion]]:
    period = cast("str", ask.get("ask", "Q1"))
    day = date.fromisoformat(cast("str", ask.get("as_of", ASKED_ON[period])))
    with open_ledger(office.folder / "cchc.db") as ledger:
        known = versions(ledger, PLAN)
        now = facts(ledger, PLAN, day)
        kept = revisions(ledger, PLAN)
    acts = [act for each in now.chase.reliefs.values() for act in each]
    said = Said(
        kept,
        rows=tuple((day, item) for item in now.items),
        exempted=tuple(
            (act.recorded_on, act.unit, act.period, act.kind is ReliefKind.EXEMPT)
            for act in acts
        ),
        closed=tuple(closed),
    )
    names = QUARTERS[QUARTERS.index(known[0].plan.calendar.first or "Q1") :]
    for line in known[0].plan.all_indicators:
        asked = Question(known, line.id, names.index(period) + 1, day, said)
        if asked.plan.indicator(line.id) is not None:
            yield line.id, opinion(asked)


def wrong(expect: Case, law: Opinion) -> list[str]:
    """Which of the keys that a case wants are not what the second opinion says."""
    cover = law.coverage
    said: dict[str, Tree] = {
        "status": law.status,
        "known": _rung(law.known),
        "actual": law.grade or _actual(law),
        "expected": _number(law.expected),
        "percent": _places(law.percent),
        "in_period": _number(law.in_period),
        "quality": law.quality,
        "last": _last(law.last),
        "coverage": {
            "reported": str(cover.reported),
            "expected": str(cover.expected),
            **{
                key: list(getattr(cover, key))
                for key in ("silent", "unpublished", "stale", "closed")
            },
        },
        "needed_pace": "null"
        if law.pace is None
        else {"per_period": _places(law.pace[0]), "multiple": _places(law.pace[1])},
    }
    found = []
    for key, value in expect.items():
        if key == "rule":
            same = value in law.rules
        elif key == "standing":
            same = cast("Case", value)["status"] == law.standing
        elif key not in said:
            continue
        else:
            same = _agrees(said[key], value)
        if not same:
            found.append(f"{key}: {said.get(key, law.rules)}, wanted {value}")
    return found


def _agrees(said: Tree, wanted: Tree) -> bool:
    if isinstance(said, dict) and isinstance(wanted, dict):
        return all(_agrees(said.get(key, "null"), each) for key, each in wanted.items())
    return said == wanted


def _actual(law: Opinion) -> str:
    """The figure; of answers the day on which the last unit did it, or yes or no."""
    given = law.figure.answers
    if law.actual is not None or not given or all(each is None for each in given):
        return _number(law.actual)
    if law.figure.unknown or any(each is None for each in given):
        return "null"
    if isinstance(given[0], bool):
        return str(all(given)).lower()
    return str(max(each for each in given if isinstance(each, date)))


def _rung(rung: tuple[str, str] | None) -> Tree:
    return "null" if rung is None else {"status": rung[0], "rule": rung[1]}


def _last(last: Last | None) -> Tree:
    if last is None:
        return "null"
    rule = min(last.rules)
    return {"period": f"2022-{last.period}", "status": last.status, "rule": rule}


def _number(value: Fraction | None) -> str:
    if value is None:
        return "null"
    text = f"{_decimal(value, 6):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _decimal(value: Fraction, places: int) -> Decimal:
    return Decimal(round(value * 10**places)).scaleb(-places)


def _places(value: Fraction | None) -> str:
    """Two decimals, never across a hundred."""
    if value is None:
        return "null"
    text = _decimal(value, 2)
    crossed = (text >= 100) != (value >= 100)
    return str(text - Decimal("0.01") if crossed else text)


JUDGED = [case for case in CASES if is_asked(case)]


@pytest.mark.parametrize(
    "case", JUDGED, ids=[f"{case['file']}: {case['case']}" for case in JUDGED]
)
def test_the_second_opinion_says_what_the_table_says(case: Case, told: Office) -> None:
    closed = closed_reports(case)
    found = []
    for ask in asks_of(case):
        laws = dict(answers(told, ask, closed))
        for key, law in laws.items():
            expect = cast("Case", ask.get("expect", {})) if key == "x" else {}
            found += wrong(expect, law)
        view = cast("Case", ask.get("view", {}))
        for name, wanted in cast("Case", view.get("commitments", {})).items():
            assert name == "k"
            kept = commitment(tuple(law.standing for law in laws.values()))
            said: Tree = {
                "status": kept.status,
                "met": str(kept.met),
                "of": str(kept.of),
            }
            if not _agrees(said, wanted):
                found.append(f"{name}: {said}, wanted {wanted}")
    assert found == [], "\n".join([str(case["case"]), *found])
