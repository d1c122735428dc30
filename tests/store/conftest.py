from collections.abc import Iterator
from pathlib import Path

import pytest

from cchc.store.ledger import Ledger, create, opened
from tests.store.world import put_plan


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger with the plan in it."""
    place = tmp_path / "cchc.db"
    create(place)
    with opened(place, write=True) as ledger:
        put_plan(ledger)
    return place


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with opened(path, write=True) as one:
        yield one
