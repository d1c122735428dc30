"""A plan file, a folder of them, or standard input → a plan and its problems."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from cchc.core.check.context import KEY
from cchc.core.check.plan_checks import check
from cchc.core.plan.plan import Indicator, Plan
from cchc.core.plan.targets.kinds import Each
from cchc.core.plan.targets.target import Target
from cchc.sources.file_bytes import (
    ENDINGS,
    MOST_BYTES,
    PlanRead,
    bytes_of,
    digest_of_all,
    parts_of,
    too_big,
)
from cchc.sources.plan.plan_fields import read_root
from cchc.sources.problem_collector import ProblemCollector
from cchc.sources.yaml_tree import (
    ListNode,
    MappingNode,
    Node,
    YamlRead,
    key_place,
    place_of,
    read_yaml,
)
from cchc.text.problem import (
    Blank,
    Place,
    PlaceAt,
    Problem,
    ProblemCode,
    Steps,
    in_order,
    once,
    refusals,
)
from cchc.text.record import replace
from cchc.words.bodies import kinds_of_units

STDIN = "-"
VERSION = 1
# what may follow from a list of which a part could not be read is not told
_NEEDS: dict[str, tuple[ProblemCode, ...]] = {
    "units": (
        ProblemCode.UNKNOWN_UNIT,
        ProblemCode.UNKNOWN_GROUP_OR_UNIT,
        ProblemCode.UNKNOWN_ROLE_HOLDER,
    ),
    "groups": (ProblemCode.UNKNOWN_GROUP_OR_UNIT,),
    "areas": (ProblemCode.UNKNOWN_AREA,),
    "profiles": (ProblemCode.UNKNOWN_PROFILE,),
    "periods": (ProblemCode.UNKNOWN_PERIOD,),
    "commitments": (ProblemCode.UNKNOWN_INDICATOR,),
    "indicators": (ProblemCode.UNKNOWN_INDICATOR, ProblemCode.CHECK_UNREADABLE),
    "tables": (ProblemCode.UNKNOWN_INDICATOR, ProblemCode.CHECK_UNREADABLE),
    "tasks": (ProblemCode.UNKNOWN_INDICATOR, ProblemCode.SCORE_TASK),
    "scorecard": (ProblemCode.SCORE_SUM,),
}
# nor what follows from a year that could not be read
_YEARLY = (
    ProblemCode.DATE_OUTSIDE,
    ProblemCode.YEAR_ODD,
    ProblemCode.SETTLES_EARLY,
    ProblemCode.DUE_ON_DAY_OFF,
    ProblemCode.PERIODS_OVERLAP,
)


def read_plan(path: Path | None, data: bytes | None = None) -> PlanRead:
    """The plan of a file, of a folder, or of bytes that came in by standard input.

    All problems of shape and of sense are told at once, each with its place.
    """
    name = STDIN if path is None else str(path)
    if data is None and path is None:
        raise ValueError("a path or bytes")
    contents = _contents(path) if path is not None and data is None else [(name, data)]
    problems = tuple(part for _, part in contents if isinstance(part, Problem))
    if problems:
        return PlanRead(None, problems, name)
    files = [(file, part) for file, part in contents if isinstance(part, bytes)]
    reads = [read_yaml(part, file) for file, part in files]
    roots, more = _roots(reads)
    problems = (*(problem for read in reads for problem in read.problems), *more)
    digest = digest_of_all([part for _, part in files])
    text = "\n---\n".join(read.text for read in reads)
    if not roots or not all(read.whole for read in reads):
        return PlanRead(None, tuple(in_order(once(problems))), name, digest, text)
    root, twice = merge_roots(roots)
    at = _Finder(root)
    plan, wrong = _plan_of(root, at)
    ordered = tuple(in_order(once((*problems, *twice, *wrong))))
    sound = None if refusals(ordered) else plan
    return PlanRead(sound, ordered, name, digest, text, at)


def _contents(path: Path) -> Sequence[tuple[str, bytes | Problem | None]]:
    """The bytes of a file, or of each file of a folder; what cannot be read is told."""
    place = Place(file=str(path))
    if path.is_dir():
        empty = Problem(ProblemCode.FOLDER_EMPTY, place)
        parts = [(str(part), bytes_of(part)) for part in parts_of(path)]
        size = sum(len(part) for _, part in parts if isinstance(part, bytes))
        if size > MOST_BYTES:
            return [(str(path), too_big(size, str(path)))]
        return parts or [(str(path), empty)]
    if path.suffix.lower() not in ENDINGS and path.exists():
        return [(str(path), Problem(ProblemCode.NOT_YAML_NAME, place))]
    return [(str(path), bytes_of(path))]


def _roots(reads: Iterable[YamlRead]) -> tuple[list[MappingNode], list[Problem]]:
    """The one mapping of each file; empty, several or other roots are told."""
    roots: list[MappingNode] = []
    problems: list[Problem] = []
    for read in reads:
        if len(read.documents) > 1:
            second = read.documents[1]
            place = place_of(second) if second else read.origin.place(1, 1)
            problems.append(Problem(ProblemCode.SEVERAL_DOCUMENTS, place))
        for root in read.documents:
            if isinstance(root, MappingNode):
                roots.append(root)
            elif root is not None:
                problems.append(Problem(ProblemCode.KEYS_EXPECTED, place_of(root)))
    return roots, problems


def merge_roots(roots: Sequence[MappingNode]) -> tuple[MappingNode, list[Problem]]:
    """One root of several: lists follow one another, groups of keys are united.

    A single value, or the same key of a group, in two files is told.
    """
    first, *others = roots
    problems: list[Problem] = []
    for root in others:
        for key, node in root.entries.items():
            problems += _joined(first, key, node)
    return first, problems


def _joined(into: MappingNode, key: str, node: Node) -> list[Problem]:
    held = into.entries.get(key)
    if held is None:
        into.entries[key] = node
        node.parent = into
        return []
    if isinstance(held, ListNode) and isinstance(node, ListNode):
        for row in node.rows:
            row.parent = held
        held.rows.extend(node.rows)
        return []
    if isinstance(held, MappingNode) and isinstance(node, MappingNode):
        below = node.entries.items()
        return [problem for k, n in below for problem in _joined(held, k, n)]
    first = key_place(held)
    blanks: dict[str, Blank] = {"text": key, "file": first.file or ""}
    blanks["first"] = first.line or 1
    return [Problem(ProblemCode.DUPLICATE_ACROSS_FILES, key_place(node), blanks)]


def _plan_of(root: MappingNode, at: PlaceAt) -> tuple[Plan, list[Problem]]:
    """The plan of a root, and what is wrong with its shape and with its sense.

    Where the shape is wrong already, nothing is said that may follow from that.
    """
    collector = ProblemCollector()
    file = read_root(root, collector)
    dull = collector.dull_places()
    silenced = {code for key in collector.lost for code in _NEEDS.get(key, ())}
    if not file.has_year:
        silenced.update(_YEARLY)
    if dull:
        silenced.add(ProblemCode.UNUSED)
    problems = [
        problem
        for problem in check(file.plan, at)
        if problem.place not in dull and problem.code not in silenced
    ]
    if file.version not in (None, VERSION):
        collector.note(
            root.entries["cchc"], ProblemCode.VERSION_UNKNOWN, value=str(file.version)
        )
    return with_unit_ids(file.plan), [*collector.problems, *problems]


def with_unit_ids(plan: Plan) -> Plan:
    """The plan with names of groups and kinds turned into unit ids."""
    ids = plan.expand

    def with_reporters(indicators: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
        return tuple(_line_with_unit_ids(line, plan) for line in indicators)

    return replace(
        plan.with_lines(with_reporters),
        tables=tuple(
            replace(table, reporters=ids(table.reporters or (table.lead or "",)))
            for table in plan.tables
        ),
        tasks=tuple(
            replace(task, helpers=ids(task.helpers), each=ids(task.each))
            for task in plan.tasks
        ),
    )


def _line_with_unit_ids(line: Indicator, plan: Plan) -> Indicator:
    def with_units(target: Target | None) -> Target | None:
        if not isinstance(target, Each):
            return target
        groups = []
        for group in target.groups:
            units = plan.expand((group.group,))
            noun = kinds_of_units(map(plan.unit_name, units))
            groups.append(replace(group, units=units, noun=noun))
        return replace(target, groups=tuple(groups))

    parts = {
        dimension: tuple(replace(own, target=with_units(own.target)) for own in among)
        for dimension, among in line.parts.items()
    }
    reporters, target = plan.expand(line.reporters), with_units(line.target)
    return replace(line, reporters=reporters, target=target, parts=parts)


class _Finder:
    """Places in a tree by path; a path may go further than the tree does."""

    def __init__(self, root: MappingNode) -> None:
        self.root = root

    def __call__(self, path: Steps) -> Place:
        node: Node = self.root
        for step in path:
            if step == KEY:
                return key_place(node)
            below: Node | None = None
            if isinstance(node, MappingNode):
                below = node.entries.get(str(step))
            elif isinstance(node, ListNode) and isinstance(step, int):
                below = node.rows[step] if step < len(node.rows) else None
            if below is None:
                break
            node = below
        return place_of(node)
