"""Milestones and yes: what each unit has answered by the end of a period."""

from collections.abc import Iterator, Mapping
from datetime import date

from cchc.core.facts.report import CellState, Reading
from cchc.core.facts.succession import stands_for
from cchc.core.plan.period import Period
from cchc.core.verdict.by_totals import CellShape
from cchc.core.verdict.cells import ENTERING, REPORTED, UNKNOWN, Cells
from cchc.text.record import Record, field


class Answers(Record):
    """Milestones and yes: who did it and when, who did not, who did not say.

    `last_no` are those of `unknown` whose last answer, before a gap, was no; `stale`
    those of `done` whose yes stands over a gap, with the period it is of; `later` are
    asked in a later period only, and have not answered yet.
    """

    done: tuple[tuple[str, date | None], ...]
    not_done: tuple[str, ...]
    unknown: tuple[str, ...]
    last_no: tuple[str, ...] = ()
    stale: Mapping[str, Period] = field(default_factory=dict)
    later: tuple[str, ...] = ()

    @property
    def count(self) -> tuple[int, int]:
        """The units that have said something that counts, and these with the others."""
        answered = len(self.done) + len(self.not_done) + len(self.last_no)
        return answered, answered + len(self.unknown) - len(self.last_no)

    @property
    def latest(self) -> date | None:
        """The day the last of them was done; None unless all are."""
        days = [day for _, day in self.done if day is not None]
        return max(days) if days and not (self.not_done or self.unknown) else None

    @property
    def all_done(self) -> bool | None:
        """True when all have done it, False when one has not, None while unknown."""
        if self.not_done:
            return False
        return True if self.done and not self.unknown else None


def answers(cells: Cells, upto: Period) -> Answers:
    """What each unit has said by the end of a period.

    What is done stays done, and a yes stands until another answer is given; else a
    unit is asked in the period alone (4, 7).
    """
    done: dict[str, date | None] = {}
    stale: dict[str, Period] = {}
    groups: dict[str, set[str]] = {name: set() for name in UNDONE}
    for shape in cells.shapes:
        is_gap = shape.effective[upto.ordinal - 1] in UNKNOWN
        for unit in shape.units:
            answer = _last_answer(cells, shape, unit, upto)
            if answer is not None and answer.is_done:
                done[unit] = answer.reading.done
                if is_gap and answer.reading.done is None:
                    stale[unit] = answer.period
            elif answer is None and _ended_ones_did(cells, unit, upto):
                done[unit], stale[unit] = None, upto
            else:
                for name in _undone_groups(cells, shape, unit, upto, answer):
                    groups[name].add(unit)
    return Answers(
        done=tuple((unit, done[unit]) for unit in cells.units if unit in done),
        stale={unit: stale[unit] for unit in cells.units if unit in stale},
        **{
            name: tuple(unit for unit in cells.units if unit in among)
            for name, among in groups.items()
        },
    )


UNDONE = ("not_done", "unknown", "last_no", "later")
SAID_NO = REPORTED | {CellState.CLOSED}
"""It was not done: the unit said so, or nobody waits for its word any longer."""


class LastAnswer(Record):
    """What a unit said last by the end of a period, or the report that it is done."""

    reading: Reading
    period: Period
    is_done: bool


def _last_answer(
    cells: Cells, shape: CellShape, unit: str, upto: Period
) -> LastAnswer | None:
    last = None
    for state, period in zip(shape.states, cells.upto(upto), strict=False):
        reading = cells.reading(unit, period) if state in REPORTED else None
        if reading is None:
            continue
        if reading.done is not None and reading.done <= cells.judged_on(upto):
            # no later report undoes what was done: only a correction of its cell does
            return LastAnswer(reading, period, is_done=True)
        last = LastAnswer(reading, period, is_done=reading.answer is True)
    return last


def standing_answer(cells: Cells, upto: Period) -> Reading | None:
    """What the units of the cells said last by the end of a period."""
    last = [
        answer.reading
        for shape in cells.shapes
        for unit in shape.units
        if (answer := _last_answer(cells, shape, unit, upto)) is not None
    ]
    return last[-1] if last else None


def _undone_groups(
    cells: Cells, shape: CellShape, unit: str, upto: Period, answer: LastAnswer | None
) -> Iterator[str]:
    """How a unit stands that has not done it; in no group where it is not asked."""
    place = upto.ordinal - 1
    state, is_own = shape.states[place], unit not in cells.official.stand_ins
    if state in UNKNOWN:
        yield "unknown"
        if answer is not None and answer.reading.answer is not None:
            yield "last_no"
    elif state in SAID_NO or (answer is not None and not shape.ended[place]):
        yield "not_done"
    elif is_own and not ENTERING.isdisjoint(shape.states[upto.ordinal :]):
        yield "later"


def _ended_ones_did(cells: Cells, unit: str, upto: Period) -> bool:
    """Whether all whose place a stand-in takes have ended with a yes, which stands."""
    if unit not in cells.official.stand_ins:
        return False
    own = [key for key in cells.units if key not in cells.official.stand_ins]
    ended = [key for key in own if stands_for(cells.members, key, upto) == unit]
    shapes = {key: shape for shape in cells.shapes for key in shape.units}
    last = [_last_answer(cells, shapes[key], key, upto) for key in ended]
    is_yes = [
        said is not None and said.is_done and said.reading.done is None for said in last
    ]
    return bool(ended) and all(is_yes)
