"""`cchc report import`: forms that came back, each taken in whole or not at all."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePath

from msgspec import Struct

from cchc.app.which_plan import in_force, period_in_question, plan_in_question
from cchc.core.facts.obstacle import Obstacle
from cchc.core.facts.report import Facts, Item, Stamp, Typed, TypedItem, TypedReport
from cchc.core.plan.measure import Measure
from cchc.features.forms.actions.form import ground_of
from cchc.features.forms.show.form_model import FormGround, form_of, mark_of
from cchc.features.forms.show.import_result import Outcome
from cchc.features.report.actions.add import add_to, take_in
from cchc.features.report.show.answers import Added
from cchc.sources.forms.form_file import FormRead, read_form
from cchc.store.errors import LedgerTrouble
from cchc.store.ledger import Ledger, opened, writing
from cchc.store.reports import Seen, facts_for, seen_files, source_of
from cchc.text.compare import name_key, nfc
from cchc.text.day import parse_day
from cchc.text.form_marks import FormMark
from cchc.text.problem import (
    Blank,
    Place,
    Problem,
    ProblemCode,
    Refusal,
    in_order,
    refusals,
)
from cchc.text.record import Record, field, replace


class Imported(Record):
    """What became of one file; `since`: this very file was taken in on that day."""

    name: str
    outcome: Outcome
    unit: str | None = None
    period: str | None = None
    added: Added | None = None
    since: date | None = None
    problems: tuple[Problem, ...] = ()
    answers: str = ""


class Arrived(Record):
    """A file as it came; without content it could not be read at all."""

    name: str
    content: bytes | None


class Terms(Record):
    """What holds for all files: who writes on which day; what the officer adds.

    `many`: what each does to the whole plan is not told.
    """

    today: date
    stamp: Stamp
    received: Typed | None = None
    reason: Typed | None = None
    dry_run: bool = False
    many: bool = False


class _TakenBack(Exception):  # noqa: N818 -- undoes a rehearsal, no error
    """Nothing of a rehearsal is kept."""


def import_forms(
    db: Path, files: Iterable[Arrived], terms: Terms
) -> Iterator[Imported]:
    """Take the files in one by one, and tell of each as soon as it is done.

    A bad file stops nothing: each is written whole or not at all.

    Raises:
        LedgerTrouble: the disk or the database; files told of before are kept.
    """
    with opened(db, write=True) as ledger:
        office = Office(ledger, terms, seen=dict(seen_files(ledger)))
        if not terms.dry_run:
            yield from (office.take(each) for each in files)
            return
        with suppress(_TakenBack), writing(ledger):
            yield from (office.take(each) for each in files)
            raise _TakenBack


class Office(Struct):
    """Where forms are taken in; what forms are made from is kept for the batch."""

    ledger: Ledger
    terms: Terms
    grounds: dict[str, FormGround] = field(default_factory=dict)
    seen: dict[str, Seen] = field(default_factory=dict)

    def take(self, file: Arrived) -> Imported:
        """Read, judge and write one file."""
        if file.content is None:
            return _lost(file)
        digest = sha256(file.content).hexdigest()
        if digest in self.seen:
            return _again(file, self.seen[digest])
        form = read_form(file.content, file.name)
        if form.mark is None or form.report is None:
            return _refused(form, form.problems)
        if form.untouched:
            return _done(form, Outcome.WAITING)
        ground = self._ground(form, form.mark)
        if isinstance(ground, Problem):
            return _refused(form, (*form.problems, ground))
        source = source_of(PurePath(file.name).name, digest)
        stamp = replace(self.terms.stamp, source=source)
        done = self._written(form, ground, stamp)
        if done.outcome is Outcome.ACCEPTED:
            mark = form.mark
            self.seen[digest] = Seen(mark.unit, mark.period, self.terms.today)
        return done

    def _ground(self, form: FormRead, mark: FormMark) -> FormGround | Problem:
        """What the form must have been made from, if that is in force today."""
        place, today = Place(file=form.name), self.terms.today
        versions = plan_in_question(self.ledger, mark.period, today)
        if isinstance(versions, Problem):
            return _other_plan(mark, place)
        period = period_in_question(versions, mark.period, today)
        if isinstance(period, Problem):
            return replace(period, place=place)
        version = in_force(versions, period, today)
        if mark.plan and mark.plan != version.plan.id:
            return _other_plan(mark, place)
        if mark.version and mark.version != str(version.number):
            blanks: dict[str, Blank] = {"text": mark.version, "unit": mark.unit}
            blanks |= {"version": version.number, "period": period.name}
            return Problem(ProblemCode.FORM_OTHER_VERSION, place, blanks)
        if mark.fingerprint and mark != mark_of(version, mark.unit, period.id):
            return _other_plan(mark, place)
        if period.id not in self.grounds:
            self.grounds[period.id] = ground_of(self.ledger, version, period, today)
        return self.grounds[period.id]

    def _written(self, form: FormRead, ground: FormGround, stamp: Stamp) -> Imported:
        """Through the same door as a report that an officer types."""
        wrong = [*form.problems, *_lost_rows(form, ground), *_days(form, ground)]
        typed = self._typed(form, wrong)
        if _is_empty(typed):
            blank = Problem(ProblemCode.FORM_EMPTY, Place(file=form.name))
            return _refused(form, (*wrong, blank) if not wrong else tuple(wrong))
        terms = self.terms
        try:
            with writing(self.ledger):
                fresh = self._fresh(typed, ground)
                if _is_empty(fresh) and not wrong:
                    return _done(form, Outcome.UNCHANGED)
                added = self._added(fresh, stamp, dry_run=bool(refusals(wrong)))
        except LedgerTrouble:
            raise
        except Refusal as refusal:
            return _refused(form, (*wrong, *refusal.problems))
        if refusals(wrong):
            return _refused(form, (*wrong, *added.warnings))
        if terms.dry_run:
            added = replace(added, entry=None)
        outcome = Outcome.UNCHANGED if added.unchanged else Outcome.ACCEPTED
        warnings = (*wrong, *added.warnings)
        return replace(_done(form, outcome), added=added, problems=warnings)

    def _added(self, typed: TypedReport, stamp: Stamp, *, dry_run: bool) -> Added:
        """Judged only, where a fault was found before; one of many tells less."""
        today = self.terms.today
        if self.terms.many and not dry_run:
            return take_in(self.ledger, typed, today=today, stamp=stamp)
        return add_to(self.ledger, typed, today=today, stamp=stamp, dry_run=dry_run)

    def _typed(self, form: FormRead, wrong: list[Problem]) -> TypedReport:
        """The report with what the officer says of it, without what was told of."""
        typed = form.report or TypedReport(Typed(""), Typed(""))
        spoiled = {each.place for each in wrong}
        return replace(
            typed,
            values=tuple(v for v in typed.values if v[1].place not in spoiled),
            received=self.terms.received,
            reason=typed.reason or self.terms.reason,
        )

    def _fresh(self, typed: TypedReport, ground: FormGround) -> TypedReport:
        """Without the rows and obstacles that this unit's report already has.

        A form that comes a second time still holds them.
        """
        if not typed.items and not typed.obstacles:
            return typed
        plan = ground.version.plan.id
        at = (typed.unit.text, ground.period.name)
        known = facts_for(self.ledger, plan, self.terms.today, at[0])
        rows = _rows_of(known, at)
        raised = {obstacle.text for obstacle in known.rows_of(Obstacle, *at)}
        return replace(
            typed,
            items=tuple(each for each in typed.items if _likeness(*each) not in rows),
            obstacles=tuple(
                each
                for each in typed.obstacles
                if nfc(each.text.text).strip() not in raised
            ),
        )


Likeness = tuple[str, str, date | None, str | None]


def _rows_of(known: Facts, at: tuple[str, str]) -> set[Likeness]:
    """The register rows of a unit's report: two rows alike are one."""
    return {
        (row.indicator, row.key, row.date, row.document)
        for row in known.rows_of(Item, *at)
    }


def _likeness(key: Typed, item: TypedItem) -> Likeness:
    day = parse_day(item.date.text) if item.date else None
    document = nfc(item.document.text).strip() if item.document else ""
    return key.text, name_key(nfc(item.name.text)), day, document or None


def _is_empty(typed: TypedReport) -> bool:
    said = (typed.values, typed.items, typed.tasks, typed.narrative, typed.obstacles)
    return not any(said)


def _lost_rows(form: FormRead, ground: FormGround) -> list[Problem]:
    """Rows that the form was made with and that are not there any more."""
    mark = form.mark
    unit = ground.version.plan.unit(mark.unit) if mark else None
    if mark is None or unit is None or not mark.fingerprint:
        return []
    lost = sorted(form_of(ground, unit).marks - form.marks)
    keys = tuple(each.partition(":")[2] for each in lost)
    place = Place(file=form.name)
    return [Problem(ProblemCode.FORM_ROW_LOST, place, {"keys": keys})] if keys else []


def _days(form: FormRead, ground: FormGround) -> list[Problem]:
    """Figures that a spreadsheet turned into a day."""
    plan = ground.version.plan
    wrong = []
    for key, value in form.days:
        one = plan.indicator(key.text)
        if one is not None and one.measure is not Measure.MILESTONE:
            blanks: dict[str, Blank] = {"text": value.text}
            wrong.append(Problem(ProblemCode.FORM_DATE, value.place, blanks))
    return wrong


def _other_plan(mark: FormMark, place: Place) -> Problem:
    return Problem(
        ProblemCode.FORM_OTHER_PLAN, place, {"text": mark.plan or mark.period}
    )


def _lost(file: Arrived) -> Imported:
    problem = Problem(ProblemCode.FILE_MISSING, blanks={"path": file.name})
    return Imported(file.name, Outcome.REFUSED, problems=(problem,))


def _again(file: Arrived, seen: Seen) -> Imported:
    unchanged = Outcome.UNCHANGED
    return Imported(file.name, unchanged, seen.unit, seen.period, since=seen.day)


def _done(form: FormRead, outcome: Outcome) -> Imported:
    mark = form.mark
    unit, period = (mark.unit, mark.period) if mark else (None, None)
    return Imported(form.name, outcome, unit, period, answers=form.answers)


def _refused(form: FormRead, problems: tuple[Problem, ...]) -> Imported:
    told = (replace(each, place=_placed(each.place, form.name)) for each in problems)
    return replace(_done(form, Outcome.REFUSED), problems=tuple(in_order(told)))


def _placed(place: Place, name: str) -> Place:
    """The place with the name of the file, where it has none of its own."""
    own = place.file or place.argument
    return place if own else replace(place, file=name)
