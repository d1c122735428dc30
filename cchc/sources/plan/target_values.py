"""Targets, trajectories and parts of an indicator in a plan file (SEMANTICS 5, 6)."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import cast

from cchc.core.plan.indicator import IndicatorPart, Parts
from cchc.core.plan.measure import Measure
from cchc.core.plan.targets.kinds import EACH, KINDS, SHARE, Each
from cchc.core.plan.targets.line import STRIVE
from cchc.core.plan.targets.target import BASELINE, Scale, Target, ValueShape, Written
from cchc.core.plan.trajectory import (
    BY_KEY,
    BY_WORD,
    Dated,
    DatedPoint,
    Points,
    Trajectory,
)
from cchc.sources.plan.plan_values import (
    DAY,
    NOUGHT,
    NUMBER,
    TEXT,
    Json,
    keys_of,
    list_of,
    mapping_of,
    names_at,
    number_at,
    numbers_at,
)
from cchc.sources.problem_collector import (
    ProblemCollector,
    guessed_keys,
    says_nothing,
    suggested_id,
)
from cchc.sources.yaml_tree import ListNode, MappingNode, Node, ScalarNode
from cchc.sources.yaml_writer import Plain
from cchc.text.compare import fold
from cchc.text.day import parse_day
from cchc.text.problem import ProblemCode

_VALUE_SCHEMAS: dict[ValueShape, Json] = {
    ValueShape.NUMBER: NUMBER,
    # a number, the word baseline, or a grade of the scale
    ValueShape.FIGURE: {"type": ["number", "string"]},
    ValueShape.TWO_NUMBERS: {
        "items": NUMBER,
        "maxItems": 2,
        "minItems": 2,
        "type": "array",
    },
    ValueShape.DAY: DAY,
    ValueShape.TRUE: {"enum": [True]},
    ValueShape.SCALE: {"enum": [scale.value for scale in Scale]},
    ValueShape.TEXT: TEXT,
}

# every kind's own key first, in the order of the kinds; then what stands beside them
_OWN_KEYS = {tag: kind.keys[tag] for tag, kind in KINDS.items()}
_ALL_KEYS = {key: shape for kind in KINDS.values() for key, shape in kind.keys.items()}
_PLAIN_KEYS = {**_OWN_KEYS, **_ALL_KEYS}
TARGET_KEYS = {**_PLAIN_KEYS, **Each.keys}
_SCHEMAS = {key: _VALUE_SCHEMAS[shape] for key, shape in _PLAIN_KEYS.items()}
# `from` alone is the plan above, and described as such
_SCHEMAS["from"] = {**DAY, "description": "target.from"}
_GROUPS: Json = {"anyOf": [TEXT, list_of(TEXT), mapping_of(keys_of(_SCHEMAS, most=3))]}
_SHARE: Json = {**NUMBER, "description": "target.share"}
TARGET_SCHEMA = keys_of({**_SCHEMAS, EACH: _GROUPS, SHARE: _SHARE}, most=5)
TRAJECTORY_SCHEMA: Json = {
    "anyOf": [
        {"enum": [*BY_WORD]},
        list_of(NUMBER),
        keys_of(dict.fromkeys(BY_KEY, TEXT), most=1),
        {**mapping_of(NUMBER), "propertyNames": {"pattern": DAY["pattern"]}},
    ]
}


MEANT = {
    **dict.fromkeys(("no_less_than", "not_less_than", "minimum", "min"), "at_least"),
    **dict.fromkeys(("no_more_than", "not_more_than", "maximum", "max"), "at_most"),
    **dict.fromkeys(("lower_than", "fewer_than", "below", "under"), "less_than"),
    **dict.fromkeys(("greater_than", "higher_than", "above", "over"), "more_than"),
    **dict.fromkeys(("reduce_by", "fall_by", "falls_by", "drop_by"), "decrease_by"),
    **dict.fromkeys(("grow_by", "grows_by", "raise_by"), "increase_by"),
    **dict.fromkeys(("rank", "rank_at_least", "place"), "rank_at_most"),
}
"""Other words for kinds: of these the nearest by its letters may be the opposite."""


def target_at(node: Node, collector: ProblemCollector) -> Target | None:
    """The one kind of target that is named, with its value (SEMANTICS 5)."""
    if not isinstance(node, MappingNode):
        collector.note_once(node, ProblemCode.TARGET_KINDS, known=tuple(KINDS))
        return None
    if meant := {name: MEANT[name] for name in node.entries if name in MEANT}:
        for name, kind in meant.items():
            code, child = ProblemCode.UNKNOWN_KEY, node.entries[name]
            collector.note_key(child, code, text=name, known=(kind,))
        return None
    parts = collector.entries(node, TARGET_KEYS)
    own = {key: parts.pop(key) for key in Each.keys if key in parts}
    if not own:
        return _target_of_kind(node, parts, collector)
    return _target_of_each(node, parts, own, collector)


def _target_of_each(
    node: MappingNode,
    parts: dict[str, Node],
    own: dict[str, Node],
    collector: ProblemCollector,
) -> Target | None:
    """The target of every unit of some groups: `own` are the keys of `each`."""
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
        collector.note_key(own[SHARE], ProblemCode.MISSING_KEY, key=EACH)
        return None
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
        if key == STRIVE and key not in known:
            collector.note_key(parts[key], ProblemCode.STRIVE_UNFIT, kind=kind.tag)
        elif key not in known:
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
        self._grades: list[str] = []

    def targets(self, key: str) -> Mapping[str, Target]:  # noqa: ARG002  # read before
        return self._targets

    @property
    def grades(self) -> tuple[str, ...]:
        return tuple(self._grades)

    def has(self, key: str) -> bool:
        return key in self._parts

    def text(self, key: str) -> str | None:
        return self._collector.text(self._parts[key])

    def number(self, key: str) -> Decimal:
        node = self._parts.get(key)
        return NOUGHT if node is None else number_at(node, self._collector)

    def figure(self, key: str) -> Decimal | None:
        node = self._parts[key]
        if isinstance(node, ScalarNode) and node.text.strip() == BASELINE:
            return None
        value, grade = figure_at(node, self._collector)
        if grade is not None:
            self._grades.append(grade)
        return value or NOUGHT

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
        if node is not None:
            return self._collector.choice(node, Scale) or Scale.ABS
        name, change = next(iter(self._parts.items()))
        unit = entry_above(change, "unit")
        if isinstance(unit, ScalarNode) and unit.text.strip() == "%":
            self._collector.warn(change, ProblemCode.CHANGE_OF_RATE, kind=name)
        return Scale.ABS


def entry_above(node: Node, key: str) -> Node | None:
    """The entry of a key in the nearest group of keys around a node that has it."""
    above = node.parent
    while above is not None:
        if isinstance(above, MappingNode) and key in above.entries:
            return above.entries[key]
        above = above.parent
    return None


def figure_at(
    node: Node, collector: ProblemCollector
) -> tuple[Decimal | None, str | None]:
    """A number; of a grade its place in the indicator's scale, and its word."""
    scale = entry_above(node, "scale")
    if not isinstance(scale, ListNode):
        measure = entry_above(node, "measure")
        if isinstance(measure, ScalarNode) and measure.text.strip() == Measure.GRADE:
            collector.skip(node)  # that the scale is missing is told by itself
            return None, None
        return collector.number(node), None
    known = [row.text.strip() for row in scale.rows if isinstance(row, ScalarNode)]
    word = collector.text(node)
    if word is None:
        return None, None
    places = [at for at, grade in enumerate(known, 1) if fold(grade) == fold(word)]
    if not places:
        code, scale_words = ProblemCode.GRADE_UNKNOWN, tuple(known)
        collector.note(node, code, text=word, known=scale_words)
        return None, None
    return Decimal(places[0]), known[places[0] - 1]


def trajectory_at(node: Node, collector: ProblemCollector) -> Trajectory | None:
    """A trajectory in one of its spellings (SEMANTICS 6)."""
    if isinstance(node, ListNode):
        return Points(numbers_at(node, collector))
    if isinstance(node, MappingNode):
        is_dated = any(map(parse_day, node.entries))
        return (_dated if is_dated else _named_path)(node, collector)
    word = collector.scalar(node)
    trajectory = None if word is None else BY_WORD.get(word.text.strip())
    if word is not None and trajectory is None:
        _note_no_trajectory(word, word.text, collector)
    return trajectory


def _named_path(node: MappingNode, collector: ProblemCollector) -> Trajectory | None:
    """A path named by one key with a word: `{step: Q4}`."""
    parts = collector.entries(node, BY_KEY)
    if len(parts) != 1:
        if len(parts) > 1 or not node.entries:
            _note_no_trajectory(node, "{}", collector)
        return None
    key, child = next(iter(parts.items()))
    word = collector.scalar(child)
    return None if word is None else BY_KEY[key](word.text.strip())


def _dated(node: MappingNode, collector: ProblemCollector) -> Trajectory | None:
    """Values by day, in the order of the days."""
    points = []
    for word, child in node.entries.items():
        day, value = parse_day(word), collector.number(child)
        if day is None:
            collector.note_key(child, ProblemCode.NOT_A_DATE, text=word)
        elif value is not None:
            points.append(DatedPoint(day, value))
    points.sort(key=lambda point: point.day)
    for before, point in pairwise(points):
        if before.day == point.day:
            code, text = ProblemCode.DUPLICATE_KEY, point.day.isoformat()
            collector.note(node, code, text=text, first=node.line)
    return Dated(tuple(points)) if len(points) == len(node.entries) else None


def _note_no_trajectory(node: Node, text: str, collector: ProblemCollector) -> None:
    known = (*BY_WORD, *BY_KEY)
    collector.note(node, ProblemCode.NOT_A_CHOICE, text=text, known=known)


PARTS_SCHEMA = mapping_of({"anyOf": [list_of(TEXT), mapping_of(TARGET_SCHEMA)]})


def parts_at(node: Node, collector: ProblemCollector) -> Parts:
    """The parts of each dimension: names, or names with a target each or none.

    The id of a part is its name in small letters without accents: `Nữ` is `nu`.
    """
    branch = collector.branch(node)
    return {
        dimension: tuple(_parts_in(child, collector))
        for dimension, child in (branch.entries.items() if branch else ())
    }


def _parts_in(node: Node, collector: ProblemCollector) -> Iterator[IndicatorPart]:
    targets: dict[str, Node | None] = {}
    if isinstance(node, MappingNode):
        targets |= node.entries
    else:
        targets |= dict.fromkeys(names_at(node, collector))
    for name, child in targets.items():
        is_bare = child is None or says_nothing(child)
        target = None if is_bare or child is None else target_at(child, collector)
        yield IndicatorPart(suggested_id(name).replace(".", "-"), name, target)


def parts_plain(parts: Parts) -> dict[str, Plain]:
    """The parts as they are written: names alone where none has a target."""
    return {
        dimension: {
            part.name: None if part.target is None else target_plain(part.target)
            for part in among
        }
        if any(part.target for part in among)
        else [part.name for part in among]
        for dimension, among in parts.items()
    }
