"""The wizard of `cchc report add`: one question after another, kept at once."""

from collections.abc import Iterable

from cchc.app.context import AppContext
from cchc.core.facts.report import Reading, TaskNote, Typed, TypedReport, TypedTask
from cchc.core.plan.measure import Measure
from cchc.features.report.actions.add import ASKED
from cchc.features.report.actions.interview import Ask, Interview, faults, kept
from cchc.features.report.actions.read import item_of
from cchc.features.report.show.interview import (
    figures,
    how,
    row_lines,
    task_figures,
    title,
)
from cchc.features.report.show.report import task_line
from cchc.phrases.reading_phrases import reading_words
from cchc.text.compare import fold
from cchc.text.problem import Place, Problem, ProblemCode, refusals
from cchc.text.record import replace
from cchc.text.sanitize import one_line
from cchc.text.width import wrapped
from cchc.words.period import label

BACK, EXPLAIN, TO_END, ERASE = "<", "?", ">", "-"
YES = frozenset({"c", "co", "y", "yes"})
STATES = {
    **dict.fromkeys(("1", "chua", "not_started"), "not_started"),
    **dict.fromkeys(("2", "dang", "doing"), "doing"),
    **dict.fromkeys(("3", "xong", "done"), "done"),
}


PAPER = {
    "received": "wizard.received",
    "document_number": "wizard.document",
    "document_date": "wizard.document.date",
}


class Paused(Exception):  # noqa: N818 -- the end of input is no error
    """Nobody types any more: what was answered so far is kept."""


class Wizard:
    """Asks for one report; `typed` is what was answered so far."""

    def __init__(self, app: AppContext, asked: Interview, *, keeps: bool) -> None:
        self.app = app
        self.asked = asked
        self.keeps = keeps
        self.typed = asked.draft or asked.blank

    def say(self, code: str, /, **blanks: object) -> None:
        """A sentence, broken to the width of the screen."""
        self.tell(self.app.voice.say(code, **blanks))

    def tell(self, text: str) -> None:
        self.app.err("\n".join(wrapped(text, self.app.width)))

    def line(self, prompt: str) -> str:
        """What is typed after a prompt; asked again when keys left strange signs."""
        while (said := self.app.ask(prompt)) is not None:
            if said.isprintable():
                return said
            self.say("wizard.strange")
        raise Paused

    def greet(self) -> None:
        """Whose report, what is open, which signs help."""
        asked, voice = self.asked, self.app.voice
        period = label(asked.period, voice)
        self.say("wizard.title", unit=one_line(asked.unit.name), period=period)
        if asked.draft is not None:
            self.say("wizard.resumed")
        if asked.was_sent:
            self.say("wizard.sent")
        self.say("wizard.signs")

    def questions(self, start: int = 0) -> None:
        """All questions from one on, forth and back, until the last is answered."""
        asks, at = self.asked.asks, start
        while at < len(asks):
            answer = self._question(asks[at], at + 1)
            if answer == TO_END:
                return
            at = max(at - 1, 0) if answer == BACK else at + 1

    def _question(self, ask: Ask, number: int) -> str:
        """The sign that was typed, or nothing: on to the next."""
        self.app.err("\n")
        self.tell(f"[{number}/{len(self.asked.asks)}] " + self._title(ask))
        self._beside(ask)
        while True:
            said = self.line(f"{ask.key} = ")
            if said == EXPLAIN:
                for each in how(ask.indicator, self.app.voice):
                    self.tell(each)
            elif said in {"", BACK, TO_END}:
                return said
            elif said == ERASE:
                self._keep(without(self.typed, ask.key))
                self.say("wizard.erased", key=ask.key)
            elif self._took(ask, said) and not ask.is_register:
                return self._proof(ask)

    def _title(self, ask: Ask) -> str:
        return title(ask.key, ask.name, ask.indicator)

    def _beside(self, ask: Ask) -> None:
        """What helps to answer, and what was answered before."""
        voice = self.app.voice
        self._promise(ask)
        if ask.is_register:
            self.say("wizard.rows")
            for each in row_lines(ask.rows, voice):
                self.tell(each)
        match ask.now:
            case Reading():
                said = reading_words(ask.now, ask.indicator, voice)
                self.say("wizard.now", said=said)
            case TaskNote():
                self.tell(task_line(ask.now, self.asked.plan, voice))
            case None:
                pass
        for text in drafted_texts(self.typed, ask.key):
            self.say("wizard.drafted", said=one_line(text))

    def _promise(self, ask: Ask) -> None:
        one, voice = ask.indicator, self.app.voice
        if one is not None and one.measure is Measure.MILESTONE:
            self.say("wizard.milestone")
        elif one is not None:
            past = (ask.last, ask.previous)
            self.tell(figures(one, (ask.target, ask.due, ask.own), past, voice))
        elif ask.task is not None:
            self.tell(task_figures(ask.task, voice))

    def _took(self, ask: Ask, text: str) -> bool:
        """Whether the answer was good; it is kept at once."""
        one = answered(self.asked.blank, ask, text)
        rows = tuple(pair for pair in self.typed.items if pair[0].text == ask.key)
        together = replace(one, items=(*rows, *one.items) if one.items else ())
        if not self._passes(faults(self.asked, together)):
            return False
        base = self.typed if ask.is_register else without(self.typed, ask.key)
        self._keep(added(base, one))
        return True

    def _passes(self, found: Iterable[Problem]) -> bool:
        """Tell what is wrong; a slip of units is asked about."""
        told = list(found)
        self.app.warn(told)
        if refusals(told):
            return False
        if any(each.code in ASKED for each in told):
            return fold(self.line(self.app.voice.say("wizard.sure") + " ")) in YES
        return True

    def _proof(self, ask: Ask) -> str:
        """A result wants its proof: asked after a milestone or a task done."""
        said = next(iter(drafted_texts(self.typed, ask.key)), "")
        is_result = (
            said.startswith("done")
            if ask.task is not None
            else ask.indicator is not None
            and ask.indicator.measure is Measure.MILESTONE
            and said[:1].isdigit()
        )
        while is_result:
            text = self.line(self.app.voice.say("wizard.proof") + " ")
            if not text:
                break
            one = replace(self.asked.blank, evidence=((word(ask.key), word(text)),))
            if self._passes(faults(self.asked, one)):
                self._keep(added(self.typed, one))
                break
        return ""

    def paper(self) -> str:
        """When it came and on what paper; `<` goes back to the questions."""
        for field, code in PAPER.items():
            if self._field(field, code) == BACK:
                return BACK
        return self._why()

    def _field(self, field: str, code: str) -> str:
        given: Typed | None = getattr(self.typed, field)
        now = one_line(given.text) if given else "–"
        day = self.asked.today.isoformat()
        prompt = self.app.voice.say(code, today=day, now=now) + " "
        while text := self.line(prompt):
            if text == BACK:
                return BACK
            one = papered(self.asked.blank, field, word(text))
            if self._passes(faults(self.asked, one)):
                self._keep(papered(self.typed, field, word(text)))
                break
        return ""

    def _why(self) -> str:
        """Why figures that were sent are changed, where they are."""
        while True:
            found = faults(self.asked, self.typed, answer=False)
            if not any(each.code is ProblemCode.REASON_NEEDED for each in found):
                return ""
            text = self.line(self.app.voice.say("wizard.reason") + " ")
            if text == BACK:
                return BACK
            if text:
                self._keep(replace(self.typed, reason=word(text)))

    def _keep(self, typed: TypedReport) -> None:
        self.typed = typed
        if self.keeps:
            kept(self.app.database, self.asked, typed)


def word(text: str) -> Typed:
    """Something typed at a question."""
    return Typed(text, Place(argument=text))


def papered(typed: TypedReport, field: str, said: Typed) -> TypedReport:
    """The report with the day it came, or the number or day of its paper."""
    match field:
        case "received":
            return replace(typed, received=said)
        case "document_number":
            return replace(typed, document_number=said)
        case _:
            return replace(typed, document_date=said)


def answered(blank: TypedReport, ask: Ask, text: str) -> TypedReport:
    """A report of this one answer alone."""
    key = word(ask.key)
    if ask.task is not None:
        return replace(blank, tasks=(TypedTask(key, word(state_of(text))),))
    if ask.is_register and fold(text) not in {"nil", "kps", "khong phat sinh"}:
        row = item_of(word(f"+{text.removeprefix('+')}"))
        return replace(blank, items=((key, row),))
    return replace(blank, values=((key, word(text)),))


def state_of(text: str) -> str:
    """`3 20/6/2022`, `xong 20/6/2022`, `đang 7/9` as a task's state is written."""
    first, _, rest = text.replace(":", " ", 1).partition(" ")
    state = STATES.get(fold(first))
    if state is None:
        return text
    return f"{state}:{rest.strip()}" if rest.strip() else state


def drafted_texts(typed: TypedReport, key: str) -> Iterable[str]:
    """What was answered for a key so far."""
    yield from (value.text for each, value in typed.values if each.text == key)
    yield from (each.state.text for each in typed.tasks if each.key.text == key)
    yield from (row.name.text for each, row in typed.items if each.text == key)


def without(typed: TypedReport, key: str) -> TypedReport:
    """The report without what was answered for a key."""
    return replace(
        typed,
        values=tuple(pair for pair in typed.values if pair[0].text != key),
        items=tuple(pair for pair in typed.items if pair[0].text != key),
        tasks=tuple(each for each in typed.tasks if each.key.text != key),
        evidence=tuple(pair for pair in typed.evidence if pair[0].text != key),
    )


def added(typed: TypedReport, one: TypedReport) -> TypedReport:
    """The report with one answer more."""
    return replace(
        typed,
        values=(*typed.values, *one.values),
        items=(*typed.items, *one.items),
        tasks=(*typed.tasks, *one.tasks),
        evidence=(*typed.evidence, *one.evidence),
    )
