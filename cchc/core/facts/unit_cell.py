"""The cells of a period as a person is shown them: one by one, and how many."""

from enum import StrEnum

from cchc.core.facts.report import CellState, Reading
from cchc.text.record import Record


class Heard(StrEnum):
    """How much of a period's own cells is known: all, some, none, or none was due."""

    ALL = "all"
    PART = "part"
    NONE = "none"
    NOT_DUE = "not_due"


class UnitCell(Record):
    """The cell of one unit in the period: how it stands, what was said in it."""

    unit: str
    state: CellState
    reading: Reading | None = None
