"""`cchc plan next-year`."""

from cchc.app.context import AppContext
from cchc.app.options import Output
from cchc.app.output import choose_form, named_file
from cchc.core.cascade.next_year import (
    Matter,
)
from cchc.features.plan.actions.next_year import draft_next_year
from cchc.features.plan.show.next_year import PlanForm
from cchc.text.problem import refuse_if_any


def run_next_year(app: AppContext, output: Output = None) -> None:
    choose_form(PlanForm, PlanForm.YAML, None, output)
    app.writer.require_file(output)
    made = draft_next_year(app.database, app.today, app.voice)
    plan, matters = made.draft.plan, made.draft.matters
    target = output or app.database.with_name(f"plan-{plan.year}.yaml")
    if named_file(target) is not None:
        refuse_if_any(app.writer.occupied_files([(target, made.yaml)]))
    app.deliver(made.yaml, target)
    undone = sum(matter.matter is Matter.NO_RESULT for matter in matters)
    app.remark("plan.next.done", title=plan.title, n=len(matters), year=plan.year)
    if undone:
        app.remark("plan.next.undone", n=undone, year=made.plan.year)
