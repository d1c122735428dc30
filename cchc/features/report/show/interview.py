"""What an officer is asked, as plain lines: on a screen of any width, in a file."""

from collections.abc import Iterator
from fractions import Fraction

from cchc.core.facts.report import Item, Reading
from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.plan import (
    Indicator,
    Task,
)
from cchc.phrases.reading_phrases import reading_words
from cchc.text.day import short
from cchc.text.number_format import printed
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice

NOTHING = "–"


def value_of(one: Indicator, value: Fraction | None) -> str:
    """A figure beside a question; a rate with `%`."""
    if value is None:
        return NOTHING
    is_rate = one.measure is Measure.RATIO or one.unit == "%"
    text = printed(value, max(one.decimals, 0))
    return f"{text}%" if is_rate else text


def title(key: str, name: str, one: Indicator | None) -> str:
    """`ck-6b  Doanh nghiệp thành lập mới (doanh nghiệp)`."""
    unit = one_line(one.unit) if one is not None else ""
    if one is not None and one.of is RatioOf.PLAN and one.amount is not None:
        unit = one_line(one.amount.unit or unit)
    said = f"{key}  {one_line(name)}"
    return f"{said} ({unit})" if unit else said


def figures(
    one: Indicator,
    promise: tuple[Fraction | None, Fraction | None, bool],
    past: tuple[Reading | None, Fraction | None],
    voice: Voice,
) -> str:
    """Plan, due by now, last period, the same period last year, in one sentence.

    `promise` is target, due, whether they are the unit's own; `past` is the unit's
    last reading and the whole's figure a year ago.
    """
    target, due, own = promise
    last, previous = past
    return voice.say(
        "wizard.figures" if own else "wizard.figures.whole",
        plan=value_of(one, target),
        due=value_of(one, due),
        last=reading_words(last, one, voice),
        previous=value_of(one, previous),
    )


def task_figures(task: Task, voice: Voice) -> str:
    """Until when, and what should come of it."""
    due = short(task.due) if task.due is not None else NOTHING
    return voice.say("wizard.task", due=due, output=one_line(task.output or NOTHING))


def row_lines(rows: tuple[Item, ...], voice: Voice) -> Iterator[str]:
    """The rows that the ledger has already."""
    for row in rows:
        day = short(row.date) if row.date else NOTHING
        document = one_line(row.document or NOTHING)
        name = one_line(row.name)
        yield voice.say("wizard.row.known", name=name, day=day, document=document)


def how(one: Indicator | None, voice: Voice) -> list[str]:
    """What is measured and how to type it, then the signs that always work."""
    kind = "task" if one is None else one.measure.value
    if one is not None and one.of is RatioOf.PLAN:
        kind = "ratio.plan"
    lines = [voice.say(f"wizard.how.{kind}")]
    if one is not None and one.text:
        lines.insert(0, one_line(one.text))
    return [*lines, voice.say("wizard.how.signs")]
