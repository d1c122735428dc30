"""Why a criterion has its points: the rule, the figure, what people typed (14)."""

from collections.abc import Iterator
from fractions import Fraction

from cchc.core.facts.score import is_less_better, span_text
from cchc.core.verdict.score_sheet import ScoreRow, ScoreSheet
from cchc.core.why.explanation import (
    Explanation,
    Printable,
    explanation,
    paper_text,
    sign_of,
)
from cchc.text.number import PLAN
from cchc.text.number_format import points_text, vietnamese


def why_criterion(
    row: ScoreRow, sheet: ScoreSheet, *sources: Explanation
) -> Explanation:
    """Its points by column, the thresholds, and the reason of what it is scored by."""
    criterion, standard = row.criterion, sheet.standard(row)
    scored, lost = sheet.score_span(row), sheet.loss(row)
    blanks: dict[str, Printable] = {
        "id": criterion.id,
        "name": criterion.name,
        "points": span_text(scored, standard),
        "standard": points_text(standard),
        "lost": span_text(lost, standard),
    }
    if row.is_heading:
        below = (why_criterion(own, sheet) for own in sheet.below(row))
        return explanation("why.criterion", *below, **blanks)
    reasons = [
        explanation(
            f"why.criterion.{stage}",
            points=points_text(points, row.standard),
            day=score.day,
            actor=score.actor,
            why=score.reason,
            paper=paper_text(score.document.number, score.document.date),
            proof=score.evidence,
        )
        for stage, score in row.typed.items()
        if (points := row.typed_points(stage)) is not None
    ]
    reasons += _computed(row, *sources)
    if row.loss.low > 0:
        unit = sheet.plan.unit_name(row.owner) if row.owner else None
        lost_by = {"unit": unit, "cause": row.cause, "remedy": row.remedy}
        share = span_text(row.loss, row.standard)
        reasons.append(explanation("why.criterion.lost", lost=share, **lost_by))
    return explanation("why.criterion", *reasons, **blanks)


def _computed(row: ScoreRow, *sources: Explanation) -> Iterator[Explanation]:
    """The points out of figures, and the levels that they were held against."""
    computed = row.computed
    if computed is None:
        return
    span, now = computed.span, computed.so_far
    code = (
        "why.criterion.computed"
        if span.final_points is not None
        else "why.criterion.open"
    )
    levels = [_level(row, text) for text in row.criterion.scores]
    yield explanation(
        code,
        *levels,
        *sources,
        points=span_text(span, row.standard),
        so_far=None if now is None else points_text(now, row.standard),
        about=row.criterion.scored_by or row.criterion.each_done or row.criterion.id,
    )


def _level(row: ScoreRow, text: str) -> Explanation:
    line = None if row.line is None else row.line.indicator
    side = "down" if is_less_better(line) else "up"
    sign = "%" if line is None or line.each else sign_of(line)
    number = PLAN.parse(text)
    level = text if number is None else f"{vietnamese(number)}{sign}"
    points = points_text(Fraction(row.criterion.scores[text]))
    return explanation(f"why.criterion.level.{side}", level=level, points=points)


def criteria_fed(key: str, sheet: ScoreSheet) -> Iterator[Explanation]:
    """The criteria that an indicator or a task is scored for, and what is at stake."""
    for row in sheet.rows:
        if key in {row.criterion.scored_by, row.criterion.each_done}:
            yield explanation(
                "why.feeds",
                id=row.criterion.id,
                name=row.criterion.name,
                standard=points_text(row.standard),
                points=span_text(row.score_span, row.standard),
            )
