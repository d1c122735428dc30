"""Tables C and D of a report: statistics by area, stocks and flows (DOCUMENTS 3.4).

A report of the half-year or the year has the figures of all its periods together, one
of a quarter between them those of the quarter alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from cchc.core.facts.report import Quality
from cchc.core.plan.check_rule import TableRule
from cchc.core.plan.plan import TableColumn
from cchc.core.plan.stock_table import (
    ColumnKind,
    StockTable,
    TableHead,
    small_first,
)
from cchc.core.verdict.indicator import IndicatorView
from cchc.features.papers.show.tables import by_areas, roman
from cchc.paper.manuscript import Plain
from cchc.phrases.figure_phrases import rate_words, value_words
from cchc.phrases.paper_head import is_cumulative
from cchc.phrases.writer import Writer
from cchc.text.compare import fold
from cchc.text.number_format import format_figure
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.checking import failure_problem
from cchc.words.period import report_title
from cchc.words.problem import describe_problem
from cchc.words.prose import NOTHING

Values = Mapping[str, Fraction | None]
"""The figures of one row by the ids of its columns."""


class StatisticRow(Record):
    """A row of table C: a statistic, or the area that heads some."""

    no: str
    name: str
    unit: str = ""
    value: str = ""
    note: str = ""


def is_column(view: IndicatorView) -> bool:
    """Whether an indicator is a column of a table, and printed there."""
    return isinstance(view.indicator, TableColumn)


def is_to_date(view: IndicatorView, writer: Writer) -> bool:
    """Whether a figure holds more than its period: all since the start of the year."""
    return writer.view.period.ordinal > 1 and not view.indicator.is_state


def statistic_rows(writer: Writer) -> list[StatisticRow]:
    """Table C: areas as headed rows, what is counted in each without a target."""
    lines = [
        (view.indicator.area, view)
        for view in writer.view.indicators
        if view.indicator.target is None and not is_column(view)
    ]
    rows: list[StatisticRow] = []
    for block, (name, views) in enumerate(by_areas(lines, writer), start=1):
        rows += [StatisticRow(roman(block), name)] if name else []
        rows += (
            _statistic_row(n, view, writer) for n, view in enumerate(views, start=1)
        )
    return rows


def _statistic_row(number: int, view: IndicatorView, writer: Writer) -> StatisticRow:
    indicator, notes = view.indicator, []
    if view.quality is not Quality.FINAL:
        notes.append(writer.say(f"quality.{view.quality}"))
    if rate := rate_words(view, writer.voice):
        notes.append(rate)
    if view.stale:
        notes.append(writer.say("memo.note.stale"))
    if is_to_date(view, writer) and not is_cumulative(writer.view.period):
        notes.append(writer.say("memo.note.to_date"))  # table D is of the period alone
    return StatisticRow(
        no=str(number),
        name=one_line(indicator.name),
        unit=one_line(indicator.unit) or NOTHING,
        value=value_words(indicator, _value(view, writer)),
        note="; ".join(notes),
    )


def stock_tables(writer: Writer, unit: str | None = None) -> list[Plain]:
    """Table D: each table of the plan with its totals; of one unit alone, if given.

    One with rows has a line for each, else for each unit; the whole stands last.
    """
    title = report_title(writer.view.period, writer.voice)
    # what does not balance of all periods together is told inside the house alone
    failures = writer.view.sum_failures if writer.is_internal else ()
    tables: list[Plain] = []
    for table in writer.plan.tables:
        if unit is not None and unit not in table.reporters:
            continue
        heads = list(table.layout)
        rows = list(_rows(table, heads, writer, unit))
        kind = next(iter(table.rows), None)
        first = writer.say("table.unit") if kind is None else table.name_of(kind)
        columns = [writer.say("table.no"), first]
        for head in heads:  # `Mới tiếp nhận: trực tuyến`
            text = _label(table, head.key, writer)
            if head.group:
                text = f"{_label(table, head.group, writer)}: {small_first(text)}"
            columns.append(text)
        counted = one_line(table.unit)
        code = "table.title" if counted else "table.bare"
        blanks = {"name": one_line(table.name), "period": title, "unit": counted}
        wrong = (
            failure_problem(f, writer.plan, refuses=False)
            for f in failures
            if isinstance(f.rule, TableRule) and f.rule.table == table.id
        )
        unbalanced = [describe_problem(found, writer.voice).message for found in wrong]
        entry: dict[str, Plain] = {
            "name": writer.say(code, **blanks),
            "columns": [one_line(text) for text in columns],
            "rows": [list(row) for row in rows],
            "note": "; ".join(unbalanced),
        }
        tables.append(entry)
    return tables


def _rows(
    table: StockTable, heads: Sequence[TableHead], writer: Writer, unit: str | None
) -> Iterator[tuple[str, ...]]:
    """Number, name and figures of each line; the whole last, in bold by its sign."""
    parts: list[tuple[str, Values]] = []
    if table.row_ids:
        areas = {area.id: area.name for area in writer.view.areas}
        for row, prefix in zip(table.row_ids, table.row_prefixes, strict=True):
            name = table.name_of(row, areas)
            parts.append((name, _values(table, prefix, writer, unit)))
    elif unit is None:
        pairs = ((view.indicator, view) for view in writer.view.indicators)
        columns = ((c, view) for c, view in pairs if isinstance(c, TableColumn))
        first = next((view for c, view in columns if c.parent == table.id), None)
        for share in first.shares if first else ():
            values = _values(table, table.id, writer, share.unit)
            parts.append((writer.units((share.unit,)), values))
    for number, (name, values) in enumerate(parts, start=1):
        texts = (_text(table, _sum(values, head)) for head in heads)
        yield (str(number), one_line(name), *texts)
    whole = whole_values(table, writer, unit)
    name = writer.say("table.total") if unit is None else writer.units((unit,))
    yield ("", name, *(_text(table, _sum(whole, head)) for head in heads))


def whole_values(table: StockTable, writer: Writer, unit: str | None = None) -> Values:
    """The figures of all rows together, by column; None where one is not known."""
    rows = [_values(table, prefix, writer, unit) for prefix in table.row_prefixes]
    columns = [column for _, column in table.columns]
    return {column: _add([row.get(column) for row in rows]) for column in columns}


def _values(table: StockTable, prefix: str, writer: Writer, unit: str | None) -> Values:
    """The figures of a row by column, of a unit or of all."""
    views = {view.indicator.id: view for view in writer.view.indicators}
    return {
        column: _value(views[key], writer, unit) if key in views else None
        for _, column in table.columns
        for key in [f"{prefix}.{column}"]
    }


def _value(
    view: IndicatorView, writer: Writer, unit: str | None = None
) -> Fraction | None:
    """The figure that the report tells of: to date, or of its period alone."""
    share = next((part for part in view.shares if part.unit == unit), None)
    if unit is not None and share is not None:
        to_date, in_period = share.to_date, share.in_period
    elif unit is not None and view.indicator.reporters != (unit,):
        return None
    else:
        to_date, in_period = view.actual, view.in_period
    column = view.indicator
    adds_up = isinstance(column, TableColumn) and (
        column.kind.is_flow or column.is_opening
    )
    return in_period if adds_up and not is_cumulative(writer.view.period) else to_date


def _sum(values: Values, head: TableHead) -> Fraction | None:
    return _add([values.get(column) for column in head.columns])


def _add(values: Sequence[Fraction | None]) -> Fraction | None:
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)) if len(known) == len(values) else None


def _text(table: StockTable, value: Fraction | None) -> str:
    return NOTHING if value is None else format_figure(value, table.decimals)


def _label(table: StockTable, key: str, writer: Writer) -> str:
    """What the plan calls a column or group; a group without a name by what it is."""
    code = f"table.group.{key}"
    files = f"{code}.files"  # of files it is said as in every report
    if fold(table.unit) == "ho so" and writer.voice.knows(files):
        code = files
    if key not in table.names and writer.voice.knows(code):
        return writer.say(code)
    return table.name_of(key)


def stock_sentence(table: StockTable, writer: Writer) -> str:
    """`Hồ sơ: kỳ trước chuyển sang 431; mới tiếp nhận 42.000 hồ sơ (trực tuyến …); …`.

    Empty where nothing of it is known.
    """
    values = whole_values(table, writer)
    if all(value is None for value in values.values()):
        return ""
    parts = []
    for kind in ColumnKind:
        columns = [column for own, column in table.columns if own is kind]
        groups = [("", columns)]
        if kind is not ColumnKind.OPENING:
            groups = [*_groups(table, kind, columns, writer)]
        parts += [_group_words(table, *group, values) for group in groups]
    listed = "; ".join(part for part in parts if part)
    return writer.say("memo.indicator", name=one_line(table.name), said=listed)


def _groups(
    table: StockTable, kind: ColumnKind, columns: list[str], writer: Writer
) -> Iterator[tuple[str, list[str]]]:
    """Columns under the totals that the plan names, the rest under their group."""
    left = list(columns)
    for key, of in table.totals.items():
        if inside := [column for column in columns if column in of]:
            yield table.name_of(key), inside
            left = [column for column in left if column not in inside]
    name = ""
    if len(left) > 1 or left == columns:
        known = kind.value in table.names
        name = table.name_of(kind.value) if known else writer.say(f"memo.stock.{kind}")
    if left:
        yield name, left


def _group_words(
    table: StockTable, name: str, columns: list[str], values: Values
) -> str:
    """`đã giải quyết 40.390 hồ sơ (trước hạn 25.002; đúng hạn 15.098; trễ hạn 290)`."""

    def column_figures(unit: str) -> str:
        return "; ".join(
            f"{small_first(one_line(table.name_of(column)))} {figure} {unit}".rstrip()
            for column in columns
            for figure in [_text(table, values.get(column))]
            if figure != NOTHING
        )

    unit = one_line(table.unit)
    if not name or len(columns) == 1:
        return column_figures(unit)
    name, inside = small_first(one_line(name)), column_figures("")
    total = _add([values.get(column) for column in columns])
    if total is None:
        return f"{name}: {inside}"
    figure = _text(table, total)
    return f"{name} {figure} {unit} ({inside})".replace("  ", " ")
