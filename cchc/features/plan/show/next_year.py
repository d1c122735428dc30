"""The draft of next year's plan, and the form in which it is given out."""

from cchc.core.cascade.next_year import (
    NextYear,
)
from cchc.core.plan.plan import Plan
from cchc.text.closed_list import StrEnum
from cchc.text.record import Record


class NextYearDraft(Record):
    """The plan this year, the draft of the next one, and its file."""

    plan: Plan
    draft: NextYear
    yaml: str


class PlanForm(StrEnum):
    """How a draft of a plan is given out."""

    YAML = "yaml"
