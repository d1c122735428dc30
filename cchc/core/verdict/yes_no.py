"""Milestones and yes: what each unit has answered by the end of a period."""

from datetime import date

from cchc.core.facts.report import CellState, Reading
from cchc.core.plan.period import Period
from cchc.core.verdict.by_totals import CellShape
from cchc.core.verdict.cells import REPORTED, UNKNOWN, Cells
from cchc.text.record import Record


class Answers(Record):
    """Milestones and yes: who did it and when, who did not, who did not say."""

    done: tuple[tuple[str, date | None], ...]
    not_done: tuple[str, ...]
    unknown: tuple[str, ...]

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
    """What each unit has said by the end of a period; what is done stays done."""
    done: dict[str, date | None] = {}
    not_done: set[str] = set()
    unknown: set[str] = set()
    for shape in cells.shapes:
        for unit in shape.units:
            answer = _last_answer(cells, shape, unit, upto)
            if isinstance(answer, Reading) and (
                answer.answer is True
                or (answer.done is not None and answer.done <= cells.judged_on(upto))
            ):
                done[unit] = answer.done
            elif shape.ended[upto.ordinal - 1]:
                continue  # one that ended without it is no longer asked: its heir is
            elif isinstance(answer, Reading):
                not_done.add(unit)
            elif answer in UNKNOWN:
                unknown.add(unit)
    return Answers(
        tuple((unit, done[unit]) for unit in cells.units if unit in done),
        tuple(unit for unit in cells.units if unit in not_done),
        tuple(unit for unit in cells.units if unit in unknown),
    )


def _last_answer(
    cells: Cells, shape: CellShape, unit: str, upto: Period
) -> Reading | CellState:
    """The report that a thing is done, else the latest reading or what hides it.

    No later report undoes what was done: only a correction of its own cell does.
    """
    heard = [
        (state, cells.reading(unit, period) if state in REPORTED else None)
        for state, period in zip(shape.effective, cells.upto(upto), strict=False)
    ]
    for _, reading in heard:
        if reading is not None and reading.done is not None:
            return reading
    for state, reading in reversed(heard):
        if state in UNKNOWN:
            return state
        if reading is not None:
            return reading
    return CellState.NOT_EXPECTED
