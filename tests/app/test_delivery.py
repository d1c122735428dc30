"""Files handed over: nobody's work is overwritten."""

import errno
import os
from pathlib import Path

import pytest

from cchc.app.delivery import Content, Delivered, FileWriter, holds_content
from cchc.app.refusals import exit_code
from cchc.text.problem import ProblemCode, Refusal


@pytest.mark.parametrize("content", ["một dòng", "một dòng\n", "", b"\x00\x01"])
def test_what_was_handed_over_may_be_handed_over_again(
    tmp_path: Path, content: Content
) -> None:
    path, writer = tmp_path / "hai" / "ba.txt", FileWriter(tmp_path / "cchc.db")
    assert writer.occupied_files([(path, content)]) == ()
    writer.make_folder(path.parent)
    assert writer.write(content, path) == Delivered(path)
    assert holds_content(path, content)
    assert writer.occupied_files([(path, content)]) == ()
    assert writer.write(content, path).is_same


def test_a_file_that_holds_something_else_is_named(tmp_path: Path) -> None:
    own, other, link = (tmp_path / name for name in ("a.txt", "b.txt", "c.txt"))
    writer = FileWriter(tmp_path / "cchc.db")
    writer.write("của ai đó", other)
    link.symlink_to(tmp_path / "đâu đó")
    files = (own, other, link, tmp_path)
    found = writer.occupied_files((file, "mới") for file in files)
    assert {each.code for each in found} == {ProblemCode.FILE_EXISTS}
    assert [each.place.file for each in found] == [*map(str, (other, link, tmp_path))]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    writer = FileWriter(tmp_path / "cchc.db")
    writer.write("tệp", tmp_path / "tep")
    with pytest.raises(Refusal) as refused:
        writer.make_folder(tmp_path / "tep")
    (trouble,) = refused.value.problems
    assert trouble.code is ProblemCode.OUTPUT_UNWRITABLE
    assert trouble.blanks["text"] == str(tmp_path / "tep")


@pytest.mark.parametrize(
    ("number", "code", "exit_with"),
    [
        (errno.ENOSPC, ProblemCode.OUTPUT_DISK, 4),
        (errno.EIO, ProblemCode.OUTPUT_DISK, 4),
        (errno.EROFS, ProblemCode.OUTPUT_DISK, 4),
        (errno.EACCES, ProblemCode.OUTPUT_DISK, 4),
        (errno.ENAMETOOLONG, ProblemCode.OUTPUT_UNWRITABLE, 2),
        (errno.ELOOP, ProblemCode.OUTPUT_UNWRITABLE, 2),
    ],
)
def test_what_the_disk_will_not_have_is_no_slip_of_the_command_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    code: ProblemCode,
    exit_with: int,
) -> None:
    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    (tmp_path / "a.md").write_text("cũ", "utf-8")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(Refusal) as refused:
        FileWriter(tmp_path / "cchc.db").write("mới", tmp_path / "a.md")
    assert [problem.code for problem in refused.value.problems] == [code]
    assert exit_code(refused.value.problems) == exit_with
    assert [path.read_text("utf-8") for path in tmp_path.iterdir()] == ["cũ"]
