"""Parts III to V of the report: what stands out, what lags and why, what comes next.

Names and verdicts, never a figure that an earlier part has told (DOCUMENTS 1.2).
"""

from collections.abc import Iterator
from fractions import Fraction

from cchc.core.facts.obstacle import ObstacleView
from cchc.core.plan.expected import goal_of
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.status import every_indicator
from cchc.core.verdict.statuses import (
    GOOD_STATUSES,
    LOST_STATUSES,
    REACHED_STATUSES,
    TROUBLED_STATUSES,
    UNCLEAR_STATUSES,
    Status,
)
from cchc.paper.manuscript import Plain
from cchc.phrases.figure_beside import compare
from cchc.phrases.figure_phrases import open_reasons
from cchc.phrases.indicator_sentences import (
    left_words,
    remainder_words,
)
from cchc.phrases.notes import PlacedWords, cause_lines, own_paragraphs
from cchc.phrases.obstacles import (
    asked_words,
    raised_words,
    unanswered_sentences,
)
from cchc.phrases.task_phrases import (
    task_due_words,
)
from cchc.phrases.troubled import pulling_units, troubled_lines
from cchc.phrases.unit_texts import inside_sentence, join_sentence
from cchc.phrases.writer import Writer
from cchc.text.compare import fold
from cchc.text.day import short
from cchc.text.sanitize import one_line, phrase


def assessment(writer: Writer) -> dict[str, Plain]:
    """Part III: kết quả nổi bật; tồn tại, hạn chế; nguyên nhân."""
    causes = {"own": own_paragraphs(writer, "III.3"), **cause_lines(writer)}
    good, weak = [*outstanding_lines(writer)], [*weak_lines(writer)]
    return {
        "good": {"own": own_paragraphs(writer, "III.1"), "lines": good},
        "weak": {"own": own_paragraphs(writer, "III.2"), "lines": weak},
        "causes": {**causes},
        "unanswered": [*unanswered_sentences(writer)] if writer.is_internal else [],
    }


def outstanding_lines(writer: Writer) -> Iterator[str]:
    """What is worth naming: reached, ahead of its path, better than last year."""
    merits = ("exceeded", "met", "ahead", "better")
    groups: dict[str, list[str]] = {code: [] for code in merits}
    for line in every_indicator(writer.view):
        if code := _merit(line):
            groups[code].append(one_line(line.indicator.name))
    for code, names in groups.items():
        if names:
            yield writer.say(f"memo.good.{code}", names="; ".join(names))


def _merit(line: IndicatorView) -> str | None:
    """Why a figure is worth naming; None for one that is merely not late."""
    status, goal = line.verdict.status, goal_of(line.indicator)
    if status in REACHED_STATUSES:
        return status.value
    is_known = line.actual and not line.stale and not line.coverage.unknown
    if status is not Status.ON_TRACK or not is_known or goal is None:
        return None
    actual = line.actual or Fraction(0)
    is_on_path = line.expected and goal.wants_more and not line.indicator.is_held
    if is_on_path and actual >= AHEAD * (line.expected or 0):
        return "ahead"
    if line.previous_year is None:
        return None
    change = actual - line.previous_year
    return "better" if change and (change < 0) == goal.less_is_better else None


AHEAD = Fraction(105, 100)
"""From here on a figure is ahead of the path, not only on it."""


def weak_lines(writer: Writer) -> Iterator[str]:
    """What is lost, behind or to be watched, the worst first; then late tasks.

    Inside of the house with the units that pull it down.
    """
    for line in _told_troubles(writer):
        name = one_line(line.indicator.name)
        state = writer.verdict(line)
        pulling = pulling_units(line)[:MOST_PULLING] if writer.is_internal else []
        if pulling:
            units = writer.units_said(share.unit for share in pulling)
            state = writer.say("memo.weak.pulled", verdict=state, units=units)
        elif writer.is_internal and line.verdict.status is Status.UNDETERMINED:
            reasons = open_reasons(line, writer.units_said, writer.voice)
            state = "; ".join((state, *reasons))
        yield writer.say("memo.indicator", name=name, said=state)
    late: dict[str, list[str]] = {"memo.weak.task": [], "memo.weak.task.late": []}
    for task in writer.digest.late_tasks:
        code = "memo.weak.task.late" if task.done else "memo.weak.task"
        late[code].append(one_line(task.task.name))
    for code, names in late.items():
        if names:
            yield writer.say(code, names="; ".join(names))


def _told_troubles(writer: Writer) -> Iterator[IndicatorView]:
    """What falls short; to the superior not what is well by all that is known of it.

    That units still owe figures of it is told of the whole report.
    """
    for line in troubled_lines(writer.view):
        known = line.verdict.known
        is_well = known is not None and known.status in GOOD_STATUSES
        if writer.is_internal or not is_well:
            yield line


MOST_PULLING = 3


def ahead(writer: Writer, words: PlacedWords) -> dict[str, Plain]:
    """Part IV: first what is behind, the worst first, then what falls due next."""
    digest, behind = writer.digest, []
    for view in _told_troubles(writer):
        indicator = view.indicator
        lead = (indicator.lead,) if indicator.lead else indicator.reporters
        blanks = {"todo": _todo_words(view, writer), "units": writer.few_units(lead)}
        name = one_line(indicator.name)
        behind.append(writer.say("memo.ahead.line", name=name, **blanks))
    for task in digest.oldest_overdue:
        name = one_line(task.task.name)
        units = writer.few_units(task.waiting or task.task.doers)
        behind.append(writer.say("memo.ahead.overdue", name=name, units=units))
    by_day: dict[str, list[str]] = {}
    for task in sorted(digest.next_tasks, key=lambda task: str(task.due)):
        name, units = one_line(task.task.name), writer.few_units(task.task.doers)
        day = task_due_words(task, writer.voice)
        line = writer.say("memo.ahead.due", name=name, units=units)
        by_day.setdefault(day, []).append(line)

    def lines(code: str) -> list[str]:
        blanks = ((day, "; ".join(names)) for day, names in by_day.items())
        return [writer.say(code, due=day, tasks=names) for day, names in blanks]

    following, due = digest.next_period, lines("memo.ahead.by")
    return {
        "own": own_paragraphs(writer, "IV"),
        "by": short(following.cutoff) if following else "",
        "behind": behind,
        "due": due,
        "due_alone": lines("memo.ahead.alone")[0] if len(due) == 1 else "",
        "words": words.get("IV", []),
    }


def _todo_words(line: IndicatorView, writer: Writer) -> str:
    """What must be done about a figure that falls short."""
    status, goal = line.standing_verdict.status, goal_of(line.indicator)
    if status in LOST_STATUSES:
        left = remainder_words(line, writer.voice)
        code = "lost" if left is None else "remainder"
        return writer.say(f"memo.todo.{code}", left=left)
    if status is Status.DONE_LATE:
        return writer.say("memo.todo.late")
    if status not in TROUBLED_STATUSES or status in UNCLEAR_STATUSES or goal is None:
        return writer.say("memo.todo.figures")
    if words := left_words(line, writer.voice):
        return words
    at = compare(line, goal.at, writer.voice).at
    code = "memo.todo.limit" if goal.less_is_better else "memo.todo.rate"
    return writer.say(code, goal=at)


def proposals(writer: Writer, words: PlacedWords) -> dict[str, Plain]:
    """Part V: what the office asks of its superior, and what units need from it.

    Inside of the house all that units raised, with who is to settle it.
    """
    lines = []
    for view in writer.digest.open_obstacles:
        if writer.is_internal:
            parts = (raised_words(view, writer), *asked_words(view, writer))
            lines.append(join_sentence(parts))
        elif _asks_superior(view, writer):
            proposal = inside_sentence(phrase(view.obstacle.proposal or ""))
            lines.append(join_sentence((phrase(view.obstacle.text), proposal)))
    own = own_paragraphs(writer, "V")
    return {"own": own, "lines": lines, "words": words.get("V", [])}


def _asks_superior(view: ObstacleView, writer: Writer) -> bool:
    """Whether its proposal names the superior's level: `Kiến nghị tỉnh …`."""
    parent = fold(writer.plan.authority.parent or "")
    proposal = f" {fold(view.obstacle.proposal or '')} "
    levels = [level for level in LEVELS if f" {level} " in f" {parent} "]
    return any(f" {level} " in proposal for level in levels)


LEVELS = ("tinh", "thanh pho", "huyen", "quan", "chinh phu", "bo", "province", "city")
