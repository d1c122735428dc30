"""`cchc plan apply | show | diff`."""

import json
from pathlib import Path
from typing import Annotated

import typer

from cchc.app.context import AppContext
from cchc.app.options import (
    By,
    DryRun,
    Format,
    ListOptions,
    TextOptions,
)
from cchc.app.plan_source import path_from_here, plan_changed, plan_in_force
from cchc.core.plan.calendar import periods
from cchc.core.plan.changes import ChangeSource
from cchc.features.plan.actions.apply import Applied, Grounds, apply_plan
from cchc.features.plan.actions.versions import compare_file, version_steps
from cchc.features.plan.cli.check import FileOrFolder, named_plan
from cchc.features.plan.show.changes import change_words, diff_as, diff_line
from cchc.features.plan.show.history import HistoryJson, Past, history_text
from cchc.features.plan.show.plan import plan_text
from cchc.store.plan_codec import to_json
from cchc.words.period import label


def run_apply(
    app: AppContext,
    file: FileOrFolder = None,
    decision: Annotated[
        str | None,
        typer.Option("--decision", metavar="PAPER", help="help.plan.decision"),
    ] = None,
    effective: Annotated[
        str | None,
        typer.Option("--effective", metavar="PERIOD", help="help.plan.effective"),
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help="help.plan.reason")
    ] = None,
    by: By = None,
    dry_run: DryRun = False,
) -> None:
    checked = named_plan(app, file)
    grounds = Grounds(decision, effective, reason)
    stamp = app.stamp("plan apply", by)
    done = apply_plan(checked, app.database, grounds, stamp, dry_run=dry_run)
    app.warn(done.warnings)
    if done.unchanged:
        app.remark("plan.apply.unchanged", number=done.number)
    else:
        _remark_on_version(app, done, dry_run=dry_run)


def _remark_on_version(app: AppContext, done: Applied, *, dry_run: bool) -> None:
    since = next(p for p in periods(done.plan) if p.id == done.effective)
    source = ChangeSource(done.number, since, done.decision)
    for change in done.changes:
        app.remark("plan.apply.line", text=change_words(change, app.voice, source))
    if done.created:
        code = "plan.apply.would_create" if dry_run else "plan.apply.created"
        app.remark(code, path=str(path_from_here(app.database)))
    code = "plan.apply.would" if dry_run else "plan.apply.done"
    title, period = done.plan.title, label(since, app.voice)
    app.remark(code, number=done.number, title=title, period=period)


def run_show(
    app: AppContext,
    history: Annotated[
        bool, typer.Option("--history", help="help.plan.show.history")
    ] = False,
    *,
    out: TextOptions,
) -> None:
    if history:
        _show_history(app, as_json=out.as_json, output=out.output)
        return
    version = plan_in_force(app.database, app.today)
    changed = plan_changed(app.database, version)
    app.warn([] if changed is None else [changed])
    if out.as_json:
        text = json.dumps(to_json(version.plan), ensure_ascii=False, indent=2)
    else:
        text = plan_text(version, app.voice)
    app.deliver(text, out.output)


def _show_history(app: AppContext, *, as_json: bool, output: Path | None) -> None:
    """Deliver the versions applied, with decision, reason and what each changed."""
    past = [
        Past(
            step.version.number,
            step.source.effective,
            step.version.decision,
            step.version.reason,
            step.version.recorded_on,
            tuple(change_words(change, app.voice) for change in step.changes),
        )
        for step in version_steps(app.database, app.today)
    ]
    json_text = HistoryJson.as_json(past) + "\n" if as_json else None
    app.deliver(json_text or history_text(past, app.voice), output)


def run_diff(
    app: AppContext,
    file: FileOrFolder = None,
    first: Annotated[
        int | None, typer.Option("--from", metavar="N", help="help.plan.diff.from")
    ] = None,
    last: Annotated[
        int | None, typer.Option("--to", metavar="N", help="help.plan.diff.to")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="help.plan.diff.check")
    ] = False,
    *,
    out: ListOptions,
) -> int | None:
    if first is not None or last is not None:
        steps = version_steps(app.database, app.today, first, last)
        changes = [(change, step.source) for step in steps for change in step.changes]
        lines = [diff_line(change, app.voice, source) for change, source in changes]
        ends = {"old": steps[0].version.number, "number": steps[-1].version.number}
        code = "amendment.diff.compared"
    else:
        checked = named_plan(app, file)
        found = compare_file(checked, app.database)
        app.warn(checked.warnings)
        lines = [diff_line(change, app.voice) for change in found.changes]
        ends, code = {"number": found.version.number}, "plan.diff.count"
    if lines or out.format is not Format.TABLE:
        app.deliver(diff_as(out.format.value, lines, app.voice), out.output)
    app.remark(code, n=len(lines), **ends)
    return 3 if check and lines and first is None and last is None else None
