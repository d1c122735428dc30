"""Rules read and counted; an evaluator that knows no parser counts them again."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cchc.core.plan.check_rule import (
    Compare,
    Constant,
    Figure,
    FigureSide,
    Formula,
    Operand,
    TermSum,
    UnitSum,
    figure_in,
    spell_term,
    worth,
)
from cchc.core.plan.rule_text import LONGEST, FormulaError, parse_rule
from cchc.text.record import Record

IDS = ("a", "b", "a-b", "hs-ky-truoc", "hs-ky", "1.4", "7", "x.numerator", "sum")
VALUES = {key: Fraction(3 * at - 7, 4) for at, key in enumerate(IDS)}


class Leaf(Record):
    text: str
    value: Fraction


class Knot(Record):
    sign: str
    left: "Leaf | Knot"
    right: "Leaf | Knot"


Tree = Leaf | Knot


def leaves() -> st.SearchStrategy[Tree]:
    ids = st.sampled_from(IDS).map(lambda key: Leaf(key, VALUES[key]))
    whole = st.integers(8, 10**9).map(lambda n: Leaf(str(n), Fraction(n)))
    decimal = st.decimals(0, 1000, places=2, allow_nan=False).map(
        lambda d: Leaf(f"{d:f}", Fraction(d))
    )
    return st.one_of(ids, whole, decimal)


def knots(below: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    return st.builds(Knot, st.sampled_from("+-*"), below, below)


TREES = st.recursive(leaves(), knots, max_leaves=12)


def slow(tree: Tree) -> Fraction:
    """What the tree comes to: no text, no parser, no precedence."""
    if isinstance(tree, Leaf):
        return tree.value
    left, right = slow(tree.left), slow(tree.right)
    if tree.sign == "*":
        return left * right
    return left + right if tree.sign == "+" else left - right


def written(tree: Tree) -> str:
    """The tree as a rule, with only the parentheses that it needs."""
    if isinstance(tree, Leaf):
        return tree.text
    left, right = written(tree.left), written(tree.right)
    if tree.sign == "*" and isinstance(tree.left, Knot) and tree.left.sign != "*":
        left = f"({left})"
    if isinstance(tree.right, Knot) and (
        tree.sign == "*" or (tree.sign == "-" and tree.right.sign != "*")
    ):
        right = f"( {right} )"
    return f"{left} {tree.sign} {right}"


def found_in(formula: Formula) -> Mapping[Operand, Fraction]:
    return {each: VALUES[figure_in(each).key] for each in formula.operands}


def read(rule: str) -> Formula:
    formula = parse_rule(rule, IDS)
    assert isinstance(formula, Formula), formula
    return formula


@settings(max_examples=400, deadline=None)
@given(TREES, st.sampled_from(list(Compare)), TREES)
def test_a_rule_comes_to_what_its_tree_comes_to(
    left: Tree, compare: Compare, right: Tree
) -> None:
    rule = f"{written(left)} {compare.value} {written(right)}"
    if len(rule) > LONGEST:
        return
    formula = read(rule)
    known = found_in(formula)
    assert worth(formula.left, known) == slow(left)
    assert worth(formula.right, known) == slow(right)
    true = {
        "=": slow(left) == slow(right),
        "<=": slow(left) <= slow(right),
        ">=": slow(left) >= slow(right),
        "<": slow(left) < slow(right),
        ">": slow(left) > slow(right),
    }
    assert formula.compare.holds(slow(left), slow(right)) is true[compare.value]


@settings(max_examples=250, deadline=None)
@given(TREES)
def test_a_side_written_out_and_read_again_comes_to_the_same(tree: Tree) -> None:
    rule = f"{written(tree)} = a"
    if len(rule) > LONGEST:
        return
    formula = read(rule)

    def spell(part: Constant | Operand) -> str:
        return f"{part.value:f}" if isinstance(part, Constant) else figure_in(part).key

    again = spell_term(formula.left, spell).replace("×", "*")
    assert worth(read(f"{again} = a").left, found_in(formula)) == slow(tree)


@settings(max_examples=400, deadline=None)
@given(st.text(st.sampled_from("ab7-.()[]+*=<>, prevsumcount−đ"), max_size=40))
@example("((((((((((((((((((((((((a=b")
@example("a" * (LONGEST + 1))
@example("9" * 900 + " = a")
@example("a = b\x00")
def test_whatever_is_written_is_read_or_told_at_a_place_in_it(rule: str) -> None:
    formula = parse_rule(rule, IDS)
    if isinstance(formula, FormulaError):
        assert 0 <= formula.at <= len(rule)
    else:
        assert formula.operands is not None


def test_what_is_declared_wins_over_what_it_looks_like() -> None:
    assert read("a-b = 7").left == Figure("a-b")
    assert read("a-b = 7").right == Figure("7")
    assert read("1.4 = 1.5").right == Constant(Decimal("1.5"))
    assert read("x.numerator = a").left == Figure("x.numerator")
    assert read("a.numerator = a").left == Figure("a", FigureSide.NUMERATOR)


@pytest.mark.parametrize("rule", ["a - b = 1", "a -b = 1", "a − b = 1"])
def test_a_minus_after_a_blank_takes_away(rule: str) -> None:
    assert read(rule).left == TermSum(((False, Figure("a")), (True, Figure("b"))))


@pytest.mark.parametrize("rule", ["b-a = 1", "b- a = 1", "3-2 = a", "a-b-a = 1"])
def test_a_minus_that_sticks_to_a_name_is_never_guessed(rule: str) -> None:
    slip = parse_rule(rule, IDS)
    assert isinstance(slip, FormulaError)
    assert (slip.code, slip.at) == ("minus", 0)


def test_other_periods_sides_sums_and_rows() -> None:
    formula = read("sum(a.denominator[year], phuong) + count(b[Q1]) >= hs-ky[prev]")
    whole, rows, before = formula.operands
    assert whole == UnitSum(Figure("a", FigureSide.DENOMINATOR, "year"), "phuong")
    assert rows == Figure("b", FigureSide.ROWS, "Q1")
    assert before == Figure("hs-ky", when="prev")


@pytest.mark.parametrize(
    ("rule", "code", "at"),
    [
        ("", "ends", 0),
        ("a", "compare", 1),
        ("a =", "ends", 3),
        ("a = b = a", "twice", 6),
        ("a != b", "joint", 2),
        ("a = 1,5", "comma", 5),
        ("a = (b", "close", 6),
        ("a = b[prev", "bracket", 10),
        ("a = b[?]", "period", 6),
        ("a = max(b)", "call", 4),
        ("a = count(b.numerator)", "call", 10),
        ("a = sum(b, )", "group", 11),
        ("a = * b", "operand", 4),
        ("a = sum(3)", "operand", 8),
        ("a b = 1", "joint", 2),
        ("a = #đơn", "operand", 4),
        ("a" * 2000, "long", 0),
        ("(" * 30 + "a", "deep", 21),
    ],
)
def test_what_cannot_be_read_is_told_at_its_letter(
    rule: str, code: str, at: int
) -> None:
    slip = parse_rule(rule, IDS)
    assert isinstance(slip, FormulaError)
    assert (slip.code, slip.at) == (code, at)
