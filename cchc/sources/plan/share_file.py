"""`UNIT=NUMBER` pairs, typed on one line or kept in a small text file."""

from pathlib import Path
from re import compile as pattern

from cchc.core.facts.report import TypedText
from cchc.sources.plain_text import encoding_guess
from cchc.sources.plan.plan_bytes import bytes_of
from cchc.text.compare import nfc
from cchc.text.problem import Place, Problem, ProblemCode

Pairs = tuple[tuple[TypedText, TypedText], ...]
_BETWEEN = pattern(r"[,;]\s*(?=[^,;=]+=)")
_SIGN = pattern(r"\s*[=:;,\t]\s*")


def read_pairs(text: str, option: str) -> Pairs | tuple[Problem, ...]:
    """The pairs of an option: `p1=12,p2=14`, or the file of that name.

    In a file one pair a line, parted by `=`, `:`, `;`, a comma or a tab; `#` begins a
    remark.
    All lines that are no pair are told (P269); P101 to P103 for the file.
    """
    if "=" in text:
        place = Place(argument=option)
        return _pairs([(part, place) for part in _BETWEEN.split(text)])
    data = bytes_of(Path(text))
    if isinstance(data, Problem):
        return (data,)
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        blanks = {"guess": encoding_guess(data)}
        return (Problem(ProblemCode.NOT_UTF8, Place(file=text), blanks),)
    return _pairs(
        [
            (line.partition("#")[0], Place(file=text, line=row, column=1, excerpt=line))
            for row, line in enumerate(lines, start=1)
            if line.partition("#")[0].strip()
        ]
    )


def _pairs(parts: list[tuple[str, Place]]) -> Pairs | tuple[Problem, ...]:
    pairs, wrong = [], []
    for part, place in parts:
        name, *value = _SIGN.split(nfc(part).strip(), maxsplit=1)
        if not name or not value or not value[0]:
            blanks = {"text": part.strip()}
            wrong.append(Problem(ProblemCode.SHARE_UNREADABLE, place, blanks))
        else:
            pairs.append((TypedText(name, place), TypedText(value[0], place)))
    return tuple(wrong) or tuple(pairs)
