"""How a promise is spoken of: the rows of the grammar of figures."""

from enum import StrEnum


class Manner(StrEnum):
    """How a kind of target is spoken of (`cchc.phrases.figures.grammar`).

    FLOOR: so much or more. CEILING: so much at most. NONE: nothing at all. RANGE:
    between two ends. RISE, FALL: against the baseline. RANK: a place, DAY: done by a
    day, ANSWER: yes, ASSIGNED: so much as is still to be told. EACH: every unit for
    itself.
    """

    FLOOR = "floor"
    CEILING = "ceiling"
    NONE = "none"
    RANGE = "range"
    RISE = "rise"
    FALL = "fall"
    RANK = "rank"
    DAY = "day"
    ANSWER = "answer"
    EACH = "each"
    ASSIGNED = "assigned"
