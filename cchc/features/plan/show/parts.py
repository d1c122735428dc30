"""Parts of a plan as they are spelled in a plan file."""

import json
from decimal import Decimal
from re import compile as pattern

from cchc.core.plan.plan import Indicator
from cchc.core.plan.target import (
    Between,
    By,
    Exactly,
    IncreaseBy,
    MoreThan,
    Scale,
    Target,
    Yes,
    kind_of,
)
from cchc.core.plan.trajectory import Hold, Linear, Points, Profile, Step, Trajectory
from cchc.text.number import tidy
from cchc.text.sanitize import inert

Tree = None | str | list["Tree"] | dict[str, "Tree"]
"""What is written: a word as it stands in the file, a list, keys."""

_BARE = pattern(r"[^\W\d_]\w*(?:[ .\-]\w+)*")
_NUMBER = pattern(r"-?\d+(\.\d+)?")
_OTHERWISE = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


def word(text: str | None) -> Tree:
    """A text as it may stand in a plan file, quoted where it must be."""
    if text is None:
        return None
    plain = inert(text)
    if _BARE.fullmatch(plain) and plain.lower() not in _OTHERWISE:
        return plain
    return json.dumps(plain, ensure_ascii=False)


def number(value: Decimal) -> str:
    """A number of a plan file: a point is the decimal mark."""
    return f"{tidy(value):f}"


def flow(value: Tree) -> str:
    """A value on one line."""
    match value:
        case None:
            return "null"
        case str():
            return value
        case list():
            return f"[{', '.join(map(flow, value))}]"
        case dict():
            parts = (f"{key_of(key)}: {flow(each)}" for key, each in value.items())
            return f"{{{', '.join(parts)}}}"


def key_of(text: str) -> str:
    """A key, quoted where it must be."""
    if _NUMBER.fullmatch(text) or not _BARE.fullmatch(text):
        return json.dumps(text, ensure_ascii=False)
    return f'"{text}"' if text.lower() in _OTHERWISE else text


def given(**parts: Tree) -> dict[str, Tree]:
    """Keys that have something; `origin` is the key `from`."""
    names = {"origin": "from", "since": "from", "until": "to"}
    return {names.get(k, k): v for k, v in parts.items() if v not in (None, {}, [])}


def amount(each: Indicator) -> Tree:
    """The plan amount of a ratio."""
    held = each.amount
    if held is None:
        return None
    return given(
        value=number(held.value),
        unit=word(held.unit),
        decimals=str(held.decimals) if held.decimals else None,
        source=word(held.source),
        cumulative="true" if held.cumulative else None,
    )


def baseline(each: Indicator) -> Tree:
    """Where the indicator stood before."""
    held = each.baseline
    if held is None:
        return None
    period, source = word(held.period), word(held.source)
    return given(value=number(held.value), period=period, source=source)


def target(held: Target) -> Tree:  # noqa: PLR0911  # one for each spelling
    """A target in its spelling: `{at_least: 73}`."""
    kind = kind_of(held)
    match held:
        case By(day):
            return {kind: day.isoformat()}
        case Yes():
            return {kind: "true"}
        case MoreThan(None):
            return {kind: "baseline"}
        case Between(lower, upper):
            return {kind: [number(lower), number(upper)]}
        case Exactly(value, tolerance) if tolerance:
            return {kind: number(value), "tolerance": number(tolerance)}
        case IncreaseBy(value, scale) if scale is not Scale.ABS:
            return {kind: number(value), "in": scale.value}
        case _:
            return {kind: number(held.value or Decimal(0))}


def path(held: Trajectory | None) -> Tree:
    """A trajectory in its spelling: `[15, 34, 53, 73]`."""
    match held:
        case None:
            return None
        case Points(values):
            return [number(each) for each in values]
        case Linear():
            return "linear"
        case Hold():
            return "hold"
        case Step(period):
            return {"step": word(period)} if period is not None else None
        case Profile(name):
            return {"profile": word(name)}
