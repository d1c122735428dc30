"""Every rule that a plan must keep before it may be applied (DESIGN 3).

The plan is judged as written: names of groups are not yet unit ids, so that a name
that means nothing can be told where it stands.
"""

from cchc.core.check.calendar import check_calendar, check_rhythm
from cchc.core.check.context import KEY, CheckContext
from cchc.core.check.names import check_groups, check_names, check_origins, check_unused
from cchc.core.check.rules import check_rules
from cchc.core.check.scorecard import check_scorecard
from cchc.core.check.targets import check_targets, check_trajectories
from cchc.core.plan.plan import Plan
from cchc.core.plan.reminder import Channel
from cchc.core.plan.stock_table import ColumnKind, StockTable
from cchc.text.problem import PlaceAt, Problem, ProblemCode, Steps, in_order


def check_tables(context: CheckContext) -> None:
    """Note all that is wrong with tables, but for ids and references."""
    for row, table in enumerate(context.plan.tables):
        path: Steps = ("tables", row)
        groups = {kind for kind, _ in table.columns}
        for kind in (kind for kind in ColumnKind if kind not in groups):
            context.note(ProblemCode.MISSING_KEY, path, key=kind.value)
        if not (table.reporters or table.lead):
            context.note(ProblemCode.NO_REPORTER, path, text=table.id)
        if len(table.rows) > 1:
            kinds = ", ".join(table.rows)
            context.note(ProblemCode.TABLE_ROWS, (*path, "rows"), text=kinds)
        _check_totals(context, path, table)
        known = {column for _, column in table.columns}
        known.update(table.row_ids, table.rows, table.totals)
        known.update(kind.value for kind in ColumnKind)
        for name in (name for name in table.names if name not in known):
            context.note(ProblemCode.UNUSED, (*path, "names", name, KEY), text=name)
        if unnamed := table.ids_without_name({area.id for area in context.plan.areas}):
            keys, first = ", ".join(unnamed), unnamed[0]
            context.note(ProblemCode.TABLE_UNNAMED, path, text=keys, key=first)


def _check_totals(context: CheckContext, path: Steps, table: StockTable) -> None:
    """A total adds up columns that stand side by side in one group."""
    group_of = {column: kind for kind, column in table.columns}
    placed: set[str] = set()
    for total, columns in table.totals.items():
        at: Steps = (*path, "totals", total)
        groups = {group_of.get(column) for column in columns}
        beside = [column for column in group_of if column in columns]
        first = [*group_of].index(beside[0]) if beside else 0
        is_apart = beside != [*group_of][first : first + len(columns)]
        is_mixed = len(groups) != 1 or None in groups or is_apart
        if is_mixed or total in group_of or not placed.isdisjoint(columns):
            context.note(ProblemCode.TABLE_TOTAL, at, text=total)
        placed.update(columns)


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
            context.note_unfit((*path, "template"), "chat")


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
