"""The entry point, and where every run ends: a sentence and an exit code."""

import atexit
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

import typer

from cchc.app.command_line import UsageAdvice, extract_global_options, usage_advice
from cchc.app.command_tree import command_tree
from cchc.app.console import OutputError, write_text
from cchc.app.context import AppContext, build_context
from cchc.text.printed_marks import ENGLISH, PRINTED, VIETNAMESE
from cchc.words.translator import Lang

if TYPE_CHECKING:
    from cchc.store.creation import Upgrade

INTERRUPTED = 130
OUR_BUG = 70


def leave(code: int) -> NoReturn:
    """End the process at once, with what was to be done at its end.

    Python would first take every module and value apart: a tenth of a short run.
    """
    atexit._run_exitfuncs()  # noqa: SLF001  # as Python itself would
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # gone, closed, none
            stream.flush()
    os._exit(code)


def main(words: Sequence[str]) -> int:
    """Run one command line (without the program's name); its exit code, DESIGN 2."""
    if words[:1] == ["__complete"]:
        from cchc.app.completion import answer_shell

        write_text(sys.stdout, answer_shell(words[1:], os.environ))
        return 0
    if commits := sys.modules.get("cchc.store.disk.commits"):
        commits.forget_commits()  # of a run before, in the same process
    line = extract_global_options(words)
    app, trouble = build_context(line, os.environ)

    def work() -> object:
        if trouble is not None:
            app.refuse([trouble])
        if line.trouble is not None:
            raise line.trouble
        return command_tree(app.voice).main(
            args=list(line.rest) or ["--help"],
            prog_name="cchc",
            standalone_mode=False,
            obj=app,
        )

    marks = PRINTED.set(ENGLISH if app.voice.lang is Lang.EN else VIETNAMESE)
    try:
        code = run_guarded(work, app, line.rest)
        late = run_guarded(lambda: refresh_touched_verdicts(app), app)
    finally:
        PRINTED.reset(marks)
    if creation := sys.modules.get("cchc.store.creation"):
        tell_upgrades(app, creation.UPGRADES)
    return code or late


def refresh_touched_verdicts(app: AppContext) -> None:
    """Judge again what this run touched; where that cannot be, the next act does it."""
    commits = sys.modules.get("cchc.store.disk.commits")
    if commits is None or not commits.has_committed():
        return
    for ledger, plans in commits.touched_plans().items():
        from cchc.features.office.actions.refresh import refresh_touched
        from cchc.text.problem import Refusal

        try:
            refresh_touched(ledger, plans, app.today)
        except Refusal:  # the act stands; its rows wait, marked
            app.remark("db.refresh.later")


def tell_upgrades(app: AppContext, upgrades: "list[Upgrade]") -> None:
    """Say that a ledger was brought up, also by a verb that only reads."""
    while upgrades:
        made = upgrades.pop()
        names = {"file": str(made.path), "copy": str(made.copy)}
        app.remark("db.upgraded", version=made.version, **names)


def run_guarded(
    work: Callable[[], object], app: AppContext, words: Sequence[str] = ()
) -> int:
    """Do the work and give the exit code of DESIGN 2 for whatever came of it."""
    try:
        outcome = work()
    except typer.TyperException as trouble:
        tell_misuse(app, usage_advice(trouble, app.voice))
        return 2
    except typer.Exit as end:
        return end.exit_code
    except (typer.Abort, KeyboardInterrupt):
        outcome = INTERRUPTED
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except OutputError:
        return _end_of_output(app)
    except Exception as error:  # noqa: BLE001  # the one place where bugs end
        return _end_of_error(error, app, words)
    if outcome == INTERRUPTED:
        app.err(app.voice.say("end.interrupted"))
    return outcome if isinstance(outcome, int) else 0


def _end_of_output(app: AppContext) -> int:
    """Say that the answer got lost and, where an act was stored, that it stands."""
    from cchc.app.refusals import WRITTEN_NOT_SHOWN
    from cchc.store.disk.commits import has_committed

    app.err(app.voice.say("end.output"))
    if not has_committed():
        return 1
    app.err(app.voice.say("end.written"))
    return WRITTEN_NOT_SHOWN


def tell_misuse(app: AppContext, advice: UsageAdvice) -> None:
    """Say what is wrong with a command line; as a document where one is asked for."""
    if app.asks_json:
        from cchc.app.refusals import misuse_json

        app.out(misuse_json(advice, app.voice))
    else:
        app.err(f"{advice.sentence} {advice.cure}")


def _end_of_error(error: Exception, app: AppContext, words: Sequence[str]) -> int:
    """Tell a refusal; write where a bug of ours happened to a file and say where."""
    from cchc.app.refusals import exit_code
    from cchc.text.problem import Refusal

    if isinstance(error, Refusal):
        app.warn(error.problems)
        return exit_code(error.problems)
    from cchc.app.bug_log import system_refusal, write_bug_log
    from cchc.store.disk.commits import has_committed

    if problem := system_refusal(error):
        try:
            app.refuse([problem])
        except typer.Exit as end:
            return end.exit_code
    if app.debug:
        from traceback import format_exception

        app.err("".join(format_exception(error)))
    app.err(app.voice.say("end.bug", log=write_bug_log(error, words)))
    if has_committed():
        app.err(app.voice.say("end.written"))
    return OUR_BUG
