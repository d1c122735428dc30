"""A typed report, read against the plan: the report to write, or all its problems.

Whichever door it came through (words of the command line, answers of the wizard, a
file, a form), its unit, period, keys, numbers and days are read here and only here.
"""

from collections.abc import Iterator
from datetime import date

from cchc.app.name_lookup import find_unit, spell_out_names
from cchc.core.facts.report import Facts, Report
from cchc.core.facts.succession import stands_for
from cchc.core.facts.typed import TypedItem, TypedReport, TypedTask, TypedText
from cchc.core.plan.calendar import periods
from cchc.core.plan.date_window import DateRole, received_window, window_problem
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Paper, Plan
from cchc.features.report.actions.read_cells import CellReader, Peers, no_peers
from cchc.features.report.actions.read_parts import OtherPartReader
from cchc.features.report.actions.reader import Places, Reader, ReportAddress
from cchc.text.compare import fold
from cchc.text.problem import Blank, Problem, ProblemCode, refusals
from cchc.text.record import Record, replace
from cchc.words.period import read_period

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
    places: Places


def read_address(
    typed: TypedReport, plan: Plan, period: Period | None = None
) -> ReportAddress:
    """Whose report of which period it is, by the plan that judges it.

    Args:
        typed: the report.
        plan: the version in force for the period.
        period: the period that was meant, by whichever version; None: read here.
    """
    among = periods(plan)
    if period is None:
        period = read_period(typed.period.text, among)
    else:
        period = next((own for own in among if own.name == period.name), None)
    known = tuple(own.id for own in among)
    blanks: dict[str, Blank] = {"text": typed.period.text, "known": known}
    blanks["periods"] = ", ".join(known)
    return ReportAddress(
        plan,
        find_unit(typed.unit, plan, ProblemCode.REPORT_UNKNOWN_UNIT),
        period
        or Problem(ProblemCode.REPORT_UNKNOWN_PERIOD, typed.period.place, blanks),
    )


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
    cells = CellReader(head, address.period, bare, peers)
    parts = OtherPartReader(head, address.period, bare)
    own = sorted_values(typed, address.plan)
    report = replace(
        bare,
        readings=cells.readings(own),
        added=parts.items(own.items),
        tasks=parts.tasks(own.tasks),
        narrative=parts.narrative(own.narrative),
        obstacles=parts.obstacles(own.obstacles),
        evidence=parts.evidence(own.evidence),
    )
    if not head.problems and says_nothing(typed):
        head.note(ProblemCode.REPORT_EMPTY, typed.unit.place, unit=report.unit)
    problems = tuple(spell_out_names(p, address.plan) for p in head.problems)
    if refusals(problems):
        return problems
    keys = {key.place for key, _ in typed.values}  # of rows, those typed as values
    rows = {key: place for key, place in parts.places.items() if place in keys}
    return ReadReport(report, problems, cells.places | rows)


def with_reason_of_return(
    typed: TypedReport, address: ReportAddress, facts: Facts
) -> TypedReport:
    """The report with the reason `reviewer` where it answers a return without one."""
    if typed.reason is not None and typed.reason.text.strip():
        return typed
    if isinstance(address.unit, Problem) or isinstance(address.period, Problem):
        return typed
    if not facts.must_answer(address.unit, address.period.name):
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
        self.problems += self._outside(typed, received, document.date, period)
        reason = self.value_of(read_reason(typed.reason))
        if unit is None or period is None:
            return None
        self.problems += self._not_there(typed.unit, unit, period)
        return Report(unit, period.name, received, document, reason=reason)

    def _day(self, typed: TypedText | None) -> date | None:
        return None if typed is None else self.readable_day(typed)

    def _outside(
        self,
        typed: TypedReport,
        received: date,
        dated: date | None,
        period: Period | None,
    ) -> Iterator[Problem]:
        """P346 for the day of receipt and that of the paper, if they cannot be true.

        A day ahead is told as such (P318) and not again.
        """
        at, dated_at = typed.received, typed.document_date
        if period is not None and at is not None and received <= self.today:
            window = received_window(period, self.today)
            early = window_problem(received, window, DateRole.RECEIVED, at.place)
            yield from () if early is None else (early,)
        if dated is not None and dated_at is not None and dated <= self.today:
            odd = window_problem(dated, self.window, DateRole.DOCUMENT, dated_at.place)
            yield from () if odd is None else (odd,)

    def _not_there(
        self, typed: TypedText, unit: str, period: Period
    ) -> Iterator[Problem]:
        """P339: the unit had ended before the period began, or begins after it."""
        member = self.plan.unit(unit)
        if member is None:
            return
        ended = member.until is not None and member.until < period.start
        if ended or (member.since is not None and member.since > period.cutoff):
            members = {unit.id: unit for unit in self.plan.units}
            heir = stands_for(members, unit, period) or "–"
            blanks: dict[str, Blank] = {"unit": unit, "period": period.id, "heir": heir}
            yield Problem(ProblemCode.UNIT_NOT_THERE, typed.place, blanks)


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
