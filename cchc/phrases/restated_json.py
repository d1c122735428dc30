"""What the last issued memo said otherwise, as data; only the standard library."""

from collections.abc import Iterable, Mapping

from cchc.core.plan.period import Period
from cchc.core.verdict.issued import Restated, Since
from cchc.phrases.report_json import (
    Document,
    effect_json,
    item_json,
    paper_json,
    reading_json,
)


def restated_json(since: Since | None, periods: Iterable[Period]) -> Document | None:
    """The last issued memo and the cells told otherwise, as data; None: no memo."""
    if since is None:
        return None
    memo = since.memo
    ids = {each.name: each.id for each in periods}
    return {
        "number": memo.number,
        "period": ids.get(memo.period, memo.period),
        "as_of": memo.as_of.isoformat(),
        "plan_version": memo.version,
        "document": paper_json(memo.document),
        "sha256": memo.content_sha256,
        "restated": [_restated_json(each, ids) for each in since.restated],
    }


def _restated_json(one: Restated, ids: Mapping[str, str]) -> Document:
    indicator, unit, period = one.cell
    return {
        "indicator": indicator,
        "unit": unit,
        "period": ids.get(period, period),
        "before": reading_json(one.before),
        "after": reading_json(one.after),
        "gained": [item_json(each) for each in one.gained],
        "lost": [item_json(each) for each in one.lost],
        "reason": one.reason,
        "effect": effect_json(one.old, one.new),
    }
