"""Who carries what of each target: as tables, as JSON, as a line for the plan."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from cchc.core.cascade.cascade import Allotment, CascadeLine, CascadeMode
from cchc.core.plan.plan import Plan
from cchc.screen.document import ABSENT, JsonDocument, JsonObject, key
from cchc.screen.table import Column, Table, as_table, sheet_number_text
from cchc.sources.plan.target_values import target_plain
from cchc.sources.yaml_writer import Plain, YamlBlock, write_yaml
from cchc.text.number import PLAN
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
            return PLAN.spell(value)
        case True:
            return "true"
        case _:
            return str(value)


def _allot_line(parts: Allotment) -> str:
    """`allot: {p1: 12, p2: 14}`, ready to be put under an indicator."""
    return write_yaml(YamlBlock(allot={part.unit: part.value for part in parts.parts}))


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
    rows = (_overview(plan, line, voice, number_text) for line in lines)
    return _table("cascade.title", _OVERVIEW, rows, voice)


def overview_screen(
    plan: Plan, lines: Sequence[CascadeLine], voice: Voice, width: int
) -> str:
    """The overview on a screen, without statistics, which nobody has to reach.

    How many carry a line stands in place of their names.
    """
    rows = []
    for line in lines:
        row = _overview(plan, line, voice, vietnamese)
        if len(line.carriers) > 1:
            row["units"] = voice.say(f"cascade.count.{line.way}", n=len(line.carriers))
        if line.way is CascadeMode.SHARED and line.parts is None:
            row["units"] = voice.say("cascade.count.none")
        if line.parts is not None and line.parts.without:
            row["units"] = voice.say("cascade.count.without", **row)
        rows += [row] if line.way is not CascadeMode.STATISTIC else []
    return as_table(_table("cascade.title", _SHORT, rows, voice), width)


def _sheet_number(number: Decimal) -> str:
    return sheet_number_text(PLAN.spell(number))


Row = dict[str, str]


def _overview(
    plan: Plan, line: CascadeLine, voice: Voice, number_text: Callable[[Decimal], str]
) -> Row:
    """A row; its target with what it is counted in: `98%`, `ít nhất 8 sản phẩm`."""
    indicator, parts = line.indicator, line.parts
    has_target = indicator.target is not None
    return {
        "indicator": indicator.id,
        "name": one_line(indicator.name),
        "way": voice.say(f"cascade.way.{line.way}"),
        "target": promise_words(indicator, voice) if has_target else NOTHING,
        "sum": NOTHING if parts is None else number_text(parts.total),
        "slack": NOTHING if parts is None else number_text(parts.slack),
        "units": _names(plan, line.carriers),
        "without": NOTHING if parts is None else _names(plan, parts.without),
    }


def parts_table(
    plan: Plan, lines: Sequence[CascadeLine], voice: Voice, *, stored: bool
) -> Table:
    """Every part on a row of its own; figures as `stored` or as people read them."""
    number_text = _sheet_number if stored else vietnamese
    rows = (row for line in lines for row in _part_rows(plan, line, number_text, ""))
    return _table("cascade.parts", _PARTS, rows, voice)


def _part_rows(
    plan: Plan, line: CascadeLine, number_text: Callable[[Decimal], str], nothing: str
) -> Iterator[Row]:
    for part in line.parts.parts if line.parts is not None else ():
        yield {
            "indicator": line.indicator.id,
            "unit": part.unit,
            "name": _unit(plan, part.unit),
            "held": nothing if part.held is None else number_text(part.held),
            "value": number_text(part.value),
        }


def parts_screen(
    plan: Plan, lines: Sequence[CascadeLine], voice: Voice, width: int
) -> str:
    """Every part on a row of its own, with the sum and the plan's line."""
    texts = []
    for line in lines:
        parts, name = line.parts, one_line(line.indicator.name)
        text = [voice.say("cascade.of", id=line.indicator.id, name=name)]
        if parts is None:
            way = voice.say(f"cascade.way.{line.way}")
            names = _names(plan, line.carriers)
            text.append(voice.say("cascade.carried", way=way, units=names))
        else:
            rows = _part_rows(plan, line, vietnamese, NOTHING)
            table = _table(None, _PARTS[1:], rows, voice)
            text += (as_table(table, width), sum_words(parts, voice))
            text.append(_allot_line(parts))
        texts.append("\n".join(text))
    return "\n\n".join(texts)


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
    title: str | None, keys: Sequence[str], rows: Iterable[Row], voice: Voice
) -> Table:
    columns = tuple(
        Column(key, voice.say(f"cascade.column.{key}"), key in _RIGHT, key in _WHOLE)
        for key in keys
    )
    cells = tuple(tuple(row[key] for key in keys) for row in rows)
    return Table(voice.say(title) if title else "", columns, cells)
