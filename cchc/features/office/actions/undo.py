"""One's last act of the day, and the command that takes it back.

Nothing is deleted: an act is taken back by another one, with its reason.
"""

from collections.abc import Iterable
from pathlib import Path

from cchc.core.facts.report import Stamp
from cchc.features.office.actions.log import LogFilter, log
from cchc.store.log import LogLine, LogVerb
from cchc.text.problem import ProblemCode, refuse
from cchc.words.translator import Voice

CHANGES = frozenset(
    {LogVerb.SUPPLEMENT, LogVerb.CORRECTION, LogVerb.WITHDRAWAL, LogVerb.ITEM_WITHDRAWN}
)
"""What in the same second shows that the report was not alone."""
RELIEFS = frozenset({LogVerb.EXEMPT, LogVerb.EXTEND, LogVerb.LIFT})


def undoing_words(db: Path, voice: Voice, stamp: Stamp) -> tuple[LogLine, list[str]]:
    """The last act of this actor on this day, and the words that take it back.

    Refuses when there is none (P581), and one that only another act can put right
    (P582).

    Raises:
        LedgerError: the disk or the database.
    """
    today = stamp.recorded_at.date()
    _, lines = log(db, LogFilter(since=today), voice, today=today, newest_first=True)
    day = list(lines)
    last = next((line for line in day if line.actor == stamp.actor), None)
    if last is None:
        refuse(ProblemCode.UNDO_NOTHING, actor=stamp.actor)
    same = last.machine_at, last.unit, last.period
    together = {
        line.verb for line in day if (line.machine_at, line.unit, line.period) == same
    }
    words = _words(last, together)
    _, all_lines = log(db, LogFilter(), voice, today=today, newest_first=True)
    if not words or _is_second(last, all_lines):
        what = voice.say(f"log.verb.{last.verb}")
        refuse(ProblemCode.UNDO_IMPOSSIBLE, what=what)
    return last, words


def _words(line: LogLine, verbs: set[LogVerb]) -> list[str]:
    """What to type to take the act back; nothing where no single command does it."""
    unit, period = line.unit or "", line.period or ""
    words: list[str] = []
    if LogVerb.REPORT in verbs and verbs.isdisjoint(CHANGES):
        return ["report", "withdraw", unit, period]
    match line.verb:
        case LogVerb.EXEMPT | LogVerb.EXTEND:
            words = ["unit", "exempt", unit, period, "--lift"]
        case LogVerb.REPORT_CLOSED:
            words = ["report", "close", unit, period, "--lift"]
        case LogVerb.TASK_EXTENDED | LogVerb.TASK_DROPPED:
            words = ["task", "drop", *line.about, "--lift"]
        case LogVerb.SCORED:
            stage = (line.text or "").partition(" ")[0]
            column = [] if stage == "self" else [f"--{stage}"]
            words = ["score", "add", *line.about, *column, "--withdraw"]
        case LogVerb.SIGNED if line.paper is not None and unit:
            words = ["sign", "add", unit, line.paper, "--withdraw"]
        case _:
            pass
    return words


def _is_second(last: LogLine, lines: Iterable[LogLine]) -> bool:
    """Whether an earlier act of the kind stood: to take back would end that one too."""
    if last.verb is LogVerb.SCORED:
        return _stands_before(last, lines)
    if last.verb not in RELIEFS:
        return False
    at = last.unit, last.period
    acts = [
        line
        for line in lines
        if line.verb in RELIEFS and (line.unit, line.period) == at
    ]
    return len(acts) > 1 and acts[1].verb is not LogVerb.LIFT


def _stands_before(last: LogLine, lines: Iterable[LogLine]) -> bool:
    """Whether the column of the criterion had points before these."""

    def column(line: LogLine) -> tuple[object, ...]:
        return line.about, (line.text or "").partition(" ")[0]

    scored = {LogVerb.SCORED, LogVerb.SCORE_WITHDRAWN}
    own = [e for e in lines if e.verb in scored and column(e) == column(last)]
    return len(own) > 1 and own[1].verb is LogVerb.SCORED
