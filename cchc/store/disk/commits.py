"""How many acts this run has stored: what a person is told when its end goes wrong."""

from contextvars import ContextVar

_COUNT: ContextVar[int] = ContextVar("acts stored", default=0)


def note_commit() -> None:
    """Count an act that is in the ledger, whatever comes after."""
    _COUNT.set(_COUNT.get() + 1)


def forget_commits() -> None:
    """Begin at none: a new run, or everything it did is taken back."""
    _COUNT.set(0)


def has_committed() -> bool:
    """Whether something was written that stays."""
    return _COUNT.get() > 0
