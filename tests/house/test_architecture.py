"""`docs/architecture.md` draws the house as its imports have it."""

import ast
import re
from functools import cache
from pathlib import Path

from tests.syntax import PROGRAM, ROOT, imports_in, nodes, tree

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
Edge = tuple[str, str]


def room(module: str) -> str | None:
    """The room of a module: its floor, in core its room; None outside all rooms."""
    parts = module.split(".")
    if (
        parts[0] != "cchc"
        or len(parts) < 2
        or parts[1] in {"main", "__main__", "__version__"}
    ):
        return None
    return ".".join(parts[1:3]) if parts[1] == "core" else parts[1]


def imported(path: Path) -> set[str]:
    """The modules that a file imports, wherever in it."""
    names: set[str] = set()
    for node in imports_in(tree(path).body):
        if isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@cache
def imports() -> set[Edge]:
    """Which room imports from which other."""
    found: set[Edge] = set()
    for path in PROGRAM:
        parts = path.relative_to(ROOT).with_suffix("").parts
        here = room(".".join(parts))
        for name in imported(path):
            there = room(name)
            if here and there and here != there and there.count(".") <= 1:
                found.add((here, there))
    return {(here, there) for here, there in found if there != "core"}


def drawn() -> set[Edge]:
    """The arrows of the diagram."""
    block = PAGE.split("```mermaid")[1].split("```")[0]
    return set(re.findall(r"^ *([\w.]+) --> ([\w.]+)$", block, re.MULTILINE))


def reachable(start: str, edges: set[Edge]) -> set[str]:
    """Every room that the arrows lead to from a room."""
    found, waiting = set[str](), [start]
    while waiting:
        here = waiting.pop()
        for near in {there for before, there in edges if before == here} - found:
            found.add(near)
            waiting.append(near)
    return found


def test_every_arrow_is_an_import() -> None:
    assert drawn() - imports() == set()


def test_every_import_follows_the_arrows() -> None:
    edges = drawn()
    astray = {
        (here, there)
        for here, there in imports()
        if there not in reachable(here, edges)
    }
    assert astray == set()


def test_no_arrow_is_needless() -> None:
    edges = drawn()
    needless = {edge for edge in edges if edge[1] in reachable(edge[0], edges - {edge})}
    assert needless == set()


def test_the_way_of_a_figure_names_functions_that_are_there() -> None:
    way = PAGE.split("## The way of one figure")[1].split("\n## ")[0]
    steps = re.findall(r"`(cchc/[\w/]+\.py)`[^`]*`(\w+)`", way)
    assert len(steps) > 8
    for name, function in steps:
        names = {
            node.name
            for node in nodes(ROOT / name)
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
        }
        assert function in names, f"{name}: {function}"
