"""The outline of the report: its sections by number, what of the plan stands in each.

`I.1` to `I.6`, `II.1` and on for the areas of the plan, `III.1` to `III.3`, `IV`, `V`
(DOCUMENTS 3.3). The office writes its own words by these numbers.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from re import search

from cchc.core.plan.plan import Area, Plan, Task
from cchc.core.verdict.status import StatusView
from cchc.text.compare import fold
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice

PLANNING, DIRECTING, INSPECTING, INFORMING, INNOVATING, PROMISES = (
    f"I.{number}" for number in range(1, 7)
)
LEADING = (PLANNING, DIRECTING, INSPECTING, INFORMING, INNOVATING, PROMISES)
ASSESSMENT = ("III.1", "III.2", "III.3")
NEXT, PROPOSALS = "IV", "V"
FIXED = (*LEADING, *ASSESSMENT, NEXT, PROPOSALS)
OTHER = "II"
"""The key of what belongs to no area."""

_WORDS: Mapping[str, str] = {
    PLANNING: r"(ban hanh )?ke hoach|plan",
    INSPECTING: r"(to chuc )?(kiem tra|thanh tra)|inspect",
    INFORMING: r".*(tuyen truyen|truyen thong|communication)",
    INNOVATING: r".*(sang kien|mo hinh|innovation)",
}
"""How names of areas and tasks of part I begin, folded, by where they stand."""


class OutlineSection(Record):
    """A section of the report: its number, its title, the area that it tells of."""

    key: str
    title: str
    area: str | None = None


def is_leading(area: Area) -> bool:
    """Whether it stands in part I (`report_section` I or I.…), not in part II."""
    return (area.report_section or "").split(".", 1)[0].strip() == "I"


def result_areas(areas: Iterable[Area]) -> list[Area]:
    """The areas of part II, by the number of their section, then as in the plan."""

    def section_number(area: Area) -> int:
        match = search(r"^\s*II\.\s*(\d+)", area.report_section or "")
        return int(match[1]) if match else len(FIXED)

    return sorted((a for a in areas if not is_leading(a)), key=section_number)


def outline_of(plan: Plan, voice: Voice) -> tuple[OutlineSection, ...]:
    """All sections of the report of a plan, in order."""
    fixed = [OutlineSection(key, voice.say(f"memo.heading.{key}")) for key in FIXED]
    results = (
        OutlineSection(f"II.{number}", one_line(area.name), area.id)
        for number, area in enumerate(result_areas(plan.areas), start=1)
    )
    return (*fixed[: len(LEADING)], *results, *fixed[len(LEADING) :])


def leading_section(task: Task, areas: Mapping[str, Area]) -> str | None:
    """The section of part I in which a task stands; None for one of part II.

    By the number that its area has in the plan, else by what the area is called, else
    by how the task's own name begins.
    """
    area = areas.get(task.area or "")
    if area is None or not is_leading(area):
        return None
    return _leading_key(area) or _key_of_name(task.name) or DIRECTING


def _leading_key(area: Area) -> str | None:
    section = (area.report_section or "").strip()
    return section if section in LEADING else _key_of_name(area.name)


def _key_of_name(name: str) -> str | None:
    plain = fold(name)
    match = (key for key, words in _WORDS.items() if search(rf"^(?:{words})\b", plain))
    return next(match, None)


Subjects = Mapping[str, set[tuple[str, str]]]
"""The pairs of words of the names of each area and of what was promised."""


def subjects_of(view: StatusView) -> Subjects:
    """By what words units speak of an area or section, `I.6` for what was promised."""
    places = {
        area.id: (_leading_key(area) or DIRECTING) if is_leading(area) else area.id
        for area in view.areas
    }
    names = [(places[area.id], area.name) for area in view.areas]
    for signed in view.commitments:
        lines = (line.indicator.name for line in signed.indicators)
        names += [(PROMISES, name) for name in (signed.commitment.name, *lines)]
    areas = [(line.indicator.area, line.indicator.name) for line in view.indicators]
    areas += [(row.task.area, row.task.name) for row in view.tasks]
    names += [(places[area], name) for area, name in areas if area in places]
    subjects: dict[str, set[tuple[str, str]]] = {}
    for place, name in names:
        subjects.setdefault(place, set()).update(_pairs(name))
    return subjects


def speaks_of(subjects: Subjects, text: str) -> str | None:
    """The area or section that a unit's words are about; None where that is open.

    By the pairs of words that they share with its names; one that many have says
    little of any.
    """
    shared = _pairs(text)
    common = {pair: sum(pair in own for own in subjects.values()) for pair in shared}
    weights = {
        key: sum((Fraction(1, common[pair]) for pair in shared & own), Fraction(0))
        for key, own in subjects.items()
    }
    best = max(weights, key=lambda key: weights[key], default=None)
    return best if best is not None and weights[best] >= LEAST_SHARED else None


LEAST_SHARED = Fraction(1, 2)


@lru_cache(maxsize=1024)  # every text of a unit is held against the same names
def _pairs(text: str) -> frozenset[tuple[str, str]]:
    words = fold(text).replace(",", " ").replace(";", " ").replace(".", " ").split()
    return frozenset(pairwise(words))
