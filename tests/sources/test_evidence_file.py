"""Files that prove a result."""

import os
from hashlib import sha256
from pathlib import Path

import pytest

from cchc.core.problem import Place
from cchc.core.report import Typed
from cchc.sources.evidence_file import fingerprint

SCAN = b"scan"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of reports with a scan in it, and one outside of it."""
    inside = tmp_path / "reports"
    inside.mkdir()
    (inside / "scan.pdf").write_bytes(SCAN)
    (tmp_path / "secret.pdf").write_bytes(b"secret")
    (inside / "link.pdf").symlink_to(tmp_path / "secret.pdf")
    os.mkfifo(inside / "pipe.pdf")
    return inside


def in_a_report(folder: Path, text: str) -> Typed:
    return Typed(text, Place(file=str(folder / "p1.yaml"), line=3, column=1))


def test_a_scan_beside_its_report_is_found_from_any_folder(folder: Path) -> None:
    found = fingerprint(in_a_report(folder, "scan.pdf"))
    assert found == (sha256(SCAN).hexdigest(), len(SCAN))


@pytest.mark.parametrize(
    "text",
    ["../secret.pdf", "link.pdf", "pipe.pdf", "none.pdf", ".", "/dev/null", "a\0.pdf"],
)
def test_a_report_reaches_only_files_beside_it(folder: Path, text: str) -> None:
    assert fingerprint(in_a_report(folder, text)) is None


def test_the_clerk_may_name_a_file_anywhere(folder: Path) -> None:
    typed = Typed(str(folder.parent / "secret.pdf"), Place(argument="--evidence"))
    assert fingerprint(typed) == (sha256(b"secret").hexdigest(), 6)
