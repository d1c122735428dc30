"""What an officer is asked of a report: on a screen of any width, and as YAML."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from cchc.core.facts.acts import proofs_by_key
from cchc.core.facts.obstacle import Obstacle
from cchc.core.facts.report import (
    Facts,
    Item,
    Narrative,
    Reading,
    ReportedEvidence,
    Section,
    Submission,
    TaskNote,
)
from cchc.core.facts.typed import (
    TypedItem,
    TypedObstacle,
    TypedReport,
    TypedTask,
    TypedText,
    typed_parts,
)
from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator, Plan, Task
from cchc.core.plan.unit import Unit
from cchc.phrases.promise_words import promised_level
from cchc.phrases.reading_phrases import as_typed, reading_as_typed, reading_words
from cchc.text.day import short
from cchc.text.lazy import lazy_pattern
from cchc.text.problem import Problem
from cchc.text.record import Record, replace
from cchc.text.sanitize import one_line
from cchc.words.period import label, task_due_text
from cchc.words.problem import describe_problem
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
    def part(self) -> str:
        """The part of the report that an answer belongs to."""
        return "tasks" if self.task else "items" if self.is_register else "values"

    @property
    def is_milestone(self) -> bool:
        indicator = self.indicator
        return indicator is not None and indicator.measure is Measure.MILESTONE

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


_PLAIN = lazy_pattern(r"(?!(?i:null)$)[0-9A-Za-z][0-9A-Za-z./,-]*")
PROBLEM_MARK = "# LỖI: "


def known_report(interview: Interview) -> TypedReport:
    """What the ledger has of the report, as it would be typed again."""
    now = {question.key: question.now for question in interview.questions}
    readings = {key: own for key, own in now.items() if isinstance(own, Reading)}
    notes = [own for own in now.values() if isinstance(own, TaskNote)]
    registers = {own.key for own in interview.questions if own.is_register}
    return _typed_again(interview, readings, notes, registers)


def sent_report(interview: Interview) -> TypedReport:
    """The same with the day it came and its paper: typed again, it changes nothing."""
    at, facts = (interview.unit.id, interview.period.name), interview.facts
    sent = list(facts.rows_of(Submission, *at))
    if not sent:
        return known_report(interview)
    cells = facts.cells.items()
    readings = {key: own for (key, *place), own in cells if tuple(place) == at}
    paper, received = sent[-1].document, sent[-1].received.isoformat()
    number, dated = _typed_texts(paper.number, _iso(paper.date))
    return replace(
        _typed_again(interview, readings, facts.rows_of(TaskNote, *at)),
        items=tuple(
            (
                TypedText(row.indicator),
                TypedItem(
                    TypedText(row.name),
                    *_typed_texts(_iso(row.date), row.document, row.owner),
                ),
            )
            for row in facts.rows_of(Item, *at)
        ),
        obstacles=tuple(
            TypedObstacle(
                TypedText(own.text),
                *_typed_texts(own.about, own.cause, own.proposal, own.to),
            )
            for own in facts.rows_of(Obstacle, *at)
        ),
        evidence=_pairs(
            (own.evidence.about, own.evidence.as_sent)
            for own in facts.rows_of(ReportedEvidence, *at)
        ),
        received=TypedText(received),
        document_number=number,
        document_date=dated,
    )


def _typed_again(
    interview: Interview,
    readings: Mapping[str, Reading],
    notes: Iterable[TaskNote],
    registers: Collection[str] = (),
) -> TypedReport:
    """Figures, tasks and words as they would be typed; of `registers` no figure."""
    at = (interview.unit.id, interview.period.name)
    return replace(
        interview.blank,
        values=_pairs(
            (key, reading_as_typed(own, interview.plan, key))
            for key, own in readings.items()
            if key not in registers
        ),
        tasks=tuple(map(_typed_task, notes)),
        narrative=_pairs(
            (own.section.value, own.text)
            for own in interview.facts.rows_of(Narrative, *at)
        ),
        notes=_pairs((key, own.note) for key, own in readings.items() if own.note),
    )


def _pairs(texts: Iterable[tuple[str, str]]) -> tuple[tuple[TypedText, TypedText], ...]:
    return tuple((TypedText(key), TypedText(text)) for key, text in texts)


def _typed_texts(*texts: str | None) -> Iterator[TypedText | None]:
    """Parts of a row as typed; None for each that is not there."""
    return (TypedText(text) if text else None for text in texts)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _typed_task(note: TaskNote) -> TypedTask:
    """What was said of a task, as it may be typed again."""
    count = None if note.count is None else f"{note.count:f}"
    if count is not None and note.of is not None:
        count += f"/{note.of:f}"
    count = count and as_typed(count)
    texts = _typed_texts(_iso(note.done), count, note.result, note.document)
    return TypedTask(TypedText(note.task), TypedText(note.state.value), *texts)


def report_yaml(interview: Interview, typed: TypedReport, voice: Voice) -> str:
    """The whole report: what is filled in already, beside each line what helps.

    A key without a value says nothing.
    """
    unit, period = interview.unit.name, label(interview.period, voice)
    lines = [
        f"# {one_line(voice.say('editor.head', unit=unit, period=period))}",
        f"# {one_line(voice.say('editor.how'))}",
        f"# {one_line(voice.say('wizard.how.signs'))}",
        _entry("unit", typed.unit),
        _entry("period", typed.period),
        _entry("received", typed.received),
        "document:",
        "  " + _entry("number", typed.document_number),
        "  " + _entry("date", typed.document_date),
        _entry("reason", typed.reason),
    ]
    for kind in ("values", "items", "tasks"):
        questions = [own for own in interview.questions if own.part == kind]
        lines += ["", f"{kind}:", *_part_lines(questions, typed, kind, voice)]
    lines += ["", "narrative:"]
    narrative = {key.text: text.text for key, text in typed.narrative}
    for section in Section:
        text = narrative.get(section.value, "")
        quoted = json.dumps(text, ensure_ascii=False) if text else ""
        lines += [
            f"  # {voice.say(f'report.section.{section.value}')}",
            f"  {section.value}: {quoted}".rstrip(),
        ]
    lines += ["", f"# {voice.say('editor.obstacles')}", "obstacles:"]
    lines += [f"  - {_group(typed_parts(raised))}" for raised in typed.obstacles]
    lines += ["", f"# {voice.say('editor.evidence')}", "evidence:"]
    proofs = proofs_by_key((key.text, proof.text) for key, proof in typed.evidence)
    for key, proof in proofs.items():
        texts = [_scalar(text) for text in (proof if isinstance(proof, list) else [])]
        listed = f"[{', '.join(texts)}]" if texts else _scalar(str(proof))
        lines.append(f"  {_scalar(key)}: {listed}")
    return "\n".join(lines) + "\n"


def _part_lines(
    asked: Iterable[InterviewQuestion], typed: TypedReport, kind: str, voice: Voice
) -> Iterator[str]:
    """Each question with its answer; then what was told and is not asked again."""
    keys = set[str]()
    for question in asked:
        keys.add(question.key)
        rows = question.row_lines(voice) if question.is_register else ()
        comments = (question.title, question.help_line(voice), *rows)
        yield from (f"  # {one_line(comment)}" for comment in comments if comment)
        yield from (f"  {line}" for line in _answer(question.key, kind, typed))
    keyed = {
        "values": [key for key, _ in typed.values],
        "items": [key for key, _ in typed.items],
        "tasks": [task.key for task in typed.tasks],
    }
    for key in dict.fromkeys(key.text for key in keyed[kind]):
        if key not in keys:
            yield from (f"  {line}" for line in _answer(key, kind, typed))


def _answer(key: str, kind: str, typed: TypedReport) -> Iterator[str]:
    """The key with what stands there already."""
    if kind == "items":
        yield f"{_scalar(key)}:"
        for own, row in typed.items:
            if own.text == key:
                yield f"  - {_group(typed_parts(row))}"
    elif kind == "tasks":
        tasks = (task for task in typed.tasks if task.key.text == key)
        text = next((_group(typed_parts(task)) for task in tasks), "")
        yield f"{_scalar(key)}: {text}".rstrip()
    else:
        values = (value for own, value in typed.values if own.text == key)
        yield _entry(_scalar(key), next(values, None))


def _entry(key: str, typed: TypedText | None) -> str:
    """`key: value`; the key alone where nothing was typed."""
    return f"{key}: {_scalar(typed.text) if typed else ''}".rstrip()


def _scalar(text: str) -> str:
    """The text as one YAML value, in quotes unless it is plain beyond doubt."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _group(parts: dict[str, str]) -> str:
    pairs = (f"{key}: {_scalar(text)}" for key, text in parts.items())
    return "{" + ", ".join(pairs) + "}"


def with_problems(text: str, problems: Iterable[Problem], voice: Voice) -> str:
    """The text with what is wrong on top, in place of what was wrong before.

    Lines are counted as the editor will show them, these comments included.
    """
    descriptions = [describe_problem(problem, voice) for problem in problems]
    marked = []
    for problem in descriptions:
        place = ""
        if problem.place.line:
            place = voice.say(
                "editor.line", line=problem.place.line + len(descriptions)
            )
        message, hint = one_line(problem.message), one_line(problem.hint)
        marked.append(f"{PROBLEM_MARK}{place}{message} {hint}")
    return "\n".join([*marked, without_problems(text)])


def without_problems(text: str) -> str:
    """The text as somebody left it, without our comments of what is wrong."""
    mark = PROBLEM_MARK.rstrip()
    kept = (line for line in text.splitlines() if not line.startswith(mark))
    return "\n".join(kept) + "\n"
