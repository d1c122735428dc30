from pathlib import Path

import pytest

from cchc.sources.plan.plan_bytes import bytes_of
from cchc.text.problem import Problem
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
    monkeypatch: pytest.MonkeyPatch, trouble: OSError, said: str
) -> None:
    def fails(_: Path) -> bytes:
        raise trouble

    monkeypatch.setattr(Path, "read_bytes", fails)
    found = bytes_of(Path("ke-hoach.yaml"))
    assert isinstance(found, Problem)
    message = describe_problem(found, voice(Lang.VI)).message
    assert said in message
    assert str(trouble.strerror) not in message
