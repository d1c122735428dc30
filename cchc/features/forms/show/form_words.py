"""What stands beside the inputs of a form, in words."""

from datetime import date
from fractions import Fraction

from cchc.core.plan.measure import RatioOf
from cchc.core.plan.plan import Indicator
from cchc.features.forms.show.form_model import (
    FigureAsk,
    Form,
    FormBlock,
    FormLine,
    FormTask,
)
from cchc.phrases.promise_words import promised_level
from cchc.phrases.reading_phrases import reading_words, task_state_words
from cchc.text.day import short
from cchc.text.number_format import format_figure, vietnamese
from cchc.text.sanitize import one_line
from cchc.words.counted_things import counted_thing
from cchc.words.period import short_label, task_due_text
from cchc.words.prose import NOTHING
from cchc.words.translator import Voice


def unit_words(indicator: Indicator, voice: Voice) -> str:
    """What is typed: of a rate how many things, of a planned amount its unit."""
    if indicator.of is RatioOf.PLAN and indicator.amount is not None:
        return one_line(indicator.amount.unit or "")
    if indicator.of is None:
        return one_line(indicator.unit)
    thing = counted_thing(indicator.name)
    code = "form.unit.number" if thing else "form.unit.count"
    return voice.say(code, thing=thing)


def days_words(first: date, last: date) -> str:
    """`15/3–14/6`; with years where they differ: `15/12/2021–14/3/2022`."""
    if first.year == last.year:
        return f"{first.day}/{first.month}–{last.day}/{last.month}"
    return f"{first.day}/{first.month}/{first.year}–{last.day}/{last.month}/{last.year}"


def ask_words(block: FormBlock, form: Form, voice: Voice) -> str:
    """What a figure covers: `Phát sinh 15/3–14/6, không gồm Quý I`."""
    before = ", ".join(short_label(period, voice) for period in form.before)
    apart = ".apart" if before and block.ask in {FigureAsk.FLOW, FigureAsk.RATE} else ""
    return voice.say(
        f"form.ask.{block.ask}{apart}",
        days=days_words(block.first, block.last),
        last=short(block.last),
        before=before,
    )


def whole_words(block: FormBlock, voice: Voice) -> str:
    """What the denominator covers, where there is one."""
    if block.ask not in {FigureAsk.RATE, FigureAsk.SHARE}:
        return ""
    days = days_words(block.first, block.last)
    return voice.say(f"form.whole.{block.ask}", days=days, last=short(block.last))


def target_words(line: FormLine, voice: Voice) -> str:
    """The unit's allotment, else the target of the whole."""
    indicator = line.indicator
    if line.allotted is not None:
        return indicator.figure_text(line.allotted)
    amount = indicator.amount
    target = promised_level(indicator, voice, with_unit=False)
    if indicator.of is RatioOf.PLAN and amount is not None:
        whole = f"{vietnamese(amount.value)} {one_line(amount.unit or '')}"
        target = voice.say("form.of_amount", target=target, whole=whole)
    return of_the_whole(target, line, voice)


def of_the_whole(words: str, line: FormLine, voice: Voice) -> str:
    """The words, marked where they are not the unit's own."""
    is_marked = line.is_shared and words != NOTHING
    return voice.say("form.whole_plan", said=words) if is_marked else words


def due_words(line: FormLine, voice: Voice) -> str:
    """What should be true by the cut-off, since the start of the year."""
    return of_the_whole(_due(line), line, voice)


def _due(line: FormLine) -> str:
    indicator = line.indicator
    if line.due is None:
        return NOTHING
    if indicator.of is RatioOf.PLAN and indicator.amount is not None:
        part = Fraction(indicator.amount.value) * line.due / 100
        amount = format_figure(part, indicator.amount.decimals)
        return f"{indicator.figure_text(line.due)} ({amount})"
    if line.allotted is not None and line.due.denominator != 1:
        return format_figure(line.due, indicator.decimals + 1)
    return indicator.figure_text(line.due)


def year_ago_words(line: FormLine, block: FormBlock, voice: Voice) -> str:
    """The unit's own figure of last year; else the one the plan has for the whole."""
    indicator, at = line.indicator, block.ordinal - 1
    if line.year_ago is not None:
        return reading_words(line.year_ago, indicator, voice)
    declared = indicator.previous_year
    value = declared[at] if at < len(declared) else None
    if value is None:
        return NOTHING
    words = indicator.figure_text(Fraction(value))
    return words if line.is_alone else voice.say("form.whole_plan", said=words)


def task_note_words(form_task: FormTask, voice: Voice) -> str:
    """What the unit last said of a task."""
    note = form_task.note
    if note is None:
        return NOTHING
    return task_state_words(note, "form.task", voice)


def task_by_words(form_task: FormTask, voice: Voice) -> str:
    """By when a task is to be done: the day that was granted, else the plan's."""
    if form_task.extended is not None:
        return voice.say("form.extended", day=short(form_task.extended))
    standing = voice.say("form.standing") if form_task.task.standing else ""
    return task_due_text(form_task.task, voice) or standing
