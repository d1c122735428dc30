"""What this run has stored: told when its end goes wrong, followed up at its end."""

from contextvars import ContextVar
from pathlib import Path

_COUNT: ContextVar[int] = ContextVar("acts stored", default=0)
_TOUCHED: ContextVar[frozenset[tuple[Path, int]]] = ContextVar(
    "plans whose kept verdicts an act has touched", default=frozenset()
)


def note_commit() -> None:
    """Count an act that is in the ledger, whatever comes after."""
    _COUNT.set(_COUNT.get() + 1)


def forget_commits() -> None:
    """Begin at none: a new run, or everything it did is taken back."""
    _COUNT.set(0)
    _TOUCHED.set(frozenset())


def has_committed() -> bool:
    """Whether something was written that stays."""
    return _COUNT.get() > 0


def note_touched(ledger: Path, plans: frozenset[int]) -> None:
    """Note the rows of plans whose kept verdicts are to be judged again."""
    _TOUCHED.set(_TOUCHED.get() | {(ledger, plan) for plan in plans})


def touched_plans() -> dict[Path, set[int]]:
    """The rows of plans to be judged again, by the file of their ledger."""
    plans: dict[Path, set[int]] = {}
    for ledger, plan in _TOUCHED.get():
        plans.setdefault(ledger, set()).add(plan)
    return plans
