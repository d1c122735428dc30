"""`cchc obstacle assign --from FILE`: conclusions of a meeting, all of them or none.

Obstacles are given to units, tasks get more time or are dropped; every problem of the
file is told at once, each where it was written.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from cchc.app.name_lookup import find_by_name, task_names
from cchc.app.which_plan import plan_and_period
from cchc.core.facts.acts import TaskAct, TaskActKind
from cchc.core.facts.obstacle import ObstacleStep
from cchc.core.facts.report import Stamp
from cchc.core.facts.typed import paper_line
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
from cchc.sources.file_bytes import content_of
from cchc.store.decisions import put_task_act
from cchc.store.facts import facts_when_asked
from cchc.store.ledger import Ledger, open_for_act
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

OF_DUE = (ProblemCode.OBSTACLE_DUE_PAST, ProblemCode.DATE_IMPOSSIBLE)
OF_NUMBER = (
    *(ProblemCode.OBSTACLE_NONE, ProblemCode.OBSTACLE_CLOSED),
    ProblemCode.OBSTACLE_WITHDRAWN,
)


def conclusions_in(name: str) -> Conclusions:
    """What a file or standard input decides; one without a conclusion is P394."""
    file = read_conclusions(content_of(name), name)
    if not (file.problems or file.obstacles or file.tasks):
        refuse(ProblemCode.OBSTACLE_WORDLESS, Place(file=name))
    return file


def conclude(
    db: Path, file: Conclusions, *, voice: Voice, stamp: Stamp, dry_run: bool
) -> MeetingActs:
    """Do what a file of conclusions says; refuses all that is wrong with it."""
    problems = [*file.problems, *_given_twice(file)]
    obstacles: list[ObstacleAct] = []
    tasks: list[ConcludedTask] = []
    with open_for_act(db, dry_run=dry_run, several=True) as ledger:
        for given in file.obstacles:
            try:
                obstacles.append(_assign(ledger, given, file.document, voice, stamp))
            except Refusal as refusal:
                problems += refusal.problems
        for decided in file.tasks:
            try:
                tasks.append(_decide(ledger, decided, file.document, stamp))
            except Refusal as refusal:
                problems += refusal.problems
        refuse_if_any(in_order(problems))
    return MeetingActs(tuple(obstacles), tuple(tasks), file.undecided)


def _given_twice(file: Conclusions) -> Iterator[Problem]:
    """P333 for each obstacle or task that the file decides once more."""
    numbers = [given.number for given in file.obstacles]
    for words in (numbers, [decided.task for decided in file.tasks]):
        for place, word in enumerate(words):
            if any(word.text == other.text for other in words[:place]):
                yield Problem(ProblemCode.KEY_TWICE, word.place, {"key": word.text})


def _assign(
    ledger: Ledger, given: ObstacleConclusion, paper: Paper, voice: Voice, stamp: Stamp
) -> ObstacleAct:
    """An obstacle given to a unit; problems stand where the file says it.

    The ledger keeps papers with answers alone: here it stands in the instruction.
    """
    number = int(given.number.text) if given.number.text.isdecimal() else 0
    words = given.instruction
    if source := paper_line(paper):
        by_paper = voice.say("obstacle.by_paper", paper=source)
        words = f"{words} ({source})" if words else by_paper
    steps = (ObstacleStep.ASSIGNED, words, given.unit.text, given.due)
    try:
        act = handle_in(ledger, StepRequest(number, *steps), stamp, dry_run=False)
        return replace(act, doubts=_located(act.doubts, given.at_due))
    except Refusal as refusal:
        places = dict.fromkeys(OF_NUMBER, given.number.place)
        places |= dict.fromkeys(OF_DUE, given.at_due)
        located = (
            replace(problem, place=places.get(problem.code, given.unit.place))
            for problem in refusal.problems
        )
        raise Refusal(tuple(located)) from refusal


def _decide(
    ledger: Ledger, decided: TaskConclusion, paper: Paper, stamp: Stamp
) -> ConcludedTask:
    """More time for a task, or its end, as `cchc task` gives it."""
    today = stamp.recorded_at.date()
    held, _ = plan_and_period(ledger, None, today)
    plan, at = held[-1].plan, decided.task.place
    names = task_names(plan)
    key = require(find_by_name(decided.task, names, ProblemCode.TASK_UNKNOWN))
    known = facts_when_asked(ledger, plan.id, today)
    period = running_period(periods(plan), today)
    before = next(v for v in task_views(plan, period, known) if v.task.id == key)
    act = TaskAct(
        task=key,
        kind=TaskActKind.EXTEND if decided.until else TaskActKind.DROP,
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
