"""How one report stands, in a word: sent or not, due until when, what waits."""

from collections.abc import Iterable, Mapping

from cchc.core.facts.acts import ReportingRecord
from cchc.core.plan.plan import Plan
from cchc.core.plan.unit import Unit
from cchc.core.verdict.statuses import Reporting
from cchc.core.verdict.unit_reports import UnitView
from cchc.text.day import short
from cchc.text.sanitize import one_line
from cchc.words.prose import NOTHING
from cchc.words.translator import Voice


def report_state(view: UnitView, voice: Voice) -> str:
    """How the report stands, in one word; late to be mended is no silence."""
    if view.is_returned and view.report is Reporting.OVERDUE:
        return voice.say("report.state.returned_late")
    return voice.say(f"report.status.{view.report}")


def report_due_words(view: UnitView, voice: Voice) -> str:
    """The due day; beside it the plan's own, or when the report was sent back."""
    granted, returned = view.relief, view.returned_on
    if returned is not None:
        day = short(returned)
        return voice.say("remind.due.returned", due=short(view.due), day=day)
    if granted is None or granted.until is None:
        return short(view.due)
    return voice.say("remind.due.extended", due=short(view.due), old=short(granted.due))


def contact_words(unit: Unit) -> str:
    """Whom to call; a dash where nobody is known."""
    return one_line(unit.contact or "") or NOTHING


def record_words(record: ReportingRecord) -> str:
    """`3/4`: reports in time of those decided; a dash where none is."""
    return f"{record.on_time}/{record.of}" if record.of else NOTHING


def waiting_words(view: UnitView, labels: Mapping[str, str]) -> str:
    """`Phường 1 (ck-6b Doanh nghiệp …)`: with the ids, as they are confirmed."""
    figures = (f"{key} {labels.get(key, '')}".rstrip() for key in view.waiting)
    return f"{one_line(view.unit.name)} ({', '.join(figures)})"


def waiting_lines(views: Iterable[UnitView], plan: Plan, voice: Voice) -> list[str]:
    """A sentence on whose figures wait to be confirmed, in no sum until then, if any.

    Lists, boards and the internal report tell it with the same words.
    """
    waiting = [view for view in views if view.waiting]
    if not waiting:
        return []
    labels = {line.id: one_line(line.name) for line in plan.all_indicators}
    units = ", ".join(waiting_words(view, labels) for view in waiting)
    return [voice.say("report.board.questioned", units=units)]
