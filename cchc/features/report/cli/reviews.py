"""`cchc report accept`, `return`, `withdraw` and `close`: what becomes of a report."""

from typing import Annotated

from cchc.app.context import AppContext
from cchc.app.options import WriteOptions, argument, option
from cchc.app.usage_errors import UsageError
from cchc.core.facts.acts import ClosingKind, Opinion
from cchc.features.report.actions.close import CloseRequest, close_report
from cchc.features.report.actions.review import ReviewRequest, review
from cchc.features.report.actions.withdraw import WithdrawRequest, take_back
from cchc.features.report.cli.entry import key_and_value
from cchc.features.report.show.report import closing_text, review_text, withdrawal_text
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
    done = take_back(
        app.database,
        WithdrawRequest(unit, period, key, reason),
        stamp=app.stamp("report withdraw", act.by),
        today=app.today,
        dry_run=act.dry_run,
    )
    app.out(withdrawal_text(app, done, act))


def run_accept(
    app: AppContext, unit: Unit, period: Period, *, act: WriteOptions
) -> None:
    request = ReviewRequest(unit, period, Opinion.ACCEPTED)
    _review(app, request, "report accept", act)


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
    _review(app, request, "report return", act)


def _review(
    app: AppContext, request: ReviewRequest, verb: str, act: WriteOptions
) -> None:
    stamp, dry_run = app.stamp(verb, act.by), act.dry_run
    done = review(app.database, request, stamp=stamp, today=app.today, dry_run=dry_run)
    app.out(review_text(app, done, act))


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
    done = close_report(
        app.database,
        CloseRequest(unit, period, kind, decision, reason),
        stamp=app.stamp("report close", act.by),
        today=app.today,
        dry_run=act.dry_run,
    )
    app.out(closing_text(app, done, act))
