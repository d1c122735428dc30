"""The whole in a few sentences: what stands how, who has not reported, what is next."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from cchc.core.verdict.status import StatusView, every_indicator
from cchc.core.verdict.statuses import (
    REACHED_STATUSES,
    UNCOUNTED_STATUSES,
    Reporting,
    Status,
    TaskStatus,
)
from cchc.core.verdict.unit_reports import UnitView, came_late, is_silent, is_still_open
from cchc.features.papers.show.attention_items import MOST_UNITS, SHORT, some_units
from cchc.features.papers.show.duties import falling_due
from cchc.phrases.figure_phrases import status_words
from cchc.phrases.indicator_sentences import Writer
from cchc.phrases.truncation import clipped
from cchc.text.day import short
from cchc.words.period import report_title

MOST_TASKS = 2


def state_sentence(writer: Writer) -> str:
    """`Có 4/8 nội dung cam kết đạt hoặc vượt; 01 không thể đạt; 2/28 nhiệm vụ …`."""
    signed = [e.status for e in writer.view.commitments if e.status is not Status.VOID]
    judged = [e.verdict.status for e in every_indicator(writer.view)]
    counted = [each for each in judged if each not in UNCOUNTED_STATUSES]
    among: Sequence[Status] = signed or counted
    met, of = sum(each in REACHED_STATUSES for each in among), len(among)
    code = "commitments" if signed else "indicators"
    head = writer.say(f"overall.{code}" if of else "overall.none", met=met, of=of)
    parts = [head, ", ".join(_numbers(among, writer)), _tasks(writer)]
    return writer.say("overall", said="; ".join(each for each in parts if each))


def _numbers(among: Sequence[Status], writer: Writer) -> Iterator[str]:
    """How many stand how, the worst first; those kept are told before."""
    numbers = Counter(among)
    for status in Status:
        if numbers[status] and status not in REACHED_STATUSES:
            word = status_words(status, writer.voice, last=writer.last)
            number = writer.count(numbers[status])
            yield writer.say("overall.part", number=number, word=word)


def _tasks(writer: Writer) -> str:
    tasks = writer.view.tasks
    late = sum(each.status is TaskStatus.OVERDUE for each in tasks)
    if not tasks:
        return writer.say("overall.tasks.none")
    code = "overall.tasks" if late else "overall.tasks.good"
    return writer.say(code, late=writer.count(late), of=writer.count(len(tasks)))


def reporting_lines(writer: Writer) -> list[str]:
    """Who has not reported and until when; who came late; nobody is named twice."""
    view = writer.view
    if not view.reports.expected:
        return [writer.say("memo.none.reports")]
    first = writer.say(
        "memo.reports",
        submitted=view.reports.submitted,
        expected=view.reports.expected,
        on_time=writer.count(view.reports.on_time),
    )
    return [first, *missing_lines(writer), *_late(writer)]


def missing_lines(writer: Writer, most: int = MOST_UNITS) -> list[str]:
    """Units with no whole report, by why and by the day they owe it."""
    kinds: tuple[tuple[str, Callable[[UnitView], bool]], ...] = (
        ("silent", is_silent),
        ("open", is_still_open),
        ("incomplete", lambda one: one.report is Reporting.INCOMPLETE),
        ("returned", lambda one: one.report is Reporting.RETURNED),
    )
    said = []
    for code, belongs in kinds:
        found = [each for each in writer.view.units if belongs(each)]
        for due in sorted({each.due for each in found}):
            owing = [each.unit.id for each in found if each.due == due]
            units = some_units(owing, writer, most)
            number = writer.count(len(owing))
            blanks = {"number": number, "due": short(due), "units": units}
            said.append(writer.say(f"overall.{code}", **blanks))
    return said


def _late(writer: Writer) -> list[str]:
    late = [each.unit.id for each in writer.view.units if came_late(each)]
    if not late:
        return []
    number, units = writer.count(len(late)), some_units(late, writer)
    return [writer.say("memo.reports.late", number=number, units=units)]


def next_lines(writer: Writer) -> list[str]:
    """The next report with its due day, and the tasks that fall due by then."""
    view = writer.view
    said = [_next_report(view, writer)]
    tasks = sorted(falling_due(view), key=lambda each: str(each.due))
    named = [
        writer.say(
            "overall.next.task",
            name=clipped(each.task.name, SHORT),
            day=short(each.due) if each.due else "",
        )
        for each in tasks[:MOST_TASKS]
    ]
    if named:
        code = "overall.next.tasks" + (".all" if len(tasks) <= MOST_TASKS else "")
        number, names = writer.count(len(tasks)), "; ".join(named)
        said.append(writer.say(code, number=number, names=names))
    told = [each for each in said if each]
    return told or [writer.say("overall.next.none")]


def _next_report(view: StatusView, writer: Writer) -> str:
    """What is owed next and when; nothing after the last period of the plan."""
    following = [e for e in view.periods if e.ordinal == view.period.ordinal + 1]
    if not following:
        return ""
    (period,) = following
    days = sorted({period.due_for(each.unit.kind) for each in view.units})
    title = report_title(period, writer.voice)
    due = ", ".join(map(short, days or [period.due]))
    return writer.say("overall.next.report", report=title, due=due)
