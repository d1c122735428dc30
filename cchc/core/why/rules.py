"""Why a verdict: the rule that decided, and those before it that did not."""

from collections.abc import Iterator
from fractions import Fraction

from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import (
    Indicator,
)
from cchc.core.verdict.statuses import GOOD_STATUSES
from cchc.core.verdict.verdict import EARLY, Judgement
from cchc.core.verdict.verdict_rules import (
    Climb,
    VerdictInput,
    chance_of_figure,
    watch_line,
)
from cchc.core.why.explanation import Explanation, Said
from cchc.text.number_format import printed, together

MORE = 2
NO_CHANCE = "–"


def sign_of(one: Indicator) -> str:
    """What stands after a printed figure: % for rates."""
    return "%" if one.measure is Measure.RATIO or one.unit == "%" else ""


def rules_tried(judged: Judgement) -> Explanation:
    """The rules as they were tried, up to the one that decided."""
    rule = judged.verdict.rule
    tried = [Explanation(f"why.{failed}.no") for failed in judged.failed]
    if judged.case.answers is not None and len(judged.failed) == len(EARLY):
        status = judged.verdict.status.value
        tried.append(Explanation(f"why.answer.{rule}", {"status": status}))
    elif judged.climbs and rule != "S2a":
        tried += _climbs(judged)
    elif rule:
        tried.append(Explanation(f"why.{rule}.yes"))
    return Explanation("why.rules", {"rule": rule}, tuple(tried))


def _climbs(judged: Judgement) -> Iterator[Explanation]:
    """The rules at the figure; where it is open, at both of its ends."""
    if len(judged.climbs) == 1:
        yield from _rungs(judged.case, judged.climbs[0])
        return
    span, one = judged.case.total.interval, judged.case.indicator
    low, high = judged.climbs
    for code, end in (("why.if_worst", low), ("why.if_best", high)):
        figure = printed(end.figure, one.decimals) + sign_of(one)
        is_open = end.figure == high.figure and span.hi is None
        name = f"{code}.more" if is_open else code
        yield Explanation(name, {"figure": figure}, tuple(_rungs(judged.case, end)))
    if judged.verdict.rule == "S9":
        yield Explanation("why.S9.yes")
    else:
        good = judged.verdict.status in GOOD_STATUSES
        yield Explanation("why.S9.agree_worst" if good else "why.S9.agree_best")


def _rungs(case: VerdictInput, met: Climb) -> Iterator[Explanation]:
    """Each rule at one figure, up to the one that held, with its numbers."""
    says = numbers(case, met.figure)
    for rule in met.failed:
        apart = rule == "S6" and says["chance"] == NO_CHANCE
        yield Explanation(f"why.{rule}.{'apart' if apart else 'no'}", says)
    yield Explanation(f"why.{met.rung[1]}.yes", says)


def numbers(case: VerdictInput, figure: Fraction) -> dict[str, Said]:
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
