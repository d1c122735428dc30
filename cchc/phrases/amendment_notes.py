"""What is said of lines that an amendment changed, and of the first yardstick."""

from collections.abc import Iterator

from cchc.core.facts.amendment import Amended
from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import (
    Indicator,
    Paper,
    Task,
)
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
    kind = next((kind for kind in KINDS if f"/{kind}" in number), None)
    code = f"amendment.paper.{kind}" if kind else "amendment.paper"
    day = short(paper.date) if paper.date else NOTHING
    return voice.say(code, number=number, day=day)


def line_remarks(view: IndicatorView, whole: StatusView, voice: Voice) -> Iterator[str]:
    """Under which decision an indicator stands, and how the first version sees it."""
    indicator = view.indicator
    change = whole.amended.get(indicator.id)
    if change is not None:
        gone = view.verdict.status is Status.VOID
        yield _decision_words(change, indicator, voice, gone=gone)
    first = whole.original.indicators.get(indicator.id) if whole.original else None
    if first is not None:
        yield original_words(first, voice, last=whole.period.is_last)


def commitment_remarks(
    view: CommitmentView, whole: StatusView, voice: Voice
) -> Iterator[str]:
    """The same of a commitment: it was added or withdrawn, or stood otherwise."""
    key = view.commitment.id
    change = whole.amended.get(key)
    if change is not None:
        yield _decision_words(change, None, voice, gone=view.status is Status.VOID)
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
    dropped = {e.task.id for e in whole.tasks if e.status is TaskStatus.DROPPED}
    return _decision_words(change, task, voice, gone=task.id in dropped)


def _decision_words(
    change: Amended, now: Indicator | Task | None, voice: Voice, *, gone: bool
) -> str:
    paper = paper_words(change.decision, voice)
    if gone:
        return voice.say("amendment.withdrawn", paper=paper)
    if change.before is None:
        return voice.say("amendment.added", paper=paper)
    before = "; ".join(_terms_before(change.before, now, voice))
    code = "amendment.changed.task" if isinstance(now, Task) else "amendment.changed"
    return voice.say(code, paper=paper, before=before or NOTHING)


def _terms_before(
    was: object, now: Indicator | Task | None, voice: Voice
) -> Iterator[str]:
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
    indicator = first.indicator
    unit = "" if indicator.unit in {"", "%"} else f" {one_line(indicator.unit)}"
    target = target_words(first)
    if target == NOTHING and indicator.target is not None:
        target, unit = value_words(indicator.target, voice), ""
    blanks = {
        "target": f"{target}{unit}",
        "actual": actual_words(first, voice),
        "verdict": verdict_words(first, voice, last=last),
    }
    percent = percent_words(first)
    if percent == NOTHING or indicator.measure is Measure.RATIO:
        return voice.say("amendment.original", **blanks)
    return voice.say("amendment.original.percent", percent=percent, **blanks)
