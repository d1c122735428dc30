"""A plan as an official reads it on a screen: what was promised, by whom, for when."""

from collections.abc import Iterator

from cchc.core.plan.calendar import periods
from cchc.core.plan.plan import Indicator, Plan, PlanVersion, Task
from cchc.phrases.amendment_notes import paper_words
from cchc.text.day import short
from cchc.text.sanitize import one_line
from cchc.words.period import label
from cchc.words.target_words import target_words, trajectory_words, value_words
from cchc.words.translator import Voice


def plan_text(version: PlanVersion, voice: Voice) -> str:
    """The plan of a version as plain lines."""
    return "\n".join(_lines(version, voice)) + "\n"


def _lines(version: PlanVersion, voice: Voice) -> Iterator[str]:
    plan = version.plan
    yield voice.say("plan.show.title", title=one_line(plan.title), id=plan.id)
    if version.number > 1:
        paper = paper_words(version.decision, voice)
        yield voice.say("plan.show.version", number=version.number, decision=paper)
    else:
        yield voice.say("plan.show.first")
    name = one_line(plan.authority.name)
    yield voice.say("plan.show.authority", name=name, units=len(plan.units))
    yield ""
    for period in periods(plan):
        days = {"start": short(period.start), "cutoff": short(period.cutoff)}
        due = short(period.due)
        yield voice.say("plan.show.period", name=label(period, voice), due=due, **days)
    yield from _promises(plan, voice)


def _promises(plan: Plan, voice: Voice) -> Iterator[str]:
    for one in plan.commitments:
        yield from ("", f"{one.id}  {one_line(one.name)}")
        for indicator in one.indicators:
            yield from _indicator(plan, indicator, voice)
    if plan.indicators:
        yield from ("", voice.say("plan.show.indicators"))
    for indicator in plan.indicators:
        yield from _indicator(plan, indicator, voice)
    if plan.tasks:
        yield from ("", voice.say("plan.show.tasks"))
    for task in plan.tasks:
        yield _task(plan, task, voice)


def _indicator(plan: Plan, each: Indicator, voice: Voice) -> Iterator[str]:
    goal = voice.say("plan.show.statistic")
    if each.target is not None:
        goal = target_words(each.target, voice)
        if not each.target.names_baseline:
            goal += "%" if each.unit == "%" else f" {one_line(each.unit)}".rstrip()
    yield f"  {each.id}  {one_line(each.name)}: {goal}"
    if each.trajectory is not None:
        path = trajectory_words(each.trajectory, voice)
        yield voice.say("plan.show.trajectory", text=path)
    yield voice.say("plan.show.reporters", text=_names(plan, each.reporters))
    if each.allot:
        yield voice.say("plan.show.allot", text=value_words(each.allot, voice))


def _task(plan: Plan, task: Task, voice: Voice) -> str:
    due = short(task.due) if task.due else voice.say("plan.show.no_due")
    if task.standing:
        due = voice.say("task.status.standing")
    return f"  {task.id}  {one_line(task.name)} ({_names(plan, task.doers)}; {due})"


def _names(plan: Plan, ids: tuple[str, ...]) -> str:
    named = [plan.unit(each) for each in ids]
    return ", ".join(one_line(unit.name) for unit in named if unit is not None)
