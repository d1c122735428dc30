"""A short fire: what `python -m tests.fire` does to every act, on a few calls."""

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from tests.fire.disk import Disk, DiskCall, DiskStep
from tests.fire.proving import (
    KILLED,
    Finding,
    Trial,
    copy_of,
    look,
    make_trial,
    try_failures,
    try_kills,
    try_power_losses,
)
from tests.fire.running import ROOT, has_compiler, run
from tests.fire.world import ACTS, DAY, make_base

pytestmark = pytest.mark.skipif(not has_compiler(), reason="needs cc on Linux")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_base(tmp_path_factory.mktemp("fire") / "base")


@pytest.fixture(scope="module")
def trial(base: Path) -> Trial:
    """A report to be killed, failed and unplugged."""
    return make_trial("report add", base, base.with_name("add"))


Try = Callable[[Trial, int | None], Iterator[Finding | None]]


@pytest.mark.parametrize(
    ("attempt", "most"), [(try_kills, 3), (try_failures, 2), (try_power_losses, 6)]
)
def test_a_report_is_there_or_not_whatever_ends_its_command(
    trial: Trial, attempt: Try, most: int
) -> None:
    assert trial.calls > 20
    results = list(attempt(trial, most))
    assert len(results) >= most
    assert [finding for finding in results if finding] == []


def test_a_restore_is_there_though_the_last_sync_fails(base: Path) -> None:
    trial = make_trial("db restore", base, base.with_name("restore"))
    work = copy_of(trial.scene)
    act = ACTS[trial.name]
    done = run(act.words, work, day=act.day, fail=(trial.calls - 1, 28))
    assert (done.code, list(look(trial, work, code=done.code))) == (0, [])


def test_what_is_half_or_lost_would_be_seen(trial: Trial, tmp_path: Path) -> None:
    work = tmp_path / "scene"
    assert list(look(trial, trial.scene, code=None)) == []
    (lost,) = look(trial, trial.scene, code=0)
    assert "as before" in lost
    work.mkdir()
    whole = (trial.scene / "cchc.db").read_bytes()
    (work / "cchc.db").write_bytes(whole[:4096] + bytes(4096) + whole[8192:])
    assert list(look(trial, work, code=None))


def test_a_call_is_killed_and_fails_as_asked(trial: Trial) -> None:
    words = ACTS[trial.name].words
    assert run(words, copy_of(trial.scene), day=DAY, kill=0).code == KILLED
    assert run(words, copy_of(trial.scene), day=DAY, fail=(0, 28)).code == 4


def test_the_model_of_a_disk_keeps_what_was_synced_and_no_more(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    disk, path, random = Disk(tmp_path), str(tmp_path / "b"), Random(1)  # noqa: S311
    for call, data in ((DiskCall.CREATE, b""), (DiskCall.WRITE, b"new")):
        disk.do(DiskStep(call, path, "", 0, data))
    assert {path in image for image in disk.images(random)} == {True, False}
    disk.do(DiskStep(DiskCall.SYNC, path, "", 0, b""))
    disk.do(DiskStep(DiskCall.SYNC, str(tmp_path), "", 0, b""))
    disk.do(DiskStep(DiskCall.RENAME, path, str(tmp_path / "a"), 0, b""))
    images = [tuple(sorted(image.values())) for image in disk.images(random)]
    assert set(images) == {(b"new", b"old"), (b"new",)}


def test_every_verb_that_writes_has_an_act() -> None:
    table = (ROOT / "cchc" / "app" / "parameters.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in table.splitlines()]
    writing = {verb for verb, names, *_ in rows if "--by" in names.split()}
    writing |= {"db backup", "db restore", "init"}
    tried = {name.split(" --")[0].removesuffix(" again") for name in ACTS}
    assert writing - tried == set()
