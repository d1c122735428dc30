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
    names, number, subject = _headed(left)
    place, _, day = _last(right).rpartition(", ")
    return {
        "authority": {
            "parent_capitals": _joined(e for e in names if not _is_bold(e)),
            "capitals": _joined(e for e in names if _is_bold(e)),
            "symbol": number.partition("/")[2].strip(),
            "place": place,
            "recipients": list(_listed(copies)),
            **_signed(signs),
        },
        "paper": {"number": "", "date": "", "year": day.rpartition(" ")[2]},
        "subject": subject.partition(" ")[2],
    }


def _sides(grid: PaperTable | None) -> tuple[Side, Side]:
    if grid is None:
        return (), ()
    rows = (grid.head, *grid.rows)
    return tuple(row[0] for row in rows), tuple(row[1] for row in rows)


def _headed(left: Side) -> tuple[Side, str, str]:
    """The names of authorities, the line of the number, that of the subject."""
    said = [each for each in left if _said(each)]
    at = next((i for i, each in enumerate(said) if "/" in _said(each)), len(said))
    number, subject, *_ = [*map(_said, said[at : at + 2]), "", ""]
    return tuple(said[:at]), number, subject


def _signed(signs: Side) -> dict[str, Plain]:
    """In whose name and by what office; after the room to sign, who."""
    lines = [_said(each) for each in signs]
    while lines and not lines[0]:
        lines.pop(0)
    end = lines.index("") if "" in lines else len(lines)
    *capacity, title = lines[:end] or [""]
    return {
        "capacity": " ".join(capacity),
        "title": title,
        "signer": " ".join(each for each in lines[end:] if each),
    }


def _listed(copies: Side) -> Iterable[str]:
    for each in copies:
        if _said(each).startswith("-"):
            yield _said(each).lstrip("- ").rstrip(".; ")


def _said(spans: Spans) -> str:
    return plain_text(spans).strip()


def _last(side: Side) -> str:
    return next((_said(each) for each in reversed(side) if _said(each)), "")


def _joined(names: Iterable[Spans]) -> str:
    return " ".join(_said(each) for each in names)


def _is_bold(spans: Spans) -> bool:
    return all(each.bold for each in spans if each.text.strip())
