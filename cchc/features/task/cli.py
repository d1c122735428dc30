"""`cchc task`: tasks listed, given more time, dropped."""

from typing import Annotated

from cchc.app.command_line import UsageError
from cchc.app.context import AppContext
from cchc.app.give import give_act, give_record
from cchc.app.options import (
    AnswerOptions,
    AsOf,
    WriteOptions,
    argument,
    option,
    refuse_clash,
)
from cchc.core.facts.acts import TaskActKind
from cchc.features.task.actions import TaskRequest, decide, task_roll
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
    day = app.day(as_of)
    roll = task_roll(app.database, period, unit, area, open_only=still_open, as_of=day)
    give_record(app, out, roll, TasksJson, roll_table, roll_screen, roll_answer)


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
    give_act(app, act, "task extend", decide, request, DecidedJson, decided_text)


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
    request = TaskRequest(task, kind, reason, document)
    give_act(app, act, "task drop", decide, request, DecidedJson, decided_text)
