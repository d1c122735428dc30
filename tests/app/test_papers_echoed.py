"""Every verb that takes the number and day of a paper says how it understood them."""

from pathlib import Path

import pytest

from cchc.main import main
from tests.workspace import seated

TYPED = "No. 5/AB of 7 March 2022"
DOORS = {
    "export": ("export", "Q1", "--as-of", "2022-03-07", "--output", "a.md"),
    "report add": ("report", "add", "p1", "Q1", "ck-6b=2"),
    "task extend": ("task", "extend", "1.1", "--until", "2022-04-15"),
    "task drop": ("task", "drop", "1.1"),
    "obstacle answer": ("obstacle", "answer", "1", "Sẽ cấp"),
    "score add": ("score", "add", "1.1", "1"),
    "sign add": ("sign", "add", "p2", "commitment"),
}
"""What is typed before `--document`; every verb that has the option."""
REASON = {"task extend", "task drop"}


@pytest.fixture(scope="module")
def applied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    with pytest.MonkeyPatch.context() as patch:
        seated(folder, patch)
        assert main(["plan", "apply", "--quiet"]) == 0
        raised = ("obstacle", "add", "p1", "Thiếu máy", "--period", "Q1")
        assert main([*raised, "--quiet"]) == 0
    return folder


@pytest.fixture
def here(applied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(applied)
    monkeypatch.setenv("CCHC_TODAY", "2022-03-21")
    monkeypatch.delenv("CCHC_LANG", raising=False)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("verb", DOORS)
def test_it_is_said_as_understood_and_what_is_no_paper_is_refused(
    verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [*DOORS[verb], "--dry-run"]
    words += ["--reason", "chờ"] if verb in REASON else []
    assert main([*words, "--document", TYPED]) == 0
    told = "".join(capsys.readouterr())
    assert "5/AB" in told
    assert "07/3/2022" in told
    assert "of 7 March" not in told
    assert main([*words, "--document", "1 ngày x"]) != 0
    assert "P532" in "".join(capsys.readouterr())
    assert main([*words, "--document", "1/BC ngày 07/3/2012"]) != 0
    assert {"P346", "P384"} & set("".join(capsys.readouterr()).split())


def test_every_verb_with_the_option_is_in_the_table() -> None:
    table = Path(main.__code__.co_filename).parent / "app" / "parameters.tsv"
    rows = [line.split("\t") for line in table.read_text("utf-8").splitlines()]
    assert {verb for verb, names, *_ in rows if names == "--document"} == {*DOORS}


@pytest.mark.usefixtures("here")
def test_a_signed_paper_has_one_day(capsys: pytest.CaptureFixture[str]) -> None:
    words = [*DOORS["sign add"], "--dry-run", "--document", TYPED]
    assert main([*words, "--date", "2022-03-03"]) == 2
    assert "P509" in capsys.readouterr().err
