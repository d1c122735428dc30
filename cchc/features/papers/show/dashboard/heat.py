"""The heat map: what each unit said of each indicator, and how far its own part is.

A unit has no verdict of its own (SEMANTICS 7 judges the whole): a cell tells what
was reported, and beside an allotment or a target how far the unit is, no more.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from cchc.core.facts.report import CellState, Reading, UnitCell
from cchc.core.plan.expected import goal_of
from cchc.core.plan.measure import ANSWERED, STATE_MEASURES, Measure, RatioOf
from cchc.core.plan.plan import Indicator
from cchc.core.verdict.cells import UNKNOWN
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.share import UnitShare, carriers
from cchc.core.verdict.status import every_indicator
from cchc.core.verdict.statuses import UNFINISHED_REPORTS, Status
from cchc.core.verdict.unit_reports import UnitView, came_late, is_silent, is_whole
from cchc.paper.html import StatusMark, shorten, status_mark
from cchc.phrases.figure_phrases import (
    actual_words,
    percent_words,
    status_words,
    value_words,
)
from cchc.phrases.reporting_phrases import report_rows
from cchc.phrases.share_phrases import part_words
from cchc.phrases.writer import Writer
from cchc.screen.status_style import BAD, DULL, GOOD, STATUS, WARN, Mark
from cchc.text.day import short
from cchc.text.number_format import vietnamese
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.prose import NOTHING

MOST_COLUMNS = 12
"""Columns of indicators that fit a lying page; `dashboard.css` has a width for each."""

LONGEST_NAME = 64
STATES: dict[CellState, str] = {
    CellState.MISSING: "✗",
    CellState.CLOSED: "✗",
    CellState.UNAVAILABLE: "…",
    CellState.NOT_DUE: "○",
    CellState.NIL: "∅",
}
FIGURE = "•"
LEVELS = ("▁", "▂", "▃", "▅", "▇", "█")
"""Nothing, then each begun quarter of its part, then all of it."""
WITHIN, OUTSIDE = "◆", "◇"


class HeatCell(Record):
    """What stands in a cell: a symbol, words, and the class of its colour."""

    symbol: str
    words: str
    css_class: str


class HeatRow(Record):
    """A unit, how its report stands, its cells; None where it is not asked."""

    unit: str
    report: StatusMark | None
    cells: tuple[HeatCell | None, ...]


class HeatTable(Record):
    """A table of indicators that fits a page.

    `verdicts` are those on the whole. `sent` (`7/8`) stands in the first table alone,
    which has a row for every unit and how its report stands.
    """

    caption: str
    names: tuple[str, ...]
    verdicts: tuple[StatusMark, ...]
    rows: tuple[HeatRow, ...]
    sent: str = ""


Column = tuple[IndicatorView, Mapping[str, HeatCell]]
"""An indicator and its cells by unit."""


def heat_tables(writer: Writer) -> tuple[HeatTable, ...]:
    """The map in tables of at most twelve columns, those of commitments first."""
    view = writer.view
    signed = {i.indicator.id for c in view.commitments for i in c.indicators}
    groups: dict[str, list[Column]] = {"commitments": [], "areas": []}
    for indicator in every_indicator(view):
        key = "commitments" if indicator.indicator.id in signed else "areas"
        if cells := heat_cells(indicator, writer):
            groups[key].append((indicator, cells))
    tables: list[HeatTable] = []
    for key, columns in groups.items():
        # runs of about the same length, none above what fits a page
        count = -(-len(columns) // MOST_COLUMNS)
        for turn in range(count):
            start, end = (len(columns) * at // count for at in (turn, turn + 1))
            part = columns[start:end]
            tables.append(_heat_table(key, part, writer, is_first=not tables))
    return tuple(tables)


def _heat_table(
    key: str, columns: Sequence[Column], writer: Writer, *, is_first: bool
) -> HeatTable:
    numbers = writer.view.reports
    rows = []
    for unit, row in zip(writer.view.units, report_rows(writer), strict=True):
        cells = tuple(by_unit.get(unit.unit.id) for _, by_unit in columns)
        if is_first:
            report = status_mark(row.on_time, report_mark(unit))
            rows.append(HeatRow(row.unit, report, cells))
        elif any(cells):
            rows.append(HeatRow(row.unit, None, cells))
    names = (one_line(view.indicator.name) for view, _ in columns)
    return HeatTable(
        caption=writer.say(f"board.heat.{key}"),
        names=tuple(shorten(name, LONGEST_NAME) for name in names),
        verdicts=tuple(_verdict(view, writer) for view, _ in columns),
        rows=tuple(rows),
        sent=f"{numbers.submitted}/{numbers.expected}" if is_first else "",
    )


def _verdict(view: IndicatorView, writer: Writer) -> StatusMark:
    """The verdict on the whole; of a statistic its figure, without a symbol."""
    status = view.standing_verdict.status
    if status is Status.STATISTIC:
        return StatusMark(actual_words(view, writer.voice), "", "")
    word = status_words(status, writer.voice, last=writer.last)
    return status_mark(word, STATUS[status])


def report_mark(unit: UnitView) -> Mark:
    """Symbol and colour of how a report stands."""
    if is_silent(unit):
        return "✗", BAD
    if came_late(unit):
        return "◐", WARN
    if unit.report in UNFINISHED_REPORTS:
        return "!", WARN
    return ("✓", GOOD) if is_whole(unit) else ("○", DULL)


def heat_legend(writer: Writer) -> tuple[HeatCell, ...]:
    """What the cells show; the blank one has no symbol."""

    def key(symbol: str, code: str, css_class: str, **blanks: int) -> HeatCell:
        return HeatCell(symbol, writer.say(f"board.heat.{code}", **blanks), css_class)

    return (
        key(LEVELS[0], "nothing", "level-0"),
        *(
            key(LEVELS[step], "under", f"level-{step}", percent=25 * step)
            for step in range(1, 5)
        ),
        key(LEVELS[5], "all", "level-5"),
        key(WITHIN, "within", "within"),
        key(OUTSIDE, "outside", "outside"),
        key(FIGURE, "figure", "value"),
        *(_state_cell(state, writer) for state in STATES),
        key("", "blank", "none"),
    )


def heat_cells(view: IndicatorView, writer: Writer) -> dict[str, HeatCell]:
    """The cells of an indicator by unit; a unit that is not asked has none."""
    cells = {cell.unit: cell for cell in view.cells}
    shares = {share.unit: share for share in view.shares}
    units = dict.fromkeys((*cells, *shares))
    heat = {u: _heat_cell(view, cells.get(u), shares.get(u), writer) for u in units}
    return {unit: cell for unit, cell in heat.items() if cell is not None}


def _heat_cell(
    view: IndicatorView, cell: UnitCell | None, share: UnitShare | None, writer: Writer
) -> HeatCell | None:
    """First what is not there, then how far, then what was said."""
    state = CellState.NOT_EXPECTED if cell is None else cell.state
    if state in UNKNOWN or state is CellState.CLOSED:
        return _state_cell(state, writer)
    progress = _share_progress(view, share) if share else _whole_progress(view, writer)
    if progress is not None:
        return progress
    if cell is None:
        return None
    answer = _answer_cell(view.indicator, cell.reading, writer)
    if answer is not None or state is CellState.NIL:
        return answer or _state_cell(state, writer)
    words = actual_words(view, writer.voice)
    if share:  # a figure that there is nothing to hold against
        words = part_words(view.indicator, share.to_date)
    words = writer.say("board.heat.reported") if words == NOTHING else words
    return HeatCell(FIGURE, words, "value")


def _state_cell(state: CellState, writer: Writer) -> HeatCell:
    words = writer.say(f"cell.state.{state}")
    return HeatCell(STATES[state], words, state.value)


def _share_progress(view: IndicatorView, share: UnitShare) -> HeatCell | None:
    """A unit's part as table E prints it: a percentage, or a rate beside its target."""
    indicator, goal = view.indicator, goal_of(view.indicator)
    if share.to_date is None or goal is None:
        return None
    if share.allotted is not None and indicator.measure is not Measure.RATIO:
        has_level = _grows(indicator) and share.percent is not None
        return _level_cell(share.percent or Decimal(0)) if has_level else None
    if _is_rate(indicator):
        words = value_words(indicator, share.to_date)
        return _side_cell(words, is_within=goal.is_reached(share.to_date))
    return None


def _whole_progress(view: IndicatorView, writer: Writer) -> HeatCell | None:
    """The part of a unit that carries the whole is the indicator's own figure."""
    indicator, goal = view.indicator, goal_of(view.indicator)
    alone = len(carriers(indicator)) == 1
    if not alone or view.actual is None or goal is None or view.stale:
        return None
    if _grows(indicator) and not _is_rate(indicator) and view.percent is not None:
        return _level_cell(view.percent, percent_words(view.percent))
    words = actual_words(view, writer.voice)
    return _side_cell(words, is_within=goal.is_reached(view.actual))


def _grows(indicator: Indicator) -> bool:
    """Whether more of it is nearer to the target, step by step over the year."""
    goal, is_level = goal_of(indicator), indicator.measure in STATE_MEASURES
    is_more = goal is not None and goal.has_percent and not goal.less_is_better
    return is_more and not is_level


def _is_rate(indicator: Indicator) -> bool:
    return indicator.measure is Measure.RATIO and indicator.of is not RatioOf.PLAN


def _level_cell(percent: Decimal, words: str = "") -> HeatCell:
    """How much of its part is done, in quarters begun."""
    last = len(LEVELS) - 1
    step = 0 if percent <= 0 else min(1 + int(percent // 25), last)
    return HeatCell(LEVELS[step], words or f"{vietnamese(percent)}%", f"level-{step}")


def _side_cell(words: str, *, is_within: bool) -> HeatCell:
    """Whether a figure is where the target wants it by the end of the year."""
    symbol, css_class = (WITHIN, "within") if is_within else (OUTSIDE, "outside")
    return HeatCell(symbol, words, css_class)


def _answer_cell(
    indicator: Indicator, reading: Reading | None, writer: Writer
) -> HeatCell | None:
    """The day it was done, or yes and no."""
    if reading is None or indicator.measure not in ANSWERED:
        return None
    if reading.done is not None:
        return HeatCell("✓", short(reading.done), "within")
    if reading.answer is None:
        return None
    words = writer.say(f"form.answer.{'yes' if reading.answer else 'no'}")
    return _side_cell(words, is_within=reading.answer)
