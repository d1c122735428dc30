"""A promise for every unit in words: how many keep it, and who does not yet."""

from collections.abc import Iterator

from cchc.core.plan.targets.target import Direction
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.judging import EachUnit
from cchc.phrases.figure_phrases import value_with_unit
from cchc.text.sanitize import one_line
from cchc.words.bodies import name_in_sentence, units_noun
from cchc.words.prose import two_digits
from cchc.words.translator import Voice

MOST_NAMED = 3
"""So many units are named; of more the worst, as many."""


def each_noun(each: EachUnit, voice: Voice) -> str:
    """What the units are called: `xã, phường`."""
    return units_noun((each.cells.members[unit].name for unit in each.units), voice)


def counted_noun(view: IndicatorView, voice: Voice) -> str:
    """What its figure counts: its unit, or of a promise for every unit the units."""
    if view.each is not None:
        return each_noun(view.each, voice)
    return one_line(view.indicator.unit)


def each_words(view: IndicatorView, voice: Voice) -> str:
    """`08/09 xã, phường đạt (tính chung 99,4%); còn xã X (98,5%) chưa đạt`."""
    each = view.each
    if view.indicator.awaits is not None:
        return ""  # nobody is held to anything yet
    return "" if each is None else "; ".join(_each_parts(each, view, voice))


def _each_parts(each: EachUnit, view: IndicatorView, voice: Voice) -> Iterator[str]:
    noun, reached = each_noun(each, voice), len(each.units_reaching)
    blanks = {"count": two_digits(reached, voice), "units": noun}
    blanks |= {"total": two_digits(len(each.units), voice)}
    code = "figure.each" if reached else "figure.each.none"
    sentence = voice.say(code, **blanks)
    if each.units_needed < len(each.units):
        blanks["need"] = two_digits(each.units_needed, voice)
        sentence = voice.say("figure.each.need", said=sentence, **blanks)
    if view.pooled is not None and view.pooled.actual is not None:
        pooled = value_with_unit(view.indicator, view.pooled.actual, voice)
        sentence = voice.say("figure.each.pooled", said=sentence, pooled=pooled)
    yield sentence
    short = each.worst_first
    names = ", ".join(_unit_figure(each, unit, voice) for unit in short[:MOST_NAMED])
    if len(short) <= MOST_NAMED and reached and short:
        yield voice.say("figure.each.short", names=names)
    elif short:
        is_limit = any(own.direction is Direction.DOWN for own in each.targets)
        end = voice.say(f"figure.each.{'most' if is_limit else 'least'}", names=names)
        count = two_digits(len(short), voice)
        sentence = voice.say("figure.each.short.many", count=count, units=noun, end=end)
        yield sentence if reached else end


def _unit_figure(each: EachUnit, unit: str, voice: Voice) -> str:
    """`xã Tân Quy Tây (98,5%)`; of what is answered, or nothing, the name."""
    name = name_in_sentence(one_line(each.cells.members[unit].name))
    case = each.judgements[unit].case
    known = None if case.answers is not None else case.total.known
    if not known:
        return name
    return f"{name} ({value_with_unit(case.indicator, known, voice)})"
