"""The life of a report as people read it, and what whoever reviews said of it."""

from collections.abc import Iterable, Iterator

from cchc.core.facts.report import Act, ActKind
from cchc.core.plan.plan import Plan
from cchc.core.verdict.unit_reports import UnitView
from cchc.features.report.show.report import late_words, paper_words
from cchc.phrases.reading_phrases import reason_words
from cchc.text.day import short
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice


def life_lines(acts: Iterable[Act], plan: Plan, voice: Voice) -> Iterator[str]:
    """All that was done to a report, in the order it was done, under one heading."""
    listed = list(acts)
    if not listed:
        return
    yield ""
    yield voice.say("life.title")
    for act in listed:
        yield f"  {_act_line(act, voice)}"
        yield from (f"    {note_line(each, plan)}" for each in act.notes)


def _act_line(act: Act, voice: Voice) -> str:
    """`24/3/2022, Lan: gửi bổ sung, nhận 24/3/2022, văn bản 14/BC-UBND, …`."""
    kind = act.kind.value
    if act.kind is ActKind.WITHDRAWAL and act.whole:
        kind = "withdrawal.whole"
    sent = act.kind in {ActKind.REPORT, ActKind.SUPPLEMENT}
    said = voice.say(f"life.{kind}")
    if sent and act.received is not None:
        said = voice.say("life.received", said=said, day=short(act.received))
    if sent and (paper := paper_words(act.document, voice)) != "–":
        said = voice.say("life.document", said=said, document=paper)
    if act.reason:
        said = f"{said} ({reason_words(act.reason, voice)})"
    return voice.say(
        "life.act",
        day=short(act.stamp.recorded_at.date()),
        actor=one_line(act.stamp.actor),
        said=said,
    )


def note_line(note: tuple[str, str], plan: Plan) -> str:
    """`ck-6b  Doanh nghiệp thành lập mới: đếm cả hộ kinh doanh`."""
    about, text = note
    known = plan.indicator(about) or plan.task(about)
    name = one_line(known.name) if known is not None else ""
    return f"{about}  {name}: {one_line(text)}"


def review_state(view: UnitView, voice: Voice) -> str:
    """How a report stands, with whether it came in time."""
    state = voice.say(f"report.status.{view.report.value}")
    late = late_words(view, voice)
    return state if late == "–" else f"{state}, {late}"
