"""Reading nodes of a YAML tree: values come back, what is wrong is collected."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TypeVar

from cchc.core.plan.keys import WholeNumber
from cchc.sources.yaml_tree import (
    ListNode,
    MappingNode,
    Node,
    ScalarNode,
    key_place,
    place_of,
)
from cchc.text.closed_list import StrEnum
from cchc.text.compare import fold, nearest
from cchc.text.day import parse_day
from cchc.text.input_text import LONGEST_LINE
from cchc.text.lazy import lazy_pattern
from cchc.text.number import ENGLISH, PLAN, VIETNAMESE, decimals_of
from cchc.text.problem import Blank, Place, Problem, ProblemCode

Choice = TypeVar("Choice", bound=StrEnum)
MOST_DIGITS = 15
MOST_DECIMALS = 9
LONGEST_ID = 64
YEARS = (1900, 2999)
_ID = lazy_pattern(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_NOT_ID = lazy_pattern(r"[^A-Za-z0-9._]+")
_FLAGS = {
    **dict.fromkeys(("true", "yes", "có", "co"), True),
    **dict.fromkeys(("false", "no", "không", "khong"), False),
}


class ProblemCollector:
    """Collects problems while a YAML tree is read; nothing is raised.

    Every reader gives None, or nothing, for a node that it noted to be wrong. `spoiled`
    are the nodes in which something was wrong, `lost` keys of which a part is missing.
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.spoiled: list[Node] = []
        self.lost: set[str] = set()

    def note(self, node: Node, code: ProblemCode, **blanks: Blank) -> None:
        """Note a problem at the node."""
        self.problems.append(Problem(code, place_of(node), blanks))
        self.spoiled.append(node)

    def warn(self, node: Node, code: ProblemCode, **blanks: Blank) -> None:
        """Note a doubt about a node that reads well."""
        self.problems.append(Problem(code, place_of(node), blanks))

    def note_key(self, node: Node, code: ProblemCode, **blanks: Blank) -> None:
        """Note a problem at the key of the node."""
        self.problems.append(Problem(code, key_place(node), blanks))
        self.spoiled.append(node)

    def note_once(self, node: Node, code: ProblemCode, **blanks: Blank) -> None:
        """Note a problem at a node of a wrong shape, unless it was told before."""
        if isinstance(node, ScalarNode) and node.spoiled:
            self.skip(node)
        else:
            self.note(node, code, **blanks)

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

    def scalar(self, node: Node) -> ScalarNode | None:
        """The node if it is one word that was not told of before."""
        if not isinstance(node, ScalarNode):
            self.note(node, ProblemCode.WRONG_SHAPE)
            return None
        if node.spoiled:
            self.skip(node)
            return None
        return node

    def rows(self, node: Node) -> list[Node]:
        """The rows of a list; none when it is no list."""
        if isinstance(node, ListNode):
            return node.rows
        self.note_once(node, ProblemCode.LIST_EXPECTED)
        return []

    def branch(self, node: Node) -> MappingNode | None:
        """The node if it is a group of keys."""
        if isinstance(node, MappingNode):
            return node
        self.note_once(node, ProblemCode.KEYS_EXPECTED)
        return None

    def entries(self, node: MappingNode, known: Iterable[str]) -> dict[str, Node]:
        """The entries with known keys that say something; the others are told."""
        names = tuple(known)
        torn = self.note_torn_numbers(node)
        for name, child in node.entries.items():
            if name not in names and name not in torn:
                self.note_key(child, ProblemCode.UNKNOWN_KEY, text=name, known=names)
        return {
            name: child
            for name, child in node.entries.items()
            if name in names and not says_nothing(child)
        }

    def note_torn_numbers(self, node: MappingNode) -> frozenset[str]:
        """Keys that are the end of a number torn by its comma, told as such.

        `{a: 98,5}` is read by YAML as `a: 98` and a key `5` without a value.
        """
        torn: set[str] = set()
        before = ""
        for name, child in node.entries.items():
            is_rest = name[:1].isdigit() and PLAN.parse(name) is not None
            if is_rest and says_nothing(child) and before[-1:].isdigit():
                self.note_key(child, ProblemCode.COMMA_PARTS, start=before, rest=name)
                torn.add(name)
            before = child.text if isinstance(child, ScalarNode) else ""
        return frozenset(torn)

    def note_missing(self, key: str, branch: MappingNode, *, is_guessed: bool) -> None:
        """Note a required key that is missing or empty, once where it is misspelled."""
        if key == "id" and branch.parent is not None and branch.parent.key is not None:
            self.lost.add(branch.parent.key.text)
        if key in branch.entries:
            self.note(branch.entries[key], ProblemCode.EMPTY_TEXT)
        elif is_guessed:
            self.lost.add(key)
            self.skip(branch)
        else:
            self.note(branch, ProblemCode.MISSING_KEY, key=key)
        self.skip(gap_at(branch, branch))

    def text(self, node: Node) -> str | None:
        """A text as typed, without blanks around it; never empty (P126).

        What does not stand under `text` is no longer than a line (P146).
        """
        word = self.scalar(node)
        text = "" if word is None else word.text.strip()
        is_line = word is None or word.key is None or word.key.text != "text"
        if len(text) > LONGEST_LINE and is_line:
            blanks = {"length": len(text), "limit": LONGEST_LINE}
            self.note(node, ProblemCode.TEXT_TOO_LONG, **blanks)
            return None
        if word is not None and not text:
            self.note(node, ProblemCode.EMPTY_TEXT)
        return text or None

    def identifier(self, node: Node) -> str | None:
        """An id; one that is not allowed is noted and given back as it stands."""
        word = self.scalar(node)
        text = None if word is None else word.text.strip()
        if text is not None and not is_id(text):
            suggest = suggested_id(text)
            self.note(node, ProblemCode.NOT_AN_ID, text=text, suggest=suggest)
        return text

    def number(self, node: Node) -> Decimal | None:
        """An exact number, its decimal mark a point, no grouping (SEMANTICS 2).

        `10.000` is refused with both readings (P145).
        """
        word = self.scalar(node)
        if word is None or self.note_two_readings(word):
            return None
        return self.share(word)

    def note_two_readings(self, word: ScalarNode, decimals: int | None = None) -> bool:
        """Note P145 where digits after the point may be thousands; whether it was."""
        text = word.text.strip()
        readings = PLAN.two_readings(text, decimals) or (
            VIETNAMESE.two_readings(text, 0) if "," in text else None
        )
        if readings is None:
            return False
        small, large = map(PLAN.spell, readings)
        slip = "thousandths" if small == text else "either"
        blanks = {"small": small, "large": large, "slip": slip}
        self.note(word, ProblemCode.TWO_READINGS, text=text, **blanks)
        return True

    def share(self, node: Node) -> Decimal | None:
        """An exact number of a profile: `1.000` is one whole, never a thousand."""
        word = self.scalar(node)
        if word is None:
            return None
        text = word.text.strip()
        value = PLAN.parse(text)
        # how a number in Vietnamese or English form is written in a plan
        others = (marks.parse(text) for marks in (VIETNAMESE, ENGLISH))
        plain = next((PLAN.spell(other) for other in others if other is not None), None)
        if value is None and plain is None:
            self.note(node, ProblemCode.NOT_A_NUMBER, text=text)
        elif value is None:
            self.note(node, ProblemCode.NUMBER_GROUPED, text=text, plain=plain or "")
        elif value.adjusted() >= MOST_DIGITS or decimals_of(value) > MOST_DECIMALS:
            limits = {"digits": MOST_DIGITS, "decimals": MOST_DECIMALS}
            self.note(node, ProblemCode.TOO_MANY_DIGITS, text=text, **limits)
            return None
        return value

    def whole(self, node: Node, limits: WholeNumber) -> int | None:
        """A whole number between the limits."""
        word = self.scalar(node)
        if word is None or self.note_two_readings(word):
            return None
        value = PLAN.parse(word.text.strip())
        low, high = limits.low, limits.high
        if value is not None and low <= value <= high and not value % 1:
            return int(value)
        ends = {"low": low, "high": high}
        self.note(node, ProblemCode.NOT_WHOLE, text=word.text, **ends)
        return None

    def day(self, node: Node) -> date | None:
        """A day: ISO or dd/mm/yyyy."""
        word = self.scalar(node)
        day = None if word is None else parse_day(word.text)
        if day is not None and YEARS[0] <= day.year <= YEARS[1]:
            return day
        if word is not None:
            self.note(node, ProblemCode.NOT_A_DATE, text=word.text)
        return None

    def flag(self, node: Node) -> bool | None:
        """True or false; yes and no, có and không mean the same."""
        word = self.scalar(node)
        answer = None if word is None else _FLAGS.get(word.text.strip().lower())
        if word is not None and answer is None:
            self.note(node, ProblemCode.NOT_A_FLAG, text=word.text)
        return answer

    def one_of(self, node: Node, known: tuple[str, ...]) -> str | None:
        """One of the words."""
        word = self.scalar(node)
        text = None if word is None else word.text.strip()
        if text is None or text in known:
            return text
        self.note(node, ProblemCode.NOT_A_CHOICE, text=text, known=known)
        return None

    def choice(self, node: Node, kind: type[Choice]) -> Choice | None:
        """One word of a closed list."""
        word = self.one_of(node, tuple(member.value for member in kind))
        return None if word is None else kind(word)


def says_nothing(node: Node) -> bool:
    """Empty, `~` or `null`: as if the key were not there."""
    return isinstance(node, ScalarNode) and node.absent and not node.spoiled


def guessed_keys(node: MappingNode, known: Iterable[str]) -> set[str]:
    """Known keys that the unknown ones of the node probably mean."""
    names = tuple(known)
    unknown = (name for name in node.entries if name not in names)
    return {guess for name in unknown if (guess := nearest(name, names))}


def gap_at(node: Node, parent: MappingNode | None) -> ScalarNode:
    """A stand-in for what is missing: nothing more will be said of it."""
    gap = ScalarNode(node.origin, node.line, node.column, spoiled=True)
    gap.parent = parent
    return gap


def is_id(text: str) -> bool:
    """Whether the text can be an id: letters, digits, `.`, `_`, `-` only."""
    fits = _ID.fullmatch(text) is not None and len(text) <= LONGEST_ID
    return fits and ".." not in text and not text.endswith(".")


def suggested_id(words: str) -> str:
    """The id that comes nearest to the words: `Phường 1` → `phuong-1`."""
    bare = _NOT_ID.sub("-", fold(words)).strip("-._")
    while ".." in bare:
        bare = bare.replace("..", ".")
    return bare[:LONGEST_ID].rstrip("-._") or "a1"
