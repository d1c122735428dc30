"""A plan as an official reads it on a screen, and the history of its versions."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal, TypeGuard, cast

from cchc.core.plan.calendar import periods
from cchc.core.plan.changes import ChangeSource, PlanChange, VersionChanges
from cchc.core.plan.plan import Indicator, Plan, PlanVersion
from cchc.core.plan.stock_table import ColumnKind
from cchc.core.plan.targets.kinds import Each
from cchc.core.plan.targets.target import Target
from cchc.phrases.documents import PaperJson
from cchc.phrases.promise_words import promised_level
from cchc.screen.document import Day, JsonDocument, entries, key
from cchc.screen.table import Column, Table
from cchc.text.day import short
from cchc.text.number_format import vietnamese
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.period import label, task_due_text
from cchc.words.prose import paper_words
from cchc.words.target_words import (
    target_words,
    trajectory_words,
    value_words,
    with_unit_words,
)
from cchc.words.translator import Voice


class DiffLine(Record):
    """One change, and the version that brought it where several are compared."""

    change: PlanChange
    source: ChangeSource | None = None

    def words(self, voice: Voice) -> str:
        """The change as a sentence."""
        return change_words(self.change, voice, self.source)

    def value(self, value: object, voice: Voice) -> str | None:
        """What a field says or said, in words; None where no field is named."""
        return None if self.change.field is None else value_words(value, voice)


class PlanChangeJson(JsonDocument):
    """One change of a plan."""

    text: str = key(
        "The change as a sentence.", join=lambda line, given: line.words(given["voice"])
    )
    change: Literal["added", "removed", "changed"] = key(
        "What was done.", "change.verb"
    )
    kind: str = key("To what: indicator, task, unit, plan.", "change.kind")
    id: str = key("Its id.", "change.id")
    field: str | None = key("The key of the plan language.", "change.field")
    key_: str | None = key("The entry of that key, such as a unit.", "change.key")
    before: str | None = key(
        "What it said.",
        join=lambda line, given: line.value(line.change.before, given["voice"]),
    )
    after: str | None = key(
        "What it says.",
        join=lambda line, given: line.value(line.change.after, given["voice"]),
    )
    version: str | None = key(
        "The version that brought it.",
        lambda line: None if line.source is None else str(line.source.number),
    )
    effective: str | None = key(
        "The first period of that version.", "source.effective.id"
    )
    decision: str | None = key(
        "The decision that it rests on.",
        join=lambda line, given: (
            line.source and value_words(line.source.decision, given["voice"])
        ),
    )


class DiffJson(JsonDocument, schema="cchc.plan-diff/1", verbs=("plan diff",)):
    """What changed between two versions of a plan."""

    changes: list[PlanChangeJson] = key("Each change.", lambda lines: lines)


def change_words(
    change: PlanChange, voice: Voice, source: ChangeSource | None = None
) -> str:
    """One change as a sentence that an official reads.

    With the version that brought it: "…: 8 → 10 sản phẩm, từ Quý III/2022, theo QĐ
    số 45/QĐ-UBND ngày 01/7/2022".
    """
    text = _sentence(change, voice)
    if source is None:
        return text
    period = label(source.effective, voice)
    paper = paper_words(source.decision, voice)
    text = text.removesuffix(".")
    return voice.say("amendment.diff.grounds", text=text, period=period, paper=paper)


def _sentence(change: PlanChange, voice: Voice) -> str:
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
    names = _names(change.before), _names(change.after)
    if all(names):
        return _list_sentence(*names, thing, field, voice)
    blanks = {
        "before": value_words(change.before, voice),
        "after": value_words(change.after, voice),
    }
    return voice.say("plan.change.changed", thing=thing, field=field, **blanks)


def _targets(change: PlanChange, voice: Voice) -> tuple[str, str]:
    """Bare numbers where only the number changed: `8`, `10 sản phẩm`."""
    before, after = change.before, change.after
    if _is_usual(before) and _is_usual(after):
        number = with_unit_words(vietnamese(after.numbers[0]), change.unit)
        return vietnamese(before.numbers[0]), number
    was = value_words(before, voice)
    if isinstance(before, Each):
        was = target_words(before, voice, change.unit)
    if isinstance(after, Target):
        return was, target_words(after, voice, change.unit)
    return was, value_words(after, voice)


def _is_usual(value: object) -> TypeGuard[Target]:
    """Whether it is a target of the usual kind, whose number can stand alone."""
    if not (isinstance(value, Target) and value.is_usual):
        return False
    return len(value.numbers) == 1


def _names(value: object) -> tuple[str, ...]:
    """The names of a list of names; none where it is something else, or empty."""
    names = value if isinstance(value, tuple) else ()
    are_text = all(isinstance(name, str) for name in names)
    return tuple(str(name) for name in names) if are_text else ()


def _list_sentence(
    before: tuple[str, ...],
    after: tuple[str, ...],
    thing: str,
    field: str,
    voice: Voice,
) -> str:
    """A list of names by what came and what left."""
    added = tuple(name for name in after if name not in before)
    left = tuple(name for name in before if name not in after)
    lists = {"added": added, "removed": left}
    shown = {code: names for code, names in lists.items() if names} or {"after": after}
    code = (
        "both" if added and left else "order" if "after" in shown else next(iter(shown))
    )
    blanks = {key: one_line(", ".join(names)) for key, names in shown.items()}
    return voice.say(f"amendment.diff.list.{code}", thing=thing, field=field, **blanks)


def diff_table(lines: Sequence[DiffLine], voice: Voice) -> Table:
    """The changes, with all that their document has but for the sentence."""
    keys = [entry.name for entry in entries(PlanChangeJson)][1:]
    documents = [PlanChangeJson.encode(line, {"voice": voice}) for line in lines]
    cells = tuple(tuple(document[key] for key in keys) for document in documents)
    rows = cast("tuple[tuple[str | None, ...], ...]", cells)
    columns = tuple(Column(key, voice.say(f"plan.diff.column.{key}")) for key in keys)
    return Table(voice.say("plan.diff.title"), columns, rows)


def plan_text(version: PlanVersion, voice: Voice) -> str:
    """The plan of a version as plain lines."""
    plan, name = version.plan, one_line(version.plan.authority.name)
    first = voice.say("plan.show.first")
    if version.number > 1:
        paper = paper_words(version.decision, voice)
        first = voice.say("plan.show.version", number=version.number, decision=paper)
    lines = [
        voice.say("plan.show.title", title=one_line(plan.title), id=plan.id),
        first,
        voice.say("plan.show.authority", name=name, units=len(plan.units)),
        "",
    ]
    for period in periods(plan):
        days = {"start": short(period.start), "cutoff": short(period.cutoff)}
        due, name = short(period.due), label(period, voice)
        lines.append(voice.say("plan.show.period", name=name, due=due, **days))
    return "\n".join((*lines, *_promises(plan, voice))) + "\n"


def _promises(plan: Plan, voice: Voice) -> Iterator[str]:
    for commitment in plan.commitments:
        yield from ("", f"{commitment.id}  {one_line(commitment.name)}")
        yield from _weight(commitment.weight, voice)
        for indicator in commitment.indicators:
            yield from _indicator(plan, indicator, voice)
    if plan.indicators:
        yield from ("", voice.say("plan.show.indicators"))
    for indicator in plan.indicators:
        yield from _indicator(plan, indicator, voice)
    yield from _tables(plan, voice)
    if plan.tasks:
        yield from ("", voice.say("plan.show.tasks"))
    for task in plan.tasks:
        due = task_due_text(task, voice) or voice.say("plan.show.no_due")
        due = voice.say("task.status.recurring") if task.standing else due
        count = () if task.count is None else (value_words(task.count, voice),)
        notes = "; ".join((_unit_names(plan, task.doers), due, *count))
        yield f"  {task.id}  {one_line(task.name)} ({notes})"
    yield from _scorecard(plan, voice)


def _scorecard(plan: Plan, voice: Voice) -> Iterator[str]:
    """Each criterion with its standard points, how it is scored, who answers for it."""
    if plan.scorecard:
        yield from ("", voice.say("plan.show.scorecard"))
    for row in plan.scorecard:
        name, points = one_line(row.name), value_words(row.points, voice)
        way = next(iter(row.ways), "heading")
        about = row.scored_by or row.each_done or ""
        owner = _unit_names(plan, (row.owner,)) if row.owner else ""
        scores = value_words(row.scores, voice) if row.scores else ""
        parts = (voice.say(f"plan.show.way.{way}", about=about), scores, owner)
        yield f"  {row.id}  {name}: {points} ({'; '.join(filter(None, parts))})"


def _tables(plan: Plan, voice: Voice) -> Iterator[str]:
    """Each table with its columns by group, its rows, who fills it in."""
    if plan.tables:
        yield from ("", voice.say("plan.show.tables"))
    for table in plan.tables:
        yield f"  {table.id}  {one_line(table.name)}"
        for kind in ColumnKind:
            columns = [column for group, column in table.columns if group is kind]
            named = (f"{one_line(table.name_of(c))} ({c})" for c in columns)
            group = voice.say(f"table.group.{kind}")
            yield voice.say("plan.show.group", name=group, text=", ".join(named))
        if table.row_ids:
            areas = {area.id: area.name for area in plan.areas}
            names = (table.name_of(row, areas) for row in table.row_ids)
            rows = ", ".join(map(one_line, names))
            yield voice.say("plan.show.rows", text=rows)
        reporters = _unit_names(plan, table.reporters)
        yield voice.say("plan.show.reporters", text=reporters)


def _indicator(plan: Plan, indicator: Indicator, voice: Voice) -> Iterator[str]:
    goal = voice.say("plan.show.statistic")
    if indicator.target is not None:
        goal = promised_level(indicator, voice)
    yield f"  {indicator.id}  {one_line(indicator.name)}: {goal}"
    for name in ("amount", "baseline", "previous_year"):
        if figure := getattr(indicator, name):
            text = value_words(figure, voice)
            yield voice.say(f"plan.show.{name}", text=text)
    if indicator.parts:
        yield voice.say("plan.show.parts", text=value_words(indicator.parts, voice))
    yield from _weight(indicator.weight, voice)
    if indicator.trajectory is not None:
        path = trajectory_words(indicator.trajectory, voice)
        yield voice.say("plan.show.trajectory", text=path)
    reporters = _unit_names(plan, indicator.reporters)
    yield voice.say("plan.show.reporters", text=reporters)
    if indicator.allot:
        shares = {plan.unit_name(key): at for key, at in indicator.allot.items()}
        yield voice.say("plan.show.allot", text=value_words(shares, voice))


def _weight(weight: Decimal | None, voice: Voice) -> Iterator[str]:
    if weight is not None:
        yield voice.say("plan.show.weight", text=vietnamese(weight))


def _unit_names(plan: Plan, ids: tuple[str, ...]) -> str:
    units = [plan.unit(key) for key in ids]
    return ", ".join(one_line(unit.name) for unit in units if unit is not None)


def history_text(steps: Sequence[VersionChanges], voice: Voice) -> str:
    """A line for each version, its changes beneath."""
    lines: list[str] = []
    for step in steps:
        version, day = step.version, short(step.version.recorded_on)
        if version.number == 1:
            lines.append(voice.say("amendment.history.first", day=day))
        else:
            headline = voice.say(
                "amendment.history.later",
                n=len(step.changes),
                number=version.number,
                period=label(step.source.effective, voice),
                paper=paper_words(version.decision, voice),
                day=day,
                reason=one_line(version.reason or "–"),
            )
            lines.append(headline)
        lines += [f"  {change_words(change, voice)}" for change in step.changes]
    return "\n".join(lines) + "\n"


class VersionJson(JsonDocument):
    """One version of the plan."""

    version: int = key("Its number, from 1.", "version.number")
    effective: str = key("Id of its first period.", "source.effective.id")
    decision: PaperJson = key("The decision that it rests on.", "version.decision")
    reason: str | None = key("Why.", "version.reason")
    recorded_on: Day = key("When it was applied.", "version.recorded_on")
    changes: list[str] = key(
        "What it changed, in sentences.",
        join=lambda step, given: [
            change_words(change, given["voice"]) for change in step.changes
        ],
    )


class HistoryJson(
    JsonDocument, schema="cchc.plan-history/1", verbs=("plan show --history",)
):
    """The versions of a plan."""

    versions: list[VersionJson] = key(
        "Each version, the first first.", lambda versions: versions
    )
