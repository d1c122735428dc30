"""Random tests try the same cases on every machine, however busy it is."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.json_examples import play

settings.register_profile(
    "house",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")

pytest_plugins = ["tests.office", "tests.features.papers.made"]


@pytest.fixture(scope="session")
def played_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The illustrated year, played once; whoever writes in it takes a copy."""
    return play(tmp_path_factory.mktemp("played") / "demo")
