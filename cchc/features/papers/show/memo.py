"""The periodic memo: everything in it as plain values, then as Markdown.

The outline and the tables are in the template, which an office may change; the
sentences that depend on figures are put together here (DOCUMENTS 3.3 and 3.4).
"""

from collections.abc import Mapping

from cchc.core.plan.plan import NO_PAPER, Area, Paper, Plan
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.issued import Effect, Since
from cchc.core.verdict.status import CommitmentView, StatusView, every_indicator
from cchc.core.verdict.statuses import (
    BAD_STATUSES,
    GOOD_STATUSES,
    LATE_TASKS,
    WEAK_STATUSES,
    TaskStatus,
)
from cchc.core.verdict.task import TaskView
from cchc.features.papers.show.appendix import (
    area_rows,
    commitment_rows,
    letter,
    share_tables,
    task_rows,
)
from cchc.features.papers.show.duties import (
    falling_due,
    report_rows,
    report_sentences,
    signing_sentences,
    task_counts,
    task_sentence,
    unproven,
)
from cchc.paper.manuscript import Plain
from cchc.paper.template import TemplateSource, render_markdown
from cchc.phrases.figure_phrases import status_words
from cchc.phrases.indicator_sentences import (
    Writer,
    basis_sentences,
    headline,
    indicator_sentence,
)
from cchc.phrases.memo_head import above, authority, own_number, period
from cchc.phrases.narratives import ended, own_words
from cchc.phrases.obstacles import (
    obstacle_rows,
    proposal_lines,
    settled_lines,
    unanswered_lines,
)
from cchc.phrases.restatement_sentences import Teller, restated_rows, restated_sentence
from cchc.phrases.shortfall import shortfall_words
from cchc.text.problem import Problem
from cchc.text.record import Record, field
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice


class Around(Record):
    """What stands round the figures of a memo.

    `notice` is a line for the top and for each table, such as that figures are
    illustrative; `paper` its own number and day, when they are known already; `since`
    the memo issued before and what it said otherwise; `effects` what the obstacles
    that were settled changed, by their numbers.
    """

    notice: str | None = None
    paper: Paper = NO_PAPER
    since: Since | None = None
    effects: Mapping[int, Effect] = field(default_factory=dict)


ALONE = Around()


def memo_markdown(
    view: StatusView,
    plan: Plan,
    voice: Voice,
    template: TemplateSource,
    around: Around = ALONE,
) -> str | Problem:
    """The memo of the view's period as Markdown.

    Args:
        view: where everything stands, as of its day.
        plan: the version in force that the view was made of.
        voice: the language; its template must be of the same one.
        template: the office's or the program's.
        around: what stands round the figures.

    Returns:
        The text, or what is wrong with the template (P601 to P603).
    """
    return render_markdown(template, memo_content(view, plan, voice, around))


def memo_content(
    view: StatusView, plan: Plan, voice: Voice, around: Around = ALONE
) -> dict[str, Plain]:
    """What the template may print: text, numbers, lists, by the names it uses."""
    writer = Writer(view, plan, voice, around.effects)
    return {
        "notice": None if around.notice is None else one_line(around.notice),
        "authority": authority(writer),
        "period": period(writer),
        "plan": above(writer),
        "paper": own_number(around.paper, writer),
        "basis": _list(basis_sentences(writer)),
        "headline": headline(writer),
        "task_counts": task_counts(view.tasks, writer) if view.tasks else "",
        "reporting": _list(report_sentences(writer)),
        "signing": _list(signing_sentences(writer)),
        "commitments": [
            _commitment(number, each, writer)
            for number, each in enumerate(view.commitments, start=1)
        ],
        "leading": _areas(writer, leading=True),
        "areas": _areas(writer, leading=False),
        "assessment": _assessment(writer),
        "ahead": _ahead(writer),
        "proposals": _list(proposal_lines(writer)),
        "words": own_words(writer),
        "unproven": _list(unproven(writer)),
        "restated": _restated(writer, around.since),
        "tables": _tables(writer),
    }


def teller_of(writer: Writer) -> Teller:
    """Who tells what the memo before said otherwise."""
    names = {each.name: each for each in writer.view.periods}
    return Teller(writer.plan, names, writer.voice)


def _restated(writer: Writer, since: Since | None) -> Plain:
    """Compared with the memo issued before; None when there was none."""
    if since is None:
        return None
    teller = teller_of(writer)
    return {
        "sentence": restated_sentence(since, teller),
        "rows": _rows(restated_rows(since, teller)),
    }


def _list(lines: list[str]) -> Plain:
    return list(lines)


def _commitment(number: int, one: CommitmentView, writer: Writer) -> Plain:
    word = status_words(one.status, writer.voice, last=writer.last)
    return {
        "label": letter(number),
        "name": one_line(one.commitment.name),
        "text": one_line(one.commitment.text or ""),
        "verdict": writer.say("memo.verdict.of", verdict=word, met=one.met, of=one.of),
        "indicators": [indicator_sentence(each, writer) for each in one.indicators],
    }


def _areas(writer: Writer, *, leading: bool) -> list[Plain]:
    """Areas of part I (`report_section` I or I.…) or of part II (all others)."""
    return [
        _area(each, writer)
        for each in writer.view.areas
        if _is_leading(each) is leading
    ]


def _is_leading(area: Area) -> bool:
    return (area.report_section or "").split(".", 1)[0].strip() == "I"


def _area(area: Area, writer: Writer) -> Plain:
    tasks = [each for each in writer.view.tasks if each.task.area == area.id]
    told = [each for each in tasks if each.status is not TaskStatus.NOT_STARTED]
    found = [e for e in writer.view.indicators if _is_promise_of(e, area)]
    return {
        "name": one_line(area.name),
        "summary": task_counts(tasks, writer) if tasks else "",
        "tasks": [
            {"label": _label(number, told), "text": task_sentence(each, writer)}
            for number, each in enumerate(told, start=1)
        ],
        "indicators": [indicator_sentence(each, writer) for each in found],
    }


def _is_promise_of(view: IndicatorView, area: Area) -> bool:
    """Whether it is told in the area's own part; statistics stand in the appendix."""
    return view.indicator.area == area.id and view.indicator.target is not None


def _label(number: int, told: list[TaskView]) -> str:
    """A letter, where there is more than one to tell apart."""
    return letter(number) if len(told) > 1 else ""


def _stands_out(view: IndicatorView) -> bool:
    """Well on the way, with something done: nothing done yet is no achievement."""
    return view.verdict.status in GOOD_STATUSES and view.percent != 0


def _assessment(writer: Writer) -> Plain:
    """Part III from the figures: what stands well, what does not, and why."""
    figures = list(every_indicator(writer.view))
    tasks = writer.view.tasks
    causes = [
        writer.say(
            "memo.cause", unit=writer.units((e.unit,)), cause=ended(one_line(e.cause))
        )
        for e in (each.obstacle for each in writer.view.obstacles if each.is_open)
        if e.cause
    ]
    return {
        "unanswered": _list(unanswered_lines(writer)),
        "settled": _list(settled_lines(writer)),
        "good": [indicator_sentence(e, writer) for e in figures if _stands_out(e)],
        "weak": [
            *(
                indicator_sentence(e, writer)
                for e in figures
                if e.verdict.status in (*BAD_STATUSES, *WEAK_STATUSES)
            ),
            *(task_sentence(e, writer) for e in tasks if e.status in LATE_TASKS),
        ],
        "causes": _list(causes),
    }


def _ahead(writer: Writer) -> Plain:
    """Part IV: what to catch up, what falls due next, the pace needed."""
    view = writer.view
    overdue = [e for e in view.tasks if e.status is TaskStatus.OVERDUE]
    pace = [shortfall_words(each, writer) for each in every_indicator(view)]
    return {
        "overdue": [task_sentence(e, writer) for e in overdue],
        "due": [task_sentence(e, writer) for e in falling_due(view)],
        "pace": [each for each in pace if each],
    }


def _tables(writer: Writer) -> Plain:
    return {
        "commitments": _rows(commitment_rows(writer)),
        "areas": _rows(area_rows(writer)),
        "tasks": _rows(task_rows(writer)),
        "shares": [
            {"name": name, "rows": _rows(rows)} for name, rows in share_tables(writer)
        ],
        "reports": _rows(report_rows(writer)),
        "obstacles": _rows(obstacle_rows(writer)),
    }


def _rows(rows: list[dict[str, str]]) -> list[Plain]:
    return [dict(row) for row in rows]
