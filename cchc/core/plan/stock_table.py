"""Tables of stocks and flows: what was there, came, went and is left (DESIGN 3).

A column is an ordinary indicator without a target, `TABLE.COLUMN`, with rows
`TABLE.ROW.COLUMN` (`Plan.all_indicators`); that what was there and came is what went
and is left is an ordinary check (`Plan.all_checks`).
"""

from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from types import MappingProxyType
from typing import Annotated

from cchc.core.plan.keys import FROM, Decimals, FileKey, Id, OneOf, Spelling
from cchc.text.closed_list import StrEnum
from cchc.text.record import Record, field


class ColumnKind(StrEnum):
    """What a column of a table holds."""

    OPENING = "opening"
    INFLOW = "in"
    OUTFLOW = "out"
    CLOSING = "closing"

    @property
    def is_flow(self) -> bool:
        """Whether it adds up over time."""
        return self in {ColumnKind.INFLOW, ColumnKind.OUTFLOW}


NO_NAMES = MappingProxyType[str, str]({})
Ids = Annotated[tuple[str, ...], Spelling.IDS]


class TableCell(Record):
    """A column in a row: its id, its name alone and under its table, what it holds."""

    id: str
    name: str
    label: str
    row: str
    kind: ColumnKind


USUAL_NAMES = {
    "ky-truoc": "Kỳ trước chuyển sang",
    "dau-ky": "Số đầu kỳ",
    "moi": "Mới tiếp nhận",
    "truc-tuyen": "Trực tuyến",
    "truc-tiep": "Trực tiếp",
    "bcci": "Bưu chính công ích",
    "truoc-han": "Trước hạn",
    "dung-han": "Đúng hạn",
    "qua-han": "Quá hạn",
    "tre-han": "Quá hạn",
    "tra-lai": "Trả lại",
    "trong-han": "Trong hạn",
    "con-han": "Còn hạn",
    "dang-giai-quyet": "Đang giải quyết",
    "da-giai-quyet": "Đã giải quyết",
    "cuoi-ky": "Số cuối kỳ",
    "linh-vuc": "Lĩnh vực",
}
"""What ids that offices use are called in print where a plan gives them no name."""

TOTAL = "total"
"""What stands for the sum of some columns, where the table is printed."""


class TableHead(Record):
    """A printed column: the group it stands in, what it is called, what it adds up.

    `group` and `key` are ids that the table has names for; `key` may be `TOTAL`.
    """

    group: str
    key: str
    columns: tuple[str, ...]


class StockTable(Record):
    """A table that every reporter fills in: opening + in = out + closing.

    `rows` are the ids of its rows under the word for what they are; `names` says what
    columns, rows, totals, the four groups (`in`, `out`, …) and the rows together are
    called. `totals` are sums over some of the columns, printed only. `carried`: how
    grave it is when a period does not open with what the one before it left. `origin`
    is the table of the plan above.
    """

    id: Id
    name: str
    opening: Id
    inflow: Annotated[Ids, FileKey(name="in")]
    outflow: Annotated[Ids, FileKey(name="out")]
    closing: Ids
    area: str | None = None
    unit: str = ""
    decimals: Decimals = 0
    lead: str | None = None
    reporters: tuple[str, ...] = ()
    rows: Mapping[str, Ids] = field(default_factory=dict)
    names: Annotated[Mapping[str, str], Spelling.NAMES_TO_VALUES] = field(
        default_factory=dict
    )
    totals: Mapping[str, Ids] = field(default_factory=dict)
    carried: Annotated[str, OneOf(("error", "warning"))] = "error"
    origin: Annotated[str | None, FROM] = None

    @property
    def columns(self) -> Iterator[tuple[ColumnKind, str]]:
        """The columns from left to right with what each holds."""
        yield ColumnKind.OPENING, self.opening
        groups = {
            ColumnKind.INFLOW: self.inflow,
            ColumnKind.OUTFLOW: self.outflow,
            ColumnKind.CLOSING: self.closing,
        }
        for kind, columns in groups.items():
            yield from ((kind, column) for column in columns)

    @property
    def row_ids(self) -> tuple[str, ...]:
        """The ids of the rows; none: the table is one row."""
        return tuple(chain.from_iterable(self.rows.values()))

    @property
    def row_prefixes(self) -> tuple[str, ...]:
        """What the ids of the columns of each row begin with: `ho-so.dat-dai`."""
        return tuple(f"{self.id}.{row}" for row in self.row_ids) or (self.id,)

    def cells(self, areas: Mapping[str, str]) -> Iterator[TableCell]:
        """One figure for each column in each row; areas give rows their names."""
        for row, prefix in zip(self.row_ids or ("",), self.row_prefixes, strict=True):
            row_name = self.name_of(row, areas)
            whole = f"{self.name}, {row_name}" if row else self.name
            for kind, column in self.columns:
                group, label = self._group_name(kind, column), self.name_of(column)
                words = map(small_first, (group, label) if group else (label,))
                name = f"{whole}: {' '.join(words)}"
                yield TableCell(f"{prefix}.{column}", name, label, row, kind)

    def _group_name(self, kind: ColumnKind, column: str) -> str | None:
        """What a column's total is called, else its group where that has no totals."""
        beside = {key for group, key in self.columns if group is kind}
        totals = {k: of for k, of in self.totals.items() if not beside.isdisjoint(of)}
        own = next((key for key, of in totals.items() if column in of), None)
        return self.names.get(own or ("" if totals else kind.value))

    @property
    def layout(self) -> Iterator[TableHead]:
        """The printed columns: all there was, the opening, what came, went, is left."""
        yield TableHead("", TOTAL, (self.opening, *self.inflow))
        yield TableHead("", self.opening, (self.opening,))
        yield from self._heads(ColumnKind.INFLOW, self.inflow)
        yield from self._heads(ColumnKind.OUTFLOW, self.outflow)
        yield from self._heads(ColumnKind.CLOSING, self.closing)

    def _heads(self, kind: ColumnKind, columns: Ids) -> Iterator[TableHead]:
        """The columns of a group, each under the total that it belongs to.

        Where none is declared the whole group has one; what came in has none.
        """
        declared = {k: of for k, of in self.totals.items() if set(of) & set(columns)}
        is_summed = bool(declared) or kind is not ColumnKind.INFLOW
        totals = {column: (k, of) for k, of in declared.items() for column in of}
        whole = ("", ()) if declared else (kind.value, columns)
        for column in columns:
            key, of = totals.get(column, whole)
            if is_summed and len(of) > 1 and column == of[0]:
                yield TableHead(key, TOTAL, of)
            yield TableHead(key if len(of) > 1 else "", column, (column,))

    def name_of(self, key: str, areas: Mapping[str, str] = NO_NAMES) -> str:
        """What a column, a row, a total or a group is called in print.

        One that the plan does not name is called as usual, else by the words of its id.
        """
        known = {**USUAL_NAMES, **areas, **self.names}
        return known.get(key) or key.replace("-", " ").replace("_", " ").capitalize()

    def ids_without_name(self, areas: Collection[str]) -> tuple[str, ...]:
        """The ids that stand in print and have no name: of columns, rows and totals."""
        columns = (column for _, column in self.columns)
        keys = (*columns, *self.row_ids, *self.rows, *self.totals)
        known = frozenset(USUAL_NAMES).union(areas, self.names)
        return tuple(key for key in keys if key not in known)


def small_first(name: str) -> str:
    """The name with a small first letter; what begins with two capitals stays."""
    return name if name[:2].isupper() else f"{name[:1].lower()}{name[1:]}"
