"""Small changes to a module: one at a time, each compiled and named."""

import ast
from collections.abc import Iterator
from copy import copy
from pathlib import Path
from types import CodeType

from cchc.text.record import Record

ROOT = Path(__file__).parents[2]
NEIGHBOURS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
OPPOSITES = {"min": "max", "max": "min", "any": "all", "all": "any"}
UNREAD = frozenset({"annotation", "returns", "type_comment"})


class Mutant(Record):
    """A module with one change in it.

    `scope` is the function or method that was changed, empty outside of any;
    `change` says what was written and what stands there instead.
    """

    module: str
    scope: str
    line: int
    change: str
    code: CodeType

    @property
    def key(self) -> tuple[str, str, str]:
        """What names the mutant as long as its function is not rewritten."""
        return self.module, self.scope, self.change


def path_of(module: str) -> Path:
    """The source file of a module of this project."""
    return ROOT.joinpath(*module.split(".")).with_suffix(".py")


def mutants_of(module: str) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its lines."""
    path = path_of(module)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for scope, line, change in _changes(tree, ""):
        yield Mutant(module, scope, line, change, compile(tree, str(path), "exec"))


def _changes(
    parent: ast.AST, scope: str, inside: str = ""
) -> Iterator[tuple[str, int, str]]:
    """Change the tree below a node in place, once for each mutant, and change it back.

    `inside` is the class or function in which the children of the node stand.
    """
    for name, value in ast.iter_fields(parent):
        if name in UNREAD:
            continue
        is_body = isinstance(parent, ast.FunctionDef) and name == "body"
        within = inside if is_body and not scope else scope
        children = value if isinstance(value, list) else [value]
        for row, child in enumerate(children):
            if not isinstance(child, ast.AST):
                continue
            for other in _alternatives(child):
                change = f"{_text(child)} → {_text(other)}"
                line = next(_lines(child), 0)
                _put(parent, name, row, other)
                yield within, line, change
                _put(parent, name, row, child)
            named = getattr(child, "name", "") if isinstance(child, ast.stmt) else ""
            path = f"{inside}.{named}".strip(".")
            yield from _changes(child, within, path)


def _put(parent: ast.AST, name: str, row: int, child: ast.AST) -> None:
    value = getattr(parent, name)
    if isinstance(value, list):
        value[row] = child
    else:
        setattr(parent, name, child)


def _lines(node: ast.AST) -> Iterator[int]:
    return (each.lineno for each in ast.walk(node) if isinstance(each, ast.expr))


def _text(node: ast.AST) -> str:
    match node:
        case ast.comprehension():
            tests = " ".join(f"if {ast.unparse(test)}" for test in node.ifs)
            return f"for {ast.unparse(node.target)} … {tests}".rstrip()
        case ast.match_case():
            guard = f" if {ast.unparse(node.guard)}" if node.guard else ""
            return f"case {ast.unparse(node.pattern)}{guard}"
        case _:
            return " ".join(ast.unparse(node).split())


def _alternatives(node: ast.AST) -> Iterator[ast.AST]:
    """What could stand in the place of a node by a small mistake."""
    for other in (*_other_values(node), *_other_conditions(node)):
        if isinstance(other, ast.expr) and isinstance(node, ast.expr):
            ast.copy_location(other, node)
            ast.fix_missing_locations(other)
        yield other


def _other_values(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.BinOp(left, ast.Add(), right):
            yield ast.BinOp(left, ast.Sub(), right)
        case ast.BinOp(left, ast.Sub(), right):
            yield ast.BinOp(left, ast.Add(), right)
        case ast.Constant(bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(int(value)):
            yield ast.Constant(value + 1)
            yield ast.Constant(value - 1)
        case ast.Name(id) if id in OPPOSITES:
            yield ast.Name(OPPOSITES[id], node.ctx)
        case ast.Set(elements) if len(elements) > 1:
            yield from map(ast.Set, _one_less(elements))
        case ast.Return(ast.expr() as value) if not _is_nothing(value):
            nothing = ast.copy_location(ast.Constant(None), value)
            yield ast.copy_location(ast.Return(nothing), node)
        case _:
            return


def _other_conditions(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare():
            yield from _other_comparisons(node)
        case ast.BoolOp(op, values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            for rest in _one_less(values):
                yield rest[0] if len(rest) == 1 else ast.BoolOp(op, rest)
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.comprehension(ifs=tests):
            for rest in _one_less(tests):
                yield _with(node, ifs=rest)
        case ast.match_case(guard=ast.expr()):
            yield _with(node, guard=None)
        case _:
            return


def _with(node: ast.AST, **fields: object) -> ast.AST:
    other = copy(node)
    for name, value in fields.items():
        setattr(other, name, value)
    return other


def _other_comparisons(node: ast.Compare) -> Iterator[ast.AST]:
    for row, op in enumerate(node.ops):
        ops = [*node.ops[:row], NEIGHBOURS[type(op)](), *node.ops[row + 1 :]]
        yield ast.Compare(node.left, ops, node.comparators)
    match node.comparators:
        case [ast.Tuple(elements) as listed] if len(elements) > 1:
            for rest in _one_less(elements):
                fewer = ast.copy_location(ast.Tuple(rest, ast.Load()), listed)
                yield ast.Compare(node.left, node.ops, [fewer])


def _one_less(nodes: list[ast.expr]) -> Iterator[list[ast.expr]]:
    for row in range(len(nodes)):
        yield [*nodes[:row], *nodes[row + 1 :]]


def _is_nothing(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and not value.value
