"""Whoever finds a fault fills every blank of its sentence, or telling it would fail."""

import ast
from collections.abc import Iterator
from string import Formatter

from cchc.text.problem import ProblemCode
from cchc.words.translator import Lang, voice
from tests.syntax import PROGRAM, nodes

TELLERS = {"_tell", "_tell_at", "note", "note_at", "note_key", "note_once", "slip"}
FILLED_BY_WORDS = {"nearest"}


def needed(fault: ProblemCode) -> set[str]:
    said = voice(Lang.VI).say
    texts = (said(f"problem.{fault.value}"), said(f"problem.{fault.value}.hint"))
    blanks = {name for text in texts for _, name, _, _ in Formatter().parse(text)}
    return {name for name in blanks if name} - FILLED_BY_WORDS


def keys(node: ast.expr | None) -> set[str] | None:
    """The keys of a dictionary written out, None where they cannot be read."""
    if not isinstance(node, ast.Dict):
        return None
    found = [each.value for each in node.keys if isinstance(each, ast.Constant)]
    return {str(each) for each in found} if len(found) == len(node.keys) else None


def names_filled(function: ast.FunctionDef) -> dict[str, set[str]]:
    """The keys that a function puts into each dictionary it gives a name."""
    found: dict[str, set[str]] = {}
    for node in ast.walk(function):
        if not isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
            continue
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant):
            if isinstance(target.value, ast.Name):
                key = str(target.slice.value)
                found.setdefault(target.value.id, set()).add(key)
        elif isinstance(target, ast.Name) and (put := keys(node.value)) is not None:
            found.setdefault(target.id, set()).update(put)
    return found


def given(call: ast.Call, names: dict[str, set[str]]) -> set[str] | None:
    """The blanks of a call that makes a problem, None where they cannot be read."""
    callee = call.func
    name = callee.id if isinstance(callee, ast.Name) else getattr(callee, "attr", "")
    if name == "Problem":
        option = next((k.value for k in call.keywords if k.arg == "blanks"), None)
        blanks = call.args[2] if len(call.args) > 2 else option
        if blanks is None:
            return set()
        if isinstance(blanks, ast.Name):
            return names.get(blanks.id)
        return keys(blanks)
    if name in TELLERS and all(each.arg for each in call.keywords):
        return {str(each.arg) for each in call.keywords}
    return None


def fault_of(call: ast.Call) -> ProblemCode | None:
    """The code that a call names as its first argument, or after the node."""
    return next(
        (
            ProblemCode[node.attr]
            for node in call.args[:2]
            if isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id == "ProblemCode"
        ),
        None,
    )


def readable() -> Iterator[tuple[str, ProblemCode, set[str]]]:
    for path in PROGRAM:
        for function in nodes(path):
            if not isinstance(function, ast.FunctionDef):
                continue
            names = names_filled(function)
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and (fault := fault_of(call)):
                    blanks = given(call, names)
                    if blanks is not None:
                        yield f"{path.name}:{call.lineno}", fault, blanks


def test_every_problem_fills_the_blanks_of_its_sentence() -> None:
    found = list(readable())
    assert len(found) > 150
    lacking = [
        (place, fault.name, sorted(needed(fault) - blanks))
        for place, fault, blanks in found
        if needed(fault) - blanks
    ]
    assert lacking == []
