"""The office's words and the units' words, each where the report tells of them."""

from collections.abc import Iterable, Mapping

from cchc.core.facts.report import Narrative, Section
from cchc.core.facts.typed import parted_causes
from cchc.paper.manuscript import Plain
from cchc.phrases.outline import (
    DIRECTING,
    PROMISES,
    Subjects,
    outline_of,
    speaks_of,
    subjects_of,
)
from cchc.phrases.troubled import troubled_lines
from cchc.phrases.unit_texts import text_lines
from cchc.phrases.writer import Writer
from cchc.text.sanitize import inert

PlacedWords = Mapping[str, list[Plain]]
"""Units' words by the area, or the section of the outline, that they speak of."""

_IN_SECTIONS = {Section.NEXT: "IV", Section.PROPOSALS: "V"}


def own_paragraphs(writer: Writer, section: str) -> list[str]:
    """What the office wrote for a section, its paragraphs kept."""
    notes = (note for note in writer.notes if note.section == section)
    own = [note for note in notes if note.unit is None]
    return [line for note in own for line in text_lines(note.text)]


def placed_words(writer: Writer) -> PlacedWords:
    """Words of units by where the report prints them, in the order of the plan.

    What the office edited stands in its section, in place of what the unit wrote for
    it. What units lack, mean to do and ask of the office stays inside (DOCUMENTS 1.1).
    """
    placed: dict[str, dict[str, list[str]]] = {}
    subjects = subjects_of(writer.view)
    for narrative in _in_plan_order(writer.view.narratives, writer):
        if (key := _place_of(narrative, subjects, writer)) is not None:
            lines = text_lines(narrative.text)
            if narrative.section is Section.SHORTCOMINGS and lines:
                first = writer.say("memo.words.shortcomings", text=lines[0])
                lines = [first, *lines[1:]]
            placed.setdefault(key, {}).setdefault(narrative.unit, []).extend(lines)
    outline = outline_of(writer.plan, writer.voice)
    areas = {section.key: section.area or section.key for section in outline}
    for note in writer.notes:
        if note.unit is not None:
            area = areas.get(note.section, note.section)
            placed.setdefault(area, {})[note.unit] = text_lines(note.text)
    return {
        key: [
            {"unit": writer.units((unit,)), "lines": lines}
            for unit, lines in words.items()
            if lines
        ]
        for key, words in placed.items()
    }


def _place_of(narrative: Narrative, subjects: Subjects, writer: Writer) -> str | None:
    is_result = narrative.section is Section.RESULTS
    is_lapse = narrative.section is Section.SHORTCOMINGS and writer.is_internal
    if is_result or is_lapse:
        place = speaks_of(subjects, narrative.text) or DIRECTING
        unit, lines = narrative.unit, writer.plan.all_indicators
        is_leading = any(line.lead == unit for line in lines)
        has_share = any(unit in line.allot for line in lines)
        if place == PROMISES and has_share and not (is_leading or writer.is_internal):
            return None  # table E tells of its share
        return place
    section = _IN_SECTIONS.get(narrative.section)
    return section if writer.is_internal else None


def narratives(writer: Writer) -> dict[str, Plain]:
    """The units' own words by part of the report, in the order of the plan."""
    texts: dict[str, list[Plain]] = {section.value: [] for section in Section}
    for narrative in _in_plan_order(writer.view.narratives, writer):
        unit, lines = writer.units((narrative.unit,)), text_lines(narrative.text)
        texts[narrative.section.value].append({"unit": unit, "lines": lines})
    return {**texts}


def _in_plan_order(texts: Iterable[Narrative], writer: Writer) -> list[Narrative]:
    order = {unit: place for place, unit in enumerate(writer.names)}
    written = [text for text in texts if text.text.strip()]
    return sorted(written, key=lambda text: order.get(text.unit, len(order)))


def cause_lines(writer: Writer) -> dict[str, list[str]]:
    """Why what falls short does, khách quan and chủ quan apart, each with whose it is.

    Those that no unit parted stand under `other`; open obstacles give theirs. Outside
    of the house only of units that report or lead a figure in trouble.
    """
    troubled = [line.indicator for line in troubled_lines(writer.view)]
    concerned = {unit for line in troubled for unit in (line.lead, *line.reporters)}
    about = {line.id for line in troubled}
    causes: dict[str, list[str]] = {"objective": [], "subjective": [], "other": []}
    for narrative in _in_plan_order(writer.view.narratives, writer):
        is_told = writer.is_internal or narrative.unit in concerned
        if narrative.section is Section.CAUSES and is_told:
            for kind, line in parted_causes(inert(narrative.text)):
                key = "other" if kind is None else kind.value
                causes[key].append(_cause(narrative.unit, line.rstrip(" ."), writer))
    for view in writer.digest.open_obstacles:
        is_told = writer.is_internal or view.obstacle.about in about
        if view.obstacle.cause and is_told:
            text = " ".join(text_lines(view.obstacle.cause)).rstrip(" .")
            causes["other"].append(_cause(view.obstacle.unit, text, writer))
    return {key: [*dict.fromkeys(lines)] for key, lines in causes.items()}


def _cause(unit: str, text: str, writer: Writer) -> str:
    return writer.say("memo.cause", unit=writer.units_said((unit,)), cause=text)
