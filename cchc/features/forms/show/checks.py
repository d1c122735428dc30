"""What a form lets a person type in a cell, and what it says beside it."""

from cchc.features.forms.show.form_model import FigureAsk
from cchc.features.forms.show.tables import FormRow, FormTable
from cchc.paper.input_workbook import Check
from cchc.text.form_marks import SHEET, TableKind
from cchc.words.form import GROUPS
from cchc.words.translator import Voice

LONGEST_TITLE = 32
LONGEST = 255
MOST = 10**15


LISTED = {
    (TableKind.VALUE, "state"): "state",
    (TableKind.TASK, "state"): "task",
}
DAYS = frozenset({(TableKind.TASK, "done"), (TableKind.ITEM, "date")})
WORDS = frozenset({TableKind.WORDS, TableKind.OBSTACLE})


class Checks:
    """The checks of one form; the lists are in the sheet nobody sees."""

    def __init__(self, voice: Voice, about: int, owners: int) -> None:
        self.voice = voice
        self.about = about
        self.owners = owners

    def style(self, kind: TableKind, key: str, row: FormRow) -> str:
        """The name of the format of an input."""
        if (kind, key) in LISTED or (row.ask is FigureAsk.ANSWER and key == "value"):
            return "choice"
        if (kind, key) in DAYS or (row.ask is FigureAsk.DAY and key == "value"):
            return "day"
        if kind is TableKind.VALUE and key in {"value", "whole"} and row.indicator:
            return "decimal" if row.indicator.entry_decimals else "whole"
        return "words" if kind in WORDS else "open"

    def check(self, table: FormTable, key: str, row: FormRow) -> Check | None:
        """What may be typed, and what is said when the cell is chosen."""
        kind = table.kind
        if kind is TableKind.VALUE and key in {"value", "whole"}:
            return self._figure(table, key, row)
        if (kind, key) in LISTED:
            return self._choice(LISTED[kind, key], f"form.hint.{kind}.{key}")
        if (kind, key) in DAYS:
            return self._hint("form.hint.day")
        if key == "about" and self.about:
            return self._range("C", self.about, "form.hint.about")
        if key == "owner" and self.owners:
            return self._range("D", self.owners, "form.hint.owner")
        return None

    def _figure(self, table: FormTable, key: str, row: FormRow) -> Check:
        one = row.indicator
        if row.ask is FigureAsk.ANSWER:
            return self._choice("answer", "form.hint.answer")
        if row.ask is FigureAsk.DAY or one is None:
            return self._hint("form.hint.day")
        covered = table.heads[key].replace("\n", ": ")
        unit = row.cells["unit"]
        hint = self.voice.say("form.hint.figure", covered=covered, unit=unit)
        decimals = one.entry_decimals
        wrong = "whole" if decimals == 0 else "decimal"
        return {
            "validate": "integer" if decimals == 0 else "decimal",
            "criteria": "between",
            "minimum": 0 if one.non_negative else -MOST,
            "maximum": MOST,
            **self._said(hint),
            "error_title": self.voice.say("form.wrong")[:LONGEST_TITLE],
            "error_message": self.voice.say(f"form.wrong.{wrong}")[:LONGEST],
        }

    def _choice(self, group: str, hint: str) -> Check:
        words = [self.voice.say(f"form.{group}.{each}") for each in GROUPS[group]]
        return {
            "validate": "list",
            "source": words,
            **self._said(self.voice.say(hint)),
            "error_title": self.voice.say("form.wrong")[:LONGEST_TITLE],
            "error_message": self.voice.say("form.wrong.choice")[:LONGEST],
        }

    def _range(self, column: str, rows: int, hint: str) -> Check:
        """A list from the hidden sheet; other words may be typed too."""
        return {
            "validate": "list",
            "source": f"={SHEET}!${column}$1:${column}${rows}",
            "show_error": False,
            **self._said(self.voice.say(hint)),
        }

    def _hint(self, hint: str) -> Check:
        return {"validate": "any", **self._said(self.voice.say(hint))}

    def _said(self, hint: str) -> Check:
        title = self.voice.say("form.hint")[:LONGEST_TITLE]
        return {"input_title": title, "input_message": hint[:LONGEST]}
