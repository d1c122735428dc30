"""Why anything that status or a memo prints is so (cchc.why/1)."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from cchc.core.facts.report import Facts, Revision, TaskNote
from cchc.core.plan.plan import Plan, PlanVersion
from cchc.core.verdict.cells import Cells
from cchc.core.verdict.status import CommitmentView, StatusView, every_indicator
from cchc.core.verdict.statuses import TaskStatus
from cchc.core.verdict.task import TaskView
from cchc.core.why.cells import Past, paper_text, unit_reasons
from cchc.core.why.explanation import Explanation, Said, or_dash
from cchc.core.why.indicator import why_by_original, why_indicator, why_withdrawn
from cchc.core.why.obstacle import counts_of, obstacle_key, why_obstacle
from cchc.core.why.unit import why_unit
from cchc.text.number_format import day_text
from cchc.text.record import Record


class TopicKind(StrEnum):
    """What can be asked about."""

    INDICATOR = "indicator"
    COMMITMENT = "commitment"
    TASK = "task"
    UNIT = "unit"
    COUNT = "count"
    OBSTACLE = "obstacle"


class Topic(Record):
    """One thing asked about: `ck-6`, `1.4`, `p2`, `reports.on_time`, `obstacles.3`."""

    kind: TopicKind
    id: str


class WhyGround(Record):
    """What an answer stands on, all as of one day."""

    version: PlanVersion
    view: StatusView
    facts: Facts
    cells: Mapping[str, Cells]
    revisions: tuple[Revision, ...]

    @property
    def plan(self) -> Plan:
        return self.version.plan


def explain(asked: Topic, ground: WhyGround) -> Explanation:
    """The reason of one thing, with the version of the plan that judges it.

    Raises:
        StopIteration: the plan has no such thing; `Asked` comes from what it has.
    """
    reason = _reason(asked, ground)
    return Explanation(reason.code, reason.says, (*reason.because, _version(ground)))


def _reason(asked: Topic, ground: WhyGround) -> Explanation:
    view = ground.view
    match asked.kind:
        case TopicKind.COMMITMENT:
            signed = (e for e in view.commitments if e.commitment.id == asked.id)
            return _commitment(next(signed), ground)
        case TopicKind.INDICATOR:
            return _indicator(asked.id, ground)
        case TopicKind.TASK:
            return _task(next(e for e in view.tasks if e.task.id == asked.id), ground)
        case TopicKind.UNIT:
            mine = next(e for e in view.units if e.unit.id == asked.id)
            return why_unit(mine, ground.plan, view, ground.facts)
        case TopicKind.COUNT:
            return _count(asked.id, ground)
        case TopicKind.OBSTACLE:
            known = (*view.obstacles, *view.settled)
            one = next(e for e in known if obstacle_key(e) == asked.id)
            past = (e for e in ground.facts.raised if e.obstacle == one.obstacle)
            return why_obstacle(one, next(past), view, ground.plan)


def _version(ground: WhyGround) -> Explanation:
    """Which plan judges: version, decision, since when."""
    version = ground.version
    says: dict[str, Said] = {
        "plan": version.plan.id,
        "number": version.number,
        "paper": paper_text(version.decision.number, version.decision.date) or "–",
        "reason": or_dash(version.reason),
        "day": day_text(ground.view.as_of),
    }
    return Explanation("why.version" if version.number == 1 else "why.amended", says)


def _past(ground: WhyGround, key: str) -> Past:
    """The revisions of an indicator's cells."""
    found: dict[tuple[str, str], tuple[Revision, ...]] = {}
    for one in ground.revisions:
        indicator, unit, period = one.cell
        if indicator == key:
            found[unit, period] = (*found.get((unit, period), ()), one)
    return found


def _indicator(key: str, ground: WhyGround) -> Explanation:
    past = _past(ground, key)
    cells, period = ground.cells[key], ground.view.period
    seen = next(e for e in every_indicator(ground.view) if e.indicator.id == key)
    if seen.judgement is None:
        reason = why_withdrawn(seen, ground.view, unit_reasons(cells, period, past))
    else:
        reason = why_indicator(seen, seen.judgement, cells, ground.plan, period, past)
    below = (*reason.because, *why_by_original(key, ground.view))
    return Explanation(reason.code, reason.says, below)


def _commitment(view: CommitmentView, ground: WhyGround) -> Explanation:
    """How many of its indicators are met, and the reason of each indicator."""
    says: dict[str, Said] = {
        "id": view.commitment.id,
        "name": view.commitment.name,
        "status": view.status.value,
        "met": view.met,
        "of": view.of,
    }
    below = [_indicator(each.indicator.id, ground) for each in view.indicators]
    if view.commitment.text:
        below.insert(0, Explanation("why.target.text", {"text": view.commitment.text}))
    return Explanation("why.commitment", says, tuple(below))


def _task(view: TaskView, ground: WhyGround) -> Explanation:
    """By date and by what the units said of it, period by period."""
    period, task = ground.view.period, view.task
    judged = ground.view.as_of
    if not period.is_last:
        judged = min(judged, period.cutoff)
    says: dict[str, Said] = {
        "id": task.id,
        "name": task.name,
        "status": view.status.value,
        "due": or_dash(view.due),
        "done": or_dash(view.done),
        "judged": day_text(judged),
        "cutoff": day_text(period.cutoff),
        "count": or_dash(view.count),
        "of": or_dash(view.of),
        "waiting": ", ".join(_unit_names(view.waiting, ground)) or "–",
    }
    rule = Explanation(f"why.task.{_task_rule(view)}", says)
    return Explanation("why.task", says, (rule, *_notes(view, ground)))


def _notes(view: TaskView, ground: WhyGround) -> Iterator[Explanation]:
    """What each unit said, period by period, units in plan order."""
    for unit in ground.plan.units:
        for period in ground.view.periods[: ground.view.period.ordinal]:
            for note in ground.facts.rows_of(TaskNote, unit.id, period.name):
                if note.task == view.task.id:
                    yield _note(note, unit.name, period.id)


def _unit_names(ids: Iterable[str], ground: WhyGround) -> Iterator[str]:
    return (unit.name for unit in ground.plan.units if unit.id in set(ids))


def _task_rule(view: TaskView) -> str:
    """Which sentence tells why the task stands so."""
    if view.status is TaskStatus.DONE_ON_TIME and view.due is None:
        return "done"
    return view.status.value


def _note(note: TaskNote, unit: str, period: str) -> Explanation:
    says: dict[str, Said] = {
        "unit": unit,
        "period": period,
        "state": note.state.value,
        "done": or_dash(note.done),
        "count": or_dash(note.count),
        "of": or_dash(note.of),
        "result": or_dash(note.result),
        "document": or_dash(note.document),
    }
    return Explanation(
        "why.note.counted" if note.count is not None else "why.note", says
    )


def _names(ground: WhyGround) -> dict[str, str]:
    """Every id of the plan with its name; commitments before their indicators."""
    plan = ground.plan
    units = {unit.id: unit.name for unit in plan.units}
    tasks = {task.id: task.name for task in plan.tasks}
    indicators = {one.id: one.name for one in plan.all_indicators}
    return (
        units | tasks | indicators | {each.id: each.name for each in plan.commitments}
    )


def _count(name: str, ground: WhyGround) -> Explanation:
    """What a printed number counts: the ids, each to be asked about in turn."""
    keys = counts_of(ground.view).get(name, ())
    named = _names(ground) | {
        obstacle_key(e): e.obstacle.text for e in ground.view.obstacles
    }
    below = tuple(
        Explanation("why.counted", {"id": key, "name": named.get(key, "")})
        for key in keys
    )
    return Explanation("why.count", {"count": name, "n": len(keys)}, below)
