"""Random tests try the same cases on every machine, however busy it is."""

import gc
import os
from pathlib import Path
from time import sleep

import pytest
from hypothesis import HealthCheck, settings

from cchc.__main__ import FEW_CYCLES
from tests.json_examples import play

gc.set_threshold(FEW_CYCLES)  # as a run does

settings.register_profile(
    "house",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")

os.environ.pop("COLUMNS", None)  # workers have it; it asks for a screen

pytest_plugins = ["tests.office", "tests.features.papers.made"]


def pytest_collection_finish() -> None:
    """No look for cycles goes through thousands of collected tests."""
    gc.freeze()


@pytest.fixture(scope="session")
def played_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The illustrated year, played once for all workers; a writer takes a copy."""
    base = tmp_path_factory.getbasetemp()
    return play_once(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)


def play_once(base: Path) -> Path:
    """The folder of the year below `base`; the first worker to come plays it."""
    year, claim = base / "year", base / "year-is-played"
    try:
        claim.mkdir()
    except FileExistsError:
        while not year.exists():
            assert claim.exists(), "the worker that played the year failed"
            sleep(0.05)
        return year
    try:
        return play(base / "year-unfinished").rename(year)
    except BaseException:
        claim.rmdir()
        raise
