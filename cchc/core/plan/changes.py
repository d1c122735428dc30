"""What differs between two versions of a plan, one change at a time."""

from collections.abc import Iterator, Mapping, Sequence

from cchc.core.plan.check_rule import CheckRule
from cchc.core.plan.period import CalendarRules, Period
from cchc.core.plan.plan import (
    Area,
    Commitment,
    Criterion,
    Indicator,
    Paper,
    Plan,
    PlanVersion,
    Task,
)
from cchc.core.plan.stock_table import StockTable
from cchc.core.plan.unit import Authority, Unit
from cchc.text.record import Record, as_dict, replace

Member = (
    Unit | Area | Commitment | Indicator | StockTable | Task | CheckRule | Criterion
)
# what is compared by itself, and not as a field of what holds it
_APART = frozenset({"authority", "calendar", "units", "areas", "commitments"})
_APART |= {"indicators", "tables", "tasks", "checks", "scorecard"}


class PlanChange(Record):
    """One difference; `verb` is added, removed or changed.

    `kind` and `id` name the thing (`indicator`, `ck-6b`), `field` its field and `key`
    an entry of that field (the unit of an allotment). `unit` is what the thing is
    counted in.
    """

    verb: str
    kind: str
    id: str
    name: str
    field: str | None = None
    key: str | None = None
    before: object = None
    after: object = None
    unit: str = ""


class ChangeSource(Record):
    """The version that brought a change: its number, first period and decision."""

    number: int
    effective: Period
    decision: Paper


class VersionChanges(Record):
    """One version and what it changed in the one before; the first changed nothing."""

    version: PlanVersion
    source: ChangeSource
    changes: tuple[PlanChange, ...]


def plan_changes(old: Plan, new: Plan) -> tuple[PlanChange, ...]:
    """All differences from the old plan to the new one, in the order of the file."""
    name = new.authority.name
    return (
        *_fields("plan", new.id, new.title, old, new),
        *_fields("authority", "", name, old.authority, new.authority),
        *_fields("calendar", "", "", old.calendar, new.calendar),
        *_members("unit", old.units, new.units),
        *_members("area", old.areas, new.areas),
        *_members("commitment", old.commitments, new.commitments),
        *_members("indicator", old.declared_indicators, new.declared_indicators),
        *_moved(old, new),
        *_members("table", old.tables, new.tables),
        *_members("task", old.tasks, new.tasks),
        *_members("check", old.checks, new.checks),
        *_members("criterion", old.scorecard, new.scorecard),
    )


def _members(
    kind: str, old: Sequence[Member], new: Sequence[Member]
) -> Iterator[PlanChange]:
    before = {member.id: member for member in old}
    after = {member.id: member for member in new}
    for key, member in before.items():
        if key not in after:
            yield PlanChange("removed", kind, key, _name(member))
    for key, member in after.items():
        if key not in before:
            yield PlanChange("added", kind, key, _name(member))
        elif before[key] != member:
            was = before[key]
            if isinstance(was, Indicator) and isinstance(member, Indicator):
                # the path that comes by itself once its number is assigned
                own = was.trajectory or (was.awaits and member.trajectory) or None
                was = replace(was, trajectory=own)
            yield from _fields(kind, key, _name(member), was, member)


def _name(member: Member) -> str:
    return member.rule if isinstance(member, CheckRule) else member.name


def _moved(old: Plan, new: Plan) -> Iterator[PlanChange]:
    """Indicators that came under another commitment, or out of one."""
    before, after = (
        {
            line.id: promise.id
            for promise in plan.commitments
            for line in promise.indicators
        }
        for plan in (old, new)
    )
    held = {line.id for line in old.declared_indicators}
    for line in new.declared_indicators:
        pair = before.get(line.id), after.get(line.id)
        if line.id in held and pair[0] != pair[1]:
            at = ("indicator", line.id, line.name, "commitment", None)
            yield PlanChange("changed", *at, *pair)


def _fields(
    kind: str,
    key: str,
    name: str,
    old: Plan | Authority | CalendarRules | Member,
    new: Plan | Authority | CalendarRules | Member,
) -> Iterator[PlanChange]:
    unit = new.unit if isinstance(new, Indicator) else ""
    before, after = as_dict(old), as_dict(new)
    for field, now in after.items():
        was, at = before[field], (kind, key, name, field)
        if field in _APART or was == now:
            continue
        if not isinstance(was, Mapping) or not isinstance(now, Mapping):
            yield PlanChange("changed", *at, None, was, now, unit=unit)
            continue
        entries: Mapping[str, object] = was
        entries_now: Mapping[str, object] = now
        for entry in {**entries, **entries_now}:
            pair = entries.get(entry), entries_now.get(entry)
            if pair[0] != pair[1]:
                yield PlanChange("changed", *at, entry, *pair)
