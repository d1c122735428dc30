"""What the tests import is installed by README's command, which takes `.[test]`."""

import ast
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from re import findall, match

from tests.syntax import ROOT, imports_in

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

WITH_OTHERS = {"markupsafe", "_typeshed"}
"""Comes with Jinja; is read by the type checker alone."""


def declared() -> set[str]:
    """Names of the packages that the program and its tests ask for."""
    extras = PROJECT["optional-dependencies"]
    own = (findall(r"\w+", text)[1:] for text in extras["test"] if text[:5] == "cchc[")
    more = (asked for names in own for name in names for asked in extras[name])
    asked = [*PROJECT["dependencies"], *extras["test"], *more]
    found = (match(r"[A-Za-z0-9._-]+", text) for text in asked)
    return {name[0].lower().replace("_", "-") for name in found if name}


def imported(path: Path) -> set[str]:
    """Top-level names of the modules that a file imports."""
    names: set[str] = set()
    for node in imports_in(ast.parse(path.read_text("utf-8")).body):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif node.module:
            names.add(node.module)
    return {name.partition(".")[0] for name in names}


def test_the_tests_need_no_package_that_is_not_declared() -> None:
    owners = packages_distributions()
    own = {"cchc", "tests", "benchmarks"}
    known = sys.stdlib_module_names | own | WITH_OTHERS
    stray = {
        f"{path.relative_to(ROOT).as_posix()}: {name}"
        for folder in ("cchc", "tests", "benchmarks")
        for path in (ROOT / folder).rglob("*.py")
        for name in imported(path) - known
        if not {owner.lower().replace("_", "-") for owner in owners.get(name, [name])}
        & declared()
    }
    assert stray == set()
