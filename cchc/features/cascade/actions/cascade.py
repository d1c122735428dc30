"""plan cascade: who carries what of each target, and a proposal to share it out."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from cchc.app.name_lookup import Names, find_by_name, indicator_names, unit_names
from cchc.app.plan_source import check_plan, plan_in_force, plan_path
from cchc.core.cascade.cascade import (
    CascadeLine,
    Method,
    SharingRequest,
    Way,
    cascade_line,
    propose_shares,
    shareable,
    sharers,
)
from cchc.core.facts.report import Typed
from cchc.core.plan.calendar import periods
from cchc.core.plan.plan import Indicator, Plan
from cchc.features.cascade.actions.last_year import figures_of_last_year
from cchc.sources.plan.share_file import read_pairs
from cchc.text.number import read_vietnamese
from cchc.text.problem import (
    Place,
    Problem,
    ProblemCode,
    Refusal,
    require,
    require_each,
)
from cchc.text.record import Record, replace

WEIGHT_DECIMALS = 2


class Above(Record):
    """The plan that is shared out, and what it was read from."""

    plan: Plan
    name: str
    warnings: tuple[Problem, ...] = ()


class Wish(Record):
    """How to share, as typed; None where nothing was."""

    method: str | None = None
    among: str | None = None
    weights: str | None = None
    last_year: str | None = None
    hand: str | None = None
    buffer: str | None = None

    @property
    def says_something(self) -> bool:
        """Whether a new proposal is asked for."""
        said = (self.method, self.among, self.weights, self.last_year)
        return any(each is not None for each in (*said, self.hand, self.buffer))


class Cascade(Record):
    """The lines asked for; `is_proposal`: nothing of it is in the plan yet.

    `ended` are names of units left out because they are gone before the year ends.
    """

    plan: Plan
    lines: tuple[CascadeLine, ...]
    is_proposal: bool
    ended: tuple[str, ...] = ()


def plan_above(path: Path | None, database: Path, today: date) -> Above:
    """The plan file named, else the one beside the database, else the one in force."""
    beside = plan_path(database)
    if path is None and not beside.exists() and database.exists():
        version = plan_in_force(database, today)
        return Above(version.plan, str(database))
    checked = check_plan(path or beside)
    return Above(checked.plan, checked.name, checked.warnings)


def cascade(
    plan: Plan, keys: tuple[str, ...], wish: Wish, database: Path, today: date
) -> Cascade:
    """What is shared out today, or a proposal by the wish (SEMANTICS 10).

    Args:
        plan: the plan above.
        keys: indicators as typed, by id or name; none: all of them, and of a
            proposal all that are shared.
        wish: how to share.
        database: in which last year's figures are looked for.
        today: the day up to which those figures are known.

    Returns:
        Refuses everything that was typed wrongly, P268 for what cannot be
        shared.
    """
    named = require_each(_found(plan, key) for key in keys)
    proposes = wish.says_something or any(_waits(plan, each) for each in named)
    if not proposes:
        lines = tuple(cascade_line(plan, each) for each in named or plan.all_indicators)
        return Cascade(plan, lines, is_proposal=False)
    shared = tuple(
        e for e in plan.all_indicators if cascade_line(plan, e).way is Way.SHARED
    )
    made: list[CascadeLine] = []
    problems: list[Problem] = []
    for each in named or shared:
        try:
            made.append(_Sharing(plan, each, wish, database, today).line())
        except Refusal as refusal:
            problems += refusal.problems
    if problems:
        raise Refusal(tuple(problems))
    ended = () if wish.among else _ended(plan, made)
    return Cascade(plan, tuple(made), is_proposal=True, ended=ended)


def _ended(plan: Plan, lines: Iterable[CascadeLine]) -> tuple[str, ...]:
    """Units that would have a part if they were not gone before the last period."""
    meant = {unit for each in lines for unit in sharers(plan, each.indicator)}
    last = periods(plan)[-1]
    return tuple(
        unit.name
        for unit in plan.units
        if unit.id in meant and not unit.active_in(last)
    )


def _found(plan: Plan, key: str) -> Indicator | Problem:
    typed = Typed(key, Place(argument=key))
    found = find_by_name(typed, indicator_names(plan), ProblemCode.UNKNOWN_INDICATOR)
    if isinstance(found, Problem):
        return found
    return next(each for each in plan.all_indicators if each.id == found)


def _waits(plan: Plan, each: Indicator) -> bool:
    line = cascade_line(plan, each)
    return line.way is Way.SHARED and line.parts is None


class _Sharing(Record):
    """One indicator to be shared as somebody typed."""

    plan: Plan
    indicator: Indicator
    wish: Wish
    database: Path
    today: date

    def line(self) -> CascadeLine:
        among = require(self._among())
        if not shareable(self.indicator):
            raise Refusal((self._wrong(ProblemCode.NOT_SHARED),))
        hand = self._hand(among)
        weights = self._weights(among)
        buffer = self._buffer()
        problems = (
            *(hand if isinstance(hand, tuple) else ()),
            *(weights if isinstance(weights, tuple) else ()),
            *((buffer,) if isinstance(buffer, Problem) else ()),
        )
        if isinstance(hand, tuple) or isinstance(weights, tuple):
            raise Refusal(problems)
        if isinstance(buffer, Problem):
            raise Refusal(problems)
        asking = SharingRequest(self._method(), among, weights, hand, buffer)
        made = require(propose_shares(self.indicator, asking))
        carriers = tuple(each.unit for each in made.parts if each.value)
        return CascadeLine(self.indicator, Way.SHARED, carriers, made)

    def _wrong(self, fault: ProblemCode) -> Problem:
        blanks = {"text": self.indicator.id, "year": str(self.plan.year - 1)}
        return Problem(fault, Place(argument=self.indicator.id), blanks)

    def _method(self) -> Method:
        wish = self.wish
        if wish.method is not None:
            return Method(wish.method)
        if wish.last_year is not None:
            return Method.LAST_YEAR
        return Method.EQUAL if wish.weights is None else Method.WEIGHT

    def _among(self) -> tuple[str, ...] | Problem:
        """The units that share it; those gone before the last period left out."""
        chosen = sharers(self.plan, self.indicator)
        if self.wish.among is not None:
            names = [each.strip() for each in self.wish.among.split(",")]
            known = unit_names(self.plan)
            ids: list[str] = []
            for name in names:
                place = Place(argument="--among")
                group = self.plan.expand((name,))
                unit = find_by_name(
                    Typed(name, place), known, ProblemCode.SHARE_STRANGER
                )
                if isinstance(unit, Problem) and not group:
                    ids = [each.id for each in self.plan.units]
                    return replace(unit, blanks={**unit.blanks, "units": tuple(ids)})
                ids += [unit] if isinstance(unit, str) else group
            chosen = self.plan.expand(tuple(ids))
        last = periods(self.plan)[-1]
        units = {unit.id: unit for unit in self.plan.units}
        return tuple(each for each in chosen if units[each].active_in(last))

    def _weights(
        self, among: tuple[str, ...]
    ) -> dict[str, Fraction] | tuple[Problem, ...]:
        method = self._method()
        typed = self.wish.weights
        if method is Method.LAST_YEAR:
            typed = self.wish.last_year or typed
            is_pairs = typed is not None and not typed.lower().endswith(".db")
            if not is_pairs:
                return figures_of_last_year(
                    self.plan, self.indicator, typed, self.database, self.today
                )
        if method in (Method.EQUAL, Method.HAND) or typed is None:
            return {}
        option = "--last-year" if method is Method.LAST_YEAR else "--weights"
        read = self._read(typed, option, among, WEIGHT_DECIMALS)
        if isinstance(read, tuple):
            return read
        return {unit: Fraction(value) for unit, value in read.items()}

    def _hand(self, among: tuple[str, ...]) -> dict[str, Decimal] | tuple[Problem, ...]:
        if self.wish.hand is None:
            return {}
        return self._read(self.wish.hand, "--hand", among, self.indicator.decimals)

    def _buffer(self) -> Decimal | Problem:
        if self.wish.buffer is None:
            return Decimal(0)
        place = Place(argument="--buffer")
        return _number(Typed(self.wish.buffer, place), self.indicator.decimals)

    def _read(
        self, text: str, option: str, among: tuple[str, ...], decimals: int
    ) -> dict[str, Decimal] | tuple[Problem, ...]:
        pairs = read_pairs(text, option)
        names = {unit: n for unit, n in unit_names(self.plan).items() if unit in among}
        wrong: list[Problem] = []
        read: dict[str, Decimal] = {}
        for each in pairs:
            if isinstance(each, Problem):
                wrong.append(each)
                continue
            unit = _sharer(each[0], names)
            value = _number(each[1], decimals)
            wrong += [part for part in (unit, value) if isinstance(part, Problem)]
            if isinstance(unit, str) and isinstance(value, Decimal):
                if unit in read:
                    wrong.append(_twice(each[0]))
                read[unit] = value
        return tuple(wrong) or read


def _sharer(typed: Typed, names: Names) -> str | Problem:
    unit = find_by_name(typed, names, ProblemCode.SHARE_STRANGER)
    if isinstance(unit, str):
        return unit
    return replace(unit, blanks={**unit.blanks, "units": tuple(names)})


def _number(typed: Typed, decimals: int) -> Decimal | Problem:
    value = read_vietnamese(typed.text, decimals)
    if isinstance(value, ProblemCode) or value < 0:
        return Problem(ProblemCode.SHARE_UNREADABLE, typed.place, {"text": typed.text})
    return value


def _twice(typed: Typed) -> Problem:
    return Problem(ProblemCode.KEY_TWICE, typed.place, {"key": typed.text})


def unshared(plan: Plan) -> Iterator[Indicator]:
    """Indicators that several units report and nobody has shared out yet."""
    return (each for each in plan.all_indicators if _waits(plan, each))
