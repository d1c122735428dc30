"""Random commitments of several indicators, by the law and by the program."""

from collections import Counter
from datetime import date
from random import Random

from cchc.core.plan.calendar import periods
from cchc.core.plan.plan import Commitment, Indicator, Plan, PlanVersion
from cchc.core.verdict.status import status_view
from cchc.text.record import Record, replace
from tests.verdicts.asking import Question, Said, quarters_of
from tests.verdicts.commitments import OUTSIDE, Kept, commitment
from tests.verdicts.histories import facts_of, history
from tests.verdicts.oracle import opinion
from tests.verdicts.worlds import first_version, indicator, random_day, random_plan

NAMES = ("x", "y", "z")


class Board(Record):
    """One commitment of a plan, all that was said of it, and a day to ask on."""

    version: PlanVersion
    said: Said
    at: int
    as_of: date


def board(dice: Random) -> Board:
    plan = random_plan(dice)
    names = NAMES[: dice.choice([1, 2, 2, 3])]
    lines = tuple(_promised(dice, plan, name) for name in names)
    plan = replace(
        plan, indicators=(), commitments=(Commitment("k", "Cam kết", lines),)
    )
    said = history(dice, plan, dice.random() < 0.8)
    quarters = quarters_of(plan)
    at = dice.randint(1, len(quarters))
    return Board(first_version(plan), said, at, random_day(dice, quarters[at - 1]))


def _promised(dice: Random, plan: Plan, name: str) -> Indicator:
    """An indicator with a target: a commitment promises something."""
    line = indicator(dice, plan, name)
    return line if line.target is not None else _promised(dice, plan, name)


def questions(met: Board) -> list[Question]:
    lines = met.version.plan.all_indicators
    return [
        Question((met.version,), line.id, met.at, met.as_of, met.said) for line in lines
    ]


def standings(met: Board) -> tuple[str, ...]:
    return tuple(opinion(asked).standing for asked in questions(met))


def by_law(met: Board) -> Kept:
    return commitment(standings(met))


def by_program(met: Board) -> Kept:
    asked = periods(met.version.plan)[met.at - 1]
    view = status_view(
        (met.version,), asked, facts_of(met.version.plan, met.said, met.as_of)
    )
    (kept,) = view.commitments
    return Kept(str(kept.standing.value), kept.met, kept.of)


def counted(met: Board) -> Counter[str]:
    """The head count of the board's indicators, by standing."""
    return Counter(each for each in standings(met) if each not in OUTSIDE)
