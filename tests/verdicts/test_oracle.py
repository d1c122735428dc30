"""The program against a second opinion worked out slowly from the text of the law."""

from collections import Counter
from datetime import date
from fractions import Fraction
from random import Random

from cchc.core.facts.report import Quality
from cchc.core.plan.calendar import periods
from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import (
    PlanVersion,
)
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.status import every_indicator, status_view
from tests.verdicts.asking import Question
from tests.verdicts.histories import facts_of
from tests.verdicts.oracle import Opinion, opinion
from tests.verdicts.worlds import World, world
from tests.verdicts.yardstick import lacks_baseline

CASES = 3000
SINGLE = (Measure.MILESTONE, Measure.YES)


def judged(met: World) -> IndicatorView:
    version = PlanVersion(1, met.plan, 1, date(met.plan.year, 1, 5), "0" * 64)
    asked = periods(met.plan)[met.at - 1]
    view = status_view((version,), asked, facts_of(met.said, met.as_of))
    return every_indicator(view)[0]


def disagreements(view: IndicatorView, right: Opinion) -> list[str]:
    met, cover, one = view.verdict, view.coverage, view.indicator
    known = met.known and (met.known.status.value, met.known.rule)
    agree = {
        "status": met.status == right.status,
        "rule": met.rule in right.rules,
        "known": known == right.known,
        "coverage": (cover.reported, cover.expected, cover.silent) == right.coverage,
        "expected": lacks_baseline(one) or view.expected == right.expected,
        "in_period": one.measure is not Measure.FLOW
        or view.in_period == right.in_period,
        **(_figures(view, right) if one.measure not in SINGLE else {}),
    }
    return [name for name, holds in agree.items() if not holds]


def _figures(view: IndicatorView, right: Opinion) -> dict[str, bool]:
    """What stands beside a figure; before its period is due there is none yet."""
    early = right.status == "not_due"
    pace = view.pace and (view.pace.per_period, view.pace.multiple)
    rough = view.quality is Quality.ESTIMATE
    return {
        "actual": early or view.actual == right.actual,
        "percent": early or not _percent(view, right),
        "pace": early or pace == right.pace,
        "quality": right.estimate == rough,
    }


def _percent(view: IndicatorView, right: Opinion) -> list[str]:
    if view.percent is None or right.percent is None:
        return [] if view.percent == right.percent else ["percent"]
    shown, exact = Fraction(view.percent), right.percent
    near = abs(shown - exact) < Fraction(1, 100)
    return [] if near and (shown >= 100) == (exact >= 100) else ["percent"]


def test_thousands_of_random_years_are_judged_as_the_law_says() -> None:
    dice = Random(2022)  # noqa: S311
    seen: Counter[str] = Counter()
    for _ in range(CASES):
        met = world(dice)
        right = opinion(Question(met.plan, met.one, met.at, met.as_of, met.said))
        view = judged(met)
        assert disagreements(view, right) == [], (met, view, right)
        seen[right.status] += 1
    print(  # noqa: T201 -- how much was looked at
        f"{CASES} random years agree: {dict(seen.most_common())}"
    )
