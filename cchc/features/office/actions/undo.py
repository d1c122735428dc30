"""One's last act of the day, and the command that takes it back.

Nothing is deleted: an act is taken back by another one, with its reason.
"""

from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from cchc.core.facts.report import Stamp
from cchc.core.plan.plan import Plan
from cchc.features.office.actions.log import LogFilter, log
from cchc.phrases.reading_phrases import reading_as_typed
from cchc.store.facts import revisions
from cchc.store.ledger import open_ledger
from cchc.store.log import LogLine, LogVerb
from cchc.text.problem import ProblemCode, refuse
from cchc.words.translator import Voice

CHANGES = frozenset(
    {LogVerb.SUPPLEMENT, LogVerb.CORRECTION, LogVerb.WITHDRAWAL, LogVerb.ITEM_WITHDRAWN}
)
"""What in the same second shows that the report was not alone."""
FIGURES = {LogVerb.SUPPLEMENT, LogVerb.CORRECTION}
RELIEFS = frozenset({LogVerb.EXEMPT, LogVerb.EXTEND, LogVerb.LIFT})
TAKEN_BACK = {LogVerb.LIFT, LogVerb.SCORE_WITHDRAWN}


def undoing_words(db: Path, voice: Voice, stamp: Stamp) -> tuple[LogLine, list[str]]:
    """The last act of this actor on this day, and the words that take it back.

    Refuses when there is none (P581), and one that only another act can put right
    (P582).
    """
    today = stamp.recorded_at.date()
    plan, lines = log(db, LogFilter(), voice, today=today, newest_first=False)
    all_lines = list(lines)[::-1]  # the later one first in the same second, too
    day = [line for line in all_lines if line.recorded_at.date() >= today]
    last = next((line for line in day if line.actor == stamp.actor), None)
    if last is None:
        refuse(ProblemCode.UNDO_NOTHING, actor=stamp.actor)
    same = last.machine_at, last.unit, last.period
    together = {
        line.verb for line in day if (line.machine_at, line.unit, line.period) == same
    }
    words = _words(last, together)
    if together <= {LogVerb.REPORT, *FIGURES} and together & FIGURES:
        words = _words_for_figures(db, plan, last)
    elif last.verb in {LogVerb.NOTE, LogVerb.NOTE_WITHDRAWN}:
        words = _words_for_note(last, all_lines)
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
            stage = _stage(line)
            column = [] if stage == "self" else [f"--{stage}"]
            words = ["score", "add", *line.about, *column, "--withdraw"]
        case LogVerb.SIGNED if line.paper is not None and unit:
            words = ["sign", "add", unit, line.paper, "--withdraw"]
        case _:
            pass
    return words


def _words_for_figures(db: Path, plan: Plan, line: LogLine) -> list[str]:
    """What records again the figures that an act replaced; a first one is withdrawn."""
    place = [line.unit or "", line.period or ""]
    with open_ledger(db) as ledger:
        rows = revisions(ledger, plan.id, unit=line.unit, period=line.period)
    written = {row.id: row for row in rows}
    act = [row for row in rows if row.entry == rows[-1].entry]
    if not act or act[-1].stamp.recorded_at != line.recorded_at:
        return []
    before = {
        row.cell[0]: written[row.supersedes].reading if row.supersedes else None
        for row in act
    }
    if len(act) == 1 and None in before.values():
        return ["report", "withdraw", *place, act[0].cell[0]]
    figures = [
        f"{key}={reading_as_typed(reading, plan, key)}"
        for key, reading in before.items()
        if reading is not None and not reading.note
    ]
    is_whole = len(figures) == len(act)  # all of it, or nothing
    return ["report", "add", *place, *figures] if figures and is_whole else []


def _words_for_note(last: LogLine, lines: Iterable[LogLine]) -> list[str]:
    """What writes again the words that stood in a section; first ones are withdrawn."""
    kinds = {LogVerb.NOTE, LogVerb.NOTE_WITHDRAWN}
    before = _act_before(
        last, lines, kinds, lambda line: (line.about, line.unit, line.period)
    )
    stood = before if before and before.verb is LogVerb.NOTE else None
    unit = ["--unit", last.unit] if last.unit else []
    if stood is None and last.verb is LogVerb.NOTE_WITHDRAWN:
        return []
    done = "withdraw" if stood is None else "add"
    text = ["--text", stood.text or ""] if stood else []
    return ["note", done, *last.about, last.period or "", *unit, *text]


def _is_second(last: LogLine, lines: Iterable[LogLine]) -> bool:
    """Whether an earlier act of the kind stood: to take back would end that one too."""
    before = None
    if last.verb is LogVerb.SCORED:
        scored = (last, lines, {LogVerb.SCORED, LogVerb.SCORE_WITHDRAWN})
        before = _act_before(*scored, lambda line: (line.about, _stage(line)))
    elif last.verb in RELIEFS:
        relieved = (last, lines, RELIEFS)
        before = _act_before(*relieved, lambda line: (line.unit, line.period))
    return before is not None and before.verb not in TAKEN_BACK


def _stage(line: LogLine) -> str:
    """The column in which a criterion was scored."""
    return (line.text or "").partition(" ")[0]


def _act_before(
    last: LogLine,
    lines: Iterable[LogLine],
    kinds: Collection[LogVerb],
    place: Callable[[LogLine], object],
) -> LogLine | None:
    """The act of these kinds at the same place before the last one."""
    own = [line for line in lines if line.verb in kinds and place(line) == place(last)]
    return own[1] if len(own) > 1 else None


def quote_word(word: str) -> str:
    """The word as it is typed: in quotes when there is a blank in it."""
    return f'"{word}"' if " " in word else word
