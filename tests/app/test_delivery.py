"""Files handed over: nobody's work is overwritten."""

from pathlib import Path

import pytest

from cchc.app.delivery import Content, holds_content, occupied_files, write_into_folder
from cchc.text.problem import ProblemCode, Refusal


@pytest.mark.parametrize("content", ["một dòng", "một dòng\n", "", b"\x00\x01"])
def test_what_was_handed_over_may_be_handed_over_again(
    tmp_path: Path, content: Content
) -> None:
    path = tmp_path / "hai" / "ba.txt"
    assert occupied_files([(path, content)]) == ()
    write_into_folder(content, path)
    assert holds_content(path, content)
    assert occupied_files([(path, content)]) == ()


def test_a_file_that_holds_something_else_is_named(tmp_path: Path) -> None:
    own, other, link = (tmp_path / name for name in ("a.txt", "b.txt", "c.txt"))
    write_into_folder("của ai đó", other)
    link.symlink_to(tmp_path / "đâu đó")
    found = occupied_files((each, "mới") for each in (own, other, link, tmp_path))
    assert {each.code for each in found} == {ProblemCode.FILE_EXISTS}
    assert [each.place.file for each in found] == [*map(str, (other, link, tmp_path))]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    write_into_folder("tệp", tmp_path / "tep")
    with pytest.raises(Refusal) as refused:
        write_into_folder("mới", tmp_path / "tep" / "a.txt")
    (trouble,) = refused.value.problems
    assert trouble.code is ProblemCode.OUTPUT_UNWRITABLE
    assert trouble.blanks["text"] == str(tmp_path / "tep")
