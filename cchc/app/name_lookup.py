"""What somebody typed: a thing by id or name, the number and day of a paper."""

from collections.abc import Mapping
from contextlib import suppress
from re import findall, match, sub
from typing import overload

from cchc.app.context import AppContext
from cchc.core.facts.typed import TypedText, read_paper
from cchc.core.plan.plan import NO_PAPER, Paper, Plan
from cchc.store.names import known_names
from cchc.text.compare import fold
from cchc.text.number import DATA
from cchc.text.number_format import vietnamese
from cchc.text.problem import Blank, Place, Problem, ProblemCode, require
from cchc.text.record import replace
from cchc.words.period import looks_like_period

Names = Mapping[str, tuple[str, ...]]


def unit_names(plan: Plan) -> Names:
    """Every unit id with the names it goes by."""
    return {unit.id: (unit.name, *unit.aliases) for unit in plan.units}


def find_unit(typed: TypedText, plan: Plan, code: ProblemCode) -> str | Problem:
    """The id of the unit that somebody means; names are read where it is no id."""
    if plan.unit(typed.text) is not None:
        return typed.text
    return find_by_name(typed, unit_names(plan), code)


def indicator_names(plan: Plan) -> Names:
    """Every indicator id with its name."""
    return {indicator.id: (indicator.name,) for indicator in plan.all_indicators}


def task_names(plan: Plan) -> Names:
    """Every task id with its name."""
    return {task.id: (task.name,) for task in plan.tasks}


def find_by_name(typed: TypedText, among: Names, code: ProblemCode) -> str | Problem:
    """The id somebody means, or the problem that names the nearest; never a guess.

    An id wins over a name, a name over one that is shortened (`P.1`, `UBND phường 1`,
    `phuong1`); a name that several go by names none of them, and words that are part
    of several names are told with those names (P340).
    """
    if typed.text in among:
        return typed.text
    wanted = fold(typed.text)
    by_id = [key for key in among if fold(key) == wanted]
    by_name = [key for key, names in among.items() if wanted in map(fold, names)]
    ids = by_id or by_name or _loosely(typed.text, among)
    if len(ids) == 1:
        return ids[0]
    blanks: dict[str, Blank] = {"text": typed.text}
    partly = tuple(
        names[0]
        for names in among.values()
        if wanted and any(f" {wanted} " in f" {fold(name)} " for name in names)
    )
    if len(partly) > 1:
        blanks["names"] = partly
        return Problem(ProblemCode.NAME_OF_SEVERAL, typed.place, blanks)
    blanks["known"] = (*among, *(name for names in among.values() for name in names))
    return Problem(code, typed.place, blanks)


@overload
def find_typed(
    text: str, among: Names, code: ProblemCode, option: str | None = None
) -> str | Problem: ...
@overload
def find_typed(
    text: str | None, among: Names, code: ProblemCode, option: str | None = None
) -> str | Problem | None: ...
def find_typed(
    text: str | None, among: Names, code: ProblemCode, option: str | None = None
) -> str | Problem | None:
    """As `find_by_name` what was typed, alone or for an option; None where nothing."""
    if text is None:
        return None
    return find_by_name(TypedText(text, Place(argument=option or text)), among, code)


_KINDS: Mapping[str, tuple[str, ...]] = {
    "p": ("phuong", "phong"),
    "x": ("xa",),
    "tt": ("thi tran", "thanh tra"),
    "tx": ("thi xa",),
    "tp": ("thanh pho",),
    "q": ("quan",),
    "h": ("huyen",),
    "dk": ("dac khu",),
    "s": ("so",),
    "vp": ("van phong",),
    "ca": ("cong an",),
    "ward": ("phuong",),
    "commune": ("xa",),
}
"""The kinds of body as they are shortened, and what each may stand for."""
_WHOLE_KINDS = sorted({kind for kinds in _KINDS.values() for kind in kinds})
_NUMBERS = frozenset({"whole", "before", "times"})
"""Blanks that hold a number as data has it."""
_OFFICE = r"(?:ubnd|uy ban nhan dan|people.?s committee of)\s+"
_SHORT_KIND = rf"({'|'.join(_KINDS)})(?:\.\s*|\s+|(?=\d))(?=.)"
_KIND_FIRST = rf"({'|'.join(_WHOLE_KINDS)})(?![a-z])"


def loose_names(text: str) -> set[str]:
    """The forms by which spellings of one unit are the same: `P.1`, `UBND phường 1`.

    Without accents, blanks, signs, zeros in front and the words for its office; kinds
    written out, in all that a letter may stand for.
    """
    bare = sub(f"^{_OFFICE}", "", fold(text).replace("&", " va "))
    short = match(_SHORT_KIND, bare)
    kinds = _KINDS[short[1]] if short else ("",)
    rest = bare[short.end() :] if short else bare
    wholes = {bare, *(f"{kind} {rest}" for kind in kinds)}
    return {sub(r"[\W_]+|\b0+(?=\d)", "", whole) for whole in wholes} - {""}


def shortened_names(key: str, name: str) -> set[str]:
    """A unit's kind with its id or the first letters of its name: `phòng TC-KH`."""
    bare = fold(name)
    kind = match(_KIND_FIRST, bare)
    if kind is None:
        return set()
    initials = "".join(word[0] for word in findall(r"\w+", bare[kind.end() :]))
    return {sub(r"\W+", "", kind[1] + fold(word)) for word in (key, initials) if word}


def _loosely(text: str, among: Names) -> list[str]:
    """The ids that a shortened spelling names; the place after a comma is left out."""
    for typed in (text, text.partition(",")[0]):
        wanted = loose_names(typed)
        whole = [
            key
            for key, names in among.items()
            if any(wanted & loose_names(name) for name in names)
        ]
        if ids := whole or [
            key
            for key, (name, *_) in among.items()
            if wanted & shortened_names(key, name)
        ]:
            return ids
    return []


def unit_then_period(app: AppContext, unit: str, period: str) -> tuple[str, str]:
    """What was typed for a unit and a period, whichever came first.

    They change places when the second is no period and the first is one: as quarters
    are typed, or by its name in the ledger.
    """
    if looks_like_period(period):
        return unit, period
    if looks_like_period(unit) or _is_period_of_ledger(app, unit, period):
        return period, unit
    return unit, period


def _is_period_of_ledger(app: AppContext, first: str, second: str) -> bool:
    with suppress(Exception):  # whatever is wrong with the ledger is told by the verb
        known = known_names(app.database, ["period"], app.today)["period"]
        names = {fold(name) for name, _ in known}
        return fold(first) in names and fold(second) not in names
    return False


def spell_out_names(problem: Problem, plan: Plan) -> Problem:
    """The problem with units by their names and figures as Vietnamese writes them."""
    names = {unit.id: unit.name for unit in plan.units}
    blanks = dict(problem.blanks)
    for key, value in problem.blanks.items():
        if not isinstance(value, str):
            continue
        if key in {"unit", "reporters"}:
            blanks[key] = ", ".join(names.get(unit, unit) for unit in value.split(", "))
        elif key in _NUMBERS and (number := DATA.parse(value)) is not None:
            blanks[key] = vietnamese(number)
    return replace(problem, blanks=blanks)


def parse_paper(text: str | None, option: str = "--document") -> Paper:
    """Number and day of the paper typed for an option; a Refusal where not (P527)."""
    at = Place(argument=option)
    return NO_PAPER if text is None else require(read_paper(text, at))
