"""What names of the program keep to: one name for one thing, and a word for it."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from re import MULTILINE
from re import compile as pattern

from tests.house.test_house import room
from tests.syntax import PROGRAM, ROOT, nodes, tree

SECOND_PART = "## Từ trong mã\n"
ROW = pattern(r"^\| `(\w+)` \| (.+?) \| (.+?) \|$", MULTILINE)
IN_GLOSSARY = {"core", "text"}
"""Every public class of these rooms has a word for people."""

PARTICIPLES = frozenset(
    {
        *("asked", "closed", "done", "drawn", "found", "gone", "given", "held"),
        *("kept", "laid", "lost", "made", "meant", "put", "said", "seen", "sent"),
        *("settled", "spoken", "standing", "stated", "taken", "told", "written"),
    }
)


def classes(path: Path) -> Iterator[ast.ClassDef]:
    """Classes at the top of a module, those below an `if` of it included."""
    statements = list(tree(path).body)
    for statement in statements:
        if isinstance(statement, ast.ClassDef):
            yield statement
        elif isinstance(statement, ast.If):
            statements += statement.body


def glossary() -> list[tuple[str, str, str]]:
    """Rows of the glossary's second part: name in code, Vietnamese, meaning."""
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    return ROW.findall(text.partition(SECOND_PART)[2])


def given_twice(names: list[str]) -> set[str]:
    return {each for each, count in Counter(names).items() if count > 1}


def test_a_class_name_stands_once() -> None:
    names = [each.name for path in PROGRAM for each in classes(path)]
    assert len(names) > 200
    assert given_twice(names) == set()


def test_every_public_class_of_core_and_text_is_in_the_glossary() -> None:
    public = {
        each.name
        for path in PROGRAM
        if room(path) in IN_GLOSSARY
        for each in classes(path)
        if not each.name.startswith("_")
    }
    assert public - {code_name for code_name, _, _ in glossary()} == set()


def test_the_glossary_names_no_class_that_is_gone() -> None:
    names = {each.name for path in PROGRAM for each in classes(path)}
    assert {code_name for code_name, _, _ in glossary()} - names == set()


def test_the_glossary_has_one_word_for_one_thing() -> None:
    rows = glossary()
    assert given_twice([code_name for code_name, _, _ in rows]) == set()
    assert given_twice([word for _, word, _ in rows]) == set()


def test_no_function_is_named_by_a_bare_participle() -> None:
    bare = {
        f"{path.parent.name}/{path.name}:{each.name}"
        for path in PROGRAM
        for each in nodes(path)
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
        and each.name.lstrip("_") in PARTICIPLES
    }
    assert bare == set()


def test_records_are_the_only_values_with_fields() -> None:
    """A `dataclass` takes four times as long to make as a `Record`."""
    imports = {
        path.name
        for path in PROGRAM
        for each in nodes(path)
        if "dataclasses" in modules(each)
    }
    assert imports == {"record.py"}  # for its types alone


def modules(node: ast.AST) -> list[str | None]:
    """The modules that an import names."""
    match node:
        case ast.Import(names=names):
            return [each.name for each in names]
        case ast.ImportFrom(module=module):
            return [module]
        case _:
            return []
