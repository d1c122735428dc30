"""An answer to `why` as `cchc.why/1`: the sentence, the figures, cells and reasons."""

from typing import Any

from cchc.core.facts.report import Revision
from cchc.core.why.answer import Kind as AskedKind
from cchc.core.why.explanation import Because
from cchc.features.status.show.indicator_json import INDICATOR
from cchc.features.status.show.why import sentence
from cchc.phrases.documents import PAPER, REVISION
from cchc.screen.document import (
    COUNT,
    DAY,
    TEXT,
    Document,
    Field,
    Kind,
    choice,
    either,
    list_of,
    map_of,
)

REASON: Document[Because] = Document(
    "reason",
    "A reason and those that it rests on.",
    Field("code", TEXT, "Code of the sentence."),
    Field(
        "text",
        TEXT,
        "The sentence.",
        join=lambda reason, given: sentence(reason, given["voice"]),
    ),
    Field("says", map_of(either(TEXT, COUNT)), "What fills the sentence's blanks."),
    Field(
        "because",
        list_of(
            Kind(
                lambda reason, given: REASON.encode(reason, given),  # noqa: PLW0108  # made below
                {"$ref": "#/$defs/reason"},
            )
        ),
        "The reasons below it.",
    ),
)
WHY: Document[Any] = Document(
    "why",
    "What a figure or verdict rests on.",
    Field("plan", TEXT, "Id of the plan.", "version.plan.id"),
    Field("plan_version", COUNT, "The version in force.", "version.number"),
    Field("period", TEXT, "Id of the period.", "period.id"),
    Field("as_of", DAY, "As known on this day."),
    Field(
        "what",
        Document[Any](
            "what",
            "What was asked about.",
            Field("kind", choice(AskedKind), "What it is."),
            Field("id", TEXT, "Its id."),
        ),
        "What was asked about.",
        "asked",
    ),
    Field(
        "sentence",
        TEXT,
        "The answer in one sentence.",
        join=lambda answer, given: sentence(answer.reason, given["voice"]),
    ),
    Field("indicators", list_of(INDICATOR), "Indicators that it rests on."),
    Field(
        "cells",
        list_of(
            Document[Revision](
                "revision_of_cell",
                "A revision with the cell that it is of.",
                Field("indicator", TEXT, "Id of the indicator.", lambda r: r.cell[0]),
                Field("unit", TEXT, "Id of the unit.", lambda r: r.cell[1]),
                Field("period", TEXT, "Name of the period.", lambda r: r.cell[2]),
                *REVISION.fields,
                Field("document", PAPER, "The paper it came on."),
                Field("received", DAY, "When the report came."),
            )
        ),
        "Revisions that it rests on.",
        "revisions",
    ),
    Field("because", list_of(REASON), "The reasons.", "reason.because"),
    schema="cchc.why/1",
    verbs=("why",),
)
