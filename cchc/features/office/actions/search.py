"""Looking for words in everything that the ledger keeps."""

from pathlib import Path
from re import sub

from cchc.core.plan.plan import Plan
from cchc.features.office.show.search import Found
from cchc.store.ledger import open_ledger
from cchc.store.log import kept_texts
from cchc.store.plans import plan_ids, versions
from cchc.text.compare import fold
from cchc.text.record import replace

AROUND = 60
"""How many characters are shown before what was found, and after."""


def search(db: Path, words: str) -> tuple[tuple[Found, ...], tuple[Plan, ...]]:
    """Every line of every text that holds the words side by side, the newest first.

    Case and accents do not count, words are met at their beginning; a long paper
    counts line by line. Beside them the plans, which call things by name.
    """
    wanted = sub(r"\W+", " ", fold(words)).strip()
    with open_ledger(db) as ledger:
        found = [
            Found(replace(kept, text=line), _around(line, place))
            for kept in kept_texts(ledger)
            for line in (kept.text or "").splitlines()
            for place in (sub(r"\W", " ", f" {fold(line)}").find(f" {wanted}"),)
            if wanted and place >= 0
        ]
        held = [versions(ledger, plan.id) for plan in plan_ids(ledger)]
    newest_first = sorted(found, key=lambda hit: hit.kept.day or "", reverse=True)
    return tuple(newest_first), tuple(own[-1].plan for own in held if own)


def _around(line: str, place: int) -> str:
    """The part of a line around a place of its folded text, nearly as long."""
    start, end = max(0, place - AROUND), place + AROUND
    head = "…" if start else ""
    return f"{head}{line[start:end].strip()}{'…' if end < len(line) else ''}"
