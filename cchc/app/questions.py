"""What is odd and can be right: asked at a terminal before anything is written."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

import typer

from cchc.app.context import AppContext
from cchc.app.options import WriteOptions
from cchc.core.facts.report import Stamp
from cchc.text.problem import Problem
from cchc.words.translator import Voice

if TYPE_CHECKING:
    from cchc.screen.document import JsonDocument

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
