"""Why a line is void, and how the first version of the plan sees the year."""

from collections.abc import Iterator

from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.status import StatusView
from cchc.core.why.cells import paper_text
from cchc.core.why.explanation import Because, Said
from cchc.text.number_format import vietnamese

NOTHING = "–"


def why_withdrawn(
    view: IndicatorView, whole: StatusView, cells: tuple[Because, ...]
) -> Because:
    """Rule S0: the decision that withdrew the line, and what was reported of it."""
    one = view.indicator
    paper = whole.amended[one.id].decision
    says: dict[str, Said] = {
        "id": one.id,
        "name": one.name,
        "status": view.verdict.status.value,
        "shown": view.shown,
        "target": view.shown_target,
        "paper": paper_text(paper.number, paper.date) or NOTHING,
    }
    return Because("why.withdrawn", says, cells)


def why_by_original(key: str, whole: StatusView) -> Iterator[Because]:
    """The second line of the year, where the first version promised otherwise."""
    view = whole.original.indicators.get(key) if whole.original else None
    if view is None:
        return
    share = vietnamese(view.percent) if view.percent is not None else NOTHING
    says: dict[str, Said] = {
        "status": view.verdict.status.value,
        "rule": view.verdict.rule,
        "shown": view.shown,
        "target": view.shown_target,
        "percent": share,
    }
    yield Because("why.by_original", says)
