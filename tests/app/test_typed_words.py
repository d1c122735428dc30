"""Every argument and option of every verb, found by its declaration."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from cchc.app.command_line import metavar, parameters
from cchc.app.command_tree import command_tree
from cchc.app.context import AppContext
from cchc.app.verbs import VERBS, Verbs
from cchc.main import main
from cchc.words.translator import Lang, voice

VIETNAMESE = voice(Lang.VI)


def every_verb(
    verbs: Verbs = VERBS, before: tuple[str, ...] = ()
) -> Iterator[list[str]]:
    for name, below in verbs.items():
        words = (*before, name)
        if isinstance(below, str):
            yield [*words]
        else:
            yield from every_verb(below, words)


def context_of(words: list[str]) -> typer.Context:
    command, ctx = command_tree(VIETNAMESE), None
    for word in ("cchc", *words):
        if ctx is not None:
            command = command.get_command(ctx, word)
        ctx = typer.Context(command, parent=ctx, info_name=word)
    assert ctx is not None
    return ctx


def every_value() -> Iterator[tuple[list[str], str]]:
    """The words up to a value that is left to fill in and what names it.

    Arguments before an argument are filled in with `x`.
    """
    for words in every_verb():
        filled = list(words)
        for param in parameters(context_of(words)):
            if isinstance(param, typer.core.TyperArgument):
                yield list(filled), metavar(param, VIETNAMESE)
                filled += ["x"] * (param.nargs == 1)
            elif not param.is_flag:
                yield [*words, param.opts[0]], param.opts[0]


VALUES = [pytest.param(*case, id=" ".join(case[0][-3:])) for case in every_value()]


def test_every_verb_with_a_value_is_there() -> None:
    assert len(VALUES) > 150
    assert len({case.id for case in VALUES}) > 100


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("CCHC_")]:
        monkeypatch.delenv(name)


@pytest.mark.parametrize(("words", "name"), VALUES)
def test_no_value_may_be_empty_or_hold_what_steers_a_screen(
    words: list[str],
    name: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    hostile = {
        "P531": ("", "  ", "\u200b", "\u3164"),
        "P127": ("a\x1b[31m", "a\udcff", "\ud800", "a\x9bb", "a\x00"),
        "P146": ("a" * 40_000,),
    }
    for code, texts in hostile.items():
        for text in texts:
            assert main([*words, text]) == 2, text
            assert capsys.readouterr().err.startswith(f"{name}: {code} "), text
    assert not any(Path.cwd().iterdir())


@pytest.mark.parametrize("name", ["--db", "--lang", "--today"])
@pytest.mark.parametrize(
    ("text", "code"),
    [("", "P531"), (" ", "P531"), ("\udcff", "P127"), ("\x9b", "P127")],
)
def test_no_global_option_nor_its_variable_may_be_empty(
    name: str,
    text: str,
    code: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert main([name, text, "status"]) == 2
    assert capsys.readouterr().err.startswith(f"{name}: {code} ")
    variable = f"CCHC_{name.strip('-').upper()}"
    monkeypatch.setenv(variable, text)
    assert main(["status"]) == 2
    assert capsys.readouterr().err.startswith(f"{variable}: {code} ")


def test_texts_are_in_nfc_without_what_is_unseen_and_paths_as_typed() -> None:
    words = ["report", "add"]
    ctx = context_of(words)
    ctx.obj = AppContext.__new__(AppContext)
    ctx.obj.voice = VIETNAMESE
    unit, note = "Phươ\u0300ng 1\u200b", "dem=a\u202eb\r\nc"
    typed, _, _ = ctx.command.make_parser(ctx).parse_args([unit, "--note", note])
    assert typed["unit"] == "Phường 1"
    assert typed["note"] == ["dem=ab\nc"]
