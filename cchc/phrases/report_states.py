"""How one report stands, in a word: sent or not, due until when."""

from cchc.core.facts.deadlines import ReportingRecord
from cchc.core.verdict.statuses import Reporting
from cchc.core.verdict.unit_reports import UnitView
from cchc.text.day import short
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


def record_words(record: ReportingRecord) -> str:
    """`3/4`: reports in time of those decided; a dash where none is."""
    return f"{record.on_time}/{record.of}" if record.of else NOTHING
