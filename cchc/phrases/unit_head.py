"""The head of a unit's paper: the unit under its authority, signed by its head.

The plan knows nobody in a unit by name, nor the symbol of a department's papers: both
are left for the unit to write, never made up. A commune's paper is one of its
People's Committee (DOCUMENTS 4.1, ô 2, 4 and 7).
"""

from cchc.core.plan.plan import Plan
from cchc.core.plan.unit import Unit
from cchc.paper.manuscript import Plain
from cchc.text.compare import name_key
from cchc.text.place_name import in_sentence, is_commune, place_line
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice

HEADS = {"phòng": "division", "thanh tra": "inspectorate", "văn phòng": "office"}
"""What the names of units begin with, in any language of ours, and whose head signs."""


def unit_authority(
    unit: Unit,
    plan: Plan,
    voice: Voice,
    kind: str,
    key: str,
    recipients: tuple[str, ...] = (),
) -> dict[str, Plain]:
    """Who issues the paper and who signs it, by the names of an authority's paper.

    So one letterhead serves both.

    Args:
        unit: whose paper it is.
        plan: the plan above, with the authority that the unit stands under.
        voice: the language.
        kind: `report` or `plan`.
        key: the plan's symbols have that of the paper under it, if any.
        recipients: who gets it beside the unit's own file.
    """
    whole = plan.authority
    over = plan.unit(unit.parent or "")
    parent = one_line(whole.name if over is None else over.name)
    return {
        "name": issuer(unit, voice),
        "parent": parent,
        "parent_capitals": parent.upper(),
        "signer": "",
        "recipients": [*map(one_line, recipients), voice.say("unit.paper.filed")],
        **_form(unit, one_line(whole.place or ""), kind, voice),
        **_declared(one_line(whole.symbols.get(key) or "")),
    }


def _declared(symbol: str) -> dict[str, Plain]:
    """What the plan says itself, before any custom."""
    return {"symbol": symbol} if symbol else {}


def _form(unit: Unit, place: str, kind: str, voice: Voice) -> dict[str, Plain]:
    """What differs between a commune's paper and a department's."""
    name = one_line(unit.name)
    if not is_commune(name, unit.kind):
        return {
            "capitals": name.upper(),
            "place": place,
            "capacity": voice.say(_head(name)),
            "title": "",
            "symbol": voice.say(f"unit.paper.symbol.{kind}"),
        }
    return {
        "capitals": issuer(unit, voice).upper(),
        "parts": [
            voice.say("unit.paper.commune", name="").strip().upper(),
            name.upper(),
        ],
        "place": place_line(name),
        "capacity": voice.say("unit.paper.capacity.commune"),
        "title": voice.say("unit.paper.signer.commune"),
        "symbol": voice.say(f"unit.paper.symbol.{kind}.commune"),
    }


def _head(name: str) -> str:
    """The code of the office of a unit's head, by what its name begins with."""
    known = f"{name_key(name)} "
    sorts = (sort for word, sort in HEADS.items() if known.startswith(f"{word} "))
    return next((f"unit.paper.signer.{each}" for each in sorts), "unit.paper.signer")


def issuer(unit: Unit, voice: Voice) -> str:
    """Who speaks in a unit's paper: of a commune, its People's Committee."""
    name = one_line(unit.name)
    if not is_commune(name, unit.kind):
        return name
    return voice.say("unit.paper.commune", name=in_sentence(name))
