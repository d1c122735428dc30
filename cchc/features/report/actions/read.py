"""A typed report, read against the plan: the report to write, or all its problems.

Whichever door it came through (words of the command line, answers of the wizard, a
file, a form), its unit, period, keys, numbers and days are read here and only here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from cchc.app.name_lookup import spell_out_names
from cchc.core.check.plausible import (
    Measured,
    Yardstick,
    due_of_unit,
    median_size,
    percent_doubt,
    size_doubt,
    size_of,
)
from cchc.core.facts.report import CellState, Facts, Quality, Reading, Report
from cchc.core.facts.succession import stands_for
from cchc.core.facts.typed import TypedItem, TypedReport, TypedTask, TypedText
from cchc.core.facts.typed_value import (
    HUNDRED,
    Cumulative,
    flow_of_period,
    is_falling,
    read_value,
)
from cchc.core.plan.calendar import window_days
from cchc.core.plan.date_window import (
    DateRole,
    DateWindow,
    received_window,
    window_problem,
)
from cchc.core.plan.measure import FigureWindow
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator, Paper, Plan
from cchc.core.verdict.cells import Cells, cells_of
from cchc.core.verdict.duty import CellGround
from cchc.features.report.actions.ground import ReportAddress
from cchc.features.report.actions.read_parts import PartReader, Reader
from cchc.text.compare import fold
from cchc.text.number import CELL, tidy
from cchc.text.number_format import rounded
from cchc.text.problem import Blank, Place, Problem, ProblemCode, refusals
from cchc.text.record import Record, replace

Peers = Callable[[str], Iterable[Reading]]
"""What other units gave for an indicator in the period of the report."""


def no_peers(_key: str) -> tuple[Reading, ...]:
    """Nothing is known of other units."""
    return ()


class ReportReader(PartReader):
    """Reads a report whose unit, period and day of receipt are known, figure by figure.

    `peers`: what other units gave.
    """

    def __init__(
        self, head: Reader, period: Period, report: Report, peers: Peers
    ) -> None:
        super().__init__(head, period, report)
        self._peers, made = peers, self.periods
        self._ground = CellGround(self.plan, made, self.facts, len(made))

    def readings(self, typed: TypedReport) -> dict[str, Reading]:
        """New readings by indicator id; those that change nothing are left out."""
        noted = [(key, self.find(key, self.indicator_names)) for key, _ in typed.notes]
        notes = {
            indicator_id: text.text
            for (_, indicator_id), (_, text) in zip(noted, typed.notes, strict=True)
            if indicator_id is not None
        }
        readings: dict[str, Reading] = {}
        seen: set[str] = set()
        for key, value in typed.values:
            indicator = self.find_indicator(key)
            if indicator is None or not self.is_reporter(indicator, key):
                continue
            if indicator.id in seen:
                self.note(ProblemCode.KEY_TWICE, key.place, key=indicator.id)
                continue
            seen.add(indicator.id)
            reading = self._reading(indicator, value)
            if reading is not None:
                reading = replace(reading, note=notes.get(indicator.id))
                if self._is_news(indicator, reading, value):
                    readings[indicator.id] = reading
                    at = (reading.done, DateRole.MILESTONE, value.place)
                    self.question_day(*at, key=indicator.id)
        for key, named in noted:
            if named is not None and seen.isdisjoint({named, key.text}):
                # A note is of a figure in the same report.
                self.note(ProblemCode.REPORT_NO_VALUE, key.place, key=named)
        return readings

    def _reading(self, indicator: Indicator, value: TypedText) -> Reading | None:
        """The reading behind a value; None where a problem is noted."""
        read = read_value(indicator, value, self.today, self.window)
        if isinstance(read, Cumulative):
            # Earlier periods in which the unit was expected to report it.
            cells, unit = self._cells(indicator), self.report.unit
            earlier = self.periods[: self.period.ordinal - 1]
            due = (period for period in earlier if cells.is_expected(unit, period))
            before = tuple(cells.reading(unit, period) for period in due)
            read = flow_of_period(indicator, read, before)
        if isinstance(read, Problem):
            blanks = {**read.blanks, "key": indicator.id, "text": value.text}
            self.problems.append(Problem(read.code, value.place, blanks))
            return None
        if indicator.is_percent_level and (read.number or 0) > HUNDRED:
            blanks = {"key": indicator.id, "text": value.text}
            self.problems.append(Problem(ProblemCode.PERCENT_HIGH, value.place, blanks))
        # A figure recorded before its window has ended is an estimate.
        _, end = window_days(self.period, by_calendar=True)
        early = (
            indicator.window is FigureWindow.CALENDAR and self.report.received <= end
        )
        if early and read.state is CellState.VALUE:
            return replace(read, quality=Quality.ESTIMATE)
        return read

    def _cells(self, indicator: Indicator) -> Cells:
        return cells_of(self._ground, indicator)

    def _neighbour(self, indicator: Indicator, step: int) -> Reading | None:
        """The nearest reading with a number, before (−1) or after (+1) the period."""
        at = self.period.ordinal - 1 + step
        while 0 <= at < len(self.periods):
            cell = (indicator.id, self.report.unit, self.periods[at].name)
            reading = self.facts.cells.get(cell)
            if reading is not None and reading.number is not None:
                return reading
            at += step
        return None

    def _is_news(
        self, indicator: Indicator, reading: Reading, value: TypedText
    ) -> bool:
        """Whether the reading changes anything; what speaks against it is noted."""
        key, unit, place = indicator.id, self.report.unit, value.place
        now = self.facts.cells.get((key, unit, self.period.name))
        if now is not None:  # whatever was typed; no note is no news
            restated = replace(reading, typed=None, note=reading.note or now.note)
            if replace(now, typed=None) == restated:
                return False
        if now is not None and self.report.reason is None:
            self.note(ProblemCode.REASON_NEEDED, place, key=key, unit=unit)
        earlier = self._neighbour(indicator, -1)
        later = self._neighbour(indicator, 1)
        text = reading.typed or ""
        if self._cells(indicator).is_running and is_falling(reading, earlier, later):
            if self.report.reason is None and now is None:
                before = "" if earlier is None else f"{earlier.number:f}"
                self.note(
                    ProblemCode.RUNNING_FALLS, place, key=key, text=text, before=before
                )
            return True
        measured = self._yardsticks(indicator, earlier, now)
        doubt = size_doubt(indicator, reading, measured)
        if value.marks == CELL:  # typed into the two boxes of a form
            doubt = doubt or percent_doubt(indicator, reading, earlier)
        if doubt is not None:
            blanks = {"key": key, "text": text, "slip": doubt.slip}
            before = f"{tidy(rounded(doubt.usual, 2)):f}"
            times, code = str(doubt.times), ProblemCode.HUNDRED_TIMES
            self.note(code, place, before=before, times=times, **blanks)
        return True

    def _yardsticks(
        self, indicator: Indicator, earlier: Reading | None, now: Reading | None
    ) -> Iterator[Measured]:
        """What says how large a figure is usually, one after the other."""
        yield Yardstick.LAST, size_of(indicator, earlier)
        yield Yardstick.NOW, size_of(indicator, now)
        unit, at = self.report.unit, self.period.ordinal - 1
        due = due_of_unit(indicator, self.plan, unit, self.periods, at)
        yield Yardstick.PATH, due
        yield Yardstick.PEERS, median_size(indicator, self._peers(indicator.id))


REASONS = frozenset(
    {"late_report", "correction", "definition", "estimate_finalised", "reviewer"}
)
REVIEWER = TypedText("reviewer")
"""Why figures change in a report that answers a return."""


class ReadReport(Record):
    """A report that may be written, with what is worth saying about it.

    `places` is where each figure was typed.
    """

    report: Report
    warnings: tuple[Problem, ...]
    places: Mapping[str, Place]


def read_typed(
    typed: TypedReport,
    address: ReportAddress,
    facts: Facts,
    today: date,
    peers: Peers = no_peers,
) -> ReadReport | tuple[Problem, ...]:
    """The report behind the words, judged against the plan and what is known.

    `typed` came through whichever door, with the reason of a return; `address` is by
    the version in force; `facts` are known today, and `peers` what other units gave.

    Returns:
        All problems, warnings among them, if any of them forbids writing.
    """
    head = HeadReader(address.plan, facts, today, [])
    bare = head.head(typed, address)
    if bare is None or isinstance(address.period, Problem):
        return tuple(head.problems)
    reader = ReportReader(head, address.period, bare, peers)
    own = sorted_values(typed, address.plan)
    report = replace(bare, readings=reader.readings(own))
    places = dict(reader.places)
    report = replace(
        report,
        added=reader.items(own.items),
        tasks=reader.tasks(own.tasks),
        narrative=reader.narrative(own.narrative),
        obstacles=reader.obstacles(own.obstacles),
        evidence=reader.evidence(own.evidence),
    )
    if not head.problems and says_nothing(typed):
        head.note(ProblemCode.REPORT_EMPTY, typed.unit.place, unit=report.unit)
    problems = tuple(spell_out_names(p, address.plan) for p in head.problems)
    if refusals(problems):
        return problems
    keys = {key.place for key, _ in typed.values}  # of rows, those typed as values
    places |= {key: place for key, place in reader.places.items() if place in keys}
    return ReadReport(report, problems, places)


def with_reason_of_return(
    typed: TypedReport, address: ReportAddress, facts: Facts
) -> TypedReport:
    """The report with the reason `reviewer` where it answers a return without one."""
    if typed.reason is not None and typed.reason.text.strip():
        return typed
    if address.at is None or not facts.must_answer(*address.at):
        return typed
    return replace(typed, reason=replace(REVIEWER, place=typed.unit.place))


class HeadReader(Reader):
    """Reads whose report it is, when and on which paper it came, and why."""

    def head(self, typed: TypedReport, address: ReportAddress) -> Report | None:
        """The report without its parts; None where unit or period is not known."""
        unit = self.value_of(address.unit)
        period = self.value_of(address.period)
        if period is not None and self.today < period.start:
            # A period accepts reports from its first day.
            blanks = {"text": period.id, "start": period.start.isoformat()}
            self.note(ProblemCode.PERIOD_NOT_OPEN, typed.period.place, **blanks)
        received = self._day(typed.received) or self.today
        number = typed.document_number.text if typed.document_number else None
        document = Paper(number, self._day(typed.document_date))
        if period is not None and typed.received is not None:
            window = received_window(period, self.today)
            self._note_outside(received, window, DateRole.RECEIVED, typed.received)
        if document.date is not None and (dated := typed.document_date) is not None:
            self._note_outside(document.date, self.window, DateRole.DOCUMENT, dated)
        reason = self.value_of(read_reason(typed.reason))
        if unit is None or period is None:
            return None
        self._note_absence(typed.unit, unit, period)
        return Report(unit, period.name, received, document, reason=reason)

    def _day(self, typed: TypedText | None) -> date | None:
        return None if typed is None else self.readable_day(typed)

    def _note_outside(
        self, day: date, window: DateWindow, role: DateRole, typed: TypedText
    ) -> None:
        """P346 for a day that cannot be true; one ahead is told as such (P318)."""
        if day <= self.today:
            self.value_of(window_problem(day, window, role, typed.place))

    def _note_absence(self, typed: TypedText, unit: str, period: Period) -> None:
        """P339: the unit had ended before the period began, or begins after it."""
        units = {unit.id: unit for unit in self.plan.units}
        member = units.get(unit)
        if member is None:
            return
        ended = member.until is not None and member.until < period.start
        if ended or (member.since is not None and member.since > period.cutoff):
            heir = stands_for(units, unit, period) or "–"
            blanks = {"unit": unit, "period": period.id, "heir": heir}
            self.note(ProblemCode.UNIT_NOT_THERE, typed.place, **blanks)


def read_reason(typed: TypedText | None) -> str | Problem | None:
    """`CODE[: text]` of SEMANTICS 9; a bare text is a correction. None: none given."""
    if typed is None or not typed.text.strip():
        return None
    code, colon, text = typed.text.strip().partition(":")
    if code.strip() in REASONS:
        return f"{code.strip()}: {text.strip()}" if text.strip() else code.strip()
    looks_like_a_code = bool(colon) and code.isascii() and "_" in code
    if looks_like_a_code:
        blanks: dict[str, Blank] = {"text": code, "known": tuple(sorted(REASONS))}
        return Problem(ProblemCode.REASON_UNREADABLE, typed.place, blanks)
    return f"correction: {typed.text.strip()}"


def says_nothing(typed: TypedReport) -> bool:
    """Whether a report has neither figures nor words, nor a paper or a day."""
    parts = (typed.values, typed.items, typed.tasks, typed.narrative, typed.obstacles)
    sent = (typed.received, typed.document_number, typed.document_date)
    return not any((*parts, typed.evidence)) and not any(sent)


def sorted_values(typed: TypedReport, plan: Plan) -> TypedReport:
    """The same report with each KEY=VALUE where it belongs.

    A value that begins with `+` is a row of a register: `+Tên; ngày; văn bản; đơn vị`.
    A key that names a task and no indicator says how the task stands; its note is
    the task's result.
    """
    tasks = {fold(task.id) for task in plan.tasks if plan.indicator(task.id) is None}
    values, rows, typed_tasks = [], [], list(typed.tasks)
    for key, value in typed.values:
        if value.text.startswith("+"):
            rows.append((key, item_of(value)))
        elif fold(key.text) in tasks:
            typed_tasks.append(TypedTask(key, value))
        else:
            values.append((key, value))
    results = {fold(key.text): text for key, text in typed.notes}
    return replace(
        typed,
        values=tuple(values),
        items=(*typed.items, *rows),
        tasks=tuple(
            replace(task, result=task.result or results.get(fold(task.key.text)))
            for task in typed_tasks
        ),
        notes=tuple(note for note in typed.notes if fold(note[0].text) not in tasks),
    )


def item_of(value: TypedText) -> TypedItem:
    """A register row typed in one line, its parts between semicolons."""
    parts = [TypedText(part.strip(), value.place) for part in value.text[1:].split(";")]
    name, day, document, owner = (*parts, *([None] * 3))[:4]
    return TypedItem(name or value, day, document, owner)
