"""A unit's plan held against the plan above, as `plan check` tells it."""

from pathlib import Path
from typing import TYPE_CHECKING

from cchc.app.context import AppContext
from cchc.text.problem import Refusal

if TYPE_CHECKING:
    from cchc.features.cascade.actions.against import Compared
    from cchc.features.plan.actions.check import Checked


def near(app: AppContext) -> Path:
    """The database as typed from this folder, so that files beside it are named so."""
    here = Path.cwd()
    path = app.database
    return path.relative_to(here) if path.is_relative_to(here) else path


def held(
    app: AppContext, checked: "Checked", against: Path | None
) -> "Compared | None":
    """A unit's plan beside the one above; the run ends where it lowers anything."""
    from cchc.features.cascade.actions.against import compared_with_above

    found = compared_with_above(checked, against, near(app), app.today)
    if found is not None and found.held.problems:
        raise Refusal(tuple(found.held.problems))
    return found


def tell_held(app: AppContext, checked: "Checked", found: "Compared | None") -> None:
    """What a unit's plan keeps of the plan above, and what it adds."""
    origin = checked.plan.origin
    if found is None:
        if origin is not None:
            app.remark("cascade.above.absent", plan=origin.plan)
        return
    app.remark("cascade.above.kept", n=found.held.kept, name=found.name)
    if found.held.own:
        own = found.held.own
        app.remark("cascade.above.own", n=len(own), keys=", ".join(own))
