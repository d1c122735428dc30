"""Indicators and tasks on a screen: name and verdict, sentence, what else is said."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.share import carriers
from cchc.core.verdict.status import CommitmentView, StatusView
from cchc.core.verdict.statuses import TASK_ORDER, Status, TaskStatus
from cchc.core.verdict.task import TaskView
from cchc.core.why.explanation import bound_explanation
from cchc.features.status.show.why import sentence
from cchc.phrases.figure_phrases import (
    change_sentence,
    in_period_words,
    open_reasons,
    part_label,
    previous_source_words,
    previous_words,
    status_words,
    target_value,
    verdict_words,
    with_unit,
)
from cchc.phrases.grammar import result_words
from cchc.phrases.indicator_sentences import left_words
from cchc.phrases.share_phrases import part_words, share_words
from cchc.phrases.task_phrases import (
    by_area,
    decision_words,
    progress_words,
    task_due_words,
)
from cchc.screen.layout import (
    NARROW,
    Block,
    Cells,
    ColumnGrid,
    GridColumn,
    Indented,
    StyledText,
    mark_word,
    note,
    two_ends,
)
from cchc.screen.status_style import DULL, STATUS, TASK, bar, spark
from cchc.text.day import short
from cchc.text.record import Record, field, replace
from cchc.text.sanitize import one_line
from cchc.words.bodies import name_in_sentence
from cchc.words.prose import NOTHING, Names, join_names
from cchc.words.translator import Voice

MOST, BAR = 140, 12
AnyStatus = TypeVar("AnyStatus", Status, TaskStatus)


class Screen(Record):
    """What every line needs to know: who speaks, how wide, in the last period?

    `remarks` is what else is said of an indicator or commitment, by id, `whole` what
    all units together are called, `issued` what changed since the last issued memo;
    `is_reviewed`: reports wait to be accepted.
    """

    voice: Voice
    width: int
    last: bool
    names: Names
    unit: str | None = None
    remarks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    whole: str = ""
    issued: tuple[str, ...] = ()
    is_reviewed: bool = False

    @property
    def is_narrow(self) -> bool:
        return self.width < NARROW

    def say(self, code: str, **blanks: object) -> str:
        """A sentence of the catalogue."""
        return self.voice.say(code, **blanks)

    def status_word(self, status: Status | TaskStatus) -> str:
        """The word of a verdict, or of how a task stands."""
        if isinstance(status, TaskStatus):
            return self.say(f"task.status.{status}")
        return status_words(status, self.voice, last=self.last)

    def count_words(
        self, numbers: Counter[AnyStatus], order: Iterable[AnyStatus]
    ) -> str:
        """`3 đúng tiến độ, 1 chậm`: how many there are of each, in this order."""
        counts = ((numbers[status], self.status_word(status)) for status in order)
        counted = (self.say("screen.count", number=n, word=w) for n, w in counts if n)
        return ", ".join(counted)

    def units(self, ids: Iterable[str]) -> str:
        """Names of units in a sentence, by their ids: `xã Tân Quy Tây, Phường 1`."""
        return ", ".join(map(name_in_sentence, map(self.name, ids)))

    def name(self, key: str) -> str:
        """The name of a unit by its id, where it stands alone."""
        return self.names.get(key, one_line(key))


def commitment_heading(
    number: int, view: CommitmentView, screen: Screen
) -> Iterator[Block]:
    """A commitment's number and name, its verdict at the right or beneath.

    The one indicator of a commitment says the verdict itself. How many are met is
    said where some are, or none can be any more (DOCUMENTS 1.3).
    """
    name = StyledText(f"{number}. {one_line(view.commitment.name)}", style="bold")
    if view.of == 1 and not view.tasks:
        yield name
        return
    word = screen.status_word(view.standing)
    if view.met or screen.last:
        code = "screen.met.tasks" if view.tasks else "screen.met"
        word = f"{word}, {screen.say(code, met=view.met, of=view.of)}"
    verdict = mark_word(word, STATUS[view.standing], strong=True)
    yield from two_ends(name, verdict, screen.width)


def indicator_blocks(view: IndicatorView, screen: Screen) -> Iterator[Block]:
    """An indicator: name and verdict, its figure in a sentence, notes, its parts."""
    name = StyledText(one_line(view.indicator.name))
    yield from two_ends(name, _verdict_mark(view, screen), screen.width, 3)
    margin = 4 if screen.is_narrow else 5
    yield from (Indented(block, margin) for block in _figure_blocks(view, screen))
    if extra := "; ".join(filter(None, _notes(view, screen))):
        yield Indented(note(extra), margin)
    for child in view.children:
        words = [result_words(child, screen.voice)]
        if not _is_own(child, screen):  # the unit's own before the whole
            words = [share_words(child, own, screen.voice) for own in child.shares]
            words.append(_whole_words(child, screen))
        label = f"– {part_label(child.indicator)}"
        value = "; ".join(filter(None, words))
        text = screen.say("screen.labelled", label=label, value=value)
        mark = _verdict_mark(child, screen)
        yield from two_ends(StyledText(text), mark, screen.width, 5)


def _whole_words(view: IndicatorView, screen: Screen) -> str:
    """The figure of all units, where one was asked for; empty where there is none."""
    whole = result_words(view, screen.voice)
    counted = screen.say("screen.note.whole", whole=screen.whole, said=whole)
    return counted if whole else ""


def _verdict_mark(view: IndicatorView, screen: Screen) -> StyledText:
    """Symbol and word of the verdict; what is not judged has none."""
    word = verdict_words(view, screen.voice, last=screen.last)
    if view.verdict.status is Status.STATISTIC:
        return StyledText(word, style=DULL)
    return mark_word(word, STATUS[view.standing_verdict.status])


def _is_own(view: IndicatorView, screen: Screen) -> bool:
    """Whether the whole figure is told: of all units, or of the only one it has."""
    return screen.unit is None or carriers(view.indicator) == {screen.unit}


def _figure_blocks(view: IndicatorView, screen: Screen) -> Iterator[Block]:
    """The bar, the periods so far, and the sentence of the grammar beside them.

    Of one unit that is asked for, its own share; nothing where it has none (4).
    """
    if not _is_own(view, screen):
        for share in view.shares:
            words, percent = share_words(view, share, screen.voice), share.percent
            drawn = "" if percent is None else bar(Fraction(percent) / 100, None, BAR)
            yield from _drawn_sentence(drawn, words, view, screen)
        yield note(_whole_words(view, screen))
        return
    marks = [_progress_bar(view)]
    if any(figure is not None for figure in view.trend):
        marks.append(spark(view.trend, target_value(view.indicator)))
    whole = result_words(view, screen.voice)
    yield from _drawn_sentence(" ".join(filter(None, marks)), whole, view, screen)


def _drawn_sentence(
    drawn: str, words: str, view: IndicatorView, screen: Screen
) -> Iterator[Block]:
    """A drawing and the sentence beside it; beneath it on a narrow screen."""
    mark = StyledText(drawn, STATUS[view.standing_verdict.status][1])
    if screen.is_narrow or not (drawn and words):
        yield from (text for text in (mark, StyledText(words)) if text.plain)
        return
    columns = GridColumn(BAR + 1 + MOST_PERIODS), GridColumn(share=True, long="fold")
    yield ColumnGrid(columns, ((mark, StyledText(words)),))


MOST_PERIODS = 6
"""So many periods are drawn beside a bar and leave the sentence in its column."""


def _progress_bar(view: IndicatorView) -> str:
    """The bar with the marker of what is due; empty where there is no scale."""
    target, baseline = view.indicator.target, view.indicator.baseline
    if view.actual is None or target is None or target.bar_end is None:
        return ""
    start = Fraction(baseline.value if baseline is not None else 0)
    length = Fraction(target.bar_end) - start
    if length <= 0:
        return ""
    due = None if view.expected is None else (view.expected - start) / length
    return bar((view.actual - start) / length, due, BAR)


def _notes(view: IndicatorView, screen: Screen) -> Iterator[str | None]:
    """What else must be said: in the period, last year, what is left, who is silent."""
    indicator, voice = view.indicator, screen.voice
    if _is_own(view, screen):
        if view.in_period not in (None, view.actual):
            value = with_unit(indicator, in_period_words(view), voice)
            value = value if view.in_period else screen.say("cell.state.nil")
            yield screen.say("screen.note.in_period", value=value)
        # how it compares with last year, else last year's figure; who says it if both
        value = previous_words(view, voice)
        plain = screen.say("screen.note.previous", value=value)
        yield change_sentence(view, voice) or (None if value == NOTHING else plain)
        yield previous_source_words(view, voice)
        yield left_words(view, voice)
    else:  # the figure of the one unit that is asked for, never the whole's
        silent = (share for share in view.shares if share.to_date is None)
        figure = next((share.previous for share in silent), None)
        figure = view.previous_year if indicator.each is not None else figure
        words = part_words(indicator, figure) if figure else ""
        yield screen.say("screen.note.previous", value=words) if words else None
    yield from open_reasons(view, screen.units, voice)
    if view.bound is not None:
        units = screen.units(view.bound.units)
        yield sentence(bound_explanation(indicator, view.bound, units), voice)
    yield from screen.remarks.get(indicator.id, ())


NAMED_UNITS = 4


def task_blocks(view: StatusView, screen: Screen) -> Iterator[Block]:
    """Each area with its counts, then its tasks, what is late first."""
    if not view.tasks:
        yield StyledText(screen.say("screen.none.tasks"))
    for area, tasks in by_area(view, screen.say("screen.area.none")):
        numbers = Counter(task.status for task in tasks)
        counts = screen.count_words(numbers, TASK_ORDER)
        heading = StyledText(area, style="bold")
        yield heading.append(f"  {counts}", style=DULL)
        yield from task_rows(tasks, screen)


def task_rows(tasks: Sequence[TaskView], screen: Screen) -> Iterator[Block]:
    """Tasks one by one: on lines of their own on a narrow screen, else in a grid."""
    if not screen.is_narrow:
        yield _task_grid(tasks, screen)
        return
    for task in tasks:
        status, name, facts = _task_cells(task, screen)
        yield Indented(name, 2)
        yield Indented(status.append(f" {facts}", TASK[task.status][1]), 4)
        for line in _task_remarks(task, screen):
            yield Indented(line, 4)


def _task_grid(tasks: Sequence[TaskView], screen: Screen) -> Block:
    rows: list[Cells] = []
    width = 0
    for task in tasks:
        status, name, facts = _task_cells(task, screen)
        width = max(width, status.cell_len)
        rows.append((status, name, StyledText(facts)))
        remarks = _task_remarks(task, screen)
        rows += ((StyledText(), line, StyledText()) for line in remarks)
    columns = (
        GridColumn(width, long="ellipsis"),
        GridColumn(share=True, long="ellipsis"),
        GridColumn(right=True, long="ellipsis"),
    )
    return Indented(ColumnGrid(columns, tuple(rows)), 2)


def _task_cells(view: TaskView, screen: Screen) -> tuple[StyledText, StyledText, str]:
    """Status, name, and the day it was done; else `2/3 · hạn 31/5/2022`."""
    status = mark_word(screen.status_word(view.status), TASK[view.status])
    name = StyledText(f"{one_line(view.task.id)} {one_line(view.task.name)}")
    if view.done is not None:
        return status, name, short(view.done)
    due = ""
    if view.due is not None:
        bare = replace(view, decisions=())
        due = screen.say("screen.task.due", day=task_due_words(bare, screen.voice))
    return status, name, " · ".join(filter(None, (progress_words(view), due)))


def _task_remarks(view: TaskView, screen: Screen) -> Iterator[StyledText]:
    """Why a task has more time or was dropped; whom one that is overdue waits for."""
    words = [decision_words(act, screen.voice) for act in view.decisions]
    if view.status is TaskStatus.OVERDUE and view.waiting:
        more = len(view.waiting) - NAMED_UNITS
        code = "screen.task.waiting.more" if more > 0 else "screen.task.waiting"
        units = join_names(view.waiting[:NAMED_UNITS], screen.names)
        words.append(screen.say(code, units=units, number=more))
    yield from (StyledText(text, style=DULL, overflow="fold") for text in words)
