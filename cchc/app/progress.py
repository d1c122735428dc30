"""A bar that grows on standard error while many files are made or read."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from cchc.app.context import AppContext

Each = TypeVar("Each")
MANY = 30
WIDTH = 30


def with_progress(
    app: AppContext, each: Iterable[Each], total: int, code: str
) -> Iterator[Each]:
    """The same things; with a bar where somebody looks at a terminal and waits."""
    shown = total >= MANY and not app.quiet and sys.stderr.isatty()
    for done, one in enumerate(each, start=1):
        if shown:
            filled = "█" * (WIDTH * done // total)
            text = f"\r{app.voice.say(code)} {filled:·<{WIDTH}} {done}/{total}"
            sys.stderr.write(text + ("\n" if done == total else ""))
            sys.stderr.flush()
        yield one
