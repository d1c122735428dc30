"""What differs between two versions of a plan, one change at a time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from cchc.core.period import CalendarRules
from cchc.core.plan import Area, Authority, CheckRule, Commitment, Indicator, Plan, Task
from cchc.core.unit import Unit
from cchc.render.plan_diff import DiffLine
from cchc.words.promise import value_words
from cchc.words.voice import Voice

Thing = Unit | Area | Commitment | Indicator | Task | CheckRule
Whole = Plan | Authority | CalendarRules | Thing
_APART = frozenset({"authority", "calendar", "units", "areas", "commitments"}) | {
    "indicators",
    "tasks",
    "checks",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; `verb` is added, removed or changed.

    `kind` and `id` name the thing (`indicator`, `ck-6b`), `field` its key in the
    plan file and `key` an entry of that key (the unit of an allotment).
    """

    verb: str
    kind: str
    id: str
    name: str
    field: str | None = None
    key: str | None = None
    before: object = None
    after: object = None


def changes(old: Plan, new: Plan) -> tuple[Change, ...]:
    """All differences from the old plan to the new one, in the order of the file."""
    return tuple(_all(old, new))


def _all(old: Plan, new: Plan) -> Iterator[Change]:
    yield from _fields("plan", new.id, new.title, old, new)
    yield from _fields(
        "authority", "", new.authority.name, old.authority, new.authority
    )
    yield from _fields("calendar", "", "", old.calendar, new.calendar)
    yield from _things("unit", old.units, new.units)
    yield from _things("area", old.areas, new.areas)
    yield from _things("commitment", old.commitments, new.commitments)
    yield from _things("indicator", old.all_indicators, new.all_indicators)
    yield from _things("task", old.tasks, new.tasks)
    yield from _things("check", old.checks, new.checks)


def _things(kind: str, old: Sequence[Thing], new: Sequence[Thing]) -> Iterator[Change]:
    before = {each.id: each for each in old}
    after = {each.id: each for each in new}
    for name, thing in before.items():
        if name not in after:
            yield Change("removed", kind, name, _name(thing))
    for name, thing in after.items():
        if name not in before:
            yield Change("added", kind, name, _name(thing))
        elif before[name] != thing:
            yield from _fields(kind, name, _name(thing), before[name], thing)


def _name(thing: Thing) -> str:
    return thing.rule if isinstance(thing, CheckRule) else thing.name


def _fields(
    kind: str, name: str, title: str, old: Whole, new: Whole
) -> Iterator[Change]:
    for field in fields(new):
        if field.name in _APART:
            continue
        before, after = getattr(old, field.name), getattr(new, field.name)
        if before == after:
            continue
        if isinstance(before, Mapping) and isinstance(after, Mapping):
            for key in (*before, *(key for key in after if key not in before)):
                if before.get(key) != after.get(key):
                    pair = before.get(key), after.get(key)
                    yield Change("changed", kind, name, title, field.name, key, *pair)
        else:
            yield Change("changed", kind, name, title, field.name, None, before, after)


def change_words(change: Change, voice: Voice) -> str:
    """One change as a sentence that an official reads."""
    thing = voice.say(f"plan.kind.{change.kind}", id=change.id, name=change.name)
    if change.field is None:
        return voice.say(f"plan.change.{change.verb}", thing=thing)
    field = voice.say(f"plan.field.{change.field}")
    if change.key is not None:
        field = voice.say("plan.change.entry", field=field, key=change.key)
    blanks = {
        "before": value_words(change.before, voice),
        "after": value_words(change.after, voice),
    }
    return voice.say("plan.change.changed", thing=thing, field=field, **blanks)


def diff_line(change: Change, voice: Voice) -> DiffLine:
    """A change as words for a screen and parts for a list."""
    told = change.field is not None
    return DiffLine(
        text=change_words(change, voice),
        change=change.verb,
        kind=change.kind,
        id=change.id,
        field=change.field,
        key=change.key,
        before=value_words(change.before, voice) if told else None,
        after=value_words(change.after, voice) if told else None,
    )
