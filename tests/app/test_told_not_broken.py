"""What people get wrong is told in a sentence, never as a fault of the program."""

import os
from pathlib import Path

import pytest

from cchc.main import main


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("report import khong-co.xlsx", "P572"),
        ("plan cascade ck-6b --hand p1=2,p1=3", "P333"),
        ("plan cascade ck-6b --split weight --weights trong-so.txt", "P103"),
    ],
)
def test_a_slip_is_told_with_its_code(
    office: Path, capsys: pytest.CaptureFixture[str], words: str, told: str
) -> None:
    (office / "trong-so.txt").write_bytes("p1=1 # phường".encode("utf-16"))
    assert main(words.split()) == 1
    assert told in capsys.readouterr().err


READERS = (
    *("report import", "report collect", "lint", "plan check"),
    *("report add --from", "obstacle assign --from"),
    *("note add II.3 --file", "bind try b.xlsx --binding"),
)
"""Verbs that read a file which is named on the command line."""


def test_what_is_no_plain_file_is_told_and_never_waited_for(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(office / "pipe.yaml")
    (office / "loop.yaml").symlink_to("loop.yaml")
    broken, long = os.fsdecode(b"b\xe1\xbb.yaml"), f"{'x' * 300}.yaml"
    for path in ("pipe.yaml", "loop.yaml", "/dev/full", long, broken):
        for verb in READERS:
            assert main([*verb.split(), path]) in {1, 2}, (verb, path)
            told = capsys.readouterr()
            assert "P" in told.err + told.out, (verb, path)
            assert "Traceback" not in told.err, (verb, path)


def test_a_folder_that_was_deleted_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    for words in ("status", "plan check", "init x", "export Q1"):
        assert main(words.split()) == 1
        assert "P595" in capsys.readouterr().err
    assert main(["--version"]) == 0


def test_without_a_home_everything_goes_on(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(office / "trong-so.txt"))
    assert main(["plan", "check"]) == 0
    monkeypatch.delenv("HOME")
    assert main(["plan", "check"]) == 0
