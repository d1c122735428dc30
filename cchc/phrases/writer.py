"""Who writes a paper, and what it tells of a view, selected once: red, late, next.

Memo, brief, chat, unit report and dashboard say the same things in four registers;
here they are chosen, there they are put into words.
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from cchc.core.facts.acts import Note
from cchc.core.facts.obstacle import ObstacleView
from cchc.core.facts.report import Quality
from cchc.core.plan.calendar import month_start
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.issued import ObstacleEffect
from cchc.core.verdict.status import CommitmentView, StatusView, every_indicator
from cchc.core.verdict.statuses import (
    BAD_STATUSES,
    ENDED_TASKS,
    GOOD_STATUSES,
    LATE_TASKS,
    REACHED_STATUSES,
    UNCOUNTED_STATUSES,
    UNSENT_REPORTS,
    WEAK_STATUSES,
    Reporting,
    Status,
    TaskStatus,
)
from cchc.core.verdict.task import TaskView
from cchc.core.verdict.unit_reports import (
    UnitView,
    came_late,
    is_closed,
    is_returned,
    is_silent,
    is_still_open,
)
from cchc.phrases.figure_phrases import verdict_words
from cchc.phrases.grammar import Addressee, Telling
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.bodies import name_in_sentence
from cchc.words.period import label
from cchc.words.prose import NOTHING, Names, count_words, join_names
from cchc.words.translator import Voice

MOST_UNITS = 3


class Digest(Record):
    """What waits, what stands well, what comes next.

    Each in the order of the plan, but `red` and `amber`: those the worst first.
    """

    commitments: tuple[CommitmentView, ...]  # those that still count
    kept: int  # how many commitments are met; before the last period, well on the way
    judged: tuple[Status, ...]  # of every figure that is judged at all
    qualities: frozenset[Quality]  # of all figures
    red: tuple[IndicatorView, ...]  # lost or behind
    amber: tuple[IndicatorView, ...]  # to be watched, or not to be judged yet
    late_tasks: tuple[TaskView, ...]  # overdue or done late
    overdue_tasks: tuple[TaskView, ...]
    next_tasks: tuple[TaskView, ...]  # not done and due next
    next_period: Period | None  # None after the last
    late_units: tuple[UnitView, ...]  # their report came after the due day
    missing_units: dict[str, tuple[UnitView, ...]]  # no whole report, by one reason
    unready_units: dict[str, tuple[UnitView, ...]]  # make figures provisional, by why
    open_obstacles: tuple[ObstacleView, ...]  # nobody has closed them
    unanswered: tuple[ObstacleView, ...]  # those of them that wait for an answer

    @property
    def silent_units(self) -> tuple[UnitView, ...]:
        """Units whose due day has passed and of whom nothing stands."""
        return self.missing_units["silent"]

    @property
    def oldest_overdue(self) -> list[TaskView]:
        """Tasks overdue, the oldest due day first."""
        dated = (task for task in self.overdue_tasks if task.due)
        return sorted(dated, key=lambda task: str(task.due))


def digest_of(view: StatusView) -> Digest:
    """The selections that every paper of a view is written from."""
    figures, tasks = tuple(every_indicator(view)), view.tasks
    ordinal = view.period.ordinal
    statuses = tuple(figure.standing_verdict.status for figure in figures)
    signed = view.commitments
    later = (period for period in view.periods if period.ordinal == ordinal + 1)
    following = next(later, None)
    # what is final is met; in mid-year it goes well (DOCUMENTS 1.3)
    well_standing = REACHED_STATUSES if view.period.is_last else GOOD_STATUSES
    return Digest(
        commitments=tuple(part for part in signed if part.status is not Status.VOID),
        kept=sum(part.standing in well_standing for part in signed),
        judged=tuple(status for status in statuses if status not in UNCOUNTED_STATUSES),
        qualities=frozenset(figure.quality for figure in figures),
        red=_worst_first(figures, BAD_STATUSES),
        amber=_worst_first(figures, WEAK_STATUSES),
        late_tasks=tuple(task for task in tasks if task.status in LATE_TASKS),
        overdue_tasks=tuple(row for row in tasks if row.status is TaskStatus.OVERDUE),
        next_tasks=tuple(row for row in tasks if _is_next(row, view.period, following)),
        next_period=following,
        late_units=tuple(unit for unit in view.units if came_late(unit)),
        missing_units=_grouped(view.units, MISSING),
        unready_units=_grouped(view.units, UNREADY),
        open_obstacles=tuple(raised for raised in view.obstacles if raised.is_open),
        unanswered=tuple(raised for raised in view.obstacles if raised.is_unanswered),
    )


Belongs = Callable[[UnitView], bool]
MISSING: dict[str, Belongs] = {
    "silent": is_silent,
    "open": is_still_open,
    "incomplete": lambda unit: unit.report is Reporting.INCOMPLETE,
    "returned": is_returned,
    "closed": is_closed,
}
UNREADY: dict[str, Belongs] = {
    "silent": lambda unit: unit.report in UNSENT_REPORTS and not unit.is_returned,
    "partial": lambda unit: unit.report is Reporting.INCOMPLETE,
    "returned": is_returned,
    "unaccepted": lambda unit: unit.report is Reporting.SUBMITTED,
}


def _grouped(
    units: tuple[UnitView, ...], groups: dict[str, Belongs]
) -> dict[str, tuple[UnitView, ...]]:
    return {
        name: tuple(unit for unit in units if belongs(unit))
        for name, belongs in groups.items()
    }


def _worst_first(
    figures: Iterable[IndicatorView], statuses: tuple[Status, ...]
) -> tuple[IndicatorView, ...]:
    chosen = (view for view in figures if view.standing_verdict.status in statuses)
    rank = statuses.index
    return tuple(sorted(chosen, key=lambda view: rank(view.standing_verdict.status)))


def _is_next(task: TaskView, period: Period, following: Period | None) -> bool:
    """Whether it is due in the next period; any time later, once the last is over.

    The period lasts to the end of the month of its cut-off, as deadlines of plans do.
    One that is due on the cut-off day and not late yet is next, too.
    """
    is_settled = task.status in ENDED_TASKS or task.status is TaskStatus.OVERDUE
    if is_settled or task.task.standing or task.due is None:
        return False
    if following is None:
        return period.cutoff <= task.due
    ends = following.cutoff
    return period.cutoff <= task.due < month_start(ends.year, ends.month + 1)


class Writer:
    """Says sentences of a paper in one language, about one view of a plan."""

    def __init__(
        self,
        view: StatusView,
        plan: Plan,
        voice: Voice,
        effects: Mapping[int, ObstacleEffect] = MappingProxyType({}),
        reader: Addressee = Addressee.INTERNAL,
        notes: tuple[Note, ...] = (),
    ) -> None:
        """`effects` are what obstacles that were settled changed, by their numbers.

        `notes` are the office's own words for the report of the period.
        """
        self.notes = notes
        self.view, self.plan, self.voice = view, plan, voice
        self.effects = effects
        self.digest = digest_of(view)
        self.names = {unit.id: one_line(unit.name) for unit in plan.units}
        self.periods = {period.name: period for period in view.periods}
        self.last = view.says_not_reached  # behind is then "chưa đạt" (SEMANTICS 7)
        # xã Tân Quy Tây, but Phường 1, in the middle of a sentence (NĐ 30, Phụ lục II)
        self.names_said = {key: name_in_sentence(n) for key, n in self.names.items()}
        self.telling = Telling(self.last, reader, self.names_said)

    @property
    def is_internal(self) -> bool:
        """Whether the paper stays inside of the house (DOCUMENTS 1.1)."""
        return self.telling.reader is Addressee.INTERNAL

    def say(self, code: str, **blanks: object) -> str:
        """The sentence of a code in the language of the paper."""
        return self.voice.say(code, **blanks)

    def count(self, number: int) -> str:
        """A number in prose: under ten with a leading zero in Vietnamese."""
        return count_words(number, self.voice)

    def verdict(self, view: IndicatorView) -> str:
        """The verdict of an indicator in words."""
        return verdict_words(view, self.voice, last=self.last)

    def units(self, ids: Iterable[str]) -> str:
        """Names of units by their ids."""
        return join_names(ids, self.names)

    def units_said(self, ids: Iterable[str]) -> str:
        """The same in the middle of a sentence: `xã Tân Quy Tây`."""
        return join_names(ids, self.names_said)

    def period(self, key: str) -> str:
        """The name of a period by its id; an unknown id as it is."""
        period = self.periods.get(key)
        return one_line(key) if period is None else label(period, self.voice)

    def some_units(self, ids: Iterable[str], most: int = MOST_UNITS) -> str:
        """Names of units; of a long list the first and how many more."""
        known = tuple(ids)
        if len(known) <= most + 1:
            return self.units(known) or NOTHING
        first, more = self.units(known[:most]), self.count(len(known) - most)
        return self.say("matter.units.more", units=first, number=more)

    def few_units(self, units: tuple[str, ...], names: Names | None = None) -> str:
        """Units by name when few, else how many: `15 đơn vị`; a dash for none.

        As in the middle of a sentence, unless other `names` are given for a cell.
        """
        if len(units) <= MOST_UNITS:
            return join_names(units, names or self.names_said) or NOTHING
        return self.say("memo.units", number=self.count(len(units)))
