"""Finding what somebody named: by id, by name, by name without accents."""

from collections.abc import Iterable, Mapping

from cchc.core.facts.report import Typed
from cchc.core.plan.plan import Plan
from cchc.text.compare import fold
from cchc.text.number import read_plain
from cchc.text.number_format import vietnamese
from cchc.text.problem import Blank, Problem, ProblemCode
from cchc.text.record import replace

Names = Mapping[str, tuple[str, ...]]


def unit_names(plan: Plan) -> Names:
    """Every unit id with the names it goes by."""
    return {unit.id: (unit.name, *unit.aliases) for unit in plan.units}


def indicator_names(plan: Plan) -> Names:
    """Every indicator id with its name."""
    return {one.id: (one.name,) for one in plan.all_indicators}


def task_names(plan: Plan) -> Names:
    """Every task id with its name."""
    return {task.id: (task.name,) for task in plan.tasks}


def find_by_name(typed: Typed, among: Names, fault: ProblemCode) -> str | Problem:
    """The id somebody means, or the problem that names the nearest; never a guess.

    An id wins over a name; a name that several go by names none of them, and words
    that are part of several names are told with those names (P340).
    """
    if typed.text in among:
        return typed.text
    wanted = fold(typed.text)
    by_id = [key for key in among if fold(key) == wanted]
    spell_out_names = [key for key, names in among.items() if wanted in _folded(names)]
    found = by_id or spell_out_names
    if len(found) == 1:
        return found[0]
    partly = _holding(wanted, among)
    if len(partly) > 1:
        several: dict[str, Blank] = {"text": typed.text, "names": partly}
        return Problem(ProblemCode.NAME_OF_SEVERAL, typed.place, several)
    blanks: dict[str, Blank] = {"text": typed.text, "known": _known(among)}
    return Problem(fault, typed.place, blanks)


def spell_out_names(problem: Problem, plan: Plan) -> Problem:
    """The problem with units by their names and figures as Vietnamese writes them."""
    names = {unit.id: unit.name for unit in plan.units}
    told = {key: _told(key, said, names) for key, said in problem.blanks.items()}
    return replace(problem, blanks=told)


def _told(key: str, said: Blank, names: Mapping[str, str]) -> Blank:
    if not isinstance(said, str):
        return said
    if key in {"unit", "reporters"}:
        return ", ".join(names.get(each, each) for each in said.split(", "))
    number = read_plain(said) if key in {"whole", "before"} else None
    return said if number is None else vietnamese(number)


def _holding(wanted: str, among: Names) -> tuple[str, ...]:
    """The first name of each that has the wanted words in one of its names."""
    if not wanted:
        return ()
    return tuple(
        names[0]
        for names in among.values()
        if any(f" {wanted} " in f" {fold(name)} " for name in names)
    )


def _folded(names: Iterable[str]) -> set[str]:
    return {fold(name) for name in names}


def _known(among: Names) -> tuple[str, ...]:
    return (*among, *(name for names in among.values() for name in names))
