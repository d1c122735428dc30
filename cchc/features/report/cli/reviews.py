"""`cchc report accept`, `return`, `withdraw` and `close`: what becomes of a report."""

from collections.abc import Callable
from functools import partial
from typing import Annotated

from cchc.app.command_line import UsageError
from cchc.app.context import AppContext
from cchc.app.options import WriteOptions, argument, option
from cchc.core.facts.acts import ClosingKind, Opinion
from cchc.features.report.actions.acts import (
    CloseRequest,
    ReviewRequest,
    WithdrawRequest,
    close_report,
    review,
    take_back,
)
from cchc.features.report.cli.add import key_and_value
from cchc.features.report.show.answers import ReviewAnswer
from cchc.features.report.show.report import act_text
from cchc.text.problem import ProblemCode

Unit = Annotated[str, argument("UNIT", "help.report.unit")]
Period = Annotated[str, argument("PERIOD", "help.argument.period")]


def run_withdraw(
    app: AppContext,
    unit: Unit,
    period: Period,
    reason: Annotated[str, option("--reason", "help.report.reason", "TEXT")],
    key: Annotated[str | None, argument("[KEY]", "help.report.key")] = None,
    *,
    act: WriteOptions,
) -> None:
    request = WithdrawRequest(unit, period, key, reason)
    _do(app, partial(take_back, app.database, request), "report withdraw", act)


def run_accept(
    app: AppContext, unit: Unit, period: Period, *, act: WriteOptions
) -> None:
    request = ReviewRequest(unit, period, Opinion.ACCEPTED)
    _do(app, partial(review, app.database, request), "report accept", act)


def run_return(
    app: AppContext,
    unit: Unit,
    period: Period,
    notes: Annotated[
        list[str] | None, argument("[KEY=TEXT]...", "help.report.return.notes")
    ] = None,
    reason: Annotated[
        str | None, option("--reason", "help.report.return.reason", "TEXT")
    ] = None,
    *,
    act: WriteOptions,
) -> None:
    pairs = tuple(key_and_value(text, ProblemCode.PAIR_NO_KEY) for text in notes or ())
    if not pairs and reason is None:
        raise UsageError(ProblemCode.RETURN_NO_REASON)
    request = ReviewRequest(unit, period, Opinion.RETURNED, pairs, reason)
    _do(app, partial(review, app.database, request), "report return", act)


def run_close(
    app: AppContext,
    unit: Unit,
    period: Period,
    decision: Annotated[
        str | None, option("--decision", "help.report.close.decision", "TEXT")
    ] = None,
    reason: Annotated[
        str | None, option("--reason", "help.report.close.reason", "TEXT")
    ] = None,
    lift: Annotated[bool, option("--lift", "help.report.close.lift")] = False,
    *,
    act: WriteOptions,
) -> None:
    if not ((decision or "").strip() or (reason or "").strip()):
        raise UsageError(ProblemCode.CLOSE_NO_REASON)
    kind = ClosingKind.LIFT if lift else ClosingKind.CLOSE
    request = CloseRequest(unit, period, kind, decision, reason)
    _do(app, partial(close_report, app.database, request), "report close", act)


def _do(
    app: AppContext, run: Callable[..., ReviewAnswer], verb: str, act: WriteOptions
) -> None:
    """Do an act on a report, and tell it."""
    done = run(stamp=app.stamp(verb, act.by), dry_run=act.dry_run)
    app.out(act_text(app, done, act))
