"""The periodic memo: everything in it as plain values, then as Markdown.

The outline and the tables are in the template, which an office may change; the
sentences that depend on figures are put together here (DOCUMENTS 3.3 and 3.4).
"""

from collections.abc import Mapping, Sequence

from cchc.core.plan.plan import NO_PAPER, Area, Paper, Plan
from cchc.core.verdict.issued import ObstacleEffect, Since
from cchc.core.verdict.status import StatusView, every_indicator
from cchc.core.verdict.statuses import TaskStatus
from cchc.features.papers.show.tables import (
    area_rows,
    commitment_rows,
    commitment_verdict,
    letter,
    plain_rows,
    share_tables,
    task_rows,
)
from cchc.paper.manuscript import Plain
from cchc.paper.template import TemplateSource, render_markdown
from cchc.phrases.figure_phrases import shortfall_words
from cchc.phrases.indicator_sentences import (
    basis_sentences,
    headline,
    indicator_sentence,
)
from cchc.phrases.obstacles import (
    obstacle_rows,
    proposal_lines,
    settled_lines,
    unanswered_lines,
)
from cchc.phrases.paper_head import authority_head, own_number, period_head, plan_head
from cchc.phrases.reporting_phrases import report_rows, report_sentences
from cchc.phrases.restatement_sentences import (
    plan_names,
    restated_rows,
    restated_sentence,
)
from cchc.phrases.sign_book import sign_sentences
from cchc.phrases.task_phrases import labels_of, task_counts, task_sentence
from cchc.phrases.unit_texts import end_sentence, narratives
from cchc.phrases.writer import Writer
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
    effects: Mapping[int, ObstacleEffect] = field(default_factory=dict)


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
        "authority": authority_head(writer),
        "period": period_head(writer),
        "plan": plan_head(writer),
        "paper": own_number(around.paper, writer),
        "basis": _lines(basis_sentences(writer)),
        "headline": headline(writer),
        "task_counts": task_counts(view.tasks, writer),
        "reporting": _lines(report_sentences(writer)),
        "signing": _lines(sign_sentences(view.signing, voice) if view.signing else []),
        "commitments": _commitments(writer),
        "leading": _areas(writer, leading=True),
        "areas": _areas(writer, leading=False),
        "assessment": _assessment(writer),
        "ahead": _ahead(writer),
        "proposals": _lines(proposal_lines(writer)),
        "words": narratives(writer),
        "unproven": _lines(unproven_lines(writer)),
        "restated": _restated(writer, around.since),
        "tables": _tables(writer),
    }


def _lines(lines: Sequence[str]) -> list[Plain]:
    return list(lines)


def _restated(writer: Writer, since: Since | None) -> Plain:
    """Compared with the memo issued before; None when there was none."""
    if since is None:
        return None
    names = plan_names(writer.view, writer.plan, writer.voice)
    return {
        "sentence": restated_sentence(since, names),
        "rows": plain_rows(restated_rows(since, names)),
    }


def _commitments(writer: Writer) -> list[Plain]:
    return [
        {
            "label": letter(number),
            "name": one_line(commitment.commitment.name),
            "text": one_line(commitment.commitment.text or ""),
            "verdict": commitment_verdict(commitment, writer),
            "indicators": [
                indicator_sentence(e, writer) for e in commitment.indicators
            ],
        }
        for number, commitment in enumerate(writer.view.commitments, start=1)
    ]


def _areas(writer: Writer, *, leading: bool) -> list[Plain]:
    """Areas of part I (`report_section` I or I.…) or of part II (all others)."""
    return [
        _area(area, writer)
        for area in writer.view.areas
        if ((area.report_section or "").split(".", 1)[0].strip() == "I") is leading
    ]


def _area(area: Area, writer: Writer) -> Plain:
    """What was begun and what was promised; statistics stand in the appendix."""
    tasks = [task for task in writer.view.tasks if task.task.area == area.id]
    begun = [task for task in tasks if task.status is not TaskStatus.NOT_STARTED]
    return {
        "name": one_line(area.name),
        "summary": task_counts(tasks, writer),
        "tasks": [
            {
                "label": letter(number) if len(begun) > 1 else "",
                "text": task_sentence(task, writer),
            }
            for number, task in enumerate(begun, start=1)
        ],
        "indicators": [
            indicator_sentence(view, writer)
            for view in writer.view.indicators
            if view.indicator.area == area.id and view.indicator.target is not None
        ],
    }


def _assessment(writer: Writer) -> Plain:
    """Part III from the figures: what stands well, what does not, and why."""
    digest = writer.digest
    causes: list[Plain] = []
    for obstacle in (view.obstacle for view in digest.open_obstacles):
        if obstacle.cause:
            cause = end_sentence(one_line(obstacle.cause))
            unit = writer.units((obstacle.unit,))
            causes.append(writer.say("memo.cause", unit=unit, cause=cause))
    return {
        "unanswered": _lines(unanswered_lines(writer)),
        "settled": _lines(settled_lines(writer)),
        "good": [indicator_sentence(view, writer) for view in digest.good],
        "weak": [
            *(indicator_sentence(view, writer) for view in digest.weak),
            *(task_sentence(task, writer) for task in digest.late_tasks),
        ],
        "causes": causes,
    }


def _ahead(writer: Writer) -> Plain:
    """Part IV: what to catch up, what falls due next, the pace needed."""
    figures = every_indicator(writer.view)
    pace = (shortfall_words(view, writer.voice) for view in figures)
    return {
        "overdue": [task_sentence(e, writer) for e in writer.digest.overdue_tasks],
        "due": [task_sentence(e, writer) for e in writer.digest.next_tasks],
        "pace": [sentence for sentence in pace if sentence],
    }


def unproven_lines(writer: Writer) -> list[str]:
    """Results of the period without document or evidence, one line for each promise.

    `Sản phẩm OCOP (Phòng Kinh tế): Khô cá lóc; Bánh phồng`.
    """
    by_promise: dict[tuple[str, str], list[str]] = {}
    for result in writer.view.unproven:
        items = by_promise.setdefault((result.about, result.unit), [])
        if result.name is not None:
            items.append(one_line(result.name))
    labels = labels_of(writer.view)
    lines = []
    for (about, unit), items in by_promise.items():
        name = labels.get(about, one_line(about))
        line = writer.say("memo.task.name", name=name, unit=writer.units((unit,)))
        lines.append(f"{line}: {'; '.join(items)}" if items else line)
    return lines


def _tables(writer: Writer) -> Plain:
    return {
        "commitments": plain_rows(commitment_rows(writer)),
        "areas": plain_rows(area_rows(writer)),
        "tasks": plain_rows(task_rows(writer)),
        "shares": [
            {"name": name, "rows": plain_rows(rows)}
            for name, rows in share_tables(writer)
        ],
        "reports": plain_rows(report_rows(writer)),
        "obstacles": plain_rows(obstacle_rows(writer)),
    }
