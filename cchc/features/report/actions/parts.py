"""What stands beside the figures of a typed report: items, tasks, words, proof."""

from datetime import date
from decimal import Decimal

from cchc.app.name_lookup import find_by_name, indicator_names, task_names, unit_names
from cchc.core.facts.obstacle import Obstacle
from cchc.core.facts.report import (
    Item,
    Section,
    TaskNote,
    TaskState,
    Typed,
    TypedItem,
    TypedObstacle,
    TypedTask,
)
from cchc.core.facts.review import Evidence
from cchc.core.facts.succession import doers_in
from cchc.core.plan.date_window import DateRole, window_problem
from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import (
    Task,
)
from cchc.features.report.actions.proof import is_known, proof_of
from cchc.features.report.actions.reader import Reader
from cchc.text.compare import fold, name_key, nfc
from cchc.text.day import parse_day
from cchc.text.number import read_vietnamese
from cchc.text.number_format import day_text
from cchc.text.problem import Blank, Place, Problem, ProblemCode
from cchc.text.record import replace

DONE_WORDS = frozenset({"done", "xong", "hoan thanh", "da hoan thanh"})
DOING_WORDS = frozenset({"doing", "dang", "dang thuc hien"})
NOT_STARTED_WORDS = frozenset({"not_started", "not started", "chua", "chua thuc hien"})
UNNUMBERED = 0


class PartReader(Reader):
    """Reads what stands beside the figures of one report."""

    def items(self, typed: tuple[tuple[Typed, TypedItem], ...]) -> tuple[Item, ...]:
        """New rows of registers; one that stands in this unit already is refused.

        A row that the report said before, word for word, is left out.
        """
        rows: list[Item] = []
        for key, item in typed:
            found = find_by_name(
                key, indicator_names(self.plan), ProblemCode.REPORT_UNKNOWN_KEY
            )
            indicator = self._named(found)
            if indicator is None or not self._is_own_register(indicator, key):
                continue
            row = self._item(indicator, item)
            if row is None or row in self.facts.items:
                continue
            if self._is_new(row, rows, item.name.place):
                rows.append(row)
        return tuple(rows)

    def _is_own_register(self, key: str, typed: Typed) -> bool:
        one = self.plan.indicator(key)
        if one is None or one.measure is not Measure.REGISTER:
            blanks: dict[str, Blank] = {"key": key, "expects": "number"}
            self._tell(ProblemCode.VALUE_UNFIT, typed.place, text=typed.text, **blanks)
            return False
        return self._is_asked(one, typed)

    def _counts_until(self, key: str) -> date:
        """The last day a row may bear: the cut-off; at the year's end, `settles`."""
        one = self.plan.indicator(key)
        if not self.period.is_last or one is None or one.settles is None:
            return self.period.cutoff
        return max(self.period.cutoff, one.settles)

    def _item(self, indicator: str, typed: TypedItem) -> Item | None:
        name = " ".join(nfc(typed.name.text).split())
        if not name:
            self._tell(ProblemCode.ITEM_NAMELESS, typed.name.place, key=indicator)
            return None
        day = self._day(typed.date, DateRole.ITEM)
        owner = None
        if typed.owner is not None and typed.owner.text.strip():
            found = find_by_name(
                typed.owner, unit_names(self.plan), ProblemCode.REPORT_UNKNOWN_UNIT
            )
            owner = self._named(found)
        if day is not None and day > self._counts_until(indicator):
            place, text = typed.name.place, day.isoformat()
            self._tell(
                ProblemCode.ITEM_OUTSIDE, place, key=indicator, name=name, day=text
            )
        return Item(
            indicator=indicator,
            unit=self.report.unit,
            period=self.period.name,
            name=name,
            key=name_key(name),
            date=day,
            document=_text(typed.document),
            owner=owner,
        )

    def _is_new(self, row: Item, others: list[Item], place: Place) -> bool:
        for known in (*self.facts.items, *others):
            if known.indicator != row.indicator or known.key != row.key:
                continue
            blanks: dict[str, Blank] = {"key": row.indicator, "name": row.name}
            if known.unit == row.unit:
                self._tell(ProblemCode.ITEM_TWICE, place, period=known.period, **blanks)
                return False
            self._tell(ProblemCode.ITEM_ELSEWHERE, place, unit=known.unit, **blanks)
        return True

    def _day(self, typed: Typed | None, role: DateRole) -> date | None:
        """A day of the plan's window that is not in the future, or None when told."""
        if typed is None or not typed.text.strip():
            return None
        day = parse_day(typed.text)
        if day is None:
            self._tell(ProblemCode.DATE_UNREADABLE, typed.place, text=typed.text)
        elif day > self.today:
            today = day_text(self.today)
            self._tell(
                ProblemCode.DATE_FUTURE, typed.place, text=typed.text, today=today
            )
            return None
        elif outside := window_problem(day, self.window, role, typed.place):
            self.problems.append(outside)
            return None
        return day

    def tasks(self, typed: tuple[TypedTask, ...]) -> tuple[TaskNote, ...]:
        """What the unit says of the plan's tasks that are its own."""
        notes: dict[str, TaskNote] = {}
        for each in typed:
            names = task_names(self.plan)
            found = self._named(
                find_by_name(each.key, names, ProblemCode.REPORT_UNKNOWN_KEY)
            )
            task = self.plan.task(found) if found is not None else None
            if task is None:
                continue
            if self.report.unit not in doers_in(self.plan, task, self.period):
                self._tell(
                    ProblemCode.TASK_NOT_YOURS,
                    each.key.place,
                    key=task.id,
                    unit=self.report.unit,
                    reporters=", ".join(task.doers),
                )
            elif task.id in notes:
                self._tell(ProblemCode.KEY_TWICE, each.key.place, key=task.id)
            elif (note := self._task(task, each)) is not None:
                notes[task.id] = note
        return tuple(notes.values())

    def _task(self, task: Task, typed: TypedTask) -> TaskNote | None:
        """`done:2022-06-20`, `doing:7/9`, `doing`, or a bare count."""
        word, _, rest = (part.strip() for part in typed.state.text.partition(":"))
        place = typed.state.place
        state = _task_state(word)
        counted = typed.count.text if typed.count else ""
        if state is None and not rest and word[:1].isdigit():
            state, counted = TaskState.DOING, word
        if state is None:
            text = typed.state.text
            self._tell(ProblemCode.TASK_STATE_UNREADABLE, place, key=task.id, text=text)
            return None
        note = TaskNote(task.id, self.report.unit, self.period.name, state)
        if state is TaskState.DONE:
            day = self._day(
                typed.done or (Typed(rest, place) if rest else None), DateRole.TASK
            )
            if day is None and not (typed.done or rest):
                text = typed.state.text
                self._tell(
                    ProblemCode.TASK_STATE_UNREADABLE, place, key=task.id, text=text
                )
            note = replace(note, done=day)
        else:
            counted = counted or rest
        note = self._counted(note, counted, place)
        result, document = _text(typed.result), _text(typed.document)
        return replace(note, result=result, document=document)

    def _counted(self, note: TaskNote, text: str, place: Place) -> TaskNote:
        if not text:
            return note
        numbers: list[Decimal] = []
        for part in text.split("/", 1):
            number = read_vietnamese(part, 2)
            if isinstance(number, ProblemCode):
                self._tell(ProblemCode.TASK_COUNT, place, key=note.task, text=text)
                return note
            numbers.append(number)
        of = numbers[1] if len(numbers) > 1 else None
        if numbers[0] < 0 or (of is not None and numbers[0] > of):
            self._tell(ProblemCode.TASK_COUNT, place, key=note.task, text=text)
        return replace(note, count=numbers[0], of=of)

    def narrative(self, typed: tuple[tuple[Typed, Typed], ...]) -> dict[Section, str]:
        """The unit's own words, by section."""
        words: dict[Section, str] = {}
        for key, text in typed:
            if key.text in set(Section):
                words[Section(key.text)] = nfc(text.text).strip()
            else:
                known = tuple(each.value for each in Section)
                blanks: dict[str, Blank] = {"text": key.text, "known": known}
                self._tell(ProblemCode.REPORT_UNKNOWN_KEY, key.place, **blanks)
        return {section: text for section, text in words.items() if text}

    def obstacles(self, typed: tuple[TypedObstacle, ...]) -> tuple[Obstacle, ...]:
        """Difficulties the unit raises; one that it raised before is left out."""
        day = self.report.received
        known = {replace(e, id=UNNUMBERED, raised=day) for e in self.facts.obstacles}
        raised = (self._obstacle(each) for each in typed)
        return tuple(each for each in raised if each not in known)

    def _obstacle(self, typed: TypedObstacle) -> Obstacle:
        return Obstacle(
            id=UNNUMBERED,
            unit=self.report.unit,
            period=self.period.name,
            text=nfc(typed.text.text).strip(),
            raised=self.report.received,
            about=self._about(typed.about),
            cause=_text(typed.cause),
            proposal=_text(typed.proposal),
            to=self._addressee(typed.to),
        )

    def _about(self, typed: Typed | None) -> str | None:
        if typed is None or not typed.text.strip():
            return None
        names = {**indicator_names(self.plan), **task_names(self.plan)}
        return self._named(find_by_name(typed, names, ProblemCode.ABOUT_UNKNOWN))

    def _addressee(self, typed: Typed | None) -> str | None:
        """A unit of the plan by its id; any other authority as it was written."""
        if typed is None or not typed.text.strip():
            return None
        found = find_by_name(
            typed, unit_names(self.plan), ProblemCode.REPORT_UNKNOWN_UNIT
        )
        return nfc(typed.text).strip() if isinstance(found, Problem) else found

    def evidence(self, typed: tuple[tuple[Typed, Typed], ...]) -> tuple[Evidence, ...]:
        """Documents by number and date, links, or files with their SHA-256."""
        proofs = []
        for key, text in typed:
            about = self._about(key)
            proof = None if about is None else proof_of(about, text)
            if isinstance(proof, Problem):
                self.problems.append(proof)
            elif proof is not None and not is_known(proof, self.report, self.facts):
                proofs.append(proof)
        return tuple(proofs)


def _task_state(word: str) -> TaskState | None:
    plain = fold(word)
    if plain in DONE_WORDS:
        return TaskState.DONE
    if plain in DOING_WORDS:
        return TaskState.DOING
    return TaskState.NOT_STARTED if plain in NOT_STARTED_WORDS else None


def _text(typed: Typed | None) -> str | None:
    """What was typed, in NFC; nothing where only blanks were."""
    text = nfc(typed.text).strip() if typed is not None else ""
    return text or None
