from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from cchc.core.plan import Plan
from cchc.core.report import CellState, Narrative, Section
from cchc.core.view import Pace, Status, StatusView, Verdict
from cchc.words.voice import Voice
from tests.render.test_memo import written


def test_what_is_a_state_is_not_called_a_running_total(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    one = view.commitments[1]
    scored = replace(one.indicators[0], actual=Fraction(66), shown="66")
    text = written(
        replace(view, commitments=(replace(one, indicators=(scored,)),)), plan, vi
    )
    assert f"{scored.indicator.name}: 66 điểm;" in text
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
    assert "Trong kỳ chưa có chỉ tiêu nào" in best


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
    spoken = replace(firms, shares=(late, *firms.shares[1:]))
    text = written(
        replace(view, commitments=(replace(one, indicators=(spoken,)),)), plan, vi
    )
    assert "| Phường 1 | 12 | 6 | 5 |" in text


def test_what_a_rate_still_lacks_is_told_in_percentage_points(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    one = view.commitments[0]
    slow = replace(one.indicators[0], pace=Pace(Fraction(316, 10), None))
    text = written(
        replace(view, commitments=(replace(one, indicators=(slow,)),)), plan, vi
    )
    assert "còn 63,2 điểm phần trăm để đạt chỉ tiêu" in text
    assert "bình quân mỗi kỳ còn lại 31,6 điểm phần trăm" in text


def test_the_superior_it_is_sent_to_heads_the_recipients(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    text = written(view, plan, vi)
    assert text.index("- Như trên;") < text.index("- Lưu: VT")
    alone = replace(plan, authority=replace(plan.authority, parent=None))
    assert "Như trên" not in written(view, alone, vi)
