"""How units reported, in words: on time, late by how much, not at all, until when."""

from cchc.core.facts.acts import NO_RECORD
from cchc.core.verdict.unit_reports import UnitView, is_whole
from cchc.phrases.report_states import (
    record_words,
    report_due_words,
    report_state,
    waiting_lines,
)
from cchc.phrases.writer import MOST_UNITS, Writer
from cchc.text.day import short
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.prose import NOTHING


def report_count(writer: Writer) -> str:
    """How many sent their report and how many in time, of those that owe one."""
    numbers = writer.view.reports
    if not numbers.expected:
        return writer.say("memo.none.reports")
    if not numbers.submitted:
        of_all = writer.count(numbers.expected)
        return writer.say("memo.reports.none", expected=of_all)
    code = "memo.reports" if numbers.on_time else "memo.reports.all_late"
    on_time = writer.count(numbers.on_time)
    sent, expected = numbers.submitted, numbers.expected
    return writer.say(code, submitted=sent, expected=expected, on_time=on_time)


def report_sentences(writer: Writer) -> list[str]:
    """Chế độ báo cáo: how many sent, on time, late by how much, not at all."""
    numbers, digest = writer.view.reports, writer.digest
    sentences = [report_count(writer)]
    for reason, units in (("late", digest.late_units), ("silent", digest.silent_units)):
        names = []
        for view in units:
            name, days = one_line(view.unit.name), writer.count(view.late_days)
            blanks = {"unit": name, "days": days, "due": short(view.due)}
            delay = writer.say("memo.reports.days", **blanks)
            names.append(delay if view.late_days else name)
        if names and numbers.expected:
            blanks = {"number": writer.count(len(names)), "units": ", ".join(names)}
            sentences.append(writer.say(f"memo.reports.{reason}", **blanks))
    return sentences + waiting_lines(writer.view.units, writer.plan, writer.voice)


def reporting_lines(writer: Writer) -> list[str]:
    """Who has not reported and until when; who came late; nobody is named twice."""
    lines = [report_count(writer)]
    if not writer.view.reports.expected:
        return lines
    lines += missing_lines(writer)
    if late := [view.unit.id for view in writer.digest.late_units]:
        number, units = writer.count(len(late)), writer.some_units(late)
        lines.append(writer.say("memo.reports.late", number=number, units=units))
    return lines + waiting_lines(writer.view.units, writer.plan, writer.voice)


def missing_lines(writer: Writer, most: int = MOST_UNITS) -> list[str]:
    """Units with no whole report, by why and by the day they owe it."""
    lines = []
    for reason, views in writer.digest.missing_units.items():
        for due in sorted({view.due for view in views}):
            ids = [view.unit.id for view in views if view.due == due]
            number, units = writer.count(len(ids)), writer.some_units(ids, most)
            blanks = {"number": number, "due": short(due), "units": units}
            lines.append(writer.say(f"overall.{reason}", **blanks))
    return lines


class ReportRow(Record):
    """A row of table F: when a unit's report was due and came."""

    no: str
    unit: str
    due: str
    sent: str
    on_time: str
    document: str
    reminders: str
    record: str


def report_rows(writer: Writer) -> list[ReportRow]:
    """Table F: one row a unit, in the order of the plan."""
    rows = []
    for number, view in enumerate(writer.view.units, start=1):
        last, record = view.last, writer.view.records.get(view.unit.id, NO_RECORD)
        row = ReportRow(
            no=str(number),
            unit=one_line(view.unit.name),
            due=report_due_words(view, writer.voice),
            sent=NOTHING if last is None else short(last.received),
            on_time=_punctuality(view, writer),
            document=one_line((last and last.document.number) or "") or NOTHING,
            reminders=str(len(view.reminded) or NOTHING),
            record=record_words(record),
        )
        rows.append(row)
    return rows


def _punctuality(view: UnitView, writer: Writer) -> str:
    """Đúng hạn; trễ … ngày; else how it stands. When it was accepted stands apart."""
    days = writer.say("memo.late.days", days=view.late_days) if view.late_days else ""
    if not is_whole(view):
        word = report_state(view, writer.voice)
        return f"{word}, {days}" if days else word
    state = days or writer.say("memo.on_time")
    if view.accepted is None:
        return state
    return writer.say("memo.accepted", said=state, day=short(view.accepted))
