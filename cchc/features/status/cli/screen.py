"""The screen of `cchc status`: loaded only where somebody reads it."""

from cchc.app.context import AppContext
from cchc.features.status.actions.status import StatusAnswer
from cchc.features.status.show.status import StatusFocus, status_screen
from cchc.phrases.restatement_sentences import restated_lines, restated_sentence
from cchc.phrases.troubled import status_line
from cchc.phrases.unit_texts import truncate
from cchc.phrases.writer import Writer
from cchc.text.sanitize import one_line
from cchc.words.bodies import whole_name
from cchc.words.period import voice_of_span

SCREEN = 30
"""Lines of the first screen at most (DESIGN 2)."""


def whole_screen(
    app: AppContext, status: StatusAnswer, width: int, *, colour: bool, full: bool
) -> str:
    """The answer on one screen; everything where that or one unit was asked for."""
    plan = status.version.plan
    voice = voice_of_span(plan, app.voice)
    changes: tuple[str, ...] = ()
    if status.since is not None:
        # what changed since the last issued memo: the sentence, then each cell
        writer = Writer(status.view, plan, voice)
        sentence = restated_sentence(status.since, writer)
        changes = (sentence, *restated_lines(status.since, writer))
    names = {unit.id: one_line(unit.name) for unit in plan.units}
    notice = app.voice.say("status.illustrative") if status.is_illustrative else None
    text = status_screen(
        status.view,
        voice,
        width,
        colour=colour,
        focus=StatusFocus(
            *(status.unit, status.area, notice, names, changes),
            is_full=full,
            is_reviewed=plan.review,
            whole=whole_name(plan, voice),
            office=one_line(plan.authority.name),
        ),
    )
    if not plan.scorecard or status.unit is not None or status.area is not None:
        return text
    line = status_line(plan, status.view, status.scores, voice)
    lines = text.rstrip("\n").split("\n")
    if len(lines) + 1 > SCREEN and not full:
        return text
    # the last line of the first screen names the commands that say more
    lines.insert(len(lines) if full else -1, truncate(line, width))
    return "\n".join(lines) + "\n"
