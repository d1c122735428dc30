"""`UNIT=NUMBER` pairs, typed on one line or kept in a small text file."""

from pathlib import Path

from cchc.core.facts.typed import TypedText
from cchc.sources.file_bytes import bytes_of, plain_text
from cchc.text.lazy import lazy_pattern
from cchc.text.problem import Place, Problem, ProblemCode

Pairs = tuple[tuple[TypedText, TypedText], ...]
_BETWEEN = lazy_pattern(r"[,;]\s*(?=[^,;=]+=)")
_SIGN = lazy_pattern(r"\s*[=:;,\t]\s*")


def read_pairs(text: str, option: str) -> Pairs | tuple[Problem, ...]:
    """The pairs of an option: `p1=12,p2=14`, or the file of that name.

    In a file one pair a line, parted by `=`, `:`, `;`, a comma or a tab; `#` begins a
    remark.
    All lines that are no pair are told (P269); P572, P102 to P104, P127 for the file.
    """
    if "=" in text:
        place = Place(argument=option)
        return _pairs([(part, place) for part in _BETWEEN.split(text)])
    data = bytes_of(Path(text), ProblemCode.INPUT_MISSING)
    if isinstance(data, Problem):
        return (data,)
    plain = plain_text(data, text)
    if plain.text is None:
        return plain.problems
    return _pairs(
        [
            (line.partition("#")[0], plain.origin.place(row, 1))
            for row, line in enumerate(plain.origin.lines, start=1)
            if line.partition("#")[0].strip()
        ]
    )


def _pairs(parts: list[tuple[str, Place]]) -> Pairs | tuple[Problem, ...]:
    pairs, wrong = [], []
    for part, place in parts:
        name, *value = _SIGN.split(part.strip(), maxsplit=1)
        if not name or not value or not value[0]:
            blanks = {"text": part.strip()}
            wrong.append(Problem(ProblemCode.SHARE_UNREADABLE, place, blanks))
        else:
            pairs.append((TypedText(name, place), TypedText(value[0], place)))
    return tuple(wrong) or tuple(pairs)
