"""The seal code at the foot of papers, and what it proves."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from cchc.main import main
from cchc.paper.markdown_reader import read_paper
from cchc.paper.paper import PaperParts
from cchc.store.schema.ddl import SEALED
from cchc.store.seal.chain import seal_act
from tests.features.chase.test_letters import said
from tests.office import Enter, sa_dec

Capture = pytest.CaptureFixture[str]
CODE = r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}"
DAY = ("--today", "2022-03-25", "--quiet")


def report() -> None:
    sa_dec()
    run("report", "add", "p1", "Q1", "ck-6b=2", "--received", "2022-03-17")


@pytest.fixture
def office(enter: Enter) -> Path:
    return enter(report)


def run(*words: str) -> None:
    assert main([*words, *DAY]) == 0


PAPERS = {
    "memo": ("export", "Q1"),
    "brief": ("export", "Q1", "--kind", "brief"),
    "unit": ("export", "Q1", "--unit", "p1"),
    "commitment": ("sign", "paper", "--unit", "p1"),
    "own commitment": ("sign", "paper"),
}


@pytest.mark.parametrize("words", PAPERS.values(), ids=PAPERS)
@pytest.mark.parametrize(
    ("lang", "line"), [("vi", "Mã niêm phong"), ("en", "Seal code")]
)
def test_every_form_of_a_paper_carries_the_code_at_its_end(
    office: Path, words: tuple[str, ...], lang: str, line: str
) -> None:
    for form in ("md", "docx", "html"):
        run(*words, "--lang", lang, "--output", f"a.{form}")
    text = (office / "a.md").read_text("utf-8")
    last = text.splitlines()[-1]
    assert re.fullmatch(f"{line}: {CODE}", last)
    assert text.count(line) == 1
    assert said((office / "a.docx").read_bytes())[-1] == last
    page = (office / "a.html").read_text("utf-8")
    assert page.count(f'<p class="seal">{last}</p>') == 1
    assert last not in page.partition('<p class="seal">')[0]
    run("db", "check", "--seal", last.rpartition(" ")[2])


def code_of(file: Path) -> str:
    return file.read_text("utf-8").rsplit(maxsplit=1)[-1]


def test_the_same_day_gives_the_same_paper_also_after_its_issue(office: Path) -> None:
    run("export", "Q1", "--output", "a.md")
    run("export", "Q1", "--issue", "--output", "b.md")
    run("export", "Q1", "--output", "c.md")
    run("export", "Q1", "--kind", "brief", "--output", "d.md")
    assert (office / "a.md").read_bytes() == (office / "b.md").read_bytes()
    assert (office / "a.md").read_bytes() == (office / "c.md").read_bytes()
    assert code_of(office / "d.md") == code_of(office / "a.md")
    run("report", "add", "p2", "Q1", "ck-6b=3", "--received", "2022-03-17")
    run("export", "--issued", "1", "--output", "e.md")
    assert (office / "a.md").read_bytes() == (office / "e.md").read_bytes()
    run("export", "Q1", "--output", "f.md")
    assert code_of(office / "f.md") != code_of(office / "a.md")


def make_over(connection: sqlite3.Connection) -> None:
    """A later hand alters what a unit reported, and makes the whole chain anew."""
    connection.execute("UPDATE entry SET received = '2022-03-14'")
    connection.execute("DELETE FROM seal")
    seal_act(connection, dict.fromkeys(SEALED, 0))


def cut_short(connection: sqlite3.Connection) -> None:
    """The newest report is taken away, with its seal and all that adds it up."""
    for table in ("period_total", "unit_total", "report_total", "cell", "revision"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("DELETE FROM entry")
    connection.execute("DELETE FROM seal WHERE id = (SELECT max(id) FROM seal)")


@pytest.mark.parametrize("change", [make_over, cut_short])
def test_an_old_memo_tells_that_the_book_was_made_over(
    office: Path, capsys: Capture, change: Callable[[sqlite3.Connection], None]
) -> None:
    run("export", "Q1", "--output", "a.md")
    with closing(sqlite3.connect("cchc.db")) as connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        change(connection)
        for _, sql in triggers:
            connection.execute(sql)
        connection.commit()
    run("db", "check")  # nothing in the file itself gives it away
    capsys.readouterr()
    assert main(["db", "check", "--seal", code_of(office / "a.md"), *DAY]) == 4
    assert "không phải sổ đã in văn bản" in re.sub(
        r"[\s│]+", " ", capsys.readouterr().out
    )


def test_a_line_that_only_looks_like_a_code_stays_in_the_text() -> None:
    for foot in ("Mã niêm phong: 7KQD-3M2P-XW4R", "7KQD-3M2P-XW4R-9T60", "a: b"):
        paper = read_paper(f"# Báo cáo\n\nChữ\n\n{foot}\n", "a")
        assert isinstance(paper, PaperParts)
        assert paper.seal == ""
        assert len(paper.body) == 3
