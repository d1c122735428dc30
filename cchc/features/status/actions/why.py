"""`cchc why`: the reason of any figure, count or verdict."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from cchc.app.name_lookup import find_by_name, indicator_names, task_names, unit_names
from cchc.app.which_plan import in_force, period_in_question, plan_in_question
from cchc.core.facts.report import Revision
from cchc.core.facts.typed import TypedText
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan, PlanVersion
from cchc.core.verdict.indicator import IndicatorView, indicator_view
from cchc.core.verdict.judging import period_inputs
from cchc.core.verdict.status import StatusView
from cchc.core.verdict.statuses import Status, TaskStatus
from cchc.core.why.answer import JudgedPeriod, Topic, TopicKind, WhyGround, explain
from cchc.core.why.explanation import Explanation
from cchc.core.why.report import counts_of, obstacle_key
from cchc.store.facts import facts_when_asked, revisions
from cchc.store.ledger import Ledger, open_ledger, read_transaction
from cchc.text.problem import Place, Problem, ProblemCode, Refusal, refuse, require
from cchc.text.record import Record, replace

if TYPE_CHECKING:
    from cchc.core.verdict.score_sheet import ScoreSheet


SCORES = "scores"
"""`scores.1.2` is criterion 1.2, where a task has that id too."""
FAMILIES = ("commitments", "indicators", "tasks", "reports", "obstacles")
EMPTY_COUNTS = {
    "commitments": frozenset(map(str, Status)),
    "indicators": frozenset(map(str, Status)),
    "tasks": frozenset(map(str, TaskStatus)),
    "obstacles": frozenset({"open", "unanswered"}),
}
"""Names of counts that exist even where they are 0, by family."""


class Why(Record):
    """The answer: the tree of reasons, and the exact figures and cells behind it.

    `indicators` are those that the thing asked about rests on; `others` what else goes
    by the same word.
    """

    asked: Topic
    plan: Plan
    version: PlanVersion
    period: Period
    as_of: date
    reason: Explanation
    indicators: tuple[IndicatorView, ...]
    revisions: tuple[Revision, ...]
    others: tuple[Topic, ...] = ()


def why(db: Path, what: str, period: str | None, *, as_of: date) -> Why:
    """Why something stands as it does in a period, as of a day."""
    with open_answers(db, period, as_of) as answer:
        return answer(what)


@contextmanager
def open_answers(
    db: Path, period: str | None, as_of: date
) -> Iterator[Callable[[str], Why]]:
    """What answers each question about a period as of a day, from one reading."""
    with open_ledger(db) as ledger, read_transaction(ledger):
        versions = require(plan_in_question(ledger, period, as_of))
        period_asked = require(period_in_question(versions, period, as_of))
        version = in_force(versions, period_asked, as_of)
        known = facts_when_asked(ledger, version.plan.id, as_of)
        inputs = period_inputs(versions, period_asked, known)
        yield partial(_answer, ledger, JudgedPeriod(versions, inputs))


def _answer(ledger: Ledger, judged: JudgedPeriod, what: str) -> Why:
    inputs = judged.inputs
    plan, as_of = inputs.listed.plan, inputs.facts.as_of
    topic, *others = find_topics(what, judged)
    sheet = _sheet(ledger, judged, topic)
    judging = replace(inputs.version, plan=plan)
    keys = [topic.id] if topic.kind is TopicKind.INDICATOR else []
    if topic.kind is TopicKind.COMMITMENT:
        signed = (c for c in plan.commitments if c.id == topic.id)
        keys = [line.id for commitment in signed for line in commitment.indicators]
    of_keys = (
        revisions(ledger, inputs.version.plan.id, indicator=key, as_of=as_of)
        for key in dict.fromkeys(keys)
    )
    past = tuple(sorted(chain.from_iterable(of_keys), key=attrgetter("id")))
    lines = [judged.line(key) for key in keys]
    return Why(
        asked=topic,
        plan=plan,
        version=inputs.version,
        period=inputs.period,
        as_of=as_of,
        reason=explain(topic, WhyGround(judging, judged, past, sheet)),
        indicators=tuple(
            # a line that was withdrawn is told with the figures it had
            indicator_view(inputs.cells[line.indicator.id], plan, inputs.period)
            if line.verdict.status is Status.VOID
            else line
            for line in lines
        ),
        revisions=past,
        others=tuple(own for own in others if own.id not in keys),
    )


def _sheet(ledger: Ledger, judged: JudgedPeriod, topic: Topic) -> "ScoreSheet | None":
    """The score sheet, where a criterion or what one is scored by is asked about."""
    plan = judged.inputs.version.plan
    scored = {key for row in plan.scorecard for key in (row.scored_by, row.each_done)}
    scored |= {line.id for line in plan.declared_indicators if line.weight is not None}
    if topic.kind is not TopicKind.CRITERION and topic.id not in scored:
        return None
    from cchc.core.verdict.score_sheet import score_sheet  # noqa: PLC0415
    from cchc.store.registers import scores_of  # noqa: PLC0415

    view = judged.view
    return score_sheet(plan, view, scores_of(ledger, plan.id, view.as_of))


def find_topics(what: str, judged: JudgedPeriod) -> list[Topic]:
    """What a word names: a count by its name, else things of the plan, nearest first.

    An id goes before a name. Commitments come before indicators of the same id, since
    their reason holds the indicator's; then tasks, units, criteria. Refuses what is
    none of them (P506), and a part of several names.
    """
    family, dot, name = what.partition(".")
    if family in FAMILIES and dot:
        return [_find_count(what, family, name, judged.view)]
    plan = judged.inputs.listed.plan
    criteria = {row.id: (row.name,) for row in plan.scorecard}
    if family == SCORES and name in criteria:
        return [Topic(TopicKind.CRITERION, name)]
    kinds = {
        TopicKind.COMMITMENT: {e.id: (e.name,) for e in plan.commitments},
        TopicKind.INDICATOR: indicator_names(plan),
        TopicKind.TASK: task_names(plan),
        TopicKind.UNIT: unit_names(plan),
        TopicKind.CRITERION: criteria,
    }
    typed = TypedText(what, Place(argument=what))
    exact = [kind for kind, among in kinds.items() if what in among]
    found = {
        kind: find_by_name(typed, kinds[kind], ProblemCode.WHY_UNKNOWN)
        for kind in exact or kinds
    }
    topics = [
        Topic(kind, key, kinds[kind][key][0])
        for kind, key in found.items()
        if isinstance(key, str)
    ]
    if topics:
        return topics
    several = ProblemCode.NAME_OF_SEVERAL
    for problem in found.values():
        if isinstance(problem, Problem) and problem.code is several:
            raise Refusal((problem,))
    known = chain(*((*among, *chain(*among.values())) for among in kinds.values()))
    return refuse(ProblemCode.WHY_UNKNOWN, typed.place, text=what, known=tuple(known))


def _find_count(what: str, family: str, name: str, view: StatusView) -> Topic:
    """An obstacle or a count; a status that nothing has just now counts 0."""
    if what in {obstacle_key(e) for e in (*view.obstacles, *view.settled)}:
        return Topic(TopicKind.OBSTACLE, what)
    counts = counts_of(view)
    if what in counts or name in EMPTY_COUNTS.get(family, ()):
        return Topic(TopicKind.COUNT, what)
    known, place = tuple(sorted(counts)), Place(argument=what)
    return refuse(ProblemCode.WHY_UNKNOWN, place, text=what, known=known)
