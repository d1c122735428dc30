"""Milestones and yes: what each unit has answered by the end of a period."""

from datetime import date

from cchc.core.facts.report import CellState, Reading
from cchc.core.facts.succession import has_ended
from cchc.core.plan.period import Period
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


def answers(cells: Cells, upto: Period) -> Answers:
    """What each unit has said by the end of a period; what is done stays done.

    A unit that ended without having done it is no longer asked: its heir is.
    """
    done: list[tuple[str, date | None]] = []
    not_done: list[str] = []
    unknown: list[str] = []
    for unit in cells.units:
        reading = _last_answer(cells, unit, upto)
        if has_ended(cells.members[unit], upto) and not _is_done(cells, reading, upto):
            continue
        if isinstance(reading, CellState):
            if reading in UNKNOWN:
                unknown.append(unit)
        elif _is_done(cells, reading, upto):
            done.append((unit, reading.done))
        else:
            not_done.append(unit)
    return Answers(tuple(done), tuple(not_done), tuple(unknown))


def _is_done(cells: Cells, said: Reading | CellState, upto: Period) -> bool:
    if isinstance(said, CellState):
        return False
    in_time = said.done is not None and said.done <= cells.judged_on(upto)
    return said.answer is True or in_time


def _last_answer(cells: Cells, unit: str, upto: Period) -> Reading | CellState:
    """The report that a thing is done, else the latest reading or what hides it.

    No later report undoes what was done: only a correction of its own cell does.
    """
    said = [
        (cells.effective(unit, each), cells.reading(unit, each))
        for each in cells.upto(upto)
    ]
    told = [reading for state, reading in said if reading and state in REPORTED]
    done = next((reading for reading in told if reading.done is not None), None)
    if done is not None:
        return done
    for state, reading in reversed(said):
        if state in UNKNOWN:
            return state
        if state in REPORTED and reading is not None:
            return reading
    return CellState.NOT_EXPECTED
