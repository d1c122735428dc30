"""What stands beside the figures of a typed report: items, tasks, words, proof."""

from datetime import date
from decimal import Decimal

from cchc.app.name_lookup import find_by_name
from cchc.core.facts.acts import Evidence
from cchc.core.facts.obstacle import Obstacle
from cchc.core.facts.report import Item, Section, TaskNote, TaskState
from cchc.core.facts.succession import doers_in
from cchc.core.facts.typed import TypedItem, TypedObstacle, TypedTask, TypedText
from cchc.core.plan.date_window import DateRole
from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import Indicator, Task
from cchc.features.report.actions.evidence import is_known
from cchc.features.report.actions.reader import PartReader, text_of
from cchc.store.proofs import read_evidence
from cchc.text.compare import fold, name_key
from cchc.text.number import TAUGHT, read_number
from cchc.text.problem import Blank, Place, Problem, ProblemCode
from cchc.text.record import replace

STATE_WORDS = {
    **dict.fromkeys(("done", "xong", "hoan thanh", "da hoan thanh"), TaskState.DONE),
    **dict.fromkeys(("doing", "dang", "dang thuc hien"), TaskState.DOING),
    **dict.fromkeys(
        ("not_started", "not started", "chua", "chua thuc hien"), TaskState.NOT_STARTED
    ),
}
UNNUMBERED = 0


class OtherPartReader(PartReader):
    """Reads what stands beside the figures of one report."""

    def items(self, typed: tuple[tuple[TypedText, TypedItem], ...]) -> tuple[Item, ...]:
        """New rows of registers; one that stands in this unit already is refused.

        A row that the report said before, word for word, is left out.
        """
        known = self.facts.rows_of(Item, self.report.unit, self.period.name)
        rows: list[Item] = []
        for key, item in typed:
            indicator_id = self.find(key, self.indicator_names)
            indicator = (
                None if indicator_id is None else self.plan.indicator(indicator_id)
            )
            if indicator is None:
                continue
            self.places[indicator.id] = key.place
            if indicator.measure is not Measure.REGISTER:
                unfit: dict[str, Blank] = {"key": indicator.id, "expects": "number"}
                self.note(ProblemCode.VALUE_UNFIT, key.place, text=key.text, **unfit)
                continue
            if not self.is_reporter(indicator, key):
                continue
            row = self._item(indicator, item)
            if row is None or row in known:
                continue
            if self._is_new(row, rows, item.name.place):
                rows.append(row)
                self._question_item(indicator, row, (item.date or item.name).place)
        return tuple(rows)

    def _item(self, indicator: Indicator, typed: TypedItem) -> Item | None:
        key, place = indicator.id, typed.name.place
        name = " ".join(typed.name.text.split())
        if not name:
            self.note(ProblemCode.ITEM_NAMELESS, place, key=key)
            return None
        day = self.day_in_plan(typed.date, DateRole.ITEM)
        self.paper_in_time(typed.document, DateRole.DOCUMENT)
        owner = None
        if typed.owner is not None and typed.owner.text.strip():
            owner = self.find(
                typed.owner, self.unit_names, ProblemCode.REPORT_UNKNOWN_UNIT
            )
        if day is not None and day > self._counts_until(indicator):
            self.note(
                ProblemCode.ITEM_OUTSIDE, place, key=key, name=name, day=day.isoformat()
            )
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

    def _question_item(self, indicator: Indicator, row: Item, place: Place) -> None:
        """Note an odd day of a row; one after the days that count is told (P335)."""
        if row.date is not None and row.date <= self._counts_until(indicator):
            self.question_day(row.date, DateRole.ITEM, place, key=indicator.id)

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
            task_id = self.find(typed_task.key, self.task_names)
            task = None if task_id is None else self.plan.task(task_id)
            if task is None:
                continue
            if self.report.unit not in doers_in(self.plan, task, self.period):
                self.note(
                    ProblemCode.TASK_NOT_YOURS,
                    typed_task.key.place,
                    key=task.id,
                    unit=self.report.unit,
                    reporters=", ".join(task.doers),
                )
            elif task.id in notes:
                self.note(ProblemCode.KEY_TWICE, typed_task.key.place, key=task.id)
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
            counted = replace(
                counted, text=" ".join(bare.split()[: -len(unit.split())])
            )
        note = self._counted(note, counted)
        self.paper_in_time(typed.document, DateRole.DOCUMENT)
        return replace(
            note, result=text_of(typed.result), document=text_of(typed.document)
        )

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
        day = self.report.received
        known = {
            replace(obstacle, id=UNNUMBERED, raised=day)
            for obstacle in self.facts.obstacles
        }
        raised = (self._obstacle(obstacle) for obstacle in typed)
        return tuple(obstacle for obstacle in raised if obstacle not in known)

    def _obstacle(self, typed: TypedObstacle) -> Obstacle:
        return Obstacle(
            id=UNNUMBERED,
            unit=self.report.unit,
            period=self.period.name,
            text=typed.text.text.strip(),
            raised=self.report.received,
            about=self._about(typed.about),
            cause=text_of(typed.cause),
            proposal=text_of(typed.proposal),
            to=self._addressee(typed.to),
        )

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
            if proof is not None and not is_known(proof, self.report, self.facts):
                proofs.append(proof)
                if proof.sha256 is None:
                    self.paper_in_time(text, DateRole.EVIDENCE)
        return tuple(proofs)
