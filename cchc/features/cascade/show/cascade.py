"""Who carries what of each target: as tables, as JSON, as a line for the plan."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from cchc.core.cascade.cascade import Allotment, CascadeLine, CascadeMode
from cchc.core.plan.plan import Plan
from cchc.screen.document import ABSENT, JsonDocument, JsonObject, key
from cchc.screen.table import Column, Table, as_table, sheet_number_text
from cchc.sources.plan.target_values import target_plain
from cchc.sources.yaml_writer import Plain, YamlBlock, decimal_text, write_yaml
from cchc.text.number_format import vietnamese
from cchc.text.sanitize import one_line
from cchc.words.prose import NOTHING
from cchc.words.target_words import promise_words
from cchc.words.translator import Voice

_OVERVIEW = ("indicator", "name", "way", "target", "sum", "slack", "units", "without")
_SHORT = ("indicator", "name", "target", "sum", "slack", "units")
_PARTS = ("indicator", "unit", "name", "held", "value")
_WHOLE = frozenset({"indicator", "unit"})
_RIGHT = frozenset({"target", "sum", "slack", "held", "value"})


def _all_text(value: Plain) -> object:
    """A target's spelling with its numbers, days and answers as text."""
    match value:
        case dict():
            return {key: _all_text(inner) for key, inner in value.items()}
        case list():
            return [_all_text(inner) for inner in value]
        case Decimal():
            return decimal_text(value)
        case True:
            return "true"
        case _:
            return str(value)


def _allot_line(parts: Allotment) -> str:
    """`allot: {p1: 12, p2: 14}`, ready to be put under an indicator."""
    return write_yaml(YamlBlock(allot=allot_of(parts)))


def allot_of(parts: Allotment) -> dict[str, Decimal]:
    """The parts by unit, as the key `allot` of a plan has them."""
    return {part.unit: part.value for part in parts.parts}


def _shared(get: Callable[[Allotment], object]) -> Callable[[CascadeLine], object]:
    """Of a line that is shared out; its key is left out of any other."""
    return lambda line: ABSENT if line.parts is None else get(line.parts)


class PartJson(JsonDocument):
    """What one unit carries."""

    unit: str = key("Id of the unit.")
    name: str = key(
        "What it is called.",
        join=lambda part, given: _unit(given["plan"], part.unit),
    )
    held: Decimal | None = key("Its part today.")
    value: Decimal = key("Its part.")


class CascadeLineJson(JsonDocument):
    """How one indicator goes down to units."""

    id: str = key("Id of the indicator.", "indicator.id")
    name: str = key("What it is called.", "indicator.name")
    way: CascadeMode = key("How it goes down.")
    unit: str = key("What it is counted in.", "indicator.unit")
    target: JsonObject | None = key(
        "The target as a plan file has it.",
        lambda line: (
            None
            if line.indicator.target is None
            else _all_text(target_plain(line.indicator.target))
        ),
    )
    units: list[str] = key("Ids of its carriers.", "carriers")
    whole: Decimal | None = key("What is shared.", "parts.whole")
    sum: Decimal | None = key("Sum of the parts.", "parts.total")
    slack: Decimal | None = key("Sum less whole.", "parts.slack")
    covers: bool = key(
        "Whether the parts keep the target.", _shared(lambda parts: parts.covers)
    )
    without: list[str] = key(
        "Ids of units without a part.", _shared(lambda parts: parts.without)
    )
    allot: str = key("The line for the plan file.", _shared(_allot_line), optional=True)
    parts: list[PartJson] = key(
        "The part of each unit.",
        lambda line: () if line.parts is None else line.parts.parts,
    )


class CascadeJson(JsonDocument, schema="cchc.cascade/1", verbs=("plan cascade",)):
    """Who carries what of each target."""

    plan: str = key("Id of the plan.", join=lambda _, given: given["plan"].id)
    indicators: list[CascadeLineJson] = key("Each indicator.", lambda lines: lines)


def overview_table(
    plan: Plan, lines: Sequence[CascadeLine], voice: Voice, *, stored: bool
) -> Table:
    """Every indicator on one row: what is shared out, the sum, the slack, who has none.

    Figures as `stored` for sheets, else as people read them.
    """
    number_text = _sheet_number if stored else vietnamese
    rows = tuple(_overview(plan, line, voice, number_text) for line in lines)
    return _table("cascade.title", _OVERVIEW, rows, voice)


def overview_screen(
    plan: Plan, lines: Sequence[CascadeLine], voice: Voice, width: int
) -> str:
    """The overview on a screen, without statistics, which nobody has to reach."""
    promised = (line for line in lines if line.way is not CascadeMode.STATISTIC)
    rows = tuple(_short(plan, line, voice) for line in promised)
    return as_table(_table("cascade.title", _SHORT, rows, voice), width)


def _sheet_number(number: Decimal) -> str:
    return sheet_number_text(decimal_text(number))


def _short(plan: Plan, line: CascadeLine, voice: Voice) -> tuple[str, ...]:
    """A row for a narrow screen: how many carry it instead of their names."""
    key, name, _, goal, total, slack, units, without = _overview(
        plan, line, voice, vietnamese
    )
    if len(line.carriers) > 1:
        units = voice.say(f"cascade.count.{line.way}", n=len(line.carriers))
    if line.way is CascadeMode.SHARED and line.parts is None:
        units = voice.say("cascade.count.none")
    if line.parts is not None and line.parts.without:
        units = voice.say("cascade.count.without", units=units, without=without)
    return key, name, goal, total, slack, units


def _overview(
    plan: Plan, line: CascadeLine, voice: Voice, number_text: Callable[[Decimal], str]
) -> tuple[str, ...]:
    """A row; its target with what it is counted in: `98%`, `ít nhất 8 sản phẩm`."""
    indicator, parts, goal = line.indicator, line.parts, NOTHING
    if indicator.target is not None:
        goal = promise_words(indicator, voice)
    return (
        indicator.id,
        one_line(indicator.name),
        voice.say(f"cascade.way.{line.way}"),
        goal,
        NOTHING if parts is None else number_text(parts.total),
        NOTHING if parts is None else number_text(parts.slack),
        _names(plan, line.carriers),
        NOTHING if parts is None else _names(plan, parts.without),
    )


def parts_screen(
    plan: Plan, lines: Sequence[CascadeLine], voice: Voice, width: int
) -> str:
    """Every part on a row of its own, with the sum and the plan's line."""
    return "\n\n".join(_parts_text(plan, line, voice, width) for line in lines)


def parts_table(
    plan: Plan, lines: Sequence[CascadeLine], voice: Voice, *, stored: bool
) -> Table:
    """Every part on a row of its own; figures as `stored` or as people read them."""
    number_text = _sheet_number if stored else vietnamese
    rows = tuple(
        (
            line.indicator.id,
            part.unit,
            _unit(plan, part.unit),
            "" if part.held is None else number_text(part.held),
            number_text(part.value),
        )
        for line in lines
        if line.parts is not None
        for part in line.parts.parts
    )
    return _table("cascade.parts", _PARTS, rows, voice)


def _parts_text(plan: Plan, line: CascadeLine, voice: Voice, width: int) -> str:
    parts, name = line.parts, one_line(line.indicator.name)
    head = voice.say("cascade.of", id=line.indicator.id, name=name)
    if parts is None:
        names = _names(plan, line.carriers)
        way = voice.say(f"cascade.way.{line.way}")
        return f"{head}\n{voice.say('cascade.carried', way=way, units=names)}"
    rows = tuple(
        (
            part.unit,
            _unit(plan, part.unit),
            NOTHING if part.held is None else vietnamese(part.held),
            vietnamese(part.value),
        )
        for part in parts.parts
    )
    keys = ("unit", "name", "held", "value")
    table = as_table(_table(None, keys, rows, voice), width)
    return "\n".join((head, table, sum_words(parts, voice), _allot_line(parts)))


def sum_words(parts: Allotment, voice: Voice) -> str:
    """The sum of the parts beside the target, and what lies between."""
    kind = "limit" if parts.is_limit else "goal"
    state = "even" if not parts.slack else "over" if parts.slack > 0 else "under"
    return voice.say(
        f"cascade.sum.{kind}.{state}",
        sum=vietnamese(parts.total),
        target=vietnamese(parts.whole),
        slack=vietnamese(abs(parts.slack)),
        unit=one_line(parts.indicator.unit),
    )


def _unit(plan: Plan, key: str) -> str:
    return one_line(plan.unit_name(key))


def _names(plan: Plan, ids: Sequence[str]) -> str:
    return ", ".join(_unit(plan, key) for key in ids) or NOTHING


def _table(
    title: str | None,
    keys: Sequence[str],
    rows: tuple[tuple[str, ...], ...],
    voice: Voice,
) -> Table:
    columns = tuple(
        Column(
            key,
            voice.say(f"cascade.column.{key}"),
            right=key in _RIGHT,
            whole=key in _WHOLE,
        )
        for key in keys
    )
    return Table(voice.say(title) if title else "", columns, rows)
