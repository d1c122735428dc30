"""The score sheet in words: table H, its cells and its sums (DOCUMENTS 3.4)."""

from collections.abc import Iterator
from fractions import Fraction

from cchc.core.facts.score import ZERO, PointSpan, ScoreStage, points_rule, span_text
from cchc.core.verdict.score_sheet import ScoreRow, ScoreSheet
from cchc.phrases.figure_phrases import actual_words
from cchc.phrases.troubled import risk_line
from cchc.text.number import PLAN
from cchc.text.number_format import points_text, vietnamese
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.prose import NOTHING
from cchc.words.translator import Voice

LATER = (ScoreStage.APPRAISED, ScoreStage.PUBLISHED)
"""The stages in which others give points."""


class PrintedScore(Record):
    """A row of table H: a criterion, a heading, or the sum of all; each cell a text."""

    no: str
    name: str
    standard: str
    own: str
    appraised: str
    published: str
    lost: str
    owner: str = NOTHING
    cause: str = NOTHING
    remedy: str = NOTHING
    evidence: str = NOTHING
    is_heading: bool = False


def score_rows(sheet: ScoreSheet, voice: Voice) -> list[PrintedScore]:
    """Table H: each row of the sheet, the sum of all at the end."""
    printed = [printed_score(sheet, row, voice) for row in sheet.rows]
    total = _sums(sheet, None, "", voice.say("score.total"))
    return [*printed, total] if printed else []


def printed_score(sheet: ScoreSheet, row: ScoreRow, voice: Voice) -> PrintedScore:
    """A row of the sheet as it is printed."""
    criterion = row.criterion
    no, name = one_line(criterion.id), one_line(criterion.name)
    owner = one_line(sheet.plan.unit_name(row.owner)) if row.owner else ""
    if row.is_heading:
        return _sums(sheet, row, no, name, owner)
    typed = (row.typed_points(stage) for stage in LATER)
    appraised, published = (
        NOTHING if points is None else points_text(points, row.standard)
        for points in typed
    )
    is_open = row.loss == PointSpan(Fraction(0), row.standard)
    return PrintedScore(
        no,
        name,
        points_text(row.standard),
        own_words(row, voice),
        appraised,
        published,
        NOTHING if is_open else span_text(row.loss, row.standard),
        owner or NOTHING,
        cause_words(row, voice) or NOTHING,
        one_line(row.remedy or "") or NOTHING,
        evidence_words(sheet, row, voice) or NOTHING,
    )


def own_words(row: ScoreRow, voice: Voice) -> str:
    """The office's own points: typed, else by figures, else that nobody scored it."""
    if ScoreStage.SELF not in row.typed and row.computed is None:
        return voice.say("score.unscored")
    return span_text(row.span(ScoreStage.SELF), row.standard)


def _sums(
    sheet: ScoreSheet,
    heading: ScoreRow | None,
    no: str,
    name: str,
    owner: str = NOTHING,
) -> PrintedScore:
    """A heading, or all: what each column adds up to as far as it goes."""
    standard, below = sheet.standard(heading), sheet.below(heading)
    spans = {stage: sheet.span(stage, heading) for stage in ScoreStage}
    columns = {stage: span_text(span, standard) for stage, span in spans.items()}
    empty = [stage for stage in LATER if not sheet.count_typed(stage, heading)]
    columns |= dict.fromkeys(empty, NOTHING)
    if all(row.computed is None and ScoreStage.SELF not in row.typed for row in below):
        columns[ScoreStage.SELF] = NOTHING
    return PrintedScore(
        no,
        name,
        points_text(standard),
        columns[ScoreStage.SELF],
        columns[ScoreStage.APPRAISED],
        columns[ScoreStage.PUBLISHED],
        span_text(sheet.loss(heading), standard),
        owner,
        is_heading=True,
    )


def cause_words(row: ScoreRow, voice: Voice) -> str:
    """Why points are lost: as people said, else the figure that earns no more."""
    if row.cause:
        return one_line(row.cause)
    computed = row.computed
    if computed is None or computed.span.low == row.standard:
        return ""
    if computed.span.final_points is None and computed.so_far is None:
        return voice.say("score.open")
    figure, best = figure_words(row, voice), best_words(row)
    if computed.span.final_points is not None:
        code = "score.cause" if best else "score.cause.bare"
        return voice.say(code, figure=figure, best=best)
    now = points_text(computed.so_far or Fraction(0), row.standard)
    return voice.say("score.so_far", figure=figure, points=now)


def figure_words(row: ScoreRow, voice: Voice) -> str:
    """The figure that a criterion is scored by, or how its task stands."""
    if row.line is not None:
        return actual_words(row.line, voice)
    if row.task is not None:
        return voice.say(f"task.status.{row.task.status}")
    status = row.commitment.standing if row.commitment is not None else None
    return NOTHING if status is None else voice.say(f"indicator.status.{status}")


def best_words(row: ScoreRow) -> str:
    """The level that earns all points, as the plan writes it; empty where by target."""
    scores = row.criterion.scores
    best = level_words(max(scores, key=lambda text: scores[text], default=""))
    is_rate = row.line is not None and (row.line.each or row.line.indicator.unit == "%")
    return f"{best}%" if best and (is_rate or row.task) else best


def level_words(text: str) -> str:
    """A threshold as it is printed: numbers in the marks of the run."""
    number = PLAN.parse(text)
    return one_line(text) if number is None else vietnamese(number)


def evidence_words(sheet: ScoreSheet, row: ScoreRow, voice: Voice) -> str:
    """What proves the points: as typed, else as units sent, else the figure itself."""
    if row.evidence:
        return one_line(row.evidence)
    if row.computed is None:
        return voice.say("score.unproven") if row.latest else ""
    about = row.criterion.scored_by or row.criterion.each_done
    texts = (given.evidence for given in sheet.view.evidence)
    sent = [one_line(proof.text) for proof in texts if proof.about == about]
    if row.task is not None and row.task.document:
        sent.append(one_line(row.task.document))
    proof = "; ".join(dict.fromkeys(sent))
    return proof or voice.say("score.by_figures", figure=figure_words(row, voice))


def loss_lines(sheet: ScoreSheet, voice: Voice) -> Iterator[str]:
    """Each criterion that lost points, the most first: whose, why, what is done."""
    lost = (row for row in sheet.below() if row.loss.low > 0)
    for row in sorted(lost, key=lambda row: row.loss.low, reverse=True):
        owner = sheet.plan.unit_name(row.owner) if row.owner else ""
        yield voice.say(
            "score.loss",
            id=one_line(row.criterion.id),
            name=one_line(row.criterion.name),
            lost=span_text(row.loss, row.standard),
            owner=one_line(owner) or NOTHING,
            cause=cause_words(row, voice) or voice.say("score.no_cause"),
            remedy=one_line(row.remedy or "") or voice.say("score.no_remedy"),
        )


def summary_lines(sheet: ScoreSheet, voice: Voice) -> Iterator[str]:
    """The sums in sentences: standard, own, appraised, published, lost, still open."""
    standard, of = sheet.standard(), len(sheet.below())
    count = sheet.count_typed(ScoreStage.SELF)
    yield voice.say(
        f"score.sum.self{'.all' if count == of else ''}",
        points=span_text(sheet.span(ScoreStage.SELF), standard),
        standard=points_text(standard),
        n=count,
        of=of,
    )
    for stage in LATER:
        rows = [row for row in sheet.below() if stage in row.typed]
        if rows:
            whole = sum((row.standard for row in rows), ZERO)
            points = sum((row.span(stage).low for row in rows), ZERO)
            blanks = {"points": points_text(points, whole), "of": of}
            blanks |= {"standard": points_text(whole), "n": len(rows)}
            yield voice.say(f"score.sum.{stage.value}", **blanks)
    yield risk_line(sheet, voice)


def rule_words(row: ScoreRow, voice: Voice) -> str:
    """How a criterion is scored, in one sentence."""
    criterion = row.criterion
    line = None if row.line is None else row.line.indicator
    rule = None if row.computed is None else points_rule(criterion, line)
    about = one_line(criterion.scored_by or criterion.each_done or "")
    sign = "%" if row.task or (line and (line.each or line.unit == "%")) else ""
    side = "down" if rule is not None and rule.less_is_better else "up"
    levels = ((level_words(text), Fraction(p)) for text, p in criterion.scores.items())
    scores = "; ".join(
        voice.say(f"score.level.{side}", level=f"{level}{sign}", points=points_text(p))
        for level, p in levels
    )
    way = next(iter(criterion.ways), "weight")
    if rule is None or not scores:
        return voice.say(f"score.rule.{way}", about=about)
    code = "score.rule.linear" if rule.is_linear else "score.rule.steps"
    return voice.say(code, about=about, scores=scores)
