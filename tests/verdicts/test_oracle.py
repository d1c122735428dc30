"""The program against a second opinion worked out slowly from the text of the law."""

from collections import Counter
from datetime import date
from fractions import Fraction
from random import Random

from cchc.core.calendar import periods
from cchc.core.plan import Measure, PlanVersion
from cchc.core.report import Quality
from cchc.core.status import every_indicator, status_view
from cchc.core.view import IndicatorView
from tests.verdicts.figures import Question
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
    met = view.verdict
    found = [] if met.status == right.status else ["status"]
    if met.rule not in right.rules:
        found.append("rule")
    alone = None if met.known is None else (met.known[0].value, met.known[1])
    if alone != right.known:
        found.append("known")
    cover = view.coverage
    if (cover.reported, cover.expected, cover.silent) != right.coverage:
        found.append("coverage")
    if not lacks_baseline(view.indicator) and view.expected != right.expected:
        found.append("expected")
    if view.indicator.measure not in SINGLE:
        if right.status != "not_due" and view.actual != right.actual:
            found.append("actual")
        if right.estimate != (view.quality is Quality.ESTIMATE):
            found.append("quality")
        found += _percent(view, right)
    return found


def _percent(view: IndicatorView, right: Opinion) -> list[str]:
    if right.status == "not_due":
        return []
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
