"""The figures of the house: how long, how many, how often, read from the code itself.

Run from the project's root: `python -m benchmarks.house [FOLDER]`. Prints one line a
figure; files that a program writes are left out.
"""

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

Function = ast.FunctionDef | ast.AsyncFunctionDef
GENERATED = ("sentences_",)
KINDS = re.compile(
    r"\b(AtLeast|MoreThan|AtMost|Exactly|Between|IncreaseBy|RankAtMost)\b"
)
STATUS = re.compile(r"^(Status|TaskStatus|Reporting)$")


def main(root: Path) -> None:
    """Print every figure of the code below `root/cchc`, and of `root/tests`."""
    paths = [
        path
        for path in sorted((root / "cchc").rglob("*.py"))
        if not path.name.startswith(GENERATED)
    ]
    texts = {path: path.read_text(encoding="utf-8") for path in paths}
    trees = {path: ast.parse(text) for path, text in texts.items()}
    lines = sum(len(text.splitlines()) for text in texts.values())
    tests = sum(
        len(path.read_text(encoding="utf-8").splitlines())
        for path in (root / "tests").rglob("*.py")
    )
    functions = [node for tree in trees.values() for node in functions_of(tree)]
    lengths = sorted((node.end_lineno or 0) - node.lineno + 1 for node in functions)
    once = private_used_once(trees)
    folder, most = Counter(path.parent for path in paths).most_common(1)[0]
    figures: dict[str, object] = {
        "lines under cchc/": lines,
        "files": len(paths),
        "most files in one folder": f"{most} ({folder.relative_to(root).as_posix()})",
        "lines of tests / lines of code": f"{tests} / {lines} = {tests / lines:.2f}",
        "functions": len(functions),
        "private functions used once": f"{once} ({100 * once / len(functions):.0f}%)",
        "function lengths, median / longest": (
            f"{lengths[len(lengths) // 2]} / {lengths[-1]}"
        ),
        "class names given twice": len(names_twice(trees)),
        "files that name kinds of target": sum(
            bool(KINDS.search(text)) for text in texts.values()
        ),
        "files that group statuses": sum(
            groups_statuses(tree) for tree in trees.values()
        ),
        "imports inside functions": sum(map(late_imports, trees.values())),
        "isinstance of Problem or Refused": sum(
            len(re.findall(r"isinstance\([^()]*,\s*\(?(?:Problem|Refus)", text))
            for text in texts.values()
        ),
    }
    for name, figure in figures.items():
        print(f"{name:36} {figure}")
    for name in names_twice(trees):
        print(f"  class given twice: {name}")


def functions_of(tree: ast.AST) -> Iterator[Function]:
    """Every function and method of a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def private_used_once(trees: dict[Path, ast.Module]) -> int:
    """Functions and methods named with one `_` that their module names once."""
    count = 0
    for tree in trees.values():
        uses = Counter(
            node.id if isinstance(node, ast.Name) else node.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Name | ast.Attribute)
        )
        count += sum(
            node.name.startswith("_")
            and not node.name.startswith("__")
            and uses[node.name] == 1
            for node in functions_of(tree)
        )
    return count


def names_twice(trees: dict[Path, ast.Module]) -> list[str]:
    """Names of classes that stand at the top of two modules or more."""
    names = Counter(
        node.name
        for tree in trees.values()
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    )
    return sorted(name for name, count in names.items() if count > 1)


def groups_statuses(tree: ast.Module) -> bool:
    """Whether a module lists two or more statuses in one set, tuple or list."""
    return any(
        sum(names_status(item) for item in node.elts) > 1
        for node in ast.walk(tree)
        if isinstance(node, ast.Set | ast.Tuple | ast.List)
    )


def names_status(node: ast.expr) -> bool:
    """Whether an expression is a member of one of the status lists."""
    return (
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and STATUS.match(node.value.id) is not None
    )


def late_imports(tree: ast.Module) -> int:
    """How many import statements stand inside functions."""
    return sum(
        isinstance(inner, ast.Import | ast.ImportFrom)
        for node in functions_of(tree)
        for inner in ast.walk(node)
    )


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
