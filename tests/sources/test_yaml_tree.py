"""Text to tree: raw words, exact places, both readers alike."""

import pytest
import yaml

from cchc.sources import yaml_tree
from cchc.sources.yaml_tree import ListNode, MappingNode, ScalarNode, read_yaml
from cchc.text.problem import ProblemCode


@pytest.fixture(params=["fast", "slow"], autouse=True)
def _reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "slow":
        monkeypatch.setattr(yaml_tree, "_LOADER", yaml.SafeLoader)
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)


def root(text: str) -> MappingNode:
    found = read_yaml(text.encode(), "a.yaml")
    assert found.problems == ()
    assert isinstance(found.documents[0], MappingNode)
    return found.documents[0]


def word(text: str, key: str = "a") -> ScalarNode:
    node = root(text).entries[key]
    assert isinstance(node, ScalarNode)
    return node


@pytest.mark.parametrize(
    "typed", ["01", "no", "12:30", "1.234", "1_000", "1e3", "0x1F", "2022-01-02", "on"]
)
def test_a_word_is_the_word_that_was_typed(typed: str) -> None:
    assert word(f"a: {typed}\n").text == typed


@pytest.mark.parametrize("typed", ["", "~", "null"])
def test_nothing_is_absent_but_quoted_nothing_is_text(typed: str) -> None:
    assert word(f"a: {typed}\n").absent
    assert not word(f'a: "{typed}"\n').absent


def test_columns_count_characters_not_bytes() -> None:
    inner = root("đơn vị: {tên: Phường, a: b}\n").entries["đơn vị"]
    assert isinstance(inner, MappingNode)
    assert (inner.line, inner.column) == (1, 9)
    last = inner.entries["a"]
    assert (last.line, last.column) == (1, 26)


def test_keys_in_decomposed_letters_are_the_same_keys() -> None:
    assert "mạ" in root("ma\u0323: 1\n").entries


def test_a_list_keeps_its_order() -> None:
    node = root("a: [c, b, a]\n").entries["a"]
    assert isinstance(node, ListNode)
    assert [row.text for row in node.rows if isinstance(row, ScalarNode)] == [
        "c",
        "b",
        "a",
    ]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("a: %\nb: @x\nc: `y`\n", [ProblemCode.UNQUOTED] * 3),
        ("a: > 3\nb: {c: %}\n", [ProblemCode.UNQUOTED] * 2),
        ("a: Chỉ: tiêu\nb: {c: d: e}\n", [ProblemCode.SECOND_COLON] * 2),
        ('a: "x\nb: 2\n', [ProblemCode.UNCLOSED_QUOTE]),
        ("a: [1, 2\nb: 3\n", [ProblemCode.UNCLOSED_BRACKET]),
        ("a:\n  b: 1\n c: 2\n", [ProblemCode.WRONG_INDENT]),
        ("a:\n\tb: 1\n\tc: 2\n", [ProblemCode.TAB_INDENT]),
        ("a: *b\nc: &d 1\n<<: *a\n", [ProblemCode.ALIAS] * 4),
        ("a: 1\na: 2\na: 3\n", [ProblemCode.DUPLICATE_KEY] * 2),
        ("a: !!int 3\nb: !c d\n", [ProblemCode.TAG] * 2),
        ('a: "\\0"\n', [ProblemCode.CONTROL_CHARACTER]),
        ("a:1\nb: 2\n", [ProblemCode.COLON_NEEDS_SPACE]),
        ("? {a: b}\n: c\n", [ProblemCode.KEY_NOT_TEXT]),
        ("a: " + "[" * 60 + "]" * 60, [ProblemCode.TOO_DEEP]),
        ("a: " + "[" * 5000, [ProblemCode.TOO_DEEP]),
    ],
)
def test_slips_of_syntax_have_names_and_reading_goes_on(
    text: str, faults: list[ProblemCode]
) -> None:
    found = read_yaml(text.encode(), "a.yaml")
    assert [problem.code for problem in found.problems] == faults


def test_a_bomb_of_aliases_is_refused_before_it_grows() -> None:
    levels = "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9)
    )
    found = read_yaml(f"a0: &a0 [x]\n{levels}".encode(), "a.yaml")
    assert {problem.code for problem in found.problems} == {ProblemCode.ALIAS}


@pytest.mark.parametrize(
    ("data", "guess"),
    [
        ("a: b\n".encode("utf-16"), "UTF-16"),
        ("a: b\n".encode("utf-16-le") + b"\xff", "UTF-16"),
        ("a: kê\u0301 hoa\u0323ch\n".encode("cp1258"), "Windows-1258"),
        ("a: café\n".encode("cp1252"), "Windows-1252"),
    ],
)
def test_other_encodings_are_named(data: bytes, guess: str) -> None:
    (problem,) = read_yaml(data, "a.yaml").problems
    assert (problem.code, problem.blanks["guess"]) == (ProblemCode.NOT_UTF8, guess)


def test_a_place_carries_its_line_as_typed() -> None:
    (problem,) = read_yaml("x: 1\r\ný: {b: %}\r\n".encode(), "a.yaml").problems
    at = problem.place
    assert (at.file, at.line, at.column, at.excerpt) == ("a.yaml", 2, 8, "ý: {b: %}")
