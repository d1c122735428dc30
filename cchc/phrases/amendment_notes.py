"""What is said of lines that an amendment changed, and of the first yardstick."""

from collections.abc import Iterator

from cchc.core.facts.amendment import Amended
from cchc.core.plan.plan import Indicator, Measure, Paper, Task
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.status import CommitmentView, StatusView
from cchc.core.verdict.statuses import Status, TaskStatus
from cchc.phrases.figure_phrases import (
    NOTHING,
    actual_words,
    percent_words,
    status_words,
    target_words,
    verdict_words,
)
from cchc.text.day import short
from cchc.text.sanitize import one_line
from cchc.words.target_words import value_words
from cchc.words.translator import Voice

KINDS = ("QĐ", "NQ", "KH", "CV")
PROMISED: tuple[str, ...] = ("target", "amount", "baseline", "unit")
DATED: tuple[str, ...] = ("due", "count")


def paper_words(paper: Paper, voice: Voice) -> str:
    """`QĐ số 45/QĐ-UBND ngày 01/7/2022`; the kind is told by its symbol."""
    number = one_line(paper.number or NOTHING)
    kind = next((each for each in KINDS if f"/{each}" in number), None)
    code = f"amendment.paper.{kind}" if kind else "amendment.paper"
    day = short(paper.date) if paper.date else NOTHING
    return voice.say(code, number=number, day=day)


def line_remarks(view: IndicatorView, whole: StatusView, voice: Voice) -> Iterator[str]:
    """Under which decision an indicator stands, and how the first version sees it."""
    one = view.indicator
    change = whole.amended.get(one.id)
    if change is not None:
        gone = view.verdict.status is Status.VOID
        yield _decided(change, one, voice, gone=gone)
    first = whole.original.indicators.get(one.id) if whole.original else None
    if first is not None:
        yield original_words(first, voice, last=whole.period.is_last)


def commitment_remarks(
    view: CommitmentView, whole: StatusView, voice: Voice
) -> Iterator[str]:
    """The same of a commitment: it was added or withdrawn, or stood otherwise."""
    key = view.commitment.id
    change = whole.amended.get(key)
    if change is not None:
        yield _decided(change, None, voice, gone=view.status is Status.VOID)
    first = whole.original.commitments.get(key) if whole.original else None
    if first is not None:
        word = status_words(first.status, voice, last=whole.period.is_last)
        blanks = {"verdict": word, "met": first.met, "of": first.of}
        yield voice.say("amendment.original.commitment", **blanks)


def task_remark(task: Task, whole: StatusView, voice: Voice) -> str | None:
    """Under which decision a task has the day it has."""
    change = whole.amended.get(task.id)
    if change is None:
        return None
    gone = any(
        e.task.id == task.id and e.status is TaskStatus.DROPPED for e in whole.tasks
    )
    return _decided(change, task, voice, gone=gone)


def _decided(
    change: Amended, now: Indicator | Task | None, voice: Voice, *, gone: bool
) -> str:
    paper = paper_words(change.decision, voice)
    if gone:
        return voice.say("amendment.withdrawn", paper=paper)
    if change.before is None:
        return voice.say("amendment.added", paper=paper)
    before = "; ".join(_before(change.before, now, voice))
    code = "amendment.changed.task" if isinstance(now, Task) else "amendment.changed"
    return voice.say(code, paper=paper, before=before or NOTHING)


def _before(was: object, now: Indicator | Task | None, voice: Voice) -> Iterator[str]:
    """What was promised before, of what is promised otherwise now."""
    if isinstance(was, Indicator) and isinstance(now, Indicator):
        keys = PROMISED
    elif isinstance(was, Task) and isinstance(now, Task):
        keys = DATED
    else:
        return
    for name in keys:
        before, after = getattr(was, name), getattr(now, name)
        if before != after:
            yield value_words(before, voice)


def original_words(first: IndicatorView, voice: Voice, *, last: bool) -> str:
    """`theo chỉ tiêu ban đầu 8 sản phẩm: đạt 112,5%, vượt`."""
    one = first.indicator
    unit = "" if one.unit in {"", "%"} else f" {one_line(one.unit)}"
    target = target_words(first)
    if target == NOTHING and one.target is not None:
        target, unit = value_words(one.target, voice), ""
    blanks = {
        "target": f"{target}{unit}",
        "actual": actual_words(first, voice),
        "verdict": verdict_words(first, voice, last=last),
    }
    percent = percent_words(first)
    if percent == NOTHING or one.measure is Measure.RATIO:
        return voice.say("amendment.original", **blanks)
    return voice.say("amendment.original.percent", percent=percent, **blanks)
