"""The marks by which the rows of a form are known.

A row is known by a mark in its hidden first column, never by where it stands:
`v:ck-6b` a figure, `t:1.1` a task, `i:ck-4` a row of a register, `n:results` the
unit's own words, `o:1` an obstacle, `d:number` its paper, `b:ho-so` a row of a table of
stocks and flows. `#v` stands before the head of a table, `#i:ck-4` before that of one
register, `/i` below the last row; `#b:ho-so` stands in a hidden row that has the ids of
the columns above which their names are printed.
"""

from collections.abc import Iterable, Mapping

from cchc.text.closed_list import StrEnum
from cchc.text.record import Record

FORM = "cchc.form/1"
SHEET = "_cchc"
NAME = "cchc_form"
MARKED = "cchc-marked"
"""Document property of a copy sent back: the answers as they were when marked."""


class TableKind(StrEnum):
    """The tables of a form, by the mark of their rows."""

    VALUE = "v"
    TASK = "t"
    ITEM = "i"
    WORDS = "n"
    OBSTACLE = "o"
    PAPER = "d"
    STOCK = "b"


INPUTS: Mapping[TableKind, tuple[str, ...]] = {
    TableKind.VALUE: ("value", "whole", "state", "note"),
    TableKind.TASK: ("state", "done", "count", "result", "document"),
    TableKind.ITEM: ("name", "date", "document", "owner"),
    TableKind.WORDS: ("text",),
    TableKind.OBSTACLE: ("text", "about", "cause", "proposal", "to"),
    TableKind.PAPER: ("text",),
    TableKind.STOCK: (),
}
"""The columns that a unit fills in, by table; the first one names the row."""
PRINTED: Mapping[TableKind, tuple[str, ...]] = {
    TableKind.VALUE: (
        *("no", "title", "unit", "plan", "due", "last", "year_ago", "result", "share"),
    ),
    TableKind.TASK: ("no", "title", "output", "by", "said"),
    TableKind.ITEM: ("no",),
    TableKind.WORDS: ("title",),
    TableKind.OBSTACLE: ("no",),
    TableKind.PAPER: ("title",),
    TableKind.STOCK: ("no", "title"),
}
"""The columns that stand there already, by table."""
COMPUTED = ("result", "share")
"""Columns that the form works out by itself."""
TITLE = "title"
NAMED = frozenset({TableKind.VALUE, TableKind.TASK, TableKind.STOCK})
"""Tables whose rows are proved by the name that is printed in the column `TITLE`."""
SUM = "="
"""With what the id of a column begins that adds up others; the id of a row ends so."""
HEAD = "head:"
"""Before the id of a column: what is printed above it."""
ABOVE = "above:"
"""Before the number of a cell that stands above the head of a register."""


def input_columns(kind: TableKind, columns: Iterable[str]) -> tuple[str, ...]:
    """The columns to fill in; of a table of stocks those that its own head names."""
    if kind is not TableKind.STOCK:
        return INPUTS[kind]
    printed = PRINTED[kind]
    return tuple(c for c in columns if c not in printed and not c.startswith(SUM))


PAPER_ROWS = ("number", "date", "reason")


class FormMark(Record):
    """Which form it is; a hand-made sheet names only unit and period.

    `lang` is the language it was made in, in which its numbers are read (2).
    """

    plan: str
    version: str
    unit: str
    period: str
    fingerprint: str
    lang: str = "vi"

    def text(self) -> str:
        parts = (self.plan, self.version, self.unit, self.period, self.fingerprint)
        other = () if self.lang == "vi" else (self.lang,)
        return "|".join((FORM, *parts, *other))


def read_mark(text: str) -> FormMark | None:
    """The mark behind its text; None when it is none."""
    parts = [part.strip() for part in text.split("|")]
    is_known = len(parts) == 6 or parts[6:] == ["en"]
    if not is_known or parts[0] != FORM:
        return None
    return FormMark(*parts[1:])
