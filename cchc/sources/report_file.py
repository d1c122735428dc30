"""A report as YAML or JSON → what was typed, with places (DESIGN 2); not judged yet.

Values stay text exactly as written, numbers of JSON too. One report, a list of them,
or several documents in one file.
"""

from collections.abc import Iterator

from cchc.core.facts.report import (
    Section,
    Typed,
    TypedItem,
    TypedObstacle,
    TypedReport,
    TypedTask,
)
from cchc.sources.problem_collector import (
    ProblemCollector,
    branch_of,
    comma_slips,
    known_entries,
    meant,
    rows_of,
    says_nothing,
    scalar_of,
)
from cchc.sources.yaml_tree import (
    Branch,
    Listing,
    Node,
    Scalar,
    key_place,
    place_of,
    read_yaml,
)
from cchc.text.problem import Place, Problem, ProblemCode, in_order
from cchc.words.paper import number_and_day

KEYS = (
    *("unit", "period", "received", "document", "values", "items", "tasks"),
    *("narrative", "obstacles", "notes", "evidence", "reason"),
)
PAPER = ("number", "date")
ITEM = ("name", "date", "document", "owner")
TASK = ("state", "done", "count", "result", "document")
OBSTACLE = ("text", "about", "cause", "proposal", "to")
SECTIONS = tuple(section.value for section in Section)
NOWHERE_YET = Typed("")
Read = tuple[tuple[TypedReport, ...], tuple[Problem, ...]]


def read_report(text: bytes, name: str) -> Read:
    """The reports of a file and all that is wrong with its shape.

    `name` is what messages call the file. Problems forbid going on; then the
    reports are what could be read.
    """
    read = read_yaml(text, name)
    collector = ProblemCollector()
    reports = tuple(
        report
        for root in read.documents
        if root is not None
        for report in _reports(root, collector)
    )
    problems = [*read.problems, *collector.problems]
    if not reports and not problems:
        problems.append(Problem(ProblemCode.EMPTY_FILE, Place(file=name)))
    return reports, tuple(in_order(problems))


def _reports(root: Node, collector: ProblemCollector) -> Iterator[TypedReport]:
    for node in root.rows if isinstance(root, Listing) else [root]:
        branch = branch_of(node, collector)
        if branch is not None:
            yield _report(branch, collector)


def _report(node: Branch, collector: ProblemCollector) -> TypedReport:
    parts = known_entries(node, KEYS, collector)
    guessed = meant(node, KEYS)
    for key in ("unit", "period"):
        if key not in parts and key not in guessed:
            collector.note(node, ProblemCode.MISSING_KEY, key=key)
    number, day = _paper(parts.get("document"), collector)
    return TypedReport(
        unit=_word(parts.get("unit"), collector) or NOWHERE_YET,
        period=_word(parts.get("period"), collector) or NOWHERE_YET,
        values=_pairs(parts.get("values"), collector),
        items=tuple(_items(parts.get("items"), collector)),
        tasks=tuple(_tasks(parts.get("tasks"), collector)),
        narrative=_pairs(parts.get("narrative"), collector, SECTIONS),
        obstacles=tuple(_obstacles(parts.get("obstacles"), collector)),
        notes=_pairs(parts.get("notes"), collector),
        evidence=_pairs(parts.get("evidence"), collector),
        received=_word(parts.get("received"), collector),
        document_number=number,
        document_date=day,
        reason=_word(parts.get("reason"), collector),
    )


def _word(node: Node | None, collector: ProblemCollector) -> Typed | None:
    """The text of a node with its place; None when there is none."""
    word = None if node is None else scalar_of(node, collector)
    return None if word is None else Typed(word.text.strip(), place_of(word))


def _key(node: Node) -> Typed:
    text = node.key.text if node.key is not None else ""
    return Typed(text.strip(), key_place(node))


def _paper(
    node: Node | None, collector: ProblemCollector
) -> tuple[Typed | None, Typed | None]:
    """Number and date, in one line or under a key each."""
    if node is None or isinstance(node, Scalar):
        line = _word(node, collector)
        return (None, None) if line is None else number_and_day(line)
    branch = branch_of(node, collector)
    if branch is None:
        return None, None
    parts = known_entries(branch, PAPER, collector)
    return _word(parts.get("number"), collector), _word(parts.get("date"), collector)


def _pairs(
    node: Node | None, collector: ProblemCollector, known: tuple[str, ...] | None = None
) -> tuple[tuple[Typed, Typed], ...]:
    """Keys with one value each; a key without a value is as if it were not there."""
    branch = None if node is None else branch_of(node, collector)
    if branch is None:
        return ()
    if known is None:
        comma_slips(branch, collector)
    entries = (
        branch.entries if known is None else known_entries(branch, known, collector)
    )
    read = (
        (_key(child), _word(child, collector))
        for child in entries.values()
        if not says_nothing(child)
    )
    return tuple((key, value) for key, value in read if value is not None)


def _items(
    node: Node | None, collector: ProblemCollector
) -> Iterator[tuple[Typed, TypedItem]]:
    branch = None if node is None else branch_of(node, collector)
    for child in branch.entries.values() if branch else ():
        if says_nothing(child):
            continue
        for row in rows_of(child, collector):
            item = _item(row, collector)
            if item is not None:
                yield _key(child), item


def _item(node: Node, collector: ProblemCollector) -> TypedItem | None:
    if isinstance(node, Scalar):
        name = None if says_nothing(node) else _word(node, collector)
        return None if name is None else TypedItem(name)
    parts = _parts(node, ITEM, collector)
    if parts is None or "name" not in parts:
        return None
    name = _word(parts["name"], collector)
    rest = (_word(parts.get(key), collector) for key in ITEM[1:])
    return None if name is None else TypedItem(name, *rest)


def _parts(
    node: Node, known: tuple[str, ...], collector: ProblemCollector
) -> dict[str, Node] | None:
    """The entries of a group of keys whose first known key is required."""
    branch = branch_of(node, collector)
    if branch is None:
        return None
    parts = known_entries(branch, known, collector)
    first = known[0]
    if first not in parts and first not in meant(branch, known):
        collector.note(branch, ProblemCode.MISSING_KEY, key=first)
    return parts


def _tasks(node: Node | None, collector: ProblemCollector) -> Iterator[TypedTask]:
    branch = None if node is None else branch_of(node, collector)
    for child in branch.entries.values() if branch else ():
        if says_nothing(child):
            continue
        task = _task(child, collector)
        if task is not None:
            yield task


def _task(node: Node, collector: ProblemCollector) -> TypedTask | None:
    if isinstance(node, Scalar):
        state = _word(node, collector)
        return None if state is None else TypedTask(_key(node), state)
    parts = _parts(node, TASK, collector)
    state = None if parts is None else _word(parts.get("state"), collector)
    if parts is None or state is None:
        return None
    rest = (_word(parts.get(key), collector) for key in TASK[1:])
    return TypedTask(_key(node), state, *rest)


def _obstacles(
    node: Node | None, collector: ProblemCollector
) -> Iterator[TypedObstacle]:
    for row in [] if node is None else rows_of(node, collector):
        parts = (
            {"text": row}
            if isinstance(row, Scalar)
            else _parts(row, OBSTACLE, collector)
        )
        if parts is None or says_nothing(row):
            continue
        text = _word(parts.get("text"), collector)
        rest = (_word(parts.get(key), collector) for key in OBSTACLE[1:])
        if text is not None:
            yield TypedObstacle(text, *rest)
