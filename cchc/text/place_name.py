"""Names of wards, communes and townships as a decree writes them.

NĐ 30/2020/NĐ-CP, Phụ lục II: `phường An Hòa`, `xã Tân Quy Tây`, but `Phường 1`,
for a name that is a number; Phụ lục I, ô 4: `Phường 1, ngày …`, `An Hòa, ngày …`.
"""

from re import IGNORECASE, Match, fullmatch

from cchc.text.compare import nfc

KINDS = frozenset({"ward", "commune"})
"""The kinds of unit that are a commune whatever they are called."""

_NAMED = r"(?P<sort>phường|xã|thị\s+trấn)\s+(?P<own>\S.*)"


def _match_commune(name: str) -> Match[str] | None:
    """The name in its two parts; `Xã hội học` is none, for its small letter."""
    match = fullmatch(_NAMED, nfc(name), IGNORECASE)
    if match is None:
        return None
    first = match["own"][0]
    return match if first.isdecimal() or first.isupper() else None


def is_commune(name: str, kind: str) -> bool:
    """Whether a People's Committee of a commune is meant: by its name or its kind."""
    return kind in KINDS or _match_commune(name) is not None


def in_sentence(name: str) -> str:
    """`phường An Hòa` in the middle of a sentence, but `Phường 1`; others as is."""
    match = _match_commune(name)
    if match is None or match["own"][0].isdecimal():
        return name
    return f"{match['sort'].lower()} {match['own']}"


def place_line(name: str) -> str:
    """`An Hòa` before the day of a paper, but `Phường 1` in full; others as is."""
    match = _match_commune(name)
    return name if match is None or match["own"][0].isdecimal() else match["own"]
