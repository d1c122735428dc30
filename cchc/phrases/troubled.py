"""What needs action now, worst first, and the units that pull a figure down."""

from fractions import Fraction
from typing import TYPE_CHECKING

from cchc.core.plan.measure import RatioOf
from cchc.core.plan.plan import Plan
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.share import UnitShare, carriers
from cchc.core.verdict.status import StatusView, every_line
from cchc.core.verdict.statuses import TROUBLED_STATUSES, WORST_FIRST
from cchc.text.number_format import points_text
from cchc.words.translator import Voice

if TYPE_CHECKING:
    from cchc.core.facts.score import Score
    from cchc.core.verdict.score_sheet import ScoreRow, ScoreSheet

MOST_LINES = 8
"""As many are shown with their units."""


def troubled_lines(view: StatusView) -> list[IndicatorView]:
    """The indicators that need action now, worst first, those promised before others.

    As many as are shown with their units.
    """
    rank = {status: number for number, status in enumerate(WORST_FIRST)}
    ranked = [(line.standing_verdict.status, line) for line in every_line(view)]
    troubled = [pair for pair in ranked if pair[0] in TROUBLED_STATUSES]
    return [line for _, line in sorted(troubled, key=lambda pair: rank[pair[0]])]


def is_ceiling(line: IndicatorView) -> bool:
    """Whether less is better: its sign says so."""
    target = line.indicator.target
    return target is not None and (target.sign or "")[:1] in {"≤", "<"}


def is_shared(line: IndicatorView) -> bool:
    """Whether units have parts that can be held against each other."""
    indicator = line.indicator
    is_of_many = len(carriers(indicator)) > 1
    is_rate = line.numerator is not None and indicator.of is not RatioOf.PLAN
    is_measured = is_rate or indicator.allot or is_ceiling(line) or line.each
    return line.parts.unit is None and is_of_many and bool(is_measured)


def pulling_units(line: IndicatorView) -> list[UnitShare]:
    """The units that keep a figure from its target, the worst first.

    Of a rate those below it (above a ceiling); of what was allotted those that did the
    least part of theirs.
    """
    target, capped = line.indicator.target, is_ceiling(line)
    if target is None or not is_shared(line):
        return []
    if line.each is not None:
        shares = {share.unit: share for share in line.shares}
        return [shares[unit] for unit in line.each.worst_first if unit in shares]
    bound = None if target.bound is None else Fraction(target.bound)
    known = [share for share in line.shares if share.to_date is not None]
    if line.numerator is not None and bound is not None:
        known = [s for s in known if s.to_date != bound]
        wrong = [s for s in known if s.to_date and (s.to_date > bound) == capped]
        return sorted(wrong, key=lambda s: s.to_date or 0, reverse=capped)
    if capped:
        some = [share for share in known if share.to_date]
        return sorted(some, key=lambda s: s.to_date or 0, reverse=True)
    behind = [s for s in known if s.percent is not None and s.percent < 100]
    return sorted(behind, key=lambda s: s.percent or 0)


def open_criteria(sheet: "ScoreSheet") -> "tuple[ScoreRow, ...]":
    """The criteria whose points nobody knows yet."""
    return tuple(row for row in sheet.below() if row.score_span.final_points is None)


def risk_line(sheet: "ScoreSheet", voice: Voice, code: str = "score.risk") -> str:
    """What is lost for good, and what is still open, in one line."""
    loss, missing = sheet.loss(), open_criteria(sheet)
    return voice.say(
        code if missing else f"{code}.closed",
        lost=points_text(loss.low),
        open=points_text(loss.high - loss.low),
        n=len(missing),
        standard=points_text(sheet.standard()),
    )


def status_line(
    plan: Plan, view: StatusView, scores: "tuple[Score, ...]", voice: Voice
) -> str:
    """The line of `status` on points at risk."""
    from cchc.core.verdict.score_sheet import score_sheet  # noqa: PLC0415

    return risk_line(score_sheet(plan, view, scores), voice, "score.status")
