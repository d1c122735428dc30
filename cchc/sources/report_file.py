"""A report as YAML or JSON → what was typed, with places (DESIGN 2); not judged yet.

Values stay text exactly as written, with the marks of their numbers: those of the
language in YAML, JSON's own in JSON. One report, a list of them, or several documents
in one file.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from cchc.core.facts.acts import proofs_by_key, sent_file
from cchc.core.facts.report import CauseKind, Section
from cchc.core.facts.typed import (
    TypedItem,
    TypedObstacle,
    TypedReport,
    TypedTask,
    TypedText,
    joined_causes,
    split_paper,
)
from cchc.sources.problem_collector import ProblemCollector, guessed_keys, says_nothing
from cchc.sources.yaml_tree import (
    ListNode,
    MappingNode,
    Node,
    ScalarNode,
    key_place,
    place_of,
    read_yaml,
)
from cchc.text.lazy import lazy_pattern
from cchc.text.number import DATA, LONGEST, VIETNAMESE, NumberMarks
from cchc.text.problem import Place, Problem, ProblemCode, in_order
from cchc.text.record import field_names, replace

KEYS = (
    *("unit", "period", "received", "document", "values", "items", "tasks"),
    *("narrative", "obstacles", "notes", "evidence", "reason", "schema"),
)
SCHEMA = "cchc.report/1"
"""A document that names it was written by a program, its numbers as data has them."""
PAPER = ("number", "date")
ITEM = field_names(TypedItem)
TASK = field_names(TypedTask)[1:]
OBSTACLE = field_names(TypedObstacle)
SECTIONS = tuple(section.value for section in Section)
NOWHERE_YET = TypedText("")
_EXPONENT = lazy_pattern(r"-?[0-9]+(\.[0-9]+)?[eE][-+]?[0-9]{1,9}")
_BETWEEN_DIGITS = lazy_pattern(r"(?<=[0-9]) +(?=[0-9])")
Pairs = tuple[tuple[TypedText, TypedText], ...]
Read = tuple[tuple[TypedReport, ...], tuple[Problem, ...]]


def read_report(text: bytes, name: str, marks: NumberMarks = VIETNAMESE) -> Read:
    """The reports of a file and all that is wrong with its shape.

    `name` is what messages call the file, `marks` are those of its numbers where it is
    no data. Problems forbid going on; then the reports are what could be read.
    """
    shown = shown_document(text)
    read = read_yaml(text if shown is None else shown, name)
    reader = _ReportReader(marks, is_json=_is_json(text))
    nodes: list[Node] = []
    for root in read.documents:
        nodes += root.rows if isinstance(root, ListNode) else filter(None, [root])
    branches = filter(None, [reader.branch(node) for node in nodes])
    read_reports = (reader.report(branch) for branch in branches)
    is_copy = shown is not None
    reports = tuple(replace(report, is_copy=is_copy) for report in read_reports)
    problems = [*read.problems, *reader.problems]
    if not reports and not problems:
        problems.append(Problem(ProblemCode.EMPTY_FILE, Place(file=name)))
    return reports, tuple(in_order(problems))


class _ReportReader(ProblemCollector):
    """Reads the parts of a report; values stay text, with their places.

    `marks` are those of numbers in the report that is being read.
    """

    def __init__(self, marks: NumberMarks, *, is_json: bool) -> None:
        super().__init__()
        self._typed, self.marks, self._is_json = marks, marks, is_json

    def report(self, node: MappingNode) -> TypedReport:
        parts, guessed = self.entries(node, KEYS), guessed_keys(node, KEYS)
        for key in ("unit", "period"):
            if key not in parts and key not in guessed:
                self.note(node, ProblemCode.MISSING_KEY, key=key)
        schema = parts.get("schema")
        is_data = schema is not None and self.one_of(schema, (SCHEMA,)) is not None
        self.marks = DATA if is_data else self._typed
        number, day = self.paper(parts.get("document"))
        return TypedReport(
            unit=self.word(parts.get("unit")) or NOWHERE_YET,
            period=self.word(parts.get("period")) or NOWHERE_YET,
            values=(
                *self.figures(parts.get("values")),
                *self.empty_lists(parts.get("items")),
            ),
            items=tuple(self.items(parts.get("items"))),
            tasks=tuple(self.tasks(parts.get("tasks"))),
            narrative=self.pairs(
                parts.get("narrative"), self.words_of_section, known=SECTIONS
            ),
            obstacles=tuple(self.obstacles(parts.get("obstacles"))),
            notes=self.pairs(parts.get("notes")),
            evidence=tuple(self.proofs(parts.get("evidence"))),
            received=self.word(parts.get("received")),
            document_number=number,
            document_date=day,
            reason=self.word(parts.get("reason")),
        )

    def word(self, node: Node | None) -> TypedText | None:
        """The text of a node with its place; None when there is none, "" is noted."""
        word = None if node is None else self.scalar(node)
        if word is not None and word.quoted and not word.text.strip():
            self.note(word, ProblemCode.EMPTY_TEXT)
            return None
        return None if word is None else TypedText(word.text.strip(), place_of(word))

    def words_of_section(self, node: Node | None) -> TypedText | None:
        """Words of a unit; causes may be parted: `{objective: …, subjective: …}`."""
        if node is None or isinstance(node, ScalarNode):
            return self.word(node)
        branch = self.branch(node)
        parts = {} if branch is None else self.entries(branch, tuple(CauseKind))
        causes = {
            CauseKind(kind): words.text
            for kind, child in parts.items()
            if (words := self.word(child)) is not None
        }
        text = joined_causes(causes)
        return TypedText(text, place_of(node)) if text else None

    def figures(
        self, node: Node | None, above: str = ""
    ) -> Iterator[tuple[TypedText, TypedText]]:
        """Figures by their keys; those of a table or of parts may stand under one."""
        if isinstance(node, MappingNode):
            self.note_torn_numbers(node)
        for child in self.child_nodes(node):
            key = _key(child)
            dotted = TypedText(f"{above}{key.text}", key.place)
            if isinstance(child, MappingNode) and child.entries:
                yield from self.figures(child, f"{dotted.text}.")
            elif (value := self.figure(child)) is not None:
                yield dotted, value

    def figure(self, node: Node | None) -> TypedText | None:
        """The text of a value; numbers in two lines stay two, as in a form's cell."""
        typed = self.word(node)
        if typed is None or not isinstance(node, ScalarNode):
            return typed
        text = typed.text
        if self._is_json and not node.quoted:
            if _EXPONENT.fullmatch(text) and abs(Decimal(text).adjusted()) < LONGEST:
                text = f"{Decimal(text):f}"  # an exponent says nothing of its size
            return TypedText(text, typed.place, DATA)
        if node.torn and not text.startswith("+"):
            text = _BETWEEN_DIGITS.sub("\n", text)
        return TypedText(text, typed.place, self.marks)

    def paper(self, node: Node | None) -> tuple[TypedText | None, ...]:
        """Number and date, in one line or under a key each."""
        if node is None or isinstance(node, ScalarNode):
            line = self.word(node)
            split = (None, None) if line is None else split_paper(line)
            if not isinstance(split, Problem):
                return split
            self.problems.append(split)
            return None, None
        branch = self.branch(node)
        parts = {} if branch is None else self.entries(branch, PAPER)
        return self.word(parts.get("number")), self.word(parts.get("date"))

    def pairs(
        self,
        node: Node | None,
        read_child: Callable[[Node], TypedText | None] | None = None,
        known: tuple[str, ...] | None = None,
    ) -> Pairs:
        """Keys with one value each; a key without a value counts as left out."""
        branch = None if node is None else self.branch(node)
        if branch is None:
            return ()
        if known is None:
            self.note_torn_numbers(branch)
        entries = branch.entries if known is None else self.entries(branch, known)
        read = (
            (_key(child), (read_child or self.word)(child))
            for child in entries.values()
            if not says_nothing(child)
        )
        return tuple((key, value) for key, value in read if value is not None)

    def child_nodes(self, node: Node | None) -> list[Node]:
        """The nodes under the keys of a group that say something."""
        branch = None if node is None else self.branch(node)
        entries = {} if branch is None else branch.entries
        return [child for child in entries.values() if not says_nothing(child)]

    def items(self, node: Node | None) -> Iterator[tuple[TypedText, TypedItem]]:
        for child in self.child_nodes(node):
            for row in self.rows(child):
                parts = self.parts(row, ITEM)
                name = self.word(parts.get("name"))
                if name is not None:
                    rest = (self.word(parts.get(key)) for key in ITEM[1:])
                    yield _key(child), TypedItem(name, *rest)

    def proofs(self, node: Node | None) -> Iterator[tuple[TypedText, TypedText]]:
        """What proves each result; more than one in a list."""
        for child in self.child_nodes(node):
            for row in child.rows if isinstance(child, ListNode) else [child]:
                proof = self.word(row)
                if proof is not None:
                    yield _key(child), proof

    def empty_lists(self, node: Node | None) -> Iterator[tuple[TypedText, TypedText]]:
        """The registers that are there with no row: nothing new (SEMANTICS 1)."""
        for child in self.child_nodes(node):
            if isinstance(child, ListNode) and not child.rows:
                yield _key(child), TypedText("nil", key_place(child))

    def tasks(self, node: Node | None) -> Iterator[TypedTask]:
        for child in self.child_nodes(node):
            parts = self.parts(child, TASK)
            state = self.figure(parts.get("state"))
            if state is not None:
                rest = (
                    (self.figure if key == "count" else self.word)(parts.get(key))
                    for key in TASK[1:]
                )
                yield TypedTask(_key(child), state, *rest)

    def obstacles(self, node: Node | None) -> Iterator[TypedObstacle]:
        for row in [] if node is None else self.rows(node):
            parts = self.parts(row, OBSTACLE)
            text, *rest = [self.word(parts.get(key)) for key in OBSTACLE]
            if text is not None:
                yield TypedObstacle(text, *rest)

    def parts(self, node: Node, known: tuple[str, ...]) -> dict[str, Node]:
        """The entries of a group of keys whose first one is required.

        A word alone stands for the first; nothing for nothing.
        """
        if isinstance(node, ScalarNode):
            return {} if says_nothing(node) else {known[0]: node}
        branch = self.branch(node)
        if branch is None:
            return {}
        parts, first = self.entries(branch, known), known[0]
        if first not in parts and first not in guessed_keys(branch, known):
            self.note(branch, ProblemCode.MISSING_KEY, key=first)
        return parts


def _is_json(text: bytes) -> bool:
    """Whether the file is JSON, which YAML reads as well."""
    if text.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in {b"{", b"["}:
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _key(node: Node) -> TypedText:
    text = node.key.text if node.key is not None else ""
    return TypedText(text.strip(), key_place(node))


Parts = Mapping[str, object]


def shown_document(text: bytes) -> bytes | None:
    """The report that a printed document holds, as JSON to be typed; else None."""
    try:
        document = json.loads(text.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        return None
    if "cells" not in document:
        return None
    return json.dumps(_typed(document), ensure_ascii=False, indent=1).encode()


def _typed(document: Parts) -> dict[str, object]:
    cells = {cell["indicator"]: cell["now"] for cell in _rows(document, "cells")}
    readings = {key: now for key, now in cells.items() if isinstance(now, dict)}
    sent = next(iter(reversed(_rows(document, "submissions"))), {})
    items: dict[str, list[object]] = {}
    for row in _rows(document, "items"):
        own = {key: row.get(key) for key in ("name", "date", "document")}
        own |= {"owner": row.get("unit")} if row.get("unit") != document["unit"] else {}
        items.setdefault(str(row["indicator"]), []).append(_filled(own))
    return _filled(
        {
            **{key: document.get(key) for key in ("schema", "unit", "period")},
            "received": sent.get("received"),
            "document": _filled(sent.get("document")),
            "values": _filled({k: _figure(now) for k, now in readings.items()}),
            "notes": _filled({k: now.get("note") for k, now in readings.items()}),
            "items": items,
            "tasks": {row["task"]: _task(row) for row in _rows(document, "tasks")},
            "narrative": document.get("narrative"),
            "obstacles": [_filled(row) for row in _rows(document, "obstacles")],
            "evidence": proofs_by_key(
                (str(row["about"]), _proof(row)) for row in _rows(document, "evidence")
            ),
        }
    )


def _proof(row: Parts) -> str:
    """What proves a result: a file stays where it is, its name and SHA-256 come."""
    text, digest, size = str(row["text"]), row.get("sha256"), row.get("size")
    if isinstance(digest, str) and isinstance(size, int):
        return sent_file(text, size, digest)
    return text


def _rows(document: Parts, name: str) -> list[dict[str, object]]:
    rows = document.get(name)
    listed = rows if isinstance(rows, list) else []
    return [row for row in listed if isinstance(row, dict)]


def _filled(parts: object) -> dict[str, object]:
    """The entries that say something."""
    entries = parts.items() if isinstance(parts, dict) else ()
    return {key: value for key, value in entries if value not in (None, "", [], {})}


def _figure(now: Mapping[str, object]) -> object:
    """A reading as it may be typed, its numbers as data has them."""
    if now.get("done"):
        return now["done"]
    if now.get("answer") is not None:
        return "yes" if now["answer"] else "no"
    if now.get("value") is None:
        return now.get("state")
    whole = now.get("denominator")
    text = f"{now['value']}" if whole is None else f"{now['value']}/{whole}"
    return f"~{text}" if now.get("quality") == "estimate" else text


def _task(row: Mapping[str, object]) -> dict[str, object]:
    count, of = row.get("count"), row.get("of")
    return _filled(
        {
            **{key: row.get(key) for key in ("state", "done", "result", "document")},
            "count": count if count is None or of is None else f"{count}/{of}",
        }
    )
