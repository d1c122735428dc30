"""What differs between two versions of a plan, one change at a time."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeGuard

from cchc.core.plan.period import CalendarRules, Period
from cchc.core.plan.plan import (
    Area,
    Authority,
    CheckRule,
    Commitment,
    Indicator,
    Paper,
    Plan,
    Task,
)
from cchc.core.plan.targets.target import Target
from cchc.core.plan.unit import Unit
from cchc.features.plan.show.diff import DiffLine
from cchc.phrases.amendment_notes import paper_words
from cchc.text.number_format import vietnamese
from cchc.text.record import Record, field_names
from cchc.text.sanitize import one_line
from cchc.words.period import label
from cchc.words.target_words import value_words
from cchc.words.translator import Voice

Thing = Unit | Area | Commitment | Indicator | Task | CheckRule
Whole = Plan | Authority | CalendarRules | Thing
_APART = frozenset({"authority", "calendar", "units", "areas", "commitments"}) | {
    "indicators",
    "tasks",
    "checks",
}


class Change(Record):
    """One difference; `verb` is added, removed or changed.

    `kind` and `id` name the thing (`indicator`, `ck-6b`), `field` its key in the
    plan file and `key` an entry of that key (the unit of an allotment). `unit` is
    what the thing is counted in.
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


class Ground(Record):
    """The version that brought a change: its number, first period and decision."""

    number: int
    effective: Period
    decision: Paper


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
    yield from _moved(old, new)
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


def _moved(old: Plan, new: Plan) -> Iterator[Change]:
    """Indicators that came under another commitment, or out of one."""
    before, after = _signed(old), _signed(new)
    for one in new.all_indicators:
        pair = before.get(one.id), after.get(one.id)
        if old.indicator(one.id) is not None and pair[0] != pair[1]:
            yield Change(
                "changed", "indicator", one.id, one.name, "commitment", None, *pair
            )


def _signed(plan: Plan) -> dict[str, str]:
    """The commitment of each indicator that has one."""
    return {each.id: one.id for one in plan.commitments for each in one.indicators}


def _name(thing: Thing) -> str:
    return thing.rule if isinstance(thing, CheckRule) else thing.name


def _fields(
    kind: str, name: str, title: str, old: Whole, new: Whole
) -> Iterator[Change]:
    for field in field_names(new):
        if field in _APART:
            continue
        before, after = getattr(old, field), getattr(new, field)
        if before == after:
            continue
        if isinstance(before, Mapping) and isinstance(after, Mapping):
            for key in (*before, *(key for key in after if key not in before)):
                if before.get(key) != after.get(key):
                    pair = before.get(key), after.get(key)
                    yield Change("changed", kind, name, title, field, key, *pair)
        else:
            unit = new.unit if isinstance(new, Indicator) else ""
            pair = before, after
            yield Change("changed", kind, name, title, field, None, *pair, unit=unit)


def change_words(change: Change, voice: Voice, ground: Ground | None = None) -> str:
    """One change as a sentence that an official reads.

    With the version that brought it: "…: 8 → 10 sản phẩm, từ Quý III/2022, theo QĐ
    số 45/QĐ-UBND ngày 01/7/2022".
    """
    text = _told(change, voice)
    if ground is None:
        return text
    period = label(ground.effective, voice)
    paper = paper_words(ground.decision, voice)
    text = text.removesuffix(".")
    return voice.say("amendment.diff.grounds", text=text, period=period, paper=paper)


def _told(change: Change, voice: Voice) -> str:
    thing = voice.say(f"plan.kind.{change.kind}", id=change.id, name=change.name)
    if change.field is None:
        return voice.say(f"plan.change.{change.verb}", thing=thing)
    if change.field == "target":
        pair = _targets(change, voice)
        blanks = {"before": pair[0], "after": pair[1]}
        return voice.say("amendment.diff.target", thing=thing, **blanks)
    field = voice.say(f"plan.field.{change.field}")
    if change.key is not None:
        field = voice.say("plan.change.entry", field=field, key=change.key)
    if _is_list(change.before) and _is_list(change.after):
        return _list_told(change, thing, field, voice)
    blanks = {
        "before": value_words(change.before, voice),
        "after": value_words(change.after, voice),
    }
    return voice.say("plan.change.changed", thing=thing, field=field, **blanks)


def _targets(change: Change, voice: Voice) -> tuple[str, str]:
    """Bare numbers where only the number changed: `8`, `10 sản phẩm`."""
    unit = "" if change.unit in {"", "%"} else f" {one_line(change.unit)}"
    sign = "%" if change.unit == "%" else unit
    before, after = change.before, change.after
    if _is_usual(before) and _is_usual(after):
        return vietnamese(before.numbers[0]), f"{vietnamese(after.numbers[0])}{sign}"
    counted = isinstance(after, Target) and after.numbers
    end = sign if counted else ""
    return value_words(before, voice), f"{value_words(after, voice)}{end}"


def _is_usual(value: object) -> TypeGuard[Target]:
    """Whether it is a target of the usual kind, whose number can stand alone."""
    return isinstance(value, Target) and value.is_usual


def _is_list(value: object) -> bool:
    """Whether it is a list of names that is not empty."""
    is_tuple = isinstance(value, tuple) and bool(value)
    return is_tuple and all(isinstance(each, str) for each in value)  # type: ignore[attr-defined]  # narrowed above


def _list_told(change: Change, thing: str, field: str, voice: Voice) -> str:
    """A list of names by what came and what left."""
    before = tuple(str(each) for each in change.before)  # type: ignore[attr-defined]  # `_is_list`
    after = tuple(str(each) for each in change.after)  # type: ignore[attr-defined]  # `_is_list`
    added = tuple(each for each in after if each not in before)
    left = tuple(each for each in before if each not in after)
    code = "both" if added and left else "added" if added else "removed"
    if not added and not left:
        code = "order"
    blanks = {"added": ", ".join(added), "removed": ", ".join(left)}
    blanks["after"] = ", ".join(after)
    used = {"both": ("added", "removed"), "added": ("added",), "removed": ("removed",)}
    kept = {key: one_line(blanks[key]) for key in used.get(code, ("after",))}
    return voice.say(f"amendment.diff.list.{code}", thing=thing, field=field, **kept)


def diff_line(change: Change, voice: Voice, ground: Ground | None = None) -> DiffLine:
    """A change as words for a screen and parts for a list."""
    told = change.field is not None
    return DiffLine(
        text=change_words(change, voice, ground),
        change=change.verb,
        kind=change.kind,
        id=change.id,
        field=change.field,
        key=change.key,
        before=value_words(change.before, voice) if told else None,
        after=value_words(change.after, voice) if told else None,
        version=None if ground is None else str(ground.number),
        effective=None if ground is None else ground.effective.id,
        decision=None if ground is None else value_words(ground.decision, voice),
    )
