"""Values of a plan that have spellings of their own: targets, trajectories, dues."""

from collections.abc import Callable
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
)
from cchc.core.plan.trajectory import Hold, Linear, Points, Profile, Step, Trajectory
from cchc.sources.problem_collector import (
    Clerk,
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
Dues = tuple[date | None, dict[str, date]]


def number_at(node: Node, clerk: Clerk) -> Decimal:
    """A number; 0 in the place of one that was told to be wrong."""
    word = scalar_of(node, clerk)
    value = None if word is None else number(word, clerk)
    return NOUGHT if value is None else value


def numbers_at(node: Node, clerk: Clerk) -> tuple[Decimal, ...]:
    """A list of numbers."""
    return tuple(number_at(row, clerk) for row in rows_of(node, clerk))


def gappy_numbers_at(node: Node, clerk: Clerk) -> tuple[Decimal | None, ...]:
    """A list of numbers in which `null` stands for one that is not known."""
    rows = rows_of(node, clerk)
    return tuple(None if says_nothing(row) else number_at(row, clerk) for row in rows)


def names_at(node: Node, clerk: Clerk) -> tuple[str, ...]:
    """Names in a list; one alone may stand without brackets."""
    rows = [node] if isinstance(node, Scalar) else rows_of(node, clerk)
    words = (scalar_of(row, clerk) for row in rows)
    read = (text(word, clerk) for word in words if word is not None)
    return tuple(name for name in read if name is not None)


def days_at(node: Node, clerk: Clerk) -> tuple[date, ...]:
    """A list of days."""
    words = (scalar_of(row, clerk) for row in rows_of(node, clerk))
    read = (day(word, clerk) for word in words if word is not None)
    return tuple(each for each in read if each is not None)


def symbols_at(node: Node, clerk: Clerk) -> dict[str, str]:
    """Symbols of papers; those of one role under `paper.role`."""
    found: dict[str, str] = {}
    branch = branch_of(node, clerk)
    for paper, child in branch.entries.items() if branch else ():
        if isinstance(child, Branch):
            for role, word in child.entries.items():
                found |= _symbol(f"{paper}.{role}", word, clerk)
        else:
            found |= _symbol(paper, child, clerk)
    return found


def _symbol(name: str, node: Node, clerk: Clerk) -> dict[str, str]:
    word = None if says_nothing(node) else scalar_of(node, clerk)
    read = None if word is None else text(word, clerk)
    return {} if read is None else {name: read}


def dues_at(node: Node, clerk: Clerk) -> Dues:
    """A due date for all, or one for each kind of unit."""
    if isinstance(node, Branch):
        words = {
            kind: scalar_of(child, clerk)
            for kind, child in node.entries.items()
            if not says_nothing(child)
        }
        read = {kind: day(word, clerk) for kind, word in words.items() if word}
        return None, {kind: each for kind, each in read.items() if each}
    word = scalar_of(node, clerk)
    return (None if word is None else day(word, clerk)), {}


def when_of(word: Scalar, clerk: Clerk) -> int | None:
    """The step of a reminder, `T-2`, as working days after the due day."""
    found = read_when(word.text)
    if found is None:
        clerk.fault(word, ProblemCode.NOT_A_STEP, text=word.text)
    return found


def target_at(node: Node, clerk: Clerk) -> Target | None:
    """The one kind of target that is named, with its value (SEMANTICS 5)."""
    if not isinstance(node, Branch):
        if isinstance(node, Scalar) and node.spoiled:
            clerk.skip(node)
        else:
            clerk.fault(node, ProblemCode.TARGET_KINDS, known=tuple(KINDS))
        return None
    allowed = (*KINDS, *EXTRAS)
    parts = known_entries(node, allowed, clerk)
    kinds = [name for name in parts if name in KINDS]
    if len(kinds) != 1:
        if len(kinds) > 1 or not meant(node, allowed):
            clerk.fault(node, ProblemCode.TARGET_KINDS, known=tuple(KINDS))
        return None
    for extra, owner in EXTRAS.items():
        if extra in parts and owner not in kinds:
            clerk.key_fault(
                parts[extra],
                ProblemCode.UNKNOWN_KEY,
                text=extra,
                known=kinds_for(kinds[0]),
            )
    return _target(kinds[0], parts, clerk)


def kinds_for(kind: str) -> tuple[str, ...]:
    """The keys that may stand in a target of this kind."""
    return (kind, *(extra for extra, owner in EXTRAS.items() if owner == kind))


def _target(kind: str, parts: dict[str, Node], clerk: Clerk) -> Target | None:
    node = parts[kind]
    before = len(clerk.spoiled)
    target = _dated(kind, node, clerk) or _measured(kind, node, parts, clerk)
    return target if len(clerk.spoiled) == before else None


def _dated(kind: str, node: Node, clerk: Clerk) -> Target | None:
    if kind not in ("by", "yes"):
        return None
    word = scalar_of(node, clerk)
    if word is None:
        return Yes()
    if kind == "by":
        found = day(word, clerk)
        return None if found is None else By(found)
    if flag(word, clerk) is False:
        clerk.fault(word, ProblemCode.NOT_A_CHOICE, text=word.text, known=("true",))
    return Yes()


def _measured(
    kind: str, node: Node, parts: dict[str, Node], clerk: Clerk
) -> Target | None:
    simple = _SIMPLE.get(kind)
    if simple is not None:
        return simple(number_at(node, clerk))
    match kind:
        case "more_than":
            return _more_than(node, clerk)
        case "exactly":
            slack = parts.get("tolerance")
            wide = NOUGHT if slack is None else number_at(slack, clerk)
            return Exactly(number_at(node, clerk), wide)
        case "between":
            return _between(node, clerk)
        case _:
            return IncreaseBy(number_at(node, clerk), _scale(parts.get("in"), clerk))


def _more_than(node: Node, clerk: Clerk) -> Target:
    if isinstance(node, Scalar) and node.text.strip() == "baseline":
        return MoreThan(None)
    return MoreThan(number_at(node, clerk))


def _between(node: Node, clerk: Clerk) -> Target | None:
    ends = numbers_at(node, clerk)
    if len(ends) != 2:
        if isinstance(node, Listing):
            clerk.fault(node, ProblemCode.TWO_ENDS, n=len(ends))
        return None
    return Between(ends[0], ends[1])


def _scale(node: Node | None, clerk: Clerk) -> Scale:
    word = None if node is None else scalar_of(node, clerk)
    read = None if word is None else choice(Scale)(word, clerk)
    return read or Scale.ABS


def trajectory_at(node: Node, clerk: Clerk) -> Trajectory | None:
    """A trajectory in one of its spellings (SEMANTICS 6)."""
    if isinstance(node, Listing):
        return Points(numbers_at(node, clerk))
    if isinstance(node, Branch):
        return _named_trajectory(node, clerk)
    word = scalar_of(node, clerk)
    if word is None:
        return None
    found = _WORDS.get(word.text.strip())
    if found is None:
        known = (*_WORDS, *_PARTS)
        clerk.fault(word, ProblemCode.NOT_A_CHOICE, text=word.text, known=known)
    return found


def _named_trajectory(node: Branch, clerk: Clerk) -> Trajectory | None:
    parts = known_entries(node, _PARTS, clerk)
    if len(parts) != 1:
        if len(parts) > 1 or not node.entries:
            known = (*_WORDS, *_PARTS)
            clerk.fault(node, ProblemCode.NOT_A_CHOICE, text="{}", known=known)
        return None
    kind, child = next(iter(parts.items()))
    word = scalar_of(child, clerk)
    if word is None:
        return None
    name = word.text.strip()
    return Step(name) if kind == "step" else Profile(name)
