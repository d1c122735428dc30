import re
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import product

from cchc.core.facts.report import CellState, Narrative, Section
from cchc.core.plan.plan import Amount, Plan
from cchc.core.verdict.coverage import Coverage
from cchc.core.verdict.indicator import IndicatorView, Pace
from cchc.core.verdict.status import FigureBasis, StatusView
from cchc.core.verdict.statuses import Status, TaskStatus
from cchc.core.verdict.unit_reports import ReportCounts
from cchc.core.verdict.verdict_rules import Verdict
from cchc.features.papers.show.brief import brief_content
from cchc.features.papers.show.tables import task_rows
from cchc.phrases.figure_phrases import in_period_words
from cchc.phrases.indicator_sentences import basis_counts
from cchc.phrases.reporting_phrases import report_count
from cchc.phrases.writer import Writer
from cchc.text.record import replace
from cchc.words.translator import Lang, Voice, voice
from tests.features.papers.made import parts_of
from tests.features.papers.test_memo import written


def test_figures_are_complete_by_all_units_and_rest_on_none_never(
    view: StatusView,
) -> None:
    doors = ("screen.basis", "memo.basis", "brief.basis", "export.basis")
    counts = [(n, m) for m in range(4) for n in range(m + 1)]
    for lang, code, basis, (n, m) in product(Lang, doors, FigureBasis, counts):
        known = replace(view, basis=basis, reports=ReportCounts(m, n, n, 0))
        text = basis_counts(known, voice(lang), code)
        told = [tuple(map(int, pair)) for pair in re.findall(r"(\d+)\D+(\d+)", text)]
        of = m if basis is FigureBasis.PROVISIONAL else n
        assert told == ([(n, of)] if n else []), text


def test_figures_of_one_row_have_the_same_decimals(view: StatusView) -> None:
    row = view.commitments[0].indicators[0]
    part = Fraction(45624 * 100, 182500)
    near = replace(row, actual=part, in_period=part, shown="24,999")
    assert in_period_words(near) == "24,999%"
    assert in_period_words(replace(near, shown="25")) == "25%"


def test_what_is_a_state_is_not_called_a_running_total(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    one = view.commitments[1]
    scored = replace(one.indicators[0], actual=Fraction(66), shown="66")
    text = written(
        replace(view, commitments=(replace(one, indicators=(scored,)),)), plan, vi
    )
    assert f"{one.commitment.name}: đạt 66 điểm, cao hơn 0,58 điểm" in text
    assert "lũy kế 66 điểm" not in text


def test_nothing_done_yet_is_no_outstanding_result(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    one = view.commitments[2]
    idle = replace(
        one.indicators[0],
        verdict=Verdict(Status.ON_TRACK, "S5"),
        actual=Fraction(0),
        percent=Decimal(0),
        shown="0",
    )
    bare = replace(view, commitments=(replace(one, indicators=(idle,)),), indicators=())
    text = written(bare, plan, vi)
    best = text.split("### 1. Kết quả nổi bật")[1].split("### 2.")[0]
    assert idle.indicator.name not in best
    assert "Trong kỳ chưa có kết quả nổi bật" in best


def test_units_speak_in_the_order_of_the_plan_and_in_whole_sentences(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    first, second = plan.units[0], plan.units[1]
    said = replace(
        view,
        narratives=(
            Narrative(second.id, "Q2", Section.RESULTS, "Đã xong"),
            Narrative(first.id, "Q2", Section.RESULTS, "Đang làm."),
        ),
    )
    text = written(said, plan, vi)
    assert text.index(f"**{first.name}:** Đang làm.\n") < text.index(
        f"**{second.name}:** Đã xong.\n"
    )


def test_what_a_unit_did_in_the_period_is_shown_though_it_said_nothing_occurred(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    one = view.commitments[2]
    firms = one.indicators[1]
    late = replace(firms.shares[0], state=CellState.NIL, in_period=Fraction(6))
    spoken = replace(firms, parts=parts_of(late, *firms.shares[1:]))
    text = written(
        replace(view, commitments=(replace(one, indicators=(spoken,)),)), plan, vi
    )
    assert "| Phường 1 | 12 | 6 | 5 |" in text


def test_what_a_rate_of_the_plan_still_lacks_is_told_in_the_unit_of_its_amount(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    one = view.commitments[0]
    rate = one.indicators[0]
    spent = replace(rate.indicator, amount=Amount(Decimal(200000), unit="triệu đồng"))
    slow = replace(rate, indicator=spent, pace=Pace(Fraction(63200), Fraction(2)))
    text = written(
        replace(view, commitments=(replace(one, indicators=(slow,)),)), plan, vi
    )
    assert "còn phải thực hiện 126.400 triệu đồng" in text
    assert "bình quân mỗi quý 63.200 triệu đồng, gấp 2 lần lộ trình" in text


def test_the_superior_it_is_sent_to_heads_the_recipients(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    text = written(view, plan, vi)
    assert text.index("- Như trên;") < text.index("- Lưu: VT")
    alone = replace(plan, authority=replace(plan.authority, parent=None))
    assert "Như trên" not in written(view, alone, vi)


def line_of(one: IndicatorView, view: StatusView, plan: Plan, vi: Voice) -> str:
    """What the memo says of an indicator, put where its first commitment stands."""
    first = replace(view.commitments[0], indicators=(one, one))
    text = written(replace(view, commitments=(first,)), plan, vi)
    return next(
        e for e in text.splitlines() if e.startswith(f"- {one.indicator.name}:")
    )


def test_a_count_of_nought_is_said_in_words_and_not_as_a_percentage(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    idle = replace(
        view.commitments[2].indicators[0],
        actual=Fraction(0), in_period=Fraction(0), shown="0", shown_expected="0",
        percent=Decimal(0), verdict=Verdict(Status.ON_TRACK, "S5"),
    )  # fmt: skip
    assert line_of(idle, view, plan, vi) == (
        "- Dự án khởi nghiệp mới: chưa có dự án nào, thấp hơn mức phấn đấu đến hết "
        "quý II (01 dự án); đúng tiến độ."
    )


def test_what_is_due_has_the_unit_it_is_counted_in(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    firms = replace(view.commitments[2].indicators[1], coverage=Coverage(3, 3))
    said = line_of(firms, view, plan, vi)
    assert "thấp hơn mức phấn đấu đến hết quý II (12 doanh nghiệp);" in said
    assert "giảm 02 doanh nghiệp (15,38%) so với cùng kỳ năm trước (13 doanh" in said


def test_what_was_lost_is_told_with_its_exact_rate(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    text = written(view, plan, vi)
    assert "đạt 99,45% (182/183 nhiệm vụ), thấp hơn 0,55 điểm phần trăm" in text


def test_a_plan_without_areas_has_no_other_tasks(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    bare = replace(view, areas=())
    writer = Writer(bare, plan, vi)
    assert [row.no for row in task_rows(writer)] == [
        str(number) for number, _ in enumerate(view.tasks, start=1)
    ]
    idle = [row for row in task_rows(writer, folds_idle=True) if not row.above]
    assert [row.no for row in idle] in ([], ["I"])


def test_nobody_in_time_is_said_in_words(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    late = replace(view, reports=replace(view.reports, on_time=0))
    said = report_count(Writer(late, plan, vi))
    assert said == "Có 7/8 đơn vị đã gửi báo cáo, không có đơn vị nào đúng hạn."
    none = replace(view, reports=replace(view.reports, on_time=0, submitted=0))
    assert "chưa có đơn vị nào gửi" in report_count(Writer(none, plan, vi))


def test_a_task_due_on_the_cut_off_day_has_a_row_of_its_own(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    cutoff = view.period.cutoff
    tasks = tuple(
        replace(view.tasks[0], status=TaskStatus.NOT_STARTED, due=day)
        for day in (cutoff, cutoff + timedelta(days=1))
    )
    writer = Writer(replace(view, tasks=tasks), plan, vi)
    rows = task_rows(writer, folds_idle=True)
    assert [row.status != "" for row in rows] == [False, True, False]


def test_reports_that_are_overdue_are_asked_for_where_nothing_else_is(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    for units, owing in ((view.units, "01"), (view.units[:0], "")):
        content = brief_content(replace(view, units=units), plan, vi)
        assert content["owing"] == owing
