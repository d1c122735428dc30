"""`cchc report accept`, `return`, `withdraw` and `close`: what becomes of a report.

Each is done whole or not at all: a LedgerError of the disk or the database leaves
the ledger as it was.
"""

from typing import Annotated

from cchc.app.command_line import UsageError
from cchc.app.context import AppContext
from cchc.app.give import give_act
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
from cchc.features.report.show.report import closing_text, review_text, withdrawal_text
from cchc.features.report.show.report_json import (
    ClosedJson,
    ReviewedJson,
    WithdrawnJson,
)
from cchc.text.problem import (
    ProblemCode,
)

UnitWord = Annotated[str, argument("UNIT", "help.report.unit")]
PeriodWord = Annotated[str, argument("PERIOD", "help.argument.period")]


def run_withdraw(
    app: AppContext,
    unit: UnitWord,
    period: PeriodWord,
    reason: Annotated[str, option("--reason", "help.report.reason", "TEXT")],
    key: Annotated[str | None, argument("[KEY]", "help.report.key")] = None,
    *,
    act: WriteOptions,
) -> None:
    request = WithdrawRequest(unit, period, key, reason)
    forms = WithdrawnJson, withdrawal_text
    give_act(app, act, "report withdraw", take_back, request, *forms)


def run_accept(
    app: AppContext, unit: UnitWord, period: PeriodWord, *, act: WriteOptions
) -> None:
    request = ReviewRequest(unit, period, Opinion.ACCEPTED)
    forms = ReviewedJson, review_text
    give_act(app, act, "report accept", review, request, *forms)


def run_return(
    app: AppContext,
    unit: UnitWord,
    period: PeriodWord,
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
    forms = ReviewedJson, review_text
    give_act(app, act, "report return", review, request, *forms)


def run_close(
    app: AppContext,
    unit: UnitWord,
    period: PeriodWord,
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
    forms = ClosedJson, closing_text
    give_act(app, act, "report close", close_report, request, *forms)
