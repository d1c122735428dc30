"""`cchc report list`, `show` and `evidence`: what was reported."""

from typing import Annotated

from cchc.app.context import FOUND_SOMETHING, AppContext
from cchc.app.give import give_record
from cchc.app.options import (
    AnswerOptions,
    AsOf,
    Json,
    ListOptions,
    Output,
    argument,
    option,
    require_file,
    typed_format,
)
from cchc.app.output import choose_form
from cchc.features.report.actions.listings import (
    ReportForm,
    board,
    evidence_list,
    sheet,
)
from cchc.features.report.show.lists import (
    board_answer,
    board_screen,
    board_table,
    evidence_screen,
    evidence_table,
    sheet_text,
)
from cchc.features.report.show.report_json import BoardJson, ProofsJson

Unit = Annotated[str, argument("UNIT", "help.report.unit")]
PeriodWord = Annotated[str | None, argument("[PERIOD]", "help.argument.period")]


def run_list(
    app: AppContext,
    period: PeriodWord = None,
    as_of: AsOf = None,
    *,
    out: AnswerOptions,
) -> None:
    listed = board(app.database, period, as_of=app.day(as_of))
    give_record(app, out, listed, BoardJson, board_table, board_screen, board_answer)


ShownFormat = Annotated[
    str | None, option("--format", "help.option.format", "|".join(ReportForm))
]


def run_show(
    app: AppContext,
    unit: Unit,
    period: PeriodWord = None,
    as_of: AsOf = None,
    *,
    as_json: Json = False,
    format_name: ShownFormat = None,
    output: Output = None,
) -> None:
    from cchc.features.report.actions.interview import open_interview
    from cchc.features.report.show.interview import report_yaml, sent_report

    require_file(app, output)
    typed = typed_format(app, as_json=as_json, name=format_name)
    form = choose_form(ReportForm, ReportForm.TEXT, typed, output, ReportForm.TEXT)
    day = app.day(as_of)
    if form is ReportForm.YAML:  # as it is typed again
        interview = open_interview(app.database, unit, period, today=day)
        text = report_yaml(interview, sent_report(interview), app.voice)
    else:
        shown = sheet(app.database, unit, period, as_of=day)
        text = sheet_text(app, shown, as_json=form is ReportForm.JSON)
    app.deliver(text, output)


def run_evidence(
    app: AppContext,
    period: PeriodWord = None,
    check: Annotated[bool, option("--check", "help.report.evidence.check")] = False,
    as_of: AsOf = None,
    *,
    out: ListOptions,
) -> int:
    proofs = evidence_list(app.database, period, as_of=app.day(as_of))
    give_record(app, out, proofs, ProofsJson, evidence_table, evidence_screen)
    return FOUND_SOMETHING if check and proofs.is_troubled else 0
