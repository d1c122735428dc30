"""Why a promise for every unit stands as it does: how many keep it, each by itself."""

from collections.abc import Iterator

from cchc.core.facts.succession import has_ended
from cchc.core.verdict.each_unit import EachUnit
from cchc.core.verdict.indicator import IndicatorView, unit_view
from cchc.core.why.cells import RevisionsByCell, item_reasons, unit_reasons
from cchc.core.why.explanation import Explanation, explanation
from cchc.core.why.indicator import target_reason, what_stands_beside
from cchc.core.why.rules import rules_tried


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
    reporters = each.cells.indicator.reporters
    for unit in (
        name for name in reporters if name not in each.units and name in members
    ):
        is_over = has_ended(members[unit], each.period)
        code = "why.each.ended" if is_over else "why.each.exempt"
        yield explanation(code, name=members[unit].name)
