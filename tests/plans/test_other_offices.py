"""Offices of other kinds: their papers come out as theirs, from the plan alone."""

from datetime import timedelta
from pathlib import Path

import pytest

from cchc.core.facts.report import Facts
from cchc.core.plan.calendar import periods
from cchc.core.plan.plan import PlanVersion
from cchc.core.verdict.status import status_view
from cchc.features.papers.show.attention_items import chat_message
from cchc.sources.plan.plan_file import read_plan
from cchc.words.period import voice_of_span
from cchc.words.translator import Lang, voice
from tests.features.papers.papers import drafted

PLANS = Path(__file__).parents[2] / "plans"
HOSPITAL = (
    *("nâng cao chất lượng khám bệnh, chữa bệnh tháng 02 năm 2026",),
    *("BỆNH VIỆN ĐA KHOA SA ĐÉC", "Căn cứ Thông tư số 19/2013/TT-BYT"),
)
FOREIGN = (
    "open government in the first six months of 2025–2026",
    "the Public Information Act",
)
FIVE_YEARS = ("năm 2022", "Kế hoạch giai đoạn", "Nghị quyết số 76/NQ-CP")
OFFICES = [
    ("benh-vien-2026", Lang.VI, HOSPITAL, ("cải cách hành chính", "quý", "UBND")),
    ("open-data-2025", Lang.EN, FOREIGN, ("reform", "VIET NAM", "Committee")),
    ("giai-doan-2021-2025", Lang.VI, FIVE_YEARS, ("chỉ tiêu năm", "Kế hoạch năm")),
]


@pytest.mark.parametrize(("name", "lang", "own", "foreign"), OFFICES)
def test_a_plan_says_whose_papers_they_are(
    name: str, lang: Lang, own: tuple[str, ...], foreign: tuple[str, ...]
) -> None:
    plan = read_plan(PLANS / f"{name}.yaml").plan
    assert plan is not None
    second = periods(plan)[1]
    versions = (PlanVersion(1, plan, 1, second.start, "0"),)
    view = status_view(versions, second, Facts(second.due + timedelta(days=1)))
    speaker = voice_of_span(plan, voice(lang))
    text = drafted(view, plan, speaker).text
    chat = chat_message(view, plan, speaker)
    for words in own:
        assert words in text, words
    for words in foreign:
        assert words not in text + chat, words
