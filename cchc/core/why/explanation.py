"""A reason and what it rests on: the rules tried, the cells that units reported."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from cchc.core.facts.report import CellState, Quality, Reading, Revision
from cchc.core.plan.expected import goal_of
from cchc.core.plan.measure import Measure
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator, TableColumn
from cchc.core.verdict.aggregate import counted_items
from cchc.core.verdict.cells import Cells
from cchc.core.verdict.statuses import GOOD_STATUSES
from cchc.core.verdict.verdict import RULES_WITHOUT_FIGURE, Judgement
from cchc.core.verdict.verdict_rules import (
    FINAL_RULES,
    Bound,
    RuleTrial,
    VerdictInput,
    chance_of_figure,
    watch_line,
)
from cchc.text.day import short
from cchc.text.number_format import answer_text, format_figure, together, vietnamese
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
    side = "worst" if verdict.status in GOOD_STATUSES else "best"
    yield explanation("why.S9.yes" if verdict.rule == "S9" else f"why.S9.agree_{side}")


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
    texts = together(figure, tuple(known.values()), indicator.decimals)
    signed = [text + sign_of(indicator) for text in texts]
    blanks = dict.fromkeys((*beside, "chance"), DASH)
    blanks |= {"figure": signed[0], **dict(zip(known, signed[1:], strict=True))}
    chance = chance_of_figure(case, figure)
    if chance is not None:
        # the line that the chance is held against is 10% (S6)
        percent = together(100 * chance, (Fraction(10),), CHANCE_DECIMALS)
        blanks["chance"] = percent[0]
    return blanks


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


RevisionsByCell = Mapping[tuple[str, str], tuple[Revision, ...]]
"""The revisions of one indicator's cells, by unit and period name, in order."""


def _figure_text(reading: Reading | None, indicator: Indicator) -> str:
    """One cell as it is printed: `14`, `412/415 = 99,28%`, `03/3/2022`."""
    if reading is not None and reading.done is not None:
        return short(reading.done)
    if reading is not None and reading.answer is not None:
        return answer_text(reading.answer)
    if reading is None or reading.number is None:
        return ""
    if grade := indicator.grade(reading.number):
        return grade
    parts = (reading.number, reading.denominator)
    quotient = "/".join(vietnamese(part) for part in parts if part is not None)
    if not reading.denominator:
        return quotient
    rate = 100 * Fraction(reading.number) / Fraction(reading.denominator)
    return f"{quotient} = {format_figure(rate, indicator.decimals)}%"


def unit_reasons(
    cells: Cells, upto: Period, revisions: RevisionsByCell
) -> Iterator[Explanation]:
    """What each unit reported in every period up to now in which it owed or did.

    Of a stock only the period that counts: the first of what a table opens with, the
    last of what it closes with.
    """
    for unit in cells.units:
        reasons = [
            _cell(cells, unit, period, revisions.get((unit, period.name), ()))
            for period in _counted_periods(cells, unit, upto)
        ]
        if reasons:
            name = cells.members[unit].name
            yield explanation("why.unit", *reasons, unit=unit, name=name)


def _counted_periods(cells: Cells, unit: str, upto: Period) -> tuple[Period, ...]:
    operands = tuple(
        period
        for period in cells.upto(upto)
        if cells.state(unit, period) is not CellState.NOT_EXPECTED
    )
    if cells.indicator.is_opening:
        return operands[:1]
    is_stock = isinstance(cells.indicator, TableColumn) and cells.is_state
    return tuple(p for p in operands if p == upto) if is_stock else operands


def _cell(
    cells: Cells, unit: str, period: Period, revisions: tuple[Revision, ...]
) -> Explanation:
    state, reading = cells.state(unit, period), cells.reading(unit, period)
    quality = Quality.FINAL if reading is None else reading.quality
    is_firm = quality is Quality.FINAL or state is not CellState.VALUE
    return explanation(
        f"why.cell.{state if is_firm else quality}",
        *(_revision(revision, cells.indicator) for revision in revisions),
        *(_marks(cells, unit, period) if quality is Quality.DISPUTED else ()),
        period=period.id,
        figure=_figure_text(reading, cells.indicator),
    )


def _marks(cells: Cells, unit: str, period: Period) -> Iterator[Explanation]:
    """What a reviewer asks about the figure, while it is in dispute."""
    review = cells.ground.facts.last_review(unit, period.name)
    for about, text in () if review is None else review.notes:
        if review is not None and about == cells.indicator.id:
            day, actor = review.recorded_on, review.actor
            yield explanation("why.cell.note", day=day, actor=actor, text=text)


def _revision(revision: Revision, indicator: Indicator) -> Explanation:
    """What was reported, by whom and when; the paper and the reason below."""
    reading = revision.reading
    paper = paper_text(revision.document.number, revision.document.date)
    reasons = []
    if paper:
        reasons.append(explanation("why.revision.paper", paper=paper))
    if revision.reason:
        reasons.append(explanation("why.revision.reason", reason=revision.reason))
    if reading is not None and reading.note:
        reasons.append(explanation("why.revision.note", note=reading.note))
    return explanation(
        f"why.revision.{reading.state if reading else 'withdrawn'}",
        *reasons,
        number=revision.sequence,
        figure=_figure_text(reading, indicator),
        day=revision.stamp.recorded_at.date(),
        actor=revision.stamp.actor,
        source=revision.stamp.source,
    )


def item_reasons(cells: Cells, upto: Period) -> Iterator[Explanation]:
    """Every row of a register: those that count, and why the others do not."""
    counted = counted_items(cells, upto)
    identities, keys = {id(row) for row in counted}, {row.key for row in counted}
    limit = cells.settles if upto.is_last else upto.cutoff
    for row in cells.items:
        blanks: dict[str, Printable] = {
            "name": row.name,
            "day": row.date,
            "paper": row.document or None,
            "unit": row.owner or row.unit,
        }
        if id(row) in identities:
            yield explanation("why.item.counted", **blanks)
        elif row.date is not None and row.date > limit:
            yield explanation("why.item.later", **blanks, limit=limit)
        elif row.key in keys:
            yield explanation("why.item.twice", **blanks)
