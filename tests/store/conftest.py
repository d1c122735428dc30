from collections.abc import Iterator
from pathlib import Path

import pytest

from cchc.store.ledger import Ledger, open_ledger
from tests.office import make_afresh
from tests.store.world import put_plan


@pytest.fixture(autouse=True)
def ledgers_are_made(afresh: None) -> None:
    """No copies where the making of a ledger is tried."""


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A ledger with the plan in it, made once; nobody has it open."""
    place = tmp_path_factory.mktemp("fresh") / "cchc.db"
    make_afresh(place)
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
