"""The parts of a typed report beside its figures: items, tasks, words, proof."""

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from cchc.app.name_lookup import (
    Names,
    find_by_name,
    indicator_names,
    task_names,
    unit_names,
)
from cchc.core.facts.acts import Evidence
from cchc.core.facts.obstacle import Obstacle
from cchc.core.facts.report import (
    Facts,
    Item,
    Report,
    ReportedEvidence,
    Section,
    TaskNote,
    TaskState,
)
from cchc.core.facts.succession import doers_in, reporters_in
from cchc.core.facts.typed import (
    TypedItem,
    TypedObstacle,
    TypedTask,
    TypedText,
    read_paper,
)
from cchc.core.plan.calendar import periods
from cchc.core.plan.date_window import (
    DateRole,
    odd_day,
    own_days,
    plan_window,
    window_problem,
)
from cchc.core.plan.finer import finer_plan, is_finer
from cchc.core.plan.measure import Measure
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator, Paper, Plan, Task
from cchc.store.proofs import read_evidence
from cchc.text.compare import fold, name_key
from cchc.text.day import parse_near_day, short
from cchc.text.number import TAUGHT, read_number
from cchc.text.problem import Blank, Place, Problem, ProblemCode
from cchc.text.record import replace

T = TypeVar("T")


class Reader:
    """Reads one report by what is known; what is wrong gathers in `problems`."""

    def __init__(
        self, plan: Plan, facts: Facts, today: date, problems: list[Problem]
    ) -> None:
        self.plan = plan
        self.facts = facts
        self.today = today
        self.problems = problems
        self.periods = periods(plan)
        self.window = plan_window(self.periods)
        settles = (line.settles for line in plan.all_indicators)
        self.own_days = own_days(self.periods, settles)

    @cached_property
    def indicator_names(self) -> Names:
        return indicator_names(self.plan)

    @cached_property
    def task_names(self) -> Names:
        return task_names(self.plan)

    @cached_property
    def unit_names(self) -> Names:
        return unit_names(self.plan)

    def note(self, code: ProblemCode, place: Place, **blanks: Blank) -> None:
        self.problems.append(Problem(code, place, blanks))

    def value_of(self, read: T | Problem) -> T | None:
        """What was read; None where it is a problem, which is noted."""
        if isinstance(read, Problem):
            self.problems.append(read)
            return None
        return read

    def find(
        self,
        typed: TypedText,
        names: Names,
        code: ProblemCode = ProblemCode.REPORT_UNKNOWN_KEY,
    ) -> str | None:
        """The id that a word means; None where it means none, which is noted."""
        return self.value_of(find_by_name(typed, names, code))

    def readable_day(self, typed: TypedText) -> date | None:
        """The day typed; one ahead is noted (P318), one unreadable is None (P317)."""
        day = parse_near_day(typed.text, self.today)
        if day is None:
            self.note(ProblemCode.DATE_UNREADABLE, typed.place, text=typed.text)
        elif day > self.today:
            blanks = {"text": typed.text, "today": short(self.today)}
            self.note(ProblemCode.DATE_FUTURE, typed.place, **blanks)
        return day

    def day_in_plan(self, typed: TypedText | None, role: DateRole) -> date | None:
        """A day of the plan's window that is not in the future; None when noted."""
        if typed is None or not typed.text.strip():
            return None
        day = self.readable_day(typed)
        if day is None or day > self.today:
            return None
        outside = window_problem(day, self.window, role, typed.place)
        self.value_of(outside)
        return day if outside is None else None

    def question_day(
        self, day: date | None, role: DateRole, place: Place, **blanks: Blank
    ) -> None:
        """Note P349 for a day that is not one of the plan's own."""
        odd = None if day is None else odd_day(day, self.own_days, role, place)
        if odd is not None:
            self.note(odd.code, place, **odd.blanks, **blanks)

    def paper_in_time(self, typed: TypedText | None, role: DateRole) -> None:
        """Note a day that cannot be true of a paper named by number and day."""
        paper = read_paper(typed.text) if typed is not None else None
        if typed is not None and isinstance(paper, Paper) and paper.date is not None:
            at = (self.window, role, typed.place)
            self.value_of(window_problem(paper.date, *at))


def text_of(typed: TypedText | None) -> str | None:
    """What was typed; None where only blanks were."""
    text = typed.text.strip() if typed is not None else ""
    return text or None


STATE_WORDS = {
    **dict.fromkeys(("done", "xong", "hoan thanh", "da hoan thanh"), TaskState.DONE),
    **dict.fromkeys(("doing", "dang", "dang thuc hien"), TaskState.DOING),
    **dict.fromkeys(
        ("not_started", "not started", "chua", "chua thuc hien"), TaskState.NOT_STARTED
    ),
}
UNNUMBERED = 0


class PartReader(Reader):
    """Reads a report whose unit, period and day of receipt are known, beside figures.

    `places` is where the key of each indicator was typed.
    """

    def __init__(self, head: Reader, period: Period, report: Report) -> None:
        super().__init__(head.plan, head.facts, head.today, head.problems)
        self.period = period
        self.report = report
        self.places: dict[str, Place] = {}

    def find_indicator(self, key: TypedText) -> Indicator | None:
        """The indicator that a key names; its place is kept."""
        indicator_id = self.find(key, self.indicator_names)
        if indicator_id is None:
            return None
        self.places[indicator_id] = key.place
        return self.plan.indicator(indicator_id)

    def is_reporter(self, indicator: Indicator, key: TypedText) -> bool:
        """Whether the unit reports it in this period; if not, who or when is noted."""
        unit, period = self.report.unit, self.period
        if indicator.every is not None and is_finer(indicator, self.plan):
            made = periods(finer_plan(self.plan, indicator.every))
            inside = [p.id for p in made if period.start <= p.start <= period.cutoff]
            blanks = {"key": indicator.id, "periods": ", ".join(inside)}
            self.note(ProblemCode.PERIOD_FINER, key.place, **blanks)
            return False
        if unit in indicator.reporters:
            return True
        reporters = reporters_in(self.plan, indicator, period)
        if unit not in reporters:
            blanks = {"key": indicator.id, "reporters": ", ".join(reporters)}
            self.note(ProblemCode.REPORT_NOT_REPORTER, key.place, unit=unit, **blanks)
        return unit in reporters

    def items(self, typed: tuple[tuple[TypedText, TypedItem], ...]) -> tuple[Item, ...]:
        """New rows of registers; one that stands in this unit already is refused.

        A row that the report said before, word for word, is left out.
        """
        known = self.facts.rows_of(Item, self.report.unit, self.period.name)
        rows: list[Item] = []
        for key, item in typed:
            indicator = self.find_indicator(key)
            if indicator is None:
                continue
            if indicator.measure is not Measure.REGISTER:
                unfit: dict[str, Blank] = {"key": indicator.id, "expects": "number"}
                self.note(ProblemCode.VALUE_UNFIT, key.place, text=key.text, **unfit)
                continue
            if not self.is_reporter(indicator, key):
                continue
            row, latest = self._item(indicator, item), self._counts_until(indicator)
            if row is None or row in known:
                continue
            if self._is_new(row, rows, item.name.place):
                rows.append(row)
                # of a day after those that count it is told so (P335)
                day = row.date if row.date and row.date <= latest else None
                place = (item.date or item.name).place
                self.question_day(day, DateRole.ITEM, place, key=indicator.id)
        return tuple(rows)

    def _item(self, indicator: Indicator, typed: TypedItem) -> Item | None:
        key, place = indicator.id, typed.name.place
        name = " ".join(typed.name.text.split())
        if not name:
            self.note(ProblemCode.ITEM_NAMELESS, place, key=key)
            return None
        day = self.day_in_plan(typed.date, DateRole.ITEM)
        self.paper_in_time(typed.document, DateRole.DOCUMENT)
        owner, code = None, ProblemCode.REPORT_UNKNOWN_UNIT
        if typed.owner is not None and typed.owner.text.strip():
            owner = self.find(typed.owner, self.unit_names, code)
        if day is not None and day > self._counts_until(indicator):
            blanks = {"key": key, "name": name, "day": day.isoformat()}
            self.note(ProblemCode.ITEM_OUTSIDE, place, **blanks)
        return Item(
            indicator=key,
            unit=self.report.unit,
            period=self.period.name,
            name=name,
            key=name_key(name),
            date=day,
            document=text_of(typed.document),
            owner=owner,
        )

    def _counts_until(self, indicator: Indicator) -> date:
        """The last day a row may bear: the cut-off; at the year's end, `settles`."""
        if not self.period.is_last or indicator.settles is None:
            return self.period.cutoff
        return max(self.period.cutoff, indicator.settles)

    def _is_new(self, row: Item, others: list[Item], place: Place) -> bool:
        for known in (*self.facts.items, *others):
            if known.indicator != row.indicator or known.key != row.key:
                continue
            blanks: dict[str, Blank] = {"key": row.indicator, "name": row.name}
            if known.unit == row.unit:
                self.note(ProblemCode.ITEM_TWICE, place, period=known.period, **blanks)
                return False
            self.note(ProblemCode.ITEM_ELSEWHERE, place, unit=known.unit, **blanks)
        return True

    def tasks(self, typed: tuple[TypedTask, ...]) -> tuple[TaskNote, ...]:
        """What the unit says of the plan's tasks that are its own."""
        notes: dict[str, TaskNote] = {}
        for typed_task in typed:
            place = typed_task.key.place
            task_id = self.find(typed_task.key, self.task_names)
            task = None if task_id is None else self.plan.task(task_id)
            if task is None:
                continue
            if self.report.unit not in doers_in(self.plan, task, self.period):
                blanks = {"unit": self.report.unit, "reporters": ", ".join(task.doers)}
                self.note(ProblemCode.TASK_NOT_YOURS, place, key=task.id, **blanks)
            elif task.id in notes:
                self.note(ProblemCode.KEY_TWICE, place, key=task.id)
            elif (note := self._task(task, typed_task)) is not None:
                notes[task.id] = note
        return tuple(notes.values())

    def _task(self, task: Task, typed: TypedTask) -> TaskNote | None:
        """`done:2022-06-20`, `doing:7/9`, `doing`, or a bare count."""
        word, _, rest = (part.strip() for part in typed.state.text.partition(":"))
        text, place = typed.state.text, typed.state.place
        state = STATE_WORDS.get(fold(word))
        counted = typed.count or TypedText("", place, typed.state.marks)
        if state is None and not rest and word[:1].isdigit():
            state, counted = TaskState.DOING, replace(typed.state, text=word)
        if state is None:
            self.note(ProblemCode.TASK_STATE_UNREADABLE, place, key=task.id, text=text)
            return None
        note = TaskNote(task.id, self.report.unit, self.period.name, state)
        if state is TaskState.DONE:
            done = typed.done or (TypedText(rest, place) if rest else None)
            note = replace(note, done=self.day_in_plan(done, DateRole.TASK))
            self.question_day(note.done, DateRole.TASK, place)
            if done is None:
                self.note(ProblemCode.FORM_TASK_DAY, place, key=task.id)
        else:
            counted = counted if counted.text else replace(typed.state, text=rest)
        unit = fold(task.count.unit) if task.count is not None else ""
        bare = counted.text.rstrip()
        if unit and fold(bare).endswith(f" {unit}"):
            words = bare.split()[: -len(unit.split())]
            counted = replace(counted, text=" ".join(words))
        self.paper_in_time(typed.document, DateRole.DOCUMENT)
        result, document = text_of(typed.result), text_of(typed.document)
        return self._counted(replace(note, result=result, document=document), counted)

    def _counted(self, note: TaskNote, typed: TypedText) -> TaskNote:
        """The note with its count: `7/9` or `7`."""
        text, place = typed.text, typed.place
        if not text:
            return note
        numbers: list[Decimal] = []
        for part in text.split("/", 1):
            number = read_number(part, typed.marks, 2)
            if isinstance(number, Problem):
                is_taught = number.code in TAUGHT
                code = number.code if is_taught else ProblemCode.TASK_COUNT
                blanks = {**number.blanks, "key": note.task, "text": text}
                self.problems.append(Problem(code, place, blanks))
                return note
            numbers.append(number)
        of = numbers[1] if len(numbers) > 1 else None
        if numbers[0] < 0 or (of is not None and numbers[0] > of):
            self.note(ProblemCode.TASK_COUNT, place, key=note.task, text=text)
        return replace(note, count=numbers[0], of=of)

    def narrative(
        self, typed: tuple[tuple[TypedText, TypedText], ...]
    ) -> dict[Section, str]:
        """The unit's own words, by section."""
        words: dict[Section, str] = {}
        for key, text in typed:
            if key.text in set(Section):
                words[Section(key.text)] = text.text.strip()
            else:
                known = tuple(section.value for section in Section)
                blanks: dict[str, Blank] = {"text": key.text, "known": known}
                self.note(ProblemCode.REPORT_UNKNOWN_KEY, key.place, **blanks)
        return {section: text for section, text in words.items() if text}

    def obstacles(self, typed: tuple[TypedObstacle, ...]) -> tuple[Obstacle, ...]:
        """Difficulties the unit raises; one that it raised before is left out."""
        day, facts = self.report.received, self.facts
        known = {replace(own, id=UNNUMBERED, raised=day) for own in facts.obstacles}
        raised = (
            Obstacle(
                id=UNNUMBERED,
                raised=day,
                unit=self.report.unit,
                period=self.period.name,
                text=own.text.text.strip(),
                about=self._about(own.about),
                cause=text_of(own.cause),
                proposal=text_of(own.proposal),
                to=self._addressee(own.to),
            )
            for own in typed
        )
        return tuple(obstacle for obstacle in raised if obstacle not in known)

    def _about(self, typed: TypedText | None) -> str | None:
        if typed is None or not typed.text.strip():
            return None
        names = {**self.indicator_names, **self.task_names}
        return self.find(typed, names, ProblemCode.ABOUT_UNKNOWN)

    def _addressee(self, typed: TypedText | None) -> str | None:
        """A unit of the plan by its id; any other authority as it was written."""
        if typed is None or not typed.text.strip():
            return None
        unit_id = find_by_name(typed, self.unit_names, ProblemCode.REPORT_UNKNOWN_UNIT)
        return typed.text.strip() if isinstance(unit_id, Problem) else unit_id

    def evidence(
        self, typed: tuple[tuple[TypedText, TypedText], ...]
    ) -> tuple[Evidence, ...]:
        """Documents by number and date, links, or files with their SHA-256."""
        proofs = []
        for key, text in typed:
            about = self._about(key)
            proof = None if about is None else self.value_of(read_evidence(about, text))
            if proof is not None and not _is_known(proof, self.report, self.facts):
                proofs.append(proof)
                if proof.sha256 is None:
                    self.paper_in_time(text, DateRole.EVIDENCE)
        return tuple(proofs)


def _is_known(proof: Evidence, report: Report, facts: Facts) -> bool:
    """Whether the unit has given the same evidence for the same result before.

    A file that a packet only names is the one that was given.
    """
    given = facts.rows_of(ReportedEvidence, report.unit, report.period)
    known = [own.evidence for own in given if own.evidence.about == proof.about]
    same = {(own.text, own.sha256) for own in known}
    return (proof.text, proof.sha256) in same | {(own.as_sent, None) for own in known}
