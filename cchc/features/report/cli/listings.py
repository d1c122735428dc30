"""`cchc report list`, `show` and `evidence`: what was reported."""

from typing import Annotated

from cchc.app.context import FOUND_SOMETHING, AppContext
from cchc.app.give import give_list
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
from cchc.features.report.actions.board import board, evidence_list, sheet
from cchc.features.report.show.lists import (
    board_answer,
    board_screen,
    board_table,
    evidence_screen,
    evidence_table,
    sheet_text,
)
from cchc.features.report.show.report_json import BoardJson, ProofsJson
from cchc.text.closed_list import StrEnum

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
    give_list(
        app,
        out,
        lambda: BoardJson.as_json(listed),
        lambda: board_table(listed, app.voice),
        lambda width, colour: board_screen(listed, app.voice, width, colour=colour),
        lambda: board_answer(listed, app.voice),
    )


class ReportForm(StrEnum):
    """How a report is given out; two of them can be typed in again."""

    TEXT = "txt"
    JSON = "json"
    YAML = "yaml"


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
    give_list(
        app,
        out,
        lambda: ProofsJson.as_json(proofs),
        lambda: evidence_table(proofs, app.voice),
        lambda width, colour: evidence_screen(proofs, app.voice, width, colour=colour),
    )
    return FOUND_SOMETHING if check and proofs.is_troubled else 0
