"""Conclusions of a meeting as YAML → who is charged with what, by when; with places.

The file that `export --kind pack` makes, with the blanks filled in; what was left blank
has no conclusion yet.
"""

from datetime import date

from cchc.core.facts.typed import TypedText, read_paper
from cchc.core.plan.plan import NO_PAPER, Paper
from cchc.sources.problem_collector import ProblemCollector
from cchc.sources.yaml_tree import MappingNode, Node, place_of, read_yaml
from cchc.text.problem import NOWHERE, Place, Problem, ProblemCode, in_order
from cchc.text.record import Record, replace

SCHEMA = "cchc.conclusions/1"
KEYS = ("schema", "period", "document", "obstacles", "tasks")
OBSTACLE = ("number", "unit", "due", "instruction")
TASK = ("id", "until", "drop", "reason")


class ObstacleConclusion(Record):
    """An obstacle, the unit that it is given to, by when, with which instruction."""

    number: TypedText
    unit: TypedText
    due: date | None = None
    instruction: str | None = None
    at_due: Place = NOWHERE


class TaskConclusion(Record):
    """A task that gets time until a day, or none at all: it is dropped; and why."""

    task: TypedText
    until: date | None
    reason: str
    at_until: Place = NOWHERE


class Conclusions(Record):
    """What was decided, and how many matters of the file nobody decided."""

    document: Paper = NO_PAPER
    obstacles: tuple[ObstacleConclusion, ...] = ()
    tasks: tuple[TaskConclusion, ...] = ()
    undecided: int = 0
    problems: tuple[Problem, ...] = ()


def read_conclusions(content: bytes, name: str) -> Conclusions:
    """The conclusions of a file, and all that is wrong with its shape."""
    read = read_yaml(content, name)
    reader = _ConclusionsReader()
    roots = [root for root in read.documents if root is not None]
    branch = reader.branch(roots[0]) if roots else None
    conclusions = Conclusions() if branch is None else reader.conclusions(branch)
    ordered = tuple(in_order([*read.problems, *reader.problems]))
    return replace(conclusions, undecided=reader.undecided, problems=ordered)


class _ConclusionsReader(ProblemCollector):
    def __init__(self) -> None:
        super().__init__()
        self.undecided = 0

    def conclusions(self, node: MappingNode) -> Conclusions:
        parts = self.entries(node, KEYS)
        if schema := parts.get("schema"):
            self.one_of(schema, (SCHEMA,))
        paper = self.paper(parts.get("document"))
        obstacles = map(self.obstacle, self.branches(parts, "obstacles"))
        kept, tasks = [*filter(None, obstacles)], self.branches(parts, "tasks")
        return Conclusions(
            paper, tuple(kept), tuple(filter(None, map(self.task, tasks)))
        )

    def branches(self, parts: dict[str, Node], key: str) -> list[MappingNode]:
        rows = self.rows(parts[key]) if key in parts else []
        return [branch for row in rows if (branch := self.branch(row)) is not None]

    def word(self, node: Node | None) -> TypedText | None:
        text = None if node is None else self.text(node)
        return None if text is None or node is None else TypedText(text, place_of(node))

    def paper(self, node: Node | None) -> Paper:
        """Number and date of the paper that tells the conclusions."""
        line = self.word(node)
        paper = NO_PAPER if line is None else read_paper(line.text, line.place)
        if isinstance(paper, Problem):
            self.problems.append(paper)
            return NO_PAPER
        return paper

    def obstacle(self, node: MappingNode) -> ObstacleConclusion | None:
        parts = self.entries(node, OBSTACLE)
        if not parts.keys() & {"unit", "due", "instruction"}:
            self.undecided += 1
            return None
        number, unit = self.word(parts.get("number")), self.word(parts.get("unit"))
        for key in ("number", "unit"):
            if key not in parts:
                self.note_missing(key, node, is_guessed=False)
        due, instruction = parts.get("due"), self.word(parts.get("instruction"))
        if number is None or unit is None:
            return None
        return ObstacleConclusion(
            number,
            unit,
            None if due is None else self.day(due),
            None if instruction is None else instruction.text,
            NOWHERE if due is None else place_of(due),
        )

    def task(self, node: MappingNode) -> TaskConclusion | None:
        parts = self.entries(node, TASK)
        if not parts.keys() & {"until", "drop", "reason"}:
            self.undecided += 1
            return None
        task, reason = self.word(parts.get("id")), self.word(parts.get("reason"))
        until, drop = parts.get("until"), parts.get("drop")
        is_dropped = drop is not None and bool(self.flag(drop))
        if until is not None and is_dropped:
            self.note(until, ProblemCode.UNKNOWN_KEY, text="until", known=("drop",))
        elif until is None and not is_dropped:
            self.note(node, ProblemCode.MISSING_KEY, key="until")
        for key in ("id", "reason"):
            if key not in parts:
                self.note_missing(key, node, is_guessed=False)
        day = None if until is None else self.day(until)
        if task is None or reason is None or (day is None and not is_dropped):
            return None
        at_until = NOWHERE if until is None else place_of(until)
        return TaskConclusion(task, day, reason.text, at_until)
