"""The register comes first, the paper after it: what happens when it gets lost."""

import errno
import json
import os
from functools import partial
from importlib import import_module
from pathlib import Path

import pytest

from cchc.main import main
from tests.app.forked import run_program

Capture = pytest.CaptureFixture[str]
ISSUE = ["--today", "2022-03-25", "export", "Q1", "--issue", "--output", "a.md"]
LETTERS = ["--today", "2022-03-21", "remind", "Q1", "--letters", "-o", "don-doc"]
FULL = Path("/dev/full")


def open_papers(capsys: Capture) -> list[tuple[str, int]]:
    capsys.readouterr()
    assert main(["db", "check", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    return [(paper["kind"], paper["number"]) for paper in document["not_handed_out"]]


def fail_to_write(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("cchc.app.delivery._replace_file", full)


def test_a_report_whose_file_got_lost_is_issued_and_can_be_had_again(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    with monkeypatch.context() as patch:
        fail_to_write(patch)
        assert main(ISSUE) == 5
    told = capsys.readouterr().err
    assert "ĐÃ ghi" in told
    assert "P414" in told
    assert "Đã phát hành lần 1" in told
    assert not (office / "a.md").exists()
    assert open_papers(capsys) == [("memo", 1)]
    assert main(["db", "check"]) == 0
    assert "Chưa giao: báo cáo phát hành lần 1" in capsys.readouterr().err
    assert main(["export", "--issued", "1", "--output", "b.md"]) == 0
    assert (office / "b.md").read_text("utf-8").startswith("| ")
    assert open_papers(capsys) == []


def test_letters_that_got_lost_are_recorded_and_can_be_had_again(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    with monkeypatch.context() as patch:
        fail_to_write(patch)
        assert main(LETTERS) == 5
    assert "ĐÃ ghi" in capsys.readouterr().err
    lost = open_papers(capsys)
    assert {kind for kind, _ in lost} == {"letter"}
    again = ["--today", "2022-03-21", "remind", "Q1", "--again", "-o", "don-doc"]
    assert main(again) == 0
    assert open_papers(capsys) == []
    assert len(list((office / "don-doc").iterdir())) >= len(lost)


def test_what_was_handed_out_is_noted_and_never_written_over(
    office: Path, capsys: Capture
) -> None:
    assert main(ISSUE) == 0
    assert main(LETTERS) == 0
    assert open_papers(capsys) == []
    letter = next((office / "don-doc").glob("*.md"))
    before = letter.read_bytes()
    target = ["--output", str(letter)]
    assert main(["--today", "2022-03-25", "status", "Q1", *target]) == 2
    assert "đã phát hành hoặc đã gửi" in capsys.readouterr().err
    assert letter.read_bytes() == before


def test_a_report_is_not_issued_onto_another_paper_of_the_register(
    office: Path, capsys: Capture
) -> None:
    assert main(ISSUE) == 0
    before = (office / "a.md").read_bytes()
    add = ["--today", "2022-03-26", "--quiet", "report", "add", "p1", "Q1", "ck-6b=2"]
    assert main(add) == 0
    assert main(["--today", "2022-03-26", *ISSUE[2:]]) == 2
    assert (office / "a.md").read_bytes() == before
    assert main(["export", "--issued", "2"]) != 0
    assert "P525" in capsys.readouterr().err


def end_of(office: Path, *words: str) -> tuple[int, str]:
    """The exit code and what is said where standard output is a full disk."""
    with FULL.open("wb") as full:
        ended = run_program("--today", "2022-03-17", *words, folder=office, out=full)
    return ended.code, ended.err.decode()


@pytest.mark.skipif(not FULL.exists(), reason="only where a full device is")
@pytest.mark.parametrize(
    "words",
    [
        "report add p1 Q1 ck-6b=2",
        "report add p1 Q1 ck-6b=2 --json",
        "obstacle add p1 Thiếu",
        "unit exempt p1 Q1 --reason vắng",
        "sign add p1 commitment --date 2022-03-03",
    ],
)
def test_an_act_whose_answer_got_lost_says_that_it_stands(
    office: Path, words: str
) -> None:
    code, told = end_of(office, *words.split())
    assert code == 5
    assert "ĐÃ ghi" in told
    code, told = end_of(office, *words.split(), "--dry-run")
    assert code == 1
    assert "ĐÃ ghi" not in told


def kill_at(place: str, number: int) -> None:
    """Let this process die where a function is called after so many times."""
    module, _, name = place.rpartition(".")
    owner = import_module(module)
    real, left = getattr(owner, name), number

    def killed(*args: object, **named: object) -> object:
        nonlocal left
        left -= 1
        if left < 0:
            os._exit(9)
        return real(*args, **named)

    setattr(owner, name, killed)


@pytest.mark.parametrize("words", [ISSUE, LETTERS], ids=["issue", "letters"])
@pytest.mark.parametrize(
    ("place", "number"),
    [
        ("cchc.store.ledger._commit", 0),
        ("cchc.app.delivery._replace_file", 0),
        ("cchc.app.delivery._replace_file", 1),
        ("os.fsync", 0),
        ("os.replace", 0),
        ("os.chmod", 0),
        ("cchc.app.paper_files.note_handed_out", 0),
        ("cchc.store.papers.insert_all", 0),
        ("cchc.store.ledger._commit", 1),
    ],
)
def test_wherever_a_run_is_killed_the_register_knows_what_went_out(
    office: Path, capsys: Capture, place: str, number: int, words: list[str]
) -> None:
    done = run_program(*words, folder=office, first=partial(kill_at, place, number))
    assert done.code in {0, 9}, done.text
    lost = open_papers(capsys)  # the ledger is sound, too
    written = [*office.glob("a.md"), *office.glob("don-doc/*.*")]
    if place == "cchc.store.ledger._commit" and number == 0:
        assert (lost, written) == ([], [])
        return
    kind = "memo" if words is ISSUE else "letter"
    assert {known for known, _ in lost} <= {kind}
    assert bool(lost) == (done.code == 9)
    again = ["export", "--issued", "1", "--output", "b.md"]
    if words is LETTERS:
        again = ["--today", "2022-03-21", "remind", "Q1", "--again", "-o", "don-doc"]
    assert main(again) == 0
    assert open_papers(capsys) == []
    assert not [path for path in office.rglob(".*") if path.name.endswith(".new")]
    if words is ISSUE and written:
        assert (office / "a.md").read_bytes() == (office / "b.md").read_bytes()
