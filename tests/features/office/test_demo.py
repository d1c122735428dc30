"""The illustrated year, lived through in the real database."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copytree

import pytest
from docx import Document

from cchc.core.facts.report import Stamp
from cchc.core.plan.calendar import periods
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.status import CommitmentView, StatusView, status_view
from cchc.core.verdict.statuses import TaskStatus
from cchc.features.office.actions.demo import demo
from cchc.features.office.show.demo import Played
from cchc.features.office.show.init import Supplies
from cchc.phrases.figure_phrases import status_words
from cchc.store.facts import facts
from cchc.store.ledger import open_ledger
from cchc.store.papers import issued_content, issued_memos
from cchc.store.plans import versions
from cchc.text.problem import ProblemCode, Refusal
from cchc.words.translator import Lang, voice
from tests.refusals import problems_of

ROOT = Path(__file__).parents[3]
SUPPLIES = Supplies(ROOT / "plans", ROOT / "templates")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
STAMP = Stamp(NOW, NOW, "clerk", "demo")


def play(folder: Path) -> Played:
    return demo(folder, supplies=SUPPLIES, readme=str, stamp=STAMP)


@pytest.fixture(scope="module")
def year(played_year: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copytree(played_year, tmp_path_factory.mktemp("year") / "demo")


def view_of(folder: Path, period: str, as_of: date) -> StatusView:
    with open_ledger(folder / "cchc.db") as ledger:
        known = versions(ledger, "sa-dec-2022")
        among = periods(known[-1].plan)
        asked = next(each for each in among if each.name == period)
        return status_view(known, asked, facts(ledger, "sa-dec-2022", as_of))


def signed(view: StatusView) -> Iterator[IndicatorView]:
    return (each for one in view.commitments for each in one.indicators)


def kept(commitments: tuple[CommitmentView, ...]) -> list[str]:
    return [f"{each.commitment.id}:{each.status}" for each in commitments]


STOPS = [
    ("Q1", date(2022, 3, 25)),
    ("Q2", date(2022, 6, 24)),
    ("Q3", date(2022, 9, 23)),
    ("Q4", date(2022, 12, 20)),
    ("Q4", date(2023, 7, 3)),
]
VERDICTS = """
ck-1a  behind    watch        watch        watch     failed
ck-1b  on_track  on_track     on_track     on_track  met
ck-2   on_track  on_track     on_track     exceeded  exceeded
ck-3   awaited   awaited      awaited      awaited   met
ck-4   on_track  on_track     on_track     behind    exceeded
ck-5   on_track  on_track     on_track     met       met
ck-6a  on_track  on_track     on_track     exceeded  exceeded
ck-6b  watch     on_track     on_track     exceeded  exceeded
ck-7   on_track  watch        on_track     met       met
ck-8a  on_track  on_track     met          met       met
ck-8b  on_track  unreachable  unreachable  failed    failed
"""


@pytest.mark.parametrize("stop", range(5), ids=str)
def test_each_period_says_what_was_known_on_its_day(year: Path, stop: int) -> None:
    view = view_of(year, *STOPS[stop])
    found = {each.indicator.id: str(each.verdict.status) for each in signed(view)}
    table = [row.split() for row in VERDICTS.strip().splitlines()]
    assert found == {key: said[stop] for key, *said in table}


def told(view: StatusView) -> dict[str, str]:
    """The verdict of each signed indicator as people read it."""
    words, last = voice(Lang.VI), view.period.is_last
    return {
        each.indicator.id: status_words(each.verdict.status, words, last=last)
        for each in signed(view)
    }


def test_the_page_on_the_example_says_what_the_program_says(year: Path) -> None:
    page = (ROOT / "docs" / "sa-dec-2022.md").read_text(encoding="utf-8")
    rows = [row.strip("| ").split(" | ") for row in page.splitlines() if " | " in row]
    printed = {
        name.split()[0]: [cell.rpartition(": ")[2] for cell in cells]
        for name, *cells in rows
        if name.startswith("ck-") and len(cells) == len(STOPS)
    }
    views = [told(view_of(year, *stop)) for stop in STOPS]
    assert printed == {key: [view[key] for view in views] for key in views[0]}


FIGURES = [
    "12,4% 10% 26,4% – 0 0 0 14 1 0 100%",
    "36,8% 35% 53,2% – 0 1 1 35 1 0 99,45%",
    "61,5% 65,5% 77,9% – 3 1 2 53 2 1 99,63%",
    "96,7% 100% 104,2% – 3 2 4 75 3 1 99,72%",
]


@pytest.mark.parametrize("stop", range(4), ids=str)
def test_the_figures_are_those_of_the_example(year: Path, stop: int) -> None:
    view = view_of(year, *STOPS[stop])
    assert " ".join(each.shown for each in signed(view)) == FIGURES[stop]


def test_at_the_years_end_four_of_eight_contents_are_kept(year: Path) -> None:
    assert kept(view_of(year, "Q4", date(2022, 12, 20)).commitments) == [
        *("ck-1:watch", "ck-2:exceeded", "ck-3:awaited", "ck-4:behind"),
        *("ck-5:met", "ck-6:exceeded", "ck-7:met", "ck-8:failed"),
    ]


def test_the_late_are_three_in_the_first_quarter_counted_in_working_days(
    year: Path,
) -> None:
    view = view_of(year, "Q1", date(2022, 3, 25))
    late = {each.unit.id: each.late_days for each in view.units if each.late_days}
    assert late == {"p4": 2, "xtqt": 3, "kt": 4}
    assert (view.reports.submitted, view.reports.on_time) == (21, 18)


def test_on_the_due_day_the_late_ones_have_said_nothing_yet(year: Path) -> None:
    view = view_of(year, "Q1", date(2022, 3, 21))
    assert view.reports.submitted == 18
    enterprises = next(e for e in signed(view) if e.indicator.id == "ck-6b")
    assert enterprises.coverage.silent == ("p4", "xtqt")


LATE_TASKS = ["", "3.5", "1.4 3.5", "1.4 2.3 3.5", "1.4 2.3 3.5 8.4"]


@pytest.mark.parametrize("stop", range(5), ids=str)
def test_a_task_is_late_only_once_its_day_lies_before_the_cut_off(
    year: Path, stop: int
) -> None:
    tasks = view_of(year, *STOPS[stop]).tasks
    late = {TaskStatus.DONE_LATE, TaskStatus.OVERDUE}
    found = [each.task.id for each in tasks if each.status in late]
    assert " ".join(found) == LATE_TASKS[stop]


def test_every_product_belongs_to_the_ward_that_made_it(year: Path) -> None:
    products = next(
        each
        for each in signed(view_of(year, "Q4", date(2023, 7, 3)))
        if each.indicator.id == "ck-4"
    )
    made = {each.unit: each.to_date for each in products.shares if each.to_date}
    assert made == {
        **dict.fromkeys(("p1", "pah", "ptqd", "xtkd", "xtqt"), 1),
        **dict.fromkeys(("p2", "xtpd"), 2),
    }


def test_what_is_illustrative_says_so_wherever_it_shows(year: Path) -> None:
    view = view_of(year, "Q4", date(2023, 7, 3))
    assert view.plan_title.endswith("(số liệu minh họa)")
    assert "(số liệu minh họa)" in (year / "DOC-TRUOC.md").read_text(encoding="utf-8")
    memos = sorted((year / "bao-cao").iterdir())
    assert [each.suffix for each in memos] == [".docx", ".md"] * 5
    for memo in memos:
        assert memo.stem.endswith("minh-hoa")
        told = text_of(memo) if memo.suffix == ".docx" else memo.read_text("utf-8")
        assert "Số liệu minh họa" in told[:400]
    for part in (year / "bao-cao-don-vi").iterdir():
        assert part.read_text(encoding="utf-8").startswith("# SỐ LIỆU MINH HỌA")


def text_of(path: Path) -> str:
    document = Document(str(path))
    return "\n".join(each.text for each in document.paragraphs)


def test_the_memos_of_the_year_are_issued(year: Path) -> None:
    with open_ledger(year / "cchc.db") as ledger:
        memos = issued_memos(ledger, "sa-dec-2022")
        last = issued_content(ledger, "sa-dec-2022", 5)
    assert [each.number for each in memos] == [1, 2, 3, 4, 5]
    assert [each.issued_on for each in memos] == [each.as_of for each in memos]
    written = year / "bao-cao" / "5-ca-nam-sau-bo-sung-minh-hoa.docx"
    assert last[1] == written.read_bytes()
    # no obstacle is told; the registers follow the tables of units
    assert re.findall(r"^# Phụ lục (\w+)\n\n\*\*(.+)\*\*$", last[0], re.MULTILINE) == [
        ("I", "SỐ LIỆU, KẾT QUẢ THỰC HIỆN KẾ HOẠCH"),
        ("II", "PHÂN GIAO VÀ KẾT QUẢ THEO ĐƠN VỊ"),
    ]
    assert re.findall(r"^\*\*(\d)\. ([A-ZĐÀ-Ỹ].*)\*\*$", last[0], re.MULTILINE)[:3] == [
        ("1", "KẾT QUẢ THỰC HIỆN CAM KẾT"),
        ("2", "KẾT QUẢ THỰC HIỆN NHIỆM VỤ THEO KẾ HOẠCH"),
        ("3", "SỐ LIỆU BỔ SUNG, ĐIỀU CHỈNH SO VỚI BÁO CÁO TRƯỚC"),
    ]


def test_everybody_has_signed_on_the_day_of_the_meeting(year: Path) -> None:
    memo = (year / "bao-cao" / "1-quy-1-minh-hoa.md").read_text("utf-8")
    assert "Có 21/21 đơn vị đã ký bản cam kết." in memo


def test_a_demo_never_overwrites(tmp_path: Path) -> None:
    own = tmp_path / "cchc.db"
    own.write_text("mine", encoding="utf-8")
    problems = problems_of(lambda: play(tmp_path))
    assert [each.code for each in problems] == [ProblemCode.FOLDER_NOT_EMPTY]
    assert [each.name for each in tmp_path.iterdir()] == ["cchc.db"]
    assert own.read_text(encoding="utf-8") == "mine"


def test_a_demo_that_breaks_off_leaves_nothing_behind(tmp_path: Path) -> None:
    poor = Supplies(ROOT / "plans", tmp_path / "no-templates")
    folder = tmp_path / "demo"
    with pytest.raises(Refusal) as trouble:
        demo(folder, supplies=poor, readme=str, stamp=STAMP)
    assert trouble.value.problems[0].code is ProblemCode.OUTPUT_UNWRITABLE
    assert not folder.exists()
