"""Commitments: the rule over what stands of their indicators (SEMANTICS 7)."""

from collections import Counter
from random import Random

import pytest

from tests.verdicts.boards import board, by_law, by_program, counted, standings
from tests.verdicts.commitments import Kept, commitment, kept_by_tasks
from tests.verdicts.promises import YEARS


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        (("met", "exceeded"), Kept("exceeded", 2, 2)),
        (("met", "met"), Kept("met", 2, 2)),
        (("met", "nil_year"), Kept("met", 1, 1)),
        (("met", "failed"), Kept("failed", 1, 2)),
        (("met", "not_due"), Kept("on_track", 1, 2)),
        (("exceeded", "awaited", "unassigned"), Kept("on_track", 1, 3)),
        (("behind", "not_due"), Kept("behind", 0, 2)),
        (("watch", "awaited"), Kept("watch", 0, 2)),
        (("undetermined", "not_due", "met"), Kept("undetermined", 1, 3)),
        (("not_due", "awaited"), Kept("awaited", 0, 2)),
        (("not_due", "unassigned"), Kept("unassigned", 0, 2)),
        (("not_due", "nil_year"), Kept("not_due", 0, 1)),
        (("nil_year", "void"), Kept("nil_year", 0, 0)),
        (("void",), Kept("void", 0, 0)),
    ],
)
def test_a_commitment_is_what_its_rows_say(rows: tuple[str, ...], kept: Kept) -> None:
    assert commitment(rows) == kept


@pytest.mark.parametrize(
    ("tasks", "fin", "kept"),
    [
        (("done_on_time", "done_on_time"), False, Kept("met", 2, 2)),
        (("done_on_time", "done_late"), False, Kept("done_late", 2, 2)),
        (("done_on_time", "overdue", "done_late"), False, Kept("behind", 2, 3)),
        (("done_on_time", "doing"), False, Kept("on_track", 1, 2)),
        (("done_on_time", "doing"), True, Kept("failed", 1, 2)),
        (("extended", "dropped", "recurring"), False, Kept("on_track", 0, 1)),
        (("recurring",), True, Kept("on_track", 0, 0)),
    ],
)
def test_a_commitment_may_be_kept_by_its_tasks(
    tasks: tuple[str, ...], fin: bool, kept: Kept
) -> None:
    assert kept_by_tasks(tasks, fin=fin) == kept


def test_random_commitments_are_judged_as_the_law_says() -> None:
    dice = Random(78)  # noqa: S311
    seen: Counter[str] = Counter()
    for _ in range(YEARS):
        met = board(dice)
        law = by_law(met)
        assert by_program(met) == law, (standings(met), met)
        assert sum(counted(met).values()) == law.of
        seen[law.status] += 1
    assert len(seen) > 6, seen
