"""The periodic memo: everything in it as plain values, then as Markdown.

The outline and the tables are in the template, which an office may change; the
sentences that depend on figures are put together here (DOCUMENTS 3.3 and 3.4).
"""

from collections.abc import Mapping

from cchc.core.plan.plan import NO_PAPER, Area, Paper, Plan
from cchc.core.verdict.issued import ChangesSinceMemo, ObstacleEffect
from cchc.core.verdict.status import StatusView, every_indicator
from cchc.core.verdict.statuses import TaskStatus
from cchc.features.papers.show.stock_tables import statistic_rows, stock_tables
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
from cchc.phrases.figure_phrases import (
    join_names,
)
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
from cchc.phrases.pace_phrases import shortfall_words
from cchc.phrases.paper_head import authority_head, paper_head
from cchc.phrases.reporting_phrases import report_rows, report_sentences
from cchc.phrases.restatement_sentences import restated_rows, restated_sentence
from cchc.phrases.sign_book import sign_sentences
from cchc.phrases.task_phrases import labels_of, task_counts, task_sentence
from cchc.phrases.unit_texts import end_sentence, narratives
from cchc.phrases.writer import Writer
from cchc.text.record import Record, field
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice


class PaperSurroundings(Record):
    """What stands round the figures of a paper.

    `notice` is a line for the top and for each table, such as that figures are
    illustrative; `paper` its own number and day, when they are known already; `since`
    the memo issued before and what it said otherwise; `effects` what the obstacles
    that were settled changed, by their numbers.
    """

    notice: str | None = None
    paper: Paper = NO_PAPER
    since: ChangesSinceMemo | None = None
    effects: Mapping[int, ObstacleEffect] = field(default_factory=dict)

    @property
    def notice_line(self) -> str | None:
        """The notice on one line."""
        return None if self.notice is None else one_line(self.notice)


ALONE = PaperSurroundings()


def memo_content(
    view: StatusView, plan: Plan, voice: Voice, around: PaperSurroundings = ALONE
) -> dict[str, Plain]:
    """What the template may print: text, numbers, lists, by the names it uses."""
    writer = Writer(view, plan, voice, around.effects)
    digest = writer.digest
    pace = (shortfall_words(figure, voice) for figure in every_indicator(view))
    return {
        "notice": around.notice_line,
        "authority": authority_head(writer),
        **paper_head(writer, around.paper),
        "basis": basis_sentences(writer),
        "headline": headline(writer),
        "task_counts": task_counts(view.tasks, writer),
        "reporting": report_sentences(writer),
        "signing": sign_sentences(view.signing, voice) if view.signing else [],
        "commitments": _commitments(writer),
        "leading": [_area(area, writer) for area in view.areas if _is_leading(area)],
        "areas": [_area(area, writer) for area in view.areas if not _is_leading(area)],
        "assessment": _assessment(writer),
        "ahead": {
            "overdue": [task_sentence(task, writer) for task in digest.overdue_tasks],
            "due": [task_sentence(task, writer) for task in digest.next_tasks],
            "pace": [sentence for sentence in pace if sentence],
        },
        "proposals": proposal_lines(writer),
        "words": narratives(writer),
        "unproven": unproven_lines(writer),
        "restated": _restated(writer, around.since) if around.since else None,
        "tables": _tables(writer),
    }


def _restated(writer: Writer, since: ChangesSinceMemo) -> Plain:
    """Compared with the memo issued before."""
    rows = plain_rows(restated_rows(since, writer))
    return {"sentence": restated_sentence(since, writer), "rows": rows}


def _commitments(writer: Writer) -> list[Plain]:
    return [
        {
            "label": letter(number),
            "name": one_line(view.commitment.name),
            "text": one_line(view.commitment.text or ""),
            "verdict": commitment_verdict(view, writer),
            "indicators": [
                *(indicator_sentence(e, writer) for e in view.indicators),
                *(task_sentence(task, writer) for task in view.tasks),
            ],
        }
        for number, view in enumerate(writer.view.commitments, start=1)
    ]


def _is_leading(area: Area) -> bool:
    """Whether it stands in part I (`report_section` I or I.…), not in part II."""
    return (area.report_section or "").split(".", 1)[0].strip() == "I"


def _area(area: Area, writer: Writer) -> Plain:
    """What was begun and what was promised; statistics stand in the appendix."""
    tasks = [view for view in writer.view.tasks if view.task.area == area.id]
    begun = [view for view in tasks if view.status is not TaskStatus.NOT_STARTED]
    sentences = [task_sentence(view, writer) for view in begun]
    return {
        "name": one_line(area.name),
        "summary": task_counts(tasks, writer),
        "tasks": [
            {"label": letter(number) if len(begun) > 1 else "", "text": sentence}
            for number, sentence in enumerate(sentences, start=1)
        ],
        "indicators": [
            indicator_sentence(view, writer)
            for view in writer.view.indicators
            if view.indicator.area == area.id and view.indicator.target is not None
        ],
    }


def _assessment(writer: Writer) -> Plain:
    """Part III from the figures: what stands well, what does not, and why."""
    digest, causes = writer.digest, []
    for obstacle in (view.obstacle for view in digest.open_obstacles):
        if obstacle.cause:
            cause = end_sentence(one_line(obstacle.cause))
            unit = writer.units((obstacle.unit,))
            causes.append(writer.say("memo.cause", unit=unit, cause=cause))
    return {
        "unanswered": unanswered_lines(writer),
        "settled": settled_lines(writer),
        "good": [indicator_sentence(view, writer) for view in digest.good],
        "weak": [
            *(indicator_sentence(view, writer) for view in digest.weak),
            *(task_sentence(view, writer) for view in digest.late_tasks),
        ],
        "causes": causes,
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
        blanks = {"name": join_names((about,), labels), "unit": writer.units((unit,))}
        line = writer.say("memo.task.name", **blanks)
        lines.append(f"{line}: {'; '.join(items)}" if items else line)
    return lines


def _tables(writer: Writer) -> Plain:
    shares = share_tables(writer)
    return {
        "commitments": plain_rows(commitment_rows(writer)),
        "areas": plain_rows(area_rows(writer)),
        "statistics": plain_rows(statistic_rows(writer)),
        "stocks": stock_tables(writer),
        "tasks": plain_rows(task_rows(writer)),
        "shares": [{"name": name, "rows": plain_rows(rows)} for name, rows in shares],
        "reports": plain_rows(report_rows(writer)),
        "obstacles": plain_rows(obstacle_rows(writer)),
    }
