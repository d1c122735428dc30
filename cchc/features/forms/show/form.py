"""A unit's form as an Excel workbook: what is printed, where one may write."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

from cchc.features.forms.show.form_model import Form
from cchc.features.forms.show.tables import FormTables
from cchc.paper.input_workbook import InputBook, InputPage, input_workbook
from cchc.text.compare import fold
from cchc.text.day import short
from cchc.text.form_marks import FORM, NAME, SHEET
from cchc.text.sanitize import inert, one_line
from cchc.words.period import label, report_title
from cchc.words.translator import Voice

GUIDE = 7
MOST_OWNERS = 300
"""More units are not listed as owners of an item."""
ABOUT_COLUMN, OWNER_COLUMN = 2, 3


def form_workbook(form: Form, tables: FormTables) -> bytes:
    """The workbook of one form; its tables are made like those of the others."""
    voice, units, start = tables.voice, form.plan.units, form.period.start
    subjects = tuple(_subjects(form))
    is_listed = bool(form.registers) and len(units) <= MOST_OWNERS
    owners = tuple(one_line(unit.name) for unit in units) if is_listed else ()
    counter = tuple(
        voice.say(f"form.counter.{part}") for part in ("some", "cells", "none")
    )
    pages = (
        InputPage(
            name=voice.say(f"form.sheet.{code}"),
            heading=tuple(_heading(code, form, voice)),
            guide=tuple(_guide(code, form, voice)),
            tables=made,
            counter=counter if any(table.empty for table in made) else None,
        )
        for code, made in tables.sheets(form, len(subjects), len(owners))
    )
    return input_workbook(
        InputBook(
            title=FORM,
            mark=form.mark.text(),
            mark_name=NAME,
            created=datetime(start.year, start.month, 1, tzinfo=UTC).replace(
                tzinfo=None
            ),
            pages=tuple(pages),
            hidden_sheet=SHEET,
            lists={ABOUT_COLUMN: subjects, OWNER_COLUMN: owners},
            foot=tuple(_foot(form, voice)),
            signing=tuple(_signing(form, voice)),
        )
    )


def _subjects(form: Form) -> Iterator[str]:
    """What an obstacle may be about: indicators and tasks, by name.

    Where two have one name, the id tells them apart.
    """
    lines = [line.indicator for block in form.blocks for line in block.lines]
    lines += [register.line.indicator for register in form.registers]
    asked = [(line.id, one_line(line.name)) for line in lines]
    asked += [(own.task.id, one_line(own.task.name)) for own in form.tasks]
    times = Counter(fold(name) for _, name in asked)
    for key, name in asked:
        yield name if times[fold(name)] == 1 else f"{key} – {name}"


def _heading(code: str, form: Form, voice: Voice) -> Iterator[tuple[str, str]]:
    yield one_line(form.unit.name).upper(), "unit"
    title = report_title(form.period, voice)
    sheet = voice.say(f"form.sheet.{code}")
    yield voice.say("form.title", period=title, sheet=sheet).upper(), "headline"
    due = form.period.due_for(form.unit.kind)
    yield voice.say("form.due", plan=inert(form.plan.title), day=short(due)), "centre"


def _guide(code: str, form: Form, voice: Voice) -> Iterator[str]:
    """How to fill it in: the whole on the first sheet, a line on the others."""
    first = "values" if form.blocks else None
    if code == (first or "words"):
        day = short(form.period.cutoff)
        for number in range(1, GUIDE):
            yield voice.say(f"form.guide.{number}", day=day)
    yield voice.say(f"form.guide.{code}")


def _foot(form: Form, voice: Voice) -> Iterator[str]:
    """Whose form it is, of which period, and by which code it is known."""
    unit, period = one_line(form.unit.name), label(form.period, voice)
    yield voice.say("form.foot", unit=unit, period=period)
    yield voice.say("form.foot.code", code=form.mark.fingerprint[:8].upper())


def _signing(form: Form, voice: Voice) -> Iterator[tuple[str, str]]:
    """The lines under the last table: left and right."""
    say = voice.say
    yield "", say("form.sign.day", year=form.period.cutoff.year)
    yield say("form.sign.maker"), say("form.sign.head")
    yield say("form.sign.maker.how"), say("form.sign.head.how")
