import os
from pathlib import Path

import pytest

from cchc.sources.file_bytes import MOST_BYTES, bytes_of
from cchc.sources.plan.plan_file import read_plan
from cchc.text.problem import Problem, ProblemCode
from cchc.words.problem import describe_problem
from cchc.words.translator import Lang, voice


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (PermissionError(13, "Permission denied"), "không có quyền đọc"),
        (IsADirectoryError(21, "Is a directory"), "đây là một thư mục"),
        (OSError(5, "Input/output error"), "hệ thống báo lỗi"),
    ],
)
def test_why_a_file_cannot_be_read_is_told_in_the_readers_language(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, trouble: OSError, said: str
) -> None:
    def fails(_: Path, _mode: str) -> None:
        raise trouble

    path = tmp_path / "ke-hoach.yaml"
    path.touch()
    monkeypatch.setattr(Path, "open", fails)
    found = bytes_of(path)
    assert isinstance(found, Problem)
    message = describe_problem(found, voice(Lang.VI)).message
    assert said in message
    assert str(trouble.strerror) not in message


def test_what_may_never_end_is_not_opened(tmp_path: Path) -> None:
    pipe = tmp_path / "ong.yaml"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/zero"), Path("/dev/stdin")):
        found = bytes_of(path)
        assert isinstance(found, Problem)
        assert found.blanks["slip"] == "device"
    folder = bytes_of(tmp_path)
    assert isinstance(folder, Problem)
    assert folder.blanks["slip"] == "folder"


def test_no_more_is_read_than_a_file_may_have(tmp_path: Path) -> None:
    path = tmp_path / "lon.yaml"
    with path.open("wb") as stream:
        stream.truncate(4 * MOST_BYTES)
    found = bytes_of(path)
    assert isinstance(found, bytes)
    assert len(found) == MOST_BYTES + 1
    assert read_plan(path).problems[0].code is ProblemCode.FILE_TOO_BIG


def test_the_files_of_a_folder_have_one_bound_together(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.yaml").write_bytes(b"#" * (MOST_BYTES // 2))
    codes = [problem.code for problem in read_plan(tmp_path).problems]
    assert codes == [ProblemCode.FILE_TOO_BIG]
