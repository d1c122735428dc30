"""Tables of stocks and flows that can be filled in and added up (DESIGN 3)."""

from cchc.core.check.context import KEY, CheckContext
from cchc.core.plan.stock_table import ColumnKind, StockTable
from cchc.text.problem import ProblemCode, Steps


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
        if unnamed := table.unnamed({area.id for area in context.plan.areas}):
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
