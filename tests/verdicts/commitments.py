"""What is said of a commitment, from what stands of its indicators (SEMANTICS 7)."""

from cchc.text.record import Record
from tests.verdicts.oracle import WORST_FIRST

REACHED = ("met", "exceeded")
ASIDE = ("not_due", "awaited", "unassigned")
OUTSIDE = ("void", "nil_year", "statistic")


class Kept(Record):
    """The status of a commitment, and k of n that are met or exceeded."""

    status: str
    met: int
    of: int


def commitment(standings: tuple[str, ...]) -> Kept:
    """The rule over the standing of the rows; what was withdrawn is outside of n."""
    rows = [each for each in standings if each not in OUTSIDE]
    met = sum(each in REACHED for each in rows)
    return Kept(_status(rows, standings), met, len(rows))


def _status(rows: list[str], standings: tuple[str, ...]) -> str:
    if not rows:
        return "nil_year" if "nil_year" in standings else "void"
    judged = [each for each in rows if each not in ASIDE]
    if not judged:
        return min(rows, key=WORST_FIRST.index)
    if all(each in REACHED for each in rows):
        return "exceeded" if "exceeded" in rows else "met"
    worst = min(judged, key=WORST_FIRST.index)
    if len(judged) < len(rows) and worst in REACHED:
        return "on_track"
    return worst


TASKS_DONE = ("done_on_time", "done_late")
TASKS_OUTSIDE = ("dropped", "recurring")


def kept_by_tasks(tasks: tuple[str, ...], *, fin: bool) -> Kept:
    """A commitment that has no indicator, from the statuses of its tasks."""
    counted = [each for each in tasks if each not in TASKS_OUTSIDE]
    done = sum(each in TASKS_DONE for each in counted)
    return Kept(_by_tasks(counted, fin=fin), done, len(counted))


def _by_tasks(counted: list[str], *, fin: bool) -> str:
    is_done = all(each in TASKS_DONE for each in counted)
    if fin and not is_done:
        return "failed"
    if "overdue" in counted:
        return "behind"
    if "done_late" in counted:
        return "done_late"
    return "met" if counted and is_done else "on_track"
