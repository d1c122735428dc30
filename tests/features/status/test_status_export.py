"""The two verbs as they are typed, on the illustrated year."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree

import pytest

from cchc.main import main

ROOT = Path(__file__).parents[3]
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HEAVY = {"yaml", "pydantic", "jinja2", "rich", "sqlite_utils", "markdown_it"}
Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def year(played_year: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copytree(played_year, tmp_path_factory.mktemp("shown") / "demo")


@pytest.fixture
def here(year: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in; the database is named by the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CCHC_DB", str(year / "cchc.db"))
    monkeypatch.setenv("CCHC_TODAY", "2022-06-24")
    monkeypatch.delenv("COLUMNS", raising=False)
    return tmp_path


@pytest.mark.usefixtures("here")
def test_status_needs_no_option_and_no_escape_when_piped(capsys: Capture) -> None:
    assert main(["status"]) == 0
    said = capsys.readouterr()
    assert "Quý II/2022" in said.out
    assert "Văn bản đi điện tử có ký số" in said.out
    assert "Doanh nghiệp thành lập mới" not in said.out
    assert "Số liệu minh họa, không phải số liệu thật" in said.out
    assert "\x1b" not in said.out
    assert said.err == ""


@pytest.mark.usefixtures("here")
def test_status_before_all_had_reported_is_told_as_it_was_then(capsys: Capture) -> None:
    assert main(["status", "Q1", "--as-of", "2022-03-22"]) == 0
    early = capsys.readouterr().out
    assert "2 đơn vị chưa gửi đủ, quá hạn 18/3/2022: Phòng Kinh tế, xã" in early
    assert main(["status", "Q1", "--as-of", "2022-04-30"]) == 0
    assert "quá hạn 18/3/2022" not in capsys.readouterr().out


@pytest.mark.usefixtures("here")
def test_everything_is_told_when_it_is_asked_for(capsys: Capture) -> None:
    assert main(["status", "Q2", "--full"]) == 0
    text = capsys.readouterr().out
    assert "Doanh nghiệp thành lập mới" in text
    assert len(text.splitlines()) > 100


@pytest.mark.usefixtures("here")
def test_status_as_json_is_the_contract(capsys: Capture) -> None:
    assert main(["status", "Q2", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "cchc.status/1"
    assert document["counts"]["reports"]["expected"] == 21
    assert len(document["commitments"]) == 8
    firms = document["commitments"][5]["indicators"][1]
    assert (firms["id"], firms["actual"], firms["percent"]) == ("ck-6b", "35", "47.95")


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(("form", "mark"), [("csv", ";"), ("tsv", "\t"), ("md", "| ")])
def test_status_lists_its_indicators(capsys: Capture, form: str, mark: str) -> None:
    assert main(["status", "Q2", "--format", form]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert mark in rows[0]
    assert sum("ck-" in each for each in rows) == 11
    rate = "36,8% (ước)" if form == "md" else f"36,8{mark}"
    assert any("ck-1a" in each and rate in each for each in rows)


@pytest.mark.usefixtures("here")
def test_one_unit_sees_its_own_share(capsys: Capture) -> None:
    assert main(["status", "Q2", "--unit", "phuong 2"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "Chỉ phần của Phường 2" in text
    assert "đạt 08/14 doanh nghiệp (57,14% chỉ tiêu giao)" in text
    assert "Thu ngân sách" not in text
    assert "Phải gửi 1," in text


@pytest.mark.usefixtures("here")
def test_other_silent_units_keep_their_names_for_one_unit(capsys: Capture) -> None:
    assert main(["status", "Q1", "--unit", "p2", "--as-of", "2022-03-22"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "của xã Tân Quy Tây" in text
    assert "xtqt" not in text


@pytest.mark.usefixtures("here")
def test_one_area_shows_its_tasks_and_no_commitment(capsys: Capture) -> None:
    assert main(["status", "Q2", "--area", "tthc"]) == 0
    text = capsys.readouterr().out
    assert "3.2 " in text
    assert "1.4 " not in text
    assert "CAM KẾT" not in text
    assert "Thu ngân sách" not in text


@pytest.mark.usefixtures("here")
def test_check_ends_with_three_when_something_is_wrong(capsys: Capture) -> None:
    assert main(["status", "Q2", "--check"]) == 3
    assert capsys.readouterr().out != ""


@pytest.mark.usefixtures("here")
def test_all_that_is_unknown_is_told_at_once(capsys: Capture) -> None:
    code = main(["status", "Q2", "--unit", "phuong 9", "--area", "khong co"])
    said = capsys.readouterr()
    assert code == 1
    assert "phuong 9" in said.err
    assert "khong co" in said.err
    assert said.out == ""


@pytest.mark.usefixtures("here")
def test_an_unknown_period_is_a_wrong_command_line(capsys: Capture) -> None:
    assert main(["status", "Q7"]) == 2
    assert "Q7" in capsys.readouterr().err


def test_without_a_database_the_way_out_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CCHC_DB", raising=False)
    assert main(["status"]) == 4
    assert capsys.readouterr().err != ""
    assert main(["status", "--json"]) == 4
    problems = json.loads(capsys.readouterr().out)
    assert problems["schema"] == "cchc.problems/1"


def test_status_goes_to_a_file_without_colour(here: Path, capsys: Capture) -> None:
    assert main(["status", "Q2", "--output", "tinh-hinh.txt"]) == 0
    assert capsys.readouterr().out == ""
    assert "Quý II/2022" in (here / "tinh-hinh.txt").read_text("utf-8")


def test_a_plan_file_changed_since_is_said(
    year: Path, here: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = here / "w"
    copy.mkdir()
    for name in ("cchc.db", "plan.yaml"):
        (copy / name).write_bytes((year / name).read_bytes())
    with (copy / "plan.yaml").open("a", encoding="utf-8") as plan:
        plan.write("# sửa\n")
    monkeypatch.setenv("CCHC_DB", str(copy / "cchc.db"))
    assert main(["status", "Q2"]) == 0
    assert "P240" in capsys.readouterr().err


@pytest.mark.usefixtures("here")
def test_json_loads_no_library_but_typer() -> None:
    probe = (
        "import sys; from cchc.main import main; main(sys.argv[1:]);"
        "print(*{n.partition('.')[0] for n in sys.modules}, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe, "status", "Q2", "--json"],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
    )
    assert set(done.stderr.splitlines()[-1].split()) & HEAVY == set()


@pytest.mark.parametrize(
    ("period", "name"),
    [
        ("Q1", "bao-cao-cchc-quy-I-2022.md"),
        ("Q2", "bao-cao-cchc-6-thang-2022.md"),
        ("Q3", "bao-cao-cchc-quy-III-2022.md"),
        ("Q4", "bao-cao-cchc-nam-2022.md"),
    ],
)
def test_the_file_is_named_by_the_period(
    here: Path, capsys: Capture, period: str, name: str
) -> None:
    assert main(["export", period]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert name in said.err
    assert "# BÁO CÁO" in (here / name).read_text("utf-8")


def test_another_file_is_never_overwritten(here: Path, capsys: Capture) -> None:
    mine = here / "bao-cao-cchc-quy-I-2022.md"
    mine.write_text("của tôi\n", "utf-8")
    assert main(["export", "Q1"]) == 0
    assert mine.read_text("utf-8") == "của tôi\n"
    assert "giữ nguyên" in capsys.readouterr().err
    other = here / "bao-cao-cchc-quy-I-2022-2.md"
    assert "quý I năm 2022" in other.read_text("utf-8")
    assert main(["export", "Q1"]) == 0
    assert "đúng nội dung này" in capsys.readouterr().err
    assert len(list(here.iterdir())) == 2


@pytest.mark.usefixtures("here")
def test_export_says_what_it_rests_on_and_who_is_silent(capsys: Capture) -> None:
    words = ["export", "Q1", "--as-of", "2022-03-22", "--output", "-"]
    assert main(words) == 0
    said = capsys.readouterr()
    assert "**Kết quả công tác cải cách hành chính quý I năm 2022**" in said.out
    assert "tạm tính, theo" in said.err
    assert "Xã Tân Quy Tây" in said.err


def test_an_office_template_with_a_wrong_name_is_told_with_its_line(
    year: Path, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    (here / "cchc.db").write_bytes((year / "cchc.db").read_bytes())
    (here / "templates").mkdir()
    own = here / "templates" / "memo.vi.md.j2"
    own.write_text("# Báo cáo\n{{ perod.title }}\n", "utf-8")
    monkeypatch.delenv("CCHC_DB")
    assert main(["export", "Q1"]) == 1
    said = capsys.readouterr().err
    assert "memo.vi.md.j2:2" in said
    assert "perod" in said
    assert "period" in said
    own.write_text("# {{ period.title }}\n", "utf-8")
    assert main(["export", "Q1", "--output", "-"]) == 0
    first, _, foot = capsys.readouterr().out.partition("\n\n")
    assert first == "# quý I năm 2022"
    assert foot.startswith("Mã niêm phong: ")
