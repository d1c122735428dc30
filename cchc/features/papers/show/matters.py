"""What a meeting has to decide: a paper with room for each conclusion, and a file.

The conclusions are written into the file, which `obstacle assign --from` takes back.
"""

from cchc.core.plan.plan import Plan
from cchc.core.verdict.status import StatusView
from cchc.features.papers.show.attention_items import attention_items, waiting_obstacles
from cchc.features.papers.show.brief import COLUMNS, brief_head
from cchc.features.papers.show.memo import PaperSurroundings
from cchc.features.papers.show.tables import roman
from cchc.paper.manuscript import Plain
from cchc.phrases.obstacles import asked_words, state_words
from cchc.phrases.share_phrases import BLANK
from cchc.phrases.task_phrases import task_due_words
from cchc.phrases.unit_texts import join_sentence
from cchc.phrases.writer import Writer
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice

ROOM = BLANK * 12
"""Dots in which a conclusion is written by hand."""

SCHEMA = "cchc.conclusions/1"


def matters_content(
    view: StatusView, plan: Plan, voice: Voice, around: PaperSurroundings
) -> dict[str, Plain]:
    """What the template may print: every matter of the brief, none cut away."""
    writer = Writer(view, plan, voice)
    groups: list[Plain] = []
    for code, items in attention_items(writer).items():
        if items:
            name = writer.say(f"brief.{code}", number=writer.count(len(items)))
            rows: list[Plain] = [
                {"no": str(number), "room": ROOM}
                | {key: str(getattr(item, key)) for key in COLUMNS[1:]}
                for number, item in enumerate(items, start=1)
            ]
            groups.append({"mark": roman(len(groups) + 1), "name": name, "rows": rows})
    return {**brief_head(writer, around), "groups": groups}


def conclusions_yaml(view: StatusView, plan: Plan, voice: Voice) -> str:
    """The file of conclusions: each matter as a remark, its blanks beneath."""
    writer = Writer(view, plan, voice)
    lines = [f"# {line}" for line in voice.say("conclusions.about").split("\n")]
    lines += [f"schema: {SCHEMA}", f"document:  # {voice.say('conclusions.document')}"]
    waiting = waiting_obstacles(writer)
    lines += ["", "obstacles:" if waiting else "obstacles: []"]
    for raised in waiting:
        unit = writer.units((raised.obstacle.unit,))
        parts = (one_line(raised.obstacle.text), *asked_words(raised, writer))
        state = state_words(raised, voice)
        lines += [
            f"  # {unit}: {join_sentence((*parts, state))}",
            f"  - number: {raised.obstacle.id}",
            *(f"    {key}:" for key in ("unit", "due", "instruction")),
        ]
    late = writer.digest.oldest_overdue
    lines += ["", "tasks:" if late else "tasks: []"]
    for task in late:
        name, due = one_line(task.task.name), task_due_words(task, voice)
        units = writer.some_units(task.waiting or task.task.doers)
        lines += [
            f"  # {name} ({due}): {units}",
            f'  - id: "{task.task.id}"',
            *(f"    {key}:" for key in ("until", "drop", "reason")),
        ]
    return "\n".join(lines) + "\n"
