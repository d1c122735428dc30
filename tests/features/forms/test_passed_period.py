"""The form of a passed period from a silent unit is questioned, at every door (11)."""

from shutil import copy

import pytest

from tests.forms import FormOffice, fill

JUNE = "2022-06-15"


def words_of(app: FormOffice, door: str) -> tuple[str, ...]:
    """A door through which nobody types the period."""
    form, folder = fill(app.form("p1"), {"v:ck-6b": {"value": 2}}), app.folder / "den"
    folder.mkdir()
    copy(form, folder)
    typed = app.folder / "p1.yaml"
    typed.write_text("unit: p1\nperiod: Q1\nvalues: {ck-6b: 2}\n", "utf-8")
    return {
        "import": ("report", "import", str(form)),
        "collect": ("report", "collect", str(folder)),
        "add": ("report", "add", "--from", str(typed)),
    }[door]


def figures(app: FormOffice) -> str:
    return app.run("report", "show", "p1", "Q1", day=JUNE)[1]


@pytest.mark.parametrize("door", ["import", "collect", "add"])
def test_nothing_is_written_until_the_period_is_answered(
    app: FormOffice, door: str
) -> None:
    words = words_of(app, door)
    code, _, err = app.run(*words, day=JUNE)
    assert (code, "2 doanh nghiệp" in figures(app)) == (1, False)
    if door != "collect":  # a page of all units names the faults in the file's copy
        assert "P398" in err
        assert "2022-Q1" in err
        assert "2022-Q2" in err
    app.run(*words, "--late", day=JUNE)
    assert "2 doanh nghiệp" in figures(app)


def test_a_period_that_is_typed_is_an_answer(app: FormOffice) -> None:
    assert app.run("report", "add", "p1", "Q1", "ck-6b=2", day=JUNE)[0] == 0


def test_a_unit_that_has_sent_the_later_one_is_not_asked(app: FormOffice) -> None:
    assert app.run("report", "add", "p1", "Q2", "ck-6b=2", day=JUNE)[0] == 0
    assert app.run(*words_of(app, "add"), day=JUNE)[0] == 0
