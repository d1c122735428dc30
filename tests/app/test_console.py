"""Consoles of old code pages."""

import io
import os
import subprocess
import sys
from contextlib import suppress
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.app import console
from cchc.app.console import fit_encoding, steps_of, with_progress

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


class Watched(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown_progress(
    monkeypatch: pytest.MonkeyPatch, pace: float, stream: io.StringIO, *, quiet: bool
) -> str:
    """What is drawn while four things are done, each in so many seconds."""
    clock = [0.0]
    monkeypatch.setattr(console, "monotonic", lambda: clock[0])
    monkeypatch.setattr(sys, "stderr", stream)
    for _ in with_progress("abcd", 4, "Đang soạn", quiet=quiet):
        clock[0] += pace
    return stream.getvalue()


def test_who_waits_at_a_terminal_sees_a_bar_and_the_time_to_go(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn = shown_progress(monkeypatch, 40, Watched(), quiet=False)
    *pictures, wiped, rest = drawn.split("\r")[1:]
    assert [picture.split()[-3:] for picture in pictures] == [
        ["1/4", "·", "2:00"],
        ["2/4", "·", "1:20"],
        ["3/4", "·", "0:40"],
        ["4/4", "·", "0:00"],
    ]
    assert (wiped.strip(), rest) == ("", "")


def test_an_act_in_steps_moves_a_bar_that_is_wiped_when_it_ends_early(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock, screen = [0.0], Watched()
    monkeypatch.setattr(console, "monotonic", lambda: clock[0])
    monkeypatch.setattr(sys, "stderr", screen)
    bar = with_progress(range(4), 4, "Đang áp dụng", quiet=False)
    with suppress(ValueError), steps_of(bar) as step:
        for _ in range(2):
            clock[0] += 30
            step()
        raise ValueError
    *pictures, wiped, rest = screen.getvalue().split("\r")[1:]
    shown = [picture.split()[-3:] for picture in pictures]
    assert shown == [["1/4", "·", "1:30"], ["2/4", "·", "1:00"]]
    assert (wiped.strip(), rest) == ("", "")


def test_no_bar_is_drawn_for_what_is_quick_piped_or_quiet(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert shown_progress(monkeypatch, 0.2, Watched(), quiet=False) == ""
    assert shown_progress(monkeypatch, 40, io.StringIO(), quiet=False) == ""
    assert shown_progress(monkeypatch, 40, Watched(), quiet=True) == ""
