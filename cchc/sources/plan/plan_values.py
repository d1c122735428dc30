"""Values of a plan that have spellings of their own: targets, trajectories, dues."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from cchc.core.plan.reminder import read_when
from cchc.core.plan.target import (
    KINDS,
    AtLeast,
    AtMost,
    Between,
    By,
    Exactly,
    IncreaseBy,
    MoreThan,
    RankAtMost,
    Scale,
    Target,
    Yes,
    kind_of,
)
from cchc.core.plan.trajectory import Hold, Linear, Points, Profile, Step, Trajectory
from cchc.sources.problem_collector import (
    ProblemCollector,
    branch_of,
    choice,
    day,
    flag,
    known_entries,
    meant,
    number,
    rows_of,
    says_nothing,
    scalar_of,
    text,
)
from cchc.sources.yaml_tree import Branch, Listing, Node, Scalar
from cchc.sources.yaml_writer import Plain
from cchc.text.problem import ProblemCode

EXTRAS = {"tolerance": "exactly", "in": "increase_by"}
_WORDS: dict[str, Trajectory] = {"linear": Linear(), "hold": Hold()}
_PARTS = ("step", "profile")
_SIMPLE: dict[str, Callable[[Decimal], Target]] = {
    "at_least": AtLeast,
    "at_most": AtMost,
    "rank_at_most": RankAtMost,
}
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
_SPECIAL: dict[str, Json] = {
    "more_than": {**NUMBER, "pattern": r"^(-?[0-9]+(\.[0-9]+)?|baseline)$"},
    "between": {"items": NUMBER, "maxItems": 2, "minItems": 2, "type": "array"},
    "by": DAY,
    "yes": {"enum": [True]},
}
TARGET_SCHEMA = keys_of(
    {
        **{kind: _SPECIAL.get(kind, NUMBER) for kind in KINDS},
        "tolerance": NUMBER,
        "in": {"enum": [each.value for each in Scale]},
    },
    most=2,
)
TRAJECTORY_SCHEMA: Json = {
    "anyOf": [
        {"enum": [*_WORDS]},
        list_of(NUMBER),
        keys_of(dict.fromkeys(_PARTS, TEXT), most=1),
    ]
}


def number_at(node: Node, collector: ProblemCollector) -> Decimal:
    """A number; 0 in the place of one that was told to be wrong."""
    word = scalar_of(node, collector)
    value = None if word is None else number(word, collector)
    return NOUGHT if value is None else value


def numbers_at(node: Node, collector: ProblemCollector) -> tuple[Decimal, ...]:
    """A list of numbers."""
    return tuple(number_at(row, collector) for row in rows_of(node, collector))


def gappy_numbers_at(
    node: Node, collector: ProblemCollector
) -> tuple[Decimal | None, ...]:
    """A list of numbers in which `null` stands for one that is not known."""
    rows = rows_of(node, collector)
    return tuple(
        None if says_nothing(row) else number_at(row, collector) for row in rows
    )


def names_at(node: Node, collector: ProblemCollector) -> tuple[str, ...]:
    """Names in a list; one alone may stand without brackets."""
    rows = [node] if isinstance(node, Scalar) else rows_of(node, collector)
    words = (scalar_of(row, collector) for row in rows)
    read = (text(word, collector) for word in words if word is not None)
    return tuple(name for name in read if name is not None)


def days_at(node: Node, collector: ProblemCollector) -> tuple[date, ...]:
    """A list of days."""
    words = (scalar_of(row, collector) for row in rows_of(node, collector))
    read = (day(word, collector) for word in words if word is not None)
    return tuple(each for each in read if each is not None)


def symbols_at(node: Node, collector: ProblemCollector) -> dict[str, str]:
    """Symbols of papers; those of one role under `paper.role`."""
    found: dict[str, str] = {}
    branch = branch_of(node, collector)
    for paper, child in branch.entries.items() if branch else ():
        if isinstance(child, Branch):
            for role, word in child.entries.items():
                found |= _symbol(f"{paper}.{role}", word, collector)
        else:
            found |= _symbol(paper, child, collector)
    return found


def symbols_plain(symbols: Mapping[str, str]) -> dict[str, Plain]:
    """The symbols as they are written, those of one role inside their paper."""
    written: dict[str, Plain] = {}
    for name, symbol in symbols.items():
        paper, dot, role = name.partition(".")
        held = written.get(paper)
        roles = held if isinstance(held, Mapping) else {}
        written[paper] = {**roles, role: symbol} if dot else symbol
    return written


def _symbol(name: str, node: Node, collector: ProblemCollector) -> dict[str, str]:
    word = None if says_nothing(node) else scalar_of(node, collector)
    read = None if word is None else text(word, collector)
    return {} if read is None else {name: read}


def dues_at(node: Node, collector: ProblemCollector) -> Dues:
    """A due date for all, or one for each kind of unit."""
    if isinstance(node, Branch):
        words = {
            kind: scalar_of(child, collector)
            for kind, child in node.entries.items()
            if not says_nothing(child)
        }
        read = {kind: day(word, collector) for kind, word in words.items() if word}
        return None, {kind: each for kind, each in read.items() if each}
    word = scalar_of(node, collector)
    return (None if word is None else day(word, collector)), {}


def reminder_day(word: Scalar, collector: ProblemCollector) -> int | None:
    """The step of a reminder, `T-2`, as working days after the due day."""
    found = read_when(word.text)
    if found is None:
        collector.note(word, ProblemCode.NOT_A_STEP, text=word.text)
    return found


def target_at(node: Node, collector: ProblemCollector) -> Target | None:
    """The one kind of target that is named, with its value (SEMANTICS 5)."""
    if not isinstance(node, Branch):
        if isinstance(node, Scalar) and node.spoiled:
            collector.skip(node)
        else:
            collector.note(node, ProblemCode.TARGET_KINDS, known=tuple(KINDS))
        return None
    allowed = (*KINDS, *EXTRAS)
    parts = known_entries(node, allowed, collector)
    kinds = [name for name in parts if name in KINDS]
    if len(kinds) != 1:
        if len(kinds) > 1 or not meant(node, allowed):
            collector.note(node, ProblemCode.TARGET_KINDS, known=tuple(KINDS))
        return None
    for extra, owner in EXTRAS.items():
        if extra in parts and owner not in kinds:
            collector.note_key(
                parts[extra],
                ProblemCode.UNKNOWN_KEY,
                text=extra,
                known=kinds_for(kinds[0]),
            )
    return _target(kinds[0], parts, collector)


def target_plain(target: Target) -> Plain:  # noqa: PLR0911  # one for each kind
    """The target in its spelling: `{at_least: 73}`."""
    kind = kind_of(target)
    match target:
        case By(day):
            return {kind: day}
        case Yes():
            return {kind: True}
        case MoreThan(None):
            return {kind: "baseline"}
        case Between(lower, upper):
            return {kind: [lower, upper]}
        case Exactly(value, tolerance):
            return {kind: value} | ({"tolerance": tolerance} if tolerance else {})
        case IncreaseBy(value, scale):
            return {kind: value} | ({"in": scale.value} if scale != Scale.ABS else {})
        case AtLeast(value) | MoreThan(value) | AtMost(value) | RankAtMost(value):
            return {kind: value}


def kinds_for(kind: str) -> tuple[str, ...]:
    """The keys that may stand in a target of this kind."""
    return (kind, *(extra for extra, owner in EXTRAS.items() if owner == kind))


def _target(
    kind: str, parts: dict[str, Node], collector: ProblemCollector
) -> Target | None:
    node = parts[kind]
    before = len(collector.spoiled)
    target = _dated(kind, node, collector) or _measured(kind, node, parts, collector)
    return target if len(collector.spoiled) == before else None


def _dated(kind: str, node: Node, collector: ProblemCollector) -> Target | None:
    if kind not in ("by", "yes"):
        return None
    word = scalar_of(node, collector)
    if word is None:
        return Yes()
    if kind == "by":
        found = day(word, collector)
        return None if found is None else By(found)
    if flag(word, collector) is False:
        collector.note(word, ProblemCode.NOT_A_CHOICE, text=word.text, known=("true",))
    return Yes()


def _measured(
    kind: str, node: Node, parts: dict[str, Node], collector: ProblemCollector
) -> Target | None:
    simple = _SIMPLE.get(kind)
    if simple is not None:
        return simple(number_at(node, collector))
    match kind:
        case "more_than":
            return _more_than(node, collector)
        case "exactly":
            slack = parts.get("tolerance")
            wide = NOUGHT if slack is None else number_at(slack, collector)
            return Exactly(number_at(node, collector), wide)
        case "between":
            return _between(node, collector)
        case _:
            return IncreaseBy(
                number_at(node, collector), _scale(parts.get("in"), collector)
            )


def _more_than(node: Node, collector: ProblemCollector) -> Target:
    if isinstance(node, Scalar) and node.text.strip() == "baseline":
        return MoreThan(None)
    return MoreThan(number_at(node, collector))


def _between(node: Node, collector: ProblemCollector) -> Target | None:
    ends = numbers_at(node, collector)
    if len(ends) != 2:
        if isinstance(node, Listing):
            collector.note(node, ProblemCode.TWO_ENDS, n=len(ends))
        return None
    return Between(ends[0], ends[1])


def _scale(node: Node | None, collector: ProblemCollector) -> Scale:
    word = None if node is None else scalar_of(node, collector)
    read = None if word is None else choice(Scale)(word, collector)
    return read or Scale.ABS


def trajectory_at(node: Node, collector: ProblemCollector) -> Trajectory | None:
    """A trajectory in one of its spellings (SEMANTICS 6)."""
    if isinstance(node, Listing):
        return Points(numbers_at(node, collector))
    if isinstance(node, Branch):
        return _named_trajectory(node, collector)
    word = scalar_of(node, collector)
    if word is None:
        return None
    found = _WORDS.get(word.text.strip())
    if found is None:
        known = (*_WORDS, *_PARTS)
        collector.note(word, ProblemCode.NOT_A_CHOICE, text=word.text, known=known)
    return found


def trajectory_plain(trajectory: Trajectory) -> Plain:
    """The trajectory in its spelling; None for a step that no key can name."""
    match trajectory:
        case Points(values):
            return [*values]
        case Linear():
            return "linear"
        case Hold():
            return "hold"
        case Step(period):
            return None if period is None else {"step": period}
        case Profile(name):
            return {"profile": name}


def _named_trajectory(node: Branch, collector: ProblemCollector) -> Trajectory | None:
    parts = known_entries(node, _PARTS, collector)
    if len(parts) != 1:
        if len(parts) > 1 or not node.entries:
            known = (*_WORDS, *_PARTS)
            collector.note(node, ProblemCode.NOT_A_CHOICE, text="{}", known=known)
        return None
    kind, child = next(iter(parts.items()))
    word = scalar_of(child, collector)
    if word is None:
        return None
    name = word.text.strip()
    return Step(name) if kind == "step" else Profile(name)
