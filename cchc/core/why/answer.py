"""Why anything that status or a memo prints is so (cchc.why/1)."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from cchc.core.facts.amendment import Versions
from cchc.core.facts.report import Facts, Revision, TaskNote
from cchc.core.plan.plan import Plan, PlanVersion
from cchc.core.verdict.board import PastBoards, line_views
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.judging import PeriodInputs
from cchc.core.verdict.status import (
    CommitmentView,
    StatusView,
    commitment_view,
    lines_as_first_promised,
    status_view_of,
)
from cchc.core.verdict.statuses import TaskStatus
from cchc.core.verdict.task import TaskView
from cchc.core.why.explanation import Explanation, explanation, paper_text, unit_reasons
from cchc.core.why.indicator import (
    why_by_original,
    why_each,
    why_indicator,
    why_withdrawn,
)
from cchc.core.why.report import counts_of, obstacle_key, why_obstacle, why_unit
from cchc.text.closed_list import StrEnum
from cchc.text.record import Record, replace

if TYPE_CHECKING:
    from cchc.core.verdict.score_sheet import ScoreSheet


class TopicKind(StrEnum):
    """What can be asked about."""

    INDICATOR = "indicator"
    COMMITMENT = "commitment"
    TASK = "task"
    UNIT = "unit"
    COUNT = "count"
    OBSTACLE = "obstacle"
    CRITERION = "criterion"


SCORED = frozenset({TopicKind.INDICATOR, TopicKind.TASK, TopicKind.COMMITMENT})
"""What a criterion may be scored by."""


class Topic(Record):
    """One thing asked about: `ck-6`, `1.4`, `p2`, `reports.on_time`, `obstacles.3`."""

    kind: TopicKind
    id: str
    name: str = ""


class JudgedPeriod:
    """A period of which only what is asked about is judged: `view` is all of it."""

    def __init__(self, versions: Versions, inputs: PeriodInputs) -> None:
        self.versions, self.inputs = versions, inputs
        self._lines: dict[str, IndicatorView] = {}

    @cached_property
    def view(self) -> StatusView:
        return status_view_of(self.versions, self.inputs, with_years=True)

    def line(self, key: str) -> IndicatorView:
        """The line as `view` has it, judged with its parts and without the others."""
        if key not in self._lines:
            inputs, plan = self.inputs, self.inputs.listed.plan
            parts = (
                part.id
                for line in plan.declared_indicators
                if line.id == key
                for part in line.child_indicators
            )
            cells = {own: inputs.cells[own] for own in (key, *parts)}
            boards = PastBoards(self.versions, replace(inputs, cells=cells))
            self._lines |= line_views(boards, with_years=True)
        return self._lines[key]

    def first_promised_line(self, key: str) -> IndicatorView | None:
        """The second line of the year, where the first version promised otherwise."""
        inputs, line = self.inputs, {key: self.inputs.cells[key]}
        plan, period = inputs.version.plan, inputs.period
        return lines_as_first_promised(self.versions, plan, period, line).get(key)

    def commitment(self, key: str) -> CommitmentView:
        """The commitment as `view` has it; one without indicators needs its tasks."""
        own = next(e for e in self.inputs.listed.plan.commitments if e.id == key)
        if not own.indicators:
            return next(e for e in self.view.commitments if e.commitment.id == key)
        lines = {line.id: self.line(line.id) for line in own.indicators}
        return commitment_view(own, lines)


class WhyGround(Record):
    """What an answer stands on, all as of one day; `sheet` where anything is scored."""

    version: PlanVersion
    judged: JudgedPeriod
    revisions: tuple[Revision, ...]
    sheet: "ScoreSheet | None" = None

    @property
    def plan(self) -> Plan:
        return self.version.plan

    @property
    def facts(self) -> Facts:
        return self.judged.inputs.facts

    @property
    def view(self) -> StatusView:
        return self.judged.view


def explain(topic: Topic, ground: WhyGround) -> Explanation:
    """The reason of one thing, with the version of the plan that judges it.

    Raises:
        StopIteration: the plan has no such thing; a `Topic` comes from what it has.
    """
    reason, version = _reason(topic, ground), ground.version
    fed = _criteria_fed(topic, ground.sheet)
    judged_by = explanation(
        "why.version" if version.number == 1 else "why.amended",
        plan=version.plan.id,
        number=version.number,
        paper=paper_text(version.decision.number, version.decision.date),
        reason=version.reason or None,
        day=ground.facts.as_of,
    )
    return replace(reason, reasons=(*reason.reasons, *fed, judged_by))


def _reason(topic: Topic, ground: WhyGround) -> Explanation:  # noqa: PLR0911  # one for each kind
    key = topic.id
    match topic.kind:
        case TopicKind.CRITERION:
            return _criterion(key, ground)
        case TopicKind.COMMITMENT:
            return _commitment(ground.judged.commitment(key), ground)
        case TopicKind.INDICATOR:
            return _indicator(key, ground)
        case TopicKind.TASK:
            return _task(next(e for e in ground.view.tasks if e.task.id == key), ground)
        case TopicKind.UNIT:
            unit = next(e for e in ground.view.units if e.unit.id == key)
            return why_unit(unit, ground.plan, ground.view, ground.facts)
        case TopicKind.COUNT:
            return _count(key, ground)
        case TopicKind.OBSTACLE:
            view = ground.view
            obstacles = (*view.obstacles, *view.settled)
            obstacle = next(e for e in obstacles if obstacle_key(e) == key)
            raised = (e for e in ground.facts.raised if e.obstacle == obstacle.obstacle)
            return why_obstacle(obstacle, next(raised), view, ground.plan)


def _criteria_fed(topic: Topic, sheet: "ScoreSheet | None") -> Iterable[Explanation]:
    """The criteria that are scored by what is asked about."""
    criteria = [row.criterion for row in sheet.rows] if sheet is not None else []
    sources = {key for row in criteria for key in (row.scored_by, row.each_done)}
    if sheet is None or topic.kind not in SCORED or topic.id not in sources:
        return ()
    from cchc.core.why.criterion import criteria_fed  # noqa: PLC0415

    return criteria_fed(topic.id, sheet)


def _criterion(key: str, ground: WhyGround) -> Explanation:
    """Its points, with the reason of the indicator or task that it is scored by."""
    from cchc.core.why.criterion import why_criterion  # noqa: PLC0415

    if ground.sheet is None:
        raise StopIteration
    row = next(row for row in ground.sheet.rows if row.criterion.id == key)
    line = (_indicator(row.line.indicator.id, ground),) if row.line else ()
    task = (_task(row.task, ground),) if row.task else ()
    return why_criterion(row, ground.sheet, *line, *task)


def _indicator(key: str, ground: WhyGround) -> Explanation:
    revisions: dict[tuple[str, str], tuple[Revision, ...]] = {}
    for revision in ground.revisions:
        indicator, unit, name = revision.cell
        if indicator == key:
            revisions[unit, name] = (*revisions.get((unit, name), ()), revision)
    inputs, view = ground.judged.inputs, ground.judged.line(key)
    cells, period = inputs.cells[key], inputs.period
    if view.each is not None:
        reason = why_each(view, view.each, revisions)
    elif view.judgement is None:
        cell_reasons = unit_reasons(cells, period, revisions)
        decision = inputs.listed.amended[key].decision
        reason = why_withdrawn(view, decision, cell_reasons)
    else:
        reason = why_indicator(
            view, view.judgement, cells, ground.plan, period, revisions
        )
    original = why_by_original(ground.judged.first_promised_line(key))
    # each unit and period of which a figure waits to be confirmed: in no sum yet
    waiting = (
        explanation("why.waiting", name=unit.name, period=own.id)
        for own in inputs.periods[: period.ordinal]
        for unit in ground.plan.units
        if key in ground.facts.drafts.get((unit.id, own.name), ())
    )
    return replace(reason, reasons=(*waiting, *reason.reasons, *original))


def _commitment(view: CommitmentView, ground: WhyGround) -> Explanation:
    """How many of its indicators are met, and the reason of each indicator."""
    commitment = view.commitment
    reasons = [_indicator(line.indicator.id, ground) for line in view.indicators]
    reasons += [_task(task, ground) for task in view.tasks]
    if commitment.text:
        reasons.insert(0, explanation("why.target.text", text=commitment.text))
    return explanation(
        "why.commitment.tasks" if view.tasks else "why.commitment",
        *reasons,
        id=commitment.id,
        name=commitment.name,
        status=view.status,
        met=view.met,
        of=view.of,
    )


def _task(view: TaskView, ground: WhyGround) -> Explanation:
    """By date and by what the units reported of it, period by period."""
    period, task, as_of = ground.view.period, view.task, ground.view.as_of
    waiting = (unit.name for unit in ground.plan.units if unit.id in view.waiting)
    no_day = view.status is TaskStatus.DONE_ON_TIME and view.due is None
    rule = explanation(
        f"why.task.{'done' if no_day else view.status}",
        id=task.id,
        name=task.name,
        status=view.status,
        due=view.due,
        done=view.done,
        judged=as_of if period.is_last else min(as_of, period.cutoff),
        cutoff=period.cutoff,
        count=view.count,
        of=view.of,
        waiting=", ".join(waiting) or None,
    )
    # what each unit reported, period by period, units in plan order
    notes = (
        explanation(
            "why.note" if note.count is None else "why.note.counted",
            unit=unit.name,
            period=own.id,
            state=note.state,
            done=note.done,
            count=note.count,
            of=note.of,
            result=note.result or None,
            document=note.document or None,
        )
        for unit in ground.plan.units
        for own in ground.view.periods[: period.ordinal]
        for note in ground.facts.rows_of(TaskNote, unit.id, own.name)
        if note.task == task.id
    )
    return Explanation(
        "why.task", rule.blanks, (rule, *_decisions(task.id, ground), *notes)
    )


def _decisions(key: str, ground: WhyGround) -> Iterator[Explanation]:
    """What the office decided of a task, with its paper below."""
    for act in ground.facts.task_acts:
        if act.task == key:
            paper = paper_text(act.document.number, act.document.date)
            below = (explanation("why.task.paper", paper=paper),) if paper else ()
            yield explanation(
                f"why.task.act.{act.kind}",
                *below,
                due=act.due,
                until=act.until,
                day=act.recorded_on,
                actor=act.actor,
                why=act.reason,
            )


def _count(name: str, ground: WhyGround) -> Explanation:
    """What a printed number counts: the ids, each to be asked about in turn."""
    plan, view = ground.plan, ground.view
    keys = counts_of(view).get(name, ())
    # where two have one id the later is meant: a commitment before its indicator
    names = {unit.id: unit.name for unit in plan.units}
    names |= {task.id: task.name for task in plan.tasks}
    names |= {indicator.id: indicator.name for indicator in plan.all_indicators}
    names |= {commitment.id: commitment.name for commitment in plan.commitments}
    names |= {obstacle_key(e): e.obstacle.text for e in view.obstacles}
    counted = [explanation("why.counted", id=k, name=names.get(k, "")) for k in keys]
    return explanation("why.count", *counted, count=name, n=len(keys))
