"""Sentences of a memo about what units owe: their reports and their tasks."""

from collections import Counter
from collections.abc import Iterable

from cchc.core.facts.reporting_record import NO_RECORD
from cchc.core.verdict.status import StatusView
from cchc.core.verdict.statuses import ENDED_TASKS, TASK_ORDER
from cchc.core.verdict.task import TaskView
from cchc.core.verdict.unit_reports import UnitView, came_late, is_silent, is_whole
from cchc.features.chase.show.remind import due_words
from cchc.features.chase.show.unit_roll import record_words
from cchc.phrases.indicator_sentences import Writer
from cchc.phrases.sign_book import sign_sentences
from cchc.phrases.unit_filters import labels_of, progress_words
from cchc.text.day import short
from cchc.text.sanitize import one_line

NOTHING = "–"
Row = dict[str, str]


def report_sentences(writer: Writer) -> list[str]:
    """Chế độ báo cáo: how many sent, on time, late by how much, not at all."""
    view, numbers = writer.view, writer.view.reports
    if not numbers.expected:
        return [writer.say("memo.none.reports")]
    said = [
        writer.say(
            "memo.reports" if numbers.submitted else "memo.reports.none",
            submitted=numbers.submitted,
            expected=numbers.expected,
            on_time=writer.count(numbers.on_time),
        )
    ]
    late = [each for each in view.units if came_late(each)]
    silent = [each for each in view.units if is_silent(each)]
    for code, found in (("memo.reports.late", late), ("memo.reports.silent", silent)):
        if found:
            names = ", ".join(_late(each, writer) for each in found)
            number = writer.count(len(found))
            said.append(writer.say(code, number=number, units=names))
    return said


def signing_sentences(writer: Writer) -> list[str]:
    """How many units signed and issued what, who has not; nothing while nobody knows.

    A unit looked at alone is not counted.
    """
    book = writer.view.signing
    return [] if book is None else sign_sentences(book, writer.voice)


def _late(one: UnitView, writer: Writer) -> str:
    name = one_line(one.unit.name)
    if not one.late_days:
        return name
    days = writer.count(one.late_days)
    return writer.say("memo.reports.days", unit=name, days=days, due=short(one.due))


def task_counts(found: Iterable[TaskView], writer: Writer) -> str:
    """`05 nhiệm vụ: 02 hoàn thành đúng hạn, 01 đang thực hiện`."""
    numbers = Counter(each.status for each in found)
    parts = [
        writer.say(
            "memo.tasks.part",
            number=writer.count(numbers[each]),
            word=writer.say(f"task.status.{each}"),
        )
        for each in reversed(TASK_ORDER)
        if numbers[each]
    ]
    total = writer.count(sum(numbers.values()))
    return writer.say("memo.tasks", number=total, parts=", ".join(parts))


def task_sentence(view: TaskView, writer: Writer) -> str:
    """One task: what, how it stands, until when, what came of it."""
    task = view.task
    facts = [writer.say(f"task.status.{view.status}")]
    if progress := progress_words(view):
        unit = (
            task.count.unit if task.count is not None else writer.say("memo.task.units")
        )
        facts.append(f"{progress} {one_line(unit)}".strip())
    if view.done is not None:
        facts.append(writer.say("memo.task.done", day=short(view.done)))
    elif view.due is not None:
        facts.append(writer.say("memo.task.due", day=short(view.due)))
    if view.waiting and view.done is None:
        facts.append(writer.say("memo.task.waiting", units=writer.units(view.waiting)))
    who = writer.units(task.doers) if len(task.doers) == 1 else ""
    name = one_line(task.name)
    if who:
        name = writer.say("memo.task.name", name=name, unit=who)
    return writer.say("memo.indicator", name=name, said=_with_outcome(facts, view))


def _with_outcome(facts: list[str], view: TaskView) -> str:
    """The facts, then what came of it as a sentence of its own, then its paper."""
    told = [one_line(each).rstrip(" .;,") for each in (view.result,) if each]
    papers = [one_line(each) for each in (view.document,) if each]
    if not told:
        return "; ".join((*facts, *papers))
    return f"{'; '.join(facts)}. {'; '.join((*told, *papers))}"


def falling_due(view: StatusView) -> list[TaskView]:
    """Tasks not done yet that fall due next, in the order of the plan."""
    left = (
        e for e in view.tasks if e.status not in ENDED_TASKS and not e.task.standing
    )
    return [each for each in left if _falls_due(each, view)]


def _falls_due(task: TaskView, view: StatusView) -> bool:
    """Due in the next period, or any time later once the last one is over."""
    following = [e for e in view.periods if e.ordinal == view.period.ordinal + 1]
    if task.due is None or task.due <= view.period.cutoff:
        return False
    return not following or task.due <= following[0].cutoff


def unproven(writer: Writer) -> list[str]:
    """Results of the period without document or evidence, one line for each promise.

    `Sản phẩm OCOP (Phòng Kinh tế): Khô cá lóc; Bánh phồng`.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for one in writer.view.unproven:
        named = found.setdefault((one.about, one.unit), [])
        if one.name is not None:
            named.append(one_line(one.name))
    labels = labels_of(writer.view)
    said = []
    for (about, unit), rows in found.items():
        name = labels.get(about, one_line(about))
        line = writer.say("memo.task.name", name=name, unit=writer.units((unit,)))
        said.append(f"{line}: {'; '.join(rows)}" if rows else line)
    return said


def report_rows(writer: Writer) -> list[Row]:
    """Table F: when each unit's report was due and came."""
    return [
        _report(number, each, writer)
        for number, each in enumerate(writer.view.units, start=1)
    ]


def _report(number: int, one: UnitView, writer: Writer) -> Row:
    paper = None if one.last is None else one.last.document.number
    return {
        "no": str(number),
        "unit": one_line(one.unit.name),
        "due": due_words(one, writer.voice),
        "sent": NOTHING if one.last is None else short(one.last.received),
        "on_time": _punctual(one, writer),
        "document": one_line(paper or "") or NOTHING,
        "reminders": str(len(one.reminded)) if one.reminded else NOTHING,
        "record": record_words(writer.view.records.get(one.unit.id, NO_RECORD)),
    }


def _punctual(one: UnitView, writer: Writer) -> str:
    """Đúng hạn; trễ … ngày; else how it stands. When it was accepted stands apart."""
    days = writer.say("memo.late.days", days=one.late_days) if one.late_days else ""
    if is_whole(one):
        said = days or writer.say("memo.on_time")
        if one.accepted is None:
            return said
        return writer.say("memo.accepted", said=said, day=short(one.accepted))
    word = writer.say(f"report.status.{one.report}")
    return f"{word}, {days}" if days else word
