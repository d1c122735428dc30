"""Values of a plan that have spellings of their own: targets, trajectories, dues."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import cast

from cchc.core.plan.reminder import read_when
from cchc.core.plan.targets.each import EACH, SHARE, Each
from cchc.core.plan.targets.kinds import KINDS
from cchc.core.plan.targets.target import (
    BASELINE,
    Scale,
    Target,
    ValueShape,
    Written,
)
from cchc.core.plan.task_due import read_span, span_parts
from cchc.core.plan.trajectory import (
    BY_KEY,
    BY_WORD,
    Points,
    Profile,
    Step,
    Trajectory,
)
from cchc.sources.problem_collector import (
    ProblemCollector,
    guessed_keys,
    says_nothing,
)
from cchc.sources.yaml_tree import ListNode, MappingNode, Node, ScalarNode
from cchc.sources.yaml_writer import Plain
from cchc.text.period_name import ROMAN
from cchc.text.problem import ProblemCode

NOUGHT = Decimal(0)
Json = dict[str, object]
Dues = tuple[date | None, dict[str, date]]


def list_of(item: Json) -> Json:
    """The schema of a list."""
    return {"items": item, "type": "array"}


def mapping_of(item: Json) -> Json:
    """The schema of keys that people choose."""
    return {"additionalProperties": item, "type": "object"}


def keys_of(parts: dict[str, Json], most: int) -> Json:
    """The schema of a group of one to `most` keys; each is described by its name."""
    return {
        "additionalProperties": False,
        "maxProperties": most,
        "minProperties": 1,
        "properties": {k: {"description": k, **part} for k, part in parts.items()},
        "type": "object",
    }


BARE_TYPES = ["string", "number", "boolean"]
TEXT: Json = {"type": BARE_TYPES}
NUMBER: Json = {"pattern": r"^-?[0-9]+(\.[0-9]+)?$", "type": ["number", "string"]}
DAY: Json = {
    "pattern": r"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$|^[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}$",
    "type": "string",
}


_VALUE_SCHEMAS: dict[ValueShape, Json] = {
    ValueShape.NUMBER: NUMBER,
    ValueShape.NUMBER_OR_BASELINE: {
        **NUMBER,
        "pattern": r"^(-?[0-9]+(\.[0-9]+)?|baseline)$",
    },
    ValueShape.TWO_NUMBERS: {
        "items": NUMBER,
        "maxItems": 2,
        "minItems": 2,
        "type": "array",
    },
    ValueShape.DAY: DAY,
    ValueShape.TRUE: {"enum": [True]},
    ValueShape.SCALE: {"enum": [scale.value for scale in Scale]},
}

# every kind's own key first, in the order of the kinds; then what stands beside them
_OWN_KEYS = {tag: kind.keys[tag] for tag, kind in KINDS.items()}
_ALL_KEYS = {key: shape for kind in KINDS.values() for key, shape in kind.keys.items()}
_PLAIN_KEYS = {**_OWN_KEYS, **_ALL_KEYS}
TARGET_KEYS = {**_PLAIN_KEYS, **Each.keys}
_SCHEMAS = {key: _VALUE_SCHEMAS[shape] for key, shape in _PLAIN_KEYS.items()}
_GROUPS: Json = {"anyOf": [TEXT, list_of(TEXT), mapping_of(keys_of(_SCHEMAS, most=2))]}
_SHARE: Json = {**NUMBER, "description": "target.share"}
TARGET_SCHEMA = keys_of({**_SCHEMAS, EACH: _GROUPS, SHARE: _SHARE}, most=4)
TRAJECTORY_SCHEMA: Json = {
    "anyOf": [
        {"enum": [*BY_WORD]},
        list_of(NUMBER),
        keys_of(dict.fromkeys(BY_KEY, TEXT), most=1),
    ]
}


def number_at(node: Node, collector: ProblemCollector) -> Decimal:
    """A number; 0 in the place of one that was noted to be wrong."""
    return collector.number(node) or NOUGHT


def numbers_at(node: Node, collector: ProblemCollector) -> tuple[Decimal, ...]:
    """A list of numbers."""
    return tuple(number_at(row, collector) for row in collector.rows(node))


def shares_at(node: Node, collector: ProblemCollector) -> tuple[Decimal, ...]:
    """A list of parts of the year's whole, from 0 to 1."""
    return tuple(collector.share(row) or NOUGHT for row in collector.rows(node))


def gappy_numbers_at(
    node: Node, collector: ProblemCollector
) -> tuple[Decimal | None, ...]:
    """A list of numbers in which `null` stands for one that is not known."""
    return tuple(
        None if says_nothing(row) else number_at(row, collector)
        for row in collector.rows(node)
    )


def names_at(node: Node, collector: ProblemCollector) -> tuple[str, ...]:
    """Names in a list; one alone may stand without brackets."""
    rows = [node] if isinstance(node, ScalarNode) else collector.rows(node)
    names = (collector.text(row) for row in rows)
    return tuple(name for name in names if name is not None)


def lines_at(node: Node, collector: ProblemCollector) -> str | tuple[str, ...] | None:
    """One line of text as it is, or a list of lines."""
    is_one = isinstance(node, ScalarNode)
    return collector.text(node) if is_one else names_at(node, collector)


def ids_at(node: Node, collector: ProblemCollector) -> tuple[str, ...]:
    """Ids in a list; one alone may stand without brackets."""
    rows = [node] if isinstance(node, ScalarNode) else collector.rows(node)
    ids = (collector.identifier(row) for row in rows)
    return tuple(key for key in ids if key is not None)


def days_at(node: Node, collector: ProblemCollector) -> tuple[date, ...]:
    """A list of days."""
    days = (collector.day(row) for row in collector.rows(node))
    return tuple(day for day in days if day is not None)


def symbols_at(node: Node, collector: ProblemCollector) -> dict[str, str]:
    """Symbols of papers; those of one role under `paper.role`."""
    nodes: dict[str, Node] = {}
    branch = collector.branch(node)
    for paper, child in branch.entries.items() if branch else ():
        if isinstance(child, MappingNode):
            nodes |= {f"{paper}.{role}": word for role, word in child.entries.items()}
        else:
            nodes[paper] = child
    symbols = {
        name: collector.text(child)
        for name, child in nodes.items()
        if not says_nothing(child)
    }
    return {name: symbol for name, symbol in symbols.items() if symbol is not None}


def symbols_plain(symbols: Mapping[str, str]) -> dict[str, Plain]:
    """The symbols as they are written, those of one role inside their paper."""
    written: dict[str, Plain] = {}
    for name, symbol in symbols.items():
        paper, dot, role = name.partition(".")
        held = written.get(paper)
        roles = held if isinstance(held, Mapping) else {}
        written[paper] = {**roles, role: symbol} if dot else symbol
    return written


def dues_at(node: Node, collector: ProblemCollector) -> Dues:
    """A due date for all, or one for each kind of unit."""
    if not isinstance(node, MappingNode):
        return collector.day(node), {}
    days = {
        kind: collector.day(child)
        for kind, child in node.entries.items()
        if not says_nothing(child)
    }
    return None, {kind: day for kind, day in days.items() if day is not None}


def task_due_at(
    node: Node, collector: ProblemCollector
) -> tuple[date | None, str | None]:
    """A due day, or the quarter or month in which a task is to be done."""
    word = node.text if isinstance(node, ScalarNode) else ""
    span = read_span(word)
    return (collector.day(node), None) if span is None else (None, span)


def task_due_plain(due: date | str) -> Plain:
    """`Quý IV/2022`, `tháng 3/2022`, or the day."""
    if isinstance(due, date):
        return due
    year, kind, number = span_parts(due)
    if kind == "Q":
        return f"Quý {ROMAN[number - 1]}/{year}"
    return f"tháng {number}/{year}"


def reminder_day(node: Node, collector: ProblemCollector) -> int | None:
    """The step of a reminder, `T-2`, as working days after the due day."""
    word = collector.scalar(node)
    offset = None if word is None else read_when(word.text)
    if word is not None and offset is None:
        collector.note(node, ProblemCode.NOT_A_STEP, text=word.text)
    return offset


def target_at(node: Node, collector: ProblemCollector) -> Target | None:
    """The one kind of target that is named, with its value (SEMANTICS 5)."""
    if not isinstance(node, MappingNode):
        collector.note_once(node, ProblemCode.TARGET_KINDS, known=tuple(KINDS))
        return None
    parts = collector.entries(node, TARGET_KEYS)
    own = {key: parts.pop(key) for key in Each.keys if key in parts}
    if not own:
        return _target_of_kind(node, parts, collector)
    before = len(collector.spoiled)
    groups = own.get(EACH)
    targets: dict[str, Target | None] = {}
    if isinstance(groups, MappingNode):
        for name, child in groups.entries.items():
            targets[name] = target_at(child, collector)
    elif groups is not None:
        names = names_at(groups, collector)
        targets = dict.fromkeys(names, _target_of_kind(node, parts, collector))
        parts = {}
    else:
        parts |= own  # a share of nothing: told as a key that has no place here
    for key, child in parts.items():
        known = tuple(Each.keys)
        collector.note_key(child, ProblemCode.UNKNOWN_KEY, text=key, known=known)
    whole = {name: target for name, target in targets.items() if target is not None}
    target = Each.read(TargetReader(own, collector, whole))
    return target if len(collector.spoiled) == before else None


def _target_of_kind(
    node: MappingNode, parts: Mapping[str, Node], collector: ProblemCollector
) -> Target | None:
    """The target of the one kind that is named."""
    kinds = [name for name in parts if name in KINDS]
    if len(kinds) != 1:
        if len(kinds) > 1 or not guessed_keys(node, TARGET_KEYS):
            collector.note(node, ProblemCode.TARGET_KINDS, known=tuple(KINDS))
        return None
    kind = KINDS[kinds[0]]
    known = tuple(kind.keys)
    for key in parts:
        if key not in known:
            code = ProblemCode.UNKNOWN_KEY
            collector.note_key(parts[key], code, text=key, known=known)
    before = len(collector.spoiled)
    target = kind.read(TargetReader(parts, collector))
    return target if len(collector.spoiled) == before else None


def target_plain(target: Target) -> Plain:
    """The target in its spelling: `{at_least: 73}`."""
    return {key: _plain(value) for key, value in target.spelling().items()}


def _plain(value: Written) -> Plain:
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    return [*value] if isinstance(value, list | tuple) else cast("Plain", value)


class TargetReader:
    """Reads the values of one target (`TargetEntry`); notes what is wrong."""

    def __init__(
        self,
        parts: Mapping[str, Node],
        collector: ProblemCollector,
        targets: Mapping[str, Target] | None = None,
    ) -> None:
        self._parts, self._collector = parts, collector
        self._targets = targets or {}

    def targets(self, key: str) -> Mapping[str, Target]:  # noqa: ARG002  # read before
        return self._targets

    def number(self, key: str) -> Decimal:
        node = self._parts.get(key)
        return NOUGHT if node is None else number_at(node, self._collector)

    def number_or_baseline(self, key: str) -> Decimal | None:
        node = self._parts.get(key)
        if isinstance(node, ScalarNode) and node.text.strip() == BASELINE:
            return None
        return self.number(key)

    def two_numbers(self, key: str) -> tuple[Decimal, Decimal] | None:
        node = self._parts[key]
        ends = numbers_at(node, self._collector)
        if len(ends) != 2:
            if isinstance(node, ListNode):
                self._collector.note(node, ProblemCode.TWO_ENDS, n=len(ends))
            return None
        return ends[0], ends[1]

    def day(self, key: str) -> date | None:
        return self._collector.day(self._parts[key])

    def true(self, key: str) -> None:
        node = self._parts[key]
        if self._collector.flag(node) is False and isinstance(node, ScalarNode):
            code, known = ProblemCode.NOT_A_CHOICE, ("true",)
            self._collector.note(node, code, text=node.text, known=known)

    def scale(self, key: str) -> Scale:
        node = self._parts.get(key)
        scale = None if node is None else self._collector.choice(node, Scale)
        return scale or Scale.ABS


def trajectory_at(node: Node, collector: ProblemCollector) -> Trajectory | None:
    """A trajectory in one of its spellings (SEMANTICS 6)."""
    if isinstance(node, ListNode):
        return Points(numbers_at(node, collector))
    kind: type[Step | Profile] | None = None
    if isinstance(node, MappingNode):
        parts = collector.entries(node, BY_KEY)
        if len(parts) != 1:
            if len(parts) > 1 or not node.entries:
                _note_no_trajectory(node, "{}", collector)
            return None
        key, node = next(iter(parts.items()))
        kind = BY_KEY[key]
    word = collector.scalar(node)
    if word is None:
        return None
    if kind is not None:
        return kind(word.text.strip())
    trajectory = BY_WORD.get(word.text.strip())
    if trajectory is None:
        _note_no_trajectory(word, word.text, collector)
    return trajectory


def _note_no_trajectory(node: Node, text: str, collector: ProblemCollector) -> None:
    known = (*BY_WORD, *BY_KEY)
    collector.note(node, ProblemCode.NOT_A_CHOICE, text=text, known=known)
