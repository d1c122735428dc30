"""The rows of a form → a typed report with places; cells that cannot be are told.

Nothing is judged here: the numbers go through the same door as those that an officer
types.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TypeVar

from cchc.core.facts.typed import (
    TypedItem,
    TypedObstacle,
    TypedReport,
    TypedTask,
    TypedText,
)
from cchc.sources.forms.form_grid import CellKind, serial_day
from cchc.sources.forms.form_rows import FormInputRow, FormInputRows
from cchc.text.compare import BLANK_MARKS, fold, means_nothing
from cchc.text.form_marks import FormMark, TableKind
from cchc.text.lazy import lazy_pattern
from cchc.text.number import CELL, ENGLISH, VIETNAMESE, NumberMarks
from cchc.text.problem import Blank, Place, ProblemCode
from cchc.text.record import replace
from cchc.text.sanitize import one_line
from cchc.words.form import GROUPS, read_choice
from cchc.words.translator import Lang, voice

_KEY_BEFORE = lazy_pattern(r"([a-z0-9][\w.-]*|[A-Z][\w.-]*[\d.-][\w.-]*) – ")
DAY_COLUMNS = frozenset({"date", "done"})
_LISTED = lazy_pattern(r"^(?:[-+•–*]|\d{1,3}[.)])\s+")
"""With what a line of a list begins: `1. `, `- `."""
_GROUP = lazy_pattern(r"[IVX]{1,5}[.)]\s")
_SUMMED = lazy_pattern(
    r"(?:tong cong|tong so|tong|cong)(?: la| co)?\s*[:=]?\s*(?:[\d.,]+(?: \S+){0,3})?"
)
_NO_NAME = lazy_pattern(
    r"[\d.,]+(?: (?:san pham|du an|doanh nghiep|mo hinh|muc|ho so|don vi|to chuc))?"
    r"|.*;.*|\W*(?:co )?(?:danh sach|phu luc|bang|bieu)?\s*(?:kem theo|dinh kem)\W*"
)
"""A number, several names, or where the names are; folded."""
_DATED = lazy_pattern(
    r"(?s)(.*?)(?:,| vào)?(?: ngày)? (\d{1,2}[/.-]\d{1,2}[/.-]\d{4})\.?"
)
_TIME_OF_DAY = lazy_pattern(r"(?<=\d) \d\d?[:hg]\d\d(?::\d\d(?:\.\d+)?)?$")
TICKED = frozenset({"✓", "✔", "√", "☑", "dat", "da dat", "roi", "xong roi", "ok"})
"""What says beside a day that a task is done; nothing else has a day."""
UNFIT_CELLS = {
    CellKind.FORMULA: ProblemCode.FORM_FORMULA,
    CellKind.FLAG: ProblemCode.FORM_FLAG,
    CellKind.ERROR: ProblemCode.FORM_ERROR,
    CellKind.LONG: ProblemCode.FORM_LONG,
}
Pair = tuple[TypedText, TypedText]
"""The key of an indicator, and what is reported of it."""
Read = TypeVar("Read")


def _says_nothing(row: FormInputRow) -> bool:
    """Whether the unit wrote only that there is nothing to list."""
    zero = "0" if row.kind is TableKind.ITEM else ""
    return all(means_nothing(cell.text.strip(zero)) for cell in row.cells.values())


def _nothing_new(rows: Iterable[FormInputRow], full: Collection[str]) -> list[Pair]:
    """The registers in which nothing is listed, but those that are `full`."""
    empty = {row.key: row for row in rows if row.key not in full}
    return [
        (TypedText(key, row.place), TypedText("nil", row.place))
        for key, row in empty.items()
    ]


def empty_lists(rows: FormInputRows, listed: Collection[str]) -> list[Pair]:
    """The registers with no row filled in, but those `listed`: nothing new (1)."""
    items = [row for row in rows.inputs if row.kind is TableKind.ITEM]
    return _nothing_new(items, {row.key for row in items if row.cells}.union(listed))


def _rate_text(value: str, whole: str) -> str:
    """What stands in the two boxes of a rate, as one text.

    Somebody may have written both numbers in one of them, or one word in both.
    """
    if "/" in whole.strip(BLANK_MARKS) and not value:
        return whole
    top, slash, bottom = value.partition("/")
    if fold(value) == fold(whole) and not any(map(str.isdigit, value)):
        return value
    if not value and means_nothing(whole):
        return whole
    return f"{top}/{whole}" if slash and bottom.strip() == whole else f"{value}/{whole}"


class FormReader:
    """Turns rows into a typed report; what is wrong is told to the rows."""

    def __init__(self, rows: FormInputRows) -> None:
        self.rows = rows
        self.lang = Lang.VI
        self.days: list[Pair] = []

    def report(self, mark: FormMark, name: str) -> TypedReport:
        """The report that the rows make."""
        at = Place(file=name)
        self.lang = Lang(mark.lang)
        paper = {
            row.key: self._word(row, "text", day=row.key == "date")
            for row in self._of(TableKind.PAPER)
        }
        items = [row for row in self._of(TableKind.ITEM) if row.cells]
        answered = {row.key for row in items if not _says_nothing(row)}
        return TypedReport(
            unit=TypedText(mark.unit, at),
            period=TypedText(mark.period, at),
            values=(
                *filter(None, map(self._figure, self._of(TableKind.VALUE))),
                *(p for row in self._of(TableKind.STOCK) for p in self._stocks(row)),
                *_nothing_new(items, answered),
            ),
            items=self._read_filled(TableKind.ITEM, self._item),
            tasks=self._read_filled(TableKind.TASK, self._task),
            narrative=tuple(
                (TypedText(row.key, row.place), text)
                for row in self._of(TableKind.WORDS)
                if (text := self._word(row, "text")) and not means_nothing(text.text)
            ),
            obstacles=self._read_filled(TableKind.OBSTACLE, self._obstacle),
            notes=tuple(
                (TypedText(row.key, row.place), note)
                for row in self._of(TableKind.VALUE)
                if (note := self._note(row))
            ),
            document_number=paper.get("number"),
            document_date=paper.get("date"),
            reason=paper.get("reason"),
        )

    @property
    def marks(self) -> NumberMarks:
        """How texts write numbers: in the language that the form was made in (2)."""
        return ENGLISH if self.lang is Lang.EN else VIETNAMESE

    def _note(self, row: FormInputRow) -> TypedText | None:
        """The note on a figure, with what was written as comments on its cells."""
        note = self._word(row, "note")
        comments = [cell for cell in row.comments if row.cells]
        if not comments:
            return note
        texts = (*([note.text] if note else ()), *(cell.text for cell in comments))
        return TypedText("; ".join(texts), note.place if note else comments[0].place)

    def _of(self, kind: TableKind) -> list[FormInputRow]:
        return [row for row in self.rows.inputs if row.kind is kind]

    def _read_filled(
        self, kind: TableKind, read: Callable[[FormInputRow], Read | None]
    ) -> tuple[Read, ...]:
        """What the rows of a table say in which something stands."""
        answers = (read(row) for row in self._of(kind) if row.cells)
        return tuple(entry for entry in answers if entry is not None)

    def _word(
        self, row: FormInputRow, name: str, *, day: bool = False
    ) -> TypedText | None:
        """The text of an input; a cell that holds no text or number is told.

        In a column of days a plain number is a day as spreadsheets count them.
        """
        cell, is_dated = row.cells.get(name), day and name in DAY_COLUMNS
        if cell is None:
            return None
        code = UNFIT_CELLS.get(cell.kind)
        if cell.kind is CellKind.DAY and not day:
            code = ProblemCode.FORM_DATE
        if code is not None:
            self.rows.note(code, cell.place, text=cell.text)
            return None
        marks = CELL if cell.kind is CellKind.NUMBER else self.marks
        text = serial_day(cell.text) if is_dated else None
        if day:
            text = text or _TIME_OF_DAY.sub("", cell.text)
        return TypedText(text or cell.text, cell.place, marks)

    def _stocks(self, row: FormInputRow) -> Iterator[Pair]:
        """The figures of one row of a table, each under the id of its column."""
        for name in row.cells:
            if (typed := self._word(row, name)) is not None:
                yield TypedText(f"{row.key}.{name}", typed.place), typed

    def _figure(self, row: FormInputRow) -> Pair | None:
        """`14`, `412/415`, `~14`, `nil`, `unavailable` out of three cells."""
        value = self._word(row, "value", day=True)
        whole = self._word(row, "whole")
        state = self._choice(row, "state", "state")
        cells = (row.cells.get(name) for name in ("value", "whole", "state"))
        at = next((cell.place for cell in cells if cell), row.place)
        text = value.text if value else ""
        if whole is not None:
            text = _rate_text(text, whole.text)
        typed = self._with_state(text, state, at, row.key)
        if typed is None:
            return None
        parts = (part.marks for part in (value, whole) if part is not None)
        marks = self.marks if self.marks in parts else CELL
        pair = (TypedText(row.key, at), TypedText(typed, at, marks))
        held = row.cells.get("value")
        if held is not None and held.kind is CellKind.DAY:
            self.days.append(pair)
        return pair

    def _with_state(
        self, text: str, state: str | None, at: Place, key: str
    ) -> str | None:
        word = voice(self.lang).say(f"form.state.{state}") if state else ""
        if state in {"nil", "unavailable"} and means_nothing(text):
            return state
        match state:
            case None | "final" if text:
                return text
            case None:
                return None
            case "estimate" if text:
                return f"~{text}"
            case "estimate" | "final":
                self.rows.note(ProblemCode.FORM_STATE_ALONE, at, key=key, state=word)
            case _ if text.strip("0/,") or (text and state == "unavailable"):
                blanks = {"key": key, "state": word, "text": text}
                self.rows.note(ProblemCode.FORM_STATE_CLASH, at, **blanks)
            case _:
                return state
        return None

    def _choice(self, row: FormInputRow, name: str, group: str) -> str | None:
        word = self._word(row, name)
        if word is None:
            return None
        choice = read_choice(group, word.text)
        if choice is None and not word.text.strip(BLANK_MARKS):
            return "nil" if group == "state" and len(row.cells) == 1 else None
        if choice is None:
            say = voice(self.lang).say
            known = tuple(say(f"form.{group}.{word}") for word in GROUPS[group])
            blanks: dict[str, Blank] = {"text": word.text, "known": known}
            self.rows.note(ProblemCode.FORM_CHOICE, word.place, **blanks)
        return choice

    def _item(self, row: FormInputRow) -> tuple[TypedText, TypedItem] | None:
        name = self._word(row, "name") or TypedText("", row.place)
        if _says_nothing(row) or not self._names_item(row, name):
            return None
        name = replace(name, text=_LISTED.sub("", name.text))
        date = self._word(row, "date", day=True)
        rest = (self._word(row, column) for column in ("document", "owner"))
        return TypedText(row.key, row.place), TypedItem(name, date, *rest)

    def _names_item(self, row: FormInputRow, name: TypedText) -> bool:
        """Whether a row of a register names a thing; sums are left out and told."""
        if _SUMMED.fullmatch(fold(name.text)) and len(row.cells) == 1:
            self.rows.outside.append(row.cells["name"])
            return False
        if _NO_NAME.fullmatch(fold(name.text)) or (
            _GROUP.match(name.text) and len(row.cells) == 1
        ):
            self.rows.note(ProblemCode.FORM_ITEM_NAME, name.place, text=name.text)
            return False
        if "\n" in name.text:
            text = one_line(name.text)
            self.rows.note(ProblemCode.FORM_ITEM_LINES, name.place, text=text)
        return True

    def _task(self, row: FormInputRow) -> TypedTask | None:
        done, held = self._word(row, "done", day=True), row.cells.get("state")
        dated = None if held is None else _DATED.fullmatch(held.text)
        if held is not None and dated is not None:
            cells = {**row.cells, "state": replace(held, text=dated[1])}
            row = replace(row, cells=cells)
            done = done or TypedText(dated[2], held.place)
        is_ticked = done is not None and (held is None or fold(held.text) in TICKED)
        state = "done" if is_ticked else self._choice(row, "state", "task")
        is_struck = held is not None and not held.text.strip(BLANK_MARKS)
        if state is None:
            if held is None or (is_struck and len(row.cells) > 1):
                self.rows.note(ProblemCode.FORM_TASK_STATE, row.place, key=row.key)
            return None
        if state == "done" and done is None and "done" not in row.cells:
            self.rows.note(ProblemCode.FORM_TASK_DAY, row.place, key=row.key)
            return None
        return TypedTask(
            key=TypedText(row.key, row.place),
            state=TypedText(state, row.place),
            done=done,
            count=self._word(row, "count"),
            result=self._word(row, "result"),
            document=self._word(row, "document"),
        )

    def _obstacle(self, row: FormInputRow) -> TypedObstacle | None:
        about = self._word(row, "about")
        if about is not None:
            key = _KEY_BEFORE.match(about.text)  # beside a name that two have
            about = TypedText(key[1] if key else about.text, about.place)
        text = self._word(row, "text")
        if text is None:
            if "text" not in row.cells:
                self.rows.note(ProblemCode.FORM_OBSTACLE, row.place)
            return None
        if _says_nothing(row):
            return None
        text = replace(text, text=_LISTED.sub("", text.text))
        rest = (self._word(row, name) for name in ("cause", "proposal", "to"))
        return TypedObstacle(text, about, *rest)
