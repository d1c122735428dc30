"""What units wrote themselves, set into the memo as sentences."""

from cchc.core.facts.report import Section
from cchc.paper.manuscript import Plain
from cchc.phrases.indicator_sentences import Writer
from cchc.text.sanitize import inert

ENDS = (".", "!", "?", "…", ":", ")", "”", '"')


def ended(text: str) -> str:
    """The text with one full stop, whatever mark it ended with."""
    return text.rstrip(" .;,") + "."


def own_words(writer: Writer) -> Plain:
    """The units' own words by part of the report, each under its unit's name.

    Returns:
        By section: unit and lines, units in the order of the plan.
    """
    return {section.value: _said(section, writer) for section in Section}


def _said(section: Section, writer: Writer) -> list[Plain]:
    """What units wrote of one part, in the order of the plan, as sentences."""
    order = {each.id: place for place, each in enumerate(writer.plan.units)}
    found = [
        each
        for each in writer.view.narratives
        if each.section is section and each.text.strip()
    ]
    return [
        {"unit": writer.units((each.unit,)), "lines": _sentences(each.text)}
        for each in sorted(found, key=lambda one: order.get(one.unit, len(order)))
    ]


def _sentences(text: str) -> list[Plain]:
    """The lines of a text without the empty ones; the last ends as a sentence."""
    lines = [line.strip() for line in inert(text).split("\n") if line.strip()]
    *others, last = lines
    return [*others, last if last.endswith(ENDS) else ended(last)]
