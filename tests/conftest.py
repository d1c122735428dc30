"""Random tests try the same cases on every machine, however busy it is."""

import gc
import os

from hypothesis import HealthCheck, settings

from cchc.__main__ import FEW_CYCLES

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
