"""What ended a run: the machine that would not, else a bug of ours and its log.

The log says where it happened, on what, and no word of a unit.
A message, a value or a line typed may hold a name or a figure; the kind of the
exception and the places in the program hold none.
"""

import errno
import platform
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from traceback import extract_tb

from cchc.app.delivery import unwritable
from cchc.app.verbs import VERBS
from cchc.app.version import version_line
from cchc.text.problem import Blank, Problem, ProblemCode
from cchc.words.translator import Lang, voice

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
_PATH_SLIPS = {
    **dict.fromkeys((errno.EACCES, errno.EPERM), "denied"),
    **dict.fromkeys((errno.ENAMETOOLONG, errno.ELOOP), "long"),
    errno.EISDIR: "folder",
    errno.ENOTDIR: "way",
}


def system_refusal(error: Exception) -> Problem | None:
    """What the machine would not do; None where the error is a bug of ours."""
    if not isinstance(error, OSError):
        return None
    try:
        Path.cwd()
    except OSError:  # every path of this run counts from there
        return Problem(ProblemCode.NO_FOLDER_HERE)
    path, number = str(error.filename or "."), error.errno or 0
    if number in _FULL:
        return unwritable(Path(path), error)
    blanks: dict[str, Blank] = {"path": path, "slip": _PATH_SLIPS.get(number, "")}
    known = number in _PATH_SLIPS
    return Problem(ProblemCode.FILE_UNREADABLE, blanks=blanks) if known else None


def write_bug_log(error: BaseException, words: Sequence[str]) -> str:
    """Write the log to a file of its own; its name, `-` where none can be written."""
    try:
        with NamedTemporaryFile(
            "w", prefix="cchc-", suffix=".log", encoding="utf-8", delete=False
        ) as log:
            log.write("\n".join(bug_lines(error, words)) + "\n")
            return log.name
    except OSError:
        return "-"


def bug_lines(error: BaseException, words: Sequence[str]) -> Iterator[str]:
    """Version, Python, SQLite, system, verb; each exception with its places."""
    yield version_line(voice(Lang.EN))
    yield f"system: {platform.platform()}"
    yield f"verb: {verb_of(words)}"
    seen: BaseException | None = error
    while seen is not None:
        # what the system or SQLite calls the trouble: a number tells nothing of a unit
        name = getattr(seen, "sqlite_errorname", None) or getattr(seen, "errno", None)
        number = f" ({name})" if name else ""
        yield f"{type(seen).__module__}.{type(seen).__qualname__}{number}"
        for frame in extract_tb(seen.__traceback__):
            place = "/".join(Path(frame.filename).parts[-4:])
            yield f"  {place}:{frame.lineno} {frame.name}"
        seen = seen.__cause__ or seen.__context__


def verb_of(words: Sequence[str]) -> str:
    """The verb on a command line, without what was typed for it."""
    verb, *rest = [*words, ""]
    family = VERBS.get(verb)
    if family is None:
        return "-"
    if isinstance(family, str):
        return verb
    return f"{verb} {rest[0]}" if rest[0] in family else verb
