"""What somebody has settled once: `cchc.toml` beside the ledger, and in one's folder.

Keys: `by` (who I am), `lang`, `colour` (auto, always, never), `papers` (the folder in
which papers are put, counted from the file). What is typed, and the variables of the
environment, go before; the file beside the ledger goes before one's own.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from re import search
from tomllib import TOMLDecodeError, loads

from cchc.text.input_text import LONGEST_LINE, read_text
from cchc.text.problem import Blank, Place, Problem, ProblemCode
from cchc.words.translator import Lang

CHOICES: Mapping[str, tuple[str, ...]] = {
    "by": (),
    "lang": tuple(Lang),
    "colour": ("auto", "always", "never"),
    "papers": (),
}
"""Every key, and the words that it may be; none: any text of one line."""


def read_config(paths: Iterable[Path]) -> tuple[dict[str, str], Problem | None]:
    """What the files settle, the first goes before; and the first thing wrong."""
    settled: dict[str, str] = {}
    for path in paths:
        own, wrong = _read_file(path)
        if wrong is not None:
            return settled, wrong
        settled = {**own, **settled}
    return settled, None


def _read_file(path: Path) -> tuple[dict[str, str], Problem | None]:
    settled: dict[str, str] = {}
    at = Place(file=str(path))
    try:
        table = loads(path.read_bytes().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        return {}, Problem(ProblemCode.CONFIG_UNREADABLE, at, {"path": str(path)})
    except TOMLDecodeError as error:
        found = search(r"line (\d+), column (\d+)", str(error))
        line, column = map(int, found.groups()) if found else (None, None)
        place = Place(file=str(path), line=line, column=column)
        return {}, Problem(ProblemCode.CONFIG_BROKEN, place, {"path": str(path)})
    for key, value in table.items():
        wrong = _wrong_value(key, value, at)
        if wrong is not None:
            return {}, wrong
        settled[key] = str(value)
    if "papers" in settled:
        settled["papers"] = str(path.parent / Path(settled["papers"]).expanduser())
    return settled, None


def _wrong_value(key: str, value: object, at: Place) -> Problem | None:
    if key not in CHOICES:
        names: dict[str, Blank] = {"text": key, "known": tuple(CHOICES)}
        return Problem(ProblemCode.CONFIG_KEY, at, names)
    known = CHOICES[key]
    text = value if isinstance(value, str) else ""
    is_line = isinstance(read_text(text, at, LONGEST_LINE, lines=False), str)
    if not text.strip() or not is_line or (known and text not in known):
        words = known or ("“…”",)
        blanks: dict[str, Blank] = {"key": key, "text": str(value), "known": words}
        return Problem(ProblemCode.CONFIG_VALUE, at, blanks)
    return None
