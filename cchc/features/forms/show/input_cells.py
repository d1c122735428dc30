"""The cells of a form that a unit fills in: how they look, what may be typed."""

from collections.abc import Mapping, Sequence

from cchc.core.plan.measure import NEVER_NIL
from cchc.core.plan.plan import Indicator
from cchc.features.forms.show.form_model import FigureAsk
from cchc.features.forms.show.form_words import unit_words
from cchc.paper.input_workbook import Check, InputCell
from cchc.text.form_marks import SHEET, TableKind
from cchc.words.form import GROUPS
from cchc.words.translator import Voice

LONGEST_TITLE = 32
LONGEST = 255
MOST = 10**15
CHOICES = {(TableKind.VALUE, "state"): "state", (TableKind.TASK, "state"): "task"}
DAYS = frozenset({(TableKind.TASK, "done"), (TableKind.ITEM, "date")})
LISTS = {"about": "C", "owner": "D"}
"""Columns with a list in the hidden sheet, and its column there."""
WORDS = frozenset({TableKind.WORDS, TableKind.OBSTACLE})

Inputs = Mapping[str, InputCell]
"""Open cells by the column that they stand in."""


class InputCells:
    """Makes open cells; forms of a batch share what is made once.

    `day` is an example of a day in the period that is asked about.
    """

    def __init__(self, voice: Voice) -> None:
        self.voice = voice
        self.day = ""
        self._made: dict[tuple[object, ...], Inputs] = {}

    def figures(
        self,
        indicator: Indicator,
        ask: FigureAsk,
        keys: tuple[str, ...],
        heads: Mapping[str, str],
    ) -> Inputs:
        """The cells of a figure; `heads` say which days each covers."""
        made = (self.day, indicator.id, ask, heads["value"], heads["whole"])
        if made not in self._made:
            covered = {key: heads[key].replace("\n", ": ") for key in keys}
            self._made[made] = {
                key: self._figure(indicator, ask, covered[key])
                if key in {"value", "whole"}
                else self._firmness()
                if key == "state" and indicator.measure in NEVER_NIL
                else self._other(TableKind.VALUE, key, 0)
                for key in keys
            }
        return self._made[made]

    def others(self, kind: TableKind, keys: tuple[str, ...], listed: int = 0) -> Inputs:
        """The cells of a row that is no figure; `listed` words may be chosen from."""
        made = (self.day, kind, keys, listed)
        if made not in self._made:
            self._made[made] = {key: self._other(kind, key, listed) for key in keys}
        return self._made[made]

    def _figure(self, indicator: Indicator, ask: FigureAsk, covered: str) -> InputCell:
        if ask is FigureAsk.ANSWER:
            return _open("choice", self._choice("answer", "form.hint.answer"))
        if ask is FigureAsk.DAY:
            return _open("day", self._hint("form.hint.day", day=self.day))
        if indicator.scale:
            return _open("choice", self._choice_of(indicator.scale, "form.hint.grade"))
        say, style = self.voice.say, "decimal" if indicator.entry_decimals else "whole"
        check: Check = {
            "validate": "decimal" if style == "decimal" else "integer",
            "criteria": "between",
            "minimum": int(indicator.is_rank) if indicator.non_negative else -MOST,
            "maximum": MOST,
            **self._hint_box(
                say(
                    "form.hint.figure",
                    covered=covered,
                    unit=unit_words(indicator, self.voice),
                )
            ),
            **self._wrong(style),
        }
        return _open(style, check)

    def _other(self, kind: TableKind, key: str, listed: int) -> InputCell:
        if (kind, key) in CHOICES:
            hint = f"form.hint.{kind}.{key}"
            return _open("choice", self._choice(CHOICES[kind, key], hint))
        if (kind, key) in DAYS:
            return _open("day", self._hint("form.hint.day", day=self.day))
        check = None
        if key in LISTS and listed:
            # Other words than those of the list may be typed too.
            check = {
                "validate": "list",
                "source": f"={SHEET}!${LISTS[key]}$1:${LISTS[key]}${listed}",
                "show_error": False,
                **self._hint_box(self.voice.say(f"form.hint.{key}")),
            }
        return _open("words" if kind in WORDS else "open", check)

    def _firmness(self) -> InputCell:
        """How firm a figure is that is never nothing: `nil` is not offered (1)."""
        words = [word for word in GROUPS["state"] if word != "nil"]
        texts = [self.voice.say(f"form.state.{word}") for word in words]
        return _open("choice", self._choice_of(texts, "form.hint.v.state.never_nil"))

    def _choice(self, group: str, hint: str) -> Check:
        words = [self.voice.say(f"form.{group}.{word}") for word in GROUPS[group]]
        return self._choice_of(words, hint)

    def _choice_of(self, words: Sequence[str], hint: str) -> Check:
        return {
            "validate": "list",
            "source": [*words],
            **self._hint_box(self.voice.say(hint)),
            **self._wrong("choice"),
        }

    def _hint(self, hint: str, **blanks: str) -> Check:
        return {"validate": "any", **self._hint_box(self.voice.say(hint, **blanks))}

    def _hint_box(self, hint: str) -> Check:
        """What is said when the cell is chosen."""
        title = self.voice.say("form.hint")[:LONGEST_TITLE]
        return {"input_title": title, "input_message": hint[:LONGEST]}

    def _wrong(self, code: str) -> Check:
        """What is said when something else is typed."""
        return {
            "error_title": self.voice.say("form.wrong")[:LONGEST_TITLE],
            "error_message": self.voice.say(f"form.wrong.{code}")[:LONGEST],
        }


def _open(style: str, check: Check | None) -> InputCell:
    return InputCell("", style, is_open=True, check=check)
