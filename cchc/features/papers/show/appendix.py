"""Rows of the memo's tables A, B, E, F and G, each cell a text."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from cchc.core.facts.report import CellState, Quality
from cchc.core.plan.plan import Measure
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.share import UnitShare
from cchc.core.verdict.status import CommitmentView, every_indicator
from cchc.core.verdict.statuses import Status
from cchc.core.verdict.task import TaskView
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
from cchc.phrases.indicator_sentences import Writer, change_words
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


def commitment_rows(writer: Writer) -> list[Row]:
    """Table A: commitments, their indicators beneath, then those of areas."""
    rows: list[Row] = []
    for number, one in enumerate(writer.view.commitments, start=1):
        rows.append(_commitment(number, one, writer))
        rows += [
            _indicator(str(index), each, writer)
            for index, each in enumerate(one.indicators, start=1)
        ]
    return rows


def area_rows(writer: Writer) -> list[Row]:
    """Indicators and statistics of areas in the columns of table A."""
    return [
        _indicator(str(number), each, writer)
        for number, each in enumerate(writer.view.indicators, start=1)
    ]


def _commitment(number: int, one: CommitmentView, writer: Writer) -> Row:
    word = status_words(one.status, writer.voice, last=writer.last)
    blank = dict.fromkeys(
        ("indicator", "unit", "target", "in_period", "to_date", "percent"), ""
    ) | dict.fromkeys(("previous", "change", "lead", "note"), "")
    return blank | {
        "no": roman(number),
        "commitment": one_line(one.commitment.name),
        "verdict": writer.say("memo.verdict.of", verdict=word, met=one.met, of=one.of),
        "note": "; ".join(commitment_remarks(one, writer.view, writer.voice)),
    }


def _indicator(number: str, view: IndicatorView, writer: Writer) -> Row:
    one = view.indicator
    statistic = view.verdict.status is Status.STATISTIC
    return {
        "no": number,
        "commitment": "",
        "indicator": one_line(one.name),
        "unit": one_line(one.unit) or NOTHING,
        "target": target_words(view),
        "in_period": value_words(one, view.in_period),
        "to_date": actual_words(view, writer.voice),
        "percent": percent_words(view),
        "previous": previous_words(view),
        "change": change_words(view, writer) or NOTHING,
        "verdict": NOTHING
        if statistic
        else verdict_words(view, writer.voice, last=writer.last),
        "lead": writer.units((one.lead,)) if one.lead else NOTHING,
        "note": "; ".join(_notes(view, writer)),
    }


def _notes(view: IndicatorView, writer: Writer) -> Iterator[str]:
    if view.quality is not Quality.FINAL:
        yield writer.say(f"quality.{view.quality}")
    if rate := rate_words(view, writer.voice):
        yield rate
    if view.stale:
        yield writer.say("memo.note.stale")
    if view.coverage.silent:
        yield writer.say("memo.part.silent", units=writer.units(view.coverage.silent))
    yield from line_remarks(view, writer.view, writer.voice)
    proofs = [each[-1] for each in writer.view.evidence]
    yield from (one_line(e.text) for e in proofs if e.about == view.indicator.id)


def task_rows(writer: Writer) -> list[Row]:
    """Table B: areas as Roman rows, their tasks in the order of the plan."""
    known = {each.id for each in writer.view.areas}
    areas = [(each.name, each.id) for each in writer.view.areas]
    rows: list[Row] = []
    number = 0
    for name, key in (*areas, (writer.say("memo.area.none"), None)):
        found = [
            each
            for each in writer.view.tasks
            if each.task.area == key or (key is None and each.task.area not in known)
        ]
        if found:
            number += 1
            empty = ("output", "lead", "helpers", "due", "result", "status", "above")
            blank = dict.fromkeys(empty, "")
            head = {"no": roman(number), "name": one_line(name)}
            rows.append(blank | head)
            rows += [_task(i, each, writer) for i, each in enumerate(found, start=1)]
    return rows


def _task(number: int, view: TaskView, writer: Writer) -> Row:
    task = view.task
    came = (progress_words(view), view.result, view.document)
    done = (
        None
        if view.done is None
        else writer.say("memo.task.done.on", day=short(view.done))
    )
    due = writer.say("task.status.standing") if task.standing else NOTHING
    if view.due is not None:
        due = short(view.due)
    if remark := task_remark(task, writer.view, writer.voice):
        due = f"{due} ({remark})"
    return {
        "no": str(number),
        "above": task.id,
        "name": one_line(task.name),
        "output": one_line(task.output or "") or NOTHING,
        "lead": writer.units(task.doers) or NOTHING,
        "helpers": writer.units(task.helpers) or NOTHING,
        "due": due,
        "result": "; ".join(one_line(e) for e in (*came, done) if e) or NOTHING,
        "status": writer.say(f"task.status.{view.status}"),
    }


def share_tables(writer: Writer) -> list[tuple[str, list[Row]]]:
    """Table E: one for each indicator that several units carry, with its total."""
    tables: list[tuple[str, list[Row]]] = []
    for view in every_indicator(writer.view):
        promised = view.indicator.target is not None or view.indicator.allot
        if len(view.shares) > 1 and promised:
            unit = one_line(view.indicator.unit)
            name = one_line(view.indicator.name)
            title = (
                writer.say("memo.shares.title", name=name, unit=unit) if unit else name
            )
            rows = [_share(view, each, writer) for each in view.shares]
            tables.append((title, [*rows, _total(view, writer)]))
    return tables


def _share(view: IndicatorView, share: UnitShare, writer: Writer) -> Row:
    one = view.indicator
    allotted = None if share.allotted is None else Fraction(share.allotted)
    now = value_words(one, share.in_period)
    if share.state is not CellState.VALUE and not share.in_period:
        now = writer.say(f"cell.state.{share.state}")
    elif share.reading is not None:
        now = _firm(now, share.reading.quality, writer)
    return {
        "unit": _scope(share, writer),
        "allotted": value_words(one, allotted),
        "in_period": now,
        "to_date": _firm(value_words(one, share.to_date), share.quality, writer),
        "percent": _percent(share.percent),
        "left": value_words(one, share.left),
    }


def _firm(said: str, quality: Quality, writer: Writer) -> str:
    """The figure, marked when it rests on an estimate."""
    if quality is Quality.FINAL or said == NOTHING:
        return said
    word = writer.say(f"quality.{quality}")
    return writer.say("wording.quality", shown=said, quality=word)


def _scope(share: UnitShare, writer: Writer) -> str:
    """Whose part it is, the units it took over named with the day they ended."""
    name = writer.units((share.unit,))
    if not share.took_over:
        return name
    members = (writer.plan.unit(each) for each in share.took_over)
    days = [each.until for each in members if each is not None and each.until]
    day = short(max(days)) if days else NOTHING
    units = writer.units(share.took_over)
    return writer.say("amendment.share", unit=name, units=units, day=day)


def _percent(value: Decimal | None) -> str:
    return NOTHING if value is None else f"{vietnamese(value)}%"


def _total(view: IndicatorView, writer: Writer) -> Row:
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
        "unit": writer.say("memo.shares.total"),
        "allotted": NOTHING
        if allotted is None
        else value_words(one, Fraction(allotted)),
        "in_period": value_words(one, view.in_period),
        "to_date": actual_words(view, writer.voice),
        "percent": percent_words(view),
        "left": value_words(one, left),
    }
