"""The heat map: what a unit said, how far its part is, never a verdict of its own."""

from datetime import date
from decimal import Decimal

import pytest

from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import Indicator, Plan
from cchc.core.plan.targets.kinds import By, Yes
from cchc.core.plan.targets.line import AtLeast, AtMost
from cchc.core.verdict.statuses import Status
from cchc.features.papers.show.dashboard.heat import (
    MOST_COLUMNS,
    HeatCell,
    heat_cells,
    heat_legend,
    heat_tables,
)
from cchc.features.papers.show.tables import share_tables
from cchc.paper.html import render_html, style_sheet
from cchc.phrases.figure_phrases import status_words
from cchc.phrases.writer import Writer
from cchc.text.record import replace
from cchc.words.translator import Lang, voice
from tests.core.world import DAYS, Said, facts_of, indicator, plan_of, whole_view
from tests.paper.pages import Page

VI = voice(Lang.VI)
UNITS = ("u1", "u2", "u3", "u4", "u5")


def shared(one: Indicator, *parts: int) -> Indicator:
    return replace(
        one, allot={u: Decimal(n) for u, n in zip(UNITS, parts, strict=True)}
    )


def clerk_of(one: Indicator, **said: Said) -> Writer:
    plan = plan_of(one)
    told = {(unit, "Q1"): value for unit, value in said.items()}
    return Writer(whole_view(plan, facts_of(told, DAYS["Q1"]), "Q1"), plan, VI)


def of(one: Indicator, **said: Said) -> dict[str, HeatCell]:
    writer = clerk_of(one, **said)
    return heat_cells(writer.view.indicators[0], writer)


def map_of(writer: Writer) -> Page:
    tables, legend, say = heat_tables(writer), heat_legend(writer), writer.say
    return Page(render_html("heat.html.j2", heat=tables, legend=legend, say=say))


FIRMS = shared(
    indicator(Measure.FLOW, AtLeast(Decimal(40)), units=UNITS), 8, 8, 8, 8, 8
)


def test_a_part_is_told_in_quarters_of_it() -> None:
    found = of(FIRMS, u1=0, u2=1, u3=4, u4=8, u5=9)
    assert [(e.symbol, e.words) for e in found.values()] == [
        ("▁", "0%"),
        ("▂", "12,5%"),
        ("▅", "50%"),
        ("█", "100%"),
        ("█", "112,5%"),
    ]


def test_who_said_nothing_is_not_who_has_nothing() -> None:
    found = of(FIRMS, u1=0, u2="nil", u3="unavailable")
    assert found["u1"].words == "0%"
    assert found["u2"].words == "0%"
    assert found["u3"].words == "chưa công bố"
    assert found["u4"] == HeatCell("✗", "chưa báo cáo", "missing")


def test_percentages_are_those_of_the_table_of_shares() -> None:
    writer = clerk_of(FIRMS, u1=3, u2=1, u3=4, u4=8, u5=7)
    (_, rows), *_ = share_tables(writer)
    printed = {row.percent for row in rows}
    found = heat_cells(writer.view.indicators[0], writer)
    assert {each.words for each in found.values()} <= printed


def test_a_rate_stands_beside_its_target() -> None:
    one = indicator(Measure.RATIO, AtLeast(Decimal(98)), units=("u1", "u2"))
    found = of(one, u1="98/100", u2="97/100")
    assert [(e.symbol, e.words) for e in found.values()] == [("◆", "98%"), ("◇", "97%")]


def test_where_less_is_better_more_is_not_fuller() -> None:
    found = of(indicator(Measure.FLOW, AtMost(Decimal(3))), u1=4)
    assert found["u1"] == HeatCell("◇", "4", "outside")


def test_answers_and_days_are_shown_as_they_were_given() -> None:
    yes = of(indicator(Measure.YES, Yes(), units=("u1", "u2")), u1=True, u2=False)
    assert [each.words for each in yes.values()] == ["có", "không"]
    by = of(indicator(Measure.MILESTONE, By(date(2022, 6, 30))), u1=date(2022, 3, 2))
    assert by["u1"] == HeatCell("✓", "02/3/2022", "within")


def test_a_statistic_is_a_figure_with_nothing_to_hold_against() -> None:
    one = replace(indicator(Measure.FLOW, None, units=("u1", "u2")), trajectory=None)
    assert of(one, u1=1234, u2=0)["u1"] == HeatCell("•", "1.234", "value")


@pytest.mark.parametrize("status", list(Status))
def test_only_the_whole_has_a_verdict(status: Status) -> None:
    page = map_of(clerk_of(FIRMS, u1=0, u2=1))
    word = status_words(status, VI, last=False)
    if status is Status.AWAITED:  # the answer of a unit is called the same
        return
    rows = page.tables[0].rows
    assert [row[0] for row in rows[1:2]] == [["Tổng cộng"]]
    assert not [cell for row in rows[2:] for cell in row if word in cell]


def many(number: int) -> Plan:
    each = indicator(Measure.FLOW, AtLeast(Decimal(40)))
    return plan_of(*(replace(each, id=f"x{n}") for n in range(number)))


def test_no_table_is_wider_than_a_page() -> None:
    plan = many(2 * MOST_COLUMNS + 1)
    view = whole_view(plan, facts_of({}, DAYS["Q1"]), "Q1")
    page = map_of(Writer(view, plan, VI))
    columns = [len(each.rows[0]) for each in page.tables]
    assert columns == [8 + 2, 8 + 1, 9 + 1]
    assert [len(each.rows) for each in page.tables] == [1 + 1 + 12, 3, 3]
    assert page.values("tabindex") == ["0"] * 3


def test_the_style_sheet_has_a_width_for_every_table() -> None:
    text = style_sheet("dashboard.css").text
    widths = [f".board .cols-{number} " in text for number in range(1, 14)]
    assert widths == [True] * MOST_COLUMNS + [False]
