"""A form as tables of words, before it is painted as a workbook or written as CSV."""

from collections.abc import Iterator, Mapping

from cchc.core.facts.report import Section
from cchc.core.plan.plan import Indicator
from cchc.core.verdict.form import (
    INPUTS,
    PAPER_ROWS,
    Ask,
    AskedTask,
    Block,
    Form,
    Kind,
    Line,
)
from cchc.core.verdict.form import Register as AskedRegister
from cchc.features.forms.show.form_words import (
    ask_words,
    due_words,
    last_words,
    said_words,
    target_words,
    unit_words,
    whole_words,
    year_ago_words,
)
from cchc.phrases.reading_phrases import item_line
from cchc.text.day import short
from cchc.text.record import Record
from cchc.text.sanitize import inert, one_line
from cchc.words.translator import Voice

ITEM_ROWS = 10
OBSTACLE_ROWS = 8

COLUMNS: Mapping[Kind, tuple[str, ...]] = {
    Kind.VALUE: (
        *("no", "title", "unit", "plan", "due", "last", "year_ago"),
        *INPUTS[Kind.VALUE],
    ),
    Kind.ITEM: ("no", *INPUTS[Kind.ITEM]),
    Kind.TASK: ("no", "title", "output", "by", "said", *INPUTS[Kind.TASK]),
    Kind.PAPER: ("title", *INPUTS[Kind.PAPER]),
    Kind.WORDS: ("title", *INPUTS[Kind.WORDS]),
    Kind.OBSTACLE: ("no", *INPUTS[Kind.OBSTACLE]),
}
"""The columns of each table, in the order they are printed."""


class FormRow(Record):
    """One line to fill in: its mark, what is printed in it, where one may write."""

    mark: str
    cells: Mapping[str, str]
    asks: tuple[str, ...]
    ask: Ask | None = None
    indicator: Indicator | None = None


class FormTable(Record):
    """One table: a title, maybe a remark, a head, rows; `more`: rows may be added."""

    kind: Kind
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
    lists = tuple(_register(each, voice) for each in form.registers)
    tasks = (_tasks(form, voice),) if form.tasks else ()
    words = (_paper(voice), _words(voice))
    for code, tables in (
        ("values", figures),
        ("items", lists),
        ("tasks", tasks),
        ("words", words),
        ("obstacles", (_obstacles(voice),)),
    ):
        if tables:
            yield code, tables


def _heads(kind: Kind, voice: Voice, **second: str) -> dict[str, str]:
    """The head of each column; a second line says what its figures cover."""
    texts = {key: voice.say(f"form.head.{kind}.{key}") for key in COLUMNS[kind]}
    return {
        key: f"{text}\n{second[key]}" if second.get(key) else text
        for key, text in texts.items()
    }


def _figures(block: Block, form: Form, voice: Voice) -> FormTable:
    covered = ask_words(block, form, voice)
    heads = _heads(Kind.VALUE, voice, value=covered, whole=whole_words(block, voice))
    if block.ask not in {Ask.RATE, Ask.SHARE}:
        heads["whole"] = ""
    return FormTable(
        kind=Kind.VALUE,
        mark=f"#{Kind.VALUE}",
        title=voice.say(f"form.block.{block.ask}"),
        heads=heads,
        rows=tuple(
            _figure(number, line, block, voice)
            for number, line in enumerate(block.lines, start=1)
        ),
    )


def _figure(number: int, line: Line, block: Block, voice: Voice) -> FormRow:
    one = line.indicator
    asks = [key for key in INPUTS[Kind.VALUE] if key != "whole"]
    if block.ask in {Ask.RATE, Ask.SHARE}:
        asks.insert(1, "whole")
    return FormRow(
        mark=f"{Kind.VALUE}:{one.id}",
        cells={
            "no": str(number),
            "title": one_line(one.name),
            "unit": unit_words(one),
            "plan": target_words(line, voice),
            "due": due_words(line),
            "last": last_words(line, voice),
            "year_ago": year_ago_words(line, block, voice),
        },
        asks=tuple(asks),
        ask=block.ask,
        indicator=one,
    )


def _register(asked: AskedRegister, voice: Voice) -> FormTable:
    one = asked.line.indicator
    known = "; ".join(item_line(row) for row in asked.known)
    plan = voice.say(
        "form.register.plan",
        plan=target_words(asked.line, voice),
        due=due_words(asked.line),
    )
    written = voice.say("form.register.known", items=known) if known else ""
    return FormTable(
        kind=Kind.ITEM,
        mark=f"#{Kind.ITEM}:{one.id}",
        title=voice.say("form.register", name=one_line(one.name)),
        heads=_heads(Kind.ITEM, voice),
        rows=tuple(
            FormRow(f"{Kind.ITEM}:{one.id}", {"no": str(number)}, INPUTS[Kind.ITEM])
            for number in range(1, ITEM_ROWS + 1)
        ),
        remark=" ".join(each for each in (plan, written) if each),
        more=True,
    )


def _tasks(form: Form, voice: Voice) -> FormTable:
    return FormTable(
        kind=Kind.TASK,
        mark=f"#{Kind.TASK}",
        title=voice.say("form.sheet.tasks"),
        heads=_heads(Kind.TASK, voice),
        rows=tuple(_task(each, voice) for each in form.tasks),
    )


def _task(asked: AskedTask, voice: Voice) -> FormRow:
    task = asked.task
    counted = task.count is not None
    standing = voice.say("form.standing") if task.standing else ""
    return FormRow(
        mark=f"{Kind.TASK}:{task.id}",
        cells={
            "no": task.id,
            "title": one_line(task.name),
            "output": one_line(task.output or ""),
            "by": short(task.due) if task.due else standing,
            "said": said_words(asked, voice),
        },
        asks=tuple(key for key in INPUTS[Kind.TASK] if counted or key != "count"),
    )


def _paper(voice: Voice) -> FormTable:
    return _lines(Kind.PAPER, PAPER_ROWS, voice)


def _words(voice: Voice) -> FormTable:
    return _lines(Kind.WORDS, tuple(each.value for each in Section), voice)


def _lines(kind: Kind, keys: tuple[str, ...], voice: Voice) -> FormTable:
    return FormTable(
        kind=kind,
        mark=f"#{kind}",
        title=voice.say(f"form.block.{kind}"),
        heads=_heads(kind, voice),
        rows=tuple(
            FormRow(
                mark=f"{kind}:{key}",
                cells={"title": inert(voice.say(f"form.row.{kind}.{key}"))},
                asks=INPUTS[kind],
            )
            for key in keys
        ),
    )


def _obstacles(voice: Voice) -> FormTable:
    return FormTable(
        kind=Kind.OBSTACLE,
        mark=f"#{Kind.OBSTACLE}",
        title=voice.say("form.sheet.obstacles"),
        heads=_heads(Kind.OBSTACLE, voice),
        rows=tuple(
            FormRow(f"{Kind.OBSTACLE}:{n}", {"no": str(n)}, INPUTS[Kind.OBSTACLE])
            for n in range(1, OBSTACLE_ROWS + 1)
        ),
        more=True,
    )
