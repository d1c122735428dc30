"""What stands round a letter in Word, read back from the letter itself.

A letter that was sent is kept as its words alone; its Word file must say the same
whenever it is made, whatever the plan says by then.
"""

from collections.abc import Iterable

from cchc.paper.manuscript import Plain
from cchc.paper.paper import PaperParts, PaperTable, Spans, plain_text

Side = tuple[Spans, ...]


def letter_head(paper: PaperParts) -> dict[str, Plain]:
    """The blanks of the Word letterhead of a letter: `authority`, `paper`, `subject`.

    The head of the letter is a table of two columns: whose it is, its number and its
    subject to the left, place and day to the right. The one at its end has who gets
    it to the left, who signs to the right. What is not there stays blank.
    """
    left, right = _sides(paper.letterhead)
    copies, signs = _sides(paper.signature)
    names, number, subject = _head_lines(left)
    nation, motto, *_ = [*map(_text, right), "", ""]
    last = next((_text(line) for line in reversed(right) if _text(line)), "")
    place, _, day = last.rpartition(", ")
    lines = [_text(line) for line in copies[1:]]
    return {
        "authority": {
            "parent_capitals": _joined(name for name in names if not _is_bold(name)),
            "capitals": _joined(name for name in names if _is_bold(name)),
            "nation": nation,
            "motto": motto,
            "symbol": number.partition("/")[2].strip(),
            "place": place,
            "recipients": list(_copies(copies)),
            **_signature(signs),
        },
        "paper": {"number": "", "date": "", "year": day.rpartition(" ")[2]},
        "subject": subject.partition(" ")[2],
        "contact": next(
            (line for line in lines if line and not line.startswith("-")), ""
        ),
    }


def _sides(grid: PaperTable | None) -> tuple[Side, Side]:
    if grid is None:
        return (), ()
    rows = (grid.head, *grid.rows)
    return tuple(row[0] for row in rows), tuple(row[1] for row in rows)


def _head_lines(left: Side) -> tuple[Side, str, str]:
    """The names of authorities, the line of the number, that of the subject."""
    lines = [line for line in left if _text(line)]
    at = next((i for i, line in enumerate(lines) if "/" in _text(line)), len(lines))
    number, subject, *_ = [*map(_text, lines[at : at + 2]), "", ""]
    return tuple(lines[:at]), number, subject


def _signature(signs: Side) -> dict[str, Plain]:
    """In whose name and by what office; after the room to sign, who."""
    lines = [_text(line) for line in signs]
    while lines and not lines[0]:
        lines.pop(0)
    end = lines.index("") if "" in lines else len(lines)
    *capacity, title = lines[:end] or [""]
    return {
        "signs": [*capacity, title] if title else capacity,
        "capacity": " ".join(capacity),
        "title": title,
        "signer": " ".join(line for line in lines[end:] if line),
    }


def _copies(copies: Side) -> Iterable[str]:
    for line in copies:
        if _text(line).startswith("-"):
            yield _text(line).lstrip("- ").rstrip(".; ")


def _text(spans: Spans) -> str:
    return plain_text(spans).strip()


def _joined(names: Iterable[Spans]) -> str:
    return " ".join(_text(name) for name in names)


def _is_bold(spans: Spans) -> bool:
    return all(span.bold for span in spans if span.text.strip())
