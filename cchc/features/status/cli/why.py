"""`cchc why`: unfolds any figure, count or verdict."""

from typing import Annotated

from cchc.app.context import AppContext
from cchc.app.options import AsOf, TextOptions, argument
from cchc.core.why.answer import TopicKind
from cchc.features.status.actions.why import SCORES, why
from cchc.features.status.show.why import figure_sentences, period_labels, tree
from cchc.text.sanitize import one_line
from cchc.words.period import voice_of_span


def run_why(
    app: AppContext,
    what: Annotated[str, argument("WHAT", "help.why.what")],
    period: Annotated[str | None, argument("[PERIOD]", "help.argument.period")] = None,
    as_of: AsOf = None,
    *,
    out: TextOptions,
) -> None:
    answer = why(app.database, what, period, as_of=app.day(as_of))
    plan = answer.version.plan
    voice, labels = voice_of_span(plan, app.voice), period_labels(plan, app.voice)
    figures = figure_sentences(answer.indicators, plan, voice)
    if out.as_json:
        from cchc.features.status.show.why_json import WhyJson

        text = WhyJson.as_json(answer, voice=voice, labels=labels, figures=figures)
    else:
        text = tree(answer.reason, voice, app.width, labels, figures)
    app.deliver(text, out.output)
    for topic in answer.others:
        blanks = {"what": one_line(what), "name": one_line(topic.name)}
        is_score = topic.kind is TopicKind.CRITERION
        word = f"{SCORES}.{topic.id}" if is_score else f'"{blanks["name"]}"'
        kind = app.voice.say(f"why.kind.{topic.kind}")
        app.remark("why.other", kind=kind, word=word, **blanks)
