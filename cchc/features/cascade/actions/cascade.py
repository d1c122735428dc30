"""plan cascade: who carries what of each target, and a proposal to share it out."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from cchc.app.name_lookup import (
    Names,
    find_by_name,
    find_typed,
    indicator_names,
    unit_names,
)
from cchc.app.which_plan import check_plan, plan_in_force, plan_path
from cchc.core.cascade.cascade import (
    CascadeLine,
    CascadeMode,
    SharingMethod,
    SharingRequest,
    cascade_line,
    propose_shares,
    shareable,
    sharers,
)
from cchc.core.cascade.unit_plan import UnitPlan, unit_plan
from cchc.core.facts.typed import TypedText
from cchc.core.plan.calendar import periods
from cchc.core.plan.plan import Indicator, Plan, Task
from cchc.core.plan.unit import Unit
from cchc.core.verdict.status import every_indicator, status_view
from cchc.features.cascade.show.unit_plan import unit_plan_content
from cchc.paper.manuscript import Manuscript, TemplateFolders
from cchc.paper.paper import Letterhead
from cchc.paper.template import TemplateSource, find_template, render_markdown
from cchc.sources.plan.plan_writer import plan_yaml
from cchc.sources.plan.share_file import read_pairs
from cchc.store.facts import facts
from cchc.store.ledger import open_ledger
from cchc.store.plans import plan_ids, versions
from cchc.text.number import TAUGHT, VIETNAMESE, NumberMarks, read_number
from cchc.text.problem import (
    Blank,
    Place,
    Problem,
    ProblemCode,
    Refusal,
    refuse,
    require,
    require_each,
)
from cchc.text.record import Record, field, replace
from cchc.words.bodies import name_in_sentence
from cchc.words.translator import Voice

WEIGHT_DECIMALS = 2


class PlanAbove(Record):
    """The plan that is shared out, and what it was read from."""

    plan: Plan
    name: str
    warnings: tuple[Problem, ...] = ()


class CascadeRequest(Record):
    """How to share, as typed; None where nothing was."""

    method: SharingMethod | None = None
    among: str | None = None
    weights: str | None = None
    last_year: str | None = None
    hand: str | None = None
    buffer: str | None = None
    marks: NumberMarks = VIETNAMESE

    @property
    def says_something(self) -> bool:
        """Whether a new proposal is asked for."""
        return self != CascadeRequest(marks=self.marks)

    @property
    def chosen_method(self) -> SharingMethod:
        """The method named, or the one that what was typed can only mean."""
        if self.method is not None:
            return self.method
        if self.last_year is not None:
            return SharingMethod.LAST_YEAR
        return SharingMethod.EQUAL if self.weights is None else SharingMethod.WEIGHT


class Cascade(Record):
    """The lines asked for; `is_proposal`: nothing of it is in the plan yet.

    `ended` are names of units left out because they are gone before the year ends.
    """

    lines: tuple[CascadeLine, ...]
    is_proposal: bool
    ended: tuple[str, ...] = ()


def plan_above(path: Path | None, database: Path, today: date) -> PlanAbove:
    """The plan file named, else the one beside the database, else the one in force."""
    beside = plan_path(database)
    if path is None and not beside.exists() and database.exists():
        return PlanAbove(plan_in_force(database, today).plan, str(database))
    checked = check_plan(path or beside)
    return PlanAbove(checked.plan, checked.name, checked.problems)


def cascade(
    plan: Plan,
    keys: Sequence[str],
    request: CascadeRequest,
    database: Path,
    today: date,
) -> Cascade:
    """What is shared out today, or a proposal as requested (SEMANTICS 10).

    No `keys` are all indicators, of a proposal all that are shared. Refuses everything
    that was typed wrongly, P268 for what cannot be shared.
    """
    names, code = indicator_names(plan), ProblemCode.UNKNOWN_INDICATOR
    ids = require_each(find_typed(key, names, code) for key in keys)
    named = [line for key in ids for line in plan.declared_indicators if line.id == key]
    waiting = {indicator.id for indicator in unshared(plan)}
    if not request.says_something and waiting.isdisjoint(ids):
        lines = [cascade_line(plan, line) for line in named or plan.declared_indicators]
        return Cascade(tuple(lines), is_proposal=False)
    lines, problems = [], list[Problem]()
    for indicator in named or [line.indicator for line in _shared(plan)]:
        try:
            lines.append(_Sharing(plan, indicator, request, database, today).line())
        except Refusal as refusal:
            problems += refusal.problems
    if problems:
        raise Refusal(tuple(problems))
    meant = {unit for line in lines for unit in sharers(plan, line.indicator)}
    last = periods(plan)[-1]
    gone = (unit for unit in plan.units if not unit.active_in(last))
    ended = tuple(unit.name for unit in gone if unit.id in meant)
    return Cascade(tuple(lines), is_proposal=True, ended=() if request.among else ended)


def _shared(plan: Plan) -> list[CascadeLine]:
    lines = (cascade_line(plan, indicator) for indicator in plan.declared_indicators)
    return [line for line in lines if line.way is CascadeMode.SHARED]


def unshared(plan: Plan) -> tuple[Indicator, ...]:
    """Indicators that several units report and nobody has shared out yet."""
    return tuple(line.indicator for line in _shared(plan) if line.parts is None)


class _Sharing(Record):
    """One indicator to be shared as somebody typed; collects what is wrong."""

    plan: Plan
    indicator: Indicator
    request: CascadeRequest
    database: Path
    today: date
    problems: list[Problem] = field(default_factory=list)

    def line(self) -> CascadeLine:
        """The indicator shared as requested; refused with all that is wrong."""
        indicator, request = self.indicator, self.request
        units = self._units()
        if not shareable(indicator):
            blanks = {"text": indicator.id, "year": str(self.plan.year - 1)}
            refuse(ProblemCode.NOT_SHARED, Place(argument=indicator.id), **blanks)
        decimals = indicator.decimals
        hand = self._pairs(request.hand, "--hand", units, decimals)
        weights = self._weights(units)
        buffer = None
        if request.buffer is not None:
            typed = TypedText(request.buffer, Place(argument="--buffer"))
            buffer = self._number(typed, decimals)
        if self.problems:
            raise Refusal(tuple(self.problems))
        shares = (weights, hand, buffer or Decimal(0))
        sharing = SharingRequest(request.chosen_method, units, *shares)
        parts = require(propose_shares(indicator, sharing))
        carriers = tuple(share.unit for share in parts.parts if share.value)
        return CascadeLine(indicator, CascadeMode.SHARED, carriers, parts)

    def _units(self) -> tuple[str, ...]:
        """The units that share it; those gone before the last period left out."""
        chosen = sharers(self.plan, self.indicator)
        if self.request.among is not None:
            ids: list[str] = []
            for name in (name.strip() for name in self.request.among.split(",")):
                typed = TypedText(name, Place(argument="--among"))
                unit = self._unit(typed, unit_names(self.plan))
                group = self.plan.expand((name,))
                if isinstance(unit, Problem) and not group:
                    raise Refusal((unit,))
                ids += (unit,) if isinstance(unit, str) else group
            chosen = self.plan.expand(tuple(ids))
        last = periods(self.plan)[-1]
        active = {unit.id for unit in self.plan.units if unit.active_in(last)}
        return tuple(unit for unit in chosen if unit in active)

    def _unit(self, typed: TypedText, names: Names) -> str | Problem:
        unit = find_by_name(typed, names, ProblemCode.SHARE_STRANGER)
        if isinstance(unit, str):
            return unit
        return replace(unit, blanks={**unit.blanks, "units": tuple(names)})

    def _weights(self, units: tuple[str, ...]) -> dict[str, Fraction]:
        """What the units are weighed by: numbers as typed, or last year's figures."""
        method, typed = self.request.chosen_method, self.request.weights
        option = "--weights"
        if method is SharingMethod.LAST_YEAR:
            option, typed = "--last-year", self.request.last_year or typed
            if typed is None or typed.lower().endswith(".db"):
                try:
                    return figures_of_last_year(
                        self.plan, self.indicator, typed, self.database, self.today
                    )
                except Refusal as refusal:
                    self.problems.extend(refusal.problems)
                    return {}
        if method in (SharingMethod.EQUAL, SharingMethod.HAND):
            return {}
        pairs = self._pairs(typed, option, units, WEIGHT_DECIMALS)
        return {unit: Fraction(value) for unit, value in pairs.items()}

    def _pairs(
        self, text: str | None, option: str, units: tuple[str, ...], decimals: int
    ) -> dict[str, Decimal]:
        """`UNIT=NUMBER` pairs; a stranger or a unit named twice is noted."""
        names = {unit: n for unit, n in unit_names(self.plan).items() if unit in units}
        read: dict[str, Decimal] = {}
        for pair in () if text is None else read_pairs(text, option):
            if isinstance(pair, Problem):
                self.problems.append(pair)
                continue
            unit = self._unit(pair[0], names)
            if isinstance(unit, Problem):
                self.problems.append(unit)
            value = self._number(pair[1], decimals)
            if isinstance(unit, str) and value is not None:
                if unit in read:
                    blanks = {"key": pair[0].text}
                    code, place = ProblemCode.KEY_TWICE, pair[0].place
                    self.problems.append(Problem(code, place, blanks))
                read[unit] = value
        return read

    def _number(self, typed: TypedText, decimals: int) -> Decimal | None:
        value = read_number(typed.text, self.request.marks, decimals)
        if isinstance(value, Decimal) and value >= 0:
            return value
        blanks: dict[str, Blank] = {"text": typed.text, "key": self.indicator.id}
        code = ProblemCode.SHARE_UNREADABLE
        if isinstance(value, Problem) and value.code in TAUGHT:
            code, blanks = value.code, {**value.blanks, **blanks}
        self.problems.append(Problem(code, typed.place, blanks))
        return None


def figures_of_last_year(
    plan: Plan, indicator: Indicator, path: str | None, database: Path, today: date
) -> dict[str, Fraction]:
    """The year's figure of each unit, by id, from the ledger of the year before.

    No `path` is this year's database, if it holds that plan too. Refuses one without
    such a plan or without figures of units in it (P273).
    """
    ledger_path = database if path is None else Path(path)
    year = plan.year - 1
    blanks = {"text": indicator.id, "year": str(year), "path": str(ledger_path)}
    place = Place(argument="--last-year")
    problem = Problem(ProblemCode.SHARE_NO_LAST_YEAR, place, blanks)
    if path is None and not database.exists():
        raise Refusal((problem,))
    with open_ledger(ledger_path) as ledger:
        ids = [plan_id.id for plan_id in plan_ids(ledger) if plan_id.year == year]
        if not ids:
            raise Refusal((problem,))
        done, known = versions(ledger, ids[0]), facts(ledger, ids[0], today)
    view = status_view(done, periods(done[-1].plan)[-1], known)
    # only what is known and not below 0 can be shared by
    figures = {
        share.unit: max(share.to_date, Fraction(0))
        for line in every_indicator(view)
        if line.indicator.id == indicator.id
        for share in line.shares
        if share.to_date is not None
    }
    if not any(figures.values()):
        raise Refusal((problem,))
    return figures


class Draft(Record):
    """A unit's plan as a plan file and as a paper, which takes several forms."""

    made: UnitPlan
    yaml: str
    paper: Manuscript


def unit_drafts(
    plan: Plan,
    keys: Sequence[str] | None,
    folders: TemplateFolders,
    voice: Voice,
    *,
    with_assisted: bool = False,
) -> tuple[Draft, ...]:
    """The plans of the units named, by id or name; None: of all that have a part.

    Refuses units that are not in the plan (P507) and those that have no part in it
    (P512), and wrong templates (P601 to P604).
    """
    office, shipped = folders.office, folders.shipped
    template = require(find_template("unit-plan", voice, office, shipped))
    names, code = unit_names(plan), ProblemCode.UNIT_UNKNOWN
    ids = require_each(find_typed(key, names, code, "--unit") for key in keys or ())
    drafts: list[Draft] = []
    for unit in (unit for unit in plan.units if keys is None or unit.id in ids):
        draft = _draft(plan, unit, template, voice, with_assisted=with_assisted)
        if draft is not None:
            drafts.append(draft)
        elif keys is not None:
            refuse(ProblemCode.UNIT_IDLE, text=unit.name)
    return tuple(drafts)


def _draft(
    plan: Plan,
    unit: Unit,
    template: TemplateSource,
    voice: Voice,
    *,
    with_assisted: bool,
) -> Draft | None:
    """A unit's plan; None where it has no part in the plan above."""

    def helping(task: Task) -> str:
        lead = "" if task.lead is None else plan.unit_name(task.lead)
        return voice.say("cascade.draft.helping", lead=lead, name=task.name)

    name = name_in_sentence(unit.name)
    title = voice.say("cascade.draft.title", title=plan.title, unit=name)
    made = unit_plan(plan, unit, title, helping)
    if not made.all_duties:
        return None
    content = unit_plan_content(made, plan, voice, with_assisted=with_assisted)
    text = require(render_markdown(template, content))
    stem = voice.say("cascade.draft.file", unit=unit.id)
    paper = Manuscript(stem, Letterhead.PLAN, text, content, template.file)
    heading = voice.say(
        "cascade.draft.heading", unit=made.unit.name, title=plan.title, plan=plan.id
    )
    notes = {
        duty.above.id: voice.say(f"cascade.role.{duty.role}", above=duty.above.id)
        for duty in made.all_duties
    }
    for key in made.whole_amounts:
        notes[key] += "\n" + voice.say("cascade.draft.amount")
    return Draft(made, plan_yaml(made.plan, heading, notes), paper)
