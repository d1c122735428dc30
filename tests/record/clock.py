"""A clock that stands still, so that what is written bears the same time every day.

The type itself is changed, not a name in a module: whoever imported `datetime` before
reads the same clock.
"""

import ctypes
import gc
import sys
import time
from datetime import UTC, datetime
from runpy import run_module

START = int(datetime(2026, 1, 15, 3, tzinfo=UTC).timestamp())
"""The machine's time at the first command of a world, in seconds."""


def stop_clock(moment: int) -> None:
    """Let every clock of this process show a moment from now on."""

    def now(cls: type[datetime], tz: object = None) -> datetime:
        return cls.fromtimestamp(moment, tz)  # type: ignore[arg-type]

    (names,) = (
        found
        for found in gc.get_referents(datetime.__dict__)
        if isinstance(found, dict)
    )
    names["now"] = classmethod(now)
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(datetime))
    time.time = lambda: float(moment)


if __name__ == "__main__":
    stop_clock(int(sys.argv[1]))
    module = sys.argv[2]
    sys.argv[1:] = sys.argv[3:]
    run_module(module, run_name="__main__", alter_sys=True)
