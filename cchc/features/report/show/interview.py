"""What an officer is asked, as plain lines: on a screen of any width, in a file."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from cchc.core.facts.report import Facts, Item, Reading, TaskNote
from cchc.core.facts.typed import TypedReport, TypedText
from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator, Plan, Task
from cchc.core.plan.unit import Unit
from cchc.phrases.promise_words import promised_level
from cchc.phrases.reading_phrases import reading_words
from cchc.text.day import short
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.period import task_due_text
from cchc.words.prose import NOTHING
from cchc.words.translator import Voice


class InterviewQuestion(Record):
    """One cell or task to ask about, with what helps to answer.

    `target` and `due` are the unit's own part where it was allotted one (`own`),
    else those of the whole plan; percentages for a ratio. `last` is the unit's
    reading of the period before, `previous` the whole's figure a year ago, `year_ago`
    the unit's own by last year's ledger, which goes before it. `now` and
    `rows` are what the ledger has for this very period.
    """

    key: str
    indicator: Indicator | None = None
    task: Task | None = None
    own: bool = False
    target: Fraction | None = None
    due: Fraction | None = None
    last: Reading | None = None
    previous: Fraction | None = None
    year_ago: Reading | None = None
    now: Reading | TaskNote | None = None
    rows: tuple[Item, ...] = ()

    @property
    def is_register(self) -> bool:
        return self.indicator is not None and self.indicator.measure is Measure.REGISTER

    @property
    def title(self) -> str:
        """`ck-6b  Doanh nghiệp thành lập mới (doanh nghiệp)`."""
        indicator = self.indicator
        unit = one_line(indicator.unit) if indicator is not None else ""
        if (
            indicator is not None
            and indicator.of is RatioOf.PLAN
            and indicator.amount is not None
        ):
            unit = one_line(indicator.amount.unit or unit)
        named = self.indicator or self.task
        name = one_line(named.name if named is not None else self.key)
        return f"{self.key}  {name} ({unit})" if unit else f"{self.key}  {name}"

    def help_line(self, voice: Voice) -> str:
        """Plan, due by now, last period, a year ago; of a task, its day and output.

        What is not known is left out.
        """
        indicator, task = self.indicator, self.task
        if indicator is not None:
            parts = {
                "plan" if self.own else "plan.whole": _figure(self.target, indicator)
                if self.own
                else promised_level(indicator, voice, with_unit=False),
                "due": _figure(self.due, indicator),
                "last": reading_words(self.last, indicator, voice),
                "previous.own": reading_words(self.year_ago, indicator, voice),
            }
            if self.year_ago is None:
                parts["previous"] = _figure(self.previous, indicator)
            known = [
                voice.say(f"wizard.part.{code}", said=words)
                for code, words in parts.items()
                if words != NOTHING
            ]
            line = "; ".join(known)
            return f"{line[:1].upper()}{line[1:]}." if line else ""
        due = task and task_due_text(task, voice)
        output = one_line((task and task.output) or "")
        parts_of_task = (
            *([voice.say("wizard.task.due", due=due)] if due else []),
            *([voice.say("wizard.task.output", output=output)] if output else []),
        )
        return voice.say("wizard.task", parts="".join(parts_of_task))

    def row_lines(self, voice: Voice) -> Iterator[str]:
        """How rows are typed, and those that the ledger has already."""
        yield voice.say("wizard.rows")
        for row in self.rows:
            day = short(row.date) if row.date else ""
            known = (one_line(row.name), day, one_line(row.document or ""))
            words = "; ".join(part for part in known if part)
            yield voice.say("wizard.row.known", said=words)

    def how_to_answer(self, voice: Voice) -> list[str]:
        """What is measured and how to type it, then the signs that always work."""
        indicator = self.indicator
        kind = "task" if indicator is None else indicator.measure.value
        if indicator is not None and indicator.of is RatioOf.PLAN:
            kind = "ratio.plan"
        lines = (
            [one_line(indicator.text)]
            if indicator is not None and indicator.text
            else []
        )
        scale = ", ".join(indicator.scale) if indicator is not None else ""
        how = voice.say(f"wizard.how.{kind}", scale=one_line(scale))
        return [*lines, how, voice.say("wizard.how.signs")]


class Interview(Record):
    """All that is asked of one unit for one period; `draft` is what is open."""

    plan: Plan
    unit: Unit
    period: Period
    today: date
    facts: Facts
    questions: tuple[InterviewQuestion, ...]
    draft: TypedReport | None

    @property
    def blank(self) -> TypedReport:
        """A report of this unit and period that says nothing yet."""
        return TypedReport(TypedText(self.unit.id), TypedText(self.period.id))

    @property
    def was_sent(self) -> bool:
        return self.facts.was_sent(self.unit.id, self.period.name)


def _figure(value: Fraction | None, indicator: Indicator) -> str:
    return NOTHING if value is None else indicator.figure_text(value)
