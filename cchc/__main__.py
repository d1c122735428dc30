"""`python -m cchc` and the command `cchc`: quiet under Ctrl-C from the first moment.

Until the program runs, there is nothing to be told and nothing to be undone: the
process just ends. `_signal` is a part of Python itself: nothing is loaded for it.
"""

import gc
import os
import sys
import time
from _signal import (  # type: ignore[import-not-found]
    SIGINT,
    default_int_handler,
    getsignal,
    signal,
)
from _thread import interrupt_main, start_new_thread

TYPE_CHECKING = False
if TYPE_CHECKING:  # no module before Ctrl-C is ours
    from typing import NoReturn

INTERRUPTED = 130
FEW_CYCLES = 250_000
"""Containers made before Python looks for cycles: by default 700, which costs a
start of many classes 15 million steps, and finds next to nothing."""


def leave_at_once(*_: object) -> "NoReturn":
    """End with the code of an interrupted run, and no word."""
    os._exit(INTERRUPTED)


def interrupt_again(lost: "sys.UnraisableHookArgs") -> None:
    """Repeat a Ctrl-C that came where Python can only drop it, in a callback."""
    if lost.exc_type is KeyboardInterrupt:
        start_new_thread(_interrupt_soon, ())
    else:
        sys.__unraisablehook__(lost)


def _interrupt_soon() -> None:
    time.sleep(0.005)
    interrupt_main()


def run() -> "NoReturn":
    """Run the command line of this process and leave with its exit code."""
    is_ours = getsignal(SIGINT) is default_int_handler  # else it is to be ignored
    if is_ours:
        signal(SIGINT, leave_at_once)
        sys.unraisablehook = interrupt_again
    gc.set_threshold(FEW_CYCLES)
    from cchc.app.console import make_console_safe  # noqa: PLC0415  # Ctrl-C comes first
    from cchc.main import leave, main  # noqa: PLC0415

    make_console_safe()
    try:
        if is_ours:
            signal(SIGINT, default_int_handler)
        code = main(sys.argv[1:])
    except KeyboardInterrupt:  # while an end was being told
        code = INTERRUPTED
    if is_ours:
        signal(SIGINT, leave_at_once)
    leave(code)


if __name__ == "__main__":
    run()
