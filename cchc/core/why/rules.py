"""Why a verdict: the rule that decided, and those before it that did not."""

from collections.abc import Iterator
from fractions import Fraction

from cchc.core.plan.plan import Indicator, Measure
from cchc.core.verdict.statuses import GOOD_STATUSES, Status
from cchc.core.verdict.verdict import EARLY, Verdict, points
from cchc.core.verdict.verdict_rules import (
    RULES,
    Case,
    chance_of_figure,
    climbed,
    watch_line,
)
from cchc.core.why.explanation import Because, Said
from cchc.text.number_format import printed, together

MORE = 2
NO_CHANCE = "–"


def sign_of(one: Indicator) -> str:
    """What stands after a printed figure: % for rates."""
    return "%" if one.measure is Measure.RATIO or one.unit == "%" else ""


def rules_tried(case: Case, verdict: Verdict) -> Because:
    """The ladder as it was climbed, rung by rung."""
    tried = tuple(_early(case, verdict))
    decided = any(each.code.endswith(".yes") for each in tried)
    if decided or case.answers is not None or verdict.status is Status.STATISTIC:
        return Because("why.rules", {"rule": verdict.rule}, tried)
    if verdict.rule == "S2a":
        return Because("why.rules", {"rule": "S2a"}, (*tried, Because("why.S2a.yes")))
    return Because(
        "why.rules", {"rule": verdict.rule}, (*tried, *_climb(case, verdict))
    )


def _early(case: Case, verdict: Verdict) -> Iterator[Because]:
    """S1 to S1c, and for dates and answers the rule that decided."""
    for rule, early in EARLY:
        if early(case) is not None:
            yield Because(f"why.{rule}.yes")
            return
        yield Because(f"why.{rule}.no")
    if case.answers is not None:
        yield Because(f"why.answer.{verdict.rule}", {"status": verdict.status.value})


def _climb(case: Case, verdict: Verdict) -> Iterator[Because]:
    """The rungs at the figure; where it is open, at both of its ends."""
    span = case.total.interval
    if span.is_point and span.lo is not None:
        yield from _rungs(case, span.lo)
        return
    where = points(case)
    low, high = min(where), max(where)
    for code, figure in (("why.if_worst", low), ("why.if_best", high)):
        told = printed(figure, case.indicator.decimals) + sign_of(case.indicator)
        open_end = figure == high and span.hi is None
        says: dict[str, Said] = {"figure": told}
        name = f"{code}.more" if open_end else code
        yield Because(name, says, tuple(_rungs(case, figure)))
    if verdict.rule == "S9":
        yield Because("why.S9.yes")
    else:
        good = verdict.status in GOOD_STATUSES
        yield Because("why.S9.agree_worst" if good else "why.S9.agree_best")


def _rungs(case: Case, figure: Fraction) -> Iterator[Because]:
    """Each rule at one figure, up to the one that holds, with its numbers."""
    names = [rule for rule, _ in RULES]
    says = numbers(case, figure)
    for rule, found in zip(names, climbed(case, figure), strict=False):
        held = "no" if found is None else "yes"
        if rule == "S6" and says["chance"] == NO_CHANCE:
            held = "apart"
        yield Because(f"why.{rule}.{held}", says)
        if found is not None:
            return


def numbers(case: Case, figure: Fraction) -> dict[str, Said]:
    """The numbers a rule may speak of, printed so that none contradicts another."""
    one, goal = case.indicator, case.goal
    sign = sign_of(one)
    due = case.expectation.value if case.expectation else None
    line = watch_line(case, goal, due) if goal and due is not None else None
    beside = {
        name: value
        for name, value in (
            ("target", goal.at if goal else None),
            ("due", due),
            ("line", line),
        )
        if value is not None
    }
    told = together(figure, tuple(beside.values()), one.decimals)
    says: dict[str, Said] = {
        "target": "–",
        "due": "–",
        "line": "–",
        "chance": NO_CHANCE,
    }
    says["figure"] = told[0] + sign
    for name, text in zip(beside, told[1:], strict=True):
        says[name] = text + sign
    chance = chance_of_figure(case, figure)
    if chance is not None:
        says["chance"] = together(100 * chance, (Fraction(10),), MORE)[0]
    return says
