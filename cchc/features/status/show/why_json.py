"""An answer to `why` as `cchc.why/1`: the sentence, the figures, cells and reasons."""

import json
from collections.abc import Iterable
from datetime import date

from cchc.core.facts.report import Revision
from cchc.core.plan.period import Period
from cchc.core.plan.plan import PlanVersion
from cchc.core.verdict.view import IndicatorView
from cchc.core.why.answer import Asked
from cchc.core.why.explanation import Because
from cchc.features.status.show.status_json import indicator_document
from cchc.features.status.show.why import reason_json, sentence
from cchc.phrases.report_json import paper_json, revision_json
from cchc.words.translator import Voice

SCHEMA = "cchc.why/1"


def why_json(
    asked: Asked,
    version: PlanVersion,
    period: Period,
    as_of: date,
    answer: tuple[Because, Iterable[IndicatorView], Iterable[Revision]],
    voice: Voice,
) -> str:
    """The whole answer; figures as decimal strings, sentences in the voice."""
    reason, indicators, revisions = answer
    document = {
        "schema": SCHEMA,
        "plan": version.plan.id,
        "plan_version": version.number,
        "period": period.id,
        "as_of": as_of.isoformat(),
        "what": {"kind": asked.kind.value, "id": asked.id},
        "sentence": sentence(reason, voice),
        "indicators": [indicator_document(each) for each in indicators],
        "cells": [_cell(one) for one in revisions],
        "because": [reason_json(each, voice) for each in reason.because],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _cell(one: Revision) -> dict[str, object]:
    """A revision with the cell it belongs to and the paper it came on."""
    indicator, unit, period = one.cell
    return {
        "indicator": indicator,
        "unit": unit,
        "period": period,
        **revision_json(one),
        "document": paper_json(one.document),
        "received": one.received.isoformat(),
    }
