"""`cchc task`: tasks listed, given more time, dropped."""

from functools import partial
from typing import Annotated

from cchc.app.context import AppContext
from cchc.app.lists import give_list
from cchc.app.options import (
    AnswerOptions,
    AsOf,
    WriteOptions,
    argument,
    option,
    refuse_clash,
)
from cchc.app.questions import give_act
from cchc.app.usage_errors import UsageError
from cchc.core.facts.task_act import TaskActKind
from cchc.features.task.actions import TaskFilter, TaskRequest, decide, task_roll
from cchc.features.task.show import (
    DecidedJson,
    TasksJson,
    decided_text,
    roll_answer,
    roll_screen,
    roll_table,
)
from cchc.text.problem import ProblemCode

Task = Annotated[str, argument("TASK", "help.task.task")]
Reason = Annotated[str, option("--reason", "help.task.reason", "TEXT")]
Document = Annotated[str | None, option("--document", "help.task.document", "TEXT")]
Lift = Annotated[bool, option("--lift", "help.task.lift")]


def run_list(
    app: AppContext,
    period: Annotated[str | None, argument("[PERIOD]", "help.argument.period")] = None,
    unit: Annotated[str | None, option("--unit", "help.task.unit", "UNIT")] = None,
    area: Annotated[str | None, option("--area", "help.task.area", "AREA")] = None,
    still_open: Annotated[bool, option("--open", "help.task.open")] = False,
    as_of: AsOf = None,
    *,
    out: AnswerOptions,
) -> None:
    chosen = TaskFilter(unit, area, still_open)
    roll = task_roll(app.database, period, chosen, as_of=app.day(as_of))
    give_list(
        app,
        out,
        lambda: TasksJson.as_json(roll),
        lambda: roll_table(roll, app.voice),
        lambda width, colour: roll_screen(roll, app.voice, width, colour=colour),
        lambda: roll_answer(roll, app.voice),
    )


def run_extend(
    app: AppContext,
    task: Task,
    reason: Reason,
    until: Annotated[str | None, option("--until", "help.task.until", "DATE")] = None,
    document: Document = None,
    lift: Lift = False,
    *,
    act: WriteOptions,
) -> None:
    if lift and until is not None:
        refuse_clash(app, "--lift", "--until")
    if not lift and until is None:
        raise UsageError(ProblemCode.OPTION_MISSING, option="--until")
    day = None if until is None else app.day(until, "--until", of_plan=True)
    kind = TaskActKind.LIFT if lift else TaskActKind.EXTEND
    request = TaskRequest(task, kind, reason, document, day)
    _decide(app, "task extend", request, act)


def run_drop(
    app: AppContext,
    task: Task,
    reason: Reason,
    document: Document = None,
    lift: Lift = False,
    *,
    act: WriteOptions,
) -> None:
    kind = TaskActKind.LIFT if lift else TaskActKind.DROP
    _decide(app, "task drop", TaskRequest(task, kind, reason, document), act)


def _decide(
    app: AppContext, verb: str, request: TaskRequest, act: WriteOptions
) -> None:
    stamp = app.stamp(verb, act.by)
    run = partial(decide, app.database, request, stamp=stamp)
    give_act(app, act, run, DecidedJson, decided_text)
