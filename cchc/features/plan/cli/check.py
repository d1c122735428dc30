"""`cchc plan check | schema`."""

import sys
from contextlib import suppress
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Annotated

from cchc.app.context import AppContext
from cchc.app.options import Json, Output, argument, option
from cchc.app.output import Format, choose_form
from cchc.app.which_plan import (
    applied_versions,
    check_plan,
    path_from_here,
    plan_changed,
    plan_path,
)
from cchc.core.check.conformity import Conformity
from cchc.core.plan.changes import (
    VersionChanges,
    plan_changes,
)
from cchc.features.plan.actions.check import STDIN, change_source, compare_with_above
from cchc.screen.problems import problems_json
from cchc.sources.file_bytes import PlanRead, bounded_read
from cchc.text.problem import (
    Place,
    Problem,
    ProblemCode,
    Refusal,
    refuse_if_any,
)


def version_steps(
    database: Path, today: date, first: int | None = None, last: int | None = None
) -> tuple[VersionChanges, ...]:
    """The versions from one to another, both included, all of them by default.

    Version by version, so that each change stands with its decision. P254 for a
    number that no version has.
    """
    done = applied_versions(database, today)
    numbers = [version.number for version in done]
    known, code = ", ".join(map(str, numbers)), ProblemCode.PLAN_VERSION_NONE
    refuse_if_any(
        Problem(code, Place(argument=option), {"text": str(number), "known": known})
        for option, number in (("--from", first), ("--to", last))
        if number is not None and number not in numbers
    )
    start, end = sorted((first or numbers[0], last or numbers[-1]))
    chosen = done[start - 1 : end]
    steps = [VersionChanges(chosen[0], change_source(chosen[0]), ())]
    for old, new in pairwise(chosen):
        changes = plan_changes(old.plan, new.plan)
        steps.append(VersionChanges(new, change_source(new), changes))
    return tuple(steps)


FileOrFolder = Annotated[str | None, argument("FILE|DIR", "help.plan.file")]
Against = Annotated[Path | None, option("--against", "help.plan.against", "FILE|DIR")]


def run_check(
    app: AppContext,
    file: FileOrFolder = None,
    against: Against = None,
    as_json: Json = False,
) -> None:
    checked = named_plan(app, file)
    database = path_from_here(app.database)
    above = compare_with_above(checked, against, database, app.today)
    if as_json:
        app.out(problems_json(checked.problems, app.voice))
        return
    changed = None
    with suppress(Refusal):  # a broken database is for other commands to tell
        if app.database.exists():
            latest = applied_versions(app.database, app.today)[-1]
            changed = plan_changed(app.database, latest)
    app.warn([*checked.problems, *([] if changed is None else [changed])])
    plan = checked.plan
    app.remark(
        "plan.check.right",
        name=checked.name,
        title=plan.title,
        units=len(plan.units),
        commitments=len(plan.commitments),
        indicators=len(plan.declared_indicators),
        tasks=len(plan.tasks),
    )
    _remark_on_above(app, checked, above)


def named_plan(app: AppContext, file: str | None) -> PlanRead:
    """The plan named on the command line, read and right."""
    if file == STDIN:
        return check_plan(None, bounded_read(sys.stdin.buffer))
    return check_plan(Path(file) if file else path_from_here(plan_path(app.database)))


def _remark_on_above(
    app: AppContext, checked: PlanRead, above: tuple[str, Conformity] | None
) -> None:
    """What a unit's plan keeps of the plan above, and what it adds."""
    origin = checked.plan.origin
    if above is None:
        if origin is not None:
            app.remark("cascade.above.absent", plan=origin.plan)
        return
    name, conformity = above
    app.remark("cascade.above.kept", n=conformity.kept, name=name)
    if own := conformity.own:
        app.remark("cascade.above.own", n=len(own), keys=", ".join(own))


def run_schema(app: AppContext, output: Output = None) -> None:
    from cchc.sources.plan.plan_writer import schema_text

    app.writer.require_file(output)
    choose_form((Format.JSON,), Format.JSON, None, output, Format.JSON)
    app.deliver(schema_text(app.voice), output)
