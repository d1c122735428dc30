"""`cchc export --issue`: a memo is sealed, and what changed since is told."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from shutil import copyfile, copytree

import pytest

from cchc.main import main
from cchc.store.schema.ddl import SEALED
from cchc.store.seal.chain import seal_act

Capture = pytest.CaptureFixture[str]
SAME_DAY = ["--today", "2022-03-25"]
LATER = ["--today", "2022-06-24"]


@pytest.fixture(scope="module")
def year(played_year: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copytree(played_year, tmp_path_factory.mktemp("issued") / "demo")
    _unissued(folder / "cchc.db")
    return folder


def _unissued(path: Path) -> None:
    """Take out the memos that the demo issues: a year in which none was yet."""
    with closing(sqlite3.connect(path)) as connection:
        for table in ("issued_verdicts", "handed_out", "issued", "seal"):
            sql = f"SELECT sql FROM sqlite_master WHERE name = '{table}_no_delete'"
            (trigger,) = connection.execute(sql).fetchone()
            connection.execute(f"DROP TRIGGER {table}_no_delete")
            connection.execute(f"DELETE FROM {table}")
            connection.execute(trigger)
        seal_act(connection, dict.fromkeys(SEALED, 0))
        connection.commit()


@pytest.fixture
def here(year: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copyfile(year / "cchc.db", tmp_path / "cchc.db")
    copyfile(year / "plan.yaml", tmp_path / "plan.yaml")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("CCHC_DB", raising=False)
    return tmp_path


def run(*words: str) -> None:
    assert main([*words, "--quiet"]) == 0


def issue(output: str, *words: str) -> None:
    run("export", "Q1", "--as-of", "2022-03-25", "--issue", "--output", output, *words)


def correct(value: str, reason: str, *words: str) -> None:
    run("report", "add", "p1", "Q1", f"ck-6b={value}", "--reason", reason, *words)


def memo(period: str = "Q2", as_of: str = "2022-06-24") -> str:
    run("export", period, "--as-of", as_of, "--output", "memo.md", *LATER)
    return Path("memo.md").read_text("utf-8")


def appendix(text: str) -> str:
    listed = text.partition("SỐ LIỆU BỔ SUNG, ĐIỀU CHỈNH")[2]
    return listed.partition("# Phụ lục")[0]


@pytest.mark.parametrize("form", ["md", "docx", "html", "json", "xlsx"])
def test_an_issued_memo_comes_back_byte_for_byte(here: Path, form: str) -> None:
    issue(f"a.{form}", *SAME_DAY)
    correct("3", "correction: đếm thiếu", *LATER)
    (here / "templates").mkdir()
    (here / "templates" / "memo.vi.md.j2").write_text("# {{ notice }}", "utf-8")
    run("export", "--issued", "1", "--output", f"b.{form}", "--today", "2023-09-09")
    assert (here / f"a.{form}").read_bytes() == (here / f"b.{form}").read_bytes()


def test_the_same_memo_is_not_issued_twice(here: Path, capsys: Capture) -> None:
    issue("a.md", *SAME_DAY)
    words = ["export", "Q1", "--as-of", "2022-03-25", "--issue", "--output", "a.md"]
    assert main([*words, *LATER]) == 0
    assert "đã phát hành, lần 1, ngày 25/3/2022" in capsys.readouterr().err
    assert count(here) == 1


def count(here: Path) -> int:
    with closing(sqlite3.connect(here / "cchc.db")) as connection:
        return int(connection.execute("SELECT count(*) FROM issued").fetchone()[0])


def test_a_memo_made_again_from_the_same_day_is_the_same(here: Path) -> None:
    issue("a.docx", *SAME_DAY)
    correct("3", "correction: đếm thiếu", *LATER)
    run("export", "Q2", "--as-of", "2022-06-24", "--issue", *LATER)
    run("export", "Q1", "--as-of", "2022-03-25", "--output", "b.docx", *LATER)
    assert (here / "a.docx").read_bytes() == (here / "b.docx").read_bytes()


@pytest.mark.usefixtures("here")
def test_the_next_memo_lists_what_was_corrected_and_what_it_did() -> None:
    issue("a.md", *SAME_DAY)
    correct("3", "correction: đếm thiếu 01 doanh nghiệp", *LATER)
    text = memo()
    assert (
        "có 01 số liệu được bổ sung, điều chỉnh;"
        " đánh giá 01 chỉ tiêu nay khác báo cáo trước: Doanh nghiệp thành lập mới."
        in text
    )
    (row,) = [each for each in appendix(text).splitlines() if each.startswith("| 1 ")]
    told = [each.strip() for each in row.split("|")[1:-1]]
    assert told == [
        *("1", "Doanh nghiệp thành lập mới", "Phường 1", "Quý I/2022"),
        *("2 doanh nghiệp", "3 doanh nghiệp", "đính chính: đếm thiếu 01 doanh nghiệp"),
        *("14, cần theo dõi", "15, đúng tiến độ"),
    ]


@pytest.mark.usefixtures("here")
def test_nothing_changed_is_said_too() -> None:
    issue("a.md", *SAME_DAY, "--document", "05/BC-UBND ngày 28/3/2022")
    text = memo()
    assert (
        "So với Báo cáo số 05/BC-UBND ngày 28/3/2022, không có số liệu nào thay đổi."
        in text
    )
    assert not appendix(text)


@pytest.mark.usefixtures("here")
def test_without_an_issued_memo_there_is_nothing_to_compare_with() -> None:
    assert "So với báo cáo" not in memo()


@pytest.mark.usefixtures("here")
def test_what_was_taken_back_is_listed() -> None:
    issue("a.md", *SAME_DAY)
    run("report", "withdraw", "p1", "Q1", "ck-6b", "--reason", "nhầm", *LATER)
    assert "| 2 doanh nghiệp | đã rút |" in appendix(memo())


@pytest.mark.usefixtures("here")
def test_what_came_late_is_listed() -> None:
    run("export", "Q1", "--as-of", "2022-03-07", "--issue", *SAME_DAY)
    assert "| chưa báo cáo | 2 doanh nghiệp | báo cáo bổ sung |" in appendix(memo())


@pytest.mark.usefixtures("here")
def test_rows_of_a_register_are_listed_by_name() -> None:
    issue("a.md", *SAME_DAY)
    item = "ck-4=+Khô cá lóc Tân Quy Tây; 20/02/2022; QĐ 12/QĐ-UBND"
    run("report", "add", "kt", "Q1", item, "--reason", "bổ sung", *LATER)
    (row,) = [each for each in appendix(memo()).splitlines() if "Khô cá lóc" in each]
    assert (
        "| không phát sinh | Khô cá lóc Tân Quy Tây; 20/02/2022; QĐ 12/QĐ-UBND |" in row
    )


@pytest.mark.usefixtures("here")
def test_a_correction_on_the_day_of_issue_is_no_secret() -> None:
    run("export", "Q2", "--as-of", "2022-06-24", "--issue", *LATER)
    correct("3", "correction: đếm thiếu", *LATER)
    assert "| 2 doanh nghiệp | 3 doanh nghiệp |" in appendix(memo())


@pytest.mark.usefixtures("here")
def test_a_memo_of_an_earlier_period_is_compared_with_its_own() -> None:
    issue("a.md", *SAME_DAY)
    run("export", "Q2", "--as-of", "2022-06-24", "--issue", *LATER)
    correct("3", "correction: đếm thiếu", *LATER)
    add = ["report", "add", "p1", "Q2", "ck-6b=9", "--reason", "correction"]
    run(*add, *LATER)
    assert "Quý II/2022" not in appendix(memo("Q1"))
    assert "Quý II/2022" in appendix(memo("Q2"))


@pytest.mark.usefixtures("here")
def test_status_says_what_changed_since(capsys: Capture) -> None:
    issue("a.md", *SAME_DAY)
    correct("3", "correction: đếm thiếu", *LATER)
    capsys.readouterr()
    run("status", "Q2", "--full", *LATER)
    out = " ".join(capsys.readouterr().out.split())
    assert "SAU BÁO CÁO ĐÃ PHÁT HÀNH" in out
    assert "2 doanh nghiệp → 3 doanh nghiệp (đính chính: đếm thiếu)" in out
    run("status", "Q2", "--json", *LATER)
    since = json.loads(capsys.readouterr().out)["since_issued"]
    (one,) = since["restated"]
    assert (since["number"], since["period"]) == (1, "2022-Q1")
    assert (one["before"]["value"], one["after"]["value"]) == ("2", "3")
    assert one["effect"]["before"]["status"] == "watch"
    assert one["effect"]["after"]["status"] == "on_track"


@pytest.mark.usefixtures("here")
def test_a_number_is_given_once(capsys: Capture) -> None:
    issue("a.md", *SAME_DAY, "--document", "05/BC-UBND ngày 28/3/2022")
    again = ["--issue", "--document", "05/BC-UBND ngày 28/6/2022", *LATER]
    assert main(["export", "Q2", "--as-of", "2022-06-24", *again]) == 1
    assert "P523" in capsys.readouterr().err


def test_a_report_is_not_older_than_its_figures(here: Path, capsys: Capture) -> None:
    words = ["--issue", "--document", "05/BC-UBND ngày 24/3/2022", *SAME_DAY]
    assert main(["export", "Q1", "--as-of", "2022-03-25", *words]) == 1
    assert "P524" in capsys.readouterr().err
    assert count(here) == 0


@pytest.mark.usefixtures("here")
def test_an_issued_memo_of_another_period_is_not_given_back(capsys: Capture) -> None:
    issue("a.md", *SAME_DAY)
    assert main(["export", "Q2", "--issued", "1", *LATER]) == 1
    assert "P522" in capsys.readouterr().err
    run("export", "2022", "--issued", "1", "--output", "b.md", *LATER)


def test_what_cannot_be_handed_out_is_not_issued(here: Path, capsys: Capture) -> None:
    words = ["export", "Q1", "--issue", "--output", "khong-co/x.docx", *SAME_DAY]
    assert main(words) == 2
    assert "P504" in capsys.readouterr().err
    assert count(here) == 0


def test_a_memo_issued_later_from_an_older_day_changes_no_other(here: Path) -> None:
    issue("a.md", *SAME_DAY)
    half = ["export", "Q2", "--as-of", "2022-06-24"]
    run(*half, "--issue", "--output", "b.docx", *LATER)
    run("export", "Q1", "--as-of", "2022-05-01", "--issue", "--today", "2022-07-01")
    run(*half, "--output", "c.docx", "--today", "2022-07-02")
    assert (here / "b.docx").read_bytes() == (here / "c.docx").read_bytes()


def test_a_rehearsal_issues_nothing(here: Path, capsys: Capture) -> None:
    before = sorted(here.iterdir())
    assert main(["export", "Q1", "--issue", "--dry-run", *SAME_DAY]) == 0
    assert "chưa phát hành gì; sẽ là lần 1" in capsys.readouterr().err
    assert sorted(here.iterdir()) == before
    assert count(here) == 0


@pytest.mark.parametrize(
    "words",
    [
        ["--issue", "--format", "csv"],
        ["--issue", "--table", "I.1"],
        ["--issue", "--issued", "1"],
        ["--issued", "1", "--as-of", "2022-03-25"],
        ["--issued", "1", "--document", "05/BC-UBND"],
    ],
)
def test_what_does_not_go_together_is_refused(
    here: Path, capsys: Capture, words: list[str]
) -> None:
    issue("a.md", *SAME_DAY)
    assert main(["export", "Q1", *words, *SAME_DAY]) == 2
    assert "P509" in capsys.readouterr().err
    assert count(here) == 1


@pytest.mark.usefixtures("here")
def test_a_memo_that_was_never_issued_is_told_with_those_that_were(
    capsys: Capture,
) -> None:
    issue("a.md", *SAME_DAY)
    assert main(["export", "--issued", "2", *LATER]) == 1
    assert "1 (Quý I/2022, 25/3/2022)" in capsys.readouterr().err


def test_an_older_template_is_told_what_it_leaves_out(
    here: Path, capsys: Capture
) -> None:
    issue("a.md", *SAME_DAY)
    correct("3", "correction: đếm thiếu", *LATER)
    (here / "templates").mkdir()
    (here / "templates" / "memo.vi.md.j2").write_text("# {{ headline }}", "utf-8")
    assert main(["export", "Q2", "--as-of", "2022-06-24", *LATER]) == 0
    assert "không in số liệu điều chỉnh" in capsys.readouterr().err


def test_a_memo_changed_by_hand_is_found(here: Path, capsys: Capture) -> None:
    issue("a.md", *SAME_DAY)
    assert main(["db", "check"]) == 0
    with closing(sqlite3.connect(here / "cchc.db")) as connection:
        sql = "SELECT sql FROM sqlite_master WHERE name = 'issued_no_update'"
        (trigger,) = connection.execute(sql).fetchone()
        connection.execute("DROP TRIGGER issued_no_update")
        connection.execute("UPDATE issued SET content = x'00'")
        connection.execute(trigger)
        connection.commit()
    capsys.readouterr()
    assert main(["db", "check"]) != 0
    assert "đã phát hành không còn như" in capsys.readouterr().out


def _judged_by_the_first_edition(path: Path, **verdicts: str) -> None:
    """What a memo would have kept of an earlier law, which judged some otherwise."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER issued_verdicts_no_update")
        (kept,) = connection.execute("SELECT verdicts FROM issued_verdicts").fetchone()
        earlier = {key: [status, "S8"] for key, status in verdicts.items()}
        judged = json.dumps(json.loads(kept) | earlier)
        connection.execute("UPDATE issued_verdicts SET edition=1, verdicts=?", [judged])
        connection.commit()


def test_a_verdict_that_the_law_alone_turned_is_told_as_that_and_once(
    here: Path, capsys: Capture
) -> None:
    issue("a.md", *SAME_DAY)
    _judged_by_the_first_edition(here / "cchc.db", **{"ck-5": "behind"})
    text = memo("Q1", "2022-03-28")
    assert "không có số liệu nào thay đổi. Theo cách đánh giá mới, 01 chỉ tiêu" in text
    assert "(trước: chậm tiến độ; nay: " in text
    assert "ĐIỀU CHỈNH SO VỚI BÁO CÁO TRƯỚC" not in text
    capsys.readouterr()
    assert main(["status", "Q1", "--as-of", "2022-03-28", "--json", *LATER]) == 0
    since = json.loads(capsys.readouterr().out)["since_issued"]
    assert since["restated"] == []
    assert [(r["indicator"], r["before"]) for r in since["rejudged"]] == [
        ("ck-5", "behind")
    ]
    run("export", "Q1", "--issue", "--output", "b.md", "--today", "2022-03-29")
    assert "Theo cách đánh giá mới" in Path("b.md").read_text("utf-8")
    assert "Theo cách đánh giá mới" not in memo("Q1", "2022-03-30")


def test_a_memo_whose_verdicts_were_not_kept_is_compared_by_figures_alone(
    here: Path,
) -> None:
    issue("a.md", *SAME_DAY)
    with closing(sqlite3.connect(here / "cchc.db")) as connection:
        connection.execute("DROP TRIGGER issued_verdicts_no_delete")
        connection.execute("DELETE FROM issued_verdicts")
        connection.commit()
    assert "Theo cách đánh giá mới" not in memo("Q1", "2022-03-28")
