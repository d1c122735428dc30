"""Who writes a paper: the view, the plan it is of, the language, what is selected."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from cchc.core.plan.plan import Plan
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.issued import ObstacleEffect
from cchc.core.verdict.status import StatusView
from cchc.phrases.digest import digest_of
from cchc.phrases.figure_phrases import NOTHING, count_words, named, verdict_words
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice

MOST_UNITS = 3


class Writer:
    """Says sentences of a paper in one language, about one view of a plan."""

    def __init__(
        self,
        view: StatusView,
        plan: Plan,
        voice: Voice,
        effects: Mapping[int, ObstacleEffect] = MappingProxyType({}),
    ) -> None:
        """`effects` are what obstacles that were settled changed, by their numbers."""
        self.view, self.plan, self.voice = view, plan, voice
        self.effects = effects
        self.digest = digest_of(view)
        self.names = {unit.id: one_line(unit.name) for unit in plan.units}
        self.last = view.period.is_last  # behind is then "chưa đạt" (SEMANTICS 7)

    def say(self, code: str, **blanks: object) -> str:
        """The sentence of a code in the language of the paper."""
        return self.voice.say(code, **blanks)

    def count(self, number: int) -> str:
        """A number in prose: under ten with a leading zero in Vietnamese."""
        return count_words(number, self.voice)

    def verdict(self, view: IndicatorView) -> str:
        """The verdict of an indicator in words."""
        return verdict_words(view, self.voice, last=self.last)

    def units(self, ids: Iterable[str]) -> str:
        """Names of units by their ids."""
        return named(ids, self.names)

    def some_units(self, ids: Iterable[str], most: int = MOST_UNITS) -> str:
        """Names of units; of a long list the first and how many more."""
        known = tuple(ids)
        if len(known) <= most + 1:
            return self.units(known) or NOTHING
        first, more = self.units(known[:most]), self.count(len(known) - most)
        return self.say("matter.units.more", units=first, number=more)
