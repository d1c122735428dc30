"""`cchc plan check | schema`; a plan beside its versions and the plan above it."""

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
    plan_in_force,
    plan_path,
)
from cchc.core.check.conformity import Conformity, check_conformity
from cchc.core.plan.calendar import periods
from cchc.core.plan.changes import (
    ChangeSource,
    PlanChange,
    VersionChanges,
    plan_changes,
)
from cchc.core.plan.plan import Plan, PlanVersion
from cchc.screen.problems import problems_json
from cchc.sources.file_bytes import PlanRead, bounded_read
from cchc.store.ledger import open_ledger
from cchc.store.plans import versions
from cchc.text.problem import (
    Place,
    Problem,
    ProblemCode,
    Refusal,
    refuse,
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


def change_source(version: PlanVersion) -> ChangeSource:
    """The version that brought changes, with its first period and decision."""
    made = periods(version.plan)
    period = made[min(version.effective, len(made)) - 1]
    return ChangeSource(version.number, period, version.decision)


def compare_file(
    checked: PlanRead, database: Path
) -> tuple[PlanVersion, tuple[PlanChange, ...]]:
    """The latest version applied of the plan, and what the file says otherwise.

    P244 where none was applied.
    """
    with open_ledger(database) as ledger:
        done = versions(ledger, checked.plan.id)
    if not done:
        refuse(ProblemCode.PLAN_NONE, Place(file=str(database)))
    return done[-1], plan_changes(done[-1].plan, checked.plan)


def compare_with_above(
    checked: PlanRead, against: Path | None, database: Path, today: date
) -> tuple[str, Conformity] | None:
    """From what the plan above was read, and what the unit's keeps and adds.

    Against the plan file named; else, for a plan that names its plan above, against
    that plan as it is in force in the database, else as the file beside it has it.
    None where nothing is named, or that plan is not to be found here. Refused where
    the unit's plan lowers anything.
    """
    named: tuple[Plan, str] | None = None
    if against is not None:
        above = check_plan(against)
        named = above.plan, above.name
    elif checked.plan.origin is not None:
        named = _plan_nearby(checked.plan.origin.plan, database, today)
    if named is None:
        return None
    plan, name = named
    conformity = check_conformity(checked.plan, plan, checked.at)
    if conformity.problems:
        raise Refusal(conformity.problems)
    return name, conformity


def _plan_nearby(key: str, database: Path, today: date) -> tuple[Plan, str] | None:
    """The plan with this id, in force or beside the database, and its name."""
    beside = plan_path(database)
    with suppress(Refusal):  # a broken database is for other commands to tell
        if database.exists():
            version = plan_in_force(database, today)
            if version.plan.id == key:
                return version.plan, str(database)
    with suppress(Refusal):
        checked = check_plan(beside) if beside.exists() else None
        if checked is not None and checked.plan.id == key:
            return checked.plan, checked.name
    return None


FileOrFolder = Annotated[str | None, argument("FILE|DIR", "help.plan.file")]
Against = Annotated[Path | None, option("--against", "help.plan.against", "FILE|DIR")]
STDIN = "-"


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
