"""No way by which a float could come into a figure (SEMANTICS 2)."""

import ast

from tests.house.test_house import place, room
from tests.syntax import PROGRAM, ROOT, nodes

FIGURES = [path for path in PROGRAM if room(path) in {"core", "store", "render"}]
EXACT_MATH = {"ceil", "comb", "floor", "gcd", "isqrt", "lcm", "prod"}
WHOLE_CALLS = {"int", "len", "ord", "ceil", "floor", "comb"}
WHOLE_PARTS = {"numerator", "denominator", "ordinal", "year", "month", "day", "days"}
DATA = sorted((ROOT / "cchc" / "store").rglob("*tables.sql"))


def is_whole(node: ast.expr) -> bool:
    """Whether an expression is an int for certain: two of them divide to a float."""
    match node:
        case ast.Constant(value=value):
            return isinstance(value, int)
        case ast.Call(func=ast.Name(id=called)):
            return called in WHOLE_CALLS
        case ast.Attribute(attr=part):
            return part in WHOLE_PARTS
        case ast.BinOp(left=left, right=right):
            return is_whole(left) and is_whole(right)
        case ast.UnaryOp(operand=inner):
            return is_whole(inner)
        case _:
            return False


def makes_a_float(node: ast.AST) -> bool:
    match node:
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            return is_whole(left) and is_whole(right)
        case ast.BinOp(left=left, op=ast.Pow(), right=ast.UnaryOp(op=ast.USub())):
            return is_whole(left)
        case ast.Call(func=ast.Name(id="round"), args=[_, _]):
            return True
        case ast.Constant(value=value):
            return isinstance(value, complex)
        case _:
            return brings_floats(node)


def brings_floats(node: ast.AST) -> bool:
    """An import of functions that give floats."""
    match node:
        case ast.ImportFrom(module="math", names=names):
            return any(each.name not in EXACT_MATH for each in names)
        case ast.Import(names=names):
            return any(each.name in {"math", "statistics", "cmath"} for each in names)
        case _:
            return isinstance(node, ast.ImportFrom) and node.module == "statistics"


def test_no_whole_numbers_are_divided_into_a_float() -> None:
    assert len(FIGURES) > 50
    found = [
        place(path, each)
        for path in FIGURES
        for each in nodes(path)
        if makes_a_float(each)
    ]
    assert found == []


def test_the_watch_over_floats_sees_what_it_should() -> None:
    for text in ("1 / 2", "len(x) / 3", "round(x, 2)", "10 ** -2", "import math"):
        assert any(makes_a_float(each) for each in ast.walk(ast.parse(text))), text
    for text in ("Fraction(1) / 2", "round(x)", "10 ** 2", "from math import comb"):
        assert not any(makes_a_float(each) for each in ast.walk(ast.parse(text))), text


def test_no_table_of_the_ledger_holds_a_float() -> None:
    assert DATA
    for path in DATA:
        words = path.read_text(encoding="utf-8").upper().split()
        assert not {"REAL", "FLOAT", "DOUBLE", "NUMERIC"} & set(words), path.name
