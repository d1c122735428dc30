"""`cchc plan diff --from --to` and `cchc plan show --history`."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cchc.app.context import AppContext
from cchc.app.options import Format, choose_format

if TYPE_CHECKING:
    from cchc.features.plan.actions.versions import Step


def show_steps(
    ctx: typer.Context,
    ends: tuple[int | None, int | None],
    *,
    as_json: bool,
    name: str | None,
    output: Path | None,
) -> None:
    """Deliver what changed between two versions, each change with its decision."""
    from cchc.features.plan.show.changes import diff_as, diff_line

    app = ctx.ensure_object(AppContext)
    form = choose_format(app, as_json=as_json, name=name)
    found = _steps(app, ends)
    lines = [
        diff_line(change, app.voice, step.ground)
        for step in found
        for change in step.changes
    ]
    if lines or form is not Format.TABLE:
        app.deliver(diff_as(form.value, lines, app.voice), output)
    old, number = found[0].version.number, found[-1].version.number
    app.remark("amendment.diff.compared", n=len(lines), old=old, number=number)


def show_history(ctx: typer.Context, *, as_json: bool, output: Path | None) -> None:
    """Deliver the versions applied, with decision, reason and what each changed."""
    from cchc.features.plan.show.changes import change_words
    from cchc.features.plan.show.history import HistoryJson, Past, history_text

    app = ctx.ensure_object(AppContext)
    past = [
        Past(
            each.version.number,
            each.ground.effective,
            each.version.decision,
            each.version.reason,
            each.version.recorded_on,
            tuple(change_words(change, app.voice) for change in each.changes),
        )
        for each in _steps(app, (None, None))
    ]
    text = (
        HistoryJson.as_json(past) + "\n" if as_json else history_text(past, app.voice)
    )
    app.deliver(text, output)


def _steps(app: AppContext, ends: tuple[int | None, int | None]) -> "tuple[Step, ...]":
    from cchc.features.plan.actions.versions import steps

    return steps(app.database, app.today, *ends)
