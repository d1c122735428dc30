"""A typed report, read against the plan: the report to write, or all its faults."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from cchc.app.name_lookup import find_by_name, spell_out_names, unit_names
from cchc.core.facts.report import (
    Facts,
    Report,
    Typed,
    TypedItem,
    TypedReport,
    TypedTask,
)
from cchc.core.facts.succession import stands_for
from cchc.core.plan.calendar import periods
from cchc.core.plan.date_window import (
    DateRole,
    plan_window,
    received_window,
    window_problem,
)
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Paper, Plan
from cchc.features.report.actions.cells import CellReader
from cchc.features.report.actions.parts import PartReader
from cchc.text.compare import fold
from cchc.text.day import parse_day
from cchc.text.number_format import day_text
from cchc.text.problem import Blank, Problem, ProblemCode, refusals
from cchc.text.record import Record, field, replace
from cchc.words.period import read_period

REASONS = frozenset(
    {"late_report", "correction", "definition", "estimate_finalised", "reviewer"}
)


class Read(Record):
    """A report that may be written, with what is worth saying about it."""

    report: Report
    warnings: tuple[Problem, ...]


class Faults(Struct):
    """The problems found so far; reading goes on after each."""

    found: list[Problem] = field(default_factory=list)

    def add(self, problem: Problem) -> None:
        self.found.append(problem)


def read_typed(
    typed: TypedReport, plan: Plan, facts: Facts, today: date
) -> Read | tuple[Problem, ...]:
    """The report behind the words, judged against the plan and what is known.

    Args:
        typed: whichever door it came through.
        plan: the version in force for its period.
        facts: what is known today.
        today: no report comes from the future.

    Returns:
        All problems, warnings among them, if any of them forbids writing.
    """
    faults = Faults()
    typed = routed(typed, plan)
    unit = _named(
        find_by_name(typed.unit, unit_names(plan), ProblemCode.REPORT_UNKNOWN_UNIT),
        faults,
    )
    period = _period(typed.period, plan, today, faults)
    received = _day(typed.received, today, faults) or today
    document = _document(typed, today, faults)
    faults.found += _outside(typed, (received, document.date), plan, period, today)
    reason = _named(reason_of(typed.reason), faults)
    if unit is None or period is None:
        return tuple(faults.found)
    faults.found += _not_there(typed.unit, unit, period, plan)
    bare = Report(unit, period.name, received, document, reason=reason)
    cells = CellReader(plan, facts, period, bare, today)
    parts = PartReader(plan, facts, period, bare, today)
    report = _whole(bare, typed, cells, parts)
    faults.found += [*cells.problems, *parts.problems]
    if not faults.found and _says_nothing(typed):
        faults.add(Problem(ProblemCode.REPORT_EMPTY, typed.unit.place, {"unit": unit}))
    told = tuple(spell_out_names(each, plan) for each in faults.found)
    return told if refusals(told) else Read(report, told)


def _whole(
    bare: Report, typed: TypedReport, cells: CellReader, parts: PartReader
) -> Report:
    """The report with all its parts read."""
    return replace(
        bare,
        readings=cells.readings(typed),
        added=parts.items(typed.items),
        tasks=parts.tasks(typed.tasks),
        narrative=parts.narrative(typed.narrative),
        obstacles=parts.obstacles(typed.obstacles),
        evidence=parts.evidence(typed.evidence),
    )


def _named(found: str | Problem | None, faults: Faults) -> str | None:
    if isinstance(found, Problem):
        faults.add(found)
        return None
    return found


def _period(typed: Typed, plan: Plan, today: date, faults: Faults) -> Period | None:
    """The period, once it has begun: a period accepts reports from its first day."""
    among = periods(plan)
    period = read_period(typed.text, among)
    if period is None:
        known = tuple(each.id for each in among)
        blanks: dict[str, Blank] = {"text": typed.text, "known": known}
        blanks["periods"] = ", ".join(known)
        faults.add(Problem(ProblemCode.REPORT_UNKNOWN_PERIOD, typed.place, blanks))
    elif today < period.start:
        blanks = {"text": period.id, "start": period.start.isoformat()}
        faults.add(Problem(ProblemCode.PERIOD_NOT_OPEN, typed.place, blanks))
    return period


def _not_there(
    typed: Typed, unit: str, period: Period, plan: Plan
) -> Iterator[Problem]:
    """P339: the unit had ended before the period began, or begins after it."""
    one = plan.unit(unit)
    if one is None:
        return
    ended = one.until is not None and one.until < period.start
    if ended or (one.since is not None and one.since > period.cutoff):
        members = {each.id: each for each in plan.units}
        heir = stands_for(members, unit, period) or "–"
        blanks: dict[str, Blank] = {"unit": unit, "period": period.id, "heir": heir}
        yield Problem(ProblemCode.UNIT_NOT_THERE, typed.place, blanks)


def _day(typed: Typed | None, today: date, faults: Faults) -> date | None:
    """A day that is not in the future."""
    if typed is None:
        return None
    day = parse_day(typed.text)
    if day is None:
        faults.add(
            Problem(ProblemCode.DATE_UNREADABLE, typed.place, {"text": typed.text})
        )
    elif day > today:
        blanks = {"text": typed.text, "today": day_text(today)}
        faults.add(Problem(ProblemCode.DATE_FUTURE, typed.place, blanks))
    return day


def _outside(
    typed: TypedReport,
    days: tuple[date, date | None],
    plan: Plan,
    period: Period | None,
    today: date,
) -> Iterator[Problem]:
    """P346 for the day of receipt and the day of the paper, where they cannot be true.

    A day ahead is told as such (P318) and not again.
    """
    received, dated = days
    if period is not None and typed.received is not None and received <= today:
        window, place = received_window(period, today), typed.received.place
        early = window_problem(received, window, DateRole.RECEIVED, place)
        yield from () if early is None else (early,)
    if dated is not None and typed.document_date is not None and dated <= today:
        window, place = plan_window(periods(plan)), typed.document_date.place
        odd = window_problem(dated, window, DateRole.DOCUMENT, place)
        yield from () if odd is None else (odd,)


def _document(typed: TypedReport, today: date, faults: Faults) -> Paper:
    number = typed.document_number.text if typed.document_number else None
    return Paper(number, _day(typed.document_date, today, faults))


def reason_of(typed: Typed | None) -> str | Problem | None:
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


def _says_nothing(typed: TypedReport) -> bool:
    said = (
        typed.values,
        typed.items,
        typed.tasks,
        typed.narrative,
        typed.obstacles,
        typed.evidence,
    )
    sent = (typed.received, typed.document_number, typed.document_date)
    return not any(said) and not any(sent)


def routed(typed: TypedReport, plan: Plan) -> TypedReport:
    """The same report with each KEY=VALUE where it belongs.

    A value that begins with `+` is a row of a register: `+Tên; ngày; văn bản; đơn vị`.
    A key that names a task and no indicator says how the task stands; its note is
    the task's result.
    """
    tasks = {fold(each.id): each.id for each in plan.tasks}
    tasks = {key: each for key, each in tasks.items() if plan.indicator(each) is None}
    values, items, said = [], list(typed.items), list(typed.tasks)
    for key, value in typed.values:
        if value.text.startswith("+"):
            items.append((key, item_of(value)))
        elif fold(key.text) in tasks:
            said.append(TypedTask(key, value))
        else:
            values.append((key, value))
    results = {fold(key.text): text for key, text in typed.notes}
    return replace(
        typed,
        values=tuple(values),
        items=tuple(items),
        tasks=tuple(
            replace(each, result=each.result or results.get(fold(each.key.text)))
            for each in said
        ),
        notes=tuple(note for note in typed.notes if fold(note[0].text) not in tasks),
    )


def item_of(value: Typed) -> TypedItem:
    """A register row typed in one line, its parts between semicolons."""
    parts = [Typed(part.strip(), value.place) for part in value.text[1:].split(";")]
    name, day, document, owner = (*parts, *([None] * 3))[:4]
    return TypedItem(name or value, day, document, owner)
