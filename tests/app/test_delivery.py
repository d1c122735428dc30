"""Files handed over: nobody's work is overwritten."""

from pathlib import Path

import pytest

from cchc.app.delivery import Content, filed, holds, taken
from cchc.text.problem import Fault


@pytest.mark.parametrize("content", ["một dòng", "một dòng\n", "", b"\x00\x01"])
def test_what_was_handed_over_may_be_handed_over_again(
    tmp_path: Path, content: Content
) -> None:
    path = tmp_path / "hai" / "ba.txt"
    assert taken([(path, content)]) == ()
    assert filed(content, path) is None
    assert holds(path, content)
    assert taken([(path, content)]) == ()


def test_a_file_that_holds_something_else_is_named(tmp_path: Path) -> None:
    own, other, link = (tmp_path / name for name in ("a.txt", "b.txt", "c.txt"))
    assert filed("của ai đó", other) is None
    link.symlink_to(tmp_path / "đâu đó")
    found = taken((each, "mới") for each in (own, other, link, tmp_path))
    assert {each.fault for each in found} == {Fault.FILE_EXISTS}
    assert [each.place.file for each in found] == [*map(str, (other, link, tmp_path))]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    assert filed("tệp", tmp_path / "tep") is None
    trouble = filed("mới", tmp_path / "tep" / "a.txt")
    assert trouble is not None
    assert trouble.fault is Fault.OUTPUT_UNWRITABLE
    assert trouble.blanks["text"] == str(tmp_path / "tep")
