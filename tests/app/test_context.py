"""The desk: clock, language, database, and what is given out."""

import json
import os
from datetime import date
from pathlib import Path

import pytest
import typer

from cchc.app.context import Desk, exit_code, prepared
from cchc.app.global_options import hoisted
from cchc.text.problem import Fault, Problem
from cchc.words.translator import Lang


def desk(*words: str, **environ: str) -> Desk:
    ready = prepared(hoisted(words), environ)
    assert isinstance(ready, Desk)
    return ready


def trouble(*words: str, **environ: str) -> Fault:
    ready = prepared(hoisted(words), environ)
    assert isinstance(ready, tuple)
    return ready[0].fault


def test_vietnamese_is_spoken_unless_another_language_is_asked_for() -> None:
    assert desk().voice.lang is Lang.VI
    assert desk(LANG="en_US.UTF-8").voice.lang is Lang.VI
    assert desk(CCHC_LANG="en").voice.lang is Lang.EN
    assert desk("--lang", "vi", CCHC_LANG="en").voice.lang is Lang.VI
    assert trouble("--lang", "fr") is Fault.LANG_UNKNOWN


def test_the_day_of_work_can_be_chosen() -> None:
    assert desk("--today", "2022-03-22").today == date(2022, 3, 22)
    assert desk(CCHC_TODAY="22/3/2022").today == date(2022, 3, 22)
    assert desk(CCHC_TODAY="").today == desk().now.date()
    assert trouble("--today", "mai") is Fault.AS_OF_UNREADABLE


def test_what_is_written_is_stamped_with_the_day_of_work() -> None:
    here = desk("--today", "2022-03-22")
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
    assert desk().database == below / "cchc.db"
    (tmp_path / "cchc.db").touch()
    assert desk().database == tmp_path / "cchc.db"
    (tmp_path / "a" / "cchc.db").touch()
    assert desk().database == tmp_path / "a" / "cchc.db"
    assert desk(CCHC_DB="x.db").database == Path("x.db")
    assert desk("--db", "y.db", CCHC_DB="x.db").database == Path("y.db")


def test_without_a_terminal_nothing_is_asked_or_coloured() -> None:
    assert not desk().interactive
    assert not desk().colour
    assert desk().width == 80
    assert desk(COLUMNS="40").width == 40
    assert desk(COLUMNS="wide").width == 80


@pytest.mark.parametrize(
    ("faults", "code"),
    [
        ([Fault.DB_LOCKED], 4),
        ([Fault.DB_LOCKED, Fault.FORMAT_UNKNOWN], 4),
        ([Fault.FORMAT_UNKNOWN], 2),
        ([Fault.PERIOD_UNREADABLE, Fault.OPTION_CLASH], 2),
        ([Fault.FORMAT_UNKNOWN, Fault.UNKNOWN_KEY], 1),
        ([Fault.FOLDER_NOT_EMPTY], 1),
        ([Fault.NUMBER_UNREADABLE, Fault.UNUSED], 1),
    ],
)
def test_every_refusal_ends_with_its_own_code(faults: list[Fault], code: int) -> None:
    assert exit_code(map(Problem, faults)) == code


def test_a_refusal_can_be_read_by_a_program(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(typer.Exit) as end:
        desk().refuse([Problem(Fault.LANG_UNKNOWN, blanks={"text": "x"})], as_json=True)
    said = json.loads(capsys.readouterr().out)
    assert end.value.exit_code == 2
    assert said["schema"] == "cchc.problems/1"
    assert said["problems"][0]["code"] == "P506"


def test_a_file_is_given_whole_in_utf8(tmp_path: Path) -> None:
    target = tmp_path / "báo cáo.md"
    desk().deliver("Quý I", target)
    assert target.read_bytes() == "Quý I\n".encode()
    assert target.stat().st_mode & 0o777 == 0o666 & ~_umask()
    desk().deliver("Quý II\n", target)
    assert target.read_text(encoding="utf-8") == "Quý II\n"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("name", ["none/x.md", ".", "x" * 300])
def test_a_file_that_cannot_be_written_is_refused(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as end:
        desk().deliver("x", tmp_path / name)
    assert end.value.exit_code == 2
    assert "Không ghi được tệp" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_file_keeps_its_rights_when_it_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "x.csv"
    target.touch(mode=0o600)
    desk().deliver("a", target)
    assert target.stat().st_mode & 0o777 == 0o600


def test_quiet_leaves_out_remarks_and_keeps_errors(
    capsys: pytest.CaptureFixture[str],
) -> None:
    desk("--quiet").remark("end.interrupted")
    desk("--quiet").warn([Problem(Fault.LANG_UNKNOWN, blanks={"text": "x"})])
    assert "x" in (said := capsys.readouterr()).err
    assert "Đã dừng" not in said.err
    assert said.out == ""


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
