"""Whether the plan file still is what was applied; looked at by every command."""

from pathlib import Path

from cchc.core.plan.plan import PlanVersion
from cchc.sources.plan.plan_bytes import digest_of_path
from cchc.text.problem import Place, Problem, ProblemCode


def plan_changed(database: Path, version: PlanVersion) -> Problem | None:
    """P240 when the file that this version was applied from has changed since.

    By the bytes alone: no YAML is read. None when the file is gone or unchanged.
    """
    if version.source is None:
        return None
    path = database.parent / version.source
    digest = digest_of_path(path) if path.exists() else None
    if digest is None or digest == version.digest:
        return None
    shown = version.source
    return Problem(ProblemCode.PLAN_CHANGED, Place(file=shown), {"path": shown})
