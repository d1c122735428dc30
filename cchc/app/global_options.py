"""Global options: declared for the help, read wherever they stand on the line."""

import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated, NamedTuple

import typer

from cchc.app.console import write_text
from cchc.app.usage_errors import UsageError
from cchc.text.problem_codes import ProblemCode

VALUES = ("--db", "--lang", "--today")
FLAGS = {name: name for name in ("--no-input", "--no-pager", "--quiet", "--debug")} | {
    "-q": "--quiet"
}
"""Each flag as it may be typed, and its name."""


class CommandLine(NamedTuple):
    """Global options as typed, and all other words in their order."""

    values: dict[str, str]
    flags: frozenset[str]
    rest: tuple[str, ...]
    trouble: UsageError | None

    @property
    def asks_json(self) -> bool:
        """Whether the answer is for a program, a refusal too."""
        words = self.rest[: self.rest.index("--")] if "--" in self.rest else self.rest
        pairs = {*words, *map("=".join, pairwise(words))}
        return not pairs.isdisjoint({"--json", "--format=json"})


def extract_global_options(words: Sequence[str]) -> CommandLine:
    """Global options removed from the words, wherever they stood, and the rest.

    `--opt value` and `--opt=value`; the last one wins; nothing after `--` is an
    option. A missing value is kept in `trouble` until the language is known.
    """
    values: dict[str, str] = {}
    flags: set[str] = set()
    rest: list[str] = []
    trouble: UsageError | None = None
    waiting = list(reversed(words))
    while waiting:
        word = waiting.pop()
        name, equals, value = word.partition("=")
        if word == "--":
            rest += [word, *reversed(waiting)]
            break
        if word in FLAGS:
            flags.add(FLAGS[word])
        elif name in VALUES and (equals or waiting):
            values[name] = value if equals else waiting.pop()
        elif name in VALUES:
            trouble = UsageError(ProblemCode.VALUE_MISSING, option=name)
        else:
            rest.append(word)
    return CommandLine(values, frozenset(flags), tuple(rest), trouble)


def _show_version(ctx: typer.Context, is_asked: bool) -> None:
    if is_asked and not ctx.resilient_parsing:
        from cchc.app.version import version_line

        write_text(sys.stdout, version_line(ctx.obj.voice))
        raise typer.Exit


def declare_global_options(
    _db: Annotated[
        str | None, typer.Option("--db", metavar="FILE", help="help.global.db")
    ] = None,
    _lang: Annotated[
        str | None, typer.Option("--lang", metavar="vi|en", help="help.global.lang")
    ] = None,
    _today: Annotated[
        str | None, typer.Option("--today", metavar="DATE", help="help.global.today")
    ] = None,
    _no_input: Annotated[
        bool, typer.Option("--no-input", help="help.global.no_input")
    ] = False,
    _no_pager: Annotated[
        bool, typer.Option("--no-pager", help="help.global.no_pager")
    ] = False,
    _quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="help.global.quiet")
    ] = False,
    _debug: Annotated[bool, typer.Option("--debug", help="help.global.debug")] = False,
    _is_version: Annotated[
        bool,
        typer.Option(
            "--version",
            "-V",
            is_eager=True,
            callback=_show_version,
            help="help.global.version",
        ),
    ] = False,
) -> None:
    """Declares the global options for help and completion; they were read before."""
