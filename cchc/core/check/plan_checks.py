"""Every rule that a plan must keep before it may be applied (DESIGN 3).

The plan is judged as written: names of groups are not yet unit ids, so that a name
that means nothing can be told where it stands.
"""

from cchc.core.check.calendar import check_calendar, check_rhythm
from cchc.core.check.context import KEY, CheckContext
from cchc.core.check.groups import check_groups
from cchc.core.check.names import check_names, check_origins, check_unused
from cchc.core.check.rules import check_rules
from cchc.core.check.scorecard import check_scorecard
from cchc.core.check.tables import check_tables
from cchc.core.check.targets import check_targets
from cchc.core.check.trajectories import check_trajectories
from cchc.core.plan.plan import Plan
from cchc.core.plan.reminder import Channel
from cchc.text.problem import PlaceAt, Problem, ProblemCode, Steps, in_order


def check(plan: Plan, at: PlaceAt) -> tuple[Problem, ...]:
    """All problems of a plan as written, warnings too, in the order of the file."""
    context = CheckContext(plan, at)
    for check_part in _CHECKS:
        check_part(context)
    return tuple(in_order(context.problems))


def _check_promises(context: CheckContext) -> None:
    plan = context.plan
    if not (plan.commitments or plan.indicators or plan.tasks or plan.tables):
        context.note(ProblemCode.NOTHING_PROMISED, (), text=plan.id)
    if not plan.units:
        context.note(ProblemCode.MISSING_KEY, ("units",), key="units")
    supported = {task.supports for task in plan.tasks}
    for row, commitment in enumerate(plan.commitments):
        if not commitment.indicators and commitment.id not in supported:
            path: Steps = ("commitments", row, "indicators")
            context.note(ProblemCode.NOTHING_PROMISED, path, text=commitment.id)


def _check_reminders(context: CheckContext) -> None:
    """Each step of the ladder once, a letter only where it can name somebody.

    A letter lists units that are late, so that before the due day is over there is
    nobody to list; a template is of a letter alone.
    """
    first: dict[tuple[str, str, str], Steps] = {}
    for row, step in enumerate(context.plan.reminders):
        path: Steps = ("reminders", row)
        held = first.setdefault(step.key, path)
        if held is not path:
            to, line = step.to, context.line(held)
            code = ProblemCode.REMINDER_TWICE
            context.note(code, path, text=step.when, to=to, first=line)
        if step.by is Channel.LETTER and step.offset < 1:
            context.note(ProblemCode.LETTER_EARLY, (*path, "when"), text=step.when)
        if step.by is Channel.CHAT and step.template is not None:
            at = (*path, "template", KEY)
            context.note(ProblemCode.KEY_UNFIT, at, key="template", measure="chat")


_CHECKS = (
    _check_promises,
    check_names,
    check_targets,
    check_groups,
    check_tables,
    check_scorecard,
    check_trajectories,
    check_calendar,
    check_rhythm,
    check_rules,
    _check_reminders,
    check_unused,
    check_origins,
)
