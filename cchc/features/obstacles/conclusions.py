"""`cchc obstacle assign --from FILE`: conclusions of a meeting, all of them or none.

Obstacles are given to units, tasks get more time or are dropped; every problem of the
file is told at once, each where it was written.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from cchc.app.name_lookup import find_by_name, task_names
from cchc.app.which_plan import plan_and_period
from cchc.core.facts.obstacle import ObstacleStep
from cchc.core.facts.report import Stamp
from cchc.core.facts.task_act import TaskAct, TaskActKind
from cchc.core.facts.typed_paper import paper_line
from cchc.core.plan.calendar import periods, running_period
from cchc.core.plan.date_window import DateRole, deadline_doubts, paper_problem
from cchc.core.plan.plan import Paper
from cchc.core.verdict.task import task_act_problem, task_views
from cchc.features.obstacles.actions import StepRequest, handle_in
from cchc.features.obstacles.show import ConcludedTask, MeetingActs, ObstacleAct
from cchc.sources.conclusions_file import (
    Conclusions,
    ObstacleConclusion,
    TaskConclusion,
    read_conclusions,
)
from cchc.store.facts import facts_when_asked
from cchc.store.ledger import Ledger, open_for_act
from cchc.store.task_acts import put_task_act
from cchc.text.problem import (
    Place,
    Problem,
    ProblemCode,
    Refusal,
    in_order,
    refuse,
    refuse_if_any,
    require,
)
from cchc.text.record import replace
from cchc.words.translator import Voice

DUE_CODES = (ProblemCode.OBSTACLE_DUE_PAST, ProblemCode.DATE_IMPOSSIBLE)


def conclusions_in(content: bytes, name: str) -> Conclusions:
    """What a file decides; one that holds no conclusion at all is refused (P394)."""
    file = read_conclusions(content, name)
    if not (file.problems or file.obstacles or file.tasks):
        refuse(ProblemCode.OBSTACLE_WORDLESS, Place(file=name))
    return file


def conclude(
    db: Path,
    file: Conclusions,
    voice: Voice,
    *,
    stamp: Stamp,
    today: date,
    dry_run: bool,
) -> MeetingActs:
    """Do what a file of conclusions says; what has none is counted.

    Refuses all that is wrong with the file and with what it asks for.
    """
    problems = [*file.problems, *_given_twice(file)]
    obstacles: list[ObstacleAct] = []
    tasks: list[ConcludedTask] = []
    with open_for_act(db, dry_run=dry_run, several=True) as ledger:
        for given in file.obstacles:
            try:
                words = _instruction(given, file.document, voice)
                act = _assign(ledger, given, words, stamp, today)
                obstacles.append(act)
            except Refusal as refusal:
                problems += refusal.problems
        for decided in file.tasks:
            try:
                tasks.append(_decide(ledger, decided, file.document, stamp, today))
            except Refusal as refusal:
                problems += refusal.problems
        refuse_if_any(in_order(problems))
    return MeetingActs(tuple(obstacles), tuple(tasks), file.undecided)


def _given_twice(file: Conclusions) -> Iterator[Problem]:
    """P333 for each obstacle or task that the file decides once more."""
    for words in (
        [given.number for given in file.obstacles],
        [decided.task for decided in file.tasks],
    ):
        for place, word in enumerate(words):
            if any(word.text == other.text for other in words[:place]):
                blanks = {"key": word.text}
                yield Problem(ProblemCode.KEY_TWICE, word.place, blanks)


def _instruction(given: ObstacleConclusion, paper: Paper, voice: Voice) -> str | None:
    """The words with their paper, which the ledger keeps with answers alone."""
    source = paper_line(paper)
    if not (source and given.instruction):
        by_paper = voice.say("obstacle.by_paper", paper=source) if source else None
        return given.instruction or by_paper
    return f"{given.instruction} ({source})"


def _assign(
    ledger: Ledger,
    given: ObstacleConclusion,
    instruction: str | None,
    stamp: Stamp,
    today: date,
) -> ObstacleAct:
    """An obstacle given to a unit; problems stand where the file says it."""
    number = int(given.number.text) if given.number.text.isdecimal() else 0
    steps = (ObstacleStep.ASSIGNED, instruction, given.unit.text, given.due)
    request = StepRequest(number, *steps)
    try:
        done = handle_in(ledger, request, stamp, today, dry_run=False)
        return replace(done, doubts=_located(done.doubts, given.at_due))
    except Refusal as refusal:
        places = {
            **dict.fromkeys(DUE_CODES, given.at_due),
            ProblemCode.OBSTACLE_NONE: given.number.place,
            ProblemCode.OBSTACLE_CLOSED: given.number.place,
            ProblemCode.OBSTACLE_WITHDRAWN: given.number.place,
        }
        located = (
            replace(problem, place=places.get(problem.code, given.unit.place))
            for problem in refusal.problems
        )
        raise Refusal(tuple(located)) from refusal


def _decide(
    ledger: Ledger, decided: TaskConclusion, paper: Paper, stamp: Stamp, today: date
) -> ConcludedTask:
    """More time for a task, or its end, as `cchc task` gives it."""
    held, _ = plan_and_period(ledger, None, today)
    plan, at = held[-1].plan, decided.task.place
    names = task_names(plan)
    key = require(find_by_name(decided.task, names, ProblemCode.TASK_UNKNOWN))
    known = facts_when_asked(ledger, plan.id, today)
    period = running_period(periods(plan), today)
    before = next(v for v in task_views(plan, period, known) if v.task.id == key)
    kind = TaskActKind.EXTEND if decided.until else TaskActKind.DROP
    act = TaskAct(
        task=key,
        kind=kind,
        due=before.due,
        until=decided.until,
        reason=decided.reason,
        recorded_on=today,
        actor=stamp.actor,
        document=paper,
    )
    problem = task_act_problem(act, before, plan, at, decided.at_until)
    refuse_if_any(filter(None, (problem, paper_problem(paper, plan))))
    put_task_act(ledger, plan.id, act, stamp)
    doubts = deadline_doubts(decided.until, plan, DateRole.UNTIL)
    return ConcludedTask(plan, act, before, _located(doubts, decided.at_until))


def _located(doubts: Iterable[Problem], place: Place) -> tuple[Problem, ...]:
    return tuple(replace(doubt, place=place) for doubt in doubts)
