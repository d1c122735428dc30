"""An answer to `why` as `cchc.why/1`."""

from cchc.core.why.answer import TopicKind
from cchc.features.status.show.indicator_json import IndicatorJson
from cchc.features.status.show.why import sentence
from cchc.phrases.documents import PaperJson, RevisionJson
from cchc.screen.document import Day, JsonDocument, inline, key


class ReasonJson(JsonDocument):
    """A reason and those that it rests on."""

    code: str = key("Code of the sentence.")
    text: str = key(
        "The sentence.",
        join=lambda reason, given: sentence(
            reason, given["voice"], given["labels"], given["figures"]
        ),
    )
    says: dict[str, str | int] = key("What fills the sentence's blanks.", "blanks")
    because: "list[ReasonJson]" = key("The reasons below it.", "reasons")


class WhatJson(JsonDocument):
    """What was asked about."""

    kind: TopicKind = key("What it is.")
    id: str = key("Its id.")


class RevisionOfCellJson(JsonDocument):
    """A revision with the cell that it is of."""

    indicator: str = key("Id of the indicator.", lambda r: r.cell[0])
    unit: str = key("Id of the unit.", lambda r: r.cell[1])
    period: str = key("Name of the period.", lambda r: r.cell[2])
    _revision = inline(RevisionJson)
    document: PaperJson = key("The paper it came on.")
    received: Day = key("When the report came.")


class WhyJson(JsonDocument, schema="cchc.why/1", verbs=("why",)):
    """What a figure or verdict rests on."""

    plan: str = key("Id of the plan.", "version.plan.id")
    plan_version: int = key("The version in force.", "version.number")
    period: str = key("Id of the period.", "period.id")
    as_of: Day = key("As known on this day.")
    what: WhatJson = key("What was asked about.", "asked")
    sentence: str = key(
        "The answer in one sentence.",
        join=lambda answer, given: sentence(
            answer.reason, given["voice"], given["labels"], given["figures"]
        ),
    )
    indicators: list[IndicatorJson] = key("Indicators that it rests on.")
    cells: list[RevisionOfCellJson] = key("Revisions that it rests on.", "revisions")
    because: list[ReasonJson] = key("The reasons.", "reason.reasons")
