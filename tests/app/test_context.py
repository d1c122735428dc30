"""The app: clock, language, database, and what is given out."""

import json
import os
from datetime import date
from pathlib import Path

import pytest
import typer

from cchc.app.command_line import extract_global_options
from cchc.app.context import AppContext, build_context
from cchc.app.refusals import exit_code
from cchc.text.problem import Problem, ProblemCode, Refusal
from cchc.words.translator import Lang


def app(*words: str, **environ: str) -> AppContext:
    context, problem = build_context(extract_global_options(words), environ)
    assert problem is None
    return context


def trouble(*words: str, **environ: str) -> ProblemCode:
    _, problem = build_context(extract_global_options(words), environ)
    assert problem is not None
    return problem.code


def test_vietnamese_is_spoken_unless_another_language_is_asked_for() -> None:
    assert app().voice.lang is Lang.VI
    assert app(LANG="en_US.UTF-8").voice.lang is Lang.VI
    assert app(CCHC_LANG="en").voice.lang is Lang.EN
    assert app("--lang", "vi", CCHC_LANG="en").voice.lang is Lang.VI
    assert trouble("--lang", "fr") is ProblemCode.LANG_UNKNOWN


def test_the_day_of_work_can_be_chosen() -> None:
    assert app("--today", "2022-03-22").today == date(2022, 3, 22)
    assert app(CCHC_TODAY="22/3/2022").today == date(2022, 3, 22)
    assert app().today == app().now.date()
    assert trouble("--today", "mai") is ProblemCode.AS_OF_UNREADABLE


def test_what_is_written_is_stamped_with_the_day_of_work() -> None:
    here = app("--today", "2022-03-22")
    stamp = here.stamp("report add", by="Lan")
    assert stamp.recorded_at.date() == date(2022, 3, 22)
    assert stamp.recorded_at.timetz() == stamp.machine_at.timetz()
    assert stamp.machine_at.date() == here.now.date()
    assert (stamp.actor, stamp.source) == ("Lan", "report add")
    assert here.stamp("plan apply").actor == here.actor != ""


def test_the_nearest_database_upward_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert app().database == below / "cchc.db"
    (tmp_path / "cchc.db").touch()
    assert app().database == tmp_path / "cchc.db"
    (tmp_path / "a" / "cchc.db").touch()
    assert app().database == tmp_path / "a" / "cchc.db"
    assert app(CCHC_DB="x.db").database == Path("x.db")
    assert app("--db", "y.db", CCHC_DB="x.db").database == Path("y.db")


def test_without_a_terminal_nothing_is_asked_or_coloured() -> None:
    assert not app().interactive
    assert not app().colour
    assert app().width == 80
    assert app(COLUMNS="40").width == 40
    assert app(COLUMNS="wide").width == 80


@pytest.mark.parametrize(
    ("faults", "code"),
    [
        ([ProblemCode.DB_LOCKED], 4),
        ([ProblemCode.DB_LOCKED, ProblemCode.FORMAT_UNKNOWN], 4),
        ([ProblemCode.FORMAT_UNKNOWN], 2),
        ([ProblemCode.PERIOD_UNREADABLE, ProblemCode.OPTION_CLASH], 2),
        ([ProblemCode.FORMAT_UNKNOWN, ProblemCode.UNKNOWN_KEY], 1),
        ([ProblemCode.FOLDER_NOT_EMPTY], 1),
        ([ProblemCode.NUMBER_UNREADABLE, ProblemCode.UNUSED], 1),
    ],
)
def test_every_refusal_ends_with_its_own_code(
    faults: list[ProblemCode], code: int
) -> None:
    assert exit_code(map(Problem, faults)) == code


def test_a_refusal_can_be_read_by_a_program(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(typer.Exit) as end:
        app().refuse(
            [Problem(ProblemCode.LANG_UNKNOWN, blanks={"text": "x"})], as_json=True
        )
    said = json.loads(capsys.readouterr().out)
    assert end.value.exit_code == 2
    assert said["schema"] == "cchc.problems/1"
    assert said["problems"][0]["code"] == "P506"


def test_a_file_is_given_whole_in_utf8(tmp_path: Path) -> None:
    target = tmp_path / "báo cáo.md"
    app().deliver("Quý I", target)
    assert target.read_bytes() == "Quý I\n".encode()
    assert target.stat().st_mode & 0o777 == 0o666 & ~_umask()
    app().deliver("Quý II\n", target)
    assert target.read_text(encoding="utf-8") == "Quý II\n"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("name", ["none/x.md", ".", "x" * 300])
def test_a_file_that_cannot_be_written_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        app().deliver("x", tmp_path / name)
    (problem,) = refused.value.problems
    assert problem.code is ProblemCode.OUTPUT_UNWRITABLE
    assert exit_code([problem]) == 2
    assert list(tmp_path.iterdir()) == []


def test_a_file_keeps_its_rights_when_it_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "x.csv"
    target.touch(mode=0o600)
    app().deliver("a", target)
    assert target.stat().st_mode & 0o777 == 0o600


def test_quiet_leaves_out_remarks_and_keeps_errors(
    capsys: pytest.CaptureFixture[str],
) -> None:
    app("--quiet").remark("end.interrupted")
    app("--quiet").warn([Problem(ProblemCode.LANG_UNKNOWN, blanks={"text": "x"})])
    assert "x" in (said := capsys.readouterr()).err
    assert "Đã dừng" not in said.err
    assert said.out == ""


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
