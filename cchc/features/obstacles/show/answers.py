"""The answers of `cchc obstacle` and their faces: a list, a table, one act told."""

from datetime import date

from cchc.app.context import AppContext
from cchc.app.options import Format, WriteOptions
from cchc.core.facts.obstacle import ObstacleView
from cchc.core.plan.plan import Plan
from cchc.core.verdict.issued import ObstacleEffect
from cchc.features.obstacles.show.obstacle_json import DocketJson, DoneJson
from cchc.phrases.figure_phrases import named
from cchc.phrases.obstacles import (
    STORED,
    judged_words,
    obstacle_table,
    state_words,
)
from cchc.screen.table import drawn, fits
from cchc.text.day import short
from cchc.text.record import Record
from cchc.text.sanitize import one_line


class ObstacleList(Record):
    """Obstacles as of a day, the unanswered first; closed ones if asked for."""

    plan: Plan
    as_of: date
    obstacles: tuple[ObstacleView, ...]


class ObstacleAct(Record):
    """One obstacle before and after the act; `before` is None when it was raised.

    `effect` is on the indicator it is about, told when it is closed.
    """

    plan: Plan
    before: ObstacleView | None
    after: ObstacleView
    effect: ObstacleEffect | None = None


def done_text(app: AppContext, done: ObstacleAct, act: WriteOptions) -> str:
    """The obstacle, its state old → new, and on closing the two verdicts."""
    if act.as_json:
        return DoneJson.as_json(done, dry_run=act.dry_run)
    voice, one = app.voice, done.after.obstacle
    names = _names(done.plan)
    unit, text = named((one.unit,), names), one_line(one.text)
    head = "obstacle.added" if done.before is None else "obstacle.handled"
    if act.dry_run:
        head = "obstacle.rehearsed"
    lines = [voice.say(head, number=one.id or "–", unit=unit, text=text)]
    after = state_words(done.after, voice)
    if done.before is None:
        lines.append(f"  {after}")
    else:
        lines.append(f"  {state_words(done.before, voice)} → {after}")
    given = done.after.assigned
    if given is not None and done.after.closed is None:
        who = named((given.unit or "",), names)
        due = short(given.due) if given.due else "–"
        lines.append("  " + voice.say("obstacle.given.due", unit=who, due=due))
        if given.text:
            words = one_line(given.text)
            lines.append("  " + voice.say("obstacle.instruction", text=words))
    return "\n".join([*lines, *_effect(app, done)])


def _effect(app: AppContext, done: ObstacleAct) -> list[str]:
    if done.effect is None:
        return []
    one = done.effect.before.view.indicator
    return [
        "  "
        + app.voice.say(
            "obstacle.verdict",
            id=one_line(one.id),
            name=one_line(one.name),
            before=judged_words(done.effect.before, app.voice),
            after=judged_words(done.effect.after, app.voice),
        )
    ]


def _names(plan: Plan) -> dict[str, str]:
    return {each.id: one_line(each.name) for each in plan.units}


def docket_text(app: AppContext, found: ObstacleList, form: Format) -> str:
    """The list, or one sentence when nothing is open."""
    if form is Format.JSON:
        return DocketJson.as_json(found)
    if form is Format.TABLE and not found.obstacles:
        return app.voice.say("obstacle.none")
    title = app.voice.say("obstacle.title")
    if form in {Format.CSV, Format.TSV}:
        return drawn(STORED.table(title, found.obstacles, app.voice), form, app.width)
    plan = found.plan
    labels = {task.id: one_line(task.name) for task in plan.tasks}
    labels |= {one.id: one_line(one.name) for one in plan.all_indicators}
    names = _names(plan)
    table = obstacle_table(found.obstacles, names, labels, app.voice)
    if form is Format.TABLE and not fits(table, app.width):
        from cchc.phrases.obstacle_line import obstacle_page  # noqa: PLC0415  # loads rich

        known = (labels, names)
        return obstacle_page(
            found.obstacles, known, app.voice, app.width, colour=app.colour
        )
    return drawn(table, form, app.width, colour=app.colour)
