"""Obstacles as sentences, as a table, and as `cchc.obstacle/1`."""

from datetime import date
from itertools import chain

from cchc.core.facts.acts import TaskAct, TaskActKind
from cchc.core.facts.obstacle import ObstacleKind, ObstacleState, ObstacleView
from cchc.core.plan.plan import Plan
from cchc.core.verdict.issued import ObstacleEffect
from cchc.core.verdict.statuses import Status
from cchc.core.verdict.task import TaskView
from cchc.phrases.obstacles import (
    STORED,
    judged_words,
    obstacle_page,
    obstacle_table,
    state_words,
)
from cchc.phrases.task_phrases import decision_words
from cchc.screen.document import DRY_RUN, Day, JsonDocument, key
from cchc.screen.list_answer import NOTED, OPEN, WORST, ListAnswer, ListLine, list_head
from cchc.screen.table import Table, as_table, fits
from cchc.text.day import short
from cchc.text.problem import Problem
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.prose import NOTHING, join_names, working_days
from cchc.words.translator import Voice


class Docket(Record):
    """Obstacles as of a day, the unanswered first; closed ones if asked for."""

    plan: Plan
    as_of: date
    obstacles: tuple[ObstacleView, ...]


class ObstacleAct(Record):
    """One obstacle before and after an act; `before` is None when it was raised.

    `effect` is on the indicator it is about, told when it is closed.
    """

    plan: Plan
    before: ObstacleView | None
    after: ObstacleView
    effect: ObstacleEffect | None = None
    doubts: tuple[Problem, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether the act changes nothing: nothing was written."""
        return self.before == self.after


class ConcludedTask(Record):
    """A decision on a task, and how it stood before."""

    plan: Plan
    act: TaskAct
    before: TaskView
    doubts: tuple[Problem, ...] = ()


class MeetingActs(Record):
    """What a file of conclusions did; `undecided` are matters that it left blank."""

    obstacles: tuple[ObstacleAct, ...]
    tasks: tuple[ConcludedTask, ...]
    undecided: int

    @property
    def doubts(self) -> tuple[Problem, ...]:
        """What of it is odd and can be right."""
        given = (act.doubts for act in self.obstacles)
        decided = (act.doubts for act in self.tasks)
        return tuple(chain.from_iterable((*given, *decided)))


def conclusions_text(acts: MeetingActs, voice: Voice, *, dry_run: bool) -> str:
    """Each decision, old → new; last how many were taken, how many are left."""
    lines = [act_text(act, voice, dry_run=dry_run) for act in acts.obstacles]
    for task in acts.tasks:
        blanks = {"task": task.act.task, "name": one_line(task.before.task.name)}
        decision = decision_words(task.act, voice)
        lines.append(voice.say("obstacle.concluded.task", decision=decision, **blanks))
    code = "obstacle.concluded.rehearsed" if dry_run else "obstacle.concluded"
    known = sum(act.is_known for act in acts.obstacles)
    numbers = {"n": len(lines) - known, "left": acts.undecided}
    return "\n".join((*lines, voice.say(code, **numbers)))


def act_text(act: ObstacleAct, voice: Voice, *, dry_run: bool) -> str:
    """The obstacle, its state old → new, and on closing the two verdicts."""
    before, after, obstacle = act.before, act.after, act.after.obstacle
    names = _unit_names(act.plan)
    head = "obstacle.added" if before is None else "obstacle.handled"
    if dry_run:
        head = "obstacle.rehearsed"
    unit, text = join_names((obstacle.unit,), names), one_line(obstacle.text)
    lines = [voice.say(head, number=obstacle.id or NOTHING, unit=unit, text=text)]
    given, state = after.assigned, state_words(after, voice)
    if act.is_known and given is not None:
        return f"{lines[0]}\n  {voice.say('obstacle.known', day=short(given.day))}"
    lines.append(f"{state_words(before, voice)} → {state}" if before else state)
    answer = after.answered
    is_new = answer is not None and (before is None or before.answered != answer)
    if answer is not None and is_new and answer.document:
        lines.append(voice.say("obstacle.paper", paper=one_line(answer.document)))
    if given is not None and after.closed is None:
        unit = join_names((given.unit or "",), names)
        due = short(given.due) if given.due else NOTHING
        lines.append(voice.say("obstacle.given.due", unit=unit, due=due))
        if given.text:
            text = one_line(given.text)
            lines.append(voice.say("obstacle.instruction", text=text))
    if act.effect is not None:
        lines.append(_effect_sentence(act.effect, voice))
    return "\n  ".join(lines)


def _effect_sentence(effect: ObstacleEffect, voice: Voice) -> str:
    indicator = effect.before.view.indicator
    blanks = {"id": one_line(indicator.id), "name": one_line(indicator.name)}
    pair = (effect.before, effect.after)
    before, after = (judged_words(judged, voice) for judged in pair)
    return voice.say("obstacle.verdict", before=before, after=after, **blanks)


def _unit_names(plan: Plan) -> dict[str, str]:
    return {unit.id: one_line(unit.name) for unit in plan.units}


def docket_table(docket: Docket, voice: Voice, *, stored: bool) -> Table:
    """The list; `stored`: everything that is kept of each, for sheets."""
    if stored:
        return STORED.table(voice.say("obstacle.title"), docket.obstacles, voice)
    names, labels = _unit_names(docket.plan), _subject_names(docket.plan)
    return obstacle_table(docket.obstacles, names, labels, voice)


def docket_screen(docket: Docket, voice: Voice, width: int, *, colour: bool) -> str:
    """The list as it is drawn on a screen, or one sentence when nothing is open."""
    if not docket.obstacles:
        return voice.say("obstacle.none")
    table = docket_table(docket, voice, stored=False)
    if fits(table, width):
        return as_table(table, width, colour=colour)
    known = (_subject_names(docket.plan), _unit_names(docket.plan))
    return obstacle_page(docket.obstacles, known, voice, width, colour=colour)


def docket_answer(docket: Docket, voice: Voice) -> ListAnswer:
    """What waits for an answer, the longest first; how many, how long the first."""
    waiting = [own for own in docket.obstacles if own.is_unanswered]
    rest = [own for own in docket.obstacles if own.is_open and not own.is_unanswered]
    ended = len(docket.obstacles) - len(waiting) - len(rest)
    shown = sorted(waiting, key=lambda own: (-own.late, -own.age)) + rest
    day = short(docket.as_of)
    number = {"open": len(shown), "unanswered": len(waiting)}

    def line(view: ObstacleView) -> ListLine:
        obstacle, state = view.obstacle, state_words(view, voice)
        blanks = {"unit": one_line(docket.plan.unit_name(obstacle.unit))}
        blanks["text"] = one_line(obstacle.text)
        age = working_days(view.age, voice)
        return ListLine(
            WORST if view.late else NOTED if view.is_unanswered else OPEN,
            voice.say("obstacle.list.line", number=obstacle.id, **blanks),
            voice.say("obstacle.list.age", state=state, age=age),
        )

    return ListAnswer(
        head=list_head(docket.plan.authority.name, "obstacle.list", voice, day=day),
        counts=voice.say("screen.open.counts" if shown else "obstacle.none", **number),
        lines=tuple(map(line, shown)),
        rest=voice.say("obstacle.list.ended", n=ended) if ended else "",
    )


def _subject_names(plan: Plan) -> dict[str, str]:
    names = {task.id: one_line(task.name) for task in plan.tasks}
    return names | {line.id: one_line(line.name) for line in plan.all_indicators}


class EventJson(JsonDocument):
    """One thing done about an obstacle."""

    day: Day = key("When.")
    by: str = key("Who recorded it.", "actor")
    unit: str | None = key("Id of the unit that it was given to.")
    due: Day | None = key("By when an answer is wanted.")
    text: str | None = key("The instruction, the answer or the result.")
    document: str | None = key("The paper of an answer.")


class ObstacleJson(JsonDocument):
    """An obstacle as of a day; ages in working days."""

    number: int | None = key(
        "By which it is called; null in a rehearsal.",
        lambda view: view.obstacle.id or None,
    )
    unit: str = key("Id of the unit in whose way it stands.", "obstacle.unit")
    period: str = key("Name of the period.", "obstacle.period")
    kind: ObstacleKind = key("What it is.", "obstacle.kind")
    text: str = key("What stands in the way.", "obstacle.text")
    about: str | None = key("Id of the indicator or task.", "obstacle.about")
    cause: str | None = key("Why.", "obstacle.cause")
    proposal: str | None = key("What is proposed.", "obstacle.proposal")
    to: str | None = key("Who is asked.", "obstacle.to")
    raised: Day = key("When it was raised.", "obstacle.raised")
    by_officer: bool = key("True: it came with no report.")
    state: ObstacleState = key("How it stands.")
    age_days: int = key("Days since it was raised, until it was closed.", "age")
    late_days: int = key("Days that its answer is overdue.", "late")
    assigned: EventJson | None = key("The last assignment.")
    answered: EventJson | None = key("The last answer.")
    closed: EventJson | None = key("Its end.")
    withdrawn: Day | None = key("When its report was withdrawn.")


class JudgedJson(JsonDocument):
    """The verdict of its indicator on a day."""

    period: str = key("Id of the period.", "period.id")
    day: Day = key("The day.")
    status: Status = key("The verdict.", "view.verdict.status")


class DocketJson(JsonDocument, schema="cchc.obstacle/1", verbs=("obstacle list",)):
    """Obstacles as of a day, the unanswered first."""

    plan: str = key("Id of the plan.", "plan.id")
    as_of: Day = key("As known on this day.")
    open: int = key(
        "How many nobody has closed.",
        lambda docket: sum(view.is_open for view in docket.obstacles),
    )
    unanswered: int = key(
        "How many have no answer.",
        lambda docket: sum(view.is_unanswered for view in docket.obstacles),
    )
    obstacles: list[ObstacleJson] = key("Each of them.")


class EffectOfClosingJson(JsonDocument):
    """The verdict of its indicator, when it was raised and now."""

    before: JudgedJson = key("When it was raised.")
    after: JudgedJson = key("Now.")


class ObstacleActJson(
    JsonDocument,
    schema="cchc.obstacle/1",
    verbs=("obstacle add", "obstacle assign", "obstacle answer", "obstacle close"),
):
    """One act: the obstacle before and after."""

    dry_run: bool = DRY_RUN
    before: ObstacleState | None = key(
        "The state it had; null: it was raised now.", "before.state"
    )
    obstacle: ObstacleJson = key("As it stands now.", "after")
    verdicts: EffectOfClosingJson | None = key("Told when it is closed.", "effect")


class TaskDecisionJson(JsonDocument):
    """What was decided of a task."""

    task: str = key("Id of the task.", "act.task")
    kind: TaskActKind = key("Given more time, or dropped.", "act.kind")
    due: Day | None = key("When it was due.", "act.due")
    until: Day | None = key("When it is due now.", "act.until")
    reason: str = key("Why.", "act.reason")


class ConclusionsJson(
    JsonDocument, schema="cchc.conclusions/1", verbs=("obstacle assign --from FILE",)
):
    """The conclusions of a meeting, as they were written down."""

    dry_run: bool = DRY_RUN
    obstacles: list[ObstacleActJson] = key("Each obstacle that was given to a unit.")
    tasks: list[TaskDecisionJson] = key("Each task that got time or was dropped.")
    undecided: int = key("How many matters the file left blank.")
