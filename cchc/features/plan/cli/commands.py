"""`cchc plan check | apply | show | diff | schema`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cchc.app.context import Desk
from cchc.app.options import By, DryRun, Format, FormatName, Json, Output, chosen
from cchc.features.cascade.cli import above as plan_above
from cchc.features.cascade.cli import cascade as plan_cascade
from cchc.features.plan.cli import versions as plan_versions

if TYPE_CHECKING:
    from cchc.features.plan.actions.apply import Applied
    from cchc.features.plan.actions.check import Checked
    from cchc.text.problem import Problem

FileOrFolder = Annotated[
    str | None, typer.Argument(metavar="FILE|DIR", help="help.plan.file")
]
STDIN = "-"


def register(app: typer.Typer) -> None:
    """Add the family of plan verbs."""
    family = typer.Typer(help="help.plan")
    family.command("check", help="help.plan.check")(_check)
    family.command("apply", help="help.plan.apply")(_apply)
    family.command("show", help="help.plan.show")(_show)
    family.command("diff", help="help.plan.diff")(_diff)
    plan_cascade.register(family)
    family.command("schema", help="help.plan.schema")(_schema)
    app.add_typer(family, name="plan")


def _check(
    ctx: typer.Context,
    file: FileOrFolder = None,
    against: Annotated[
        Path | None,
        typer.Option("--against", metavar="FILE|DIR", help="help.plan.against"),
    ] = None,
    as_json: Json = False,
) -> None:
    desk = ctx.ensure_object(Desk)
    checked = _checked(desk, file, as_json=as_json)
    held = plan_above.held(desk, checked, against, as_json=as_json)
    if as_json:
        from cchc.screen.problems import problems_json

        desk.out(problems_json(checked.warnings, desk.voice))
        return
    desk.warn([*checked.warnings, *_since_applied(desk)])
    plan = checked.plan
    desk.remark(
        "plan.check.right",
        name=checked.name,
        title=plan.title,
        units=len(plan.units),
        commitments=len(plan.commitments),
        indicators=len(plan.all_indicators),
        tasks=len(plan.tasks),
    )
    plan_above.tell_held(desk, checked, held)


def _since_applied(desk: Desk) -> "list[Problem]":
    """The warning that the file applied last has changed since.

    A broken database is for other commands to tell.
    """
    from cchc.app.plan_watch import plan_changed
    from cchc.features.plan.actions.show import applied_versions
    from cchc.text.problem import Refused

    if not desk.database.exists():
        return []
    done = applied_versions(desk.database, desk.today)
    changed = (
        None if isinstance(done, Refused) else plan_changed(desk.database, done[-1])
    )
    return [] if changed is None else [changed]


def _apply(
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
    from cchc.text.problem import Refused

    desk = ctx.ensure_object(Desk)
    checked = _checked(desk, file)
    grounds = Grounds(decision, effective, reason)
    stamp = desk.stamp("plan apply", by)
    done = apply_plan(checked, desk.database, grounds, stamp, dry_run=dry_run)
    if isinstance(done, Refused):
        desk.refuse(done.problems)
    desk.warn(done.warnings)
    _tell_applied(desk, done, dry_run=dry_run)


def _tell_applied(desk: Desk, done: "Applied", *, dry_run: bool) -> None:
    from cchc.core.plan.calendar import periods
    from cchc.features.plan.actions.changes import Ground, change_words
    from cchc.words.period import label

    if done.unchanged:
        desk.remark("plan.apply.unchanged", number=done.number)
        return
    since = next(p for p in periods(done.plan) if p.id == done.effective)
    ground = Ground(done.number, since, done.decision)
    for change in done.changes:
        text = change_words(change, desk.voice, ground)
        desk.remark("plan.apply.line", text=text)
    if done.created:
        code = "plan.apply.would_create" if dry_run else "plan.apply.created"
        desk.remark(code, path=str(_from_here(desk.database)))
    code = "plan.apply.would" if dry_run else "plan.apply.done"
    title, period = done.plan.title, label(since, desk.voice)
    desk.remark(code, number=done.number, title=title, period=period)


def _show(
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
    from cchc.text.problem import Refused

    desk = ctx.ensure_object(Desk)
    version = plan_in_force(desk.database, desk.today)
    if isinstance(version, Refused):
        desk.refuse(version.problems, as_json=as_json)
    changed = plan_changed(desk.database, version)
    desk.warn([] if changed is None else [changed])
    if as_json:
        from cchc.features.plan.actions.show import plan_json

        desk.deliver(plan_json(version), output)
    else:
        from cchc.features.plan.show.plan import plan_text

        desk.deliver(plan_text(version, desk.voice), output)


def _diff(
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
    desk = ctx.ensure_object(Desk)
    form = chosen(desk, as_json=as_json, name=format_name)
    if _file_differs(desk, file, form, output) and check:
        raise typer.Exit(3)


def _file_differs(
    desk: Desk, file: str | None, form: Format, output: Path | None
) -> bool:
    """Whether the file differs from what was applied last; the changes are told."""
    from cchc.features.plan.actions.changes import diff_line
    from cchc.features.plan.actions.show import compare_plan
    from cchc.features.plan.show.diff import diff_as
    from cchc.text.problem import Refused

    is_json = form is Format.JSON
    checked = _checked(desk, file, as_json=is_json)
    compared = compare_plan(checked, desk.database)
    if isinstance(compared, Refused):
        desk.refuse(compared.problems, as_json=is_json)
    desk.warn(compared.warnings)
    found = compared.changes
    if found or form is not Format.TABLE:
        lines = [diff_line(each, desk.voice) for each in found]
        desk.deliver(diff_as(form.value, lines, desk.voice), output)
    number = compared.version.number
    desk.remark("plan.diff.count", n=len(found), number=number)
    return bool(found)


def _schema(ctx: typer.Context, output: Output = None) -> None:
    from cchc.features.plan.actions.check import schema_text

    desk = ctx.ensure_object(Desk)
    desk.deliver(schema_text(desk.voice), output)


def _checked(desk: Desk, file: str | None, *, as_json: bool = False) -> "Checked":
    """The plan named on the command line, read and right; else the run ends."""
    from cchc.features.plan.actions.check import check_plan, plan_path
    from cchc.text.problem import Refused

    if file == STDIN:
        import sys

        checked = check_plan(None, sys.stdin.buffer.read())
    else:
        path = Path(file) if file else _from_here(plan_path(desk.database))
        checked = check_plan(path)
    if isinstance(checked, Refused):
        desk.refuse(checked.problems, as_json=as_json)
    return checked


def _from_here(path: Path) -> Path:
    """The path as it is typed from this folder, where it is below it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
