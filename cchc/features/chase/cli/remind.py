"""`cchc remind`: who owes what, and the reminders that go out."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from cchc.app.context import FOUND_SOMETHING, AppContext
from cchc.app.give import give_record
from cchc.app.options import (
    AnswerOptions,
    AsOf,
    By,
    DryRun,
    FormatName,
    Full,
    Json,
    WriteOptions,
    argument,
    choose_format,
    option,
    read_answer_options,
    refuse_clash,
)
from cchc.app.output import Format
from cchc.core.verdict.statuses import CHASED_TASKS
from cchc.features.chase.actions.board import reminder_board
from cchc.features.chase.show.board import (
    ReminderBoard,
    RemindJson,
    board_answer,
    board_screen,
    board_table,
    task_words,
)
from cchc.text.day import short
from cchc.text.sanitize import one_line
from cchc.words.period import label
from cchc.words.prose import two_digits, working_days

MOST = 5
"""How many tasks or units a remark names."""
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE|DIR", help="help.remind.output"),
]


def run_remind(
    app: AppContext,
    period: Annotated[str | None, argument("[PERIOD]", "help.argument.period")] = None,
    letters: Annotated[bool, option("--letters", "help.remind.letters")] = False,
    again: Annotated[bool, option("--again", "help.remind.again")] = False,
    check: Annotated[bool, option("--check", "help.remind.check")] = False,
    as_of: AsOf = None,
    as_json: Json = False,
    format_name: FormatName = None,
    output: Output = None,
    full: Full = False,
    dry_run: DryRun = False,
    by: By = None,
) -> int:
    if not (letters or again):
        out = read_answer_options(app, full, as_json, format_name, output)
        board = reminder_board(app.database, period, as_of=app.day(as_of))
        _give_board(app, board, out)
        return FOUND_SOMETHING if check and board.is_overdue else 0
    act = None
    if again:
        own_format = {"--json": as_json, "--format": format_name is not None}
        _refuse_clashes(app, "--again", {**own_format, "--check": check})
    else:
        form = choose_format(app, as_json=as_json, name=format_name)
        unfit = {
            "--as-of": as_of is not None and not dry_run,
            "--check": check,
            f"--format {form}": form not in {Format.TABLE, Format.JSON},
        }
        _refuse_clashes(app, "--letters", unfit)
        act = WriteOptions(dry_run, by, form is Format.JSON)
    app.writer.require_folder(output)
    # templates and papers are loaded for who sends something
    from cchc.features.chase.cli.letters import give_letters

    give_letters(app, period, output, app.day(as_of), act)
    return 0


def _refuse_clashes(app: AppContext, first: str, unfit: Mapping[str, bool]) -> None:
    for second, is_given in unfit.items():
        if is_given:
            refuse_clash(app, first, second)


def _give_board(app: AppContext, board: ReminderBoard, out: AnswerOptions) -> None:
    """Who owes what; then which due day is a day off, what may be sent now."""
    forms = (RemindJson, board_table, board_screen, board_answer)
    give_record(app, out, board, *forms)
    if out.as_json:
        return
    for day in board.days_off:
        app.remark("remind.day_off", day=short(day))
    for other in board.others:
        period, owing = other.view.period, two_digits(len(other.debts), app.voice)
        blanks = {"period": label(period, app.voice), "id": period.id, "owing": owing}
        app.remark("remind.other", late=two_digits(other.late, app.voice), **blanks)
    _tell_office(app, board)
    ready = sum(shown.ready for shown in board.boards)
    if ready:
        app.remark("remind.ready", n=ready, units=two_digits(ready, app.voice))


def _tell_office(app: AppContext, board: ReminderBoard) -> None:
    """Tasks that are late or were extended; what waits for the office itself."""
    voice, names = app.voice, {u.id: one_line(u.name) for u in board.plan.units}
    for status in CHASED_TASKS:
        if tasks := [view for view in board.tasks if view.status is status]:
            lines = [task_words(view, names, voice) for view in tasks[:MOST]]
            listed = "; ".join([*lines, "…"] if len(tasks) > MOST else lines)
            number = two_digits(len(tasks), voice)
            app.remark(f"remind.tasks.{status}", number=number, tasks=listed)
    if reviews := board.reviews:
        ages = []
        for review in reviews[:MOST]:
            unit, age = names[review.view.unit.id], working_days(review.age, voice)
            ages.append(voice.say("remind.age", unit=unit, age=age))
        units = ", ".join([*ages, "…"] if len(reviews) > MOST else ages)
        number = two_digits(len(reviews), voice)
        app.remark("remind.reviews", number=number, units=units)
    for own in board.unpublished:
        blanks = {"unit": names[own.unit.id], "name": one_line(own.indicator.name)}
        way = {"id": own.unit.id, "period": board.view.period.id}
        way |= {"day": short(own.settles), "age": working_days(own.age, voice)}
        app.remark("remind.unpublished", **blanks, **way)
