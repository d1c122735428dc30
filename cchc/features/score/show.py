"""The score sheet as a list, as sentences, and as `cchc.score/1`."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from textwrap import wrap

from cchc.core.facts.score import PointSpan, Score, ScoreStage, span_text
from cchc.core.verdict.score_sheet import ScoreRow, ScoreSheet
from cchc.phrases.documents import PaperJson
from cchc.phrases.score_phrases import (
    PrintedScore,
    evidence_words,
    loss_lines,
    own_words,
    printed_score,
    rule_words,
    score_rows,
    summary_lines,
)
from cchc.screen.document import DRY_RUN, Day, JsonDocument, key
from cchc.screen.table import LayoutColumn, Table, TableLayout, as_table
from cchc.text.day import short
from cchc.text.number_format import points_text
from cchc.text.problem import Problem
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.period import label
from cchc.words.prose import NOTHING, paper_words
from cchc.words.translator import Voice


class ScoreBook(Record):
    """The whole sheet, and the part of it that was asked for."""

    whole: ScoreSheet
    part: ScoreSheet


class ScoreShown(Record):
    """One criterion, with every score that was ever typed for it."""

    sheet: ScoreSheet
    row: ScoreRow
    typed: tuple[Score, ...]


class ScoreDone(Record):
    """What was scored or taken back, the sheet before and after."""

    before_sheet: ScoreSheet
    after_sheet: ScoreSheet
    row: ScoreRow
    score: Score
    before: Score | None
    doubts: tuple[Problem, ...] = ()


LIST: TableLayout[PrintedScore] = TableLayout(
    "score.column",
    LayoutColumn("no", lambda row, _: row.no, whole=True, lead=True),
    LayoutColumn("name", lambda row, _: row.name, lead=True),
    LayoutColumn("standard", lambda row, _: row.standard, right=True, whole=True),
    LayoutColumn("own", lambda row, _: row.own, right=True, whole=True),
    LayoutColumn("appraised", lambda row, _: row.appraised, right=True, whole=True),
    LayoutColumn("published", lambda row, _: row.published, right=True, whole=True),
    LayoutColumn("lost", lambda row, _: row.lost, right=True, whole=True),
    LayoutColumn("owner", lambda row, _: row.owner, wide=True),
    LayoutColumn("cause", lambda row, _: row.cause, wide=True),
    LayoutColumn("remedy", lambda row, _: row.remedy, wide=True),
    LayoutColumn("evidence", lambda row, _: row.evidence, wide=True),
)
"""Table H: one row for each criterion, headings and the whole with their sums."""


def score_table(book: ScoreBook, voice: Voice, *, narrow: bool = False) -> Table:
    """The sheet, or the part of it that was asked for."""
    view, rows = book.whole.view, score_rows(book.part, voice)
    title = voice.say("score.title", period=label(view.period, voice))
    empty = {
        stage.value
        for stage in (ScoreStage.APPRAISED, ScoreStage.PUBLISHED)
        if narrow and not book.whole.count_typed(stage)
    }
    return LIST.table(title, rows, voice, narrow=narrow, without=frozenset(empty))


def sheet_screen(book: ScoreBook, voice: Voice, width: int, *, colour: bool) -> str:
    """The sums first, then the list, then who lost what and what is done about it."""
    lines = [*summary_lines(book.whole, voice)]
    table = score_table(book, voice, narrow=True)
    if table.rows:
        drawn = as_table(table, width, colour=colour).rstrip("\n")
        below = loss_lines(book.part, voice)
    else:
        drawn, below = voice.say("score.empty"), iter(())
    return "\n".join((*_wrapped(lines, width), drawn, *_wrapped(below, width)))


def _wrapped(lines: Iterable[str], width: int) -> Iterator[str]:
    for line in lines:
        yield from wrap(line, max(width, 20), subsequent_indent="  ")


def shown_text(shown: ScoreShown, voice: Voice) -> str:
    """One criterion: points by column, how it is scored, what is lost, its history."""
    row, sheet = shown.row, shown.sheet
    own = printed_score(sheet, row, voice)
    name = one_line(row.criterion.name)
    lines = [f"{one_line(row.criterion.id)}  {name}"]
    if not row.is_heading:
        lines.append(rule_words(row, voice))
    columns = [column for column in LIST.columns if column.key not in {"no", "name"}]
    for column in columns:
        cell = str(column.cell(own, voice))
        if cell not in {NOTHING, ""}:
            heading = voice.say(f"score.column.{column.key}")
            lines.append(voice.say("score.part", heading=heading, text=cell))
    lines += [_history_line(score, voice) for score in shown.typed]
    return "\n  ".join(lines)


def _history_line(score: Score, voice: Voice) -> str:
    """`14/12/2022 nv: tự chấm 1,5 điểm; thiếu biên bản`."""
    stage = voice.say(f"score.stage.{score.stage}")
    code = "score.history.withdrawn" if score.points is None else "score.history"
    points = "" if score.points is None else points_text(Fraction(score.points))
    blanks = {"day": short(score.day), "actor": one_line(score.actor), "stage": stage}
    line = voice.say(code, points=points, **blanks)
    paper = score.document
    texts = (score.reason, score.cause, score.remedy, score.evidence)
    words = [one_line(text) for text in texts if text]
    if paper.number or paper.date:
        words.append(paper_words(paper, voice))
    return "; ".join((line, *words))


def done_text(done: ScoreDone, voice: Voice, *, dry_run: bool) -> str:
    """What was scored: old → new, what is lost, what it does to the sums."""
    row, score = done.row, done.score
    after = next(r for r in done.after_sheet.rows if r.criterion.id == row.criterion.id)
    stage = score.stage
    code = "score.written" if score.points is not None else "score.withdrawn"
    lines = [
        voice.say(
            f"{code}.rehearsed" if dry_run else code,
            id=one_line(row.criterion.id),
            name=one_line(row.criterion.name),
            stage=voice.say(f"score.stage.{stage}"),
        )
    ]
    old = row.typed_points(stage)
    new = after.typed_points(stage)
    bare = own_words(row, voice) if stage is ScoreStage.SELF else NOTHING
    old_words = bare if old is None else points_text(old, row.standard)
    new_words = NOTHING if new is None else points_text(new, row.standard)
    blanks = {"old": old_words, "new": new_words}
    standard = points_text(row.standard)
    lines.append(voice.say("score.change", standard=standard, **blanks))
    if after.loss.low > 0:
        (loss,) = loss_lines(
            ScoreSheet(done.after_sheet.plan, done.after_sheet.view, (after,)), voice
        )
        lines.append(loss)
    proof = evidence_words(done.after_sheet, after, voice)
    if proof:
        lines.append(voice.say("score.proof", text=proof))
    if score.document.number or score.document.date:
        paper = paper_words(score.document, voice)
        lines.append(voice.say("score.document", paper=paper))
    return "\n  ".join((*lines, _sums_line(done, stage, voice)))


def _sums_line(done: ScoreDone, stage: ScoreStage, voice: Voice) -> str:
    """`tổng điểm tự chấm: 0–20 → 1–20 (điểm chuẩn 20)`."""
    whole = done.after_sheet.standard()
    sums = (sheet.span(stage) for sheet in (done.before_sheet, done.after_sheet))
    old, new = (span_text(span, whole) for span in sums)
    blanks = {"stage": voice.say(f"score.stage.{stage}"), "old": old, "new": new}
    return voice.say("score.sums", standard=points_text(whole), **blanks)


class PointSpanJson(JsonDocument):
    """Where points lie; low and high are alike where they are known."""

    low: Fraction = key("The fewest.")
    high: Fraction = key("The most.")


class ComputedPointsJson(JsonDocument):
    """The points out of figures."""

    points: Fraction | None = key(
        "The points; null while later reports can change them.", "span.final_points"
    )
    span: PointSpanJson = key("Where they lie at the end of the year.")
    so_far: Fraction | None = key("The points of the figure as it is by now.")
    estimate: bool = key("True: the figure is an estimate.", "is_estimate")


class TypedScoreJson(JsonDocument):
    """What people typed in one column."""

    points: Decimal | None = key("The points; null where they were taken back.")
    owner: str | None = key("Id of the unit that answers for points lost.")
    reason: str | None = key("Why so, or why taken back.")
    cause: str | None = key("Why points were lost.")
    remedy: str | None = key("What is done about it.")
    evidence: str | None = key("What proves them.")
    sha256: str | None = key("SHA-256 of the file that proves them.")
    document: PaperJson = key("The paper that appraised or published them.")
    day: Day = key("When.")
    actor: str = key("Who.")


def _typed_in(stage: ScoreStage) -> Callable[[ScoreRow], Score | None]:
    return lambda row: row.typed.get(stage)


def _sum_of(stage: ScoreStage) -> Callable[[ScoreSheet], PointSpan | None]:
    return lambda sheet: sheet.span(stage) if sheet.count_typed(stage) else None


class ScoreRowJson(JsonDocument):
    """A row of the score sheet."""

    id: str = key("Its id in the plan.", "criterion.id")
    name: str = key("What it is called.", "criterion.name")
    heading: bool = key("True: it is the sum of the rows below it.", "is_heading")
    depth: int = key("How many headings stand over it.")
    standard: Fraction = key("Standard points, the most there can be.")
    owner: str | None = key("Id of the unit that answers for it.")
    from_: str | None = key(
        "Id of the indicator that it is scored by.", "criterion.scored_by"
    )
    each_done: str | None = key(
        "Id of the task that it is scored by.", "criterion.each_done"
    )
    computed: ComputedPointsJson | None = key("Points out of figures.")
    self_: TypedScoreJson | None = key(
        "Scored by the office itself.", _typed_in(ScoreStage.SELF)
    )
    appraised: TypedScoreJson | None = key(
        "As appraised.", _typed_in(ScoreStage.APPRAISED)
    )
    published: TypedScoreJson | None = key(
        "As published.", _typed_in(ScoreStage.PUBLISHED)
    )
    scored: PointSpanJson = key("By the last column that has any points.", "score_span")
    lost: PointSpanJson = key("Standard − scored.", "loss")
    cause: str | None = key("Why points were lost, as it was said last.")
    remedy: str | None = key("What is done about it.")
    evidence: str | None = key("What proves the points.")


class ScoreSumsJson(JsonDocument):
    """The sums of the columns."""

    standard: Fraction = key("All standard points.", ScoreSheet.standard)
    self_: PointSpanJson = key(
        "Scored by the office itself or by figures.",
        lambda sheet: sheet.span(ScoreStage.SELF),
    )
    appraised: PointSpanJson | None = key(
        "As appraised; null where nothing is.", _sum_of(ScoreStage.APPRAISED)
    )
    published: PointSpanJson | None = key(
        "As published; null where nothing is.", _sum_of(ScoreStage.PUBLISHED)
    )
    scored: PointSpanJson = key(
        "By the last column of each criterion.", ScoreSheet.score_span
    )
    lost: PointSpanJson = key("Standard − scored.", ScoreSheet.loss)


class ScoresJson(JsonDocument, schema="cchc.score/1", verbs=("score list",)):
    """The score sheet of a plan."""

    plan: str = key("Id of the plan.", "whole.plan.id")
    period: str = key("Id of the period that figures are of.", "whole.view.period.id")
    as_of: Day = key("As known on this day.", "whole.view.as_of")
    sums: ScoreSumsJson = key("The sums of the whole sheet.", "whole")
    criteria: list[ScoreRowJson] = key("Each row asked for.", "part.rows")


class TypedStageJson(JsonDocument):
    """A score typed once, with its column."""

    stage: ScoreStage = key("Its column.")
    score: TypedScoreJson = key("What was typed.", lambda score: score)


class ScoreShownJson(JsonDocument, schema="cchc.score/1", verbs=("score show",)):
    """One criterion with everything typed for it."""

    plan: str = key("Id of the plan.", "sheet.plan.id")
    period: str = key("Id of the period that figures are of.", "sheet.view.period.id")
    as_of: Day = key("As known on this day.", "sheet.view.as_of")
    criterion: ScoreRowJson = key("The criterion.", "row")
    typed: list[TypedStageJson] = key("Each score ever typed, in order.")


class ScoreDoneJson(JsonDocument, schema="cchc.score/1", verbs=("score add",)):
    """What was scored or taken back."""

    dry_run: bool = DRY_RUN
    criterion: str = key("Id of the criterion.", "row.criterion.id")
    stage: ScoreStage = key("The column.", "score.stage")
    before: TypedScoreJson | None = key("What stood in the column.")
    after: TypedScoreJson = key("What stands there now.", "score")
    sums: ScoreSumsJson = key("The sums of the whole sheet now.", "after_sheet")
