"""An answer to `why`: a tree of sentences to read."""

from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap
from types import MappingProxyType

from cchc.core.plan.calendar import periods
from cchc.core.plan.plan import Plan
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.why.explanation import Explanation
from cchc.phrases.grammar import Telling, state_words
from cchc.phrases.promise_words import promised_level
from cchc.text.record import Record
from cchc.text.sanitize import inert, one_line
from cchc.words.bodies import name_in_sentence
from cchc.words.period import label
from cchc.words.prose import NOTHING, reason_words
from cchc.words.translator import Voice

LEAST = 20
NO_LABELS = MappingProxyType[str, str]({})
SPOKEN = {"state": "report.task", "stands": "obstacle.stands"}
OF_A_FIGURE = {"why.indicator", "why.indicator.known", "why.statistic"}
"""Reasons that tell how an indicator stands."""
OF_A_TARGET = "why.target"
STATUSES = {"why.unit_report": "report.status", "why.task": "task.status"}


class IndicatorTold(Record):
    """An indicator in the words of papers: how it stands, what it promises."""

    state: str
    promise: str


NO_FIGURES = MappingProxyType[str, IndicatorTold]({})


def period_labels(plan: Plan, voice: Voice) -> Mapping[str, str]:
    """What each period of a plan is called, by its id."""
    return {period.id: label(period, voice) for period in periods(plan)}


def figure_sentences(
    views: Iterable[IndicatorView], plan: Plan, voice: Voice
) -> Mapping[str, IndicatorTold]:
    """What each indicator promises and how it stands, as papers say it, by its id."""
    lines = tuple(views)
    if not lines:
        return {}  # of a unit or a count: the names of all units are not needed
    names = {unit.id: name_in_sentence(one_line(unit.name)) for unit in plan.units}
    sentences = {}
    for view in lines:
        telling = Telling(view.parts.period.is_last, names=names)
        sentences[view.indicator.id] = IndicatorTold(
            state_words(view, voice, telling), promised_level(view.indicator, voice)
        )
    return sentences


def sentence(
    reason: Explanation,
    voice: Voice,
    labels: Mapping[str, str] = NO_LABELS,
    figures: Mapping[str, IndicatorTold] = NO_FIGURES,
) -> str:
    """The reason's own sentence; what users typed in it is inert.

    `figures` are sentences of indicators by id, for where one is told as a whole.
    """
    statuses = STATUSES.get(reason.code, "indicator.status")
    blanks = {
        name: value
        if isinstance(value, int)
        else labels.get(value, value)
        if name == "period"
        else _blank_words(name, value, statuses, voice)
        for name, value in reason.blanks.items()
    }
    known = figures.get(str(reason.blanks.get("id", "")))
    if reason.code in OF_A_FIGURE:
        blanks["said"] = known.state if known else str(blanks.get("status", ""))
    elif reason.code == OF_A_TARGET:
        blanks["said"] = known.promise if known else NOTHING
    return voice.say(reason.code, **blanks)


def _blank_words(name: str, value: str, statuses: str, voice: Voice) -> str:
    """A blank as people read it: statuses, periods and reasons in words."""
    match name:
        case "status" | "known" if value:
            return voice.say(f"{statuses}.{value}")
        case "state" | "stands":
            return voice.say(f"{SPOKEN[name]}.{value}")
        case "reason":
            return reason_words(value, voice)
        case _:
            return one_line(value)


def tree(
    reason: Explanation,
    voice: Voice,
    width: int,
    labels: Mapping[str, str],
    figures: Mapping[str, IndicatorTold] = NO_FIGURES,
) -> str:
    """The reason with all that it rests on, drawn as a tree of so many cells."""

    def branches(reasons: tuple[Explanation, ...], indent: str) -> Iterator[str]:
        for number, below in enumerate(reasons, start=1):
            first, rest = ("└─ ", "   ") if number == len(reasons) else ("├─ ", "│  ")
            deeper = indent + rest
            hang = deeper + ("│  " if below.reasons else "   ")
            text = sentence(below, voice, labels, figures)
            yield from _wrapped(text, indent + first, hang, width)
            yield from branches(below.reasons, deeper)

    lines = _wrapped(sentence(reason, voice, labels, figures), "", "", width)
    return "\n".join([*lines, *branches(reason.reasons, "")])


def _wrapped(text: str, first: str, rest: str, width: int) -> list[str]:
    """The lines of a text; one that is empty still has its branch."""
    lines = wrap(
        inert(text).replace("\n", " "),
        width=max(width, len(rest) + LEAST),
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
    )
    return lines or [first]
