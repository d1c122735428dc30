"""Random tests try the same cases on every machine, however busy it is."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from cchc.core.facts.report import Stamp
from cchc.features.office.actions.demo import Played, demo
from cchc.features.office.actions.workspace import Supplies

settings.register_profile(
    "house",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")

pytest_plugins = ["tests.office", "tests.features.papers.made"]
ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def played_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The illustrated year, played once; whoever writes in it takes a copy."""
    folder = tmp_path_factory.mktemp("played") / "demo"
    supplies = Supplies(ROOT / "plans", ROOT / "templates")
    stamp = Stamp(NOW, NOW, "clerk", "demo")
    assert isinstance(demo(folder, supplies=supplies, readme=str, stamp=stamp), Played)
    return folder
