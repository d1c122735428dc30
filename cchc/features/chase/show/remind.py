"""The board of who owes what, the texts that were sent, and the units' roll."""

from cchc.core.plan.reminder import Reminder
from cchc.core.plan.unit import Unit
from cchc.core.verdict.debts import Debt
from cchc.core.verdict.statuses import Reporting
from cchc.features.chase.show.letter import role_words
from cchc.phrases.figure_phrases import two_digits
from cchc.phrases.reporting_phrases import report_due_words
from cchc.screen.table import LayoutColumn, TableLayout
from cchc.text.day import short
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice

NOTHING = "–"


def contact_words(unit: Unit) -> str:
    """Whom to call; a dash where nobody is known."""
    return one_line(unit.contact or "") or NOTHING


def state_words(debt: Debt, voice: Voice) -> str:
    """`còn 02 ngày làm việc`, `hôm nay là hạn`, `quá hạn 03 ngày làm việc`."""
    if debt.is_late:
        late = debt.view.late_days
        if not late:
            return voice.say("remind.state.over")
        return voice.say("remind.state.late", n=late, days=two_digits(late, voice))
    if debt.left:
        return voice.say(
            "remind.state.left", n=debt.left, days=two_digits(debt.left, voice)
        )
    return voice.say("remind.state.today")


def missing_words(debt: Debt, voice: Voice) -> str:
    """What is lacking, by name; before anything came: the whole report."""
    names = "; ".join(one_line(each.name) for each in debt.missing)
    if debt.view.report is Reporting.RETURNED:
        return voice.say("remind.missing.returned")
    if debt.view.first is None:
        code = "remind.missing.all" if names else "remind.missing.whole"
        return voice.say(code, names=names)
    return names or NOTHING


def last_words(last: Reminder | None, voice: Voice) -> str:
    """What was sent last, when, to whom."""
    if last is None:
        return NOTHING
    by = voice.say(f"remind.by.{last.by.value}")
    to, day = role_words(last.to, voice), short(last.sent_on)
    return voice.say("remind.last", day=day, by=by, to=to, when=last.when)


BOARD: TableLayout[Debt] = TableLayout(
    "remind.column",
    LayoutColumn("unit", lambda debt, _: debt.view.unit.id, whole=True, lead=True),
    LayoutColumn("name", lambda debt, _: one_line(debt.view.unit.name), lead=True),
    LayoutColumn(
        "due", lambda debt, voice: report_due_words(debt.view, voice), whole=True
    ),
    LayoutColumn("state", state_words, whole=True),
    LayoutColumn("missing", missing_words),
    LayoutColumn("last", lambda debt, voice: last_words(debt.last, voice)),
    LayoutColumn("contact", lambda debt, _: contact_words(debt.view.unit)),
)
"""One row for each unit that owes something."""
