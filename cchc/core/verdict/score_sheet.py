"""The score sheet: points out of figures, each criterion's columns, sums (14).

What figures earn is known as far as no later report can change it; a figure fills no
column of what people score.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from cchc.core.facts.report import Quality
from cchc.core.facts.score import (
    FARTHEST,
    NO_POINTS,
    WHOLE,
    ZERO,
    ComputedPoints,
    PointSpan,
    PointsRule,
    Score,
    ScoreStage,
    StandingScores,
    points_rule,
    standing_scores,
)
from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.plan import Criterion, Plan, headings, ids_above
from cchc.core.verdict.aggregate import UNBOUNDED, Interval
from cchc.core.verdict.coverage import Answers
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.judging import EachUnit
from cchc.core.verdict.status import CommitmentView, StatusView, every_line
from cchc.core.verdict.statuses import (
    DONE_TASKS,
    LOST_STATUSES,
    REACHED_STATUSES,
    UNCOUNTED_TASKS,
    Status,
)
from cchc.core.verdict.task import TaskView
from cchc.core.verdict.verdict import is_unreached
from cchc.core.verdict.verdict_rules import VerdictInput
from cchc.text.record import Record, field, replace


def points_over(rule: PointsRule, interval: Interval) -> PointSpan:
    """The fewest and the most points of any figure in an interval."""
    ends = interval.lo, interval.hi
    return rule.span(*ends, lo_open=interval.lo_open, hi_open=interval.hi_open)


def points_of_line(rule: PointsRule, view: IndicatorView) -> ComputedPoints:
    """The points of a criterion that is scored by an indicator."""
    anything = points_over(rule, UNBOUNDED)
    if view.each is not None:
        return _points_of_each(rule, view.each)
    case = None if view.judgement is None else view.judgement.case
    if case is None or view.verdict.status is Status.VOID:
        return ComputedPoints(anything)
    if case.answers is not None:
        return _points_of_answers(rule, case, case.answers)
    # nothing was reported, and nobody waits for it; a stated nothing is not scored
    if case.fin and is_unreached(case) and not case.valued:
        return ComputedPoints(NO_POINTS, ZERO)
    figure = case.total.figure
    return ComputedPoints(
        points_over(rule, interval_of_year(case)),
        None if figure is None else rule.points_at(figure),
        view.quality is not Quality.FINAL,
    )


def interval_of_year(case: VerdictInput) -> Interval:
    """Where the figure of the whole year can lie.

    Before fin a total only grows, and anything else may become anything that it can
    be; an estimate counts as unknown (7).
    """
    total, indicator = case.total, case.indicator
    if case.fin:
        return total.interval
    total = case.firm or total
    if indicator.measure is Measure.RATIO and indicator.part_of_whole:
        is_flow = indicator.of is RatioOf.FLOW
        won = is_flow and bool(total.numerator)
        lost = is_flow and (total.denominator or 0) > (total.numerator or 0)
        lo = total.interval.lo if indicator.adds_up else ZERO
        return Interval(lo or ZERO, WHOLE, lo_open=won, hi_open=lost)
    if not indicator.non_negative:
        return UNBOUNDED
    return Interval((total.interval.lo or ZERO) if indicator.adds_up else ZERO, None)


def _points_of_each(rule: PointsRule, each: EachUnit) -> ComputedPoints:
    """By the percentage of the units that reach their target; open until fin."""
    count, reached = len(each.units), len(each.units_reaching)
    if not count:
        return ComputedPoints(points_over(rule, UNBOUNDED))
    is_final = all(own.case.fin for own in each.judgements.values())
    most = count - len(each.short) if is_final else count
    least = reached if is_final else 0
    ends = Interval(WHOLE * least / count, WHOLE * most / count)
    has_figures = bool(reached or each.short)
    now = rule.points_at(WHOLE * reached / count)
    return ComputedPoints(points_over(rule, ends), now if has_figures else None)


def _points_of_answers(
    rule: PointsRule, case: VerdictInput, answers: Answers
) -> ComputedPoints:
    """By the day on which the last unit was done, or by yes; what is not done is 0."""
    is_dated = case.indicator.measure is Measure.MILESTONE
    days = [day.toordinal() for _, day in answers.done if day is not None]
    done = Fraction(max(days, default=0)) if is_dated else Fraction(1)
    never = FARTHEST if is_dated else ZERO
    if answers.all_done and not (answers.later and not case.fin):
        is_final = is_dated or case.fin
        now = rule.points_at(done)
        span = PointSpan(now, now) if is_final else points_over(rule, UNBOUNDED)
        return ComputedPoints(span, now)
    # the day that is worth the fewest points has passed
    last, worst = case.indicator.deadline, rule.lines[0] if rule.lines else ZERO
    is_too_late = case.date_passed and last is not None and worst <= last.toordinal()
    if answers.not_done and (case.fin or is_too_late):
        return ComputedPoints(NO_POINTS, ZERO)
    if case.fin and not answers.unknown:  # nobody waits for what is missing (11)
        return ComputedPoints(NO_POINTS, ZERO)
    # whoever has done it has: the whole is done no sooner than that
    ends = Interval(done, None) if is_dated and days else UNBOUNDED
    so_far = rule.points_at(never) if answers.not_done else None
    return ComputedPoints(points_over(rule, ends), so_far)


def points_of_task(rule: PointsRule, view: TaskView, *, fin: bool) -> ComputedPoints:
    """By the percentage of the units that have done it; what is done stays done."""
    if view.status in UNCOUNTED_TASKS:
        return ComputedPoints(points_over(rule, UNBOUNDED))
    doers = view.task.doers
    share = WHOLE if view.status in DONE_TASKS else ZERO
    if view.task.each and doers:
        share = WHOLE * (len(doers) - len(view.waiting)) / len(doers)
    ends = Interval(share, share if fin else WHOLE)
    return ComputedPoints(points_over(rule, ends), rule.points_at(share))


LATEST_FIRST = (ScoreStage.PUBLISHED, ScoreStage.APPRAISED, ScoreStage.SELF)


class ScoreRow(Record):
    """One row: its standard points, those computed, those that people typed.

    `depth` is how many headings stand over it. `computed` is None where figures say
    nothing of it. `line`, `task` and `commitment` are what it is scored by.
    """

    criterion: Criterion
    standard: Fraction
    depth: int = 0
    is_heading: bool = False
    computed: ComputedPoints | None = None
    typed: Mapping[ScoreStage, Score] = field(default_factory=dict)
    line: IndicatorView | None = None
    task: TaskView | None = None
    commitment: CommitmentView | None = None

    def typed_points(self, stage: ScoreStage) -> Fraction | None:
        """What people typed in a column."""
        score = self.typed.get(stage)
        points = None if score is None else score.points
        return None if points is None else Fraction(points)

    def span(self, stage: ScoreStage) -> PointSpan:
        """Where the points of a column lie; figures stand in the first one only."""
        points = self.typed_points(stage)
        if points is not None:
            return PointSpan(points, points)
        if stage is ScoreStage.SELF and self.computed is not None:
            return self.computed.span
        return PointSpan(ZERO, self.standard)

    @property
    def latest(self) -> Score | None:
        """What was typed in the column nearest to the last word."""
        return next((self.typed[s] for s in LATEST_FIRST if s in self.typed), None)

    @property
    def score_span(self) -> PointSpan:
        """The points by the last column that has any: published, appraised, own."""
        return self.span(self.latest.stage if self.latest else ScoreStage.SELF)

    @property
    def loss(self) -> PointSpan:
        """Standard − scored."""
        scored = self.score_span
        return PointSpan(self.standard - scored.high, self.standard - scored.low)

    @property
    def owner(self) -> str | None:
        """The unit that answers for it: as was said last, else as in the plan."""
        return self._last(lambda score: score.owner) or self.criterion.owner

    @property
    def cause(self) -> str | None:
        """Why points were lost: the cause, else the reason of the score."""
        return self._last(lambda score: score.cause or score.reason)

    @property
    def remedy(self) -> str | None:
        return self._last(lambda score: score.remedy)

    @property
    def evidence(self) -> str | None:
        return self._last(lambda score: score.evidence)

    def _last(self, part: Callable[[Score], str | None]) -> str | None:
        """The last that was said of something in any column."""
        scores = (self.typed[stage] for stage in LATEST_FIRST if stage in self.typed)
        return next((words for score in scores if (words := part(score))), None)


class ScoreSheet(Record):
    """The rows in the order of the plan, then the weighted lines; headings have sums.

    `view` is what the points were computed on.
    """

    plan: Plan
    view: StatusView
    rows: tuple[ScoreRow, ...]

    def below(self, heading: ScoreRow | None = None) -> tuple[ScoreRow, ...]:
        """The criteria under a heading, or all."""
        if heading is not None and not heading.is_heading:
            return (heading,)
        above = None if heading is None else heading.criterion.id
        return tuple(
            row
            for row in self.rows
            if not row.is_heading
            if above is None or above in ids_above(row.criterion.id)
        )

    def standard(self, heading: ScoreRow | None = None) -> Fraction:
        return sum((row.standard for row in self.below(heading)), ZERO)

    def span(self, stage: ScoreStage, heading: ScoreRow | None = None) -> PointSpan:
        """The sum of a column."""
        return sum((row.span(stage) for row in self.below(heading)), NO_POINTS)

    def score_span(self, heading: ScoreRow | None = None) -> PointSpan:
        """The sum by the last column of each criterion."""
        return sum((row.score_span for row in self.below(heading)), NO_POINTS)

    def loss(self, heading: ScoreRow | None = None) -> PointSpan:
        return sum((row.loss for row in self.below(heading)), NO_POINTS)

    def count_typed(self, stage: ScoreStage, heading: ScoreRow | None = None) -> int:
        """How many criteria have points typed in a column."""
        return sum(stage in row.typed for row in self.below(heading))


def score_sheet(plan: Plan, view: StatusView, scores: Iterable[Score]) -> ScoreSheet:
    """The score sheet of a plan as its promises stand in a view."""
    ground = _Ground(plan, view, standing_scores(scores))
    rows = tuple(ground.row(criterion) for criterion in plan.scorecard)
    return ScoreSheet(plan, view, (*rows, *ground.weighted_rows()))


class _Ground:
    """What the rows are made of: judged lines and tasks by id, typed scores."""

    def __init__(self, plan: Plan, view: StatusView, standing: StandingScores) -> None:
        self.plan, self.view, self.standing = plan, view, standing
        self.heads = headings(plan.scorecard)
        self.lines = {line.indicator.id: line for line in every_line(view)}
        self.tasks = {task.task.id: task for task in view.tasks}
        self.fin = view.period.is_last and view.as_of > view.period.due

    def row(self, criterion: Criterion) -> ScoreRow:
        """The row of a criterion of the plan; a heading has the sum of those below."""
        card, key = self.plan.scorecard, criterion.id
        known, is_heading = {row.id for row in card}, key in self.heads
        scored = (row for row in card if row.id not in self.heads)
        below = (row.points or Decimal(0) for row in scored if key in ids_above(row.id))
        points = sum(below, Decimal(0)) if is_heading else criterion.points or 0
        line = self.lines.get(criterion.scored_by or "")
        task = self.tasks.get(criterion.each_done or "")
        return ScoreRow(
            criterion,
            Fraction(points),
            depth=sum(above in known for above in ids_above(key)),
            is_heading=is_heading,
            computed=self._computed(criterion, line, task),
            typed=self._typed(key),
            line=line,
            task=task,
        )

    def _typed(self, key: str) -> Mapping[ScoreStage, Score]:
        stages = ((stage, self.standing.get((key, stage))) for stage in ScoreStage)
        return {stage: score for stage, score in stages if score is not None}

    def _computed(
        self, criterion: Criterion, line: IndicatorView | None, task: TaskView | None
    ) -> ComputedPoints | None:
        if criterion.scored_by is None and criterion.each_done is None:
            return None
        rule = points_rule(criterion, None if line is None else line.indicator)
        if rule is not None and line is not None:
            return points_of_line(rule, line)
        if rule is not None and task is not None:
            return points_of_task(rule, task, fin=self.fin)
        standard = Fraction(criterion.points or 0)
        return ComputedPoints(PointSpan(ZERO, standard))

    def weighted_rows(self) -> Iterator[ScoreRow]:
        """Weights of lines that no criterion is scored by: a sheet of one level."""
        for view in self.view.commitments:
            weight = view.commitment.weight
            weighted = _weighted(view.indicators)
            if len(view.indicators) == 1 and self._is_taken(view.indicators[0]):
                continue
            if weight is not None and not weighted:
                yield self._weighted_commitment(view, weight)
            below = sum((Fraction(w) for _, w in weighted), ZERO)
            # weights below a weighted line are parts of its weight
            share = Fraction(weight) / below if weight is not None and below else 1
            yield from self._weighted_lines(weighted, Fraction(share))
        yield from self._weighted_lines(_weighted(self.view.indicators), Fraction(1))

    def _weighted_lines(
        self, lines: Iterable[tuple[IndicatorView, Decimal]], share: Fraction
    ) -> Iterator[ScoreRow]:
        for line, weight in lines:
            if not self._is_taken(line):
                yield self._weighted_line(line, weight, share)

    def _is_taken(self, line: IndicatorView) -> bool:
        """Whether a criterion is scored by the line, and so stands for its weight."""
        return any(row.scored_by == line.indicator.id for row in self.plan.scorecard)

    def _weighted_line(
        self, line: IndicatorView, weight: Decimal, share: Fraction
    ) -> ScoreRow:
        key, name = line.indicator.id, line.indicator.name
        row = Criterion(key, name, weight, line.indicator.lead, scored_by=key)
        whole, typed = Fraction(weight) * share, self._typed(key)
        computed = self._computed(row, line, None)
        if computed is not None:
            low, high = (end * share for end in (computed.span.low, computed.span.high))
            now = None if computed.so_far is None else computed.so_far * share
            computed = replace(computed, span=PointSpan(low, high), so_far=now)
        return ScoreRow(row, whole, computed=computed, typed=typed, line=line)

    def _weighted_commitment(self, view: CommitmentView, weight: Decimal) -> ScoreRow:
        """A commitment that is weighted as a whole: no average of its indicators."""
        own, whole = view.commitment, Fraction(weight)
        if len(view.indicators) == 1:
            row = self._weighted_line(view.indicators[0], weight, Fraction(1))
            named = replace(row.criterion, id=own.id, name=own.name)
            return replace(row, criterion=named, typed=self._typed(own.id))
        statuses = {e.verdict.status for e in view.indicators} or {view.status}
        span = PointSpan(ZERO, whole)
        if statuses & {*LOST_STATUSES, Status.DONE_LATE}:
            span = NO_POINTS
        elif statuses <= set(REACHED_STATUSES):
            span = PointSpan(whole, whole)
        return ScoreRow(
            Criterion(own.id, own.name, weight),
            whole,
            computed=ComputedPoints(span, span.final_points),
            typed=self._typed(own.id),
            commitment=view,
        )


def _weighted(lines: Iterable[IndicatorView]) -> list[tuple[IndicatorView, Decimal]]:
    weights = ((line, line.indicator.weight) for line in lines)
    return [(line, weight) for line, weight in weights if weight is not None]
