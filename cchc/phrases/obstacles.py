"""Obstacles in words: how each stands, in the papers and in lists."""

from collections.abc import Iterable, Iterator

from cchc.core.facts.obstacle import ObstacleState, ObstacleView
from cchc.core.verdict.issued import DatedView
from cchc.phrases.figure_phrases import verdict_words
from cchc.phrases.task_phrases import labels_of, plan_labels
from cchc.phrases.unit_texts import join_sentence
from cchc.phrases.writer import Writer
from cchc.screen.layout import Block, Indented, StyledText, paint
from cchc.screen.status_style import BAD, DULL
from cchc.screen.table import LayoutColumn, Table, TableLayout
from cchc.text.day import short
from cchc.text.record import Record
from cchc.text.sanitize import one_line, phrase
from cchc.words.period import label
from cchc.words.prose import NOTHING, Names, join_names, working_days
from cchc.words.translator import Voice


def state_words(view: ObstacleView, voice: Voice) -> str:
    """Where it stands; an answer that is overdue by how many working days."""
    if view.late:
        return voice.say("obstacle.state.late", age=working_days(view.late, voice))
    ended = {ObstacleState.ANSWERED: view.answered, ObstacleState.CLOSED: view.closed}
    last = ended.get(view.state)
    day = view.withdrawn if last is None else last.day
    if view.is_unanswered or day is None:
        return voice.say(f"obstacle.state.{view.state}")
    text = phrase((last.text if last else None) or "")
    return voice.say(f"obstacle.state.{view.state}", day=short(day), text=text)


def _state_and_age(view: ObstacleView, voice: Voice) -> str:
    state = state_words(view, voice)
    if not view.is_open:
        return state
    code = "obstacle.aged" if view.age else "obstacle.new"
    return voice.say(code, state=state, age=working_days(view.age, voice))


def text_words(view: ObstacleView, labels: Names, voice: Voice) -> str:
    """What it is, with the indicator or task it is about."""
    text, about = phrase(view.obstacle.text), view.obstacle.about
    if not about:
        return text
    name = join_names((about,), labels)
    return voice.say("memo.obstacle.about", text=text, about=name)


def solver(view: ObstacleView, names: Names, voice: Voice) -> str:
    """Who is to settle it: the unit it was given to, beside whom it was raised to."""
    given = view.assigned.unit if view.assigned else None
    to = view.obstacle.to
    if given and to and to != given:
        unit, raised_to = join_names((given,), names), join_names((to,), names)
        return voice.say("obstacle.given.raised", unit=unit, to=raised_to)
    unit = given or to or ""
    return join_names((unit,), names) or NOTHING


def answer_due_words(view: ObstacleView) -> str:
    """The day an answer is due, or a dash."""
    due = view.assigned.due if view.assigned else None
    return short(due) if due else NOTHING


def answer_words(view: ObstacleView, voice: Voice) -> str:
    """The last answer with its paper and day, or a dash."""
    answer = view.answered
    if answer is None:
        return NOTHING
    text = phrase(answer.text or "")
    if not answer.document:
        return voice.say("obstacle.answer", text=text, day=short(answer.day))
    paper = one_line(answer.document)
    return voice.say("obstacle.answer.paper", text=text, paper=paper)


class ObstacleRow(Record):
    """A row of table G."""

    no: str
    unit: str
    text: str
    cause: str
    proposal: str
    to: str
    due: str
    answer: str
    state: str


def obstacle_rows(writer: Writer) -> list[ObstacleRow]:
    """Table G: all that nobody has closed, then what was closed in the period.

    One that is settled stands with what that did to its indicator.
    """
    voice, rows = writer.voice, []
    # a unit's obstacle may be about another's line
    labels = plan_labels(writer.plan) | labels_of(writer.view)
    views = (*writer.view.obstacles, *writer.view.settled)
    for number, view in enumerate(views, start=1):
        obstacle, state = view.obstacle, _state_and_age(view, voice)
        effect = writer.effects.get(obstacle.id)
        if view.closed is not None and effect is not None:
            before, after = (
                _verdict(effect.before, voice),
                _verdict(effect.after, voice),
            )
            blanks = {"before": before, "after": after}
            state = voice.say("obstacle.effect", state=state, **blanks)
        row = ObstacleRow(
            no=str(number),
            unit=writer.units((obstacle.unit,)),
            text=text_words(view, labels, voice),
            cause=one_line(obstacle.cause or "") or NOTHING,
            proposal=one_line(obstacle.proposal or "") or NOTHING,
            to=solver(view, writer.names, voice),
            due=answer_due_words(view),
            answer=answer_words(view, voice),
            state=state,
        )
        rows.append(row)
    return rows


def _verdict(judged: DatedView, voice: Voice) -> str:
    return verdict_words(judged.view, voice, last=judged.period.is_last)


def judged_words(judged: DatedView, voice: Voice) -> str:
    """`chậm tiến độ (Quý I/2022, ngày 17/3/2022)`."""
    period, day = label(judged.period, voice), short(judged.day)
    verdict = _verdict(judged, voice)
    return voice.say("obstacle.judged", verdict=verdict, period=period, day=day)


def settled_lines(writer: Writer) -> list[str]:
    """What was settled since the period began, and what that changed."""
    lines = []
    for view in writer.view.settled:
        unit, text = writer.units((view.obstacle.unit,)), one_line(view.obstacle.text)
        parts = [writer.say("memo.obstacle", unit=unit, text=text)]
        parts.append(state_words(view, writer.voice))
        if not writer.is_internal:  # outside only that it was settled, and how
            lines.append(join_sentence(parts))
            continue
        if effect := writer.effects.get(view.obstacle.id):
            both = (
                judged_words(v, writer.voice) for v in (effect.before, effect.after)
            )
            blanks = dict(zip(("before", "after"), both, strict=True))
            name = one_line(effect.before.view.indicator.name)
            parts.append(writer.say("obstacle.changed", name=name, **blanks))
        lines.append(join_sentence(parts))
    return lines


def unanswered_sentences(writer: Writer) -> Iterator[str]:
    """The head of part III: how many wait for an answer, who for the longest."""
    waiting = writer.digest.unanswered
    if waiting:
        oldest = max(waiting, key=lambda view: view.age)
        unit, text = writer.units_said((oldest.obstacle.unit,)), oldest.obstacle.text
        blanks = {"unit": unit, "text": phrase(text).rstrip(" .")}
        blanks |= {"age": working_days(oldest.age, writer.voice)}
        number = writer.count(len(waiting))
        yield writer.say("memo.unanswered", number=number, **blanks)


def raised_words(view: ObstacleView, writer: Writer) -> str:
    """Whose it is and what it is."""
    unit, text = writer.units((view.obstacle.unit,)), phrase(view.obstacle.text)
    return writer.say("memo.obstacle", unit=unit, text=text)


def asked_words(view: ObstacleView, writer: Writer) -> Iterator[str]:
    """What is proposed, and who is asked to settle it."""
    obstacle = view.obstacle
    if obstacle.proposal:
        yield writer.say("memo.obstacle.proposal", text=phrase(obstacle.proposal))
    if obstacle.to:
        yield writer.say("memo.obstacle.to", unit=writer.units((obstacle.to,)))


def obstacle_table(
    views: Iterable[ObstacleView], names: Names, labels: Names, voice: Voice
) -> Table:
    """The list of `cchc obstacle list` for people to read."""
    layout: TableLayout[ObstacleView] = TableLayout(
        "obstacle.column",
        LayoutColumn("number", lambda v, _: v.obstacle.id, right=True, whole=True),
        LayoutColumn("unit", lambda view, _: join_names((view.obstacle.unit,), names)),
        LayoutColumn("text", lambda view, _: text_words(view, labels, voice)),
        LayoutColumn("raised", lambda view, _: short(view.obstacle.raised), whole=True),
        LayoutColumn("assigned", lambda view, _: solver(view, names, voice)),
        LayoutColumn("due", lambda view, _: answer_due_words(view), whole=True),
        LayoutColumn("state", _state_and_age),
    )
    return layout.table(voice.say("obstacle.title"), views, voice)


STORED: TableLayout[ObstacleView] = TableLayout(
    "obstacle.column",
    LayoutColumn("number", lambda view, _: view.obstacle.id),
    LayoutColumn("unit", lambda view, _: view.obstacle.unit),
    LayoutColumn("text", lambda view, _: view.obstacle.text),
    LayoutColumn("about", lambda view, _: view.obstacle.about),
    LayoutColumn("raised", lambda view, _: view.obstacle.raised.isoformat()),
    LayoutColumn("age", lambda view, _: view.age),
    LayoutColumn(
        "assigned",
        lambda view, _: view.assigned.unit if view.assigned else view.obstacle.to,
    ),
    LayoutColumn(
        "due",
        lambda view, _: (
            view.assigned.due.isoformat()
            if view.assigned and view.assigned.due
            else None
        ),
    ),
    LayoutColumn(
        "answer", lambda view, _: view.answered.text if view.answered else None
    ),
    LayoutColumn("state", lambda view, _: view.state.value),
)
"""Obstacles as data: ids, days in ISO, states as in `cchc.obstacle/1`."""


OPEN, SETTLED = "!", "✓"


def obstacle_page(
    views: Iterable[ObstacleView],
    names: tuple[Names, Names],
    voice: Voice,
    width: int,
    *,
    colour: bool,
) -> str:
    """All of them under one another, as on the status screen.

    `names` are of indicators and tasks, and of units, by their ids.
    """
    title = StyledText(voice.say("obstacle.title"))
    lines = (obstacle_line(view, *names, voice) for view in views)
    return "\n".join(paint([title, *lines], width, colour=colour))


def obstacle_line(
    view: ObstacleView, labels: Names, names: Names, voice: Voice
) -> Block:
    """Number, unit, day and words; then its state, age and what it is about."""
    obstacle, given = view.obstacle, view.assigned
    words = {"day": short(obstacle.raised), "text": one_line(obstacle.text)}
    words["unit"] = join_names((obstacle.unit,), names)
    line = voice.say("obstacle.screen", number=obstacle.id, **words)
    mark = OPEN if view.closed is None else SETTLED
    whole = StyledText(f"{mark} {line}")
    whole.append(f" [{state_words(view, voice)}]", style=BAD if view.late else "bold")
    facts = [voice.say("obstacle.age", age=working_days(view.age, voice))]
    if obstacle.about:
        about = join_names((obstacle.about,), labels)
        facts.append(voice.say("screen.open.about", about=about))
    if obstacle.proposal:
        proposal = one_line(obstacle.proposal)
        facts.append(voice.say("screen.open.proposal", proposal=proposal))
    if given is not None:
        code = "obstacle.given.due" if given.due else "obstacle.given"
        unit, due = solver(view, names, voice), answer_due_words(view)
        facts.append(voice.say(code, unit=unit, due=due))
    elif obstacle.to:
        unit = join_names((obstacle.to,), names)
        facts.append(voice.say("screen.open.to", unit=unit))
    whole.append(f" ({'; '.join(facts)})", style=DULL)
    return Indented(whole, 2)
