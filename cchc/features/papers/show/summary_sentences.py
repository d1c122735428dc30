"""The whole in a few sentences: what stands how, and what is next."""

from collections import Counter
from collections.abc import Iterator, Sequence

from cchc.core.verdict.statuses import REACHED_STATUSES, Status
from cchc.features.papers.show.attention_items import SHORT
from cchc.phrases.figure_phrases import status_words
from cchc.phrases.unit_texts import truncate
from cchc.phrases.writer import Writer
from cchc.text.day import short
from cchc.words.period import report_title

MOST_TASKS = 2


def state_sentence(writer: Writer) -> str:
    """`Có 4/8 nội dung cam kết đạt hoặc vượt; 01 không thể đạt; 2/28 nhiệm vụ …`."""
    signed = [commitment.status for commitment in writer.digest.commitments]
    among: Sequence[Status] = signed or writer.digest.judged
    met, of = sum(status in REACHED_STATUSES for status in among), len(among)
    code = "commitments" if signed else "indicators"
    head = writer.say(f"overall.{code}" if of else "overall.none", met=met, of=of)
    parts = (head, ", ".join(_not_kept(among, writer)), _tasks(writer))
    return writer.say("overall", said="; ".join(part for part in parts if part))


def _not_kept(among: Sequence[Status], writer: Writer) -> Iterator[str]:
    """How many stand how, the worst first; those kept are told before."""
    numbers = Counter(among)
    for status in Status:
        if numbers[status] and status not in REACHED_STATUSES:
            word = status_words(status, writer.voice, last=writer.last)
            number = writer.count(numbers[status])
            yield writer.say("overall.part", number=number, word=word)


def _tasks(writer: Writer) -> str:
    late, tasks = len(writer.digest.overdue_tasks), writer.view.tasks
    if not tasks:
        return writer.say("overall.tasks.none")
    code = "overall.tasks" if late else "overall.tasks.good"
    return writer.say(code, late=writer.count(late), of=writer.count(len(tasks)))


def next_lines(writer: Writer) -> list[str]:
    """The next report with its due day, and the tasks that fall due by then."""
    lines = list(_next_report(writer))
    tasks = sorted(writer.digest.next_tasks, key=lambda task: str(task.due))
    names = "; ".join(
        writer.say(
            "overall.next.task",
            name=truncate(task.task.name, SHORT),
            day=short(task.due) if task.due else "",
        )
        for task in tasks[:MOST_TASKS]
    )
    if tasks:
        code = "overall.next.tasks" + (".all" if len(tasks) <= MOST_TASKS else "")
        lines.append(writer.say(code, number=writer.count(len(tasks)), names=names))
    return lines or [writer.say("overall.next.none")]


def _next_report(writer: Writer) -> Iterator[str]:
    """What is owed next and when; nothing after the last period of the plan."""
    period = writer.digest.next_period
    if period is not None:
        days = sorted({period.due_for(e.unit.kind) for e in writer.view.units})
        due = ", ".join(map(short, days or [period.due]))
        title = report_title(period, writer.voice)
        yield writer.say("overall.next.report", report=title, due=due)
