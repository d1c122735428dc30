from collections.abc import Iterator
from pathlib import Path

import pytest

from cchc.store.ledger import Ledger, create_ledger, open_ledger
from tests.store.world import put_plan


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A ledger with the plan in it, made once; nobody has it open."""
    place = tmp_path_factory.mktemp("fresh") / "cchc.db"
    create_ledger(place)
    with open_ledger(place, write=True) as ledger:
        put_plan(ledger)
    return place.read_bytes()


@pytest.fixture
def path(tmp_path: Path, fresh: bytes) -> Path:
    """A ledger with the plan in it."""
    place = tmp_path / "cchc.db"
    place.write_bytes(fresh)
    return place


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with open_ledger(path, write=True) as one:
        yield one
