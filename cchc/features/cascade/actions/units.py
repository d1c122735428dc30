"""plan cascade --unit: each unit's own plan, as a plan file and as a paper."""

from cchc.app.name_lookup import find_typed, unit_names
from cchc.core.cascade.unit_plan import UnitPlan, unit_plan
from cchc.core.plan.plan import Plan, Task
from cchc.core.plan.unit import Unit
from cchc.features.cascade.show.unit_plan import unit_plan_content
from cchc.paper.manuscript import Manuscript, TemplateFolders
from cchc.paper.paper import Letterhead
from cchc.paper.template import TemplateSource, find_template, render_markdown
from cchc.screen.document import json_text
from cchc.sources.plan.plan_writer import plan_yaml
from cchc.store.schema.plan_document import to_json
from cchc.text.problem import ProblemCode, refuse, require, require_each
from cchc.text.record import Record
from cchc.words.bodies import name_in_sentence
from cchc.words.translator import Voice


class Draft(Record):
    """A unit's plan as a plan file and as a paper, which takes several forms."""

    made: UnitPlan
    yaml: str
    paper: Manuscript

    @property
    def json(self) -> str:
        """The unit's plan as the document `cchc.plan/1`."""
        return json_text(to_json(self.made.plan))


def unit_drafts(
    plan: Plan,
    keys: tuple[str, ...] | None,
    folders: TemplateFolders,
    voice: Voice,
    *,
    with_assisted: bool = False,
) -> tuple[Draft, ...]:
    """The plans of the units named, by id or name; None: of all that have a part.

    Returns:
        P507 for units that are not in the plan, P512 for one that has no part in it,
        P601 to P604 for a wrong template.
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
