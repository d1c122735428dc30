"""Offices that one worker makes for all tests of all workers; a writer copies them."""

import os
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from functools import cache, partial
from io import StringIO
from json import dumps, loads
from pathlib import Path
from shutil import copytree, rmtree
from tempfile import TemporaryDirectory
from time import sleep

import pytest

from cchc.main import main
from cchc.store import creation
from cchc.store.disk.atomic_file import atomic_write
from cchc.store.disk.connection import disk_errors
from tests.json_examples import play

Run = Callable[..., tuple[int, str, str]]
Make = Callable[[], object]
Enter = Callable[[Make], Path]
Shared = Callable[[str, Callable[[Path], object]], Path]
DAY = "2022-03-17"
SETTINGS = ("CCHC_DB", "CCHC_LANG", "CCHC_TODAY")


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """Gives the folder of a name, filled by the first worker to ask for it."""
    base = tmp_path_factory.getbasetemp()
    has_workers = "PYTEST_XDIST_WORKER" in os.environ
    return partial(make_once, base.parent if has_workers else base)


def make_once(base: Path, name: str, make: Callable[[Path], object]) -> Path:
    """The folder of a name below `base`; whoever comes while it is made waits."""
    folder, claim = base / name, base / f"{name}-is-made"
    if folder.exists():
        return folder
    try:
        claim.mkdir()
    except FileExistsError:
        while not folder.exists():
            assert claim.exists(), f"the worker that made {name} failed"
            sleep(0.05)
        return folder
    unfinished = base / f"{name}-unfinished"
    try:
        unfinished.mkdir()
        make(unfinished)
        return unfinished.rename(folder)
    except BaseException:
        rmtree(unfinished, ignore_errors=True)
        claim.rmdir()
        raise


@pytest.fixture(scope="session")
def played_year(shared: Shared, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The illustrated year; workers would wait for one another at one ledger."""
    return copytree(shared("year", play), tmp_path_factory.mktemp("played") / "year")


make_afresh = creation.create_file


@pytest.fixture
def year(played_year: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the illustrated year, for this test to work in."""
    folder = copytree(played_year, tmp_path / "year")
    monkeypatch.chdir(folder)
    return folder


@cache
def empty_ledger() -> bytes:
    """A ledger as the program makes it, before anything is written into it."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "cchc.db")
        make_afresh(path)
        return path.read_bytes()


def copy_empty_ledger(path: Path) -> None:
    """Make an empty ledger in a thirtieth of the time; where none can be, say so."""
    if path.is_dir() or not path.parent.is_dir():
        make_afresh(path)
    with disk_errors(path), atomic_write(path) as waiting:
        waiting.write_bytes(empty_ledger())


@pytest.fixture(scope="session", autouse=True)
def empty_ledgers_are_copies() -> Iterator[None]:
    """Lets the runs of this process begin with copies; `afresh` is the way back."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(creation, "create_file", copy_empty_ledger)
        yield


@pytest.fixture
def afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has every ledger made step by step, as outside the tests."""
    monkeypatch.setattr(creation, "create_file", make_afresh)


@pytest.fixture(scope="session")
def made_folder(shared: Shared) -> Enter:
    """Gives the folder in which a function did its work."""

    def fill(make: Make, folder: Path) -> None:
        with (
            pytest.MonkeyPatch.context() as patch,
            redirect_stdout(StringIO()),
            redirect_stderr(StringIO()),
        ):
            patch.chdir(folder)
            for name in SETTINGS:
                patch.delenv(name, raising=False)
            make()

    def made(make: Make) -> Path:
        return shared(f"{make.__module__}.{make.__qualname__}", partial(fill, make))

    return made


@pytest.fixture
def enter(made_folder: Enter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Enter:
    """Makes the test's own folder a copy of what a function makes, and works there."""

    def entered(make: Make) -> Path:
        monkeypatch.chdir(tmp_path)
        for name in SETTINGS:
            monkeypatch.delenv(name, raising=False)
        return copytree(made_folder(make), tmp_path, symlinks=True, dirs_exist_ok=True)

    return entered


def play_demo(*words: str) -> None:
    """The demo in this folder, and beside it what was said: see `said_by_demo`."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        assert main(["demo", *words]) == 0
    Path("said.json").write_text(dumps([out.getvalue(), err.getvalue()]), "utf-8")


def vietnamese_demo() -> None:
    """The demo as it is typed without options, once for all tests."""
    play_demo()


def english_demo() -> None:
    """The demo in English, once for all tests."""
    play_demo("--lang", "en")


def said_by_demo(folder: Path) -> tuple[str, str]:
    """The answer of a demo that was played in a folder, and what was said beside."""
    out, err = loads((folder / "said.json").read_text("utf-8"))
    return out, err


def sa_dec() -> None:
    """A workspace with the plan of Sa Đéc applied."""
    words = ["init", ".", "--example", "sa-dec-2022"]
    assert main(["--quiet", "--today", "2022-03-03", *words]) == 0


@pytest.fixture
def office(enter: Enter) -> Path:
    """A workspace with the plan of Sa Đéc applied."""
    return enter(sa_dec)


@pytest.fixture
def run(office: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs one command on a day; gives exit code, output, what was said."""
    assert office.exists()
    return command_on(DAY, capsys)


def command_on(today: str, capsys: pytest.CaptureFixture[str]) -> Run:
    """What runs a command today, or on a day that is given."""

    def command(*words: str, day: str = today) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["--today", day, *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return command
