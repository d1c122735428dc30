"""Every rule that a plan must keep before it may be applied (DESIGN 3).

The plan is judged as written: names of groups are not yet unit ids, so that a name
that means nothing can be told where it stands.
"""

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise

from cchc.core.check.calendar import check_calendar, check_rhythm
from cchc.core.check.context import KEY, CheckContext
from cchc.core.check.names import check_groups, check_names, check_origins, check_unused
from cchc.core.check.targets import check_targets, check_trajectories
from cchc.core.facts.score import is_less_better, threshold_at
from cchc.core.plan.check_rule import (
    PREVIOUS,
    YEAR,
    CheckRule,
    Formula,
    UnitSum,
    figure_in,
)
from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import Criterion, Indicator, Plan, headings, ids_above
from cchc.core.plan.rule_text import FormulaError, parse_rule, slips
from cchc.core.plan.stock_table import ColumnKind, StockTable
from cchc.core.plan.targets.target import Direction
from cchc.core.plan.unit import Channel
from cchc.text.number import PLAN, decimals_of
from cchc.text.problem import Place, PlaceAt, Problem, ProblemCode, Steps, in_order
from cchc.text.record import replace

CARD = "scorecard"
MOST_DECIMALS = 4


def check_rules(context: CheckContext) -> None:
    """Note all that is wrong with the rules, each at its own letter where it can be."""
    known = frozenset(line.id for line in context.plan.all_indicators)
    for row, rule in enumerate(context.plan.checks):
        place = context.at(("checks", row, "rule"))
        formula = parse_rule(rule.rule, known)
        if isinstance(formula, FormulaError):
            _note_slip(context, place, rule, formula)
        elif not _has_unknown_names(
            context, place, rule, formula, tuple(sorted(known))
        ):
            for slip in slips(context.plan, formula):
                _note_slip(context, place, rule, slip)


def _note_slip(
    context: CheckContext, place: Place, rule: CheckRule, slip: FormulaError
) -> None:
    at = within(place, rule.rule, slip.at)
    blanks = {"rule": rule.rule, "slip": slip.code, "word": slip.text}
    context.note_at(ProblemCode.CHECK_UNREADABLE, at, **blanks)


def within(place: Place, text: str, at: int) -> Place:
    """The place of a letter of a text that starts at a place, quoted or not.

    The place itself where the text does not stand on its line as it is read: folded
    over lines, or with escapes.
    """
    line, column = place.excerpt, place.column
    if line is None or column is None:
        return place
    for start in (column - 1, column):
        if line.startswith(text, start):
            return replace(place, column=start + at + 1)
    return place


def _has_unknown_names(
    context: CheckContext,
    place: Place,
    rule: CheckRule,
    formula: Formula,
    ids: tuple[str, ...],
) -> bool:
    """Note indicators, periods and groups that the plan does not have."""
    periods = (PREVIOUS, YEAR, *(period.name for period in context.periods))
    before = len(context.problems)
    for operand in formula.operands:
        figure = figure_in(operand)
        named = [(ProblemCode.UNKNOWN_INDICATOR, figure.key, ids, figure.at)]
        if figure.when is not None and context.periods:
            named.append((ProblemCode.UNKNOWN_PERIOD, figure.when, periods, figure.at))
        if isinstance(operand, UnitSum) and operand.group is not None:
            code, names = ProblemCode.UNKNOWN_GROUP_OR_UNIT, tuple(context.names)
            named.append((code, operand.group, names, operand.group_at))
        for code, name, known, at in named:
            if name not in known:
                where = within(place, rule.rule, at)
                context.note_at(code, where, text=name, known=known)
    return len(context.problems) > before


def check_scorecard(context: CheckContext) -> None:
    """Note all that is wrong with the score sheet, but for ids given twice."""
    plan = context.plan
    heads = headings(plan.scorecard)
    lines = {line.id: line for line in plan.all_indicators}
    tasks = [task.id for task in plan.tasks]
    for place, row in enumerate(plan.scorecard):
        path: Steps = (CARD, place)
        unit, line = ProblemCode.UNKNOWN_UNIT, ProblemCode.UNKNOWN_INDICATOR
        context.check_known(unit, (*path, "owner"), row.owner, context.units)
        context.check_known(line, (*path, "from"), row.scored_by, lines)
        task = ProblemCode.SCORE_TASK
        context.check_known(task, (*path, "each_done"), row.each_done, tasks)
        _check_points(context, path, row, is_heading=row.id in heads)
        if row.scored_by is not None and row.scored_by not in lines:
            continue
        source = None if row.scored_by is None else lines[row.scored_by]
        _check_way(context, path, row, source)
        _check_scores(context, path, row, source)
    _check_sums(context)


def _check_points(
    context: CheckContext, path: Steps, row: Criterion, *, is_heading: bool
) -> None:
    """One way to be scored, and points that can be had; a heading has neither."""
    ways = row.ways
    if is_heading and (ways or row.scores):
        context.note(ProblemCode.SCORE_HEADING, (*path, "id"), text=row.id)
    elif not is_heading and len(ways) != 1:
        known = "from, each_done, self"
        code, slip = ProblemCode.SCORE_WAYS, "several" if ways else "none"
        context.note(code, path, text=row.id, known=known, slip=slip)
    if row.points is None:
        if not is_heading:
            context.note(ProblemCode.MISSING_KEY, path, key="points")
        return
    if row.points <= 0 or decimals_of(row.points) > MOST_DECIMALS:
        context.note_impossible((*path, "points"), row.points, "0.0001", "∞")


def _check_way(
    context: CheckContext, path: Steps, row: Criterion, line: Indicator | None
) -> None:
    """What stands beside the way that it is scored in."""
    unfit, way = row.is_typed, "self" if row.is_typed else "each_done"
    if line is not None and not row.is_typed:
        # more of its figure, or less, must be better all the way
        way, target = f"measure: {line.measure}", line.target
        is_day = line.measure is Measure.MILESTONE
        two_sided = target is not None and target.direction is Direction.EITHER
        is_turning = line.measure is Measure.YES or (two_sided and not is_day)
        unfit = line.each is None and is_turning
    keys = {"scores": bool(row.scores), "between": bool(row.between)}
    context.note_unfit_keys(path, keys if unfit else {}, way)
    needs = row.between is not None or (line is not None and line.target is None)
    if needs and not row.scores and not row.is_typed:
        context.note(ProblemCode.MISSING_KEY, path, key="scores")


def _check_scores(
    context: CheckContext, path: Steps, row: Criterion, line: Indicator | None
) -> None:
    """Thresholds that can be read, each better one worth more, none above standard."""
    at: Steps = (*path, "scores")
    read: dict[str, tuple[Decimal, Decimal]] = {}
    for text, points in row.scores.items():
        place = threshold_at(text, line)
        if _is_doubtful(context, (*at, text, KEY), text):
            continue
        if place is None:
            _note_unreadable(context, (*at, text, KEY), text, line)
            continue
        ordered = Decimal(place.numerator) / Decimal(place.denominator)
        read[text] = (-ordered if is_less_better(line) else ordered, points)
        if row.points is not None and not 0 <= points <= row.points:
            context.note_impossible((*at, text), points, "0", str(row.points))
    _check_order(context, at, read)
    best = max((points for _, points in read.values()), default=row.points)
    if read and row.points is not None and best is not None and best < row.points:
        blanks = {"text": row.id, "best": str(best), "points": str(row.points)}
        context.note(ProblemCode.SCORE_BELOW, at, **blanks)


def _check_order(
    context: CheckContext, at: Steps, read: Mapping[str, tuple[Decimal, Decimal]]
) -> None:
    ordered = sorted((place, points, text) for text, (place, points) in read.items())
    for (low, few, worse), (high, more, better) in pairwise(ordered):
        if low == high:
            first = context.line((*at, worse))
            code, where = ProblemCode.DUPLICATE_KEY, (*at, better, KEY)
            context.note(code, where, text=better, first=first)
        elif more <= few:
            blanks = {"better": better, "worse": worse, "points": str(more)}
            context.note(ProblemCode.SCORE_TURNS, (*at, better), **blanks)


def _is_doubtful(context: CheckContext, at: Steps, text: str) -> bool:
    """Whether a threshold may be meant as thousands: `1.234` (2)."""
    readings = PLAN.two_readings(text, None)
    if readings is None:
        return False
    small, large = map(PLAN.spell, readings)
    slip = "thousandths" if small == text else "either"
    blanks = {"small": small, "large": large, "slip": slip}
    context.note(ProblemCode.TWO_READINGS, at, text=text, **blanks)
    return True


def _note_unreadable(
    context: CheckContext, at: Steps, text: str, line: Indicator | None
) -> None:
    if line is not None and line.measure is Measure.GRADE:
        context.note(ProblemCode.GRADE_UNKNOWN, at, text=text, known=line.scale)
    elif line is not None and line.measure is Measure.MILESTONE:
        context.note(ProblemCode.NOT_A_DATE, at, text=text)
    else:
        context.note(ProblemCode.NOT_A_NUMBER, at, text=text)


def _check_sums(context: CheckContext) -> None:
    """A heading has the points of the rows right below it together."""
    card = context.plan.scorecard
    heads = headings(card)
    rows = {row.id: row for row in card}
    sums: dict[str, Decimal] = {}
    for row in card:
        if row.id not in heads:
            for above in ids_above(row.id):
                sums[above] = sums.get(above, Decimal(0)) + (row.points or 0)
    for place, row in enumerate(card):
        if row.id in heads and row.points not in {None, sums.get(row.id)}:
            blanks = {"text": row.id, "points": str(rows[row.id].points)}
            at = (CARD, place, "points")
            context.note(ProblemCode.SCORE_SUM, at, sum=str(sums[row.id]), **blanks)


def check_tables(context: CheckContext) -> None:
    """Note all that is wrong with tables, but for ids and references."""
    for row, table in enumerate(context.plan.tables):
        path: Steps = ("tables", row)
        groups = {kind for kind, _ in table.columns}
        for kind in (kind for kind in ColumnKind if kind not in groups):
            context.note(ProblemCode.MISSING_KEY, path, key=kind.value)
        if not (table.reporters or table.lead):
            context.note(ProblemCode.NO_REPORTER, path, text=table.id)
        if len(table.rows) > 1:
            kinds = ", ".join(table.rows)
            context.note(ProblemCode.TABLE_ROWS, (*path, "rows"), text=kinds)
        _check_totals(context, path, table)
        known = {column for _, column in table.columns}
        known.update(table.row_ids, table.rows, table.totals)
        known.update(kind.value for kind in ColumnKind)
        for name in (name for name in table.names if name not in known):
            context.note(ProblemCode.UNUSED, (*path, "names", name, KEY), text=name)
        if unnamed := table.ids_without_name({area.id for area in context.plan.areas}):
            keys, first = ", ".join(unnamed), unnamed[0]
            context.note(ProblemCode.TABLE_UNNAMED, path, text=keys, key=first)


def _check_totals(context: CheckContext, path: Steps, table: StockTable) -> None:
    """A total adds up columns that stand side by side in one group."""
    group_of = {column: kind for kind, column in table.columns}
    placed: set[str] = set()
    for total, columns in table.totals.items():
        at: Steps = (*path, "totals", total)
        groups = {group_of.get(column) for column in columns}
        beside = [column for column in group_of if column in columns]
        first = [*group_of].index(beside[0]) if beside else 0
        is_apart = beside != [*group_of][first : first + len(columns)]
        is_mixed = len(groups) != 1 or None in groups or is_apart
        if is_mixed or total in group_of or not placed.isdisjoint(columns):
            context.note(ProblemCode.TABLE_TOTAL, at, text=total)
        placed.update(columns)


def check(plan: Plan, at: PlaceAt) -> tuple[Problem, ...]:
    """All problems of a plan as written, warnings too, in the order of the file."""
    context = CheckContext(plan, at)
    for check_part in _CHECKS:
        check_part(context)
    return tuple(in_order(context.problems))


def _check_promises(context: CheckContext) -> None:
    plan = context.plan
    if not (plan.commitments or plan.indicators or plan.tasks or plan.tables):
        context.note(ProblemCode.NOTHING_PROMISED, (), text=plan.id)
    if not plan.units:
        context.note(ProblemCode.MISSING_KEY, ("units",), key="units")
    supported = {task.supports for task in plan.tasks}
    for row, commitment in enumerate(plan.commitments):
        if not commitment.indicators and commitment.id not in supported:
            path: Steps = ("commitments", row, "indicators")
            context.note(ProblemCode.NOTHING_PROMISED, path, text=commitment.id)


def _check_reminders(context: CheckContext) -> None:
    """Each step of the ladder once, a letter only where it can name somebody.

    A letter lists units that are late, so that before the due day is over there is
    nobody to list; a template is of a letter alone.
    """
    first: dict[tuple[str, str, str], Steps] = {}
    for row, step in enumerate(context.plan.reminders):
        path: Steps = ("reminders", row)
        held = first.setdefault(step.key, path)
        if held is not path:
            to, line = step.to, context.line(held)
            code = ProblemCode.REMINDER_TWICE
            context.note(code, path, text=step.when, to=to, first=line)
        if step.by is Channel.LETTER and step.offset < 1:
            context.note(ProblemCode.LETTER_EARLY, (*path, "when"), text=step.when)
        if step.by is Channel.CHAT and step.template is not None:
            context.note_unfit((*path, "template"), "chat")


_CHECKS = (
    _check_promises,
    check_names,
    check_targets,
    check_groups,
    check_tables,
    check_scorecard,
    check_trajectories,
    check_calendar,
    check_rhythm,
    check_rules,
    _check_reminders,
    check_unused,
    check_origins,
)
