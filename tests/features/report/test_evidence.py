"""What proves a result: documents, links, files kept by reference or copied."""

import json
import os
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize

import pytest

from tests.features.forms.ward import Run, office, run

__all__ = ["office", "run"]


def evidence(run: Run) -> dict[str, dict[str, object]]:
    listed = json.loads(run("report", "evidence", "Q1", "--json")[1])
    return {each["about"]: each for each in listed["evidence"]}


def add(run: Run, *words: str) -> tuple[int, str, str]:
    return run("report", "add", "vp", "Q1", *words)


def test_documents_and_links_are_kept_as_they_are_written(run: Run) -> None:
    code, _, _ = add(
        run,
        "moc=2022-03-10",
        "1.1=done:2022-03-11",
        *("--evidence", "moc=QĐ 12/QĐ-UBND ngày 10/3/2022"),
        *("--evidence", "1.1=https://example.vn/kh.pdf"),
    )
    assert code == 0
    found = evidence(run)
    assert found["moc"]["text"] == "QĐ 12/QĐ-UBND ngày 10/3/2022"
    assert found["1.1"]["text"] == "https://example.vn/kh.pdf"
    assert {each["sha256"] for each in found.values()} == {None}


def test_a_file_by_reference_is_found_changed_and_missing(
    office: Path, run: Run
) -> None:
    proof = office / "tai-lieu" / "QĐ số 12.pdf"
    proof.parent.mkdir()
    proof.write_bytes(b"mot")
    assert add(run, "dn=1", "--evidence", "dn=tai-lieu/QĐ số 12.pdf")[0] == 0
    one = evidence(run)["dn"]
    assert one["sha256"] == sha256(b"mot").hexdigest()
    assert (one["size"], one["condition"]) == (3, "there")
    assert one["file"] == "tai-lieu/QĐ số 12.pdf"
    assert run("report", "evidence", "Q1", "--check")[0] == 0
    proof.write_bytes(b"hai")
    code, out, _ = run("report", "evidence", "Q1", "--check")
    assert code == 3
    assert "tệp đã bị sửa" in out
    proof.unlink()
    code, out, _ = run("report", "evidence", "Q1", "--check", "--format", "csv")
    assert code == 3
    assert "mất tệp" in out
    assert run("report", "evidence", "Q1")[0] == 0


def test_a_copy_is_kept_beside_the_database_by_its_content(
    office: Path, run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    away = tmp_path_factory.mktemp("usb") / "Quyết định (bản cuối).PDF"
    away.write_bytes(b"noi dung")
    code, out, _ = add(run, "dn=1", "--evidence", f"dn={away}", "--copy-evidence")
    assert code == 0
    hashed = sha256(b"noi dung").hexdigest()
    name = f"minh-chung/{hashed[:16]}-quyet-dinh-ban-cuoi.pdf"
    assert name in out
    assert (office / name).read_bytes() == b"noi dung"
    away.unlink()
    assert run("report", "evidence", "Q1", "--check")[0] == 0
    assert sorted(each.name for each in (office / "minh-chung").iterdir()) == [
        Path(name).name
    ]


def test_a_rehearsal_copies_nothing(office: Path, run: Run) -> None:
    (office / "a.pdf").write_bytes(b"x")
    words = ("dn=1", "--evidence", "dn=a.pdf", "--copy-evidence", "--dry-run")
    assert add(run, *words)[0] == 0
    assert not (office / "minh-chung").exists()


def test_a_file_elsewhere_by_reference_is_named_in_full(
    run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    away = tmp_path_factory.mktemp("usb") / "a.pdf"
    away.write_bytes(b"x")
    add(run, "dn=1", "--evidence", f"dn={away}")
    assert evidence(run)["dn"]["file"] == away.as_posix()


@pytest.mark.parametrize("text", ["lien-ket.pdf", "sub/../a.pdf", "thu-muc.pdf"])
def test_links_folders_and_ways_up_are_refused(
    office: Path, run: Run, text: str
) -> None:
    (office / "a.pdf").write_bytes(b"x")
    (office / "sub").mkdir()
    (office / "thu-muc.pdf").mkdir()
    (office / "lien-ket.pdf").symlink_to(office / "a.pdf")
    code, _, err = add(run, "dn=1", "--evidence", f"dn={text}")
    assert code == 1
    assert "P375" in err or "P331" in err


@pytest.mark.parametrize(
    "text",
    [
        *("tai-lieu", "tai-lieu/", "./tai-lieu", "cchc.db", "ban-sao.db", "rong.pdf"),
        *("/dev/zero", "/dev/null", "/proc/self/environ", "/", ".", "C:\\a"),
        *(
            "khong-co.txt",
            "./khong-co",
            "/khong/co",
            "tai-lieu\\a",
            "file:///etc/hosts",
        ),
        *("khong-co.PDF", "khong-co.zip", "khong-co.odt"),
    ],
)
def test_a_place_that_is_no_plain_file_proves_nothing(
    office: Path, run: Run, text: str
) -> None:
    (office / "tai-lieu").mkdir()
    (office / "rong.pdf").touch()
    (office / "ban-sao.db").write_bytes((office / "cchc.db").read_bytes())
    code, _, err = add(run, "dn=1", "--evidence", f"dn={text}")
    assert code == 1
    assert "P375" in err or "P331" in err


@pytest.mark.parametrize("text", ["QĐ 12/QĐ-UBND ngày 10/3/2022", "12-CV/ĐU", "KH 2"])
def test_the_number_of_a_paper_is_no_path(run: Run, text: str) -> None:
    assert add(run, "dn=1", "--evidence", f"dn={text}")[0] == 0
    assert evidence(run)["dn"]["sha256"] is None


def test_a_name_that_the_disk_keeps_in_parts_is_found(office: Path, run: Run) -> None:
    (office / normalize("NFD", "quyết định.pdf")).write_bytes(b"x")
    assert add(run, "dn=1", "--evidence", "dn=quyết định.pdf")[0] == 0
    assert evidence(run)["dn"]["condition"] == "there"


def test_a_linked_folder_on_the_way_is_refused(office: Path, run: Run) -> None:
    (office / "that").mkdir()
    (office / "that" / "a.pdf").write_bytes(b"x")
    (office / "sub").symlink_to(office / "that")
    code, _, err = add(run, "dn=1", "--evidence", "dn=sub/a.pdf")
    assert code == 1
    assert "P375" in err


def test_a_report_file_may_not_name_files_of_the_whole_machine(
    office: Path, run: Run
) -> None:
    secret = office / "bi-mat.pdf"
    secret.write_bytes(b"x")
    report = office / "bc.yaml"
    report.write_text(
        f"unit: vp\nperiod: Q1\nvalues: {{dn: 1}}\nevidence: {{dn: {secret}}}\n",
        encoding="utf-8",
    )
    code, _, err = run("report", "add", "--from", "bc.yaml", "--copy-evidence")
    assert code == 1
    assert "P376" in err
    assert "bc.yaml:4" in err


def test_a_scan_beside_its_report_is_found_from_any_folder(
    office: Path, run: Run
) -> None:
    (office / "bc").mkdir()
    (office / "bc" / "scan.pdf").write_bytes(b"x")
    (office / "bc" / "vp.yaml").write_text(
        "unit: vp\nperiod: Q1\nvalues: {dn: 1}\nevidence: {dn: scan.pdf}\n",
        encoding="utf-8",
    )
    assert run("report", "add", "--from", "bc/vp.yaml", "--draft")[0] == 0
    assert add(run)[0] == 0
    assert evidence(run)["dn"]["file"] == "bc/scan.pdf"


def test_a_pipe_is_no_evidence(office: Path, run: Run) -> None:
    os.mkfifo(office / "ong.pdf")
    code, _, err = add(run, "dn=1", "--evidence", "dn=ong.pdf")
    assert code == 1
    assert "P375" in err


def test_nothing_is_copied_through_a_folder_that_leads_away(
    office: Path, run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    away = tmp_path_factory.mktemp("elsewhere")
    (office / "minh-chung").symlink_to(away)
    (office / "a.pdf").write_bytes(b"x")
    code, _, err = add(run, "dn=1", "--evidence", "dn=a.pdf", "--copy-evidence")
    assert code == 1
    assert "P377" in err
    assert list(away.iterdir()) == []
    assert json.loads(run("report", "show", "vp", "Q1", "--json")[1])["cells"] == []


def test_the_same_evidence_again_is_kept_once(office: Path, run: Run) -> None:
    (office / "a.pdf").write_bytes(b"x")
    add(run, "dn=1", "--evidence", "dn=a.pdf")
    code, out, _ = add(run, "dn=1", "--evidence", "dn=a.pdf")
    assert code == 0
    assert "Không có gì mới" in out


def test_results_without_proof_are_listed_with_their_unit(run: Run) -> None:
    add(run, "moc=2022-03-10", "1.1=done:2022-03-11", "dn=nil")
    rows = ("sp=+Khô cá lóc; 20/02/2022", "sp=+Nem; 21/02/2022; QĐ 5/QĐ-UBND")
    run("report", "add", "kt", "Q1", "dn=2", *rows)
    listed = json.loads(run("report", "evidence", "Q1", "--json")[1])
    bare = {(each["unit"], each["about"], each["name"]) for each in listed["unproven"]}
    assert bare == {
        ("vp", "moc", None),
        ("vp", "1.1", None),
        ("kt", "sp", "Khô cá lóc"),
    }
    _, shown, _ = run("report", "show", "vp", "Q1")
    assert "Kết quả chưa có minh chứng" in shown
    assert "moc  Bộ phận một cửa" in shown
    inside = ("export", "Q1", "--to", "internal", "--output", "bc.md")
    assert run(*inside)[0] == 0
    memo = Path("bc.md").read_text(encoding="utf-8")
    assert "- Sản phẩm OCOP (Phòng Kinh tế): Khô cá lóc\n" in memo
    add(run, "--evidence", "moc=QĐ 1", "--evidence", "1.1=KH 2")
    run("report", "add", "kt", "Q1", "--evidence", "sp=QĐ 9/QĐ-UBND")
    assert "Mọi kết quả đều có minh chứng" in run("report", "evidence", "Q1")[1]


def test_of_an_officers_file_the_ledger_keeps_the_name(office: Path, run: Run) -> None:
    (office / "cua-lan").mkdir()
    path = office / "cua-lan" / "bc.yaml"
    path.write_text("{unit: vp, period: Q1, values: {dn: 1}}", encoding="utf-8")
    assert run("report", "add", "--from", str(path))[0] == 0
    assert b"cua-lan" not in (office / "cchc.db").read_bytes()
