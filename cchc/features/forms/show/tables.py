"""A form as tables of words; as CSV, or painted as a workbook by `show.form`."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from cchc.core.facts.report import Section
from cchc.core.plan.plan import Indicator
from cchc.features.forms.show.form_model import (
    FigureAsk,
    Form,
    FormBlock,
    FormLine,
    FormRegister,
    FormTask,
)
from cchc.features.forms.show.form_words import (
    ask_words,
    due_words,
    target_words,
    task_note_words,
    unit_words,
    whole_words,
    year_ago_words,
)
from cchc.phrases.reading_phrases import item_line, reading_words
from cchc.text.day import short
from cchc.text.form_marks import INPUTS, PAPER_ROWS, TableKind
from cchc.text.record import Record, replace
from cchc.text.sanitize import inert, one_line
from cchc.words.translator import Voice

ITEM_ROWS = 10
OBSTACLE_ROWS = 8
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")

COLUMNS: Mapping[TableKind, Mapping[str, int]] = {
    TableKind.VALUE: {
        "no": 5,
        "title": 38,
        "unit": 11,
        "plan": 16,
        "due": 15,
        "last": 15,
        "year_ago": 15,
        "value": 21,
        "whole": 19,
        "state": 17,
        "note": 24,
    },
    TableKind.ITEM: {"no": 5, "name": 62, "date": 18, "document": 38, "owner": 34},
    TableKind.TASK: {
        "no": 6,
        "title": 40,
        "output": 16,
        "by": 13,
        "said": 18,
        "state": 19,
        "done": 15,
        "count": 13,
        "result": 34,
        "document": 20,
    },
    TableKind.PAPER: {"title": 38, "text": 110},
    TableKind.WORDS: {"title": 38, "text": 110},
    TableKind.OBSTACLE: {
        "no": 5,
        "text": 44,
        "about": 34,
        "cause": 30,
        "proposal": 34,
        "to": 22,
    },
}
"""The columns of each table in their order, with their widths in characters.

A sheet with several tables has the widths of its first.
"""


class FormRow(Record):
    """One line to fill in: its mark, what is printed in it, where one may write."""

    mark: str
    cells: Mapping[str, str]
    asks: tuple[str, ...]
    ask: FigureAsk | None = None
    indicator: Indicator | None = None


class FormTable(Record):
    """One table: a title, maybe a remark, a head, rows; `more`: rows may be added."""

    kind: TableKind
    mark: str
    title: str
    heads: Mapping[str, str]
    rows: tuple[FormRow, ...]
    remark: str = ""
    more: bool = False


FormSheet = tuple[str, tuple[FormTable, ...]]


def sheets(form: Form, voice: Voice) -> Iterator[FormSheet]:
    """The sheets of a form by the code of their name, those with nothing left out."""
    figures = tuple(_figures(block, form, voice) for block in form.blocks)
    lists = tuple(_register(register, voice) for register in form.registers)
    rows = (_task(form_task, voice) for form_task in form.tasks)
    tasks = _table(TableKind.TASK, "form.sheet.tasks", rows, voice)
    words = (
        _sections(TableKind.PAPER, PAPER_ROWS, voice),
        _sections(TableKind.WORDS, [section.value for section in Section], voice),
    )
    for code, tables in (
        ("values", figures),
        ("items", lists),
        ("tasks", (tasks,) if form.tasks else ()),
        ("words", words),
        ("obstacles", (_obstacles(voice),)),
    ):
        if tables:
            yield code, tables


def _heads(kind: TableKind, voice: Voice, **second: str) -> dict[str, str]:
    """The head of each column; a second line says what its figures cover."""
    texts = {key: voice.say(f"form.head.{kind}.{key}") for key in COLUMNS[kind]}
    return {
        key: f"{text}\n{second[key]}" if second.get(key) else text
        for key, text in texts.items()
    }


def _figures(block: FormBlock, form: Form, voice: Voice) -> FormTable:
    covered = ask_words(block, form, voice)
    heads = _heads(
        TableKind.VALUE, voice, value=covered, whole=whole_words(block, voice)
    )
    if block.ask not in {FigureAsk.RATE, FigureAsk.SHARE}:
        heads["whole"] = ""
    rows = (
        _figure(number, line, block, voice)
        for number, line in enumerate(block.lines, start=1)
    )
    table = _table(TableKind.VALUE, f"form.block.{block.ask}", rows, voice)
    return replace(table, heads=heads)


def _figure(number: int, line: FormLine, block: FormBlock, voice: Voice) -> FormRow:
    indicator = line.indicator
    asks = [key for key in INPUTS[TableKind.VALUE] if key != "whole"]
    if block.ask in {FigureAsk.RATE, FigureAsk.SHARE}:
        asks.insert(1, "whole")
    return FormRow(
        mark=f"{TableKind.VALUE}:{indicator.id}",
        cells={
            "no": str(number),
            "title": one_line(indicator.name),
            "unit": unit_words(indicator),
            "plan": target_words(line, voice),
            "due": due_words(line),
            "last": reading_words(line.last, indicator, voice),
            "year_ago": year_ago_words(line, block, voice),
        },
        asks=tuple(asks),
        ask=block.ask,
        indicator=indicator,
    )


def _register(register: FormRegister, voice: Voice) -> FormTable:
    indicator = register.line.indicator
    known = "; ".join(item_line(row) for row in register.known)
    plan = voice.say(
        "form.register.plan",
        plan=target_words(register.line, voice),
        due=due_words(register.line),
    )
    written = voice.say("form.register.known", items=known) if known else ""
    kind, mark = TableKind.ITEM, f"{TableKind.ITEM}:{indicator.id}"
    return FormTable(
        kind=kind,
        mark=f"#{mark}",
        title=voice.say("form.register", name=one_line(indicator.name)),
        heads=_heads(kind, voice),
        rows=tuple(
            FormRow(mark, {"no": str(number)}, INPUTS[kind])
            for number in range(1, ITEM_ROWS + 1)
        ),
        remark=" ".join(text for text in (plan, written) if text),
        more=True,
    )


def _task(form_task: FormTask, voice: Voice) -> FormRow:
    task = form_task.task
    counted = task.count is not None
    standing = voice.say("form.standing") if task.standing else ""
    return FormRow(
        mark=f"{TableKind.TASK}:{task.id}",
        cells={
            "no": task.id,
            "title": one_line(task.name),
            "output": one_line(task.output or ""),
            "by": short(task.due) if task.due else standing,
            "said": task_note_words(form_task, voice),
        },
        asks=tuple(key for key in INPUTS[TableKind.TASK] if counted or key != "count"),
    )


def _sections(kind: TableKind, keys: Iterable[str], voice: Voice) -> FormTable:
    """A table with one line of words to write for each key."""
    titles = {key: inert(voice.say(f"form.row.{kind}.{key}")) for key in keys}
    rows = (
        FormRow(f"{kind}:{key}", {"title": title}, INPUTS[kind])
        for key, title in titles.items()
    )
    return _table(kind, f"form.block.{kind}", rows, voice)


def _obstacles(voice: Voice) -> FormTable:
    kind = TableKind.OBSTACLE
    rows = (
        FormRow(f"{kind}:{number}", {"no": str(number)}, INPUTS[kind])
        for number in range(1, OBSTACLE_ROWS + 1)
    )
    return replace(_table(kind, "form.sheet.obstacles", rows, voice), more=True)


def _table(
    kind: TableKind, code: str, rows: Iterable[FormRow], voice: Voice
) -> FormTable:
    """The table of one kind, its title by its code."""
    title, heads = voice.say(code), _heads(kind, voice)
    return FormTable(kind, f"#{kind}", title, heads, tuple(rows))


def form_csv(form: Form, voice: Voice) -> bytes:
    """The tables one below the other, as Vietnamese Excel opens them.

    UTF-8 with its mark, semicolons, ids in the first column.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([form.mark.text(), form.unit.name, form.period.id])
    for _, tables in sheets(form, voice):
        for table in tables:
            columns = COLUMNS[table.kind]
            writer.writerow([])
            writer.writerow(["", table.title])
            heads = (table.heads[key].replace("\n", "\r\n") for key in columns)
            writer.writerow([table.mark, *heads])
            for row in table.rows:
                cells = (_inert(row.cells.get(key, "")) for key in columns)
                writer.writerow([row.mark, *cells])
            if table.more:
                writer.writerow([f"/{table.kind}"])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _inert(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
