"""A refused form as it goes back: faulty cells marked, everything explained."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from io import BytesIO

from xlsxwriter import Workbook

from cchc.paper.input_workbook import CELL_FONT
from cchc.paper.workbook_marks import FrontSheet, mark_workbook
from cchc.sources.forms.form_grid import Box, OpenedFile, spot_of
from cchc.sources.forms.form_workbook import read_workbook
from cchc.text.form_marks import MARKED
from cchc.text.problem import Problem, ProblemCode, in_order, refusals
from cchc.words.problem import ProblemText, describe_for_clerk
from cchc.words.translator import Voice

UNOPENED = frozenset(
    {
        *(ProblemCode.FORM_NOT_EXCEL, ProblemCode.FORM_OLD, ProblemCode.FORM_MACRO),
        ProblemCode.FORM_LOCKED,
        *(ProblemCode.FORM_TOO_BIG, ProblemCode.FORM_DAMAGED, ProblemCode.FORM_STRAY),
    }
)
"""Faults of files that are better not opened to be written again."""
MOST_COMMENT = 900
WIDTHS = (26, 60, 70)
DAY = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def marked_copy(
    content: bytes,
    problems: Iterable[Problem],
    answers: str,
    voice: Voice,
    names: Mapping[str, str],
) -> bytes:
    """The form with its faults marked; a sheet of explanations alone if need be.

    The same faults give the same bytes. `answers` is left in the file, so that a copy
    that nobody has touched is known again; `names` are what the form prints for ids.
    """
    listed = in_order(refusals(problems))
    entries = [describe_for_clerk(problem, voice, names) for problem in listed]
    is_closed = any(problem.code in UNOPENED for problem in listed)
    opened = None if is_closed else read_workbook(content, "")
    if isinstance(opened, OpenedFile):
        boxes = {grid.sheet or "": grid.merged for grid in opened.grids}
        front, marks = _front_sheet(entries, voice), _marks(entries, boxes)
        try:
            return mark_workbook(content, marks, front, answers)
        except Exception:  # noqa: BLE001, S110 -- a stranger's file may break anything
            pass
    return _bare_workbook(_front_sheet(entries, voice, ".bare"), answers)


def _marks(
    entries: Iterable[ProblemText], boxes: Mapping[str, tuple[Box, ...]]
) -> Mapping[str, Mapping[tuple[int, int], str]]:
    """What is said of each cell; of two faults in one cell both.

    Of cells made one, `boxes`, the first one is marked.
    """
    marks: dict[str, dict[tuple[int, int], str]] = {}
    for entry in entries:
        at, cell = entry.place, entry.place.cell
        if at.sheet is None or cell is None:
            continue
        spot = row, column = spot_of(cell)
        for top, left, bottom, right in boxes.get(at.sheet, ()):
            if top <= row <= bottom and left <= column <= right:
                spot = top, left
        own = marks.setdefault(at.sheet, {})
        before = f"{own[spot]}\n" if spot in own else ""
        own[spot] = f"{before}{entry.message}\n{entry.hint}"[:MOST_COMMENT]
    return marks


def _front_sheet(
    entries: Iterable[ProblemText], voice: Voice, suffix: str = ""
) -> FrontSheet:
    """Every place, what is wrong there and the cure."""
    columns = ("where", "what", "cure")
    head = tuple(voice.say(f"form.marked.column.{key}") for key in columns)
    rows = (
        (
            " ".join(part for part in (entry.place.sheet, entry.place.cell) if part),
            entry.message,
            entry.hint,
        )
        for entry in entries
    )
    return FrontSheet(
        name=voice.say("form.marked.sheet"),
        title=voice.say(f"form.marked.title{suffix}"),
        rows=(head, *rows),
        widths=WIDTHS,
    )


def _bare_workbook(front: FrontSheet, answers: str) -> bytes:
    """The explanations alone, where the file itself is better not opened."""
    out = BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_urls": False})
    book.set_properties({"created": DAY})
    book.set_custom_property(MARKED, answers)
    text = book.add_format({**CELL_FONT, "text_wrap": True, "valign": "top"})
    page = book.add_worksheet(front.name)
    for column, width in enumerate(front.widths):
        page.set_column(column, column, width)
    page.merge_range(0, 0, 0, len(front.widths) - 1, front.title, text)
    for number, texts in enumerate(front.rows, start=2):
        for column, said in enumerate(texts):
            page.write_string(number, column, said, text)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    book.close()
    return out.getvalue()
