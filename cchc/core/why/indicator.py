"""Why an indicator stands as it does: figure, target, pace, rules, cells, units."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from cchc.core.facts.succession import has_ended
from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator, Paper, Plan, TableColumn
from cchc.core.plan.targets.target import Goal
from cchc.core.plan.trajectory import PlanYear
from cchc.core.verdict.cells import Cells
from cchc.core.verdict.indicator import (
    IndicatorView,
    PreviousSource,
    PreviousYear,
    unit_view,
)
from cchc.core.verdict.judging import EachUnit
from cchc.core.verdict.verdict import Judgement
from cchc.core.verdict.verdict_rules import VerdictInput
from cchc.core.why.explanation import (
    Explanation,
    Printable,
    RevisionsByCell,
    bound_explanation,
    explanation,
    item_reasons,
    paper_text,
    rules_tried,
    sign_of,
    unit_reasons,
)
from cchc.text.number_format import answer_text, format_figure, vietnamese

SCALE, STRIVE = "in", "strive"


def why_indicator(
    view: IndicatorView,
    judgement: Judgement,
    cells: Cells,
    plan: Plan,
    period: Period,
    revisions: RevisionsByCell,
) -> Explanation:
    """The whole reason of an indicator's figure and verdict in a period.

    `revisions` are those of its own cells.
    """
    indicator, verdict = cells.indicator, view.verdict
    reasons = [_figure(cells, period, view, revisions)]
    if view.in_period is not None:
        decimals = max(indicator.decimals, view.shown_decimals)
        in_period = format_figure(view.in_period, decimals) + sign_of(indicator)
        reasons.append(explanation("why.in_period", shown=in_period))
    reasons.append(target_reason(indicator))
    if indicator.target is not None and indicator.target.needs_baseline:
        reasons.append(explanation("why.target.equals", target=view.shown_target))
    reasons += _due(view, judgement.case, plan, cells)
    reasons += _percent(view, judgement.case.goal)
    if indicator.target:
        reasons.append(rules_tried(judgement))
    reasons += what_stands_beside(view, cells, period)
    code = "why.indicator.known" if verdict.known else "why.indicator"
    return explanation(
        code if verdict.rule else "why.statistic",
        *reasons,
        id=indicator.id,
        name=indicator.name,
        status=verdict.status,
        rule=verdict.rule or None,
        shown=view.shown,
        target=view.shown_target,
        due=view.shown_expected,
        known=verdict.known.status if verdict.known else "",
    )


def _figure(
    cells: Cells, period: Period, view: IndicatorView, revisions: RevisionsByCell
) -> Explanation:
    """The formula of A(p) with its numbers, and the cells below it."""
    indicator = cells.indicator
    reasons = list(unit_reasons(cells, period, revisions))
    if indicator.measure is Measure.REGISTER:
        reasons = [*item_reasons(cells, period), *reasons]
    if view.actual is None and not view.done and view.answer is None:
        formula = "stale" if view.stale else "none"
    elif isinstance(indicator, TableColumn) and not indicator.kind.is_flow:
        formula = indicator.kind
    elif indicator.measure is not Measure.RATIO:
        formula = indicator.measure
    elif indicator.of is RatioOf.PLAN:
        formula = "plan.running" if cells.is_running else "plan"
    else:
        formula = f"ratio.{indicator.of or RatioOf.FLOW}"
    return explanation(
        f"why.figure.{formula}",
        *reasons,
        shown=view.shown,
        unit=indicator.unit,
        n=len(cells.units),
        numerator=view.numerator,
        denominator=view.denominator,
    )


def target_reason(indicator: Indicator) -> Explanation:
    """The promise; its sentence is that of the papers (`phrases.promise_words`)."""
    target, baseline = indicator.target, indicator.baseline
    if target is None:
        return explanation("why.target.none")
    base = baseline.grade or baseline.value if baseline else None
    values = dict(target.data(base))
    second = values.pop(STRIVE, None)
    reasons = [*_beside_target(indicator)]
    if second is not None:
        value = vietnamese(second) if isinstance(second, Decimal) else str(second)
        if target.has_unit and value != second:
            unit = indicator.unit
            value += sign_of(indicator) or f" {unit}".rstrip()
        reasons.append(explanation("why.target.strive", value=value))
    # an increase says in what it is counted; others are in the indicator's unit
    sign = "" if SCALE in values else sign_of(indicator)
    blanks: dict[str, Printable] = {
        "scale" if name == SCALE else name: (
            vietnamese(value) + sign if isinstance(value, Decimal) else value
        )
        for name, value in values.items()
        if not isinstance(value, bool | Mapping)
    }
    blanks["unit"] = "" if sign_of(indicator) else indicator.unit
    blanks |= {"id": indicator.id, "kind": target.tag}
    code = "why.target.assigned_later" if "text" in values else "why.target"
    return explanation(code, *reasons, **blanks)


def _beside_target(indicator: Indicator) -> Iterator[Explanation]:
    """The words signed, the baseline and the amount that it is measured against."""
    baseline, amount = indicator.baseline, indicator.amount
    if indicator.text:
        yield explanation("why.target.text", text=indicator.text)
    if baseline is not None:
        origin = (text for text in (baseline.period, baseline.source) if text)
        source = ", ".join(origin)
        yield explanation(
            "why.target.baseline" if source else "why.target.baseline.bare",
            value=baseline.grade or baseline.value,
            source=source,
        )
    if amount is not None and amount.assigned_later is not None:
        yield explanation("why.target.assigned_later", text=amount.assigned_later)
    elif amount is not None:
        yield explanation(
            "why.target.amount" if amount.source else "why.target.amount.bare",
            value=amount.value,
            unit=amount.unit or "",
            source=amount.source or "",
        )


def _due(
    view: IndicatorView, case: VerdictInput, plan: Plan, cells: Cells
) -> Iterator[Explanation]:
    """E(p): how what is due by now was found (SEMANTICS 6)."""
    indicator, goal, due = view.indicator, case.goal, case.expectation
    period, periods = view.parts.period, cells.periods
    if indicator.target is None or indicator.trajectory is None or goal is None:
        return
    if due is None:
        yield explanation("why.due.none")
        return
    sign = sign_of(indicator)
    blanks: dict[str, Printable] = {
        "due": view.shown_expected,
        "exact": format_figure(due.exact, max(indicator.decimals, 2)) + sign,
        "target": view.shown_target,
        "at": period.ordinal,
        "of": len(periods),
    }
    base = format_figure(goal.base, 6) + sign if goal.base is not None else "0"
    # where things are counted whole the sentence also tells the rounding
    rounded = "" if due.value == due.exact else ".whole"
    path = indicator.trajectory
    code = f"why.due.{path.tag}"
    if path.days:
        cutoff = max(period.cutoff, path.days[0])
        blanks["day"] = [day for day in path.days if day <= cutoff][-1]
    if path.is_step:
        blanks["first"] = path.period_or_profile or periods[-1].name
    elif path.share(PlanYear(plan.profiles, periods, period)) is not None:
        if path.period_or_profile is not None:
            part = plan.profiles[path.period_or_profile][period.ordinal - 1]
            share = f"{vietnamese(100 * part)}%"
            blanks |= {"profile": path.period_or_profile, "share": share}
        blanks["base"], code = base, code + rounded
    yield explanation(code, **blanks)


def _percent(view: IndicatorView, goal: Goal | None) -> Iterator[Explanation]:
    """Percent of the target; from the baseline where there is one (SEMANTICS 5)."""
    code = "why.percent" if goal is None or goal.base is None else "why.percent.based"
    beside = {"shown": view.shown, "target": view.shown_target}
    if view.percent is not None:
        yield explanation(code, percent=view.percent, **beside)


def what_stands_beside(
    view: IndicatorView, cells: Cells, period: Period
) -> Iterator[Explanation]:
    """What was judged last, the pace needed, who was silent, each unit's share."""
    indicator, coverage, pace = view.indicator, view.coverage, view.pace
    if view.last is not None:
        then, past = view.last.period, view.last.verdict
        yield explanation(
            "why.last", period=then.id, status=past.status, rule=past.rule
        )
    if pace is not None:
        needed = format_figure(pace.per_period, max(indicator.decimals, 2))
        unit = (indicator.amount.unit if indicator.amount else None) or ""
        yield explanation(
            "why.pace",
            needed=f"{needed} {unit}".rstrip(),
            left=len(cells.periods) - period.ordinal,
            shown=view.shown,
            target=view.shown_target,
            multiple=None if pace.multiple is None else format_figure(pace.multiple, 2),
        )
    yield from _past_years(view)
    counts = {"reported": coverage.reported, "expected": coverage.expected}
    if coverage.silent:
        silent = ", ".join(cells.members[unit].name for unit in coverage.silent)
        yield explanation("why.coverage.silent", **counts, units=silent)
    elif coverage.expected:
        yield explanation("why.coverage", **counts)
    if view.bound is not None:
        units = ", ".join(cells.members[unit].name for unit in view.bound.units)
        yield bound_explanation(indicator, view.bound, units)
    if view.shares and view.each is None:
        yield explanation("why.shares", *_shares(view, cells))


def _past_years(view: IndicatorView) -> Iterator[Explanation]:
    """The same period a year before, then of every year: `2021: 60; 2022: 73`."""
    if view.previous is None:
        return
    yield _previous_reason(view, view.previous)
    known = [figure for figure in view.years if figure.is_known]
    if len(known) > 1:
        texts = (f"{y.year}: {_year_figure_text(view.indicator, y)}" for y in known)
        yield explanation("why.years", years="; ".join(texts))


def _previous_reason(view: IndicatorView, previous: PreviousYear) -> Explanation:
    """The same period a year before and who says so, or why nothing is said of it."""
    blanks: dict[str, Printable] = {"year": previous.year}
    if previous.gap is not None:
        return explanation(f"why.previous.none.{previous.gap}", **blanks)
    blanks["shown"] = _year_figure_text(view.indicator, previous)
    cover = previous.coverage
    if previous.in_ledger is not None:
        blanks["ledger"] = view.indicator.figure_text(previous.in_ledger)
        return explanation("why.previous.typed", **blanks)
    if previous.source is PreviousSource.PLAN:
        return explanation("why.previous", shown=blanks["shown"])
    if cover is not None and cover.unknown:
        part = {"reported": cover.counted, "total": cover.units}
        return explanation("why.previous.part", **blanks, **part)
    return explanation("why.previous.ledger", **blanks)


def _year_figure_text(indicator: Indicator, figure: PreviousYear) -> Printable:
    """The figure of an earlier year as `why` prints it; a day, or yes."""
    if figure.value is None:
        return figure.done or answer_text(bool(figure.answer))
    if figure.of is not None:
        return f"{figure.value}/{figure.of}"
    if figure.decimals is None:
        return indicator.figure_text(figure.value)
    return format_figure(figure.value, figure.decimals) + sign_of(indicator)


def _shares(view: IndicatorView, cells: Cells) -> Iterator[Explanation]:
    """Each unit's part, where the promise was shared out."""
    for share in view.shares:
        yield explanation(
            "why.share",
            unit=share.unit,
            name=cells.members[share.unit].name,
            allotted=share.allotted,
            done=_part_text(share.to_date, view.indicator),
            now=_part_text(share.in_period, view.indicator),
            percent=None if share.percent is None else f"{vietnamese(share.percent)}%",
            left=None if share.left is None else view.indicator.figure_text(share.left),
        )


def _part_text(value: Fraction | None, indicator: Indicator) -> str | None:
    """A unit's figure; of a rate of the plan its amount."""
    amount = indicator.amount
    if value is None:
        return None
    if indicator.of is not RatioOf.PLAN or amount is None:
        return indicator.figure_text(value)
    return f"{format_figure(value, amount.decimals)} {amount.unit or ''}".rstrip()


def why_withdrawn(
    view: IndicatorView, decision: Paper, cells: Iterator[Explanation]
) -> Explanation:
    """Rule S0: the decision that withdrew the line, and what was reported of it."""
    return explanation(
        "why.withdrawn",
        *cells,
        id=view.indicator.id,
        name=view.indicator.name,
        status=view.verdict.status,
        shown=view.shown,
        target=view.shown_target,
        paper=paper_text(decision.number, decision.date),
    )


def why_by_original(view: IndicatorView | None) -> Iterator[Explanation]:
    """The second line of the year, where the first version promised otherwise."""
    if view is not None:
        yield explanation(
            "why.by_original",
            status=view.verdict.status,
            rule=view.verdict.rule,
            shown=view.shown,
            target=view.shown_target,
            percent=view.percent,
        )


def why_each(
    view: IndicatorView, each: EachUnit, revisions: RevisionsByCell
) -> Explanation:
    """How many reach it of how many that must, the units one by one, the rule.

    The verdict is that of the unit on which it turns: its rules are told (5).
    """
    indicator, verdict = each.cells.indicator, view.verdict
    count, need = len(each.units), each.units_needed
    least = None if indicator.each is None else indicator.each.least
    reasons = [
        target_reason(indicator),
        explanation("why.each.need", need=need, share=least, n=count),
        *_unit_reasons(each, revisions),
    ]
    if view.pooled is not None and view.pooled.actual is not None:
        reasons.append(explanation("why.each.pooled", shown=view.pooled.shown))
    deciding = [u for u in each.units if each.judgements[u].verdict == verdict]
    if deciding:
        rules = rules_tried(each.judgements[deciding[0]])
        name = each.cells.members[deciding[0]].name
        reasons.append(explanation("why.each.turns", rules, name=name))
    reasons += what_stands_beside(view, each.cells, each.period)
    return explanation(
        "why.each.known" if verdict.known else "why.each",
        *reasons,
        id=indicator.id,
        name=indicator.name,
        status=verdict.status,
        rule=verdict.rule,
        reached=len(each.units_reaching),
        n=count,
        need=need,
        known=verdict.known.status if verdict.known else "",
    )


def _unit_reasons(each: EachUnit, revisions: RevisionsByCell) -> Iterator[Explanation]:
    """Each unit with its figure and verdict, those that do not reach it first."""
    members = each.cells.members
    for unit in (*each.short, *(u for u in each.units if u not in each.short)):
        own, cells = unit_view(each, unit), each.cells_of(unit)
        below = [*item_reasons(cells, each.period)] if cells.items else []
        below += unit_reasons(cells, each.period, revisions)
        yield explanation(
            "why.each.unit",
            *below,
            id=unit,
            name=members[unit].name,
            shown=own.shown,
            target=own.shown_target,
            status=own.verdict.status,
            rule=own.verdict.rule,
        )
    for unit in each.cells.indicator.reporters:
        if unit not in each.units and unit in members:
            why = "ended" if has_ended(members[unit], each.period) else "exempt"
            yield explanation(f"why.each.{why}", name=members[unit].name)
