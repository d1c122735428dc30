"""Who signs on a day: the units that exist on it, and nobody else."""

from pathlib import Path

import pytest

from tests.features.signing.test_sign import book, paper
from tests.office import Run
from tests.workspace import change

MAY = ("--date", "03/5/2022")


@pytest.fixture
def ended(office: Path, run: Run) -> Run:
    """Phòng Y tế ends with March."""
    old = "{id: yt, name: Phòng Y tế,"
    change(office / "plan.yaml", old, f"{old} to: 2022-03-31,")
    (office / "cchc.db").unlink()
    code, _, err = run("plan", "apply")
    assert code == 0, err
    return run


def test_all_are_those_that_exist_on_the_day(ended: Run) -> None:
    day = "2022-05-17"
    code, out, err = ended("sign", "add", "all", "commitment", *MAY, day=day)
    assert (code, len(out.splitlines())) == (0, 20)
    assert "Có 20/20 đơn vị đã ký bản cam kết." in err
    counts = book(ended, day=day)["counts"]["commitment"]
    assert (counts["expected"], counts["signed"]) == (20, 20)
    _, _, told = ended("sign", "paper", "--all-units", *MAY, "--dry-run", day=day)
    assert len(told.splitlines()) == 20
    _, _, told = ended(
        "sign", "paper", "--all-units", "--dry-run", "--date", "3/3/2022"
    )
    assert len(told.splitlines()) == 21


def test_a_unit_that_is_named_and_was_no_more_is_refused(ended: Run) -> None:
    for words in (("add", "yt, p1", "commitment"), ("paper", "--unit", "yt")):
        code, _, err = ended("sign", *words, *MAY, day="2022-05-17")
        assert (code, "P389 Phòng Y tế chưa thành lập hoặc không còn" in err) == (
            1,
            True,
        )


def test_what_it_signed_is_shown_and_counts_for_nobody(ended: Run) -> None:
    ended("sign", "add", "all", "commitment", "--date", "03/3/2022")
    day = "2022-05-17"
    slot = paper(ended, "yt", "commitment", day)
    assert (slot["state"], slot["owed"]) == ("signed", False)
    assert book(ended, day=day)["counts"]["commitment"]["expected"] == 20
    assert ended("sign", "paper", "--unit", "yt", "--dry-run", day=day)[0] == 0
    gone = ("sign", "add", "yt", "commitment", "--withdraw", "--reason", "nhầm")
    assert ended(*gone, day=day)[0] == 0
