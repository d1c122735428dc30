"""A pager where a text is longer than the terminal, as git has one."""

import os
import shlex
from collections.abc import Mapping
from contextlib import suppress
from shutil import which
from signal import SIGINT, signal
from subprocess import PIPE, Popen

OWN, USUAL = "CCHC_PAGER", "less"
LESS = {"LESS": "FRX", "LV": "-c"}
"""How pagers behave where nobody has settled it: `less` ends by itself on a text of one
screen, shows colours, and leaves the text on the screen."""
UNICODE = {"LESSCHARSET": "utf-8"}
OFF = {"", "cat"}


def pager_command(environ: Mapping[str, str]) -> list[str]:
    """The pager's command: of CCHC_PAGER, else PAGER, else `less` where there is one.

    Empty where there is none, or it is switched off: an empty word, or `cat`.
    """
    typed = environ.get(OWN, environ.get("PAGER"))
    if typed is None:
        return [USUAL] if which(USUAL) else []
    try:
        command = shlex.split(typed, posix=os.name != "nt")
    except ValueError:
        return []
    return [] if " ".join(command) in OFF else command


def show_in_pager(text: str, encoding: str, environ: Mapping[str, str]) -> bool:
    """Show a text until its reader has closed the pager; False: there is none.

    Ctrl-C is the pager's own; one that is left early takes no more, and that is fine.
    """
    command = pager_command(environ)
    if not command:
        return False
    data = text.rstrip().encode(encoding, "replace") + b"\n"
    around = {**LESS, **(UNICODE if encoding.lower() == "utf-8" else {}), **environ}
    # Ctrl-C is the pager's; a handler, unlike SIG_IGN, is not inherited by it
    before = signal(SIGINT, lambda _number, _frame: None)
    try:
        pager = Popen(command, stdin=PIPE, env=around)  # noqa: S603 -- the user's own
        with suppress(BrokenPipeError):
            pager.communicate(data)
        pager.wait()
    except OSError:
        return False
    finally:
        signal(SIGINT, before)
    return True
