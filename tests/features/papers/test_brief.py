"""The chairman's page: one page, every figure from the report, every word inert."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cchc.core.plan.plan import Plan
from cchc.core.plan.unit import NOBODY
from cchc.core.verdict.status import StatusView
from cchc.core.verdict.statuses import Reporting
from cchc.core.verdict.unit_reports import ReportCounts
from cchc.paper.html import page
from cchc.paper.paper import Letterhead, PaperParts, PaperTable
from cchc.text.record import replace
from cchc.words.translator import Lang, Voice
from tests.features.papers.kinds import brief_draft, obstacles, quiet
from tests.features.papers.laid_out import laid_out_height
from tests.features.papers.papers import cells_of, drafted, opened, word_bytes
from tests.features.papers.test_hostile_paper import PLAYS, about

GOLDEN = Path(__file__).parent / "golden"
ROOM = 14260
"""Twips that a page has for the text, by the measure of `laid_out_height`."""


def table(paper: PaperParts) -> list[list[str]]:
    (grid,) = [each for each in paper.body if isinstance(each, PaperTable)]
    return cells_of(grid)


def test_the_page_of_six_months_is_this_text(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    text = brief_draft(view, plan, vi).text
    assert text == (GOLDEN / "brief.vi.md").read_text("utf-8")


def test_the_page_in_english_is_this_text(
    view: StatusView, plan: Plan, en: Voice
) -> None:
    text = brief_draft(view, plan, en).text
    assert text == (GOLDEN / "brief.en.md").read_text("utf-8")


def test_it_is_by_the_unit_that_drafts_and_for_the_one_who_signs(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    text = brief_draft(view, plan, vi).text
    assert "**PHÒNG NỘI VỤ**" in text
    assert "Kính gửi: Chủ tịch Ủy ban nhân dân thành phố Sa Đéc." in text
    assert "**TRƯỞNG PHÒNG**" in text
    assert "Nguyễn Văn Hon" not in text


def test_a_plan_without_roles_or_signer_names_nobody(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    bare = replace(plan, roles={}, authority=replace(plan.authority, signer=NOBODY))
    text = brief_draft(view, bare, vi).text
    assert "Kính gửi: Ủy ban nhân dân thành phố Sa Đéc." in text
    assert "Đề nghị lãnh đạo chỉ đạo" in text


def test_every_red_row_says_who_and_what_is_asked(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    for row in table(brief_draft(view, plan, vi).paper)[1:]:
        if row[0].isdecimal():
            assert all(row), row


def test_what_a_unit_proposed_is_the_decision_that_is_asked_for(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    rows = table(brief_draft(view, plan, vi).paper)
    (first,) = [each for each in rows if "Thiếu mặt bằng" in each[1]]
    assert first[3:] == ["Phòng Tài chính - Kế hoạch", "Bố trí khu đất công"]
    assert "(Phường 1 nêu)" in first[1]


def figures(text: str) -> set[str]:
    """Whatever has a digit and a sign that only figures have: `182/183`, `99,45%`."""
    bare = {each.strip("().;:,*…") for each in text.replace("\\", "").split()}
    return {e for e in bare if any(map(str.isdigit, e)) and {*",%/"} & {*e}}


def test_every_figure_is_in_the_report_in_the_same_letters(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    report = drafted(view, plan, vi).text.replace("\\", "")
    told = figures(brief_draft(view, plan, vi).text)
    assert {"99,45%", "182/183", "100%", "2/3"} <= told
    counted_here = {"29/6/2022", "19/9/2022", "01/05"}
    assert {each for each in told if each not in report} <= counted_here


def test_however_much_there_is_it_stays_one_page_and_says_how_much_more(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    worst = replace(view, obstacles=obstacles(40, "Thiếu mặt bằng sạch " * 30))
    draft = brief_draft(worst, plan, vi)
    rows = table(draft.paper)
    heading = next(each[1] for each in rows if "chưa được trả lời" in each[1])
    shown = [each for each in rows if "Thiếu mặt bằng sạch" in each[1]]
    assert heading == (
        "Khó khăn, vướng mắc chưa được trả lời: 40 ("
        f"{40 - len(shown)} nội dung còn lại xem báo cáo)"
    )
    assert shown
    assert len(draft.text) < 6000
    assert all(len(cell) < 220 for row in rows for cell in row)


def test_ten_million_letters_of_a_unit_are_a_line_of_the_page(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    long = obstacles(1, "|<{{ " * 2_000_000)
    assert len(brief_draft(replace(view, obstacles=long), plan, vi).text) < 6000


def test_when_all_is_well_it_says_so(view: StatusView, plan: Plan, vi: Voice) -> None:
    text = brief_draft(quiet(view), plan, vi).text
    assert "Không có nội dung cần Chủ tịch chỉ đạo" in text
    assert "không có nhiệm vụ quá hạn" in text
    assert "| TT |" not in text


def test_where_nobody_reported_it_says_who_and_rests_on_none(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    silent = tuple(
        replace(each, report=Reporting.OVERDUE, on_time=False, first=None, last=None)
        for each in view.units
    )
    empty = replace(view, units=silent, reports=ReportCounts(8, 0, 0, 8))
    text = brief_draft(empty, plan, vi).text
    assert "Số liệu tạm tính, chưa đơn vị nào gửi đủ báo cáo." in text
    assert "08 đơn vị quá hạn chưa gửi báo cáo (hạn 17/6/2022)" in text
    assert "và 05 đơn vị khác" in text


def test_a_plan_without_commitments_counts_its_indicators(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    bare = replace(view, commitments=())
    text = brief_draft(bare, replace(plan, commitments=()), vi).text
    assert "Trong 01 chỉ tiêu: 01 đúng tiến độ." in text


def test_a_plan_of_nothing_says_that(view: StatusView, plan: Plan, vi: Voice) -> None:
    bare = replace(view, commitments=(), indicators=(), tasks=())
    text = brief_draft(bare, plan, vi).text
    assert "không có chỉ tiêu phải đánh giá. Kế hoạch không giao nhiệm vụ" in text


def test_after_the_last_period_nothing_more_is_announced(
    in_period: Callable[[str], StatusView], plan: Plan, vi: Voice
) -> None:
    text = brief_draft(replace(in_period("Q4"), tasks=()), plan, vi).text
    assert "Kế hoạch không còn kỳ báo cáo" in text


@pytest.mark.parametrize("play", PLAYS.values(), ids=list(PLAYS))
def test_what_a_unit_typed_is_shown_and_does_nothing(
    view: StatusView, plan: Plan, vi: Voice, play: tuple[str, str]
) -> None:
    draft = brief_draft(about(view, play[0]), plan, vi)
    cells = [cell for row in table(draft.paper) for cell in row]
    assert any(cell.startswith(play[1][:80]) for cell in cells)
    word = opened(word_bytes(draft, vi))
    text = "".join(each.text for each in word.element.body.iter() if each.text)
    assert play[1][:80] in text
    html = page(draft.paper, Lang.VI)
    assert "<script" not in html
    assert "\x1b" not in html
    assert "\u202e" not in html


LONG = "cải cách hành chính và chuyển đổi số của thành phố trực thuộc tỉnh, các khu vực"


@pytest.mark.parametrize("length", [0, 30, 80])
@pytest.mark.parametrize("what", ["title", "units", "authority", "names", "all"])
def test_with_names_of_every_length_it_is_laid_out_on_one_page(
    view: StatusView, plan: Plan, vi: Voice, what: str, length: int
) -> None:
    more, own = f" {LONG[:length].strip()}", plan.authority
    parts = {what} if what != "all" else {"title", "units", "authority", "names"}
    if "title" in parts:
        title = f"{own.signer.title}{more}"
        own = replace(own, signer=replace(own.signer, title=title))
    if "authority" in parts:
        own = replace(own, name=own.name + more)
    units = plan.units
    if "units" in parts:
        units = tuple(replace(unit, name=unit.name + more) for unit in units)
    waiting = obstacles(9, f"Thiếu mặt bằng{more if 'names' in parts else ''}")
    worst = replace(view, obstacles=waiting)
    draft = brief_draft(worst, replace(plan, authority=own, units=units), vi)
    height = laid_out_height(word_bytes(draft, vi, Letterhead.BRIEF))
    assert height <= ROOM, height
