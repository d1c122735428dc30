"""Where several machines reach a ledger."""

from pathlib import Path

import pytest

from cchc.store.disk.ledger_lock import is_on_share

MOUNTED = """\
22 1 8:1 / / rw - ext4 /dev/sda1 rw
40 22 0:40 / /mnt/co\\040quan rw shared:1 - cifs //may/chung rw
41 22 0:41 / /mnt rw - ext4 /dev/sdb1 rw
42 22 0:42 / /srv/nfs rw - nfs4 may:/nfs rw
"""


@pytest.mark.parametrize(
    ("path", "shared"),
    [
        ("/home/lan/cchc.db", False),
        ("/mnt/khac/cchc.db", False),
        ("/mnt/co quan/cchc.db", True),
        ("/mnt/co quan khac/cchc.db", False),
        ("/srv/nfs/a/cchc.db", True),
        ("/home/lan/OneDrive - UBND/cchc.db", True),
        ("/home/lan/Dropbox/cchc.db", True),
    ],
)
def test_a_share_is_known_by_its_file_system_or_name(
    path: str, shared: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTED, "utf-8")
    monkeypatch.setattr("cchc.store.disk.ledger_lock.MOUNTS", mounts)
    assert is_on_share(Path(path)) is shared


def test_a_system_that_tells_nothing_has_no_share(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cchc.store.disk.ledger_lock.MOUNTS", tmp_path / "none")
    assert not is_on_share(tmp_path / "cchc.db")
