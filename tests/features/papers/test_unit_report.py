"""A unit's own report: its part beside the line of the plan above."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cchc.core.facts.derived import MissingEvidence
from cchc.core.facts.obstacle import ObstacleEvent, ObstacleState, ObstacleStep
from cchc.core.facts.report import CellState, Quality, Reading
from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import Plan
from cchc.core.plan.targets.line import AtLeast, AtMost
from cchc.core.plan.targets.target import Target
from cchc.core.verdict.share import UnitShare
from cchc.core.verdict.status import StatusView
from cchc.features.papers.show.unit_report import unit_report_content
from cchc.features.status.actions.status import narrow_view
from cchc.paper.html import page
from cchc.paper.sheets import sheet_csv, workbook
from cchc.phrases.share_phrases import own_share_sentence
from cchc.text.record import replace
from cchc.words.translator import Lang, Voice, voice
from tests.core.world import indicator
from tests.features.papers.kinds import obstacles, unit_draft
from tests.features.papers.made import parts_of
from tests.features.papers.papers import Draft, cells_of, drafted, opened, word_bytes
from tests.features.papers.test_hostile_paper import PLAYS, about

GOLDEN = Path(__file__).parent / "golden"
Of = Callable[..., Draft]


@pytest.fixture
def of(view: StatusView, plan: Plan, vi: Voice) -> Of:
    """The report of a unit of the view, or of another view."""

    def made(unit: str, whole: StatusView = view, said: Voice = vi) -> Draft:
        found = plan.unit(unit)
        assert found is not None
        return unit_draft(narrow_view(whole, unit, None), plan, said, found)

    return made


@pytest.mark.parametrize("lang", list(Lang))
def test_the_report_of_a_ward_is_this_text(
    of: Of, view: StatusView, lang: Lang
) -> None:
    text = of("p1", view, voice(lang)).text
    assert text == (GOLDEN / f"unit-report.{lang}.md").read_text("utf-8")


def test_a_wards_paper_is_one_of_its_peoples_committee(of: Of, vi: Voice) -> None:
    draft = of("p1")
    assert "| ỦY BAN NHÂN DÂN THÀNH PHỐ SA ĐÉC | **CỘNG HÒA" in draft.text
    assert "| **ỦY BAN NHÂN DÂN PHƯỜNG 1** |" in draft.text
    assert "| *Phường 1, ngày" in draft.text
    assert (
        "Kính gửi: Ủy ban nhân dân thành phố Sa Đéc (qua Phòng Nội vụ)." in draft.text
    )
    assert "**TM. ỦY BAN NHÂN DÂN** |" in draft.text
    assert "**CHỦ TỊCH** |" in draft.text
    assert "Nguyễn Văn Hon" not in draft.text
    head, foot, *_ = opened(word_bytes(draft, vi)).tables
    assert "ỦY BAN NHÂN DÂN\nPHƯỜNG 1" in head.cell(0, 0).text
    assert "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH" in foot.cell(0, 1).text


def test_a_named_commune_is_lower_in_a_sentence_and_bare_before_the_day(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    named = replace(plan.units[0], name="Xã Tân Quy Tây", kind="commune")
    text = unit_draft(narrow_view(view, named.id, None), plan, vi, named).text
    assert "| **ỦY BAN NHÂN DÂN XÃ TÂN QUY TÂY** |" in text
    assert "| *Tân Quy Tây, ngày" in text
    assert "6 tháng đầu năm 2022 của xã Tân Quy Tây**" in text
    assert "\nỦy ban nhân dân xã Tân Quy Tây báo cáo kết quả" in text
    assert "của Ủy ban nhân dân xã Tân Quy Tây./." in text


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("Phòng Nội vụ", "TRƯỞNG PHÒNG"),
        ("Văn phòng HĐND và UBND", "CHÁNH VĂN PHÒNG"),
        ("Thanh tra thành phố", "CHÁNH THANH TRA"),
        ("Trung tâm Phục vụ hành chính công", "GIÁM ĐỐC"),
        ("Trạm Y tế phường", "THỦ TRƯỞNG ĐƠN VỊ"),
        ("Phòngbệnh", "THỦ TRƯỞNG ĐƠN VỊ"),
    ],
)
def test_the_head_of_a_unit_signs_by_the_office_that_its_name_tells(
    view: StatusView, plan: Plan, vi: Voice, name: str, head: str
) -> None:
    unit = replace(plan.units[0], name=name, kind="department")
    text = unit_draft(narrow_view(view, unit.id, None), plan, vi, unit).text
    assert f"| ***Nơi nhận:*** | **{head}** |" in text
    assert "| *Sa Đéc, ngày" in text
    assert f"\n{name} báo cáo kết quả" in text


def test_the_unit_that_consolidates_sends_through_nobody(of: Of) -> None:
    assert "Kính gửi: Ủy ban nhân dân thành phố Sa Đéc." in of("nv").text


def test_the_plan_may_have_the_symbol_of_units_reports(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    symbols = {**plan.authority.symbols, "unit-report": "BC-P1"}
    own = replace(plan, authority=replace(plan.authority, symbols=symbols))
    text = unit_draft(narrow_view(view, "p1", None), own, vi, own.units[5]).text
    assert "| Số:\u2003\u2003\u2003/BC-P1 |" in text


def test_every_line_of_the_appendix_names_the_line_above_and_prose_names_none(
    of: Of,
) -> None:
    draft = of("p1")
    head, *rows = cells_of(draft.paper.sheets[0].grid)
    assert head[-1] == "Mục tương ứng trong KH số 45/KH-UBND"
    assert [row[-1] for row in rows] == ["ck-6b"]
    prose = draft.text.partition("\n---\n")[0]
    assert not re.search(r"\b(?:ck-|hs-|[Mm]ã\b)", prose)


def test_the_row_of_the_whole_stands_in_no_units_paper(
    of: Of, view: StatusView, plan: Plan, vi: Voice
) -> None:
    """`hs-dung-han` is reported by others: Phường 1 has no part in it to tell of."""
    report = drafted(view, plan, vi)
    verdicts = {
        row[-3] for sheet in report.paper.sheets[:2] for row in cells_of(sheet.grid)
    }
    assert {"đúng tiến độ", "cần theo dõi"} & verdicts
    for unit in ("p1", "p4"):
        text = of(unit).text
        assert "Hồ sơ giải quyết đúng hạn" not in text
        assert "toàn cơ quan" not in text.lower()
        assert "đánh giá:" not in text


def test_its_own_figures_are_those_of_table_e_of_the_report(
    of: Of, view: StatusView, plan: Plan, vi: Voice
) -> None:
    (own,) = cells_of(of("p1").paper.sheets[0].grid)[1:]
    report = drafted(view, plan, vi).text
    assert own[3:6] + own[7:9] == ["12", "3", "5", "41,67%", "7"]
    assert "| Phường 1 | 12 | 3 | 5 | 41,67% | 7 |" in report


@pytest.mark.parametrize("with_assisted", [False, True])
def test_a_task_in_which_it_only_assists_is_told_where_that_is_asked(
    view: StatusView, plan: Plan, vi: Voice, *, with_assisted: bool
) -> None:
    unit = replace(plan.units[0], id="p1", name="Phường 1", kind="ward")
    task = replace(view.tasks[0].task, lead="nv", each=(), helpers=("p1",))
    seen = replace(view, tasks=(replace(view.tasks[0], task=task),))
    content = unit_report_content(
        narrow_view(seen, "p1", None), plan, unit, vi, with_assisted=with_assisted
    )
    tables = content["tables"]
    assert isinstance(tables, dict)
    assert bool(tables["tasks"]) is with_assisted


def test_its_missing_evidence_is_its_own(of: Of, view: StatusView) -> None:
    own = MissingEvidence("1.4", "p1", "Q2")
    seen = replace(
        view, unproven=(own, replace(own, unit="p2"), replace(own, unit="nv"))
    )
    text = of("p1", seen).text
    assert text.count("- Hướng dẫn người dân nộp hồ sơ trực tuyến\n") == 1
    assert "(Phường" not in text.partition("kiểm chứng:")[2]


def test_a_rate_of_a_unit_names_its_denominator_and_an_estimate_is_marked(
    of: Of, view: StatusView
) -> None:
    files = view.indicators[0]
    reading = Reading(
        CellState.VALUE, Decimal(412), Decimal(415), quality=Quality.ESTIMATE
    )
    rate = Fraction(41200, 415)
    part = UnitShare(
        "p1", None, CellState.VALUE, reading, rate, rate, Decimal("99.28"), None,
        numerator=Decimal(412), denominator=Decimal(415), quality=Quality.ESTIMATE,
    )  # fmt: skip
    told = replace(view, indicators=(replace(files, parts=parts_of(part)),))
    draft = of("p1", told)
    said = "đạt 99,28% (ước) (412/415 hồ sơ); cao hơn chỉ tiêu 1,28 điểm phần trăm."
    assert said in draft.text
    assert "Số liệu ghi (ước) là số ước thực hiện" in draft.text
    row = cells_of(draft.paper.sheets[0].grid)[-1]
    assert row[4:7] == ["99,28% (ước)", "99,28% (ước)", "412/415"]


def test_what_a_unit_has_not_said_is_left_for_its_pen(of: Of) -> None:
    draft = of("p4")
    row = cells_of(draft.paper.sheets[0].grid)[1]
    assert row[3:6] == ["5", "……", "……"]
    prose = draft.text.partition("\n---\n")[0]
    assert "Doanh nghiệp thành lập mới: ……" in prose
    for silence in ("chưa báo cáo", "không nêu", "còn trống", "Không có nhiệm vụ nào"):
        assert silence not in prose
    assert prose.count("…" * 30) == 4


def test_a_unit_without_indicators_or_tasks_has_a_report_that_says_so(
    of: Of, view: StatusView
) -> None:
    draft = of("kt", replace(view, commitments=()))
    assert "Đơn vị không được giao phần việc trong các nội dung cam kết." in draft.text
    assert "Đơn vị không được giao chỉ tiêu theo lĩnh vực." in draft.text
    assert draft.text.count("Kế hoạch không giao nhiệm vụ cụ thể cho đơn vị.") == 1
    assert draft.text.count("# Phụ lục") == 1


def test_the_only_unit_that_carries_a_figure_speaks_in_the_reports_words(
    of: Of, view: StatusView, plan: Plan, vi: Voice
) -> None:
    report = drafted(view, plan, vi).text
    line = next(e for e in report.splitlines() if "67.160/182.500" in e)
    assert line.partition(": ")[2].rstrip(".") in of("tckh").text


def test_what_an_obstacle_is_about_is_named_though_it_is_of_another_unit(
    of: Of, view: StatusView
) -> None:
    (one,) = obstacles(1)
    theirs = replace(one.obstacle, unit="p1", about="ck-6b", to="nv")
    told = replace(view, obstacles=(replace(one, obstacle=theirs),))
    draft = of("nv", told)
    assert "ck-6b" not in [row[-1] for row in cells_of(draft.paper.sheets[0].grid)]
    assert "(liên quan: Doanh nghiệp thành lập mới)" in draft.text


def parts(text: str) -> dict[str, str]:
    """What stands under each heading of the first level, by its Roman numeral."""
    told, _, _ = text.partition("\n---\n")
    return {each.partition(".")[0]: each for each in told.split("\n## ")[1:]}


def asked_of(view: StatusView, to: str | None, given: str | None = None) -> StatusView:
    """The view with one obstacle of `p1`, directed to a unit, then given to one."""
    (one,) = obstacles(1)
    event = ObstacleEvent(
        1, ObstacleStep.ASSIGNED, date(2022, 6, 20), "x", None, given, date(2022, 6, 30)
    )
    told = replace(one, obstacle=replace(one.obstacle, to=to))
    if given:
        told = replace(told, assigned=event, state=ObstacleState.ASSIGNED)
    return replace(view, obstacles=(told,), narratives=())


def test_a_units_proposals_are_its_own_and_others_are_its_work(
    of: Of, view: StatusView
) -> None:
    told = asked_of(view, "nv")
    mine, theirs = parts(of("p1", told).text), parts(of("nv", told).text)
    assert "- Thiếu mặt bằng 1; đề xuất: Thiếu mặt bằng; cơ quan" in mine["V"]
    assert "Giải quyết kiến nghị" not in mine["IV"]
    assert "Thiếu mặt bằng" not in theirs["V"]
    assert "…" * 30 in theirs["V"]
    assert "gửi đến Phòng Nội vụ:\n\n- Phường 1: Thiếu mặt bằng 1;" in theirs["IV"]
    assert "…" not in theirs["IV"]


def test_what_was_given_to_one_unit_is_no_work_of_the_one_it_was_sent_to(
    of: Of, view: StatusView
) -> None:
    told = asked_of(view, "nv", "tckh")
    assert "Thiếu mặt bằng" not in parts(of("nv", told).text)["IV"]
    given = parts(of("tckh", told).text)["IV"]
    assert "đề xuất: Thiếu mặt bằng; hạn trả lời 30/6/2022." in given


def test_the_units_paper_cites_no_other_report_of_its_own(of: Of) -> None:
    text = of("p1").text
    assert "12/BC-P1" not in text
    assert "của đơn vị, nhận ngày" not in text


@pytest.mark.parametrize("play", PLAYS.values(), ids=list(PLAYS))
def test_what_a_unit_typed_is_shown_and_does_nothing(
    of: Of, view: StatusView, vi: Voice, play: tuple[str, str]
) -> None:
    draft = of("p1", about(view, play[0]))
    cells = cells_of(draft.paper.sheets[-1].grid)
    assert play[1] in cells[1]
    word = opened(word_bytes(draft, vi))
    assert any(play[1] in each.text for each in word.paragraphs)
    html = page(draft.paper, Lang.VI)
    assert "<script" not in html
    assert "\x1b" not in html
    book = load_workbook(BytesIO(workbook([("III", draft.paper.sheets[-1])])))
    found = [cell for row in book["III"].iter_rows(min_row=4) for cell in row]
    assert {each.data_type for each in found} <= {"s", "n"}
    safe = f"'{play[1]}" if play[1][0] in "=+-@" else play[1]
    assert safe in sheet_csv(draft.paper.sheets[-1]).replace('""', '"')


@pytest.mark.parametrize(
    ("line", "share", "sentence"),
    [
        (
            (Measure.FLOW, AtMost(Decimal(0)), "trường hợp"),
            {"allotted": "0", "to_date": "0"},
            "Việc: đến nay không có trường hợp nào.",
        ),
        (
            (Measure.FLOW, AtMost(Decimal(0)), "trường hợp"),
            {"allotted": "0", "to_date": "1"},
            "Việc: lũy kế 01 trường hợp (chỉ tiêu giao: không để phát sinh).",
        ),
        (
            (Measure.FLOW, AtMost(Decimal(90)), "cuộc"),
            {"allotted": "50", "to_date": "12", "left": "38"},
            "Việc: lũy kế 12 cuộc; mức cho phép 50 cuộc.",
        ),
        (
            (Measure.FLOW, AtLeast(Decimal(90)), "mô hình"),
            {"allotted": "12", "to_date": "5", "percent": "41.67", "left": "7"},
            "Việc: đạt 05/12 mô hình (41,67% chỉ tiêu giao); còn 07 mô hình.",
        ),
        (
            (Measure.RATIO, AtMost(Decimal(2)), "%"),
            {"to_date": "1", "numerator": "1", "denominator": "100"},
            "Việc: lũy kế 1% (1/100); mức cho phép 2%.",
        ),
        (
            (Measure.RATIO, AtLeast(Decimal(40)), "%"),
            {"to_date": "36", "numerator": "36", "denominator": "100"},
            "Việc: đạt 36% (36/100); thấp hơn chỉ tiêu 4 điểm phần trăm.",
        ),
    ],
)
def test_a_unit_tells_its_share_by_the_kind_of_its_target(
    view: StatusView,
    vi: Voice,
    line: tuple[Measure, Target, str],
    share: dict[str, str],
    sentence: str,
) -> None:
    measure, target, unit = line
    known = replace(indicator(measure, target), name="Việc", unit=unit)
    told = {key: Decimal(value) for key, value in share.items()}
    left = told.get("left")
    part = UnitShare(
        unit="u1",
        allotted=told.get("allotted"),
        state=CellState.VALUE,
        reading=None,
        in_period=None,
        to_date=Fraction(told["to_date"]),
        percent=told.get("percent"),
        left=None if left is None else Fraction(left),
        numerator=told.get("numerator"),
        denominator=told.get("denominator"),
    )
    row = replace(view.indicators[0], indicator=known)
    assert own_share_sentence(row, part, vi) == sentence
