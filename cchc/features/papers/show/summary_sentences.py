"""The whole in a few sentences: what stands how, and what is next."""

from collections import Counter
from collections.abc import Sequence

from cchc.core.verdict.statuses import REACHED_STATUSES, Status
from cchc.features.papers.show.attention_items import SHORT
from cchc.phrases.figure_phrases import status_words
from cchc.phrases.unit_texts import truncate
from cchc.phrases.writer import Writer
from cchc.text.day import short
from cchc.words.period import report_title

MOST_TASKS = 2


def state_sentence(writer: Writer) -> str:
    """`Có 4/8 nội dung cam kết đạt hoặc vượt; 01 không thể đạt; 2/28 nhiệm vụ …`.

    How many stand how is told the worst first; those kept are told before.
    """
    signed = [commitment.status for commitment in writer.digest.commitments]
    statuses: Sequence[Status] = signed or writer.digest.judged
    numbers, of = Counter(statuses), len(statuses)
    met = sum(numbers[status] for status in REACHED_STATUSES)
    code = "none" if not of else "commitments" if signed else "indicators"
    parts = [writer.say(f"overall.{code}", met=met, of=of)]
    others = []
    for status in Status:
        if numbers[status] and status not in REACHED_STATUSES:
            word = status_words(status, writer.voice, last=writer.last)
            number = writer.count(numbers[status])
            others.append(writer.say("overall.part", number=number, word=word))
    late, tasks = len(writer.digest.overdue_tasks), len(writer.view.tasks)
    code = "tasks.none" if not tasks else "tasks" if late else "tasks.good"
    counts = {"late": writer.count(late), "of": writer.count(tasks)}
    parts += [", ".join(others), writer.say(f"overall.{code}", **counts)]
    return writer.say("overall", said="; ".join(part for part in parts if part))


def next_lines(writer: Writer) -> list[str]:
    """The next report with its due day, and the tasks that fall due by then.

    Nothing is owed after the last period of the plan.
    """
    lines, period = [], writer.digest.next_period
    if period is not None:
        days = sorted({period.due_for(view.unit.kind) for view in writer.view.units})
        due = ", ".join(map(short, days or [period.due]))
        title = report_title(period, writer.voice)
        lines.append(writer.say("overall.next.report", report=title, due=due))
    tasks = sorted(writer.digest.next_tasks, key=lambda view: str(view.due))
    names = []
    for view in tasks[:MOST_TASKS]:
        name, day = truncate(view.task.name, SHORT), short(view.due) if view.due else ""
        names.append(writer.say("overall.next.task", name=name, day=day))
    if tasks:
        code = "overall.next.tasks" + (".all" if len(tasks) <= MOST_TASKS else "")
        blanks = {"number": writer.count(len(tasks)), "names": "; ".join(names)}
        lines.append(writer.say(code, **blanks))
    return lines or [writer.say("overall.next.none")]
