"""The head of a unit's paper: the unit under its authority, signed by its head.

The plan knows nobody in a unit by name, nor the symbol of its papers: both are left
for the unit to write, never made up.
"""

from cchc.core.plan import Plan
from cchc.core.unit import Unit
from cchc.render.template import Plain
from cchc.words.clean import one_line
from cchc.words.voice import Voice


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
    whole, name = plan.authority, one_line(unit.name)
    over = plan.unit(unit.parent or "")
    parent = one_line(whole.name if over is None else over.name)
    symbol = one_line(whole.symbols.get(key) or "")
    return {
        "name": name,
        "capitals": name.upper(),
        "parent": parent,
        "parent_capitals": parent.upper(),
        "place": one_line(whole.place or ""),
        "capacity": voice.say("unit.paper.signer"),
        "title": "",
        "signer": "",
        "symbol": symbol or voice.say(f"unit.paper.symbol.{kind}"),
        "recipients": [*map(one_line, recipients), voice.say("unit.paper.filed")],
    }
