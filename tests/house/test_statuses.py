"""Which statuses belong together is said in one module."""

import ast
from collections.abc import Iterable
from pathlib import Path

from cchc.core.verdict import statuses
from cchc.core.verdict.statuses import (
    TASK_ORDER,
    UNCOUNTED_STATUSES,
    WORST_FIRST,
    Reporting,
    Status,
    TaskStatus,
)
from cchc.screen.status_style import STATUS, TASK
from tests.syntax import PROGRAM, nodes

HOUSE = Path(statuses.__file__).parents[2]
LISTS = frozenset({"Status", "TaskStatus", "Reporting"})


def test_no_other_module_groups_statuses() -> None:
    grouping = [
        f"{path.relative_to(HOUSE)}:{line}"
        for path in PROGRAM
        if path != Path(statuses.__file__)
        for line in _groups(nodes(path))
    ]
    assert not grouping


def _groups(found: Iterable[ast.AST]) -> list[int]:
    """Lines of sets, tuples and lists with two members of a list of statuses."""
    shown = (ast.Set, ast.Tuple, ast.List)
    return [
        node.lineno
        for node in found
        if isinstance(node, shown) and sum(map(_is_status, node.elts)) > 1
    ]


def _is_status(node: ast.expr) -> bool:
    while isinstance(node, ast.Starred):
        node = node.value
    owner = node.value if isinstance(node, ast.Attribute) else None
    return isinstance(owner, ast.Name) and owner.id in LISTS


def test_the_order_and_what_stands_outside_make_all_statuses() -> None:
    assert sorted((*WORST_FIRST, *UNCOUNTED_STATUSES)) == sorted(Status)
    assert sorted(TASK_ORDER) == sorted(TaskStatus)


def test_the_order_is_the_order_of_the_list() -> None:
    assert list(WORST_FIRST) == [each for each in Status if each in WORST_FIRST]


def test_every_status_has_a_symbol() -> None:
    assert set(STATUS) == set(Status)
    assert set(TASK) == set(TaskStatus)


def test_a_report_is_waited_for_sent_or_excused() -> None:
    told = (
        *statuses.SENT_REPORTS,
        *statuses.UNSENT_REPORTS,
        Reporting.INCOMPLETE,
        Reporting.CLOSED,
        Reporting.EXEMPT,
    )
    assert sorted(told) == sorted(Reporting)
