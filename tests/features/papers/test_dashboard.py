"""The dashboard: the report's own figures at a glance, in a file that does nothing."""

from collections.abc import Callable
from datetime import date

import pytest

from cchc.core.facts.report import Facts
from cchc.core.plan.plan import Plan
from cchc.core.plan.unit import Authority, Unit
from cchc.core.verdict.status import StatusView
from cchc.core.verdict.statuses import Reporting, Status
from cchc.features.papers.show.dashboard.page import PARTS, dashboard
from cchc.features.papers.show.memo import PaperSurroundings
from cchc.paper.paper import plain_text
from cchc.phrases.writer import Writer
from cchc.text.record import replace
from cchc.text.sanitize import one_line
from cchc.words.prose import NOTHING
from cchc.words.translator import Voice
from tests.core.world import whole_view
from tests.features.papers.papers import cells_of, drafted
from tests.paper.pages import Page

Look = Callable[[StatusView, Plan, Voice], Page]


def look(view: StatusView, plan: Plan, voice: Voice, notice: str | None = None) -> Page:
    draft = drafted(view, plan, voice, notice=notice)
    return Page(
        dashboard(Writer(view, plan, voice), draft.paper, PaperSurroundings(notice))
    )


@pytest.fixture
def page(view: StatusView, plan: Plan, vi: Voice) -> Page:
    return look(view, plan, vi)


def of_report(view: StatusView, plan: Plan, voice: Voice) -> set[str]:
    """Every cell of the report's tables."""
    sheets = drafted(view, plan, voice).paper.sheets
    return {cell for e in sheets for row in cells_of(e.grid) for cell in row}


@pytest.mark.parametrize(
    "caption",
    [
        "Nội dung cam kết",
        "Chỉ tiêu của các lĩnh vực",
        "Đơn vị chưa gửi, gửi trễ hoặc chưa đủ số liệu",
    ],
)
def test_every_cell_of_a_table_is_a_cell_of_the_report(
    page: Page, view: StatusView, plan: Plan, vi: Voice, caption: str
) -> None:
    told = of_report(view, plan, vi)
    table = page.table(caption)
    symbols = "⊘▲…✓●?★▼✗◐!○"
    due = {each.shown_expected for e in view.commitments for each in e.indicators}
    due |= {each.shown_expected for each in view.indicators}
    numerals = {f"{no}. {e.commitment.name}" for no, e in zip(
        ("I", "II", "III", "IV"), view.commitments, strict=True)}  # fmt: skip
    known = told | numerals | set(symbols) | {NOTHING}
    assert len(table.pieces) > 5
    due |= {text.replace("%", ",0%") for text in due}  # beside a figure of one decimal
    pieces = [each for each in table.pieces if not each.startswith("thấp nhất: ")]
    assert [each for each in pieces if each not in known | due] == []


def test_the_units_that_pull_a_pooled_figure_down_stand_under_it(page: Page) -> None:
    rows = page.table("Nội dung cam kết").texts
    row = next(each for each in rows if each[0].startswith("Doanh nghiệp thành lập"))
    assert "thấp nhất: Phường 4 1/5, Phường 1 5/12, phường An Hòa 5/9" in row[0]


def test_what_is_due_by_now_is_what_the_sentence_of_the_report_says(
    page: Page, view: StatusView, plan: Plan, vi: Voice
) -> None:
    rows = page.table("Nội dung cam kết").texts
    row = next(each for each in rows if each[0].startswith("Doanh nghiệp thành lập"))
    assert (row[1], *row[3:6]) == ("11", "26 doanh nghiệp", "12", "42,31%")
    due = "mức phấn đấu đến hết quý II (12 doanh nghiệp);"
    assert due in drafted(view, plan, vi).text


def test_obstacles_stand_as_in_the_report_with_their_age_and_who_must_answer(
    page: Page, view: StatusView, plan: Plan, vi: Voice
) -> None:
    told = of_report(view, plan, vi)
    rows = page.table("Việc chưa giải quyết trước, việc giải quyết trong kỳ sau").rows
    pieces = [piece for row in rows[1:] for cell in row for piece in cell]
    assert [each for each in pieces if each not in {*told, "!", "…"}] == []
    assert rows[1][2] == ["Phòng Tài chính - Kế hoạch"]
    assert rows[1][4] == ["!", "chưa giao giải quyết; nêu cách đây 06 ngày làm việc"]


def test_tasks_are_counted_as_in_the_report_and_the_late_are_named(
    page: Page, view: StatusView, plan: Plan, vi: Voice
) -> None:
    text = drafted(view, plan, vi).text.replace("\\", "")
    counted = next(e for e in page.words if e.startswith("Kế hoạch giao 05 nhiệm vụ"))
    assert counted in text
    overdue = next(e for e in page.words if e.startswith("Hướng dẫn người dân"))
    assert "2/3" in overdue
    assert "Phường 4" in overdue
    columns = page.table("Nhiệm vụ của từng lĩnh vực theo tình trạng").texts[0]
    assert columns[-1] == "✗ quá hạn chưa hoàn thành"


def test_who_is_silent_is_named_with_how_late(page: Page) -> None:
    caption = "Đơn vị chưa gửi, gửi trễ hoặc chưa đủ số liệu"
    assert [row[0] for row in page.table(caption).texts[1:]] == ["Phường 1", "Phường 4"]
    assert page.table(caption).texts[2][3] == "✗ quá hạn chưa gửi, trễ 3 ngày"


def test_the_head_says_the_day_how_firm_and_what_it_comes_to(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    page = look(view, plan, vi, "Số liệu minh họa, không phải số liệu thật")
    head = page.source.partition("</header>")[0]
    assert "6 tháng đầu năm 2022</h1>" in head
    assert "Tính đến ngày 22 tháng 6 năm 2022" in head
    assert "Số liệu của 7/8 đơn vị" in head
    assert "từ ngày 15/12/2021 đến ngày 14/6/2022" in head
    assert "Trong 04 nội dung cam kết:" in head
    assert "Số liệu minh họa" in head


def test_the_whole_report_stands_under_it(
    page: Page, view: StatusView, plan: Plan, vi: Voice
) -> None:
    paper = drafted(view, plan, vi).paper
    under = page.source.partition('<article id="paper"')[2]
    found = [
        each.rows for each in Page(f"<article {under[: under.index('</main>')]}").tables
    ]
    told = [[" ".join(cell) for cell in row] for rows in found for row in rows]
    for sheet in paper.sheets:
        for row in cells_of(sheet.grid):
            assert [each.strip() for each in row] in told
    last = [plain_text(e.spans) for e in paper.body if hasattr(e, "spans")][-1]
    assert last in page.text


def test_links_lead_to_parts_of_the_page_and_ids_are_there_once(page: Page) -> None:
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert page.values("href") == [f"#{each}" for each in PARTS]
    named = [each for value in page.values("aria-labelledby") for each in value.split()]
    assert {*PARTS, *named} <= set(ids)


def test_nothing_is_run_or_fetched_and_nothing_has_a_style_of_its_own(
    page: Page,
) -> None:
    assert not page.tags & {
        "script",
        "img",
        "link",
        "iframe",
        "object",
        "form",
        "image",
    }
    names = {name for name, _ in page.attributes}
    assert not names & {"style", "src", "onclick", "srcset", "action", "data"}
    assert not [name for name in names if name.startswith("on")]
    bare = page.source.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "http" not in bare.replace("http-equiv", "")
    assert "url(" not in page.source
    assert "default-src 'none'" in page.source


def test_every_status_has_symbol_and_word(page: Page) -> None:
    for each in page.source.split('<span class="mark ')[1:]:
        symbol, _, rest = each.partition("</span> ")
        assert symbol.rpartition(">")[2].strip()
        assert rest.partition("</span>")[0].strip()


def test_it_speaks_english(view: StatusView, plan: Plan, en: Voice) -> None:
    page = look(view, plan, en)
    assert '<html lang="en">' in page.source
    assert page.table("Commitments").texts[0][0] == "Indicator"
    assert "Cần đạt" not in page.text


def test_the_same_is_the_same_to_the_letter(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    assert look(view, plan, vi).source == look(view, plan, vi).source


def test_a_plan_with_nothing_in_it_says_why_each_part_is_empty(vi: Voice) -> None:
    units = (Unit("vp", "Văn phòng", "department"),)
    plan = Plan("trong", "Kế hoạch", 2022, Authority("Ủy ban nhân dân xã"), units)
    view = whole_view(plan, Facts(date(2022, 3, 25)), "Q1")
    page = look(view, plan, vi)
    for sentence in (
        "Kế hoạch không có nội dung cam kết.",
        "Không có chỉ tiêu nào đặt mức phải đạt nên không có biểu đồ.",
        "Kế hoạch không có chỉ tiêu nào do đơn vị báo cáo trong kỳ này.",
        "Không có nhiệm vụ nào.",
        "Đến nay không có khó khăn, vướng mắc nào chưa giải quyết.",
        "01 đơn vị quá hạn chưa gửi: Văn phòng",
    ):
        assert sentence in page.text
    assert page.drawings == []


def test_when_nobody_has_to_report_it_says_so(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    exempt = [replace(each, report=Reporting.EXEMPT) for each in view.units]
    counts = replace(view.reports, expected=0, submitted=0, on_time=0, overdue=0)
    page = look(replace(view, units=(*exempt,), reports=counts), plan, vi)
    assert "Không có đơn vị nào phải gửi báo cáo trong kỳ." in page.text


def test_words_of_a_leaders_page_are_short_and_the_report_has_them_whole(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    text = "Thiếu kinh phí, " * 70_000
    long = replace(
        view.obstacles[0], obstacle=replace(view.obstacles[0].obstacle, text=text)
    )
    seen = replace(view, obstacles=(long,))
    paper = drafted(seen, plan, vi).paper
    page = Page(dashboard(Writer(seen, plan, vi), paper))
    board = page.source.partition('<article id="paper"')[0]
    assert len(board) < 200_000
    assert one_line(text) in page.source
    assert len(page.source) < 4 * len(text)


@pytest.mark.parametrize(
    ("is_last", "words"), [(True, "đạt hoặc vượt"), (False, "đúng tiến độ")]
)
def test_commitments_are_met_at_the_end_and_on_track_before_it(
    view: StatusView, plan: Plan, vi: Voice, is_last: bool, words: str
) -> None:
    ended = replace(view, period=replace(view.period, is_last=is_last))
    signed = (part.standing for part in ended.commitments)
    reached = {Status.MET, Status.EXCEEDED, *([] if is_last else [Status.ON_TRACK])}
    writer = Writer(ended, plan, vi)
    tile = f"{sum(part in reached for part in signed)}/{len(ended.commitments)} "
    assert f"{tile}<span>{words}</span>" in dashboard(
        writer, drafted(view, plan, vi).paper, PaperSurroundings()
    )
