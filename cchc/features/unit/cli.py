"""`cchc unit`: the units, their record, exemptions and later due days."""

from typing import Annotated

from cchc.app.context import AppContext
from cchc.app.give import give_act, give_record
from cchc.app.options import AnswerOptions, AsOf, WriteOptions, argument, option
from cchc.core.facts.acts import ReliefKind
from cchc.features.unit.actions import ReliefRequest, grant, unit_roll
from cchc.features.unit.show import (
    GrantedJson,
    RollJson,
    granted_text,
    roll_answer,
    roll_table,
)

UnitName = Annotated[str, argument("UNIT", "help.unit.unit")]
PeriodWord = Annotated[str, argument("PERIOD", "help.argument.period")]
Reason = Annotated[str, option("--reason", "help.unit.reason", "TEXT")]
Lift = Annotated[bool, option("--lift", "help.unit.lift")]


def run_list(
    app: AppContext,
    period: Annotated[str | None, argument("[PERIOD]", "help.argument.period")] = None,
    as_of: AsOf = None,
    *,
    out: AnswerOptions,
) -> None:
    roll = unit_roll(app.database, period, as_of=app.day(as_of))
    give_record(app, out, roll, RollJson, roll_table, answer=roll_answer)


def run_exempt(
    app: AppContext,
    unit: UnitName,
    period: PeriodWord,
    reason: Reason,
    lift: Lift = False,
    *,
    act: WriteOptions,
) -> None:
    kind = ReliefKind.LIFT if lift else ReliefKind.EXEMPT
    request = ReliefRequest(unit, period, kind, reason)
    give_act(app, act, "unit exempt", grant, request, GrantedJson, granted_text)


def run_extend(
    app: AppContext,
    unit: UnitName,
    period: PeriodWord,
    until: Annotated[str, option("--until", "help.unit.until", "DATE")],
    reason: Reason,
    *,
    act: WriteOptions,
) -> None:
    day = app.day(until, "--until", ahead=True, of_plan=True)
    request = ReliefRequest(unit, period, ReliefKind.EXTEND, reason, day)
    give_act(app, act, "unit extend", grant, request, GrantedJson, granted_text)
