"""The console: its encoding, its size, and what is written to it.

Its streams never fail on a letter, whatever the code page. A page with Vietnamese
tones (cp1258) loses nothing; on any other page all marks are left out, evenly, and
lines and blocks become plain signs.
"""

import os
import sys
from codecs import lookup
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from io import TextIOWrapper
from time import monotonic
from typing import TextIO, TypeVar
from unicodedata import category, normalize

import typer

Thing = TypeVar("Thing")
PROGRESS_WIDTH = 30
PATIENCE, REDRAW = 1.0, 0.1
"""Seconds before a bar is drawn, and between two of its pictures."""
SPOOL_FOLDERS: list[str] = []
"""Where files lie that hold standard input: gone after the run, so never told."""

_WHOLE = ("utf", "gb18030")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("─━═╌┄┈╴╶╸╺", "-"),
        **dict.fromkeys("│┃║╎┆┊╵╷╹╻", "|"),
        **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╯╰╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋┡┩╇╈", "+"),
        **dict.fromkeys("█▉▊▋▇▆", "#"),
        **dict.fromkeys("▌▍▎▅▄▃", "="),
        **dict.fromkeys("▏▂▁", "_"),
        **dict.fromkeys("░▒▓", "."),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("‘’‚‹›", "'"),
        **dict.fromkeys("–—―−‐‑", "-"),
        **dict.fromkeys("•●◆■▪★☆", "*"),
        **dict.fromkeys("○◇□◌", "o"),
        **dict.fromkeys("✗✘×⨯", "x"),
        **dict.fromkeys("✓✔", "v"),
        **dict(zip("đĐ₫≈▲△▼▽·�\u00a0\u202f", "dDd~^^vv.?  ", strict=True)),
        "…": "...",
        "→": "->",
        "←": "<-",
        "≥": ">=",
        "≤": "<=",
        "±": "+-",
    }
)


class PlainStream(TextIOWrapper):
    """A text stream that writes what its page cannot hold in plainer letters."""

    def write(self, text: str, /) -> int:
        super().write(fit_encoding(text, self.encoding))
        return len(text)


def make_console_safe() -> None:
    """Make standard output and standard error safe for any text."""
    sys.stdout = _safe_stream(sys.stdout)
    sys.stderr = _safe_stream(sys.stderr)


def fit_encoding(text: str, encoding: str) -> str:
    """The text with only such characters as the page of an encoding holds."""
    page = lookup(encoding).name
    if text.isascii() or page.startswith(_WHOLE):
        return text
    keeps_marks = page == "cp1258"
    return "".join(
        _fit(letter, encoding, keeps_marks) for letter in normalize("NFC", text)
    )


def _safe_stream(stream: TextIO) -> TextIO:
    if not isinstance(stream, TextIOWrapper):
        return stream
    if lookup(stream.encoding).name.startswith(_WHOLE):
        stream.reconfigure(errors="replace")
        return stream
    encoding, by_line = stream.encoding, stream.line_buffering
    page = stream.detach()
    return PlainStream(page, encoding, "replace", line_buffering=by_line)


def _fit(letter: str, encoding: str, keeps_marks: bool) -> str:
    if letter.isascii():
        return letter
    marked = letter.isalpha() or category(letter) == "Mn"
    if (keeps_marks or not marked) and _holds(letter, encoding):
        return letter
    if keeps_marks and _holds(split := _tone_apart(letter), encoding):
        return split
    if 0x2400 <= ord(letter) < 0x2420:
        return "^" + chr(ord(letter) - 0x2400 + 0x40)
    plain = normalize("NFKD", letter).translate(_SIGNS)
    ascii_only = "".join(filter(str.isascii, plain))
    return ascii_only if ascii_only or category(letter) == "Mn" else "?"


def _holds(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _tone_apart(letter: str) -> str:
    """The letter with its hat or horn in one, and its tone as a mark after it."""
    parts = normalize("NFD", letter)
    tone = "".join(part for part in parts if part in _TONES)
    rest = "".join(part for part in parts if part not in _TONES)
    return normalize("NFC", rest) + tone


class OutputError(Exception):
    """Standard output takes no more: a full disk, most often."""


def write_text(stream: TextIO | None, text: str, *, end: str = "\n") -> None:
    """Write text and a line end; a reader that has gone away ends the run quietly.

    What cannot be said on standard error is dropped; OutputError if standard output
    fails for another reason than a reader gone.
    """
    if stream is None or not text:
        return
    for folder in SPOOL_FOLDERS:
        text = text.replace(f"{folder}{os.sep}", "")
    try:
        stream.write(text if text.endswith("\n") else text + end)
        stream.flush()
    except OSError as failure:
        _give_up(stream, failure)


def write_bytes(stream: TextIO, data: bytes) -> None:
    """Write data that is no text, such as a Word file; fails as `write_text` does."""
    try:
        stream.flush()
        stream.buffer.write(data)
        stream.flush()
    except OSError as failure:
        _give_up(stream, failure)


def _give_up(stream: TextIO, failure: OSError) -> None:
    """Write no more to a stream: what is still in its buffer goes to nobody."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    if stream is not sys.stdout:
        return
    if isinstance(failure, BrokenPipeError):
        raise typer.Exit(0) from None
    raise OutputError from failure


def with_progress(
    things: Iterable[Thing], total: int, label: str, *, quiet: bool
) -> Generator[Thing, None, None]:
    """The same things; with a bar where somebody waits at a terminal for a second.

    Beside the bar, how many are done and the minutes and seconds still to go.
    """
    begun = drawn = monotonic()
    is_watched = not quiet and is_terminal(sys.stderr)
    picture = ""
    try:
        for done, thing in enumerate(things, start=1):
            yield thing
            now = monotonic()
            if is_watched and now - begun >= PATIENCE and now - drawn >= REDRAW:
                drawn, to_go = now, int((now - begun) * (total - done) / done)
                filled = "█" * (PROGRESS_WIDTH * done // total)
                picture = (
                    f"\r{label} {filled:·<{PROGRESS_WIDTH}} {done}/{total}"
                    f" · {to_go // 60}:{to_go % 60:02} "
                )
                sys.stderr.write(picture)
                sys.stderr.flush()
    finally:
        if picture:
            sys.stderr.write(f"\r{' ' * len(picture)}\r")
            sys.stderr.flush()


@contextmanager
def steps_of(bar: Generator[int, None, None]) -> Iterator[Callable[[], object]]:
    """What is called after each step of an act that is no list, to move its bar on."""
    with closing(bar):
        next(bar)
        yield lambda: next(bar, None)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody sits at the stream."""
    return stream is not None and not stream.closed and stream.isatty()


def screen_width(environ: Mapping[str, str]) -> int:
    """Columns of the screen: COLUMNS, else the terminal's, 80 where there is none."""
    columns = environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and 0 < int(columns) < 10_000:
        return int(columns)
    if not is_terminal(sys.stdout):
        return 80
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    except OSError:
        return 80


def screen_height(environ: Mapping[str, str]) -> int:
    """Lines of the terminal: LINES, else its own; 0 of a dumb or unknown one."""
    if environ.get("TERM") == "dumb":
        return 0
    lines = environ.get("LINES", "")
    if lines.isascii() and lines.isdigit():
        return int(lines)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).lines
    except OSError:
        return 0


FORCED = ("FORCE_COLOR", "CLICOLOR_FORCE")


def has_colour(environ: Mapping[str, str], settled: str = "auto") -> bool:
    """Whether the screen shows colours and nobody forbids them (NO_COLOR).

    `settled` is always, never or auto: where somebody sits at a terminal. FORCE_COLOR
    and CLICOLOR_FORCE ask for them, CLICOLOR=0 forbids them, for one command each.
    """
    if environ.get("NO_COLOR") or settled == "never":
        return False
    if any(environ.get(name, "0") not in ("0", "") for name in FORCED):
        return True
    if environ.get("TERM") == "dumb" or environ.get("CLICOLOR") == "0":
        return False
    return settled == "always" or is_terminal(sys.stdout)
