"""One law of output: `--format`, else the ending of `--output`, else the screen."""

from enum import StrEnum
from pathlib import Path

import pytest

from cchc.app.delivery import FileWriter
from cchc.app.output import Format, choose_form, ending_of, require_printable
from cchc.text.problem import ProblemCode, Refusal

P = ProblemCode


def choose(typed: str | None, output: str | None) -> StrEnum:
    path = None if output is None else Path(output)
    return choose_form(Format, Format.TABLE, typed, path, Format.TABLE)


@pytest.mark.parametrize(
    ("typed", "output", "form"),
    [
        (None, None, Format.TABLE),
        (None, "-", Format.TABLE),
        (None, "tinh-hinh", Format.TABLE),
        (None, "tinh-hinh.txt", Format.TABLE),
        (None, "bang.csv", Format.CSV),
        (None, "BANG.XLSX", Format.XLSX),
        (None, "bang.htm", Format.HTML),
        (None, "bang.markdown", Format.MD),
        ("csv", None, Format.CSV),
        ("CSV", "-", Format.CSV),
        ("csv", "bang", Format.CSV),
        ("csv", "bang.csv", Format.CSV),
        ("csv", "bang.txt", Format.CSV),
        ("table", "bang.txt", Format.TABLE),
    ],
)
def test_the_format_is_that_asked_for_else_that_of_the_file(
    typed: str | None, output: str | None, form: Format
) -> None:
    assert choose(typed, output) is form


@pytest.mark.parametrize(
    ("typed", "output", "code"),
    [
        *((None, f"a.{end}", P.FORMAT_UNKNOWN) for end in ("doc", "pdf", "xls", "odt")),
        (None, "a.docx", P.FORMAT_UNKNOWN),
        (None, "a.b.c", P.FORMAT_UNKNOWN),
        ("md", "a.pdf", P.FORMAT_UNKNOWN),
        ("excel", None, P.FORMAT_UNKNOWN),
        ("csv", "a.md", P.OPTION_CLASH),
        ("table", "a.md", P.OPTION_CLASH),
        ("xlsx", "a.txt", P.OPTION_CLASH),
    ],
)
def test_an_ending_that_cannot_be_written_or_says_otherwise_is_refused(
    typed: str | None, output: str | None, code: ProblemCode
) -> None:
    with pytest.raises(Refusal) as refused:
        choose(typed, output)
    (problem,) = refused.value.problems
    assert problem.code is code
    if code is P.FORMAT_UNKNOWN:
        known = problem.blanks["known"]
        assert isinstance(known, tuple)
        assert {"csv", ".csv"} & set(known)


def refusal(check: object, path: Path) -> ProblemCode | None:
    assert callable(check)
    try:
        check(path)
    except Refusal as refused:
        return refused.problems[0].code
    return None


def test_a_folder_is_no_file_and_a_file_no_folder(tmp_path: Path) -> None:
    (tmp_path / "co").touch()
    writer = FileWriter(tmp_path / "cchc.db")
    require_file, require_folder = writer.require_file, writer.require_folder
    unreachable = tmp_path / "chua-co" / "a.md"
    assert refusal(require_file, tmp_path / "a.md") is None
    assert refusal(require_file, tmp_path / "co") is None
    assert refusal(require_file, tmp_path) is P.OUTPUT_FOLDER
    assert refusal(require_file, unreachable) is P.OUTPUT_UNWRITABLE
    too_long = tmp_path / ("x" * 300)
    assert refusal(require_file, too_long) is P.OUTPUT_UNWRITABLE
    assert refusal(require_folder, tmp_path) is None
    assert refusal(require_folder, tmp_path / "moi") is None
    assert refusal(require_folder, tmp_path / "2022.1") is None
    for name in ("co", "a.docx", "a.pdf", "a.CSV"):
        assert refusal(require_folder, tmp_path / name) is P.OUTPUT_FILE
    assert refusal(require_folder, Path("-")) is P.OUTPUT_FILE
    assert list(tmp_path.iterdir()) == [tmp_path / "co"]


def test_a_workbook_is_not_printed_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    require_printable(Format.XLSX, None)
    monkeypatch.setattr("cchc.app.output.is_terminal", lambda _: True)
    require_printable(Format.CSV, None)
    require_printable(Format.XLSX, Path("a.xlsx"))
    with pytest.raises(Refusal):
        require_printable(Format.XLSX, None)


@pytest.mark.parametrize(
    ("name", "ending"),
    [("a.B.CSV", "csv"), ("a", ""), (".csv", ""), ("a.", ""), ("x.yml", "yaml")],
)
def test_an_ending_is_what_stands_behind_the_last_point(name: str, ending: str) -> None:
    assert ending_of(Path(name)) == ending
