"""A binding as YAML: where in another office's workbook each figure stands.

    bind: 1
    tables:
      - sheet: Biểu 02
        units: {column: B, rows: 8-30}
        figures:
          hs-dung-han: {numerator: [Đã giải quyết, Đúng hạn], denominator: F}
          ck-6b: D

A place is a column, a row, a cell, or what is printed at the head of it; of several
heads one below the other the last one is meant. `docs/lien-ket.md` tells it all.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from cchc.core.facts.typed import TypedText
from cchc.sources.forms.form_grid import LAST_COLUMN, column_number, spot_of
from cchc.sources.problem_collector import ProblemCollector
from cchc.sources.yaml_tree import (
    ListNode,
    MappingNode,
    Node,
    ScalarNode,
    place_of,
    read_yaml,
)
from cchc.text.closed_list import StrEnum
from cchc.text.lazy import lazy_pattern
from cchc.text.problem import Place, Problem, ProblemCode, in_order
from cchc.text.record import Record, replace

KEYS = ("bind", "title", "tables")
TABLE = ("sheet", "period", "period_at", "units", "heads", "labels", "figures")
UNITS = ("column", "row", "rows", "columns", "names")
AXES = ("row", "column")
OFFICE, SHEETS = "office", "sheets"
_CELL = lazy_pattern(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
_LETTERS = lazy_pattern(r"[A-Z]{1,3}")
_SPAN = lazy_pattern(r"([0-9]+|[A-Z]{1,3})\s*(?:-|–|:)\s*([0-9]+|[A-Z]{1,3})")


class Face(StrEnum):
    """What of a figure stands in a cell; those of `READ_FACES` are also read."""

    VALUE = "value"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    NOTE = "note"
    PERCENT = "percent"
    TARGET = "target"


READ_FACES = frozenset({Face.VALUE, Face.NUMERATOR, Face.DENOMINATOR, Face.NOTE})
FIGURE = (*(face.value for face in Face), "over", "times")


class Axis(Record):
    """A row or column: its number, or the heads that are printed there."""

    place: Place
    number: int | None = None
    heads: tuple[str, ...] = ()


class Spot(Record):
    """A cell: its row and column; one of them is that of the unit where it has none."""

    row: Axis | None = None
    column: Axis | None = None


class BoundFigure(Record):
    """Where the faces of one figure stand.

    `over_year`: totals since the start of the year; `times`: what the workbook's
    number is multiplied by to be ours.
    """

    key: TypedText
    faces: tuple[tuple[Face, Spot], ...]
    over_year: bool = False
    times: Decimal = Decimal(1)


class UnitLine(Record):
    """The column (or row) in which the names of the units stand, and how far."""

    names_at: Axis
    in_rows: bool
    span: tuple[int, int] | None = None
    names: tuple[tuple[str, TypedText], ...] = ()


class BoundTable(Record):
    """One table of a workbook.

    `units` says where units stand; else the figures are of the one `unit`, of the
    whole office, or of the unit after which each sheet is called.
    """

    place: Place
    sheet: TypedText | None
    period: TypedText | None
    period_at: Spot | None
    units: UnitLine | None
    unit: TypedText | None
    figures: tuple[BoundFigure, ...]
    heads: tuple[int, int] | None = None
    labels: tuple[int, int] | None = None


class Binding(Record):
    """A binding and all that is wrong with its shape."""

    title: str
    tables: tuple[BoundTable, ...]
    problems: tuple[Problem, ...] = ()


def read_binding(text: bytes, name: str) -> Binding:
    """The binding of a file; `name` is what messages call it."""
    read, reader, place = read_yaml(text, name), _BindingReader(), Place(file=name)
    roots = [root for root in read.documents if root is not None]
    bindings = [reader.binding(root) for root in roots]
    problems = [*read.problems, *reader.problems]
    if len(bindings) > 1:
        problems.append(Problem(ProblemCode.SEVERAL_DOCUMENTS, place))
    first = next(iter(bindings), Binding("", ()))
    return replace(first, problems=tuple(in_order(problems)))


class _BindingReader(ProblemCollector):
    """Reads the parts of a binding; what is wrong is noted with its place."""

    def binding(self, root: Node) -> Binding:
        branch = self.branch(root)
        if branch is None:
            return Binding("", ())
        parts = self.entries(branch, KEYS)
        for key in ("bind", "tables"):
            if key not in parts:
                self.note(branch, ProblemCode.MISSING_KEY, key=key)
        if "bind" in parts:
            self.one_of(parts["bind"], ("1",))
        title = self.text(parts["title"]) if "title" in parts else None
        rows = self.rows(parts["tables"]) if "tables" in parts else []
        return Binding(title or "", tuple(filter(None, map(self.table, rows))))

    def table(self, node: Node) -> BoundTable | None:
        branch = self.branch(node)
        if branch is None:
            return None
        parts = self.entries(branch, TABLE)
        units, unit = self.units(parts.get("units"))
        if "figures" not in parts:
            self.note(branch, ProblemCode.MISSING_KEY, key="figures")
        figures = (
            figure
            for child in self.entries_of(parts, "figures")
            for figure in self.figures(child, units)
        )
        at = parts.get("period_at")
        return BoundTable(
            place=place_of(branch),
            sheet=self.word(parts.get("sheet")),
            period=self.word(parts.get("period")),
            period_at=None if at is None else self.spot(at, None),
            units=units,
            unit=unit,
            figures=tuple(figures),
            heads=self.span(parts.get("heads")),
            labels=self.span(parts.get("labels")),
        )

    def entries_of(self, parts: Mapping[str, Node], key: str) -> Iterable[Node]:
        """The entries of the group of keys under a key, if there is one."""
        branch = self.branch(parts[key]) if key in parts else None
        return () if branch is None else branch.entries.values()

    def word(self, node: Node | None) -> TypedText | None:
        text = None if node is None else self.text(node)
        return None if node is None or text is None else TypedText(text, place_of(node))

    def units(self, node: Node | None) -> tuple[UnitLine | None, TypedText | None]:
        """Where units stand; or the one unit, `office` or `sheets`."""
        if not isinstance(node, MappingNode):
            return None, self.word(node)
        parts = self.entries(node, UNITS)
        axis = next((key for key in ("column", "row") if key in parts), None)
        if axis is None or {"column", "row"} <= parts.keys():
            self.note(node, ProblemCode.BIND_UNITS)
            return None, None
        in_rows = axis == "column"
        names_at = self.axis(parts[axis], is_column=in_rows)
        span = self.span(parts.get("rows" if in_rows else "columns"))
        names = tuple(
            (child.key.text, unit)
            for child in self.entries_of(parts, "names")
            if child.key is not None and (unit := self.word(child))
        )
        return UnitLine(names_at, in_rows, span, names), None

    def span(self, node: Node | None) -> tuple[int, int] | None:
        """`8-30`, `D-L`, or one alone."""
        word = None if node is None else self.scalar(node)
        if word is None:
            return None
        text = word.text.strip()
        ends = _SPAN.fullmatch(text)
        start, end = ends.groups() if ends else (text, text)
        first, last = _number(start), _number(end)
        if first is None or last is None or start.isdigit() != end.isdigit():
            self.note(word, ProblemCode.BIND_PLACE, text=text)
            return None
        return min(first, last), max(first, last)

    def figures(self, node: Node, units: UnitLine | None) -> Iterator[BoundFigure]:
        """One figure, or several spellings of it: the first is what is read."""
        key = node.key
        if key is None:
            return
        name = TypedText(key.text.strip(), place_of(key))
        is_several = isinstance(node, ListNode) and any(
            isinstance(row, MappingNode) for row in node.rows
        )
        for row in self.rows(node) if is_several else [node]:
            is_faces = isinstance(row, MappingNode) and not set(row.entries) & {*AXES}
            if not is_faces:
                spot = self.spot(row, units)
                faces = () if spot is None else ((Face.VALUE, spot),)
                yield BoundFigure(name, faces)
            elif isinstance(row, MappingNode):
                yield self.faces(name, row, units)

    def faces(
        self, name: TypedText, node: MappingNode, units: UnitLine | None
    ) -> BoundFigure:
        parts = self.entries(node, FIGURE)
        over = self.one_of(parts["over"], ("period", "year")) if "over" in parts else ""
        times = self.number(parts["times"]) if "times" in parts else Decimal(1)
        if times is not None and times <= 0:
            self.note(parts["times"], ProblemCode.NOT_A_NUMBER, text=str(times))
        told = [face for face in Face if face.value in parts]
        spots = ((face, self.spot(parts[face.value], units)) for face in told)
        faces = tuple((face, spot) for face, spot in spots if spot is not None)
        if not told:
            self.note(node, ProblemCode.MISSING_KEY, key=Face.VALUE.value)
        scale = times if times is not None and times > 0 else Decimal(1)
        return BoundFigure(name, faces, over == "year", scale)

    def spot(self, node: Node, units: UnitLine | None) -> Spot | None:
        """The place of a cell; beside units a row or column alone."""
        if isinstance(node, MappingNode):
            parts = self.entries(node, AXES)
            row, column = parts.get("row"), parts.get("column")
            spot = Spot(
                None if row is None else self.axis(row, is_column=False),
                None if column is None else self.axis(column, is_column=True),
            )
            if units is None and not (spot.row and spot.column):
                self.note(node, ProblemCode.BIND_PLACE, text="")
                return None
            return spot
        if units is not None:
            axis = self.axis(node, is_column=units.in_rows)
            return Spot(column=axis) if units.in_rows else Spot(row=axis)
        word = self.scalar(node)
        if word is None:
            return None
        text, at = word.text.strip(), place_of(word)
        if _CELL.fullmatch(text) is None:
            self.note(word, ProblemCode.BIND_PLACE, text=word.text)
            return None
        line, column_at = spot_of(text)
        return Spot(Axis(at, line), Axis(at, column_at))

    def axis(self, node: Node, *, is_column: bool) -> Axis:
        """A row by its number, a column by its letters, either by its heads."""
        at = place_of(node)
        if isinstance(node, ListNode):
            heads = tuple(filter(None, map(self.text, node.rows)))
            return Axis(at, None, heads)
        word = self.scalar(node)
        text = word.text.strip() if isinstance(word, ScalarNode) else ""
        number = _number(text)
        if number is not None and text.isdigit() != is_column:
            return Axis(at, number)
        if not text and word is not None:
            self.note(word, ProblemCode.BIND_PLACE, text=text)
        return Axis(at, None, (text,))


def _number(text: str) -> int | None:
    """The number of a row or column; None for words, `KH` and `TH` among them."""
    if text.isascii() and text.isdigit():
        return int(text) or None
    is_column = _LETTERS.fullmatch(text) is not None
    number = column_number(text) if is_column else LAST_COLUMN + 1
    return number if number <= LAST_COLUMN else None
