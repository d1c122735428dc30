"""`cchc plan check | apply | show | diff | schema`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cchc.app.context import AppContext
from cchc.app.options import By, DryRun, Format, FormatName, Json, Output, choose_format
from cchc.features.cascade.cli import above as plan_above
from cchc.features.plan.cli import versions as plan_versions

if TYPE_CHECKING:
    from cchc.features.plan.actions.apply import Applied
    from cchc.features.plan.actions.check import Checked
    from cchc.text.problem import Problem

FileOrFolder = Annotated[
    str | None, typer.Argument(metavar="FILE|DIR", help="help.plan.file")
]
STDIN = "-"


def run_check(
    ctx: typer.Context,
    file: FileOrFolder = None,
    against: Annotated[
        Path | None,
        typer.Option("--against", metavar="FILE|DIR", help="help.plan.against"),
    ] = None,
    as_json: Json = False,
) -> None:
    app = ctx.ensure_object(AppContext)
    checked = _checked(app, file)
    held = plan_above.held(app, checked, against)
    if as_json:
        from cchc.screen.problems import problems_json

        app.out(problems_json(checked.warnings, app.voice))
        return
    app.warn([*checked.warnings, *_since_applied(app)])
    plan = checked.plan
    app.remark(
        "plan.check.right",
        name=checked.name,
        title=plan.title,
        units=len(plan.units),
        commitments=len(plan.commitments),
        indicators=len(plan.all_indicators),
        tasks=len(plan.tasks),
    )
    plan_above.tell_held(app, checked, held)


def _since_applied(app: AppContext) -> "list[Problem]":
    """The warning that the file applied last has changed since.

    A broken database is for other commands to tell.
    """
    from cchc.app.plan_watch import plan_changed
    from cchc.features.plan.actions.show import applied_versions
    from cchc.text.problem import Refusal

    if not app.database.exists():
        return []
    try:
        done = applied_versions(app.database, app.today)
    except Refusal:
        return []
    changed = plan_changed(app.database, done[-1])
    return [] if changed is None else [changed]


def run_apply(
    ctx: typer.Context,
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
    from cchc.features.plan.actions.amendment_grounds import Grounds
    from cchc.features.plan.actions.apply import apply_plan

    app = ctx.ensure_object(AppContext)
    checked = _checked(app, file)
    grounds = Grounds(decision, effective, reason)
    stamp = app.stamp("plan apply", by)
    done = apply_plan(checked, app.database, grounds, stamp, dry_run=dry_run)
    app.warn(done.warnings)
    _tell_applied(app, done, dry_run=dry_run)


def _tell_applied(app: AppContext, done: "Applied", *, dry_run: bool) -> None:
    from cchc.core.plan.calendar import periods
    from cchc.core.plan.changes import ChangeSource
    from cchc.features.plan.show.changes import change_words
    from cchc.words.period import label

    if done.unchanged:
        app.remark("plan.apply.unchanged", number=done.number)
        return
    since = next(p for p in periods(done.plan) if p.id == done.effective)
    ground = ChangeSource(done.number, since, done.decision)
    for change in done.changes:
        text = change_words(change, app.voice, ground)
        app.remark("plan.apply.line", text=text)
    if done.created:
        code = "plan.apply.would_create" if dry_run else "plan.apply.created"
        app.remark(code, path=str(_from_here(app.database)))
    code = "plan.apply.would" if dry_run else "plan.apply.done"
    title, period = done.plan.title, label(since, app.voice)
    app.remark(code, number=done.number, title=title, period=period)


def run_show(
    ctx: typer.Context,
    history: Annotated[
        bool, typer.Option("--history", help="help.plan.show.history")
    ] = False,
    as_json: Json = False,
    output: Output = None,
) -> None:
    if history:
        plan_versions.show_history(ctx, as_json=as_json, output=output)
        return
    from cchc.app.plan_watch import plan_changed
    from cchc.features.plan.actions.show import plan_in_force

    app = ctx.ensure_object(AppContext)
    version = plan_in_force(app.database, app.today)
    changed = plan_changed(app.database, version)
    app.warn([] if changed is None else [changed])
    if as_json:
        from cchc.features.plan.actions.show import plan_json

        app.deliver(plan_json(version), output)
    else:
        from cchc.features.plan.show.plan import plan_text

        app.deliver(plan_text(version, app.voice), output)


def run_diff(
    ctx: typer.Context,
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
    as_json: Json = False,
    format_name: FormatName = None,
    output: Output = None,
) -> None:
    if first is not None or last is not None:
        ends = first, last
        plan_versions.show_steps(
            ctx, ends, as_json=as_json, name=format_name, output=output
        )
        return
    app = ctx.ensure_object(AppContext)
    form = choose_format(app, as_json=as_json, name=format_name)
    if _file_differs(app, file, form, output) and check:
        raise typer.Exit(3)


def _file_differs(
    app: AppContext, file: str | None, form: Format, output: Path | None
) -> bool:
    """Whether the file differs from what was applied last; the changes are told."""
    from cchc.features.plan.actions.show import compare_plan
    from cchc.features.plan.show.changes import diff_as, diff_line

    checked = _checked(app, file)
    compared = compare_plan(checked, app.database)
    app.warn(compared.warnings)
    found = compared.changes
    if found or form is not Format.TABLE:
        lines = [diff_line(each, app.voice) for each in found]
        app.deliver(diff_as(form.value, lines, app.voice), output)
    number = compared.version.number
    app.remark("plan.diff.count", n=len(found), number=number)
    return bool(found)


def run_schema(ctx: typer.Context, output: Output = None) -> None:
    from cchc.features.plan.actions.check import schema_text

    app = ctx.ensure_object(AppContext)
    app.deliver(schema_text(app.voice), output)


def _checked(app: AppContext, file: str | None) -> "Checked":
    """The plan named on the command line, read and right; else the run ends."""
    from cchc.features.plan.actions.check import check_plan, plan_path

    if file == STDIN:
        import sys

        return check_plan(None, sys.stdin.buffer.read())
    return check_plan(Path(file) if file else _from_here(plan_path(app.database)))


def _from_here(path: Path) -> Path:
    """The path as it is typed from this folder, where it is below it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
