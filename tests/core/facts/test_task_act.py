"""Decisions on tasks: what stands of them after some were taken back."""

from datetime import date

import pytest

from cchc.core.facts.acts import (
    TaskAct,
    TaskActKind,
    extensions_of,
    granted_day,
    standing_acts,
)

EXTEND, DROP, LIFT = TaskActKind
DUE = date(2022, 6, 30)


def act(kind: TaskActKind, month: int = 0, task: str = "t") -> TaskAct:
    until = date(2022, month, 28) if month else None
    return TaskAct(task, kind, DUE, until, "bão", DUE)


JULY, AUGUST, OTHER = act(EXTEND, 7), act(EXTEND, 8), act(EXTEND, 9, "other")
DROPPED, LIFTED = act(DROP), act(LIFT)


@pytest.mark.parametrize(
    ("acts", "standing", "granted"),
    [
        ((), (), None),
        ((JULY,), (JULY,), 7),
        ((JULY, AUGUST), (JULY, AUGUST), 8),
        ((JULY, AUGUST, LIFTED), (JULY,), 7),
        ((JULY, LIFTED, LIFTED, AUGUST), (AUGUST,), 8),
        ((JULY, DROPPED), (JULY, DROPPED), 7),
        ((DROPPED,), (DROPPED,), None),
        ((act(EXTEND),), (act(EXTEND),), None),
        ((act(EXTEND), JULY), (act(EXTEND), JULY), 7),
    ],
)
def test_the_last_decision_that_stands_is_taken_back(
    acts: tuple[TaskAct, ...], standing: tuple[TaskAct, ...], granted: int | None
) -> None:
    assert standing_acts(acts) == standing
    assert extensions_of(acts) == tuple(a for a in acts if a.kind is EXTEND)
    day = granted_day((*acts, OTHER), "t")
    assert day == (None if granted is None else date(2022, granted, 28))
