"""What is said of lines that an amendment changed, and of the first yardstick."""

from collections.abc import Iterator

from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import Commitment, Indicator, Task
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.status import CommitmentView, StatusView
from cchc.core.verdict.statuses import Status, TaskStatus
from cchc.phrases.figure_phrases import (
    actual_words,
    percent_words,
    status_words,
    target_words,
    verdict_words,
)
from cchc.text.sanitize import one_line
from cchc.words.paper import paper_words
from cchc.words.prose import NOTHING
from cchc.words.target_words import promise_words, value_words
from cchc.words.translator import Voice


def line_remarks(view: IndicatorView, whole: StatusView, voice: Voice) -> Iterator[str]:
    """Under which decision an indicator stands, and how the first version sees it."""
    indicator = view.indicator
    is_gone = view.verdict.status is Status.VOID
    yield from _decision_words(indicator, whole, voice, is_gone=is_gone)
    first = whole.original.indicators.get(indicator.id) if whole.original else None
    if first is not None:
        yield original_words(first, voice, last=whole.period.is_last)


def commitment_remarks(
    view: CommitmentView, whole: StatusView, voice: Voice
) -> Iterator[str]:
    """The same of a commitment: it was added or withdrawn, or stood otherwise."""
    is_gone = view.status is Status.VOID
    yield from _decision_words(view.commitment, whole, voice, is_gone=is_gone)
    key = view.commitment.id
    first = whole.original.commitments.get(key) if whole.original else None
    if first is not None:
        word = status_words(first.status, voice, last=whole.period.is_last)
        blanks = {"verdict": word, "met": first.met, "of": first.of}
        yield voice.say("amendment.original.commitment", **blanks)


def task_remark(task: Task, whole: StatusView, voice: Voice) -> str | None:
    """Under which decision a task has the day it has."""
    dropped = {
        view.task.id for view in whole.tasks if view.status is TaskStatus.DROPPED
    }
    is_gone = task.id in dropped
    return next(_decision_words(task, whole, voice, is_gone=is_gone), None)


TERMS: dict[type, tuple[str, ...]] = {
    Indicator: ("target", "amount", "baseline", "unit"),
    Task: ("due", "count"),
}
"""What is promised by a line of the plan; of what changed the old is told."""


def _decision_words(
    line: Commitment | Indicator | Task,
    whole: StatusView,
    voice: Voice,
    *,
    is_gone: bool,
) -> Iterator[str]:
    """By which decision a line was withdrawn, added, or changed from what."""
    change = whole.amended.get(line.id)
    if change is None:
        return
    paper, was = paper_words(change.decision, voice), change.before
    if is_gone:
        yield voice.say("amendment.withdrawn", paper=paper)
    elif was is None:
        yield voice.say("amendment.added", paper=paper)
    else:
        terms = TERMS.get(type(line), ()) if type(was) is type(line) else ()
        before = "; ".join(
            promise_words(was, voice)
            if isinstance(was, Indicator) and term == "target"
            else value_words(getattr(was, term), voice)
            for term in terms
            if getattr(was, term) != getattr(line, term)
        )
        is_task = isinstance(line, Task)
        code = "amendment.changed.task" if is_task else "amendment.changed"
        yield voice.say(code, paper=paper, before=before or NOTHING)


def original_words(first: IndicatorView, voice: Voice, *, last: bool) -> str:
    """`theo chỉ tiêu ban đầu 8 sản phẩm: đạt 112,5%, vượt`."""
    indicator = first.indicator
    unit = "" if indicator.unit in {"", "%"} else f" {one_line(indicator.unit)}"
    target = target_words(first, voice)
    if target == NOTHING and indicator.target is not None:
        target, unit = value_words(indicator.target, voice), ""
    blanks = {
        "target": f"{target}{unit}",
        "actual": actual_words(first, voice),
        "verdict": verdict_words(first, voice, last=last),
    }
    percent = percent_words(first.percent)
    if percent == NOTHING or indicator.measure is Measure.RATIO:
        return voice.say("amendment.original", **blanks)
    return voice.say("amendment.original.percent", percent=percent, **blanks)
