"""One law of output: in which format a verb gives out, and where to (DESIGN 2).

The format is `--format`, else the ending of `--output`, else that of the screen. What
cannot be written is refused before anything is read: an ending that the verb does not
have or that says otherwise than `--format`, a folder in the place of a file and the
reverse, a target that must stay.
"""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from cchc.app.console import is_terminal
from cchc.text.closed_list import StrEnum
from cchc.text.problem import Place, ProblemCode, refuse

AT_OUTPUT = Place(argument="--output")
AT_FORMAT = Place(argument="--format")
SCREEN = "-"


class Format(StrEnum):
    """How a list is given out; all but the first are endings of files."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    XLSX = "xlsx"
    MD = "md"
    HTML = "html"

    @property
    def is_data(self) -> bool:
        """Whether a sheet or a program reads it: figures without their signs."""
        return self in {Format.CSV, Format.TSV}


class TextFormat(StrEnum):
    """How a text is given out that is no list."""

    TEXT = "txt"
    JSON = "json"


Form = TypeVar("Form", bound=StrEnum)
Default = TypeVar("Default", bound=StrEnum | None)
OTHER_SPELLINGS = {"markdown": "md", "htm": "html", "yml": "yaml"}
UNPRINTABLE = frozenset({"docx", "xlsx"})
OFFICE_ENDINGS = frozenset(
    {"doc", "docx", "odt", "ods", "pdf", "rtf", "xls", "xlsm", "xlsx"}
)
FILE_ENDINGS = OFFICE_ENDINGS | {
    *("csv", "html", "ics", "json", "md", "tsv", "txt", "yaml")
}


def named_file(output: Path | None) -> Path | None:
    """The file or folder that is named, None for the screen (`-`, or nothing)."""
    return None if output is None or str(output) == SCREEN else output


def choose_form(
    forms: Iterable[Form],
    default: Default,
    typed: str | None,
    output: Path | None,
    plain: Form | None = None,
) -> Form | Default:
    """The form asked for by `--format`, else by the ending of a file, else `default`.

    A file `.txt` holds the form `plain`, or any other text that was asked for. Refuses
    what the verb cannot write (P503) and an ending that says otherwise (P509).
    """
    known = {str(form): form for form in forms}
    chosen = None if typed is None else known.get(typed.lower())
    if typed is not None and chosen is None:
        refuse(ProblemCode.FORMAT_UNKNOWN, AT_FORMAT, text=typed, known=tuple(known))
    named = named_file(output)
    ending = "" if named is None else ending_of(named)
    if not ending:
        return chosen or default
    by_name = plain if ending == "txt" else known.get(ending)
    if by_name is None:
        endings = [f".{name}" for name in known if name in FILE_ENDINGS]
        endings += [".txt"] if plain is not None and ".txt" not in endings else []
        text, names = f".{ending}", tuple(endings)
        refuse(ProblemCode.FORMAT_UNKNOWN, AT_OUTPUT, text=text, known=names)
    if chosen in {None, by_name} or (ending == "txt" and chosen not in UNPRINTABLE):
        return chosen or by_name
    first, second = f"--format {chosen}", f"--output {output}"
    return refuse(ProblemCode.OPTION_CLASH, AT_OUTPUT, first=first, second=second)


def ending_of(path: Path) -> str:
    """The ending of a file's name without its point, in small letters."""
    ending = path.suffix.lower().removeprefix(".")
    return OTHER_SPELLINGS.get(ending, ending)


def require_printable(form: StrEnum, output: Path | None) -> None:
    """Refuse a Word file or a workbook where somebody looks at a terminal (P543)."""
    if form in UNPRINTABLE and named_file(output) is None and is_terminal(sys.stdout):
        refuse(ProblemCode.OUTPUT_UNPRINTABLE, AT_OUTPUT, text=str(form))
