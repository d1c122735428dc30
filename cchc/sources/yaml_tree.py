"""YAML text → a tree of raw words with their places; nothing is interpreted.

`01`, `no`, `12:30`, `1.234` stay as typed; what a word means is for whoever knows
which key it stands under. Anchors, aliases, tags and merge keys are refused; keys
given twice are told. After a slip of syntax that can be patched in place (a stray
`%`, a second colon) reading goes on, so that the rest of the file is judged too.
"""

from collections.abc import Iterator
from typing import Protocol

import yaml
from msgspec import Struct

from cchc.sources.file_bytes import Origin, plain_text
from cchc.sources.yaml_errors import DEEPEST, slip_of, tabs_out
from cchc.text.input_text import read_text
from cchc.text.lazy import lazy_pattern
from cchc.text.problem import Place, Problem, ProblemCode
from cchc.text.record import Record, field, replace

MOST_NODES = 500_000
MOST_SLIPS = 50
_TORN = lazy_pattern(r"[0-9]\s*[\n\r\x85\u2028\u2029]\s*[0-9]")
_STANDARD = "tag:yaml.org,2002:"
ABSENT = frozenset({"", "~", "null", "Null", "NULL"})
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class PlacedNode(Struct, eq=False):
    """A node, where it begins, and what it stands under."""

    origin: Origin
    line: int
    column: int
    key: "ScalarNode | None" = None
    parent: "ListNode | MappingNode | None" = None


class ScalarNode(PlacedNode, eq=False):
    """One word or text as typed, NFC; `spoiled`: already told, say no more of it.

    `torn`: a line ends between two digits, which YAML joins by a space: `14 150`.
    """

    text: str = ""
    quoted: bool = False
    torn: bool = False
    spoiled: bool = False

    @property
    def absent(self) -> bool:
        """Whether nothing was said: empty, `~` or `null` without quotes."""
        return not self.quoted and self.text in ABSENT


class ListNode(PlacedNode, eq=False):
    """A list, in the order typed."""

    flow: bool = False
    rows: "list[Node]" = field(default_factory=list)


class MappingNode(PlacedNode, eq=False):
    """Keys and their nodes; each node knows its `key`."""

    flow: bool = False
    entries: "dict[str, Node]" = field(default_factory=dict)


Node = ScalarNode | ListNode | MappingNode


def place_of(node: Node) -> Place:
    """Where the node stands: its own start, or its key when it is a block."""
    is_below = node.absent if isinstance(node, ScalarNode) else not node.flow
    start = node.key if is_below and node.key is not None else node
    return start.origin.place(start.line, start.column)


def key_place(node: Node) -> Place:
    """Where the node's key stands; its own place when it has none."""
    return place_of(node.key) if node.key is not None else place_of(node)


class YamlRead(Record):
    """The documents of a file (None for an empty one) and what is wrong with it.

    `whole` is False where reading had to stop before the end.
    """

    documents: tuple[Node | None, ...]
    problems: tuple[Problem, ...]
    origin: Origin
    text: str
    whole: bool = True


def read_yaml(data: bytes, name: str) -> YamlRead:
    """The positioned tree of YAML (or JSON) bytes, with all problems found."""
    plain = plain_text(data, name)
    if plain.text is None:
        shown = data.decode("utf-8", "replace")
        return YamlRead((), plain.problems, plain.origin, shown, whole=False)
    untabbed = tabs_out(plain.text, plain.origin)
    text = untabbed.text
    problems = [] if untabbed.problem is None else [untabbed.problem]
    if not untabbed.reads:
        return YamlRead((), tuple(problems), plain.origin, plain.text, whole=False)
    patched: dict[int, list[int]] = {}
    for _ in range(MOST_SLIPS):
        builder = Builder(plain.origin, patched, text)
        try:
            documents = builder.documents(yaml.parse(text, Loader=_LOADER))
        except yaml.MarkedYAMLError as error:
            slip = slip_of(error, text, plain.origin)
            problems.append(slip.problem)
            if slip.patch is None:
                break
            patched.setdefault(slip.patch.line, []).append(slip.patch.column)
            # any letter will do: the word is spoiled, and never read
            text = f"{text[: slip.patch.index]}x{text[slip.patch.index + 1 :]}"
            continue
        problems.extend(builder.problems)
        if not any(documents) and not problems:
            problems.append(Problem(ProblemCode.EMPTY_FILE, Place(file=name)))
        whole = builder.whole
        return YamlRead(documents, tuple(problems), plain.origin, plain.text, whole)
    return YamlRead((), tuple(problems), plain.origin, plain.text, whole=False)


class Builder:
    """Builds the tree from events, without recursion."""

    def __init__(
        self, origin: Origin, patched: dict[int, list[int]], text: str
    ) -> None:
        self.origin = origin
        self.patched = patched
        self.text = text
        self.problems: list[Problem] = []
        self.whole = True
        self._stack: list[tuple[ListNode | MappingNode, ScalarNode | None]] = []
        self._roots: list[Node | None] = []

    def documents(self, events: Iterator[yaml.Event]) -> tuple[Node | None, ...]:
        """The root of each document; stops at the caps of depth and number."""
        for count, event in enumerate(events):
            if count > MOST_NODES or len(self._stack) > DEEPEST:
                code, limit = ProblemCode.TOO_DEEP, DEEPEST
                if count > MOST_NODES:
                    code, limit = ProblemCode.TOO_MANY_NODES, MOST_NODES
                self._tell(code, self._place(event), limit=limit)
                self.whole = False
                break
            self._take(event)
        return tuple(self._roots)

    def _take(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent() | yaml.AliasEvent():
                scalar = self._scalar(event)
                if self._stack:
                    self._attach(scalar)
                else:
                    is_empty = scalar.absent and not scalar.spoiled
                    self._roots.append(None if is_empty else scalar)
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self._refused(event)
                is_list = isinstance(event, yaml.SequenceStartEvent)
                kind: type[ListNode | MappingNode] = (
                    ListNode if is_list else MappingNode
                )
                at, flow = _at(event.start_mark), bool(event.flow_style)
                opened = kind(self.origin, *at, flow=flow)
                if self._stack:
                    self._attach(opened)
                self._stack.append((opened, None))
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                node, _ = self._stack.pop()
                if not self._stack:
                    self._roots.append(node)
            case _:
                pass

    def _scalar(self, event: yaml.ScalarEvent | yaml.AliasEvent) -> ScalarNode:
        node = ScalarNode(self.origin, *_at(event.start_mark))
        if isinstance(event, yaml.AliasEvent):
            self._tell(ProblemCode.ALIAS, self._place(event), text=f"*{event.anchor}")
            node.spoiled = True
            return node
        text = read_text(event.value)
        if isinstance(text, Problem):
            self.problems.append(replace(text, place=self._place(event)))
            node.spoiled = True
        else:
            node.text = text
        node.quoted = bool(event.style)  # plain is "" in C, None in Python
        first, last = event.start_mark, event.end_mark
        if first is not None and last is not None and first.line != last.line:
            lines = self.text[first.index : last.index]
            node.torn = _TORN.search(lines) is not None
        line, begin = _at(event.start_mark)
        last_line, end = _at(event.end_mark)
        is_patched = any(
            begin <= column + 1 and (last_line > line or column + 1 < end)
            for column in self.patched.get(line - 1, ())
        )
        node.spoiled |= self._refused(event) or is_patched
        return node

    def _refused(self, event: yaml.NodeEvent) -> bool:
        """Anchors and tags: told and left out."""
        if event.anchor is not None:
            self._tell(ProblemCode.ALIAS, self._place(event), text=f"&{event.anchor}")
        tag = getattr(event, "tag", None)
        if tag is not None:
            text = str(tag).replace(_STANDARD, "!!")
            self._tell(ProblemCode.TAG, self._place(event), text=text)
        return tag is not None

    def _attach(self, node: Node) -> None:
        parent, key = self._stack[-1]
        node.parent = parent
        if isinstance(parent, ListNode):
            parent.rows.append(node)
        elif key is not None:
            self._stack[-1] = (parent, None)
            self._enter(parent, key, node)
        elif isinstance(node, ScalarNode):
            self._stack[-1] = (parent, node)
        else:
            self._tell(ProblemCode.KEY_NOT_TEXT, place_of(node))
            key = ScalarNode(node.origin, node.line, node.column, spoiled=True)
            self._stack[-1] = (parent, key)

    def _enter(self, parent: MappingNode, key: ScalarNode, node: Node) -> None:
        node.key = key
        if key.spoiled:
            return
        if key.text == "<<" and not key.quoted:
            self._tell(ProblemCode.ALIAS, place_of(key), text="<<")
        elif key.text in parent.entries:
            first = parent.entries[key.text].key
            line = first.line if first is not None else parent.line
            code, place = ProblemCode.DUPLICATE_KEY, place_of(key)
            self._tell(code, place, text=key.text, first=line)
        else:
            parent.entries[key.text] = node

    def _place(self, event: yaml.Event) -> Place:
        return self.origin.place(*_at(event.start_mark))

    def _tell(self, code: ProblemCode, place: Place, /, **blanks: str | int) -> None:
        self.problems.append(Problem(code, place, blanks))


class _Mark(Protocol):
    line: int
    column: int


def _at(mark: _Mark | None) -> tuple[int, int]:
    """Line and column of a mark, from 1."""
    return (1, 1) if mark is None else (mark.line + 1, mark.column + 1)
