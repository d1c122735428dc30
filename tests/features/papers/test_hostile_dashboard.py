"""What people typed, in any place of the dashboard, is shown and does nothing."""

import pytest

from cchc.core.plan.plan import Commitment, Plan
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.status import CommitmentView, StatusView
from cchc.text.record import replace
from cchc.words.translator import Voice
from tests.features.papers.test_dashboard import look
from tests.features.papers.test_hostile_paper import PLAYS, about
from tests.paper.pages import Page

HARMLESS = {
    *("html", "head", "meta", "title", "style", "body", "header", "main", "nav"),
    *("section", "article", "div", "p", "span", "ul", "li", "a", "b", "em", "strong"),
    *(
        "small",
        "h1",
        "h2",
        "h3",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ),
    *("svg", "desc", "rect", "line", "polyline", "circle", "text"),
}


@pytest.fixture(params=PLAYS, ids=list(PLAYS))
def play(request: pytest.FixtureRequest) -> tuple[str, str]:
    named: str = request.param
    return PLAYS[named]


def with_name(view: IndicatorView, text: str) -> IndicatorView:
    return replace(view, indicator=replace(view.indicator, name=text, unit=text))


def spoilt(view: StatusView, plan: Plan, text: str) -> tuple[StatusView, Plan]:
    """The text as every name that a person may choose."""
    units = tuple(replace(each, name=text) for each in plan.units)
    areas = tuple(replace(each, name=text) for each in plan.areas)
    told = about(view, text)
    return replace(
        told,
        plan_title=text,
        period=replace(view.period, title=text),
        periods=tuple(replace(each, title=text, name=text) for each in view.periods),
        areas=areas,
        units=tuple(replace(e, unit=replace(e.unit, name=text)) for e in view.units),
        tasks=tuple(
            replace(e, task=replace(e.task, name=text), result=text, document=text)
            for e in view.tasks
        ),
        commitments=tuple(_spoilt(each, text) for each in view.commitments),
        indicators=tuple(with_name(each, text) for each in view.indicators),
    ), replace(
        plan, units=units, areas=areas, authority=replace(plan.authority, name=text)
    )


def _spoilt(one: CommitmentView, text: str) -> CommitmentView:
    named: Commitment = replace(one.commitment, name=text)
    seen = tuple(with_name(each, text) for each in one.indicators)
    return replace(one, commitment=named, indicators=seen)


@pytest.fixture
def page(view: StatusView, plan: Plan, vi: Voice, play: tuple[str, str]) -> Page:
    return look(*spoilt(view, plan, play[0]), vi)


def test_it_is_shown_as_it_was_typed(page: Page, play: tuple[str, str]) -> None:
    assert page.table("Nội dung cam kết").rows[2][0][0] == play[1]
    assert page.drawings[0].title == play[1]
    caption = "Việc chưa giải quyết trước, việc giải quyết trong kỳ sau"
    assert page.table(caption).rows[1][1][0] == play[1]


def test_it_makes_nothing_of_its_own(page: Page) -> None:
    assert page.tags <= HARMLESS | {"title"}
    assert not [name for name, _ in page.attributes if name.startswith(("on", "style"))]
    assert all(each.startswith("#") for each in page.values("href"))
    for sign in "\x1b\u202e\x00\u2028":
        assert sign not in page.source


def test_drawings_stay_drawings(page: Page) -> None:
    drawings = page.drawings
    assert len(drawings) == 6
    assert {each.root.get("role") for each in drawings} == {"img"}
