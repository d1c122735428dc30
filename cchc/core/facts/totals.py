"""Figures known at the end of a day, and what they count and add up to.

Core asks for what it judges: the cells of one indicator or one unit, or the totals
of all. Nobody here knows where they come from.
"""

from abc import abstractmethod
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Context, Inexact, InvalidOperation
from functools import cached_property
from typing import TypeVar

from cchc.core.facts.report import CellKey, CellState, Quality, Reading
from cchc.text.record import Record, replace


class GroupTotal(Record):
    """Cells of one state, quality and scale: how many there are, and their sums.

    `value` and `denominator` are exact sums of figures times `10^scale`; a cell
    without a number adds nothing to them.
    """

    state: CellState
    quality: Quality
    scale: int
    cells: int
    value: int
    denominator: int


EXACT = Context(prec=1000, traps=[Inexact, InvalidOperation])
"""Sums of decimals that are never rounded: a digit too many is an error (2)."""
GroupTotals = tuple[GroupTotal, ...]
At = tuple[str, str]


class CellBook(Mapping[CellKey, Reading]):
    """The readings known at the end of a day, by cell; withdrawn ones are not there.

    As a mapping it has every cell of the plan. Narrow questions cost what they give
    back, the totals what the plan has of indicators, periods and units; nothing is
    kept between two questions.
    """

    @abstractmethod
    def of_indicator(self, indicator: str) -> Mapping[At, Reading]:
        """The readings of one indicator by unit and period."""

    @abstractmethod
    def of_unit(self, unit: str, period: str | None = None) -> Mapping[At, Reading]:
        """The readings of one unit by indicator and period; of one period if named."""

    def places_of(self, unit: str) -> Collection[At]:
        """The indicators and periods of which a unit has a reading."""
        return self.of_unit(unit).keys()

    @abstractmethod
    def units(self) -> frozenset[str]:
        """The units that can have a cell at all."""

    @abstractmethod
    def period_totals(self) -> Mapping[At, GroupTotals]:
        """The totals over units by indicator and period."""

    @abstractmethod
    def report_totals(self, period: str) -> Mapping[str, Mapping[CellState, int]]:
        """How many cells of each state each unit gave in a period."""


class KnownCells(CellBook):
    """The same out of readings that are all there."""

    def __init__(self, readings: Mapping[CellKey, Reading]) -> None:
        self._readings = readings

    @cached_property
    def _by_indicator(self) -> Mapping[str, Mapping[At, Reading]]:
        cells = self._readings.items()
        return _split((key, ((unit, name), cell)) for (key, unit, name), cell in cells)

    @cached_property
    def _by_unit(self) -> Mapping[str, Mapping[At, Reading]]:
        cells = self._readings.items()
        return _split((unit, ((key, name), cell)) for (key, unit, name), cell in cells)

    def __getitem__(self, cell: CellKey) -> Reading:
        return self._readings[cell]

    def __iter__(self) -> Iterator[CellKey]:
        return iter(self._readings)

    def __len__(self) -> int:
        return len(self._readings)

    def of_indicator(self, indicator: str) -> Mapping[At, Reading]:
        return self._by_indicator.get(indicator, {})

    def of_unit(self, unit: str, period: str | None = None) -> Mapping[At, Reading]:
        cells = self._by_unit.get(unit, {})
        if period is None:
            return cells
        return {at: reading for at, reading in cells.items() if at[1] == period}

    def units(self) -> frozenset[str]:
        return frozenset(self._by_unit)

    def period_totals(self) -> Mapping[At, GroupTotals]:
        cells = self._readings.items()
        by_place = _split(
            ((key, name), (unit, cell)) for (key, unit, name), cell in cells
        )
        return {at: add_up(of_place.values()) for at, of_place in by_place.items()}

    def report_totals(self, period: str) -> Mapping[str, Mapping[CellState, int]]:
        return {
            unit: states
            for unit, cells in self._by_unit.items()
            if (
                states := Counter(c.state for at, c in cells.items() if at[1] == period)
            )
        }


class ChangedCells(CellBook):
    """A book in which some cells say something else; None: they are withdrawn.

    Totals are those of the book with the difference: no other cell is read.
    """

    def __init__(
        self, book: CellBook, changes: Mapping[CellKey, Reading | None]
    ) -> None:
        self._book = book
        self._changes = changes

    def __getitem__(self, cell: CellKey) -> Reading:
        if cell not in self._changes:
            return self._book[cell]
        reading = self._changes[cell]
        if reading is None:
            raise KeyError(cell)
        return reading

    def __iter__(self) -> Iterator[CellKey]:
        yield from (cell for cell in self._book if cell not in self._changes)
        yield from (cell for cell, now in self._changes.items() if now is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def of_indicator(self, indicator: str) -> Mapping[At, Reading]:
        changes = self._changes.items()
        own = {
            (unit, name): now for (key, unit, name), now in changes if key == indicator
        }
        return _changed(self._book.of_indicator(indicator), own)

    def of_unit(self, unit: str, period: str | None = None) -> Mapping[At, Reading]:
        own = {
            (key, name): now
            for (key, who, name), now in self._changes.items()
            if who == unit and period in (None, name)
        }
        return _changed(self._book.of_unit(unit, period), own)

    def places_of(self, unit: str) -> Collection[At]:
        places = dict.fromkeys(self._book.places_of(unit), True)
        for (key, who, name), now in self._changes.items():
            if who == unit:
                places[key, name] = now is not None
        return {at for at, is_filled in places.items() if is_filled}

    def units(self) -> frozenset[str]:
        return self._book.units() | {unit for _, unit, _ in self._changes}

    def period_totals(self) -> Mapping[At, GroupTotals]:
        totals = dict(self._book.period_totals())
        for (key, unit, name), now in self._changes.items():
            before = self._book.get((key, unit, name))
            totals[key, name] = _with_change(totals.get((key, name), ()), before, now)
        return {at: groups for at, groups in totals.items() if groups}

    def report_totals(self, period: str) -> Mapping[str, Mapping[CellState, int]]:
        totals = dict(self._book.report_totals(period))
        for unit in {unit for _, unit, name in self._changes if name == period}:
            states = Counter(cell.state for cell in self.of_unit(unit, period).values())
            totals[unit] = states
        return {unit: states for unit, states in totals.items() if states}


def _changed(
    cells: Mapping[At, Reading], changes: Mapping[At, Reading | None]
) -> Mapping[At, Reading]:
    return {at: now for at, now in {**cells, **changes}.items() if now is not None}


def _with_change(
    groups: GroupTotals, before: Reading | None, after: Reading | None
) -> GroupTotals:
    """Totals without one cell as it was and with it as it is, groups as in `add_up`."""
    gone, come = ((cell,) if cell else () for cell in (before, after))
    merged: dict[tuple[CellState, Quality], GroupTotal] = {}
    for sign, parts in ((1, groups), (-1, add_up(gone)), (1, add_up(come))):
        for part in parts:
            at = (part.state, part.quality)
            whole = merged.get(at, GroupTotal(*at, part.scale, 0, 0, 0))
            scale = max(whole.scale, part.scale)
            old, new = _power(scale - whole.scale), sign * _power(scale - part.scale)
            merged[at] = GroupTotal(
                *at,
                scale,
                whole.cells + sign * part.cells,
                whole.value * old + part.value * new,
                whole.denominator * old + part.denominator * new,
            )
    return tuple(group for group in merged.values() if group.cells)


def _power(digits: int) -> int:
    return int("1" + "0" * digits)


def book_of(readings: Mapping[CellKey, Reading]) -> CellBook:
    """Readings as a book that answers narrow questions."""
    return readings if isinstance(readings, CellBook) else KnownCells(readings)


def in_dispute(
    readings: Mapping[CellKey, Reading], marked: Iterable[CellKey]
) -> Mapping[CellKey, Reading]:
    """The readings, those of marked cells as disputed; a cell without one stays so."""
    disputed: dict[CellKey, Reading | None] = {
        cell: replace(reading, quality=Quality.DISPUTED)
        for cell in marked
        if (reading := readings.get(cell)) is not None
    }
    return ChangedCells(book_of(readings), disputed) if disputed else readings


def cells_among(
    readings: Mapping[CellKey, Reading], indicators: Collection[str]
) -> Iterator[tuple[CellKey, Reading]]:
    """The cells of some indicators, with no other read where a book knows them."""
    if isinstance(readings, CellBook):
        for key in indicators:
            for (unit, name), reading in readings.of_indicator(key).items():
                yield (key, unit, name), reading
    elif indicators:
        yield from ((at, cell) for at, cell in readings.items() if at[0] in indicators)


OfT = TypeVar("OfT")
KeyT = TypeVar("KeyT")


def _split(
    cells: Iterable[tuple[OfT, tuple[KeyT, Reading]]],
) -> dict[OfT, dict[KeyT, Reading]]:
    """Readings by what they are of, and there by their own key."""
    parts: dict[OfT, dict[KeyT, Reading]] = {}
    for of, (key, reading) in cells:
        parts.setdefault(of, {})[key] = reading
    return parts


def add_up(readings: Iterable[Reading]) -> GroupTotals:
    """The totals of some readings, each group at the digits that its numbers need."""
    groups: dict[tuple[CellState, Quality], list[Reading]] = {}
    for reading in readings:
        groups.setdefault((reading.state, reading.quality), []).append(reading)
    totals = []
    for of, cells in groups.items():
        tops = [EXACT.normalize(cell.number) for cell in cells if cell.number]
        wholes = [EXACT.normalize(c.denominator) for c in cells if c.denominator]
        exponents = [int(n.as_tuple().exponent) for n in (*tops, *wholes)]
        scale = -min((0, *exponents))
        value, denominator = (
            sum(int(EXACT.scaleb(number, scale)) for number in part)
            for part in (tops, wholes)
        )
        totals.append(GroupTotal(*of, scale, len(cells), value, denominator))
    return tuple(totals)
