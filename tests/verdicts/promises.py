"""A row as the law has it and as the program has it, for what must hold of both."""

import os
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import cache
from random import Random

from cchc.core.plan.measure import ANSWERED, Measure
from cchc.core.plan.plan import Indicator
from cchc.text.record import Record, replace
from tests.verdicts.asking import (
    Quarter,
    Question,
    counted_up,
    has_ended,
    is_exempt,
    quarters_of,
    state,
)
from tests.verdicts.completing import completed, emptied
from tests.verdicts.differing import judged
from tests.verdicts.each import asked_each, units
from tests.verdicts.oracle import Opinion, opinion, percent_by
from tests.verdicts.rungs import climb, is_reached, lost
from tests.verdicts.worlds import World, question, world
from tests.verdicts.yardstick import Whole, is_total, lasting

YEARS = int(os.environ.get("CCHC_YEARS", "150"))
"""How many random years each promise is held against; 5000 for the whole of it."""


class Row(Record):
    """What is shown of an indicator; `standing` None where the program has none yet."""

    status: str
    rules: frozenset[str]
    standing: str | None
    actual: Fraction | None
    percent: Fraction | None
    in_period: Fraction | None
    known: tuple[str, str] | None
    shown: str | None
    trend: tuple[Fraction | None, ...]


Judge = Callable[[World], Row]


def by_law(met: World) -> Row:
    found: Opinion = opinion(question(met))
    return Row(
        status=found.status,
        rules=found.rules,
        standing=found.standing,
        actual=found.actual,
        percent=found.percent,
        in_period=found.in_period,
        known=found.known,
        shown=None,
        trend=(),
    )


def by_program(met: World) -> Row:
    view = judged(met)
    known = view.verdict.known
    return Row(
        status=view.verdict.status.value,
        rules=frozenset({view.verdict.rule}),
        standing=view.standing_verdict.status.value,
        actual=view.actual,
        percent=None if view.percent is None else Fraction(view.percent),
        in_period=view.in_period,
        known=None if known is None else (str(known.status.value), known.rule),
        shown=view.shown,
        trend=view.trend,
    )


def dice_of(seed: int) -> Random:
    return Random(seed)  # noqa: S311


# ---- years in which nothing is taken back


def unchanged(seed: int) -> World:
    """A year without corrections, amendments or acts of the office."""
    met = world(dice_of(seed))
    first = tuple(e for e in met.said.revisions if e.sequence == 1)
    said = replace(met.said, revisions=first, exempted=(), closed=())
    return replace(met, versions=met.versions[:1], said=said)


def days(met: World) -> list[tuple[int, date]]:
    """The board day by day: on each day on which something is told, or may change."""
    quarters = quarters_of(met.plan)
    told = [e.stamp.recorded_at.date() for e in met.said.revisions]
    told += [day for day, *_ in met.said.rows]
    ends = [day for q in quarters for day in (opens(q), q.cutoff, q.due)]
    ends += [met.one.settles or quarters[-1].due]
    every = sorted({*told, *(after(day, n) for day in ends for n in (-1, 0, 1))})
    return [(asked_on(quarters, day), day) for day in every if day.year >= 2022]


@cache
def rows_by_day(judge: Judge, seed: int) -> tuple[tuple[int, date, Row], ...]:
    """Period, day and row of each day of a year in which nothing is taken back."""
    met = unchanged(seed)
    asked = days(met)
    return tuple((at, day, judge(replace(met, at=at, as_of=day))) for at, day in asked)


def after(day: date, count: int) -> date:
    return date.fromordinal(day.toordinal() + count)


def opens(quarter: Quarter) -> date:
    """The day from which on the board is that of the quarter."""
    return after(min(quarter.cutoff, quarter.due), -10)


def asked_on(quarters: tuple[Quarter, ...], day: date) -> int:
    """The period that a command means on a day when none is named."""
    ripe = [n for n, q in enumerate(quarters, start=1) if opens(q) <= day]
    return ripe[-1] if ripe else 1


# ---- what each promise compares


GOOD = {"on_track", "met", "exceeded"}
FOR_GOOD = {
    "met": {"met", "exceeded"},
    "exceeded": {"exceeded"},
    "failed": {"failed"},
    "unreachable": {"unreachable", "failed"},
    "done_late": {"done_late"},
    "watch": {"watch"},
    "on_track": GOOD,
    "behind": {"behind", "unreachable", "failed"},
}
FINAL = ("met", "exceeded", "failed", "unreachable", "done_late")


def allowed(met: World, status: str) -> set[str] | None:
    """What may follow a status when more is known; None: anything.

    A milestone that was not done in time may still turn out to be done late.
    """
    may = FOR_GOOD.get(status)
    late = met.one.measure in ANSWERED and status in ("unreachable", "failed", "behind")
    return may if may is None or not late else may | {"done_late"}


def completions_contradict(judge: Judge, seed: int) -> str | None:
    dice = dice_of(seed)
    full = world(dice)
    met = replace(full, said=emptied(dice, question(full)))
    before = judge(met)
    may = allowed(met, before.status)
    for _ in range(3 if may else 0):
        filled = replace(met, said=completed(dice, question(met)))
        then = judge(filled)
        if may and then.status not in may:
            return f"{before.status} {set(before.rules)} became {then.status}"
    return None


def leaves_the_board(judge: Judge, seed: int) -> str | None:
    met = unchanged(seed)
    stood: str | None = None
    for at, day, row in rows_by_day(judge, seed):
        if row.standing is None:
            return "no standing"
        may = allowed(met, stood) if stood in FINAL and stood is not None else None
        if may and row.standing not in may and not said_no(met, day):
            return f"{stood} became {row.standing} on {day}, period {at}"
        stood = row.standing
    return None


def said_no(met: World, day: date) -> bool:
    """Whether a unit has given another answer, which the law lets stand."""
    return any(
        e.reading is not None
        and e.reading.answer is False
        and e.stamp.recorded_at.date() <= day
        for e in met.said.revisions
    )


def jumps_at_an_opening(judge: Judge, seed: int) -> str | None:
    """On the day on which a period opens, before anybody has told anything of it."""
    met = world(dice_of(seed))
    quarters = quarters_of(met.plan)
    for at in range(1, len(quarters)):
        day = opens(quarters[at])
        before = replace(met, at=at, as_of=after(day, -1))
        then = replace(met, at=at + 1, as_of=day)
        if news(met, before, then):
            continue
        was, now = judge(before).standing, judge(then).standing
        if was is None:
            return "no standing"
        if was != now:
            return f"{was} became {now} on {day}"
    return None


def news(met: World, before: World, then: World) -> bool:
    """Whether anything happened on the day, or was told early of the new period."""
    here, there = question(before), question(then)
    said = here.said
    acts = [e.stamp.recorded_at.date() for e in said.revisions]
    acts += [day for day, _ in said.rows]
    acts += [day for day, _, _, _ in said.exempted]
    acts += [day for day, _, _ in said.closed]
    acts += [version.recorded_on for version in met.versions[1:]]
    if then.as_of in acts or len(met.versions) > 1:
        return True
    dated = [e.reading.done for e in said.revisions if e.reading]
    dated += [row.date for _, row in said.rows]
    if any(day is not None and day > here.now.cutoff for day in dated):
        return True  # of a later period, though it was told in an earlier one
    if any(is_gone(there, unit.id) for unit in there.units):
        return True  # whoever is not asked any more opens nothing
    told = [state(there, unit, there.now) for unit in there.units]
    return any(each not in ("not_due", "not_expected") for each in told)


def is_gone(there: Question, name: str) -> bool:
    """Whether the new period no longer asks a unit: it is exempt, or has ended."""
    unit = there.plan.unit(name)
    return (
        unit is None
        or has_ended(unit, there.now)
        or is_exempt(there, name, there.now.name)
    )


def falls(judge: Judge, seed: int) -> str | None:
    """The printed total of what is not negative, through the year."""
    met = unchanged(seed)
    one = met.one
    if not (lasting(one) and is_total(one)) or asked_each(one) is not None:
        return None  # of a promise for every unit the figure is how many keep it
    last: Fraction | None = None
    for at, day, row in rows_by_day(judge, seed):
        if last is not None and (row.actual is None or row.actual < last):
            return f"{last} became {row.actual} on {day}, period {at}"
        last = row.actual if row.actual is not None else last
    return None


def speaks_of_two_numbers(judge: Judge, seed: int) -> str | None:
    """Percent, in_period, known and verdict beside a figure are of that figure."""
    met = world(dice_of(seed))
    row, one = judge(met), question(met).one
    if row.actual is None or row.status == "not_due" or one.measure in ANSWERED:
        return None
    if asked_each(one) is not None:
        return _counts_otherwise(question(met), row)
    return _speaks_otherwise(met, row, row.actual) or grows_otherwise(judge, met, row)


def _speaks_otherwise(met: World, row: Row, a: Fraction) -> str | None:
    """Percent, printed figure, verdict and `known`, of another figure than a."""
    asked = question(met)
    one = asked.one
    if not _is_percent(percent_by(asked, a), row.percent):
        return f"percent {row.percent} beside {a}"
    if row.shown is not None and not _is_shown(one, a, row.shown):
        return f"printed {row.shown} beside {a}"
    broken = row.rules == {"S2"} and is_total(one) and not lost(one, Whole(a))
    if broken or (row.rules == {"S3"} and not is_reached(one, a)):
        return f"{row.status} beside {a}"
    if row.known is not None and is_total(one) and row.known[1] not in ("S1", "S1c"):
        alone = {climb(asked, Whole(a), final=final) for final in (True, False)}
        if row.known not in alone:
            return f"known {row.known} beside {a}, for which it is {alone}"
    return None


def _counts_otherwise(asked: Question, row: Row) -> str | None:
    """Of a promise for every unit: k of n, and no percent beside it."""
    k, n = row.actual, len(units(asked))
    if row.shown not in (None, f"{k}/{n}"):
        return f"printed {row.shown} beside {k} of {n}"
    if row.percent is not None or row.in_period is not None:
        return f"percent {row.percent}, in_period {row.in_period} beside {k} of {n}"
    return None


def _is_shown(one: Indicator, a: Fraction, text: str) -> bool:
    """Whether a printed figure is the figure, rounded or marked as near as it can."""
    if text[0] in "<>" or one.measure is Measure.GRADE:
        return True
    bare = text.rstrip("%").replace(".", "").replace(",", ".")
    return abs(Fraction(bare) - a) <= Fraction(1, 10**one.decimals)


def _is_percent(exact: Fraction | None, shown: Fraction | None) -> bool:
    if exact is None or shown is None:
        return exact is shown
    return abs(exact - shown) < Fraction(1, 100)


def grows_otherwise(judge: Judge, met: World, row: Row) -> str | None:
    """`in_period` of a total is what it grew by, or is not there."""
    one = met.one
    if not counted_up(one) or row.in_period is None or len(met.versions) > 1:
        return None
    assert row.actual is not None
    before = judge(replace(met, at=met.at - 1)).actual if met.at > 1 else Fraction(0)
    if row.actual - (before or 0) != row.in_period:
        return f"in_period {row.in_period} between {before} and {row.actual}"
    return None


def trend_ends_elsewhere(judge: Judge, seed: int) -> str | None:
    met = world(dice_of(seed))
    row = judge(met)
    if row.actual is None or row.status == "not_due" or not row.trend:
        return None
    if met.one.measure in ANSWERED:
        has_trend = any(point is not None for point in row.trend)
        return f"answers have the trend {row.trend}" if has_trend else None
    last = row.trend[met.at - 1] if len(row.trend) >= met.at else row.trend[-1]
    return None if last == row.actual else f"trend ends at {last}, row at {row.actual}"


def names_nobody(seed: int) -> str | None:
    """Of the law alone: an open verdict says who is the reason."""
    asked: Question = question(world(dice_of(seed)))
    found = opinion(asked)
    named = found.coverage
    if found.status != "undetermined":
        return None
    who = (*named.silent, *named.unpublished, *named.stale, *named.waiting)
    return None if who else f"{found.status} names nobody"
