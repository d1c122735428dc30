"""Who notes what is wrong while a tree is read, and how each kind of word is read."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from cchc.sources.yaml_tree import Branch, Listing, Node, Scalar, key_place, place_of
from cchc.text.compare import fold, nearest
from cchc.text.day import parse_day
from cchc.text.number import decimals_of, read_plain, two_readings
from cchc.text.problem import Blank, Place, Problem, ProblemCode

Choice = TypeVar("Choice", bound=StrEnum)
MOST_DIGITS = 15
MOST_DECIMALS = 9
LONGEST_ID = 64
YEARS = (1900, 2999)
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_NOT_ID = re.compile(r"[^A-Za-z0-9._]+")
_VIETNAMESE = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?|-?\d+,\d+", re.ASCII)
_ENGLISH = re.compile(r"-?\d{1,3}(,\d{3})+\.\d+", re.ASCII)
_FLAGS = {
    **dict.fromkeys(("true", "yes", "có", "co"), True),
    **dict.fromkeys(("false", "no", "không", "khong"), False),
}


class ProblemCollector:
    """Collects problems and remembers under which nodes something was wrong."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.spoiled: list[Node] = []
        self.lost: set[str] = set()

    def note(self, node: Node, code: ProblemCode, **blanks: Blank) -> None:
        """Note a problem at the node."""
        self.problems.append(Problem(code, place_of(node), blanks))
        self.spoiled.append(node)

    def note_key(self, node: Node, code: ProblemCode, **blanks: Blank) -> None:
        """Note a problem at the key of the node."""
        self.problems.append(Problem(code, key_place(node), blanks))
        self.spoiled.append(node)

    def skip(self, node: Node) -> None:
        """Remember that the node was told before."""
        self.spoiled.append(node)

    def dull_places(self) -> frozenset[Place]:
        """Places of all that holds something wrong: nothing more is said of it."""
        seen: set[int] = set()
        places = set()
        for start in self.spoiled:
            node: Node | None = start
            while node is not None and id(node) not in seen:
                seen.add(id(node))
                places.add(place_of(node))
                node = node.parent
        return frozenset(places)


def scalar_of(node: Node, collector: ProblemCollector) -> Scalar | None:
    """The node if it is one word that was not told of before."""
    if not isinstance(node, Scalar):
        collector.note(node, ProblemCode.WRONG_SHAPE)
        return None
    if node.spoiled:
        collector.skip(node)
        return None
    return node


def rows_of(node: Node, collector: ProblemCollector) -> list[Node]:
    """The rows of a list; none when it is no list."""
    if isinstance(node, Listing):
        return node.rows
    if isinstance(node, Scalar) and node.spoiled:
        collector.skip(node)
    else:
        collector.note(node, ProblemCode.LIST_EXPECTED)
    return []


def branch_of(node: Node, collector: ProblemCollector) -> Branch | None:
    """The node if it is a group of keys."""
    if isinstance(node, Branch):
        return node
    if isinstance(node, Scalar) and node.spoiled:
        collector.skip(node)
    else:
        collector.note(node, ProblemCode.KEYS_EXPECTED)
    return None


def known_entries(
    node: Branch, known: Iterable[str], collector: ProblemCollector
) -> dict[str, Node]:
    """The entries with known keys that say something; the others are told."""
    names = tuple(known)
    torn = comma_slips(node, collector)
    for name, child in node.entries.items():
        if name not in names and name not in torn:
            collector.note_key(child, ProblemCode.UNKNOWN_KEY, text=name, known=names)
    return {
        name: child
        for name, child in node.entries.items()
        if name in names and not says_nothing(child)
    }


def comma_slips(node: Branch, collector: ProblemCollector) -> frozenset[str]:
    """Keys that are the end of a number torn by its comma, told as such.

    `{a: 98,5}` is read by YAML as `a: 98` and a key `5` without a value.
    """
    torn: set[str] = set()
    before: Node | None = None
    for name, child in node.entries.items():
        number = isinstance(before, Scalar) and before.text[-1:].isdigit()
        if name.isdigit() and says_nothing(child) and number:
            start = before.text if isinstance(before, Scalar) else ""
            collector.note_key(child, ProblemCode.COMMA_PARTS, start=start, rest=name)
            torn.add(name)
        before = child
    return frozenset(torn)


def says_nothing(node: Node) -> bool:
    """Empty, `~` or `null`: as if the key were not there."""
    return isinstance(node, Scalar) and node.absent and not node.spoiled


def meant(node: Branch, known: Iterable[str]) -> set[str]:
    """Known keys that the unknown ones of the node probably mean."""
    names = tuple(known)
    unknown = (name for name in node.entries if name not in names)
    return {guess for name in unknown if (guess := nearest(name, names))}


def gap_at(node: Node, parent: Branch | None) -> Scalar:
    """A stand-in for what is missing: nothing more will be said of it."""
    gap = Scalar(node.origin, node.line, node.column, spoiled=True)
    gap.parent = parent
    return gap


def note_missing(
    key: str, branch: Branch, collector: ProblemCollector, *, is_guessed: bool
) -> None:
    """Note that a required key is missing or empty, unless a misspelling of it was."""
    if key == "id" and branch.parent is not None and branch.parent.key is not None:
        collector.lost.add(branch.parent.key.text)
    if key in branch.entries:
        collector.note(branch.entries[key], ProblemCode.EMPTY_TEXT)
    elif is_guessed:
        collector.lost.add(key)
        collector.skip(branch)
    else:
        collector.note(branch, ProblemCode.MISSING_KEY, key=key)
    collector.skip(gap_at(branch, branch))


def text(node: Scalar, collector: ProblemCollector) -> str | None:
    """A text as typed, without blanks around it; never empty."""
    words = node.text.strip()
    if not words:
        collector.note(node, ProblemCode.EMPTY_TEXT)
        return None
    return words


def identifier(node: Scalar, collector: ProblemCollector) -> str:
    """An id; one that is not allowed is told and given back as it stands."""
    words = node.text.strip()
    told = id_fault(words)
    if told:
        collector.note(
            node, ProblemCode.NOT_AN_ID, text=words, suggest=suggested_id(words)
        )
    return words


def id_fault(words: str) -> bool:
    """Whether the text cannot be an id: letters, digits, `.`, `_`, `-` only."""
    fits = _ID.fullmatch(words) and len(words) <= LONGEST_ID
    return not fits or ".." in words or words.endswith(".")


def suggested_id(words: str) -> str:
    """The id that comes nearest to the words: `Phường 1` → `phuong-1`."""
    bare = _NOT_ID.sub("-", fold(words)).strip("-._")
    while ".." in bare:
        bare = bare.replace("..", ".")
    return bare[:LONGEST_ID].rstrip("-._") or "a1"


def number(node: Scalar, collector: ProblemCollector) -> Decimal | None:
    """An exact number with a point as decimal mark and no grouping (SEMANTICS 2).

    `10.000` is refused with both readings (P145).
    """
    return None if note_two_readings(node, collector) else share(node, collector)


def note_two_readings(
    node: Scalar, collector: ProblemCollector, decimals: int | None = None
) -> bool:
    """Note P145 where digits after the point may be thousands; whether it was noted."""
    words = node.text.strip()
    readings = two_readings(words, decimals=decimals)
    if readings is None:
        return False
    small, large = readings
    slip = "thousandths" if small == words else "either"
    blanks: dict[str, Blank] = {"small": small, "large": large, "slip": slip}
    collector.note(node, ProblemCode.TWO_READINGS, text=words, **blanks)
    return True


def share(node: Scalar, collector: ProblemCollector) -> Decimal | None:
    """An exact number of a profile: `1.000` is one whole and cannot be a thousand."""
    words = node.text.strip()
    value = read_plain(words)
    if value is None:
        plain = _plainly(words)
        if plain is None:
            collector.note(node, ProblemCode.NOT_A_NUMBER, text=words)
        else:
            collector.note(node, ProblemCode.NUMBER_GROUPED, text=words, plain=plain)
        return None
    if value.adjusted() >= MOST_DIGITS or decimals_of(value) > MOST_DECIMALS:
        limits = {"digits": MOST_DIGITS, "decimals": MOST_DECIMALS}
        collector.note(node, ProblemCode.TOO_MANY_DIGITS, text=words, **limits)
        return None
    return value


def _plainly(words: str) -> str | None:
    """How a number in Vietnamese or English form is written in a plan."""
    if _VIETNAMESE.fullmatch(words):
        return words.replace(".", "").replace(",", ".")
    if _ENGLISH.fullmatch(words):
        return words.replace(",", "")
    return None


def whole(low: int, high: int) -> Callable[[Scalar, ProblemCollector], int | None]:
    """A reader of whole numbers from `low` to `high`."""

    def read(node: Scalar, collector: ProblemCollector) -> int | None:
        if note_two_readings(node, collector):
            return None
        value = read_plain(node.text.strip())
        fits = value is not None and low <= value <= high and not value % 1
        if value is None or not fits:
            blanks: dict[str, Blank] = {"text": node.text, "low": low, "high": high}
            collector.note(node, ProblemCode.NOT_WHOLE, **blanks)
            return None
        return int(value)

    return read


def day(node: Scalar, collector: ProblemCollector) -> date | None:
    """A day: ISO or dd/mm/yyyy."""
    found = parse_day(node.text)
    if found is None or not YEARS[0] <= found.year <= YEARS[1]:
        collector.note(node, ProblemCode.NOT_A_DATE, text=node.text)
        return None
    return found


def flag(node: Scalar, collector: ProblemCollector) -> bool | None:
    """True or false; yes and no, có and không mean the same."""
    answer = _FLAGS.get(node.text.strip().lower())
    if answer is None:
        collector.note(node, ProblemCode.NOT_A_FLAG, text=node.text)
    return answer


def choice(kind: type[Choice]) -> Callable[[Scalar, ProblemCollector], Choice | None]:
    """A reader of one word of a closed list."""
    read_word = one_of(tuple(member.value for member in kind))

    def read(node: Scalar, collector: ProblemCollector) -> Choice | None:
        word = read_word(node, collector)
        return None if word is None else kind(word)

    return read


def one_of(known: tuple[str, ...]) -> Callable[[Scalar, ProblemCollector], str | None]:
    """A reader of one of the words."""

    def read(node: Scalar, collector: ProblemCollector) -> str | None:
        word = node.text.strip()
        if word in known:
            return word
        collector.note(node, ProblemCode.NOT_A_CHOICE, text=word, known=known)
        return None

    return read
