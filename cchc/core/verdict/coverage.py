"""Whose cells enter a figure, what each unit answered, who leaves it open (4)."""

from collections.abc import Iterator, Mapping
from datetime import date

from cchc.core.facts.report import CellState, Reading, ReportedExtent
from cchc.core.facts.succession import stands_for
from cchc.core.plan.period import Period
from cchc.core.verdict.by_totals import CellShape
from cchc.core.verdict.cells import (
    DUE_STATES,
    ENTERING,
    REPORTED,
    STATED,
    UNKNOWN,
    Cells,
)
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
    yes = [own for own in last if own and own.is_done and own.reading.done is None]
    return bool(ended) and len(yes) == len(last)


class Coverage(Record):
    """Cells that enter the figure; units by id, once each.

    `silent` have not reported what was due, `unpublished` said that there is no figure
    yet, `stale` count with an older figure, of that period. `unknown` are all who leave
    the figure open, those not due yet among them; nobody waits for the `closed`.
    `units` counts those with a cell that enters, reported or not, `counted` those of
    them that are in the sum.
    """

    reported: int
    expected: int
    silent: tuple[str, ...] = ()
    unpublished: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    stale: Mapping[str, Period] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    units: int = 0
    counted: int = 0

    @property
    def not_due(self) -> tuple[str, ...]:
        """Units that leave the figure open, and have still time to report it."""
        named = {*self.silent, *self.unpublished, *self.stale}
        return tuple(unit for unit in self.unknown if unit not in named)


GROUPS = ("silent", "unpublished", "closed", "unknown")


class EnteringCells(Record):
    """Cells that enter a figure; `unknown` are states of those that leave it open."""

    coverage: Coverage
    states: frozenset[CellState]
    unknown: frozenset[CellState]


def entering_cells(cells: Cells, upto: Period) -> EnteringCells:
    """The cells that enter A(p): reported, expected, and who leaves it open.

    Of what adds up over the year every cell up to p; of totals, states and answers
    the cell of p alone (4).
    """
    is_latest = cells.is_running or cells.is_state or cells.is_answered
    first = upto.ordinal - 1 if is_latest else 0
    reported = expected = 0
    spoken = answers(cells, upto) if cells.is_answered else None
    stale = _stale_totals(cells, upto) if spoken is None else spoken.stale
    groups: dict[str, set[str]] = {name: set() for name in GROUPS}
    entering, open_states = set[CellState](), set[CellState]()
    for shape in cells.shapes:
        states = shape.states[first : upto.ordinal]
        # a figure given where none was expected enters A(p), and counts as both (1)
        due = [state for state in states if state in DUE_STATES]
        expected += len(shape.units) * len(due)
        reported += len(shape.units) * sum(state in STATED for state in due)
        left_open = UNKNOWN.intersection(shape.effective[first : upto.ordinal])
        entering.update(states)
        gap = total_gap(shape, upto) if cells.is_running else None
        if gap is not None:
            open_states.add(shape.effective[gap])
        elif spoken is None or set(spoken.unknown) & set(shape.units):
            # an answer that stands over a gap leaves nothing open (7)
            open_states |= left_open
        why = _group_names(left_open, is_open=bool(left_open) or gap is not None)
        for name in (*why, *(["closed"] if CellState.CLOSED in states else [])):
            groups[name].update(shape.units)
    counted, units = _units_in(cells, upto, first) if spoken is None else spoken.count
    cover = Coverage(
        reported=reported,
        expected=expected,
        units=units,
        counted=counted,
        stale={unit: stale[unit] for unit in _in_order(cells, set(stale))},
        **{name: _in_order(cells, among) for name, among in groups.items()},
    )
    return EnteringCells(cover, frozenset(entering), frozenset(open_states))


def _group_names(left_open: frozenset[CellState], *, is_open: bool) -> Iterator[str]:
    """Why units leave a figure open, if they do."""
    if CellState.MISSING in left_open:
        yield "silent"
    if CellState.UNAVAILABLE in left_open:
        yield "unpublished"
    if is_open:
        yield "unknown"


def _units_in(cells: Cells, upto: Period, first: int) -> tuple[int, int]:
    """The units of which anything is in a sum, and these with all who are asked.

    A total counts what a unit said last, whenever it was (3).
    """
    counted = among = 0
    for shape in cells.shapes:
        told = shape.effective[0 if cells.is_running else first : upto.ordinal]
        if not REPORTED.isdisjoint(told):
            counted += len(shape.units)
        elif ENTERING.isdisjoint(shape.effective[first : upto.ordinal]):
            continue
        among += len(shape.units)
    return counted, among


def _stale_totals(cells: Cells, upto: Period) -> Mapping[str, Period]:
    """The units whose total counts with an older figure, and its period (3, 4)."""
    shapes = cells.shapes if cells.is_running else ()
    since = ((shape, _stale_since(cells, shape, upto)) for shape in shapes)
    return {unit: at for shape, at in since if at is not None for unit in shape.units}


def total_gap(shape: CellShape, upto: Period) -> int | None:
    """The index of the gap nearest to p after the last figure of a total."""
    for index in reversed(range(upto.ordinal)):
        if shape.effective[index] in UNKNOWN:
            return index
        if shape.effective[index] is CellState.VALUE:
            return None
    return None


def _stale_since(cells: Cells, shape: CellShape, upto: Period) -> Period | None:
    """The period of the older figure that a total counts; None where it is of p.

    Where nothing was said but that nothing was added, that of the gap behind it.
    """
    gap, past = total_gap(shape, upto), shape.effective[: upto.ordinal]
    if gap is None and past[-1] is not CellState.CLOSED:
        return None
    if CellState.VALUE in past:
        return cells.periods[len(past) - 1 - past[::-1].index(CellState.VALUE)]
    # nobody else would name who is not asked in p and rests on a gap
    is_named = shape.states[upto.ordinal - 1] in UNKNOWN
    if gap is None or (is_named and CellState.NIL not in past):
        return None
    return cells.periods[gap]


def _in_order(cells: Cells, units: set[str]) -> tuple[str, ...]:
    return tuple(unit for unit in cells.units if unit in units) if units else ()


def heard(cells: Cells, period: Period) -> ReportedExtent:
    """How much of the period itself is known, whatever was known before."""
    states = {shape.effective[period.ordinal - 1] for shape in cells.shapes}
    lacking = states & (UNKNOWN | {CellState.CLOSED})
    if not states & REPORTED:
        return ReportedExtent.NONE if lacking else ReportedExtent.NOT_DUE
    return ReportedExtent.PART if lacking else ReportedExtent.ALL
