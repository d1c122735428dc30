"""What is odd and can be right: asked at a terminal before anything is written."""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

import typer

from cchc.app.context import AppContext
from cchc.app.options import WriteOptions
from cchc.text.problem import Problem

YES = frozenset({"c", "co", "có", "y", "yes"})


class DoubtfulAct(Protocol):
    """What an act did, or would do, with what of it is questioned."""

    @property
    def doubts(self) -> Iterable[Problem]: ...


Act = TypeVar("Act", bound=DoubtfulAct)


def ask_if_right(app: AppContext, doubts: Iterable[Problem]) -> None:
    """Tell what is odd and ask whether it is right; without a yes the run ends."""
    if listed := tuple(doubts):
        app.warn(listed)
        answer = app.ask(app.voice.say("report.ask") + " ")
        if (answer or "").lower() not in YES:
            raise typer.Exit(1)


def act_when_sure(
    app: AppContext, act: WriteOptions, run: Callable[[bool], Act]
) -> Act:
    """Do an act, at a terminal after a rehearsal whose doubts are asked about.

    `run` takes whether it is a rehearsal. Where nobody is asked, what is odd is told.
    """
    if app.interactive and not act.dry_run:
        ask_if_right(app, run(True).doubts)
        return run(False)
    done = run(act.dry_run)
    app.warn(done.doubts)
    return done
