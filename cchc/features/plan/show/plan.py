"""A plan as an official reads it on a screen, and the history of its versions."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from cchc.core.plan.calendar import periods
from cchc.core.plan.changes import VersionChanges
from cchc.core.plan.plan import Indicator, Plan, PlanVersion
from cchc.core.plan.stock_table import ColumnKind
from cchc.features.plan.show.changes import change_words
from cchc.phrases.documents import PaperJson
from cchc.phrases.promise_words import promised_level
from cchc.screen.document import Day, JsonDocument, key
from cchc.text.day import short
from cchc.text.number_format import vietnamese
from cchc.text.sanitize import one_line
from cchc.words.paper import paper_words
from cchc.words.period import label, task_due_text
from cchc.words.target_words import trajectory_words, value_words
from cchc.words.translator import Voice


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
