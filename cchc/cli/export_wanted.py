"""What is asked for on the command line of `cchc export`."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from cchc.cli.desk import Desk

if TYPE_CHECKING:
    from cchc.core.plan import Paper


class Kind(StrEnum):
    """What can be exported."""

    REPORT = "report"


class Form(StrEnum):
    """In what kind of file."""

    MD = "md"
    DOCX = "docx"
    HTML = "html"
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What stood on the command line."""

    period: str | None
    form: Form | None
    as_of: str | None
    document: str | None
    table: str | None
    output: Path | None


TABLES = (Form.CSV, Form.XLSX)


def by_name(output: Path | None) -> Form:
    """The form that the ending of a file's name asks for; Markdown by default."""
    ending = "" if output is None else output.suffix.lower().removeprefix(".")
    return Form(ending) if ending in set(Form) else Form.MD


def clash(desk: Desk, first: str, second: str) -> NoReturn:
    """Refuse two options that do not go together (P509)."""
    from cchc.core.problem import Fault, Place, Problem

    blanks = {"first": first, "second": second}
    desk.refuse([Problem(Fault.OPTION_CLASH, Place(argument=first), blanks)])


def paper_given(desk: Desk, text: str | None) -> "Paper":
    """Number and day of the report itself, as typed."""
    from cchc.core.plan import NO_PAPER, Paper
    from cchc.core.problem import Place
    from cchc.core.report import Typed
    from cchc.words.paper import number_and_day

    if text is None:
        return NO_PAPER
    number, day = number_and_day(Typed(text, Place(argument="--document")))
    dated = None if day is None else desk.day(day.text, "--document")
    return Paper(None if number is None else number.text, dated)
