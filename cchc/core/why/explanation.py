"""A reason and what it rests on; why a verdict: the rules tried, one by one."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from cchc.core.plan.expected import goal_of
from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import Indicator
from cchc.core.verdict.bound import Bound
from cchc.core.verdict.statuses import GOOD_STATUSES
from cchc.core.verdict.verdict import RULES_WITHOUT_FIGURE, Judgement
from cchc.core.verdict.verdict_rules import (
    FINAL_RULES,
    RuleTrial,
    VerdictInput,
    chance_of_figure,
    watch_line,
)
from cchc.text.day import short
from cchc.text.number_format import format_figure, together, vietnamese
from cchc.text.record import Record, field

BlankValue = str | int
Printable = Decimal | date | str | int | None
DASH = "–"


class Explanation(Record):
    """One sentence by its code, its blanks filled, and the reasons below it.

    Figures in the blanks are as printed, in Vietnamese form in every language
    (SEMANTICS 12), so that a reason and a screen say the same text.
    """

    code: str
    blanks: Mapping[str, BlankValue] = field(default_factory=dict)
    reasons: tuple["Explanation", ...] = ()

    def walk(self) -> Iterator["Explanation"]:
        """The explanation itself and every reason below it."""
        yield self
        for reason in self.reasons:
            yield from reason.walk()


def explanation(
    code: str, /, *reasons: Explanation, **blanks: Printable
) -> Explanation:
    """The explanation with numbers and days as printed, a dash for what is absent."""
    texts = {name: _blank_value(value) for name, value in blanks.items()}
    return Explanation(code, texts, reasons)


def _blank_value(value: Printable) -> BlankValue:
    match value:
        case Decimal():
            return vietnamese(value)
        case date():
            return short(value)
        case None:
            return DASH
        case str():
            return str(value)
        case int():
            return value


def paper_text(number: str | None, day: date | None) -> str | None:
    """The text `12/BC-UBND, 07/3/2022`; None when the paper has neither."""
    parts = (number or "", short(day) if day else "")
    return ", ".join(part for part in parts if part) or None


def sign_of(indicator: Indicator) -> str:
    """What stands after a printed figure: % for rates."""
    return "%" if indicator.is_rate else ""


CHANCE_DECIMALS = 2
FINAL_IDS = frozenset(rule for rule, _ in FINAL_RULES)


def rules_tried(judgement: Judgement) -> Explanation:
    """The rules as they were tried, up to the one that decided."""
    verdict, case = judgement.verdict, judgement.case
    tried = [explanation(f"why.{rule}.no") for rule in judgement.failed]
    if case.firm is not None and not (case.fin or verdict.rule in FINAL_IDS):
        tried.append(explanation("why.firm"))
    if case.answers is not None and verdict.rule not in dict(RULES_WITHOUT_FIGURE):
        tried.append(explanation(f"why.answer.{verdict.rule}", status=verdict.status))
    elif len(judgement.climbs) == 1 and verdict.rule != "S2a":
        tried += _rungs(case, judgement.climbs[0])
    elif judgement.climbs and verdict.rule != "S2a":
        tried += _both_ends(judgement)
    elif verdict.rule:
        tried.append(explanation(f"why.{verdict.rule}.yes"))
    return explanation("why.rules", *tried, rule=verdict.rule)


def _both_ends(judgement: Judgement) -> Iterator[Explanation]:
    """The rules at the lowest and the highest figure that an open figure can be."""
    case, verdict = judgement.case, judgement.verdict
    low, high = judgement.climbs
    for code, end in (("why.if_worst", low), ("why.if_best", high)):
        figure = case.indicator.figure_text(end.figure)
        is_open = end.figure == high.figure and case.total.interval.hi is None
        name = f"{code}.more" if is_open else code
        yield explanation(name, *_rungs(case, end), figure=figure)
    if verdict.rule == "S9":
        yield explanation("why.S9.yes")
    else:
        end_name = "worst" if verdict.status in GOOD_STATUSES else "best"
        yield explanation(f"why.S9.agree_{end_name}")


def _rungs(case: VerdictInput, climbed: RuleTrial) -> Iterator[Explanation]:
    """Each rule at one figure, up to the one that held, with its numbers."""
    blanks = _numbers(case, climbed.figure)
    for rule in climbed.failed:
        # S6 is for small counts alone; elsewhere it was not tried at all
        not_tried = rule == "S6" and blanks["chance"] == DASH
        yield explanation(f"why.{rule}.{'apart' if not_tried else 'no'}", **blanks)
    yield explanation(f"why.{climbed.verdict.rule}.yes", **blanks)


def _numbers(case: VerdictInput, figure: Fraction) -> dict[str, str]:
    """The numbers a rule may speak of, printed so that none contradicts another."""
    indicator, goal = case.indicator, case.goal
    due = case.expectation.value if case.expectation else None
    beside = {
        "target": goal.at if goal else None,
        "due": due,
        "line": watch_line(case, goal, due) if goal and due is not None else None,
    }
    known = {name: value for name, value in beside.items() if value is not None}
    chance = chance_of_figure(case, figure)
    chance_text = DASH
    if chance is not None:
        # the line that the chance is held against is 10% (S6)
        chance_text = together(100 * chance, (Fraction(10),), CHANCE_DECIMALS)[0]
    texts = together(figure, tuple(known.values()), indicator.decimals)
    signed = [text + sign_of(indicator) for text in texts]
    blanks = {**dict.fromkeys(beside, DASH), "chance": chance_text}
    return {**blanks, "figure": signed[0], **dict(zip(known, signed[1:], strict=True))}


def bound_explanation(indicator: Indicator, bound: Bound, units: str) -> Explanation:
    """The bound as one sentence; `units` names those that are missing."""
    kind, goal = "total" if bound.things is None else "rate", goal_of(indicator)
    way = "less" if goal is not None and goal.less_is_better else "more"
    amount = indicator.amount if indicator.measure is Measure.RATIO else None
    unit = indicator.unit if amount is None else amount.unit or ""
    count = format_figure(bound.count, indicator.entry_decimals)
    return explanation(
        f"why.bound.{kind}.{way}.{bound.turns}",
        line=indicator.figure_text(bound.line),
        count=count if bound.things else f"{count} {unit}".rstrip(),
        units=units,
    )
