"""Lines of a bản cam kết in words: what is promised of each, and how it was before."""

from re import compile as pattern
from re import escape

from cchc.core.cascade.pledge import PledgeChange, PledgeLine
from cchc.core.plan.plan import Indicator, Task
from cchc.paper.manuscript import Plain
from cchc.text.day import short
from cchc.text.number_format import vietnamese
from cchc.text.sanitize import one_line
from cchc.words.target_words import target_words
from cchc.words.translator import Voice

NOTHING = "–"
"""Targets that are said without the unit of the figure."""


def goal_line(one: Indicator, voice: Voice) -> str:
    """`Doanh nghiệp thành lập mới: ít nhất 12 doanh nghiệp`."""
    goal = goal_words(one, voice)
    return voice.say("pledge.goal", name=one_line(one.name), goal=goal)


def goal_words(one: Indicator, voice: Voice) -> str:
    """A target with the unit it is counted in: `ít nhất 12 doanh nghiệp`."""
    if one.target is None:
        return NOTHING
    unit = one_line(one.unit)
    if one.target.names_baseline and one.baseline is not None:
        value = f"{vietnamese(one.baseline.value)} {unit}".strip()
        period = one_line(one.baseline.period or NOTHING)
        return voice.say("pledge.baseline", value=value, period=period)
    told = target_words(one.target, voice)
    if not one.target.has_unit or one.target.names_baseline:
        return told
    return f"{told}%" if unit == "%" else f"{told} {unit}".strip()


def work_line(one: PledgeLine, voice: Voice) -> str:
    """`Ban hành Kế hoạch tuyên truyền: chậm nhất ngày 31/3/2022`."""
    return voice.say(
        "pledge.goal", name=one_line(one.name), goal=line_words(one, voice)
    )


def line_words(one: PledgeLine, voice: Voice) -> str:
    """What of a line was promised: its target, or when and how many of a task."""
    if isinstance(one, Indicator):
        return goal_words(one, voice)
    parts = _count(one)
    if one.standing:
        parts.append(voice.say("task.status.standing"))
    elif one.due is not None:
        parts.append(voice.say("plan.target.by", value=short(one.due)))
    return ", ".join(parts) or voice.say("pledge.in_year")


def _count(task: Task) -> list[str]:
    """How many of what, unless the name says the number: `Bồi dưỡng: 02 lớp`."""
    if task.count is None:
        return []
    number = vietnamese(task.count.target)
    if pattern(rf"(?<![\d.,/])0*{escape(number)}(?![\d.,])").search(task.name):
        return []
    return [f"{number} {one_line(task.count.unit)}".strip()]


def line_row(number: int, one: PledgeLine, voice: Voice) -> Plain:
    """A row of the appendix: the line with its id in the plan."""
    return {
        "no": number,
        "name": one_line(one.name),
        "goal": line_words(one, voice),
        "output": "" if isinstance(one, Indicator) else one_line(one.output or ""),
        "above": one.id,
    }


def change_row(number: int, one: PledgeChange, voice: Voice) -> Plain:
    """A row of an annex: what the line was and is."""
    line = one.after or one.before
    before = NOTHING if one.before is None else line_words(one.before, voice)
    after = (
        voice.say("pledge.dropped")
        if one.after is None
        else line_words(one.after, voice)
    )
    return {
        "no": number,
        "name": "" if line is None else one_line(line.name),
        "before": before,
        "after": after,
        "above": "" if line is None else line.id,
    }
