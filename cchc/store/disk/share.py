"""Whether a ledger lies where several machines reach it."""

import os
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")
SHARED_KINDS = ("cifs", "smb", "nfs", "9p", "afs", "ceph", "davfs", "fuse.", "vboxsf")
SYNC_FOLDERS = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "icloud",
    "nextcloud",
)


def is_on_share(path: Path) -> bool:
    """Whether a file is on a network drive or in a folder that is kept in step."""
    whole = os.path.realpath(path)
    folders = Path(whole).parent.parts
    if any(folder.lower().startswith(SYNC_FOLDERS) for folder in folders):
        return True
    if whole.startswith(("\\\\", "//")):
        return True
    return _mounted_kind(whole).startswith(SHARED_KINDS)


def _mounted_kind(whole: str) -> str:
    """The kind of file system that a path is on; empty where the system tells none."""
    try:
        lines = MOUNTS.read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    found = ("", "")
    for line in lines:
        left, _, right = line.partition(" - ")
        point = left.split(" ")[4].replace("\\040", " ")
        is_above = f"{whole}/".startswith(f"{point.rstrip('/')}/")
        if is_above and len(point) >= len(found[0]):
            found = (point, right.split(" ")[0])
    return found[1]
