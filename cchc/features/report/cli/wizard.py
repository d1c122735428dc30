"""Which unit and which period the wizard is to ask for."""

from collections.abc import Iterable
from typing import Any, NoReturn

import typer

from cchc.app.context import AppContext
from cchc.app.give import YES
from cchc.app.name_lookup import find_by_name, unit_names
from cchc.app.options import WriteOptions
from cchc.core.facts.report import Reading, TaskNote
from cchc.core.facts.typed import TypedObstacle, TypedReport, TypedText
from cchc.features.report.actions.add import AddTerms, add_all
from cchc.features.report.actions.interview import (
    answer_alone,
    answers_to,
    keep_answers,
    narrative_of,
    open_interview,
    problems_in,
    typed_word,
    with_answer,
    with_narrative,
    without,
)
from cchc.features.report.actions.listings import board
from cchc.features.report.show.answers import ASKED, Added, Board
from cchc.features.report.show.interview import Interview, InterviewQuestion
from cchc.features.report.show.report import state_words, task_line, tell_added
from cchc.phrases.reading_phrases import reading_words
from cchc.screen.problems import problems_text
from cchc.text.compare import fold, means_nothing
from cchc.text.day import parse_day, short
from cchc.text.problem import Problem, ProblemCode, Refusal, refusals
from cchc.text.record import replace
from cchc.text.sanitize import one_line
from cchc.text.width import wrapped
from cchc.words.period import label

EXPLAIN = "?"


class Paused(Exception):  # noqa: N818 -- the end of input is no error
    """Nobody types any more: what was answered so far is kept."""


def choose_unit(app: AppContext, period: str | None) -> str:
    """The unit that was meant: by number, id, or name without accents."""
    listed = board(app.database, period, as_of=app.today)
    ids = [report.unit.id for report in listed.reports]
    names, text = unit_names(listed.plan), EXPLAIN
    while True:
        if text == EXPLAIN:
            _list_units(app, listed)
        text = _line(app, "wizard.unit")
        if text.isascii() and text.isdigit() and 0 < int(text) <= len(ids):
            return ids[int(text) - 1]
        result = find_by_name(typed_word(text), names, ProblemCode.REPORT_UNKNOWN_UNIT)
        if isinstance(result, str):
            return result
        if text and text != EXPLAIN:
            wanted = fold(text)
            own = ((unit, map(fold, spelled)) for unit, spelled in names.items())
            near = [unit for unit, known in own if any(wanted in n for n in known)]
            if len(near) == 1:
                return near[0]
            app.warn([result])


def _list_units(app: AppContext, listed: Board) -> None:
    """Every unit with its number and how its report stands."""
    voice = app.voice
    app.err(voice.say("wizard.units", period=label(listed.period, voice)))
    for number, report in enumerate(listed.reports, start=1):
        unit, state = report.unit, state_words(report, voice)
        blanks = {"key": unit.id, "name": one_line(unit.name), "state": state}
        cells = f"{report.filled_count}/{report.expected}"
        blanks |= {"number": f"{number:>2}", "cells": cells}
        line = voice.say("wizard.unit.line", **blanks)
        app.err("\n".join(wrapped(line, app.width)))


def choose_period(app: AppContext) -> str:
    """The period that was meant; the current one where nothing is typed."""
    while True:
        current = board(app.database, None, as_of=app.today).period
        text = _line(app, "wizard.period", period=label(current, app.voice))
        if not text:
            return current.id
        try:
            board(app.database, text, as_of=app.today)
        except Refusal as refusal:
            app.warn(refusal.problems)
        else:
            return text


def _line(app: AppContext, code: str, /, **blanks: object) -> str:
    text = app.ask(app.voice.say(code, **blanks) + " ")
    if text is None:
        raise Paused
    return text


BACK, TO_END, ERASE = "<", ">", "-"
INTERRUPTED = 130
WORDS = ("results", "shortcomings", "objective", "subjective", "next", "proposals")
"""The unit's own words in the order in which they are asked; causes by their kind."""
PAPER_PARTS = {
    "received": "wizard.received",
    "document_number": "wizard.document",
    "document_date": "wizard.document.date",
}
"""Of the report's paper what is asked for, and the sentences that ask."""


def start_wizard(
    app: AppContext, unit: str | None, period: str | None, act: WriteOptions
) -> None:
    """Ask for a report until it is written, refused, or left as a draft."""
    try:
        if unit is None:
            unit = choose_unit(app, period)
            period = period or choose_period(app)
    except Paused:
        raise typer.Exit(1) from None
    interview = open_interview(app.database, unit, period, today=app.today)
    wizard = Wizard(app, interview, act)
    try:
        wizard.greet()
        wizard.run()
    except Paused:
        wizard.leave(1)
    except KeyboardInterrupt:
        wizard.leave(INTERRUPTED)


class Wizard:
    """Asks for one report; `typed` is what was answered so far.

    Every answer is kept as a draft at once, except in a rehearsal.
    """

    def __init__(
        self, app: AppContext, interview: Interview, act: WriteOptions
    ) -> None:
        self.app, self.interview, self.act = app, interview, act
        self.typed = interview.draft or interview.blank

    def greet(self) -> None:
        """Say whose report it is, what is open, which signs help."""
        interview, period = self.interview, label(self.interview.period, self.app.voice)
        self._say("wizard.title", unit=one_line(interview.unit.name), period=period)
        if interview.draft is not None:
            self._say("wizard.resumed")
        if interview.was_sent:
            self._say("wizard.sent")
        self._say("wizard.signs")

    def run(self) -> None:
        """Ask everything, rehearse, and write when told so."""
        last = max(len(self.interview.questions) - 1, 0)
        self._ask_from(0)
        while True:
            if self._ask_words() == BACK or self._ask_paper() == BACK:
                self._ask_from(last)
                continue
            if (added := self._rehearse()) is None:
                continue
            tell_added(self.app, added, WriteOptions(dry_run=True))
            if self.act.dry_run:
                return
            answer = self._line(self.app.voice.say("wizard.write"))
            if fold(answer) in YES:
                tell_added(self.app, self._add(dry_run=False), WriteOptions())
                return
            if answer != BACK:
                self.leave(1)
            self._ask_from(last)

    def _rehearse(self) -> tuple[Added, ...] | None:
        """What it would do; None once all was asked again from what is refused on."""
        try:
            return self._add(dry_run=True)
        except Refusal as refusal:
            self._warn(refusal.problems)
            self._say("wizard.mend")
            self._line("")
            wrong = {problem.blanks.get("key") for problem in refusal.problems}
            keys = [question.key for question in self.interview.questions]
            refused = (at for at, key in enumerate(keys) if key in wrong)
            self._ask_from(next(refused, 0))
            return None

    def leave(self, code: int) -> NoReturn:
        """Say where the answers are, and end."""
        self.app.err("\n")
        is_kept = not self.act.dry_run and self.typed != self.interview.blank
        whose = {"key": self.interview.unit.id, "period": self.interview.period.id}
        self._say("wizard.left" if is_kept else "wizard.nothing", **whose)
        raise typer.Exit(code)

    def _add(self, *, dry_run: bool) -> tuple[Added, ...]:
        stamp = self.app.stamp("report add", self.act.by)
        terms = AddTerms(sure=True)  # what is odd was asked about
        return add_all(self.app.database, (self.typed,), stamp, terms, dry_run=dry_run)

    def _say(self, code: str, /, **blanks: object) -> None:
        """A sentence, broken to the width of the screen."""
        self._tell(self.app.voice.say(code, **blanks))

    def _tell(self, text: str) -> None:
        self.app.err("\n".join(wrapped(text, self.app.width)))

    def _warn(self, problems: Iterable[Problem]) -> None:
        """What is wrong, broken to the width of the screen under its own margin."""
        for line in problems_text(problems, self.app.voice).splitlines():
            margin = line[: len(line) - len(line.lstrip())]
            lines = wrapped(line, self.app.width - len(margin))
            self.app.err("\n".join(f"{margin}{part}" for part in lines))

    def _line(self, prompt: str) -> str:
        """What is typed after a prompt, which is broken to the width of the screen."""
        *above, last = wrapped(prompt.rstrip(), self.app.width - 1) or [""]
        if above:
            self.app.err("\n".join(above))
        text = self.app.ask(f"{last} " if last else "")
        if text is None:
            raise Paused
        return text

    def _ask_from(self, at: int) -> None:
        """All questions from one on, forth and back, until the last is answered."""
        questions = self.interview.questions
        while at < len(questions):
            answer = self._ask(questions[at], at + 1)
            if answer == TO_END:
                return
            at = max(at - 1, 0) if answer == BACK else at + 1

    def _ask(self, question: InterviewQuestion, number: int) -> str:
        """The sign that was typed, or nothing: on to the next."""
        self.app.err("\n")
        self._tell(f"[{number}/{len(self.interview.questions)}] {question.title}")
        self._tell_beside(question)
        while True:
            answer = self._line(f"{question.key} = ")
            if answer == EXPLAIN:
                for line in question.how_to_answer(self.app.voice):
                    self._tell(line)
            elif answer in {"", BACK, TO_END}:
                return answer
            elif answer == ERASE:
                self._keep(without(self.typed, question.key))
                self._say("wizard.erased", key=question.key)
            elif self._accepts(question, answer) and not question.is_register:
                self._ask_evidence(question)
                return ""

    def _tell_beside(self, question: InterviewQuestion) -> None:
        """What helps to answer, and what was answered before."""
        voice, indicator = self.app.voice, question.indicator
        if question.is_milestone:
            self._say("wizard.milestone")
        elif line := question.help_line(voice):
            self._tell(line)
        for line in question.row_lines(voice) if question.is_register else ():
            self._tell(line)
        if isinstance(question.now, Reading):
            words = reading_words(question.now, indicator, voice)
            self._say("wizard.now", said=words)
        elif isinstance(question.now, TaskNote):
            self._tell(task_line(question.now, self.interview.plan, voice))
        for text in answers_to(self.typed, question.key):
            self._say("wizard.drafted", said=one_line(text))

    def _accepts(self, question: InterviewQuestion, text: str) -> bool:
        """Whether the answer was good; it is kept at once."""
        blank, marks = self.interview.blank, self.app.number_marks
        answer = answer_alone(blank, question, text, marks)
        known = (pair for pair in self.typed.items if pair[0].text == question.key)
        rows = (*known, *answer.items) if answer.items else ()
        if not self._passes(problems_in(self.interview, replace(answer, items=rows))):
            return False
        if not question.is_register:
            self.typed = without(self.typed, question.key)
        self._keep(with_answer(self.typed, answer))
        return True

    def _passes(self, problems: tuple[Problem, ...]) -> bool:
        """Tell what is wrong; a slip of units is asked about."""
        self._warn(problems)
        if refusals(problems):
            return False
        is_asked = any(problem.code in ASKED for problem in problems)
        return (
            not is_asked or fold(self._line(self.app.voice.say("wizard.sure"))) in YES
        )

    def _ask_evidence(self, question: InterviewQuestion) -> None:
        """A result wants its proof: asked after a milestone or a task done."""
        answer = next(iter(answers_to(self.typed, question.key)), "")
        is_result = answer.startswith("done")
        if question.task is None:
            is_result = question.is_milestone and answer[:1].isdigit()
        while is_result and (text := self._line(self.app.voice.say("wizard.proof"))):
            proof = (typed_word(question.key), typed_word(text))
            alone = replace(self.interview.blank, evidence=(proof,))
            if self._passes(problems_in(self.interview, alone)):
                self._keep(with_answer(self.typed, alone))
                return

    def _ask_words(self) -> str:
        """The unit's own words, then its difficulties; `<` goes back, `>` on."""
        self.app.err("\n")
        self._say("wizard.words")
        answers = map(self._ask_section, WORDS)
        leaving = (answer for answer in answers if answer in {BACK, TO_END})
        return next(leaving, "") or self._ask_obstacles()

    def _ask_section(self, name: str) -> str:
        say, kept = self.app.voice.say, narrative_of(self.typed, name)
        if kept:
            self._say("wizard.words.now", said=one_line(kept))
        while text := self._line(say(f"wizard.words.{name}")):
            if text in {BACK, TO_END}:
                return text
            if text != EXPLAIN:
                answer = "" if text == ERASE or means_nothing(text) else text
                self._keep(with_narrative(self.typed, name, answer, self.app.voice))
                break
            self._say("wizard.words")
        return ""

    def _ask_obstacles(self) -> str:
        """Difficulties one after the other, each with what it is about and wants."""
        for obstacle in self.typed.obstacles:
            self._say("wizard.obstacle.known", said=one_line(obstacle.text.text))
        while text := self._line(self.app.voice.say("wizard.obstacle")):
            if text in {BACK, TO_END} or means_nothing(text):
                return text if text == BACK else ""
            if text == EXPLAIN:
                self._say("wizard.words")
                continue
            parts = {}
            for part in ("about", "cause", "proposal"):
                answer = self._line(self.app.voice.say(f"wizard.obstacle.{part}"))
                if answer and not means_nothing(answer):
                    parts[part] = typed_word(answer)
            obstacle = TypedObstacle(typed_word(text), **parts)
            alone = replace(self.interview.blank, obstacles=(obstacle,))
            if self._passes(problems_in(self.interview, alone)):
                obstacles = (*self.typed.obstacles, obstacle)
                self._keep(replace(self.typed, obstacles=obstacles))
        return ""

    def _ask_paper(self) -> str:
        """When it came, on what paper and why it changes; `<` goes back."""
        for name, code in PAPER_PARTS.items():
            if self._ask_paper_part(code, name) == BACK:
                return BACK
        while True:
            problems = problems_in(self.interview, self.typed, is_answer=False)
            codes = {problem.code for problem in problems}
            if ProblemCode.REASON_NEEDED not in codes:
                return ""
            text = self._line(self.app.voice.say("wizard.reason"))
            if text == BACK:
                return BACK
            if text:
                self._keep(replace(self.typed, reason=typed_word(text)))

    def _ask_paper_part(self, code: str, name: str) -> str:
        say, today = self.app.voice.say, self.interview.today
        now: TypedText | None = getattr(self.typed, name)
        day = None if now is None else parse_day(now.text)
        known = short(day) if day else one_line(now.text) if now else ""
        nothing = short(today) if name == "received" else say("wizard.skip")
        prompt = say(code, now=say("wizard.keep", said=known) if known else nothing)
        while text := self._line(prompt):
            if text == BACK:
                return BACK
            part: dict[str, Any] = {name: typed_word(text)}
            alone = replace(self.interview.blank, **part)
            if self._passes(problems_in(self.interview, alone)):
                self._keep(replace(self.typed, **part))
                break
        return ""

    def _keep(self, typed: TypedReport) -> None:
        self.typed = typed
        if not self.act.dry_run:
            keep_answers(self.app.database, self.interview, typed)
