"""JSON of the facts that several answers hold: figures, papers, evidence, verdicts."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from operator import itemgetter
from typing import TYPE_CHECKING

from cchc.core.facts.acts import ReliefKind, TaskActKind
from cchc.core.facts.report import CellState, Quality
from cchc.core.plan.measure import Measure
from cchc.core.verdict.statuses import Status
from cchc.screen.document import (
    Day,
    JsonDocument,
    Moment,
    exact_string,
    inline,
    key,
    percent_string,
)

if TYPE_CHECKING:
    from cchc.core.verdict.indicator import IndicatorView


class ReadingJson(JsonDocument):
    """What a unit said of one indicator."""

    state: CellState = key("Whether there is a figure, and if not why.")
    value: Decimal | None = key("The figure; a ratio's numerator.", "number")
    denominator: Decimal | None = key("A ratio's denominator.")
    done: Day | None = key("The day a milestone was reached.")
    answer: bool | None = key("The answer to yes or no.")
    quality: Quality = key("Final, or an estimate.")
    note: str | None = key("The unit's own words.")


class PaperJson(JsonDocument):
    """Number and date of a paper."""

    number: str | None = key("Number and symbol as written on it.")
    date: Day | None = key("Its date.")


class GrantedReliefJson(JsonDocument):
    """An exemption or a later due day."""

    kind: ReliefKind = key("What was granted.")
    until: Day | None = key("The later due day.")
    due_by_plan: Day = key("The due day of the plan.", "due")
    reason: str = key("Why.")
    by: str = key("Who granted it.", "actor")
    on: Day = key("When.", "recorded_on")


class TaskActJson(JsonDocument):
    """A decision on a task: more time, or dropped."""

    kind: TaskActKind = key("What was decided.")
    due: Day | None = key("The due day that stood before.")
    until: Day | None = key("The later due day.")
    reason: str = key("Why.")
    document: PaperJson = key("The paper that it rests on.")
    recorded: Day = key("When.", "recorded_on")
    actor: str = key("Who.")


class VerdictJson(JsonDocument):
    """An indicator's figure and verdict."""

    shown: str = key("The figure as it is printed.")
    status: Status = key("The verdict.", "verdict.status")
    rule: str = key("The rule that gave it.", "verdict.rule")


def exact_figure(view: "IndicatorView", value: Fraction | None) -> str | None:
    """A figure of an indicator; a ratio's in percent, a grade as its word."""
    if value is None:
        return None
    if grade := view.indicator.grade(value):
        return grade
    ratio = view.indicator.measure is Measure.RATIO
    return percent_string(value) if ratio else exact_string(value)


def actual_value(view: "IndicatorView") -> str | date | bool | None:
    """The figure; a day for a milestone done, true or false for a yes."""
    if view.indicator.measure is Measure.MILESTONE:
        return view.done
    if view.indicator.measure is Measure.YES:
        return view.answer
    return exact_figure(view, view.actual)


def ratio_of(view: "IndicatorView") -> tuple[Decimal | None, Decimal | None]:
    """A ratio's numerator and denominator; with `each` how many units reach it, of all.

    None of what has none, or no figure yet.
    """
    each = view.each
    if each is None or view.actual is None:
        return view.numerator, view.denominator
    return Decimal(len(each.units_reaching)), Decimal(len(each.units))


class EffectJson(JsonDocument):
    """An indicator before and after."""

    indicator: str = key("Id of the indicator.", lambda pair: pair[1].indicator.id)
    before: VerdictJson = key("As it was.", itemgetter(0))
    after: VerdictJson = key("As it is now.", itemgetter(1))


class ItemJson(JsonDocument):
    """One row of a register."""

    indicator: str = key("Id of the indicator that counts it.")
    name: str = key("What it is called.")
    date: Day | None = key("Its day.")
    document: str | None = key("The paper that proves it.")
    unit: str = key("Id of the unit whose it is.", lambda i: i.owner or i.unit)


class EvidenceJson(JsonDocument):
    """One piece of evidence."""

    about: str = key("Id of the indicator or task.")
    text: str = key("The paper, link or file as it was given.")
    sha256: str | None = key("SHA-256 of the file.")
    size: int | None = key("Bytes of the file.")
    file: str | None = key("The copy, from the folder of the database.")


class StampJson(JsonDocument):
    """When, by whom and how something was recorded."""

    recorded_at: Moment = key("When, on the day of work.")
    machine_at: Moment = key("When, by the machine's own clock.")
    actor: str = key("Who recorded it.")
    source: str = key("The verb or file it came by.")


class RevisionJson(JsonDocument):
    """One revision of a figure."""

    revision: int = key("Number of the revision.", "id")
    sequence: int = key("Its place among those of the figure, from 1.")
    reading: ReadingJson | None = key("What was said; null: withdrawn.")
    _stamp = inline(StampJson, "stamp")
    reason: str | None = key("Why it was changed.")
    supersedes: int | None = key("Number of the revision it replaces.")


class InTimeJson(JsonDocument):
    """How a unit's report stands against its due day."""

    on_time: bool | None = key("Whether it came in time.")
    late_days: int = key("Working days after the due day.")
    due: Day = key("The due day, a later one that was granted.")


class ReviewStateJson(JsonDocument):
    """What the office did to a unit's report that is not mended yet."""

    returned: Day | None = key(
        "When it was sent back, while it has not come again; `due` is then the day"
        " by which it is wanted.",
        "returned_on",
    )
    closed: Day | None = key(
        "When the office stopped waiting for it.", "closed.recorded_on"
    )
    disputed: list[str] = key(
        "Ids of indicators that a reviewer marked and nobody has written since."
    )


class ReportCountsJson(JsonDocument):
    """How many units' reports came."""

    expected: int = key("Units that owe one.")
    submitted: int = key("Those that sent it.")
    on_time: int = key("Those that sent it in time.")
    overdue: int = key("Those that are late and silent.")
