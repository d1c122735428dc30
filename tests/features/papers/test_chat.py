"""The message for chat: short, plain, whole lines, the report's own figures."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc.core.plan.plan import Plan
from cchc.core.verdict.status import FigureBasis, StatusView
from cchc.core.verdict.statuses import Reporting
from cchc.core.verdict.unit_reports import ReportCounts
from cchc.features.papers.show.attention_items import LONGEST_MESSAGE, chat_message
from cchc.text.record import replace
from cchc.words.translator import Lang, Voice, voice
from tests.features.papers.kinds import obstacles, quiet
from tests.features.papers.made import half_year
from tests.features.papers.papers import drafted
from tests.features.papers.test_brief import figures
from tests.features.papers.test_hostile_paper import PLAYS, about
from tests.features.papers.year import PLAN

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("lang", list(Lang))
def test_the_message_of_six_months_is_this_text(
    view: StatusView, plan: Plan, lang: Lang
) -> None:
    text = (GOLDEN / f"chat.{lang}.txt").read_text("utf-8")
    assert chat_message(view, plan, voice(lang)) == text


def test_every_figure_is_in_the_report_in_the_same_letters(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    report = drafted(view, plan, vi).text.replace("\\", "")
    told = figures(chat_message(view, plan, vi))
    assert {"99,45%", "182/183", "100%"} <= told
    assert {each for each in told if each not in report} <= {"14/6/2022", "01/05"}


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 60), st.integers(1, 40), st.sampled_from(list(Lang)))
def test_it_is_never_longer_and_counts_what_it_leaves_out(
    many: int, length: int, lang: Lang
) -> None:
    found = obstacles(many, "Chờ mặt bằng " * length)
    text = chat_message(replace(half_year(), obstacles=found), PLAN, voice(lang))
    assert len(text.rstrip()) <= LONGEST_MESSAGE
    left = [line for line in text.splitlines() if "Chờ mặt bằng" in line]
    told = {Lang.VI: f"- còn {many - len(left):02} nội dung, xem báo cáo"}.get(
        lang, f"- {many - len(left)} more, see the report"
    )
    assert (told in text.splitlines()) is (len(left) < many)


def test_it_says_who_has_not_reported_and_until_when(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    early = tuple(
        replace(each, report=Reporting.OPEN, on_time=None, late_days=0)
        for each in view.units
    )
    asked = replace(view, units=early, reports=ReportCounts(8, 0, 0, 0))
    text = chat_message(asked, plan, vi)
    assert "08 đơn vị chưa gửi báo cáo, còn trong hạn (đến 17/6/2022): " in text
    assert "Phường An Hòa" in text


def test_units_of_another_kind_are_told_their_own_day(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    one, *others = view.units
    late = replace(one, report=Reporting.OVERDUE, on_time=False)
    early = [
        replace(e, report=Reporting.OPEN, due=e.due.replace(day=20)) for e in others[:1]
    ]
    text = chat_message(replace(view, units=(late, *early)), plan, vi)
    assert "(hạn 17/6/2022): Văn phòng HĐND và UBND." in text
    assert "(đến 20/6/2022): Phòng Nội vụ." in text


def test_a_returned_report_and_one_that_lacks_figures_are_named(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    first, second, *_ = view.units
    back = replace(first, report=Reporting.RETURNED, is_returned=True)
    part = replace(second, report=Reporting.INCOMPLETE, missing=("ck-1a",))
    text = chat_message(replace(view, units=(back, part)), plan, vi)
    assert "phải gửi lại báo cáo (hạn 17/6/2022): Văn phòng HĐND và UBND." in text
    assert "chưa đủ số liệu (hạn 17/6/2022): Phòng Nội vụ." in text


def test_when_all_is_well_only_that_is_said(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    good = replace(
        quiet(view), basis=FigureBasis.COMPLETE, reports=ReportCounts(5, 5, 5, 0)
    )
    lines = chat_message(good, plan, vi).splitlines()
    assert len(lines) == 3
    assert lines[2] == "Có 5/5 đơn vị đã gửi báo cáo, trong đó 05 đơn vị đúng hạn."


def test_a_period_for_which_nobody_owes_a_report_says_so(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    free = replace(view, units=(), reports=ReportCounts(0, 0, 0, 0))
    assert "Không có đơn vị nào phải gửi báo cáo" in chat_message(free, plan, vi)


@pytest.mark.parametrize("play", PLAYS.values(), ids=list(PLAYS))
def test_what_a_unit_typed_stays_in_its_line(
    view: StatusView, plan: Plan, vi: Voice, play: tuple[str, str]
) -> None:
    lines = chat_message(about(view, play[0]), plan, vi).splitlines()
    assert any(line.startswith(f"- {play[1][:60]}") for line in lines)
    assert len(lines) == len(chat_message(about(view, "ngắn"), plan, vi).splitlines())


def test_it_has_no_marks_of_a_markup(view: StatusView, plan: Plan, vi: Voice) -> None:
    text = chat_message(view, plan, vi, notice="Số liệu minh họa")
    assert not {*"*#|`\\"} & {*text}
    assert text.startswith("Số liệu minh họa\n")
