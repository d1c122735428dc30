"""What runs here, for a call for help: our version, Python, SQLite, schema, commit."""

import platform
from contextlib import suppress
from pathlib import Path

from cchc import __version__
from cchc.store.names import LIBRARY
from cchc.store.schema.ddl import VERSION
from cchc.words.translator import Voice

PACKAGE = Path(__file__).parents[1]


def version_line(voice: Voice) -> str:
    """`cchc 0.2.0 (Python 3.11.7, SQLite 3.40.1, …)`; the commit where it is known."""
    commit = shipped_commit() or checkout_commit(PACKAGE.parent)
    return voice.say(
        "version.line",
        version=__version__,
        python=platform.python_version(),
        sqlite=LIBRARY,
        schema=VERSION,
        commit=f", {commit[:10]}" if commit else "",
    )


def shipped_commit() -> str:
    """The commit that a wheel was built from; empty in a checkout."""
    with suppress(OSError):
        return (PACKAGE / "_shipped" / "commit").read_text(encoding="ascii").strip()
    return ""


def checkout_commit(root: Path) -> str:
    """The commit of a checkout, read from its files; empty where there is none."""
    with suppress(OSError, IndexError, UnicodeDecodeError):
        git = root / ".git"
        if git.is_file():  # a second work tree
            git = root / git.read_text("utf-8").partition(" ")[2].strip()
        head = (git / "HEAD").read_text("utf-8").strip()
        name = head.removeprefix("ref: ")
        if name == head:
            return head
        shared = git / "commondir"
        home = git / shared.read_text("utf-8").strip() if shared.exists() else git
        if (home / name).exists():
            return (home / name).read_text("utf-8").strip()
        packed = (home / "packed-refs").read_text("utf-8").splitlines()
        return next((line.split()[0] for line in packed if line.endswith(name)), "")
    return ""
