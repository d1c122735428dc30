"""Reports as files between ledgers: given out by one, taken in once by another."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from tests.features.forms.ward import Run, office, run

__all__ = ["office", "run"]


@pytest.fixture
def packets(office: Path, run: Run) -> Path:
    """What two units reported, as packets; the ledger is as it was before."""
    empty = (office / "cchc.db").read_bytes()
    (office / "bien-ban.txt").write_text("Đã họp.", "utf-8")
    proofs = ["--evidence", "dn=bien-ban.txt", "--evidence", "dn=QĐ 5/QĐ-UBND"]
    reports = {
        "vp": ["dn=3", "moc=2022-03-10", "1.1=done:2022-03-11", *proofs],
        "kt": ["dn=~2", "sp=+Khô cá lóc; 20/02/2022; QĐ 5/QĐ-UBND"],
    }
    for unit, words in reports.items():
        paper = ("--document", "12/BC-UBND ngày 07/3/2022")
        assert run("report", "add", unit, "Q1", *words, *paper)[0] == 0
    run("obstacle", "add", "vp", "Thiếu máy", "--about", "dn")
    folder = office / "goi"
    folder.mkdir()
    for unit in reports:
        out = ("--output", str(folder / f"{unit}.yaml"))
        assert run("report", "show", unit, "Q1", *out)[0] == 0
    (office / "cchc.db").write_bytes(empty)
    return folder


def said(text: str) -> list[str]:
    """What a packet says, without remarks and keys that say nothing."""
    lines = (line for line in text.splitlines() if not line.strip().startswith("#"))
    return sorted(line for line in lines if line and not line.endswith(":"))


def test_a_packet_says_what_the_report_says(packets: Path, run: Run) -> None:
    code, out, err = run("report", "import", str(packets), "--json")
    assert (code, err) == (0, "") or code == 0
    assert [file["outcome"] for file in json.loads(out)["files"]] == ["accepted"] * 2
    for packet in packets.iterdir():
        again = run("report", "show", packet.stem, "Q1", "--format", "yaml")[1]
        assert said(again) == said(packet.read_text("utf-8"))


def test_a_packet_names_the_files_that_prove_with_their_digests(
    packets: Path, run: Run
) -> None:
    run("report", "import", str(packets))
    given = json.loads(run("report", "show", "vp", "Q1", "--json")[1])["evidence"]
    file, paper = sorted(proof["text"] for proof in given)[::-1]
    digest = sha256("Đã họp.".encode()).hexdigest()
    assert file == f"bien-ban.txt (11 byte, SHA-256 {digest})"
    assert paper == "QĐ 5/QĐ-UBND"


def test_a_packet_is_taken_in_once_whatever_it_is_called(
    packets: Path, run: Run
) -> None:
    run("report", "import", str(packets))
    for packet in list(packets.iterdir()):
        packet.rename(packet.with_name(f"lai-{packet.name}"))
    code, out, _ = run("report", "import", str(packets), "--json", day="2022-03-17")
    files = json.loads(out)["files"]
    assert (code, {file["outcome"] for file in files}) == (0, {"unchanged"})


def test_a_packet_is_data_whatever_the_language(packets: Path, run: Run) -> None:
    packet = packets / "vp.yaml"
    text = packet.read_text("utf-8").replace('dn: "3"', 'dn: "3.0"')
    packet.write_text(text, "utf-8")
    for lang in ("en", "vi"):
        words = ("report", "import", str(packet), "--dry-run", "--lang", lang)
        assert run(*words)[0] == 0


def test_a_bad_packet_is_refused_whole_with_its_places(packets: Path, run: Run) -> None:
    packet = packets / "kt.yaml"
    packet.write_text(packet.read_text("utf-8").replace("~2", "hai"), "utf-8")
    code, _, err = run("report", "import", str(packet))
    assert (code, "kt.yaml:" in err, "P306" in err) == (1, True, True)
    assert sorted(path.name for path in packets.iterdir()) == ["kt.yaml", "vp.yaml"]
    assert json.loads(run("report", "show", "kt", "Q1", "--json")[1])["cells"] == []


def test_other_yaml_in_the_folder_is_told_and_not_read(packets: Path, run: Run) -> None:
    (packets / "plan.yaml").write_text("cchc: 1\nid: a\n", "utf-8")
    out = run("report", "import", str(packets), "--json")[1]
    told = {
        Path(file["file"]).name: file["outcome"] for file in json.loads(out)["files"]
    }
    assert told["plan.yaml"] == "unread"
    assert told["vp.yaml"] == told["kt.yaml"] == "accepted"


def test_packets_are_collected_too(packets: Path, run: Run) -> None:
    (packets / "plan.yaml").write_text("cchc: 1\nid: a\n", "utf-8")
    out = run("report", "collect", str(packets), "--json")[1]
    files = json.loads(out)["files"]
    told = {Path(file["file"]).name: file["outcome"] for file in files}
    assert told == {"plan.yaml": "unread", "vp.yaml": "accepted", "kt.yaml": "accepted"}
