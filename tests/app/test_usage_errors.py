"""A wrong command line is answered in one sentence and one cure."""

import json
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated

import pytest
import typer

from cchc.app.command_tree import tree_of
from cchc.app.context import AppContext
from cchc.main import main, run_guarded
from cchc.text.problem import Problem, ProblemCode, Refusal
from cchc.words.translator import Lang, Voice


class Size(StrEnum):
    SMALL = "small"
    LARGE = "large"


def shout(
    _app: AppContext,
    unit: Annotated[str, typer.Argument(help="u")],
    loud: Annotated[int, typer.Option("--loud")],  # noqa: ARG001
    size: Annotated[Size, typer.Option("--size")] = Size.SMALL,  # noqa: ARG001
    quick: Annotated[bool, typer.Option("--quick")] = False,  # noqa: ARG001
) -> None:
    """Raise what the unit's name says."""
    troubles: dict[str, BaseException] = {
        "abort": typer.Abort(),
        "ctrl-c": KeyboardInterrupt(),
        "eof": EOFError(),
        "bug": ZeroDivisionError("secret"),
        "disk": Refusal((Problem(ProblemCode.LANG_UNKNOWN, blanks={"text": "x"}),)),
        "three": typer.Exit(3),
    }
    if unit in troubles:
        raise troubles[unit]


sys.modules["cchc.features.loud"] = sys.modules[__name__]
VERBS = {"family": {"shout": "loud:shout", "whisper": "loud:shout"}}


def ran(*words: str, lang: Lang = Lang.VI, debug: bool = False) -> int:
    voice = Voice(lang)
    app = AppContext(voice, date(2022, 3, 22), datetime.now(tz=UTC), debug=debug)  # noqa: TID251
    tree = tree_of(VERBS, voice)

    def work() -> object:
        return tree.main(
            args=list(words), prog_name="cchc", standalone_mode=False, obj=app
        )

    return run_guarded(work, app)


Err = Callable[[], str]


@pytest.fixture
def err(capsys: pytest.CaptureFixture[str]) -> Err:
    def said() -> str:
        return capsys.readouterr().err.strip()

    return said


SHOUT = ("family", "shout")


@pytest.mark.parametrize(
    ("words", "vietnamese", "english"),
    [
        (
            ["famly"],
            "Không có lệnh “famly”. Có phải ý bạn là “family”?",
            "There is no command “famly”. Did you mean “family”?",
        ),
        (
            ["family", "xyz"],
            "Không có lệnh “xyz”. Gõ cchc family --help để xem hướng dẫn.",
            "There is no command “xyz”. Type cchc family --help for help.",
        ),
        (
            [*SHOUT, "p1", "--luod", "1"],
            "Không có tùy chọn --luod. Có phải ý bạn là “--loud”?",
            "There is no option --luod. Did you mean “--loud”?",
        ),
        (
            [*SHOUT],
            "Thiếu ĐƠN_VỊ. Cách gõ: cchc family shout --loud LOUD ĐƠN_VỊ [TÙY CHỌN]",
            "UNIT is missing. Usage: cchc family shout --loud LOUD UNIT [OPTIONS]",
        ),
        (
            [*SHOUT, "p1"],
            (
                "Thiếu tùy chọn --loud. "
                "Cách gõ: cchc family shout --loud LOUD ĐƠN_VỊ [TÙY CHỌN]"
            ),
            (
                "The option --loud is missing. "
                "Usage: cchc family shout --loud LOUD UNIT [OPTIONS]"
            ),
        ),
        (
            [*SHOUT, "p1", "--loud"],
            (
                "Tùy chọn --loud thiếu giá trị đi kèm. "
                "Gõ cchc family shout --help để xem hướng dẫn."
            ),
            "The option --loud needs a value. Type cchc family shout --help for help.",
        ),
        (
            [*SHOUT, "p1", "--loud", "x"],
            (
                "Giá trị ghi cho --loud không dùng được. "
                "Gõ cchc family shout --help để xem hướng dẫn."
            ),
            (
                "The value of --loud cannot be used. "
                "Type cchc family shout --help for help."
            ),
        ),
        (
            [*SHOUT, "p1", "--loud", "1", "--size", "huge"],
            "Giá trị ghi cho --size không dùng được. Chọn một trong: small, large.",
            "The value of --size cannot be used. Choose one of: small, large.",
        ),
        (
            [*SHOUT, "p1", "p2", "--loud", "1"],
            "Thừa “p2” trên dòng lệnh. Gõ cchc family shout --help để xem hướng dẫn.",
            (
                "“p2” was not expected on the command line. "
                "Type cchc family shout --help for help."
            ),
        ),
        (
            [*SHOUT, "p1", "--loud", "1", "--quick=2"],
            (
                "Tùy chọn --quick không nhận giá trị đi kèm. "
                "Gõ cchc family shout --help để xem hướng dẫn."
            ),
            (
                "The option --quick takes no value. "
                "Type cchc family shout --help for help."
            ),
        ),
    ],
)
def test_every_slip_is_told_in_both_languages(
    words: list[str], vietnamese: str, english: str, err: Err
) -> None:
    assert (ran(*words), err()) == (2, vietnamese)
    assert (ran(*words, lang=Lang.EN), err()) == (2, english)


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        (["statsu"], "P551", 2),
        (["status", "--chekc"], "P552", 2),
        (["status", "Q1", "Q2"], "P553", 2),
        (["report", "show"], "P554", 2),
        (["unit", "exempt", "p1", "Q1"], "P555", 2),
        (["status", "--unit"], "P556", 2),
        (["status", "--check=1"], "P557", 2),
        (["plan", "cascade", "--split", "x"], "P558", 2),
        (["report", "add", "p1", "Q1", "ck-6b"], "P562", 2),
        (["status", "--lang", "xx"], "P506", 2),
        (["status", "--today", "hôm kia"], "P502", 2),
    ],
)
@pytest.mark.usefixtures("office")
def test_a_program_gets_a_slip_as_a_document(
    words: list[str],
    code: str,
    exit_code: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    verb = 1 if words[0] == "status" else len(words[:2])
    assert main([*words[:verb], "--json", *words[verb:]]) == exit_code
    told = capsys.readouterr()
    document = json.loads(told.out)
    assert document["schema"] == "cchc.problems/1"
    assert [problem["code"] for problem in document["problems"]] == [code]
    assert told.err == ""


@pytest.mark.parametrize("asked", [["--format", "json"], ["--format=json"]])
def test_json_is_asked_for_by_its_format_too(
    asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["status", *asked, "--chekc"]) == 2
    assert json.loads(capsys.readouterr().out)["problems"][0]["code"] == "P552"


def test_after_two_dashes_nothing_asks_for_json(err: Err) -> None:
    assert main(["statsu", "--", "--json"]) == 2
    assert "status" in err()


def test_what_was_typed_cannot_steer_the_screen(err: Err) -> None:
    ran("\x1b[2J")
    assert "\x1b" not in err()


def test_a_family_without_a_verb_shows_its_help(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert ran("family") == 0
    assert "shout" in capsys.readouterr().out


@pytest.mark.parametrize("how", ["abort", "ctrl-c", "eof"])
def test_an_interruption_ends_with_130_and_a_sentence(how: str, err: Err) -> None:
    assert ran(*SHOUT, how, "--loud", "1") == 130
    assert err() == "Đã dừng theo yêu cầu."


def test_an_exit_code_of_a_command_is_kept(err: Err) -> None:
    assert ran(*SHOUT, "three", "--loud", "1") == 3
    assert err() == ""


def test_trouble_that_carries_a_problem_is_told_as_one(err: Err) -> None:
    assert ran(*SHOUT, "disk", "--loud", "1") == 2
    assert "Không có ngôn ngữ “x”." in err()


def test_a_bug_of_ours_is_one_sentence_and_a_log(err: Err) -> None:
    assert ran(*SHOUT, "bug", "--loud", "1") == 70
    said = err()
    assert "\n" not in said
    assert "secret" not in said
    log = next(word for word in said.split() if word.endswith(".log;"))[:-1]
    with open(log, encoding="utf-8") as trace:  # noqa: PTH123
        text = trace.read()
    assert "ZeroDivisionError" in text
    assert "secret" not in text


def test_debug_shows_the_trace(err: Err) -> None:
    assert ran(*SHOUT, "bug", "--loud", "1", debug=True) == 70
    assert "ZeroDivisionError: secret" in err()
