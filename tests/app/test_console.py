"""Consoles of old code pages."""

import os
import subprocess
import sys
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.app.console import fit_encoding

ACCOUNT = "Ủy ban nhân dân thành phố Sa Đéc: giải ngân vốn đầu tư công đạt 100%"
PAGES = ["ascii", "cp1252", "cp1258", "cp437", "cp1251", "cp932", "latin-1"]


def test_the_vietnamese_page_loses_nothing() -> None:
    through = fit_encoding(ACCOUNT, "cp1258").encode("cp1258").decode("cp1258")
    assert normalize("NFC", through) == ACCOUNT


@pytest.mark.parametrize("page", ["ascii", "cp1252", "cp437", "latin-1"])
def test_other_pages_lose_all_marks_alike(page: str) -> None:
    assert fit_encoding(ACCOUNT, page) == (
        "Uy ban nhan dan thanh pho Sa Dec: giai ngan von dau tu cong dat 100%"
    )


def test_lines_blocks_and_signs_become_plain_ones() -> None:
    assert (
        fit_encoding("┌──┐│█▌░ ✗ “x” … ≥ → ␛", "ascii") == '+--+|#=. x "x" ... >= -> ^['
    )
    assert fit_encoding("┌──┐│█", "cp437") == "┌──┐│█"


@pytest.mark.parametrize("page", PAGES)
@given(text=st.text(st.characters()))
def test_any_text_fits_any_page(page: str, text: str) -> None:
    fit_encoding(text, page).encode(page)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("words", [["--help"], ["--oops-ơ"]])
def test_the_program_speaks_on_every_page(page: str, words: list[str]) -> None:
    environ = {**os.environ, "PYTHONIOENCODING": page}
    command = [sys.executable, "-m", "cchc", *words]
    done = subprocess.run(command, env=environ, capture_output=True, check=False)
    said = normalize("NFC", (done.stdout + done.stderr).decode(page))
    assert done.returncode == (0 if words == ["--help"] else 2)
    assert "cchc" in said
    assert ("Gõ" in said or "gõ" in said) == (page == "cp1258")
