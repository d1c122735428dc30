"""Values of a plan that have spellings of their own: names, symbols, dues, scores.

In a plan file a point is the decimal mark (SEMANTICS 2), but in Viet Nam it groups
thousands. `10.000` is refused wherever a number is read; other digits after the point
where the indicator says that its figures have no decimals.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from cchc.core.plan.calendar import read_span
from cchc.core.plan.measure import Measure
from cchc.core.plan.targets.target import Scale
from cchc.core.plan.unit import read_when
from cchc.sources.problem_collector import ProblemCollector, says_nothing
from cchc.sources.yaml_tree import ListNode, MappingNode, Node, ScalarNode
from cchc.sources.yaml_writer import Plain
from cchc.text.problem import ProblemCode
from cchc.words.period import span_text
from cchc.words.translator import run_voice

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


def number_at(node: Node, collector: ProblemCollector) -> Decimal:
    """A number; 0 in the place of one that was noted to be wrong."""
    return collector.number(node) or NOUGHT


def numbers_at(node: Node, collector: ProblemCollector) -> tuple[Decimal, ...]:
    """A list of numbers."""
    return tuple(number_at(row, collector) for row in collector.rows(node))


def shares_at(node: Node, collector: ProblemCollector) -> tuple[Decimal, ...]:
    """A list of parts of the year's whole, from 0 to 1."""
    return tuple(collector.share(row) or NOUGHT for row in collector.rows(node))


def gappy_numbers_at(
    node: Node, collector: ProblemCollector
) -> tuple[Decimal | None, ...]:
    """A list of numbers in which `null` stands for one that is not known."""
    return tuple(
        None if says_nothing(row) else number_at(row, collector)
        for row in collector.rows(node)
    )


def names_at(node: Node, collector: ProblemCollector) -> tuple[str, ...]:
    """Names in a list; one alone may stand without brackets."""
    rows = [node] if isinstance(node, ScalarNode) else collector.rows(node)
    names = (collector.text(row) for row in rows)
    return tuple(name for name in names if name is not None)


def lines_at(node: Node, collector: ProblemCollector) -> str | tuple[str, ...] | None:
    """One line of text as it is, or a list of lines."""
    is_one = isinstance(node, ScalarNode)
    return collector.text(node) if is_one else names_at(node, collector)


def ids_at(node: Node, collector: ProblemCollector) -> tuple[str, ...]:
    """Ids in a list; one alone may stand without brackets."""
    rows = [node] if isinstance(node, ScalarNode) else collector.rows(node)
    ids = (collector.identifier(row) for row in rows)
    return tuple(key for key in ids if key is not None)


def days_at(node: Node, collector: ProblemCollector) -> tuple[date, ...]:
    """A list of days."""
    days = (collector.day(row) for row in collector.rows(node))
    return tuple(day for day in days if day is not None)


SYMBOLS = ("report", "letter", "unit-report", "unit-plan")
"""The papers that have a symbol of their own."""


def symbols_at(node: Node, collector: ProblemCollector) -> dict[str, str]:
    """Symbols of papers; those of one role under `paper.role`."""
    nodes: dict[str, Node] = {}
    branch = collector.branch(node)
    papers = collector.entries(branch, SYMBOLS) if branch else {}
    for paper, child in papers.items():
        if isinstance(child, MappingNode):
            nodes |= {f"{paper}.{role}": word for role, word in child.entries.items()}
        else:
            nodes[paper] = child
    symbols = {
        name: collector.text(child)
        for name, child in nodes.items()
        if not says_nothing(child)
    }
    return {name: symbol for name, symbol in symbols.items() if symbol is not None}


def symbols_plain(symbols: Mapping[str, str]) -> dict[str, Plain]:
    """The symbols as they are written, those of one role inside their paper."""
    written: dict[str, Plain] = {}
    for name, symbol in symbols.items():
        paper, dot, role = name.partition(".")
        held = written.get(paper)
        roles = held if isinstance(held, Mapping) else {}
        written[paper] = {**roles, role: symbol} if dot else symbol
    return written


def dues_at(node: Node, collector: ProblemCollector) -> Dues:
    """A due date for all, or one for each kind of unit."""
    if not isinstance(node, MappingNode):
        return collector.day(node), {}
    days = {
        kind: collector.day(child)
        for kind, child in node.entries.items()
        if not says_nothing(child)
    }
    return None, {kind: day for kind, day in days.items() if day is not None}


def task_due_at(
    node: Node, collector: ProblemCollector
) -> tuple[date | None, str | None]:
    """A due day, or the quarter or month in which a task is to be done."""
    word = node.text if isinstance(node, ScalarNode) else ""
    span = read_span(word)
    return (collector.day(node), None) if span is None else (None, span)


def task_due_plain(due: date | str) -> Plain:
    """`Quý IV/2022`, `tháng 3/2022` as the language of the run says it, or the day."""
    return due if isinstance(due, date) else span_text(due, run_voice())


def scores_at(node: Node, collector: ProblemCollector) -> dict[str, Decimal]:
    """Points by threshold; a threshold without points is told, never left out."""
    branch = collector.branch(node)
    scores: dict[str, Decimal] = {}
    for threshold, child in branch.entries.items() if branch else ():
        if says_nothing(child):
            collector.note(child, ProblemCode.EMPTY_TEXT)
        elif (points := collector.number(child)) is not None:
            scores[threshold.strip()] = points
    return scores


def reminder_day(node: Node, collector: ProblemCollector) -> int | None:
    """The step of a reminder, `T-2`, as working days after the due day."""
    word = collector.scalar(node)
    offset = None if word is None else read_when(word.text)
    if word is not None and offset is None:
        collector.note(node, ProblemCode.NOT_A_STEP, text=word.text)
    return offset


_NOT_FIGURES = frozenset(
    {"by", "from", "yes", "in", "assigned_later"}
    | {"step", "profile", "period", "source"}
)


def refuse_two_readings(
    node: MappingNode, keys: tuple[str, ...], collector: ProblemCollector
) -> None:
    """Note P145 at each number under these keys that may be meant as thousands.

    The node is an indicator, an amount or a count; its own `decimals` counts. A number
    that was noted is not read again.
    """
    decimals, measure = node.entries.get("decimals"), node.entries.get("measure")
    # a rate is printed with two decimals by default
    may_have = isinstance(measure, ScalarNode) and measure.text.strip() == Measure.RATIO
    if isinstance(decimals, ScalarNode) and not decimals.absent:
        may_have = decimals.text.strip() != "0"
    if may_have:
        return
    for key in keys:
        for word in _numbers(node.entries.get(key)):
            if not word.spoiled and collector.note_two_readings(word, decimals=0):
                word.spoiled = True


def _numbers(node: Node | None) -> Iterator[ScalarNode]:
    """The words under a node that stand for figures of the indicator."""
    match node:
        case ScalarNode():
            yield node
        case ListNode():
            for row in node.rows:
                yield from _numbers(row)
        case MappingNode():
            # `{increase_by: 5.125, in: percent}`: these decimals are not its own
            scale = node.entries.get("in")
            is_rate = isinstance(scale, ScalarNode) and scale.text.strip() != Scale.ABS
            for key, child in node.entries.items():
                if key not in _NOT_FIGURES and not is_rate:
                    yield from _numbers(child)
        case None:
            pass
