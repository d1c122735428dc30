"""The life of a report, played at random and compared with a plain retelling."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec import Struct

from cchc.core.facts.acts import Opinion
from cchc.core.facts.report import CellState, Reading, Report, Stamp
from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import NO_PAPER, Indicator, Plan
from cchc.core.plan.unit import Authority, Unit
from cchc.core.verdict.status import FigureBasis
from cchc.core.verdict.statuses import Reporting
from cchc.core.verdict.unit_reports import UnitView
from cchc.features.report.actions.acts import ReviewRequest, review
from cchc.features.report.actions.listings import board
from cchc.features.status.actions.status import StatusQuestion, read_status
from cchc.store.ledger import open_ledger
from cchc.store.plans import apply_version
from cchc.store.reports import withdraw, write_report
from cchc.text.problem import ProblemCode, Refusal
from cchc.text.record import Record, field
from tests.office import empty_ledger
from tests.refusals import problems_of

KEYS = ("a", "b")
DUE = date(2022, 3, 17)
START = date(2022, 3, 14)
HANOI = timezone(timedelta(hours=7))
PLAN = Plan(
    id="duyet",
    title="Kế hoạch có duyệt",
    year=2022,
    authority=Authority("Ủy ban nhân dân xã"),
    units=(Unit("p1", "Thôn 1"),),
    review=True,
    indicators=tuple(
        Indicator(key, f"Chỉ tiêu {key}", Measure.LEVEL, reporters=("p1",))
        for key in KEYS
    ),
)


class Told(Record):
    """How a plain reader of the events would say the report stands."""

    state: Reporting | None
    arrived: date | None
    accepted: date | None


class Event(Record):
    day: date
    what: str
    keys: frozenset[str] = frozenset()


class Played(Struct):
    """What the events left behind."""

    sent: list[tuple[date, set[str]]] = field(default_factory=list)
    said: str = ""
    accepted: date | None = None
    gone: bool = False

    def take(self, event: Event) -> None:
        before, self.accepted, self.said = self.said, None, ""
        match event.what:
            case "sent":
                self.sent.append((event.day, set(event.keys)))
            case "taken":
                self.sent = [(day, keys - event.keys) for day, keys in self.sent]
                self.said = "returned" if before == "returned" else ""
            case "undone":
                self.sent, self.gone = [], True
            case opinion:
                self.said = opinion
                self.accepted = event.day if opinion == "accepted" else None

    def arrived(self) -> date | None:
        have: set[str] = set()
        for day, keys in self.sent:
            have |= keys
            if have >= set(KEYS):
                return day
        return None


def retold(events: list[Event], as_of: date) -> Told:
    played = Played()
    for each in events:
        if each.day <= as_of:
            played.take(each)
    arrived = played.arrived()
    if not played.sent:
        late = Reporting.OVERDUE if as_of > DUE else None
        return Told(Reporting.WITHDRAWN if played.gone else late, None, None)
    if played.said == "returned":
        return Told(Reporting.RETURNED, arrived, None)
    if arrived is None:
        return Told(Reporting.INCOMPLETE, None, None)
    if played.said == "accepted":
        return Told(Reporting.ACCEPTED, arrived, played.accepted)
    return Told(Reporting.SUBMITTED, arrived, None)


class Life(RuleBasedStateMachine):
    """Sent, sent back, sent again, accepted, corrected, withdrawn, in any order."""

    @initialize()
    def begin(self) -> None:
        self.folder = TemporaryDirectory()
        self.db = Path(self.folder.name) / "cchc.db"
        self.day, self.minute = START, 0
        self.events: list[Event] = []
        self.db.write_bytes(empty_ledger())
        with open_ledger(self.db, write=True) as ledger:
            apply_version(
                ledger,
                PLAN,
                digest="0" * 64,
                source=None,
                text="",
                effective=1,
                decision=NO_PAPER,
                reason=None,
                stamp=self.stamp(),
            )

    def teardown(self) -> None:
        self.folder.cleanup()

    def stamp(self) -> Stamp:
        self.minute += 1
        at = datetime(self.day.year, self.day.month, self.day.day, 8, tzinfo=HANOI)
        at += timedelta(seconds=self.minute)
        return Stamp(at, at, "Lan", "test")

    def now(self) -> Told:
        return retold(self.events, self.day)

    @rule(days=st.integers(1, 2))
    def time_passes(self, days: int) -> None:
        self.day += timedelta(days=days)

    @rule(keys=st.sets(st.sampled_from(KEYS)), number=st.integers(0, 99))
    def send(self, keys: set[str], number: int) -> None:
        figure = Reading(CellState.VALUE, Decimal(number))
        readings = {key: figure for key in KEYS if key in keys}
        one = Report("p1", "Q1", self.day, readings=readings, reason="correction")
        with open_ledger(self.db, write=True) as ledger:
            write_report(ledger, PLAN.id, one, self.stamp())
        self.events.append(Event(self.day, "sent", frozenset(keys)))

    @rule(key=st.sampled_from(KEYS))
    def take_one_figure_out(self, key: str) -> None:
        with open_ledger(self.db, write=True) as ledger:
            stamp = self.stamp()
            problems = problems_of(
                lambda: withdraw(ledger, PLAN.id, "p1", "Q1", key, "nhầm", stamp)
            )
        if not problems:
            self.events.append(Event(self.day, "taken", frozenset({key})))

    @rule()
    def take_all_back(self) -> None:
        with open_ledger(self.db, write=True) as ledger:
            stamp = self.stamp()
            done = not problems_of(
                lambda: withdraw(ledger, PLAN.id, "p1", "Q1", None, "nhầm", stamp)
            )
        if done:
            self.events.append(Event(self.day, "undone"))

    @rule(rehearsed=st.booleans())
    def send_back(self, rehearsed: bool) -> None:
        told = self.now()
        request = ReviewRequest("p1", "Q1", Opinion.RETURNED, reason="xem lại")
        stamp = self.stamp()
        problems = problems_of(
            lambda: review(self.db, request, stamp=stamp, dry_run=rehearsed)
        )
        nothing = told.state in {None, Reporting.OVERDUE, Reporting.WITHDRAWN}
        assert bool(problems) is nothing
        if not nothing and not rehearsed:
            self.events.append(Event(self.day, "returned"))

    @rule()
    def accept(self) -> None:
        told = self.now()
        request = ReviewRequest("p1", "Q1", Opinion.ACCEPTED)
        try:
            done = review(self.db, request, stamp=self.stamp())
        except Refusal as refusal:
            (problem,) = refusal.problems
            assert problem.code is self._why_not(told)
            return
        assert self._why_not(told) is None
        assert done.after.report is Reporting.ACCEPTED
        self.events.append(Event(self.day, "accepted"))

    @staticmethod
    def _why_not(told: Told) -> ProblemCode | None:
        if told.state in {None, Reporting.OVERDUE, Reporting.WITHDRAWN}:
            return ProblemCode.REVIEW_NOTHING
        if told.state is Reporting.ACCEPTED:
            return ProblemCode.REVIEW_TWICE
        return None if told.arrived else ProblemCode.REVIEW_INCOMPLETE

    def view(self, as_of: date) -> UnitView:
        found = board(self.db, "Q1", as_of=as_of)
        (line,) = found.reports
        return line

    @invariant()
    def every_day_reads_as_it_was_told(self) -> None:
        for back in range((self.day - START).days + 1):
            as_of = self.day - timedelta(days=back)
            told, view = retold(self.events, as_of), self.view(as_of)
            if told.state is not None:
                assert view.report is told.state, as_of
            assert view.accepted == told.accepted
            if told.arrived is not None:
                assert view.on_time is (told.arrived <= DUE)

    @invariant()
    def figures_are_official_once_accepted(self) -> None:
        found = read_status(self.db, StatusQuestion("Q1", self.day))
        official = found.view.basis is not FigureBasis.PROVISIONAL
        assert official is (self.now().state is Reporting.ACCEPTED)


Life.TestCase.settings = settings(
    max_examples=15, stateful_step_count=15, deadline=None
)
TestTheLifeOfAReport = Life.TestCase
