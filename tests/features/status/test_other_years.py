"""Plans that are nothing like Sa Đéc of 2022 go the whole way too."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cchc.app.which_plan import check_plan
from cchc.core.facts.report import Stamp
from cchc.core.facts.typed import TypedReport, TypedText
from cchc.core.plan.calendar import periods
from cchc.core.verdict.status import StatusView, status_view
from cchc.features.office.actions.init import init
from cchc.features.office.show.init import Supplies, Workspace
from cchc.features.plan.actions.apply import apply_plan
from cchc.features.plan.show.apply import Applied, Grounds
from cchc.features.report.actions.add import add_all
from cchc.sources.file_bytes import PlanRead
from cchc.store.facts import facts
from cchc.store.ledger import open_ledger
from cchc.store.plans import plan_ids, versions

ROOT = Path(__file__).parents[3]
SUPPLIES = Supplies(ROOT / "plans", ROOT / "templates")
MID_YEAR = """
cchc: 1
id: xa-moi
title: Kế hoạch sáu tháng cuối năm
year: 2025
authority: {name: Ủy ban nhân dân xã Mới}
calendar:
  basis: calendar
  first: Q3
  periods: {Q3: {due: 2025-10-03}, Q4: {due: 2026-01-05}}
units:
  - {id: vp, name: Văn phòng HĐND và UBND}
commitments:
  - id: "1"
    name: Tuyên truyền
    indicators:
      - id: tin
        name: Tin bài
        measure: flow
        unit: tin
        target: {at_least: 10}
        lead: vp
"""


def stamp(day: date) -> Stamp:
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    return Stamp(at, at, "clerk", "test")


def say(db: Path, unit: str, period: str, day: date, **values: str) -> None:
    pairs = ((TypedText(k.replace("_", "-")), TypedText(v)) for k, v in values.items())
    typed = TypedReport(TypedText(unit), TypedText(period), values=tuple(pairs))
    add_all(db, (typed,), stamp=stamp(day))


def look(db: Path, period: str, as_of: date) -> StatusView:
    with open_ledger(db) as ledger:
        (plan,) = plan_ids(ledger)
        known = versions(ledger, plan.id)
        asked = next(e for e in periods(known[-1].plan) if e.name == period)
        return status_view(known, asked, facts(ledger, plan.id, as_of))


def verdicts(view: StatusView) -> dict[str, str]:
    signed = (each for one in view.commitments for each in one.indicators)
    every = (*signed, *view.indicators)
    return {each.indicator.id: each.verdict.status.value for each in every}


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    made = init(
        tmp_path / "ward",
        example="phuong-sa-dec-2026",
        year=2026,
        supplies=SUPPLIES,
        stamp=stamp(date(2026, 1, 5)),
    )
    assert isinstance(made, Workspace)
    return tmp_path / "ward" / "cchc.db"


def test_a_ward_of_today_is_judged_by_its_own_kinds_of_promise(ward: Path) -> None:
    day = date(2026, 4, 3)
    say(ward, "hcc", "Q1", day, hai_long="88", tre_han="6", toan_trinh="7400/10000")
    say(ward, "vp", "Q1", day, phe_binh="1")
    say(ward, "kthtdt", "Q1", day, giai_ngan="1.500,5", sang_kien="yes")
    say(ward, "vhxh", "Q1", day, xep_hang="unavailable", bien_che="64", tap_huan="1")
    for quarter, count in (("khom-1", "900"), ("khom-2", "1.100"), ("khom-3", "850")):
        say(ward, quarter, "Q1", day, dinh_danh=count)
    found = verdicts(look(ward, "Q1", date(2026, 4, 10)))
    assert found == {
        **dict.fromkeys(("hai-long", "tre-han", "dinh-danh"), "watch"),
        **dict.fromkeys(("so-hoa", "bien-che", "tap-huan"), "on_track"),
        **dict.fromkeys(("toan-trinh", "sang-kien"), "not_due"),
        "phe-binh": "unreachable",
        "xep-hang": "awaited",
        "giai-ngan": "behind",
    }


def test_a_milestone_done_after_its_day_is_done_late_for_good(ward: Path) -> None:
    say(ward, "kthtdt", "Q4", date(2026, 10, 7), so_hoa="2026-10-05")
    assert verdicts(look(ward, "Q4", date(2026, 10, 8)))["so-hoa"] == "done_late"


def test_the_ward_has_quarters_of_the_calendar_and_its_own_due_days(ward: Path) -> None:
    view = look(ward, "Q1", date(2026, 4, 10))
    assert [each.cutoff.isoformat() for each in view.periods] == [
        *("2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"),
    ]
    assert view.period.due == date(2026, 4, 7)
    assert view.reports.expected == 9


def test_a_plan_that_starts_in_july_has_two_periods_and_half_the_way_in_each(
    tmp_path: Path,
) -> None:
    file, db = tmp_path / "plan.yaml", tmp_path / "cchc.db"
    file.write_text(MID_YEAR, encoding="utf-8")
    checked = check_plan(file)
    assert isinstance(checked, PlanRead), checked
    done = apply_plan(checked, db, Grounds(), stamp(date(2025, 7, 18)), dry_run=False)
    assert isinstance(done, Applied)
    say(db, "vp", "Q3", date(2025, 10, 2), tin="4")
    view = look(db, "Q3", date(2025, 10, 6))
    assert [each.id for each in view.periods] == ["2025-Q3", "2025-Q4"]
    assert view.period.start == date(2025, 7, 1)
    (news,) = view.commitments[0].indicators
    assert (news.shown_expected, news.verdict.status.value) == ("5", "watch")
    say(db, "vp", "Q4", date(2026, 1, 5), tin="6")
    assert verdicts(look(db, "Q4", date(2026, 1, 6))) == {"tin": "met"}
