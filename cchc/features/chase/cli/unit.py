"""`cchc unit`: the units, their record, exemptions and later due days."""

from typing import Annotated

from cchc.app.context import AppContext
from cchc.app.give import give_act, give_list
from cchc.app.options import AnswerOptions, AsOf, WriteOptions, argument, option
from cchc.core.facts.acts import ReliefKind
from cchc.features.chase.actions.unit import ReliefRequest, grant, unit_roll
from cchc.features.chase.show.documents import GrantedJson, RollJson
from cchc.features.chase.show.tables import ROLL, granted_text, roll_answer
from cchc.text.day import short
from cchc.words.period import label

Unit = Annotated[str, argument("UNIT", "help.unit.unit")]
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
    blanks = {"period": label(roll.period, app.voice), "day": short(roll.as_of)}
    title = app.voice.say("unit.title", **blanks)
    give_list(
        app,
        out,
        lambda: RollJson.as_json(roll),
        lambda: ROLL.table(title, roll.lines, app.voice),
        answer=lambda: roll_answer(roll, app.voice),
    )


def run_exempt(
    app: AppContext,
    unit: Unit,
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
    unit: Unit,
    period: PeriodWord,
    until: Annotated[str, option("--until", "help.unit.until", "DATE")],
    reason: Reason,
    *,
    act: WriteOptions,
) -> None:
    day = app.day(until, "--until", ahead=True, of_plan=True)
    request = ReliefRequest(unit, period, ReliefKind.EXTEND, reason, day)
    give_act(app, act, "unit extend", grant, request, GrantedJson, granted_text)
