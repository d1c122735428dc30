"""A year of the 21 units, day by day: what went out, to whom, by which step.

Who sends when is drawn from a fixed seed. The officer asks for the texts of
every working day, and a second time whenever there were any. The tests beside this
file judge what happened; `python -m benchmarks.reminded_year` prints it.
"""

from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from random import Random

from cchc.app.which_plan import check_plan
from cchc.core.facts.acts import ReliefKind
from cchc.core.facts.report import NIL, Report, Stamp
from cchc.core.plan.calendar import WorkCalendar, periods, work_calendar
from cchc.core.plan.measure import Measure
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.core.plan.unit import Channel
from cchc.core.verdict.debts import step_day
from cchc.core.verdict.status import reporting_in
from cchc.core.verdict.statuses import Reporting
from cchc.features.chase.actions.letters import send
from cchc.features.chase.show.letters import Sent
from cchc.features.plan.actions.apply import apply_plan
from cchc.features.plan.show.apply import Grounds
from cchc.features.unit.actions import ReliefRequest, grant
from cchc.paper.manuscript import TemplateFolders
from cchc.sources.file_bytes import PlanRead
from cchc.store.facts import facts
from cchc.store.ledger import open_ledger
from cchc.store.plans import versions
from cchc.store.reports import write_report
from cchc.text.record import Record
from cchc.words.translator import Lang, voice

ROOT = Path(__file__).parents[3]
PLAN_FILE = ROOT / "plans" / "sa-dec-2022.yaml"
FIRST, LAST = date(2022, 3, 3), date(2023, 1, 20)
GRANTED, FREED, GIVEN_TIME = date(2022, 6, 15), ("tt", "Q2"), ("kt", "Q2")
"""The day on which one unit is exempt and another gets more time."""

HABITS = (-6, -3, -1, 0, 0, 1, 2, 4, 5, 6)
"""Working days around its due day on which a unit sends what it owes."""


class Went(Record):
    """One unit in one text that went out, and how its report stood then."""

    day: date
    unit: str
    period: str
    when: str
    to: str
    by: Channel
    due: date
    report: Reporting
    missing: tuple[str, ...]
    text: str
    name: str


class Year(Record):
    plan: Plan
    went: tuple[Went, ...]
    again: int
    complete: dict[tuple[str, str], date]

    @property
    def working(self) -> WorkCalendar:
        return work_calendar(self.plan.calendar)

    def owed_nothing(self, each: Went) -> bool:
        """Whether the unit had sent everything, or was exempt, when that went out."""
        sent = self.complete.get((each.unit, each.period), date.max)
        is_free = (each.unit, each.period) == FREED and each.day >= GRANTED
        return sent <= each.day or is_free


def stamp(day: date) -> Stamp:
    at = datetime(day.year, day.month, day.day, 8, tzinfo=timezone(timedelta(hours=7)))
    return Stamp(at, at, "canbo", "simulation")


def land(_sent: Sent) -> None:
    """The texts go nowhere."""


class Office:
    """The ledger and the units that send into it."""

    def __init__(self, db: Path) -> None:
        self.db = db
        self.folders = TemplateFolders(db, ROOT / "templates")
        checked = check_plan(PLAN_FILE)
        assert isinstance(checked, PlanRead)
        apply_plan(checked, db, Grounds(), stamp(FIRST), dry_run=False)
        with open_ledger(db) as ledger:
            self.plan = versions(ledger, checked.plan.id)[0].plan
        self.complete: dict[tuple[str, str], date] = {}

    def asked(self, unit: str, period: Period) -> tuple[str, ...]:
        with open_ledger(self.db) as ledger:
            known = facts(ledger, self.plan.id, period.cutoff)
            held = versions(ledger, self.plan.id)
        views = reporting_in(held, period, known).units
        return next(each.missing for each in views if each.unit.id == unit)

    def is_register(self, key: str) -> bool:
        """Whether a report without rows says that there are none."""
        one = self.plan.indicator(key)
        return one is not None and one.measure is Measure.REGISTER

    def hand_in(self, unit: str, period: Period, day: date, *, half: bool) -> None:
        """The whole report, or (half) all of it but one figure."""
        owed = self.asked(unit, period)
        counted = [key for key in owed if not self.is_register(key)]
        left = counted[0] if half and counted else None
        kept = [key for key in owed if key != left]
        readings = dict.fromkeys(kept, NIL)
        report = Report(unit, period.name, received=day, readings=readings)
        with open_ledger(self.db, write=True) as ledger:
            write_report(ledger, self.plan.id, report, stamp(day))
        if left is None:
            self.complete.setdefault((unit, period.name), day)

    def remind(self, day: date) -> Sent:
        words = voice(Lang.VI)
        return send(self.folders, None, words, land, stamp=stamp(day), as_of=day)


Diary = dict[date, list[tuple[str, Period, bool]]]


def diary(plan: Plan, chance: Random) -> Diary:
    """On which day which unit sends which report, whole or but for one figure."""
    working = work_calendar(plan.calendar)
    found: Diary = {}
    for period in periods(plan):
        for unit in plan.units:
            day = step_day(period.due_for(unit.kind), chance.choice(HABITS), working)
            if day < FIRST:
                day = working.after(FIRST, 1)
            if chance.random() < 0.25:
                found.setdefault(day, []).append((unit.id, period, True))
                day = working.after(day, chance.choice((1, 2, 4)))
            found.setdefault(day, []).append((unit.id, period, False))
    return found


def lived(db: Path) -> Year:
    """The year, from the day the plan was signed."""
    office = Office(db)
    sends = diary(office.plan, Random(2022))  # noqa: S311  # a seed, not a secret
    working = work_calendar(office.plan.calendar)
    went: list[Went] = []
    again = 0
    day = FIRST
    while day <= LAST:
        for unit, period, half in sends.get(day, ()):
            office.hand_in(unit, period, day, half=half)
        if day == GRANTED:
            until = date(2022, 6, 24)
            wish = ReliefRequest(*GIVEN_TIME, ReliefKind.EXTEND, "chờ tỉnh", until)
            grant(db, wish, stamp=stamp(day))
            free = ReliefRequest(*FREED, ReliefKind.EXEMPT, "báo cáo riêng")
            grant(db, free, stamp=stamp(day))
        if working.is_working(day):
            sent = office.remind(day)
            went += told(sent, day)
            if sent.sendings:
                again += len(office.remind(day).sendings)
        day += timedelta(days=1)
    return Year(office.plan, tuple(went), again, office.complete)


def told(sent: Sent, day: date) -> list[Went]:
    return [
        Went(
            day,
            debt.view.unit.id,
            one.occasion.board.view.period.name,
            *one.occasion.step.key[:2],
            one.occasion.step.by,
            debt.view.due,
            debt.view.report,
            debt.view.missing,
            one.text.text,
            debt.view.unit.name,
        )
        for one in sent.sendings
        for debt in one.occasion.to
    ]
