"""The fields of the plan's classes → how each is read, described and written.

A field's type and the metadata beside it (`cchc.core.plan.keys`) choose one
`FieldKind` here; a class of fields is a `KeyGroup`. Reading never fails: what is wrong
is noted, and a default or a stand-in takes its place.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from re import sub
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    NamedTuple,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from msgspec import NODEFAULT, Struct
from msgspec.structs import fields

from cchc.core.plan.calendar import with_due_days
from cchc.core.plan.indicator import indicator_defaults
from cchc.core.plan.keys import FileKey, OneOf, Spelling, WholeNumber
from cchc.core.plan.plan import Indicator, Plan
from cchc.core.plan.targets.kinds import PlanTarget
from cchc.core.plan.trajectory import AnyTrajectory
from cchc.core.plan.unit import when_text
from cchc.sources.plan import plan_values as spelled
from cchc.sources.plan import target_values as targets
from cchc.sources.plan.plan_values import (
    BARE_TYPES,
    DAY,
    NOUGHT,
    NUMBER,
    TEXT,
    Json,
    list_of,
    mapping_of,
    refuse_two_readings,
)
from cchc.sources.plan.target_values import PARTS_SCHEMA, parts_at, parts_plain
from cchc.sources.problem_collector import (
    ProblemCollector,
    gap_at,
    guessed_keys,
    is_id,
    says_nothing,
    suggested_id,
)
from cchc.sources.yaml_tree import ListNode, MappingNode, Node
from cchc.sources.yaml_writer import Plain
from cchc.text.closed_list import StrEnum
from cchc.text.number import PLAN
from cchc.text.problem import ProblemCode
from cchc.text.record import Record, field_names, replace

UNREADABLE = "?"
_SPELLINGS = (WholeNumber, OneOf, Spelling)


class FieldKind(NamedTuple):
    """One kind of field: its reader, its JSON Schema and its writer.

    `read` gives None for what was noted to be wrong; `stand_in` takes the place of a
    value that the plan must have. `group` is set for a group of keys.
    """

    read: Callable[[Node, ProblemCollector], Any]
    schema: Json
    write: Callable[[Any], Plain] = lambda value: value
    stand_in: object = None
    group: "KeyGroup | None" = None


class PlanKey(NamedTuple):
    """One key of a group: its name in the file, its field, the kind of its value."""

    name: str
    field: str
    kind: FieldKind
    key: FileKey
    required: bool = False
    default: object = None


_GAPPY: Json = {**NUMBER, "type": ["number", "string", "null"]}
_ID: Json = {"pattern": r"^[A-Za-z0-9][A-Za-z0-9._-]*$", "type": BARE_TYPES}
_REMINDER_DAY: Json = {"pattern": r"^[Tt]([+-][0-9]{1,3})?$", "type": "string"}
_BY_TYPE: dict[object, FieldKind] = {
    str: FieldKind(lambda node, to: to.text(node), TEXT, stand_in=UNREADABLE),
    Decimal: FieldKind(lambda node, to: to.number(node), NUMBER, stand_in=NOUGHT),
    date: FieldKind(lambda node, to: to.day(node), DAY),
    bool: FieldKind(lambda node, to: to.flag(node), {"type": "boolean"}),
    get_args(PlanTarget): FieldKind(
        targets.target_at, targets.TARGET_SCHEMA, targets.target_plain
    ),
    get_args(AnyTrajectory): FieldKind(
        targets.trajectory_at, targets.TRAJECTORY_SCHEMA, lambda path: path.spelling
    ),
    tuple[str, ...]: FieldKind(
        spelled.names_at, {"items": TEXT, "type": [*BARE_TYPES, "array"]}, list
    ),
    # numbers of a list are shares of 1: quoted, they stay exactly as they are
    tuple[Decimal, ...]: FieldKind(
        spelled.shares_at, list_of(NUMBER), lambda v: [PLAN.spell(n) for n in v]
    ),
    tuple[Decimal | None, ...]: FieldKind(
        spelled.gappy_numbers_at, list_of(_GAPPY), list
    ),
    tuple[date, ...]: FieldKind(spelled.days_at, list_of(DAY), list),
}
_BY_SPELLING = {
    Spelling.ID: FieldKind(
        lambda node, to: to.identifier(node), _ID, stand_in=UNREADABLE
    ),
    Spelling.LIST: FieldKind(spelled.names_at, list_of(TEXT), list),
    Spelling.LINES: FieldKind(
        spelled.lines_at,
        {"items": TEXT, "type": [*BARE_TYPES, "array"]},
        lambda lines: lines if isinstance(lines, str) else [*lines],
    ),
    Spelling.IDS: FieldKind(
        spelled.ids_at, {"items": _ID, "type": [*BARE_TYPES, "array"]}, list, ()
    ),
    Spelling.SYMBOLS: FieldKind(
        spelled.symbols_at,
        mapping_of({"anyOf": [TEXT, mapping_of(TEXT)]}),
        spelled.symbols_plain,
    ),
    Spelling.DUES: FieldKind(
        spelled.dues_at, {"anyOf": [DAY, mapping_of(DAY)]}, lambda dues: dues
    ),
    Spelling.TASK_DUE: FieldKind(
        spelled.task_due_at, {"anyOf": [DAY, TEXT]}, spelled.task_due_plain
    ),
    Spelling.PARTS: FieldKind(parts_at, PARTS_SCHEMA, parts_plain),
    Spelling.FIGURE: FieldKind(
        targets.figure_at, {"type": ["number", "string"]}, stand_in=NOUGHT
    ),
    Spelling.SCORES: FieldKind(spelled.scores_at, mapping_of(NUMBER), dict),
    Spelling.REMINDER_DAY: FieldKind(
        spelled.reminder_day, _REMINDER_DAY, when_text, stand_in=0
    ),
}


@cache
def field_kind(hint: object) -> FieldKind:
    """The kind of field that a type, with the metadata beside it, asks for.

    Raises TypeError: no key of a plan is written like that; add a kind here.
    """
    if metadata := getattr(hint, "__metadata__", ()):
        return _annotated_kind(get_args(hint)[0], metadata)
    if get_origin(hint) in (Union, UnionType):
        members = tuple(kind for kind in get_args(hint) if kind is not NoneType)
        hint = members[0] if len(members) == 1 else members
        if hasattr(hint, "__metadata__"):
            return field_kind(hint)
    known = _BY_TYPE.get(hint)
    return _compound_kind(hint) if known is None else known


def _annotated_kind(hint: object, metadata: tuple[object, ...]) -> FieldKind:
    """The kind that the metadata beside a type asks for; else that of the type."""
    spelling = next((p for p in metadata if isinstance(p, _SPELLINGS)), None)
    match spelling:
        case WholeNumber(low, high):
            return FieldKind(
                lambda node, to: to.whole(node, spelling),
                {"maximum": high, "minimum": low, "type": "integer"},
                stand_in=low,
            )
        case OneOf(words):
            return FieldKind(
                lambda node, to: to.one_of(node, words), {"enum": [*words]}
            )
        case Spelling.NAMES_TO_VALUES:
            return _mapping_kind(field_kind(get_args(hint)[1]), are_ids=False)
        case Spelling():
            return _BY_SPELLING[spelling]
        case None:
            return field_kind(hint)


def _compound_kind(hint: object) -> FieldKind:
    """A list, keys and values, one word of a closed list, or a group of keys."""
    if get_origin(hint) is tuple:
        return _list_kind(field_kind(get_args(hint)[0]))
    if get_origin(hint) is Mapping:
        return _mapping_kind(field_kind(get_args(hint)[1]), are_ids=True)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        words = [*hint]
        schema: Json = {"enum": [word.value for word in words]}
        # the first word stands in where one had to be said and was not
        return FieldKind(lambda node, to: to.choice(node, hint), schema, str, words[0])
    if isinstance(hint, type) and issubclass(hint, Record):
        group = group_of(hint)
        reference: Json = {"$ref": f"#/definitions/{group.name}Shape"}
        return FieldKind(group.read, reference, group.write, group.built({}), group)
    raise TypeError(f"no spelling for {hint}")


def _list_kind(value: FieldKind) -> FieldKind:
    """A list of groups of keys; rows of another shape are noted and taken out."""

    def take(node: Node, collector: ProblemCollector) -> tuple[object, ...]:
        rows = collector.rows(node)
        fit = [row for row in rows if collector.branch(row) is not None]
        if isinstance(node, ListNode):
            node.rows[:] = fit
        all_fit = isinstance(node, ListNode) and len(fit) == len(rows)
        if not all_fit and node.key is not None:
            collector.lost.add(node.key.text)
        return tuple([value.read(row, collector) for row in fit])

    def write(values: tuple[object, ...]) -> list[Plain]:
        return [value.write(row) for row in values]

    return FieldKind(take, list_of(value.schema), write, (), value.group)


def _mapping_kind(value: FieldKind, *, are_ids: bool) -> FieldKind:
    """Values by key; `are_ids`: the keys are declared here, so each must be an id."""

    def take(node: Node, collector: ProblemCollector) -> dict[str, object]:
        branch = collector.branch(node)
        entries = {} if branch is None else branch.entries
        for name, child in entries.items() if are_ids else ():
            if not is_id(name):
                suggest = suggested_id(name)
                collector.note_key(
                    child, ProblemCode.NOT_AN_ID, text=name, suggest=suggest
                )
        values = {
            name: value.read(child, collector)
            for name, child in entries.items()
            if not says_nothing(child)
        }
        # of unreadable values numbers are 0, texts are left out
        if value.stand_in != UNREADABLE:
            values = {k: value.stand_in if v is None else v for k, v in values.items()}
        return {name: v for name, v in values.items() if v is not None}

    return FieldKind(
        take,
        mapping_of(value.schema),
        lambda values: {name: value.write(v) for name, v in values.items()},
        group=value.group,
    )


class KeyGroup:
    """A class of fields as a group of keys in the file."""

    def __init__(self, kind: type[Record]) -> None:
        self.kind = kind
        self.name = sub(r"(Rules?|Step)$", "", kind.__name__)
        self.keys = _in_file_order(kind)
        self.names = tuple(key.name for key in self.keys)
        self.required = tuple(key.name for key in self.keys if key.required)
        self.figures = tuple(key.name for key in self.keys if key.key.figures)
        names = field_names(kind)
        self.fields = tuple(key for key in self.keys if key.field in names)
        self.stand_ins = {
            k.key.also or k.field: k.kind.stand_in for k in self.fields if k.required
        }

    def read(self, node: Node, collector: ProblemCollector) -> Any:  # noqa: ANN401  # the class is a value
        """The group's value, with defaults and stand-ins for what is not said."""
        return self.built(self.values(node, collector))

    def values(self, node: Node, collector: ProblemCollector) -> dict[str, Any]:
        """What the node says, by field; keys that are unknown or missing are noted."""
        branch = collector.branch(node)
        if branch is None:
            if self.required:
                collector.skip(gap_at(node, None))
            return {}
        refuse_two_readings(branch, self.figures, collector)
        given = collector.entries(branch, self.names)
        guessed = guessed_keys(branch, self.names)
        for key in self.keys:
            name = key.name
            if key.required and name not in given and key.key.unless not in given:
                collector.note_missing(name, branch, is_guessed=name in guessed)
        values: dict[str, Any] = {}
        for key in self.keys:
            child = given.get(key.name)
            value = None if child is None else key.kind.read(child, collector)
            if key.key.also is not None and value is not None:
                values[key.key.also], value = cast("tuple[object, object]", value)
            # an empty list says something only where nothing said is something else
            if value != () or key.default is None:
                values[key.field] = value
        return {k: v for k, v in values.items() if v is not None}

    def built(self, values: dict[str, Any]) -> Record:
        """The value of the fields given; the others by default."""
        record = self.kind(**{**self.stand_ins, **values})
        if isinstance(record, Indicator):
            usual = indicator_defaults(record)
            missing = {k: v for k, v in usual.items() if k not in values}
            return replace(record, **cast("dict[str, Any]", missing))
        return record

    def write(self, record: Record) -> dict[str, Plain]:
        """The keys that say what is not so by default, in the order of the file."""
        usual = indicator_defaults(record) if isinstance(record, Indicator) else {}
        written: dict[str, Plain] = {}
        for key in self.fields:
            if key.key.unless and getattr(record, key.key.unless) is not None:
                continue
            value = getattr(record, key.field)
            if key.key.also is not None:
                value = value or getattr(record, key.key.also)
            is_usual = value == usual.get(key.field, key.default)
            if key.required or key.key.always or not is_usual:
                plain = None if value is None else key.kind.write(value)
                if plain not in (None, {}) and (plain != [] or key.default is None):
                    written[key.name] = plain
            if key.key.blank:
                written.setdefault(key.name, None)
        return written


_GROUPS: dict[type[Record], KeyGroup] = {}


def group_of(kind: type[Record]) -> KeyGroup:
    """The group of keys that is read into this class."""
    if kind not in _GROUPS:
        _GROUPS[kind] = KeyGroup(kind)
    return _GROUPS[kind]


def _in_file_order(kind: type[Record]) -> list[PlanKey]:
    """The keys of a class as people meet them in a file."""
    hints = get_type_hints(kind, include_extras=True)
    infos = fields(cast("type[Struct]", kind))
    second = {_key_of(hints[info.name]).also for info in infos}
    must = {i.name for i in infos if NODEFAULT is i.default is i.default_factory}
    ordered: list[PlanKey] = []
    waiting: list[PlanKey] = []
    for info in infos:
        if info.name in second:
            continue
        key, default = _key_of(hints[info.name]), info.default
        if info.default_factory is not NODEFAULT:
            default = info.default_factory()
        is_required = default is NODEFAULT or key.also in must
        value_kind = field_kind(hints[info.name])
        name = key.name or info.name
        plan_key = PlanKey(name, info.name, value_kind, key, is_required, default)
        (waiting if key.after else ordered).append(plan_key)
    while waiting:  # a key may follow one that waits itself
        for plan_key in waiting:
            names = [key.field for key in ordered]
            if plan_key.key.after in names:
                ordered.insert(names.index(plan_key.key.after) + 1, plan_key)
                waiting.remove(plan_key)
                break
    return [*_HEAD, *ordered] if kind is Plan else ordered


def _key_of(hint: object) -> FileKey:
    metadata = getattr(hint, "__metadata__", ())
    return next((part for part in metadata if isinstance(part, FileKey)), FileKey())


_VERSION = field_kind(Annotated[int, WholeNumber(0, 1_000_000)])
_HEAD = [PlanKey("cchc", "cchc", _VERSION, FileKey(), required=True)]


class PlanRoot(NamedTuple):
    """The plan as written, and what the file says of itself; None where unreadable."""

    plan: Plan
    version: int | None
    has_year: bool


def read_root(root: MappingNode, collector: ProblemCollector) -> PlanRoot:
    """The plan of a file's root; names of groups are not yet unit ids."""
    group = group_of(Plan)
    values = group.values(root, collector)
    version = cast("int | None", values.pop("cchc", None))
    has_year = "year" in values
    plan = with_due_days(cast("Plan", group.built(values)))
    return PlanRoot(plan, version, has_year)
