"""The shape of a plan file, version 1: every key of DESIGN 3, one class a group.

A field without a default is required. What the words of a key mean to people is in
the catalogue under `schema.KEY` or `schema.Shape.KEY`.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from cchc.core.plan.period import Basis
from cchc.core.plan.plan import Across, Measure, RatioOf, Window
from cchc.core.plan.reminder import Channel
from cchc.core.verdict.checking import Missing
from cchc.sources.plan.plan_fields import (
    Anything,
    Book,
    Day,
    Days,
    DuesField,
    Flag,
    GappyNumbers,
    Id,
    Lookup,
    Maps,
    Names,
    Number,
    Numbers,
    Shape,
    Symbols,
    TargetField,
    Text,
    Texts,
    TrajectoryField,
    WhenField,
    choice_of,
    whole_from,
)

Year = Annotated[int | None, *whole_from(1900, 2999)]
Version = Annotated[int | None, *whole_from(0, 1_000_000)]
Decimals = Annotated[int | None, *whole_from(0, 9)]
DayCount = Annotated[int | None, *whole_from(0, 366)]
Extensions = Annotated[int | None, *whole_from(0, 99)]


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


class PaperShape(Shape):
    number: Text = None
    date: Day = None


class SignerShape(Shape):
    capacity: Text = None
    title: Text = None
    name: Text = None


class AuthorityShape(Shape):
    name: Text
    parent: Text = None
    place: Text = None
    signer: SignerShape | None = None
    symbols: Symbols = Field(default_factory=dict)
    recipients: Texts = ()


class PeriodShape(Shape):
    start: Day = Field(None, alias="from")
    cutoff: Day = None
    due: DuesField = (None, {})
    title: Text = None


class CalendarShape(Shape):
    basis: Annotated[Basis | None, *choice_of(Basis)] = None
    due_after: DayCount = None
    opens: DayCount = None
    first: Text = None
    periods: Book[PeriodShape] = Field(default_factory=dict)
    days_off: Days = ()
    made_up: Days = ()


class UnitShape(Shape):
    id: Id
    name: Text
    kind: Text = None
    parent: Text = None
    aliases: Names = ()
    contact: Text = None
    since: Day = Field(None, alias="from")
    until: Day = Field(None, alias="to")
    successor: Text = None


class AreaShape(Shape):
    id: Id
    name: Text
    report_section: Text = None


class DescentShape(Shape):
    plan: Id
    unit: Id


class AmountShape(Shape):
    value: Number
    unit: Text = None
    decimals: Decimals = None
    source: Text = None
    cumulative: Flag = None


class BaselineShape(Shape):
    value: Number
    period: Text = None
    source: Text = None


class IndicatorShape(Shape):
    id: Id
    name: Text
    measure: Annotated[Measure | None, *choice_of(Measure)]
    of: Annotated[RatioOf | None, *choice_of(RatioOf)] = None
    unit: Text = None
    decimals: Decimals = None
    amount: AmountShape | None = None
    baseline: BaselineShape | None = None
    target: TargetField = None
    trajectory: TrajectoryField = None
    lead: Text = None
    reporters: Names = ()
    across: Annotated[Across | None, *choice_of(Across)] = None
    allot: Lookup[Number] = Field(default_factory=dict)
    previous_year: GappyNumbers = ()
    window: Annotated[Window | None, *choice_of(Window)] = None
    settles: Day = None
    part_of_whole: Flag = None
    non_negative: Flag = None
    area: Text = None
    small_counts: Flag = None
    text: Text = None
    source: Text = None
    origin: Text = Field(None, alias="from")


class CommitmentShape(Shape):
    id: Id
    name: Text
    text: Text = None
    origin: Text = Field(None, alias="from")
    indicators: Maps[IndicatorShape]


class CountShape(Shape):
    target: Number
    unit: Text = None


class TaskShape(Shape):
    id: Id
    name: Text
    area: Text = None
    output: Text = None
    lead: Text = None
    helpers: Names = Field((), alias="with")
    each: Names = ()
    due: Day = None
    standing: Flag = None
    count: CountShape | None = None
    supports: Text = None
    extensions: Extensions = None
    origin: Text = Field(None, alias="from")


class CheckShape(Shape):
    id: Id
    rule: Text
    severity: Annotated[Severity | None, *choice_of(Severity)] = None
    missing: Annotated[Missing | None, *choice_of(Missing)] = None


class ReminderShape(Shape):
    when: WhenField
    to: Id
    by: Annotated[Channel | None, *choice_of(Channel)]
    template: Id = None


class PlanShape(Shape):
    cchc: Version
    id: Id
    title: Text
    year: Year
    origin: DescentShape | None = Field(None, alias="from")
    document: PaperShape | None = None
    authority: AuthorityShape
    roles: Book[Text] = Field(default_factory=dict)
    calendar: CalendarShape | None = None
    review: Flag = None
    units: Maps[UnitShape]
    groups: Book[Names] = Field(default_factory=dict)
    areas: Maps[AreaShape] = ()
    profiles: Book[Numbers] = Field(default_factory=dict)
    commitments: Maps[CommitmentShape] = ()
    indicators: Maps[IndicatorShape] = ()
    tasks: Maps[TaskShape] = ()
    checks: Maps[CheckShape] = ()
    reminders: Maps[ReminderShape] = ()
    scorecard: Anything = None
