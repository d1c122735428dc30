"""How a verb gives its answer: a list in the format asked for, an act."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

import typer

from cchc.app.context import AppContext
from cchc.app.options import ListOptions, WriteOptions
from cchc.app.output import Format
from cchc.core.facts.report import Stamp
from cchc.text.problem import Problem
from cchc.words.translator import Voice

if TYPE_CHECKING:
    from cchc.screen.document import JsonDocument
    from cchc.screen.list_answer import ListAnswer
    from cchc.screen.table import Table


ON_PAPER = 100
"""How wide a table is drawn in a file of text."""


def give_list(
    app: AppContext,
    out: ListOptions,
    json: Callable[[], str],
    table: "Callable[[], Table]",
    screen: Callable[[int, bool], str] | None = None,
    answer: "Callable[[], ListAnswer] | None" = None,
) -> None:
    """Give out a list; only the one form that is asked for is made.

    `answer` is what a screen shows; a pipe gets plain rows. `screen` writes everything
    for people, of a width, with colour or without; the table, drawn, where a verb has
    nothing else to show there. What is not the answer has its counts beside it.
    """
    is_screen = out.format is Format.TABLE and not out.to_file
    is_answered, rows = False, None
    if out.format is Format.JSON:
        content: str | bytes = json()
    elif is_screen and answer is not None and app.is_piped:
        from cchc.screen.table import as_tsv

        content = as_tsv(table(), heads=False)
    elif is_screen and answer is not None and not out.is_full:
        from cchc.screen.list_answer import draw_list

        content = draw_list(answer(), app.voice, app.width, colour=app.colour)
        is_answered = True
    elif out.format is Format.TABLE:
        width = ON_PAPER if out.to_file else app.width
        content = _draw_table(
            table, screen, width, colour=app.colour and not out.to_file
        )
    else:
        listed = table()
        rows = len(listed.rows)
        content = _table_file(app, listed, out.format)
    app.deliver(content, out.output, rows=rows)
    if answer is not None and not (is_answered or out.as_json or app.quiet):
        app.err(answer().counts)


Listed = TypeVar("Listed")
Listed_contra = TypeVar("Listed_contra", contravariant=True)


class ListScreen(Protocol[Listed_contra]):
    """A list as people see it on a screen of a width."""

    def __call__(
        self, listed: Listed_contra, voice: Voice, width: int, /, *, colour: bool
    ) -> str: ...


def give_record(
    app: AppContext,
    out: ListOptions,
    listed: Listed,
    document: "type[JsonDocument]",
    table: "Callable[[Listed, Voice], Table]",
    screen: ListScreen[Listed] | None = None,
    answer: "Callable[[Listed, Voice], ListAnswer] | None" = None,
) -> None:
    """Give out the list that one record holds; all its forms are made of it."""
    voice = app.voice

    def draw(width: int, colour: bool) -> str:
        return screen(listed, voice, width, colour=colour) if screen else ""

    give_list(
        app,
        out,
        lambda: document.as_json(listed, voice=voice),
        lambda: table(listed, voice),
        draw if screen else None,
        (lambda: answer(listed, voice)) if answer else None,
    )


def _draw_table(
    table: "Callable[[], Table]",
    screen: Callable[[int, bool], str] | None,
    width: int,
    *,
    colour: bool,
) -> str:
    if screen is not None:
        return screen(width, colour)
    from cchc.screen.table import as_table

    return as_table(table(), width, colour=colour)


def _table_file(app: AppContext, table: "Table", form: Format) -> str | bytes:
    if form in {Format.XLSX, Format.HTML}:
        from cchc.paper.table_file import table_page, table_workbook

        make = table_workbook if form is Format.XLSX else table_page
        return make(table, app.voice.lang)
    from cchc.screen.table import render_table

    return render_table(table, form)


YES = frozenset({"c", "co", "có", "y", "yes"})


class DoubtfulAct(Protocol):
    """What an act did, or would do, with what of it is questioned."""

    @property
    def doubts(self) -> Iterable[Problem]: ...


Done = TypeVar("Done", bound=DoubtfulAct)
Done_co = TypeVar("Done_co", bound=DoubtfulAct, covariant=True)
Done_contra = TypeVar("Done_contra", contravariant=True)
Request = TypeVar("Request")
Request_contra = TypeVar("Request_contra", contravariant=True)


class ActWriter(Protocol[Request_contra, Done_co]):
    """Writes what is asked for to the ledger; a rehearsal writes nothing."""

    def __call__(
        self, db: Path, request: Request_contra, /, *, stamp: Stamp, dry_run: bool
    ) -> Done_co: ...


class ActWords(Protocol[Done_contra]):
    """What an act did, or would do, in words."""

    def __call__(self, done: Done_contra, voice: Voice, /, *, dry_run: bool) -> str: ...


def ask_if_right(app: AppContext, doubts: Iterable[Problem]) -> None:
    """Tell what is odd and ask whether it is right; without a yes the run ends."""
    if listed := tuple(doubts):
        app.warn(listed)
        answer = app.ask(app.voice.say("report.ask") + " ")
        if (answer or "").lower() not in YES:
            raise typer.Exit(1)


def give_act(
    app: AppContext,
    act: WriteOptions,
    verb: str,
    write: ActWriter[Request, Done],
    request: Request,
    document: "type[JsonDocument]",
    words: ActWords[Done],
) -> None:
    """Do an act and tell it, at a terminal after a rehearsal whose doubts are asked.

    Where nobody is asked, what is odd is told.
    """
    run = partial(write, app.database, request, stamp=app.stamp(verb, act.by))
    if app.interactive and not act.dry_run:
        ask_if_right(app, run(dry_run=True).doubts)
        done = run(dry_run=False)
    else:
        done = run(dry_run=act.dry_run)
        app.warn(done.doubts)
    if act.as_json:
        app.out(document.as_json(done, dry_run=act.dry_run))
    else:
        app.out(words(done, app.voice, dry_run=act.dry_run))
