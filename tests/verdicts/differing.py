"""Where the program says otherwise than the second opinion, one world at a time."""

from fractions import Fraction

from cchc.core.plan.calendar import periods
from cchc.core.plan.measure import Measure
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.status import every_indicator, status_view
from cchc.core.verdict.verdict_rules import Bound
from tests.verdicts.asking import Question
from tests.verdicts.beside import brings
from tests.verdicts.bounds import Bound as LawBound
from tests.verdicts.bounds import bound
from tests.verdicts.each import count
from tests.verdicts.histories import facts_of
from tests.verdicts.oracle import Opinion, opinion
from tests.verdicts.worlds import World, question

SINGLE = (Measure.MILESTONE, Measure.YES)
Difference = tuple[str, object, object]
"""The name of what differs, what the program says, what the law says."""


def judged(met: World) -> IndicatorView:
    asked = periods(met.plan)[met.at - 1]
    view = status_view(met.versions, asked, facts_of(met.plan, met.said, met.as_of))
    return every_indicator(view)[0]


def right(met: World) -> Opinion:
    return opinion(question(met))


def _bound(found: Bound | LawBound | None) -> object:
    if found is None:
        return None
    things = None if found.things is None else str(found.things)
    return str(found.turns), found.line, found.count, things, sorted(found.units)


def differences(
    view: IndicatorView, law: Opinion, asked: Question | None = None
) -> list[Difference]:
    verdict, cover, one = view.verdict, view.coverage, view.indicator
    known = verdict.known and (str(verdict.known.status.value), verdict.known.rule)
    pairs: list[Difference] = [
        ("status", verdict.status, law.status),
        ("known", known, law.known),
        (
            "coverage",
            (cover.reported, cover.expected, sorted(cover.silent)),
            (law.coverage.reported, law.coverage.expected, sorted(law.coverage.silent)),
        ),
    ]
    if verdict.status == law.status and verdict.rule not in law.rules:
        pairs.append(("rule", verdict.rule, tuple(sorted(law.rules))))
    pairs.append(("expected", view.expected, law.expected))
    pairs += new_keys(view, law)
    if view.each is not None and asked is not None and one.measure not in SINGLE:
        pairs.append(("short", sorted(view.each.short), sorted(count(asked)[1])))
    if one.measure not in SINGLE:
        pairs += figures(view, law)
    if asked is not None and view.each is None:
        pairs.append(("bound", _bound(view.bound), _bound(bound(asked))))
    return [each for each in pairs if each[1] != each[2]]


def new_keys(view: IndicatorView, law: Opinion) -> list[Difference]:
    """Who leaves a figure open, and the verdict that lasts."""
    last = None if view.last is None else view.last.verdict.status
    cover = view.coverage
    return [
        *(
            (
                f"coverage.{name}",
                sorted(getattr(cover, name)),
                sorted(getattr(law.coverage, name)),
            )
            for name in ("unpublished", "stale", "closed")
        ),
        ("standing", view.standing_verdict.status, law.standing),
        ("last", last, None if law.last is None else law.last.status),
    ]


def figures(view: IndicatorView, law: Opinion) -> list[Difference]:
    """What stands beside a figure; before its period is due there is none yet."""
    pairs: list[Difference] = [("quality", view.quality.value, law.quality)]
    if law.rules == {"S1"}:
        return pairs
    if view.each is not None:
        return [*pairs, ("actual", view.actual, law.actual)]
    pace = view.pace and (view.pace.per_period, view.pace.multiple)
    pairs += [("actual", view.actual, law.actual), ("pace", pace, law.pace)]
    if not same_percent(view, law):
        pairs.append(("percent", view.percent, law.percent))
    if brings(view.indicator):
        pairs.append(("in_period", view.in_period, law.in_period))
    return pairs


def same_percent(view: IndicatorView, law: Opinion) -> bool:
    if view.percent is None or law.percent is None:
        return view.percent == law.percent
    shown, exact = Fraction(view.percent), law.percent
    near = abs(shown - exact) < Fraction(1, 100)
    return near and (shown >= 100) == (exact >= 100)


def group(difference: Difference, law: Opinion, view: IndicatorView) -> str:
    """Differences that look alike: of a status, with the rules on both sides."""
    name, has, wanted = difference
    if name != "status":
        return name
    rules = ",".join(sorted(law.rules))
    return f"status {has} {view.verdict.rule} → {wanted} {rules}"
