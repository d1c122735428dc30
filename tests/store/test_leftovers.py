"""What a killed run left of a file is swept by the next command, and told."""

import os
from pathlib import Path

import pytest

from cchc.app.delivery import FileWriter
from cchc.main import main
from cchc.store.disk.atomic_file import draft_path, sweep_leftovers
from tests.store.test_survival import in_child


def kill_a_writer(folder: Path, name: str) -> Path:
    def work() -> None:
        os.chdir(folder)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Path, "replace", lambda *_: os._exit(9))
            FileWriter(Path("cchc.db")).write("nội dung", Path(name))

    assert os.waitstatus_to_exitcode(in_child(work)) == 9
    (left,) = (path for path in folder.iterdir() if path.name.endswith(".new"))
    return left


def test_the_next_command_sweeps_what_a_killed_writer_left_and_says_so(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["--quiet", "--today", "2022-03-03", "init", "."]) == 0
    (tmp_path / "bao-cao.json").write_text("cũ", "utf-8")
    left = kill_a_writer(tmp_path, "bao-cao.json")
    assert (tmp_path / "bao-cao.json").read_text("utf-8") == "cũ"
    assert left.read_text("utf-8") == "nội dung\n"
    capsys.readouterr()
    assert main(["plan", "schema", "--output", "so-do.json"]) == 0
    assert f"Đã dọn “{left}”" in capsys.readouterr().err
    assert not left.exists()


def test_a_folder_that_is_written_to_is_swept_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ra").mkdir()
    left = kill_a_writer(tmp_path / "ra", "x" * 250)
    assert main(["--quiet", "plan", "schema", "--output", "ra/a.json"]) == 0
    assert not left.exists()
    assert [path.name for path in (tmp_path / "ra").iterdir()] == ["a.json"]


def test_what_somebody_may_still_write_stays(tmp_path: Path) -> None:
    own = draft_path(tmp_path / "a.md")
    elsewhere = tmp_path / ".a.md.0000ff-1-12345678.new"
    older = tmp_path / ".so.db.12345678.new"
    for path in (own, elsewhere, older, tmp_path / ".a.new", tmp_path / "a.1.part"):
        path.touch()
    assert sweep_leftovers(tmp_path) == ()
    for path in (elsewhere, older, own, tmp_path / ".a.new", tmp_path / "a.1.part"):
        os.utime(path, (0, 0))
    assert set(sweep_leftovers(tmp_path)) == {elsewhere, older}
    assert own.exists()


def test_a_folder_of_unfinished_files_goes_with_what_is_in_it(tmp_path: Path) -> None:
    stage = tmp_path / ".cchc-12345678"
    stage.mkdir()
    (stage / "p1.xlsx").touch()
    os.utime(stage, (0, 0))
    assert sweep_leftovers(tmp_path) == (stage,)
    assert sweep_leftovers(tmp_path / "khong-co") == ()


def test_a_machine_that_says_no_name_writes_files_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "uname")
    monkeypatch.delenv("COMPUTERNAME", raising=False)
    assert draft_path(tmp_path / "a.md").parent == tmp_path
