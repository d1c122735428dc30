"""Where every run ends: a sentence and an exit code, never a traceback."""

from collections.abc import Callable

import typer

from cchc.app.console import OutputError
from cchc.app.context import AppContext, exit_code
from cchc.app.usage_errors import usage_advice
from cchc.text.problem import Refusal

INTERRUPTED = 130
OUR_BUG = 70


def run_guarded(work: Callable[[], object], app: AppContext) -> int:
    """Do the work and give the exit code of DESIGN 2 for whatever came of it."""
    try:
        done = work()
    except typer.TyperException as trouble:
        return _misused(trouble, app)
    except typer.Exit as end:
        return end.exit_code
    except (typer.Abort, KeyboardInterrupt):
        done = INTERRUPTED
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except OutputError:
        app.err(app.voice.say("end.output"))
        return 1
    except Exception as bug:  # noqa: BLE001  # the one place where bugs end
        return _failed(bug, app)
    if done == INTERRUPTED:
        app.err(app.voice.say("end.interrupted"))
    return done if isinstance(done, int) else 0


def _misused(trouble: typer.TyperException, app: AppContext) -> int:
    told = usage_advice(trouble, app.voice)
    app.err(f"{told.sentence} {told.cure}")
    return 2


def _failed(bug: Exception, app: AppContext) -> int:
    """Tell a refusal; of anything else, a bug of ours, say where its trace is."""
    if isinstance(bug, Refusal):
        app.warn(bug.problems)
        return exit_code(bug.problems)
    from traceback import format_exception

    trace = "".join(format_exception(bug))
    if app.debug:
        app.err(trace)
    app.err(app.voice.say("end.bug", log=_logged(trace)))
    return OUR_BUG


def _logged(trace: str) -> str:
    from tempfile import NamedTemporaryFile

    try:
        with NamedTemporaryFile(
            "w", prefix="cchc-", suffix=".log", encoding="utf-8", delete=False
        ) as log:
            log.write(trace)
    except OSError:
        return "-"
    return log.name
