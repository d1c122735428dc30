"""A slow, obvious second opinion on every verdict, from the text of the law alone.

The verdict is climbed once for every way in which the unknown cells could be filled
(a bounded grid, and a very large number); what all of them agree on is the verdict.
SEMANTICS, second edition; where the text is silent, see SILENT.md beside this file.
"""

from fractions import Fraction

from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.plan import Indicator
from cchc.core.plan.targets.change import DecreaseBy
from cchc.core.plan.targets.kinds import Yes
from cchc.core.plan.unit import Unit
from cchc.text.record import Record, replace
from tests.verdicts import each as each_law
from tests.verdicts.asking import (
    KNOWN,
    Quarter,
    Question,
    counted_up,
    entering,
    first_of,
    is_open,
    state,
    states,
    unknown,
)
from tests.verdicts.beside import (
    Coverage,
    coverage,
    in_period,
    nobody_expected,
    pace,
    quality,
)
from tests.verdicts.figures import Figure, figure
from tests.verdicts.rungs import climb
from tests.verdicts.ways import completions, in_percent
from tests.verdicts.yardstick import (
    Number,
    Rung,
    expectation,
    is_total,
    is_unassigned,
    lacks_baseline,
    percent,
    wants_more,
)

WORST_FIRST = (
    "failed",
    "unreachable",
    "behind",
    "done_late",
    "undetermined",
    "no_baseline",
    "unassigned",
    "watch",
    "awaited",
    "not_due",
    "on_track",
    "met",
    "exceeded",
)
FIRM = ("S2", "S3")
Verdict = tuple[str, frozenset[str]]


class Last(Record):
    """The latest period that was judged, and how."""

    period: str
    status: str
    rules: frozenset[str]


class Opinion(Record):
    """What the law says; `rules` are those of all completions that agree."""

    status: str
    rules: frozenset[str]
    known: Rung | None
    actual: Number
    expected: Number
    percent: Number
    coverage: Coverage
    quality: str
    in_period: Number
    pace: tuple[Number, Number] | None
    last: Last | None
    figure: Figure
    grade: str | None = None

    @property
    def standing(self) -> str:
        """The row's own status, or that of the last judged period."""
        if self.status == "not_due" and self.last is not None:
            return self.last.status
        return self.status


def opinion(asked: Question) -> Opinion:
    found = figure(asked)
    if each_law.asked_each(asked.one) is not None:
        return _opinion_of_each(asked, found)
    status, rules = verdict(asked, found)
    actual = value_of(asked.one, found)
    return Opinion(
        status=status,
        rules=rules,
        known=known(asked, found) if status in ("undetermined", "awaited") else None,
        actual=actual,
        expected=expectation(asked, rounded=True),
        percent=None if actual is None else percent_by(asked, actual),
        coverage=coverage(asked, found),
        quality=quality(found),
        in_period=in_period(asked),
        pace=None if actual is None else pace(asked, found, actual),
        last=last_judged(asked) if status == "not_due" else None,
        figure=found,
        grade=None if actual is None else asked.one.grade(actual),
    )


def percent_by(asked: Question, actual: Fraction) -> Number:
    """Percent of the target; of a fall in what adds up once the year is over.

    A year that has only begun is no decrease achieved: see SILENT.md.
    """
    is_fall = isinstance(asked.one.target, DecreaseBy) and is_total(asked.one)
    return None if is_fall and not asked.is_last else percent(asked.one, actual)


def _opinion_of_each(asked: Question, found: Figure) -> Opinion:
    """Of a promise for every unit: how many reach it, and what stands of them."""
    status, rules, known_part = each_law.verdict(asked)
    return Opinion(
        status=status,
        rules=rules,
        known=known_part,
        actual=each_law.count(asked)[0],
        expected=None,
        percent=None,
        coverage=coverage(asked, found),
        quality=quality(found),
        in_period=None,
        pace=None,
        last=last_judged(asked) if status == "not_due" else None,
        figure=found,
    )


def last_judged(asked: Question) -> Last | None:
    """The latest earlier period that has a verdict, by the version that judges it."""
    for at in range(asked.at - 1, 0, -1):
        before = asked.earlier(at)
        if before.one.target is None:
            continue
        status, rules = verdict(before, figure(before))
        if status != "not_due":
            return Last(before.now.name, status, rules)
    return None


def known(asked: Question, found: Figure) -> Rung | None:
    """The verdict on the reported part alone; None where there is no part."""
    part = found.reported
    if not part.parts:
        return None
    status, rules = judged(asked, part, alone=found)
    return status, min(rules)


def value_of(one: Indicator, found: Figure) -> Number:
    """A, in per cent for a ratio; None when nothing is known or nothing occurred."""
    if not found.any_known or one.measure in (Measure.MILESTONE, Measure.YES):
        return None
    if one.measure is not Measure.RATIO:
        return found.top
    if one.of is RatioOf.PLAN:
        return in_percent(one, found.top)
    return 100 * found.top / found.bottom if found.bottom else None


# ---- the verdict: what nothing can undo, then what looks at cells, then the ladder


def verdict(asked: Question, found: Figure) -> Verdict:
    if asked.one.target is None:
        return "statistic", frozenset({""})
    if each_law.asked_each(asked.one) is not None:
        return each_law.verdict(asked)[:2]
    is_open = lacks_baseline(asked.one) or is_unassigned(asked.one)
    decided = None if is_open else for_good(asked)
    if decided is not None:
        return decided
    before = first_rules(asked, found)
    if before is not None:
        return before[0], frozenset({before[1]})
    return judged(asked, found)


def for_good(asked: Question) -> Verdict | None:
    """S2, S3, S4 of what is late: decided once, on what is known so far (Standing).

    First in the period itself, with every cell that may still come taken for unknown;
    then on what is known through the last period that has a figure. What is decided
    of a milestone no later figure of another unit opens again.
    """
    numbers = range(asked.at, 0, -1)
    heard = [n for n in numbers if is_open(asked, asked.quarters[n - 1])]
    if not heard:
        return None
    if asked.one.measure is not Measure.MILESTONE:
        heard = heard[:1]
    for each in (replace(asked, early=True), *(asked.through(n) for n in heard)):
        found = figure(each)
        if not found.unknown and not found.any_known:
            continue
        met = judged(each, found)
        if not irrevocable(each, met):
            continue
        if asked.fin and met[1] == {"S2"}:
            return "failed", frozenset({"S4"})  # S2 is said before fin only
        return met
    return None


def irrevocable(asked: Question, met: Verdict) -> bool:
    status, rules = met
    if status in ("unreachable", "met", "exceeded", "done_late"):
        return rules <= {"S2", "S3", "S4"}
    return status == "failed" and asked.fin


def judged(asked: Question, found: Figure, *, alone: Figure | None = None) -> Verdict:
    """The ladder, climbed with estimates as figures and as unknown (before fin).

    Args:
        asked: the indicator, the period and the day.
        found: the sum that is judged.
        alone: the whole sum, where what is judged is its reported part.
    """
    first = climbed(asked, found)
    if not asked.fin and found.later and _firmly(first) == "S3":
        return climbed(asked, found, final=False)
    if asked.fin or not found.rough:
        return first
    firm = replace(asked, firm=True)
    second = climbed(firm, _firm_part(figure(firm), alone))
    one, other = (_firmly(each) for each in (first, second))
    if one is None and other is None:
        return first
    if one == other == "S2":
        return first
    if one == other == "S3":
        return first if first[0] == second[0] else ("met", frozenset({"S3"}))
    return climbed(asked, found, final=False)


def _firm_part(firm: Figure, alone: Figure | None) -> Figure:
    """The final figures; of the reported part, only estimates are unknown."""
    if alone is None:
        return firm
    return Figure(
        tuple(
            replace(part, is_open=whole.rough, counts=not whole.rough)
            for part, whole in zip(firm.parts, alone.parts, strict=True)
            if whole.counts or whole.alone
        )
    )


def _firmly(met: Verdict) -> str | None:
    """S2 or S3, where that is the rule of the verdict."""
    return next((rule for rule in FIRM if met[1] == {rule}), None)


def climbed(asked: Question, found: Figure, *, final: bool = True) -> Verdict:
    wholes = completions(asked, found)
    return folded({climb(asked, whole, final=final) for whole in wholes})


def folded(rungs: set[Rung]) -> Verdict:
    """The end that is said of all completions (the paragraph after the ladder)."""
    statuses = {status for status, _ in rungs}
    if len(statuses) == 1:
        return statuses.pop(), frozenset(rule for _, rule in rungs)
    if "nil_year" in statuses:
        return "undetermined", frozenset({"S9"})
    order = sorted(statuses, key=WORST_FIRST.index)
    worst, best = order[0], order[-1]
    said = None
    if WORST_FIRST.index(worst) >= WORST_FIRST.index("not_due"):
        said = worst
    elif WORST_FIRST.index(best) <= WORST_FIRST.index("behind"):
        said = best
    if said is None:
        return "undetermined", frozenset({"S9"})
    return said, frozenset(rule for status, rule in rungs if status == said)


def first_rules(asked: Question, found: Figure, *, begun: bool = False) -> Rung | None:
    """The rules that look at cells, not at the figure.

    `begun`: somebody else of the row has a figure in the period.
    """
    is_to_come = is_unassigned(asked.one)
    if asked.fin and _asked_of_nobody(asked) and not is_to_come:
        return "nil_year", "S1c"
    if (_not_begun(asked) and not begun) or nobody_expected(states(asked)):
        return "not_due", "S1"
    reported = {*KNOWN, "unavailable"} & set(states(asked))
    so_far = not asked.fin and nothing_so_far(asked.one, found)
    if so_far or (not reported and not_yet(asked)):
        return "not_due", "S1"
    if is_to_come or lacks_baseline(asked.one):
        return ("unassigned" if is_to_come else "no_baseline"), "S1b"
    if is_awaited(asked, found):
        return "awaited", "S2a"
    return None


def _not_begun(asked: Question) -> bool:
    """No cell of p has a value, and its cut-off and due date have not passed."""
    now = [state(asked, unit, asked.now) for unit in asked.units]
    owed = [each for each in now if each != "not_expected"]
    if any(each in (*KNOWN, "missing", "closed") for each in now):
        return False
    if owed and all(each == "unavailable" for each in owed):
        return False
    return asked.as_of <= min(asked.now.cutoff, asked.now.due)


def _asked_of_nobody(asked: Question) -> bool:
    """Whether no cell of the whole year was expected, and none holds anything."""
    year = [
        state(asked, unit, quarter) for unit in asked.units for quarter in asked.upto
    ]
    return nobody_expected(year)


def nothing_so_far(one: Indicator, found: Figure) -> bool:
    """0/0 in every cell, and none unknown."""
    rate = one.measure is Measure.RATIO and one.of is not RatioOf.PLAN
    return rate and found.any_known and not found.unknown and not found.bottom


def not_yet(asked: Question) -> bool:
    """Nothing is expected yet: E is 0 where more is better, or the path not begun."""
    one = asked.one
    is_open = lacks_baseline(one) or is_unassigned(one)
    if is_open or asked.is_last or one.trajectory is None:
        return False
    if isinstance(one.target, Yes):
        return asked.at < first_of(one.trajectory, asked.quarters)
    e = expectation(asked, rounded=True)
    return e is None or (wants_more(one) and e == 0)


def is_awaited(asked: Question, found: Figure) -> bool:
    """Every unknown cell behind the figure is a stated `unavailable`."""
    open_units = {part.unit for part in found.parts if part.is_open}
    open_states = [
        state(asked, unit, quarter)
        for unit, quarter in _open_cells(asked)
        if unit.id in open_units
    ]
    return bool(open_states) and all(each == "unavailable" for each in open_states)


def _open_cells(asked: Question) -> list[tuple[Unit, Quarter]]:
    """The unknown cells; of a total the nearest to p, on which it rests."""
    if not counted_up(asked.one):
        return [cell for cell in entering(asked) if unknown(asked, *cell)]
    cells = []
    for unit in asked.units:
        gaps = [q for q in asked.upto if unknown(asked, unit, q)]
        cells += [(unit, quarter) for quarter in gaps[-1:]]
    return cells
