"""Why an indicator stands as it does: figure, target, pace, rules, cells."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.period import Period
from cchc.core.plan.plan import (
    Indicator,
    Plan,
)
from cchc.core.plan.targets.goal import Goal
from cchc.core.plan.targets.target import Target
from cchc.core.plan.trajectory import Hold, Linear, Points, Profile, Step
from cchc.core.plan.unit import Unit
from cchc.core.verdict.cells import Cells
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.share import UnitShare
from cchc.core.verdict.status import StatusView
from cchc.core.verdict.verdict import Judgement
from cchc.core.verdict.verdict_rules import VerdictInput
from cchc.core.why.cells import Past, item_reasons, paper_text, unit_reasons
from cchc.core.why.explanation import Explanation, Said, or_dash
from cchc.core.why.rules import rules_tried, sign_of
from cchc.text.number_format import day_text, printed, vietnamese

SCALE = "in"


def why_indicator(
    view: IndicatorView,
    judged: Judgement,
    cells: Cells,
    plan: Plan,
    period: Period,
    past: Past,
) -> Explanation:
    """The whole reason of an indicator's figure and verdict in a period.

    `judged` is the verdict with its trace, `past` every revision of its cells.
    """
    one, case = cells.indicator, judged.case
    says: dict[str, Said] = {
        "id": one.id,
        "name": one.name,
        "status": view.verdict.status.value,
        "rule": or_dash(view.verdict.rule),
        "shown": view.shown,
        "target": view.shown_target,
        "due": view.shown_expected,
    }
    parts = (
        _figure(cells, period, view, past),
        *_in_period(view),
        _target(one),
        *_due(view, case, plan, period, cells.periods),
        *_percent(view, case),
        *([rules_tried(judged)] if one.target else []),
        *_pace(view, cells, period),
        *_previous(view),
        *_coverage(view, cells),
        *_shares(view, cells.members),
    )
    known = view.verdict.known
    says["known"] = known[0].value if known else ""
    code = "why.indicator.known" if known else "why.indicator"
    return Explanation(code if view.verdict.rule else "why.statistic", says, parts)


def _figure(
    cells: Cells, period: Period, view: IndicatorView, past: Past
) -> Explanation:
    """The formula of A(p) with its numbers, and the cells below it."""
    one = cells.indicator
    says: dict[str, Said] = {
        "shown": view.shown,
        "unit": one.unit,
        "n": len(cells.units),
        "numerator": or_dash(view.numerator),
        "denominator": "–",
    }
    if view.denominator is not None:
        says["denominator"] = vietnamese(view.denominator)
    below = unit_reasons(cells, period, past)
    if one.measure is Measure.REGISTER:
        below = (*item_reasons(cells, period), *below)
    if view.actual is None and not view.done and view.answer is None:
        name = "why.figure.stale" if view.stale else "why.figure.none"
        return Explanation(name, says, below)
    return Explanation(f"why.figure.{_formula(cells)}", says, below)


def _formula(cells: Cells) -> str:
    one = cells.indicator
    if one.measure is not Measure.RATIO:
        return one.measure.value
    if one.of is RatioOf.PLAN:
        return "plan.running" if cells.is_running else "plan"
    return f"ratio.{(one.of or RatioOf.FLOW).value}"


def _in_period(view: IndicatorView) -> Iterator[Explanation]:
    if view.in_period is not None:
        text = printed(view.in_period, view.indicator.decimals)
        yield Explanation("why.in_period", {"shown": text + sign_of(view.indicator)})


def _target(one: Indicator) -> Explanation:
    """The promise, in the words signed where they are kept."""
    if one.target is None:
        return Explanation("why.target.none")
    unit = "" if sign_of(one) else one.unit
    says = {**_target_values(one.target, one), "unit": unit}
    below: list[Explanation] = []
    if one.text:
        below.append(Explanation("why.target.text", {"text": one.text}))
    if one.baseline is not None:
        origin = (one.baseline.period, one.baseline.source)
        base: dict[str, Said] = {"value": vietnamese(one.baseline.value)}
        base["source"] = ", ".join(each for each in origin if each) or "–"
        below.append(Explanation("why.target.baseline", base))
    if one.amount is not None:
        amount: dict[str, Said] = {"value": vietnamese(one.amount.value)}
        amount["unit"] = one.amount.unit or ""
        amount["source"] = or_dash(one.amount.source)
        below.append(Explanation("why.target.amount", amount))
    return Explanation(f"why.target.{one.target.tag}", says, tuple(below))


def _target_values(target: Target, one: Indicator) -> dict[str, Said]:
    """The blanks of a target's own sentence, as printed."""
    values = target.data(one.baseline.value if one.baseline else None)
    # an increase says in what it is counted; others are in the indicator's unit
    sign = "" if SCALE in values else sign_of(one)
    said: dict[str, Said] = {}
    for name, value in values.items():
        match value:
            case bool():
                pass
            case Decimal():
                said[name] = vietnamese(value) + sign
            case date():
                said[name] = day_text(value)
            case str():
                said["scale" if name == SCALE else name] = value
            case None:
                said[name] = "–"
    return said


def _due(
    view: IndicatorView,
    case: VerdictInput,
    plan: Plan,
    period: Period,
    periods: tuple[Period, ...],
) -> Iterator[Explanation]:
    """E(p): how what is due by now was found."""
    one, goal = view.indicator, case.goal
    if one.target is None or one.trajectory is None or goal is None:
        return
    if case.expectation is None:
        yield Explanation("why.due.none")
        return
    sign = sign_of(one)
    exact = printed(case.expectation.exact, max(one.decimals, 2)) + sign
    says: dict[str, Said] = {
        "due": view.shown_expected,
        "exact": exact,
        "target": view.shown_target,
        "at": period.ordinal,
        "of": len(periods),
    }
    match one.trajectory:
        case Points():
            yield Explanation("why.due.points", says)
        case Linear():
            yield Explanation(
                _rounded("why.due.linear", case), {**says, **_base(goal, sign)}
            )
        case Hold():
            yield Explanation("why.due.hold", says)
        case Step(name):
            says["first"] = name or periods[-1].name
            yield Explanation("why.due.step", says)
        case Profile(name):
            share = plan.profiles[name][period.ordinal - 1]
            told = vietnamese(100 * share) + "%"
            more = {"profile": name, "share": told, **_base(goal, sign)}
            yield Explanation(_rounded("why.due.profile", case), {**says, **more})


def _rounded(code: str, case: VerdictInput) -> str:
    """The sentence that also tells the rounding, where things are counted whole."""
    met = case.expectation
    return code if met is None or met.value == met.exact else f"{code}.whole"


def _base(goal: Goal, sign: str) -> dict[str, Said]:
    return {"base": printed(goal.base, 6) + sign if goal.base is not None else "0"}


def _percent(view: IndicatorView, case: VerdictInput) -> Iterator[Explanation]:
    if view.percent is None:
        return
    says: dict[str, Said] = {
        "percent": vietnamese(view.percent),
        "shown": view.shown,
        "target": view.shown_target,
    }
    based = case.goal is not None and case.goal.base is not None
    yield Explanation("why.percent.based" if based else "why.percent", says)


def _pace(view: IndicatorView, cells: Cells, period: Period) -> Iterator[Explanation]:
    if view.pace is None:
        return
    sign = sign_of(view.indicator)
    places = max(view.indicator.decimals, 2)
    says: dict[str, Said] = {
        "needed": printed(view.pace.per_period, places) + sign,
        "left": len(cells.periods) - period.ordinal,
        "shown": view.shown,
        "target": view.shown_target,
        "multiple": "–",
    }
    if view.pace.multiple is not None:
        says["multiple"] = printed(view.pace.multiple, 2)
    yield Explanation("why.pace", says)


def _previous(view: IndicatorView) -> Iterator[Explanation]:
    if view.previous_year is not None:
        text = vietnamese(view.previous_year) + sign_of(view.indicator)
        yield Explanation("why.previous", {"shown": text})


def _coverage(view: IndicatorView, cells: Cells) -> Iterator[Explanation]:
    """Who was silent; nothing where one unit said all that was expected."""
    met = view.coverage
    says: dict[str, Said] = {"reported": met.reported, "expected": met.expected}
    if met.silent:
        says["units"] = ", ".join(cells.members[unit].name for unit in met.silent)
        yield Explanation("why.coverage.silent", says)
    elif met.expected:
        yield Explanation("why.coverage", says)


def _shares(view: IndicatorView, names: Mapping[str, Unit]) -> Iterator[Explanation]:
    """Each unit's part, where the promise was shared out."""
    parts = tuple(_share(each, view, names) for each in view.shares)
    if parts:
        yield Explanation("why.shares", {}, parts)


def _share(
    part: UnitShare, view: IndicatorView, names: Mapping[str, Unit]
) -> Explanation:
    sign, places = sign_of(view.indicator), view.indicator.decimals

    def told(value: object) -> str:
        return "–" if value is None else str(value)

    done = None if part.to_date is None else printed(part.to_date, places) + sign
    now = None if part.in_period is None else printed(part.in_period, places) + sign
    left = None if part.left is None else printed(part.left, places) + sign
    return Explanation(
        "why.share",
        {
            "unit": part.unit,
            "name": names[part.unit].name,
            "allotted": told(
                None if part.allotted is None else vietnamese(part.allotted)
            ),
            "done": told(done),
            "now": told(now),
            "percent": told(None if part.percent is None else vietnamese(part.percent)),
            "left": told(left),
        },
    )


def why_withdrawn(
    view: IndicatorView, whole: StatusView, cells: tuple[Explanation, ...]
) -> Explanation:
    """Rule S0: the decision that withdrew the line, and what was reported of it."""
    one = view.indicator
    paper = whole.amended[one.id].decision
    says: dict[str, Said] = {
        "id": one.id,
        "name": one.name,
        "status": view.verdict.status.value,
        "shown": view.shown,
        "target": view.shown_target,
        "paper": paper_text(paper.number, paper.date) or "–",
    }
    return Explanation("why.withdrawn", says, cells)


def why_by_original(key: str, whole: StatusView) -> Iterator[Explanation]:
    """The second line of the year, where the first version promised otherwise."""
    view = whole.original.indicators.get(key) if whole.original else None
    if view is None:
        return
    share = or_dash(view.percent)
    says: dict[str, Said] = {
        "status": view.verdict.status.value,
        "rule": view.verdict.rule,
        "shown": view.shown,
        "target": view.shown_target,
        "percent": share,
    }
    yield Explanation("why.by_original", says)
