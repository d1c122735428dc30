"""Global options, wherever they stand."""

import pytest

from cchc.app.command_line import extract_global_options


@pytest.mark.parametrize(
    "words",
    [
        ["--db", "a.db", "status", "--unit", "p1"],
        ["status", "--db", "a.db", "--unit", "p1"],
        ["status", "--unit", "p1", "--db", "a.db"],
        ["status", "--unit", "p1", "--db=a.db"],
    ],
)
def test_a_global_option_may_stand_anywhere(words: list[str]) -> None:
    line = extract_global_options(words)
    assert line.values == {"--db": "a.db"}
    assert line.rest == ("status", "--unit", "p1")


def test_flags_are_taken_out_and_the_last_value_wins() -> None:
    line = extract_global_options(
        ["--lang", "vi", "status", "--quiet", "--lang=en", "--debug"]
    )
    assert line.values == {"--lang": "en"}
    assert line.flags == {"--quiet", "--debug"}
    assert line.rest == ("status",)


def test_nothing_after_two_dashes_is_an_option() -> None:
    line = extract_global_options(["report", "add", "--", "--quiet", "--db", "x"])
    assert line.values == {}
    assert line.flags == frozenset()
    assert line.rest == ("report", "add", "--", "--quiet", "--db", "x")


def test_a_value_left_out_is_told_and_swallows_no_verb() -> None:
    line = extract_global_options(["status", "--db"])
    assert line.rest == ("status",)
    assert line.trouble is not None
    assert line.trouble.blanks == {"option": "--db"}


def test_options_that_only_begin_alike_are_left_alone() -> None:
    assert extract_global_options(["--database", "x", "--todayish=1"]).rest == (
        "--database",
        "x",
        "--todayish=1",
    )
