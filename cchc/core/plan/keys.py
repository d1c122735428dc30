"""How fields of the plan are written in a plan file, where name and type do not say it.

Most of a key is said by the field itself: `settles: date | None = None` is a day that
may be left out. What is not stands beside the type, in `Annotated`. From both,
`cchc.sources.plan` makes the reader, the JSON Schema and the writer, so that a key of
the plan language is one line in one place.
"""

from typing import Annotated

from cchc.text.closed_list import StrEnum
from cchc.text.record import Record


class Spelling(StrEnum):
    """A spelling of its own for values of a type that is usually written otherwise.

    `LIST`: names that always stand in a list, `IDS` ids in one; `LINES`: one line of
    text or several; `NAMES_TO_VALUES`: keys that are declared elsewhere in the plan,
    and so need not be fit for an id; `SCORES`: points by the figure that earns them.
    """

    ID = "id"
    LIST = "list"
    LINES = "lines"
    IDS = "ids"
    NAMES_TO_VALUES = "names_to_values"
    SYMBOLS = "symbols"
    DUES = "dues"
    REMINDER_DAY = "reminder_day"
    TASK_DUE = "task_due"
    PARTS = "parts"
    FIGURE = "figure"
    SCORES = "scores"


class WholeNumber(Record):
    """Limits of a whole number, both allowed."""

    low: int
    high: int


class OneOf(Record):
    """The words that a text may be in a file; stored plans of old may hold others."""

    words: tuple[str, ...]


class FileKey(Record):
    """How one field is written.

    `name` is its key in the file, when that is no Python name or another word; `after`
    the field it follows there, when records must list it elsewhere. `also`: the field
    that takes the first of the two values which this key gives. A writer leaves out
    what is as by default, but not with `always`; with `blank` it writes `null` as well.
    `figures`: the numbers under the key have the decimals of their group of keys.
    `unless`: the key that stands in the place of a required one.
    """

    name: str | None = None
    after: str | None = None
    also: str | None = None
    always: bool = False
    blank: bool = False
    figures: bool = False
    unless: str | None = None


Id = Annotated[str, Spelling.ID]
Decimals = Annotated[int, WholeNumber(0, 9)]
DayCount = Annotated[int, WholeNumber(0, 366)]
FROM = FileKey(name="from")
FIGURES = FileKey(figures=True)
