"""A unit's own report: its part of the plan, its tasks, its words.

It speaks as the unit and of it alone (DOCUMENTS 1.10): its own share and never the row
of the whole in its place, its own tasks, its own missing evidence. Where the unit has
said nothing, dots are left for its pen. The form is that of the authority's report.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from cchc.core.cascade.cascade import is_limit
from cchc.core.cascade.unit_plan import LineRole, role_in
from cchc.core.facts.acts import NO_RECORD
from cchc.core.plan.measure import RatioOf
from cchc.core.plan.plan import ChildIndicator, Plan
from cchc.core.plan.unit import Unit
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.share import UnitShare, carriers
from cchc.core.verdict.status import StatusView, every_indicator, with_parts
from cchc.core.verdict.statuses import Status
from cchc.core.verdict.task import TaskView
from cchc.features.papers.show.memo import ALONE, PaperSurroundings, table_numbers
from cchc.features.papers.show.stock_tables import is_column, stock_tables
from cchc.features.papers.show.tables import letter, plain_rows, roman, task_rows
from cchc.paper.manuscript import Plain
from cchc.phrases.figure_phrases import (
    actual_words,
    fraction_words,
    in_one_row,
    in_period_words,
    part_label,
    previous_words,
    target_words,
    value_words,
)
from cchc.phrases.grammar import result_words
from cchc.phrases.indicator_sentences import indicator_sentence, quality_sentences
from cchc.phrases.notes import narratives
from cchc.phrases.obstacles import (
    answer_due_words,
    asked_words,
    obstacle_rows,
    raised_words,
)
from cchc.phrases.paper_head import collector_name, paper_head, unit_blanks, unit_head
from cchc.phrases.share_phrases import (
    BLANK,
    beside_target,
    is_unsaid,
    own_share_sentence,
    share_row,
)
from cchc.phrases.task_phrases import plan_labels, task_counts, task_sentence
from cchc.phrases.unit_texts import join_sentence
from cchc.phrases.writer import Writer
from cchc.text.record import Record, replace
from cchc.text.sanitize import one_line
from cchc.words.bodies import whole_name
from cchc.words.prose import NOTHING
from cchc.words.translator import Voice

SYMBOL = "unit-report"
"""The plan's key for the symbol of reports of units."""

APPENDICES = ("figures", "tasks", "obstacles")
"""The tables of the report in their order; those of stocks stand under `figures`."""


def unit_report_content(
    view: StatusView,
    plan: Plan,
    unit: Unit,
    voice: Voice,
    around: PaperSurroundings = ALONE,
    *,
    with_assisted: bool = False,
) -> dict[str, Plain]:
    """What the template may print of a view that is narrowed to the unit.

    `with_assisted`: also the tasks with which it only assists.
    """
    writer = Writer(_told_of(view, unit, with_assisted=with_assisted), plan, voice)
    digest, tables = writer.digest, _tables(unit, writer)
    parts = (_own_part(view, unit) for view in every_indicator(writer.view))
    return {
        "notice": around.notice_line,
        "authority": unit_head(unit, plan, voice, "report", SYMBOL),
        **_unit_and_above(unit, writer),
        **paper_head(writer, around.paper, SYMBOL),
        "basis": quality_sentences({part.quality for part in parts if part}, writer),
        "reporting": _reporting(writer),
        "task_counts": task_counts(writer.view.tasks, writer),
        "tasks": _tasks(unit, writer),
        "commitments": _commitments(unit, writer),
        "indicators": _figures(writer.view.indicators, unit, writer),
        "leads": _led_figures(unit, writer),
        "overdue": [_task(task, unit, writer) for task in digest.oldest_overdue],
        "due": [_task(task, unit, writer) for task in digest.next_tasks],
        "settle": _to_settle(unit, writer),
        "proposals": _own_proposals(unit, writer),
        "words": narratives(writer),
        "unproven": _unproven(writer),
        "tables": tables,
        "annex": _annex(tables),
        "appendices": _earlier_names(tables, writer),
    }


def _told_of(view: StatusView, unit: Unit, *, with_assisted: bool) -> StatusView:
    """The view with the tasks that the unit itself leads or does, unless more is asked.

    What it did without a document is its own alone.
    """
    tasks = tuple(
        task
        for task in view.tasks
        if with_assisted or unit.id in {*task.task.doers, task.task.lead}
    )
    unproven = tuple(result for result in view.unproven if result.unit == unit.id)
    return replace(view, tasks=tasks, unproven=unproven)


def _unit_and_above(unit: Unit, writer: Writer) -> dict[str, Plain]:
    """Who speaks; to whom, and through which unit, where another one consolidates."""
    plan = writer.plan
    return {
        "unit": {
            **unit_blanks(unit, plan, writer.voice),
            "kind": one_line(unit.kind),
        },
        "above": {
            "name": one_line(plan.authority.name),
            "through": collector_name(unit, plan),
        },
    }


def _reporting(writer: Writer) -> list[str]:
    """How often it reported in time over the year."""
    records = writer.view.records
    counted = (records.get(row.unit.id, NO_RECORD) for row in writer.view.units)
    return [
        writer.say("unit.paper.record", on_time=record.on_time, of=record.of)
        for record in counted
        if record.of
    ]


def _task(view: TaskView, unit: Unit, writer: Writer) -> str:
    """A task in the unit's own paper, which names neither itself nor the others."""
    task = view.task
    if unit.id not in task.doers:
        return task_sentence(view, writer)
    return task_sentence(replace(view, task=replace(task, lead=None, each=())), writer)


def _task_line(view: TaskView, unit: Unit, writer: Writer) -> dict[str, Plain]:
    """The sentence of a task, with its line of the plan above."""
    return {"above": view.task.id, "text": _task(view, unit, writer)}


def _tasks(unit: Unit, writer: Writer) -> list[Plain]:
    """Each task of the unit in one sentence."""
    return [
        {"label": letter(number, writer.voice), **_task_line(view, unit, writer)}
        for number, view in enumerate(writer.view.tasks, start=1)
    ]


def _commitments(unit: Unit, writer: Writer) -> list[Plain]:
    """The commitments that the unit has a part in, with its part alone."""
    entries: list[Plain] = []
    for view in writer.view.commitments:
        lines = _figures(view.indicators, unit, writer)
        if lines := [*lines, *(_task_line(task, unit, writer) for task in view.tasks)]:
            entry: dict[str, Plain] = {
                "label": letter(len(entries) + 1, writer.voice),
                "name": one_line(view.commitment.name),
                "above": view.commitment.id,
                "indicators": lines,
            }
            entries.append(entry)
    return entries


def _figures(views: Iterable[IndicatorView], unit: Unit, writer: Writer) -> list[Plain]:
    """Sentences of the unit's figures that were promised, each with its line above."""
    return [
        {"above": view.indicator.id, "text": text}
        for view in with_parts(views)
        if view.verdict.status is not Status.STATISTIC
        and (text := _unit_sentence(view, unit, writer))
    ]


def _led_figures(unit: Unit, writer: Writer) -> list[str]:
    """What it answers for and others do, told as the figure of them all, unjudged."""
    whole = whole_name(writer.plan, writer.voice)
    whole = whole[:1].lower() + whole[1:]
    lines = []
    for view in every_indicator(writer.view):
        is_known = (
            view.verdict.status is not Status.STATISTIC and view.actual is not None
        )
        is_led = view.indicator.lead == unit.id and _own_part(view, unit) is None
        if is_led and is_known:
            name, figure = (
                one_line(view.indicator.name),
                result_words(view, writer.voice),
            )
            blanks = {"name": name, "whole": whole, "figure": figure}
            lines.append(writer.say("unit.paper.led", **blanks))
    return lines


def _own_part(view: IndicatorView, unit: Unit) -> UnitShare | IndicatorView | None:
    """The unit's share; the whole where it alone carries it; None: it has no part."""
    share = next((share for share in view.shares if share.unit == unit.id), None)
    return view if share is None and carriers(view.indicator) == {unit.id} else share


def _unit_sentence(view: IndicatorView, unit: Unit, writer: Writer) -> str:
    """What the unit did of an indicator; empty where it has no part in it."""
    part = _own_part(view, unit)
    if part is None:
        return ""
    if is_unsaid(part):
        name = one_line(view.indicator.name)
        return writer.say("memo.indicator", name=name, said=BLANK)
    if isinstance(part, IndicatorView):
        return indicator_sentence(view, writer)
    return own_share_sentence(view, part, writer.voice)


def _unproven(writer: Writer) -> list[str]:
    """Its results of the period without document or evidence, one line a promise."""
    items: dict[str, list[str]] = {}
    for result in writer.view.unproven:
        names = items.setdefault(result.about, [])
        names += [one_line(result.name)] if result.name else []
    labels = plan_labels(writer.plan)
    return [
        ": ".join(filter(None, (labels.get(about, about), "; ".join(names))))
        for about, names in items.items()
    ]


def _own_proposals(unit: Unit, writer: Writer) -> list[str]:
    """What the unit itself raises and proposes, of all that is still open.

    Its proposals are its own alone; what was given or directed to it is its work.
    """
    return [
        join_sentence((one_line(view.obstacle.text), *asked_words(view, writer)))
        for view in writer.digest.open_obstacles
        if view.obstacle.unit == unit.id
    ]


def _to_settle(unit: Unit, writer: Writer) -> list[str]:
    """What others raised and nobody has answered, given or directed to the unit.

    With what is proposed, and by what day it is to be answered.
    """
    lines = []
    for view in writer.digest.unanswered:
        obstacle, given = view.obstacle, view.assigned
        solver = (given.unit if given else None) or obstacle.to  # who was given it wins
        if unit.id == solver != obstacle.unit:
            parts = [raised_words(view, writer)]
            if proposal := one_line(obstacle.proposal or ""):
                parts.append(writer.say("memo.obstacle.proposal", text=proposal))
            if given is not None and given.due:
                due = answer_due_words(view)
                parts.append(writer.say("unit.paper.settle.due", day=due))
            lines.append(join_sentence(parts))
    return lines


class UnitFigureRow(Record):
    """A row of a unit's appendix: its own part of a line of the plan above."""

    no: str
    indicator: str
    unit: str
    allotted: str
    in_period: str
    to_date: str
    rate: str
    percent: str
    left: str
    previous: str
    above: str


def _tables(unit: Unit, writer: Writer) -> dict[str, Plain]:
    """Figures with their parts, tasks, obstacles: of the unit alone."""
    views = [view for view in every_indicator(writer.view) if not is_column(view)]
    figures, number = [], 0
    for view in with_parts(views):
        if (part := _own_part(view, unit)) is not None:
            number += not isinstance(view.indicator, ChildIndicator)
            figures.append(_figure_row(number, view, part, writer))
    return {
        "figures": plain_rows(figures),
        "stocks": stock_tables(writer, unit.id),
        "tasks": plain_rows(task_rows(writer, folds_idle=True)),
        "obstacles": plain_rows(obstacle_rows(writer)),
    }


def _annex(tables: Mapping[str, Plain]) -> dict[str, Plain] | None:
    """The appendix of all tables, which are numbered in it; None where there is none.

    `only` is its one table, where it has no other.
    """
    numbers, present = table_numbers(APPENDICES, tables)
    if not present:
        return None
    figures = cast("Sequence[Mapping[str, Plain]]", tables["figures"])
    return {
        "only": present[0] if len(present) == 1 else "",
        "numbers": numbers,
        "has_previous": any(row["previous"] != NOTHING for row in figures),
    }


def _earlier_names(tables: dict[str, Plain], writer: Writer) -> dict[str, Plain]:
    """`Phụ lục II` of each table as an appendix of its own; one alone has no number.

    Copies of templates of earlier editions print them so.
    """
    name, filled = writer.say("paper.appendix"), [k for k in APPENDICES if tables[k]]
    if len(filled) < 2:
        return dict.fromkeys(filled, name)
    return {key: f"{name} {roman(n)}" for n, key in enumerate(filled, start=1)}


def _figure_row(
    number: int, view: IndicatorView, part: UnitShare | IndicatorView, writer: Writer
) -> UnitFigureRow:
    """A figure of the unit in the columns of the appendix."""
    indicator, voice = view.indicator, writer.voice
    name, is_part = part_label(indicator), isinstance(indicator, ChildIndicator)
    if isinstance(part, UnitShare):
        cells = share_row("", indicator, part, voice)
        allotted, now, done = cells.allotted, cells.in_period, cells.to_date
        left, values = cells.left, (part.in_period, part.to_date)
        previous = value_words(indicator, part.previous)
        if part.allotted and is_limit(indicator) and indicator.target is not None:
            allotted = f"{indicator.target.sign} {allotted}".strip()
        # a rate is not shared but repeated: each unit is held to the whole of it
        is_repeated = role_in(indicator, part.unit) is LineRole.SAME
        if allotted == NOTHING and is_repeated and indicator.of is not RatioOf.PLAN:
            allotted = target_words(view, voice)
    else:
        allotted, left = target_words(view, voice), NOTHING
        now, done = in_period_words(view), actual_words(view, voice)
        previous = previous_words(view, voice)
        values = (view.in_period, view.actual)
    if is_unsaid(part):
        now = done = BLANK
    allotted, now, done = in_one_row((allotted, now, done), (None, *values))
    return UnitFigureRow(
        no="" if is_part else str(number),
        indicator=f"– {name}" if is_part else name,
        unit=one_line(indicator.unit) or NOTHING,
        allotted=allotted,
        in_period=now,
        to_date=done,
        rate=fraction_words(part.numerator, part.denominator) or NOTHING,
        percent=beside_target(view, part, voice) or NOTHING,
        left=left,
        previous=previous,
        above=indicator.id,
    )
