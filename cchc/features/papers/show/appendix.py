"""Rows of the memo's tables A, B, E, F and G, each cell a text."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from cchc.core.facts.report import CellState, Quality
from cchc.core.plan.plan import Measure
from cchc.core.verdict.status import every_indicator
from cchc.core.verdict.view import (
    CommitmentView,
    IndicatorView,
    Status,
    TaskView,
    UnitShare,
)
from cchc.phrases.amendment_notes import commitment_remarks, line_remarks, task_remark
from cchc.phrases.figure_phrases import (
    NOTHING,
    actual_words,
    percent_words,
    previous_words,
    rate_words,
    status_words,
    target_value,
    target_words,
    value_words,
    verdict_words,
)
from cchc.phrases.indicator_sentences import Clerk, change_words
from cchc.phrases.unit_filters import progress_words
from cchc.text.day import short
from cchc.text.number_format import vietnamese
from cchc.text.sanitize import one_line

Row = dict[str, str]
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
LETTERS = "abcdđeghiklmnopqrstuvxy"


def roman(number: int) -> str:
    """1 to 39 in Roman numerals: the first level of STT."""
    tens, ones = divmod(number, 10)
    return "X" * tens + (ROMAN[ones - 1] if ones else "")


def letter(number: int) -> str:
    """`a b c d đ e g h …`: the Vietnamese alphabet, no f, j, w or z."""
    turn, place = divmod(number - 1, len(LETTERS))
    return LETTERS[place] * (turn + 1)


def commitment_rows(clerk: Clerk) -> list[Row]:
    """Table A: commitments, their indicators beneath, then those of areas."""
    rows: list[Row] = []
    for number, one in enumerate(clerk.view.commitments, start=1):
        rows.append(_commitment(number, one, clerk))
        rows += [
            _indicator(str(index), each, clerk)
            for index, each in enumerate(one.indicators, start=1)
        ]
    return rows


def area_rows(clerk: Clerk) -> list[Row]:
    """Indicators and statistics of areas in the columns of table A."""
    return [
        _indicator(str(number), each, clerk)
        for number, each in enumerate(clerk.view.indicators, start=1)
    ]


def _commitment(number: int, one: CommitmentView, clerk: Clerk) -> Row:
    word = status_words(one.status, clerk.voice, last=clerk.last)
    blank = dict.fromkeys(
        ("indicator", "unit", "target", "in_period", "to_date", "percent"), ""
    ) | dict.fromkeys(("previous", "change", "lead", "note"), "")
    return blank | {
        "no": roman(number),
        "commitment": one_line(one.commitment.name),
        "verdict": clerk.say("verdict.of", verdict=word, met=one.met, of=one.of),
        "note": "; ".join(commitment_remarks(one, clerk.view, clerk.voice)),
    }


def _indicator(number: str, view: IndicatorView, clerk: Clerk) -> Row:
    one = view.indicator
    statistic = view.verdict.status is Status.STATISTIC
    return {
        "no": number,
        "commitment": "",
        "indicator": one_line(one.name),
        "unit": one_line(one.unit) or NOTHING,
        "target": target_words(view),
        "in_period": value_words(one, view.in_period),
        "to_date": actual_words(view, clerk.voice),
        "percent": percent_words(view),
        "previous": previous_words(view),
        "change": change_words(view, clerk) or NOTHING,
        "verdict": NOTHING
        if statistic
        else verdict_words(view, clerk.voice, last=clerk.last),
        "lead": clerk.units((one.lead,)) if one.lead else NOTHING,
        "note": "; ".join(_notes(view, clerk)),
    }


def _notes(view: IndicatorView, clerk: Clerk) -> Iterator[str]:
    if view.quality is not Quality.FINAL:
        yield clerk.voice.say(f"quality.{view.quality}")
    if rate := rate_words(view, clerk.voice):
        yield rate
    if view.stale:
        yield clerk.say("note.stale")
    if view.coverage.silent:
        yield clerk.say("part.silent", units=clerk.units(view.coverage.silent))
    yield from line_remarks(view, clerk.view, clerk.voice)
    proofs = [each[-1] for each in clerk.view.evidence]
    yield from (one_line(e.text) for e in proofs if e.about == view.indicator.id)


def task_rows(clerk: Clerk) -> list[Row]:
    """Table B: areas as Roman rows, their tasks in the order of the plan."""
    known = {each.id for each in clerk.view.areas}
    areas = [(each.name, each.id) for each in clerk.view.areas]
    rows: list[Row] = []
    number = 0
    for name, key in (*areas, (clerk.say("area.none"), None)):
        found = [
            each
            for each in clerk.view.tasks
            if each.task.area == key or (key is None and each.task.area not in known)
        ]
        if found:
            number += 1
            empty = ("output", "lead", "helpers", "due", "result", "status", "above")
            blank = dict.fromkeys(empty, "")
            head = {"no": roman(number), "name": one_line(name)}
            rows.append(blank | head)
            rows += [_task(i, each, clerk) for i, each in enumerate(found, start=1)]
    return rows


def _task(number: int, view: TaskView, clerk: Clerk) -> Row:
    task = view.task
    came = (progress_words(view), view.result, view.document)
    done = (
        None if view.done is None else clerk.say("task.done.on", day=short(view.done))
    )
    due = clerk.voice.say("task.status.standing") if task.standing else NOTHING
    if view.due is not None:
        due = short(view.due)
    if remark := task_remark(task, clerk.view, clerk.voice):
        due = f"{due} ({remark})"
    return {
        "no": str(number),
        "above": task.id,
        "name": one_line(task.name),
        "output": one_line(task.output or "") or NOTHING,
        "lead": clerk.units(task.doers) or NOTHING,
        "helpers": clerk.units(task.helpers) or NOTHING,
        "due": due,
        "result": "; ".join(one_line(e) for e in (*came, done) if e) or NOTHING,
        "status": clerk.voice.say(f"task.status.{view.status}"),
    }


def share_tables(clerk: Clerk) -> list[tuple[str, list[Row]]]:
    """Table E: one for each indicator that several units carry, with its total."""
    tables: list[tuple[str, list[Row]]] = []
    for view in every_indicator(clerk.view):
        promised = view.indicator.target is not None or view.indicator.allot
        if len(view.shares) > 1 and promised:
            unit = one_line(view.indicator.unit)
            name = one_line(view.indicator.name)
            title = clerk.say("shares.title", name=name, unit=unit) if unit else name
            rows = [_share(view, each, clerk) for each in view.shares]
            tables.append((title, [*rows, _total(view, clerk)]))
    return tables


def _share(view: IndicatorView, share: UnitShare, clerk: Clerk) -> Row:
    one = view.indicator
    allotted = None if share.allotted is None else Fraction(share.allotted)
    now = value_words(one, share.in_period)
    if share.state is not CellState.VALUE and not share.in_period:
        now = clerk.voice.say(f"cell.state.{share.state}")
    elif share.reading is not None:
        now = _firm(now, share.reading.quality, clerk)
    return {
        "unit": _scope(share, clerk),
        "allotted": value_words(one, allotted),
        "in_period": now,
        "to_date": _firm(value_words(one, share.to_date), share.quality, clerk),
        "percent": _percent(share.percent),
        "left": value_words(one, share.left),
    }


def _firm(said: str, quality: Quality, clerk: Clerk) -> str:
    """The figure, marked when it rests on an estimate."""
    if quality is Quality.FINAL or said == NOTHING:
        return said
    word = clerk.voice.say(f"quality.{quality}")
    return clerk.voice.say("wording.quality", shown=said, quality=word)


def _scope(share: UnitShare, clerk: Clerk) -> str:
    """Whose part it is, the units it took over named with the day they ended."""
    name = clerk.units((share.unit,))
    if not share.took_over:
        return name
    members = (clerk.plan.unit(each) for each in share.took_over)
    days = [each.until for each in members if each is not None and each.until]
    day = short(max(days)) if days else NOTHING
    units = clerk.units(share.took_over)
    return clerk.voice.say("amendment.share", unit=name, units=units, day=day)


def _percent(value: Decimal | None) -> str:
    return NOTHING if value is None else f"{vietnamese(value)}%"


def _total(view: IndicatorView, clerk: Clerk) -> Row:
    """What the whole authority has: never the sum of printed shares."""
    one = view.indicator
    allotted = sum(one.allot.values(), Decimal(0)) if one.allot else None
    goal = target_value(one)
    left = None
    if (
        goal is not None
        and view.actual is not None
        and one.measure is not Measure.RATIO
    ):
        left = max(goal - view.actual, Fraction(0))
    return {
        "unit": clerk.say("shares.total"),
        "allotted": NOTHING
        if allotted is None
        else value_words(one, Fraction(allotted)),
        "in_period": value_words(one, view.in_period),
        "to_date": actual_words(view, clerk.voice),
        "percent": percent_words(view),
        "left": value_words(one, left),
    }
