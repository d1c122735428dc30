"""`cchc plan apply | show | diff`."""

from typing import Annotated

from cchc.app.console import steps_of
from cchc.app.context import AppContext
from cchc.app.give import give_list
from cchc.app.options import By, DryRun, ListOptions, TextOptions, option
from cchc.app.output import Format
from cchc.app.which_plan import path_from_here, plan_changed, plan_in_force
from cchc.core.plan.calendar import periods
from cchc.core.plan.changes import ChangeSource
from cchc.features.plan.actions.apply import apply_plan
from cchc.features.plan.actions.check import compare_file
from cchc.features.plan.cli.check import FileOrFolder, named_plan, version_steps
from cchc.features.plan.show.apply import Grounds
from cchc.features.plan.show.plan import (
    DiffJson,
    DiffLine,
    HistoryJson,
    change_words,
    diff_table,
    history_text,
    plan_text,
)
from cchc.screen.document import json_text
from cchc.store.schema.plan_document import to_json
from cchc.words.period import label

Decision = Annotated[str | None, option("--decision", "help.plan.decision", "PAPER")]
Effective = Annotated[
    str | None, option("--effective", "help.plan.effective", "PERIOD")
]
Reason = Annotated[str | None, option("--reason", "help.plan.reason", "TEXT")]
First = Annotated[int | None, option("--from", "help.plan.diff.from", "VERSION")]
Last = Annotated[int | None, option("--to", "help.plan.diff.to", "VERSION")]


def run_apply(
    app: AppContext,
    file: FileOrFolder = None,
    decision: Decision = None,
    effective: Effective = None,
    reason: Reason = None,
    by: By = None,
    dry_run: DryRun = False,
) -> None:
    grounds = Grounds(decision, effective, reason)
    with steps_of(app.with_progress(range(5), 5, "plan.apply.progress")) as step:
        checked = named_plan(app, file)
        step()
        request = (checked, app.database, grounds, app.stamp("plan apply", by))
        done = apply_plan(*request, dry_run=dry_run, step=step)
    app.warn(done.warnings)
    if done.unchanged:
        app.remark("plan.apply.unchanged", number=done.number)
        return
    since = next(p for p in periods(done.plan) if p.id == done.effective)
    source = ChangeSource(done.number, since, done.decision)
    for change in done.changes:
        app.remark("plan.apply.line", text=change_words(change, app.voice, source))
    if done.created:
        code = "plan.apply.would_create" if dry_run else "plan.apply.created"
        app.remark(code, path=str(path_from_here(app.database)))
        app.tell_share()
    app.tell_backup(done.backup)
    code = "plan.apply.would" if dry_run else "plan.apply.done"
    title, period = done.plan.title, label(since, app.voice)
    app.remark(code, number=done.number, title=title, period=period)


def run_show(
    app: AppContext,
    history: Annotated[bool, option("--history", "help.plan.show.history")] = False,
    *,
    out: TextOptions,
) -> None:
    if history:
        steps = version_steps(app.database, app.today)
        text = history_text(steps, app.voice)
        if out.as_json:
            text = HistoryJson.as_json(steps, voice=app.voice) + "\n"
        app.deliver(text, out.output)
        return
    version = plan_in_force(app.database, app.today)
    changed = plan_changed(app.database, version)
    app.warn([] if changed is None else [changed])
    if out.as_json:
        text = json_text(to_json(version.plan))
    else:
        text = plan_text(version, app.voice)
    app.deliver(text, out.output)


def run_diff(
    app: AppContext,
    file: FileOrFolder = None,
    first: First = None,
    last: Last = None,
    check: Annotated[bool, option("--check", "help.plan.diff.check")] = False,
    *,
    out: ListOptions,
) -> int | None:
    if first is not None or last is not None:
        steps = version_steps(app.database, app.today, first, last)
        lines = [DiffLine(change, s.source) for s in steps for change in s.changes]
        ends = {"old": steps[0].version.number, "number": steps[-1].version.number}
        code = "amendment.diff.compared"
    else:
        checked = named_plan(app, file)
        version, changes = compare_file(checked, app.database)
        app.warn(checked.problems)
        lines = [DiffLine(change) for change in changes]
        ends, code = {"number": version.number}, "plan.diff.count"
    if lines or out.format is not Format.TABLE:
        give_list(
            app,
            out,
            lambda: DiffJson.as_json(lines, voice=app.voice),
            lambda: diff_table(lines, app.voice),
            lambda *_: "\n".join(line.words(app.voice) for line in lines),
        )
    app.remark(code, n=len(lines), **ends)
    return 3 if check and lines and first is None and last is None else None
