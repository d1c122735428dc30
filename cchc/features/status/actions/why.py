"""`cchc why`: the reason of any figure, count or verdict."""

from datetime import date
from pathlib import Path

from cchc.app.name_lookup import find_by_name, indicator_names, task_names, unit_names
from cchc.app.which_plan import in_force, period_in_question, plan_in_question
from cchc.core.facts.report import Facts, Revision, Typed
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan, PlanVersion
from cchc.core.verdict.cells import Cells
from cchc.core.verdict.indicator import IndicatorView, indicator_view
from cchc.core.verdict.status import (
    StatusView,
    every_indicator,
    period_inputs,
    status_view_of,
)
from cchc.core.verdict.statuses import Status, TaskStatus
from cchc.core.why.answer import Topic, TopicKind, WhyGround, explain
from cchc.core.why.explanation import Explanation
from cchc.core.why.obstacle import counts_of, obstacle_key
from cchc.store.ledger import open_ledger
from cchc.store.reports import facts, revisions
from cchc.text.problem import Blank, Place, Problem, ProblemCode, require
from cchc.text.record import Record, replace

FAMILIES = ("commitments", "indicators", "tasks", "reports", "obstacles")


class Why(Record):
    """The answer: the tree of reasons, and the exact figures and cells behind it.

    `indicators` are those that the thing asked about rests on.
    """

    asked: Topic
    plan: Plan
    version: PlanVersion
    period: Period
    as_of: date
    reason: Explanation
    indicators: tuple[IndicatorView, ...]
    revisions: tuple[Revision, ...]
    facts: Facts


def why(db: Path, what: str, period: str | None, *, as_of: date) -> Why:
    """Why something stands as it does in a period, as of a day."""
    with open_ledger(db) as ledger:
        versions = require(plan_in_question(ledger, period, as_of))
        asked_period = require(period_in_question(versions, period, as_of))
        version = in_force(versions, asked_period, as_of)
        known = facts(ledger, version.plan.id, as_of)
        past = revisions(ledger, version.plan.id, as_of=as_of)
    inputs = period_inputs(versions, asked_period, known)
    view = status_view_of(versions, inputs)
    plan, cells = inputs.listed.plan, inputs.cells
    asked = require(thing_asked(what, plan, view))
    judging = replace(inputs.version, plan=plan)
    ground = WhyGround(judging, view, inputs.facts, cells, past)
    keys = _rests_on(asked, plan)
    return Why(
        asked=asked,
        plan=plan,
        version=version,
        period=view.period,
        as_of=as_of,
        reason=explain(asked, ground),
        indicators=tuple(_view(key, cells[key], plan, view) for key in keys),
        revisions=tuple(each for each in past if each.cell[0] in keys),
        facts=inputs.facts,
    )


def _view(key: str, cells: Cells, plan: Plan, view: StatusView) -> IndicatorView:
    """The line as it was judged; one that was withdrawn with the figures it had."""
    seen = next(row for row in every_indicator(view) if row.indicator.id == key)
    if seen.verdict.status is Status.VOID:
        return indicator_view(cells, plan, view.period)
    return seen


def _rests_on(asked: Topic, plan: Plan) -> tuple[str, ...]:
    """Indicator ids behind the thing asked about."""
    if asked.kind is TopicKind.INDICATOR:
        return (asked.id,)
    signed = (each for each in plan.commitments if each.id == asked.id)
    if asked.kind is TopicKind.COMMITMENT:
        return tuple(one.id for each in signed for one in each.indicators)
    return ()


def thing_asked(what: str, plan: Plan, view: StatusView) -> Topic | Problem:
    """What a word names: a count by its name, else a thing of the plan.

    Commitments come before indicators of the same id, since their reason holds the
    indicator's; then tasks, then units.
    """
    if what.partition(".")[0] in FAMILIES and "." in what:
        return _count_asked(what, view)
    kinds = (
        (TopicKind.COMMITMENT, {each.id: (each.name,) for each in plan.commitments}),
        (TopicKind.INDICATOR, indicator_names(plan)),
        (TopicKind.TASK, task_names(plan)),
        (TopicKind.UNIT, unit_names(plan)),
    )
    for kind, among in kinds:
        if what in among:
            return Topic(kind, what)
    typed = Typed(what, Place(argument=what))
    known: list[str] = []
    for kind, among in kinds:
        found = find_by_name(typed, among, ProblemCode.WHY_UNKNOWN)
        if isinstance(found, str):
            return Topic(kind, found)
        known += [*among, *(name for names in among.values() for name in names)]
    blanks: dict[str, Blank] = {"text": what, "known": tuple(known)}
    return Problem(ProblemCode.WHY_UNKNOWN, typed.place, blanks)


def _count_asked(what: str, view: StatusView) -> Topic | Problem:
    if what in {obstacle_key(e) for e in (*view.obstacles, *view.settled)}:
        return Topic(TopicKind.OBSTACLE, what)
    counts = counts_of(view)
    if what in counts or _is_empty_count(what):
        return Topic(TopicKind.COUNT, what)
    blanks: dict[str, Blank] = {"text": what, "known": tuple(sorted(counts))}
    return Problem(ProblemCode.WHY_UNKNOWN, Place(argument=what), blanks)


def _is_empty_count(what: str) -> bool:
    """Whether it is a status that nothing has just now: its count is 0."""
    family, _, name = what.partition(".")
    if family == "obstacles":
        return name in {"open", "unanswered"}
    if family in {"commitments", "indicators"}:
        return name in set(Status)
    return family == "tasks" and name in set(TaskStatus)
