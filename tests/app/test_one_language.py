"""No screen and no paper mixes languages, what people wrote apart."""

import re
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from shutil import copyfile, copytree

import pytest

from cchc.main import main
from cchc.words.translator import Lang
from tests.words.test_catalogues import VIETNAMESE, book, everything

PLANS = Path(__file__).parents[2] / "plans"
PLAN = PLANS / "open-data-2025.yaml"
DAY = "2025-10-20"
WORD = re.compile(r"[^\W\d_]{3,}")
TAGS = re.compile(r"<style>.*?</style>|<[^>]*>", re.DOTALL)
NO_WORDS = re.compile(r"\{[^{}]*\}|`[^`]*`|“[^”]*”|\"[^\"]*\"|\S*/\S*|--[\w-]*")
"""Blanks, commands, what is quoted, paths, options."""
WRITTEN = """
unit: health
period: Q2
values: {sets: 4, late: 1/10}
received: 2025-10-10
narrative: {results: "Two clinics joined.", shortcomings: "Old records.", causes: "No
  scanner.", next: "Buy a scanner.", proposals: "Fund a scanner."}
obstacles: [{text: "No budget", about: sets, cause: "Cut", proposal: "More dollars",
  to: revenue}]
"""
YEAR = (
    ("2025-04-10", "plan apply"),
    ("2025-05-02", "sign add records commitment --date 2025-04-20"),
    ("2025-07-08", "report add records Q1 sets=1 late=3/41"),
    ("2025-07-20", "report add revenue Q1 sets=1,250 late=12/88 savings=1 --confirm"),
    ("2025-08-01", "export Q1 --issue --output report.docx"),
    ("2025-10-08", "report add records Q2 sets=5 late=2/30 --draft"),
    ("2025-10-09", "report add revenue Q2 sets=12 late=~10/100 savings=21"),
    ("2025-10-09", "report add revenue Q1 sets=13 --reason miscounted"),
    ("2025-10-10", "report add --from written.yaml"),
    ("2025-10-12", "obstacle assign 1 revenue --due 2025-10-20"),
    ("2025-10-13", "note add I.2 Q2 --text Meetings"),
)
LOOKS = (
    *("status", "status Q1", "status Q2 --full", "status --unit health", "task list"),
    *("why sets", "why late Q1", "why c1", "why 1", "why health", "why obstacles.open"),
    *("remind", "remind Q1 --full", "report list", "report list Q1 --full", "log"),
    *("report show revenue Q1", "report show health Q2", "report evidence Q2"),
    *("obstacle list --full", "sign list --full", "unit list --full", "log --full"),
    *("plan show", "plan check", "plan diff", "plan cascade", "plan show --history"),
    *("export Q2 --output -", "export Q2 --to internal --output -", "note list Q2"),
    *("export Q2 --kind brief --output -", "export Q2 --kind chat", "search budget"),
    *("export Q2 --unit health --output -", "export Q2 --format html --output -"),
    *("sign paper --unit health --format md --output -", "db info", "db check"),
    *("report add revenue Q2 sets=14 --dry-run", "report add nobody Q2 sets=1"),
    *("obstacle answer 1 Done --dry-run", "unit extend health Q2 --until 2025-10-01"),
    *("report form health Q3 --format csv --output out", "plan next-year"),
    *("plan cascade --unit health --output out", "remind --letters --output out"),
    *("sign paper --unit policy --format md --output out", "db backup", "export"),
    *("export --kind calendar --output out/days.ics", "report withdraw revenue Q2"),
)
PROGRAM = {
    *("cchc", "csv", "json", "xlsx", "docx", "html", "markdown", "excel", "word"),
    *("unicode", "sqlite", "sha", "ics", "yaml", "vnd", "utf", "http", "https"),
    *("begin", "end", "value", "summary", "parent", "previous"),
}
"""Words of no language: formats, their words, keys of a plan."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The English plan, half of its year lived through."""
    home = tmp_path_factory.mktemp("english")
    copyfile(PLAN, home / "plan.yaml")
    (home / "written.yaml").write_text(WRITTEN, "utf-8")
    for day, line in YEAR:
        code, said = typed(home, Lang.EN, day, line)
        assert code == 0, said
    return home


def typed(home: Path, lang: Lang, day: str, line: str) -> tuple[int, str]:
    """What a command ends with and all that it prints."""
    words = ["--db", f"{home}/cchc.db", "--lang", lang, "--today", day, "--no-input"]
    arguments = [
        f"{home}/{word}" if word.startswith(("out", "written", "report.")) else word
        for word in line.split(" ")
    ]
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        code = main([*words, *arguments])
    return code, out.getvalue() + err.getvalue()


def vocabulary(lang: Lang) -> set[str]:
    """All words of the sentences of a language."""
    texts = (" ".join(entry.words) for entry in everything(book(lang)).values())
    return {word for text in texts for word in words_of(NO_WORDS.sub(" ", text))}


def words_of(text: str) -> Iterator[str]:
    return (word.lower() for word in WORD.findall(text))


def seen(home: Path, lang: Lang) -> Iterator[tuple[str, str]]:
    """Each command with what it printed, the files it made with what is in them."""
    for line in LOOKS:
        before = {path for path in home.rglob("*") if path.is_file()}
        _, said = typed(home, lang, DAY, line)
        yield line, NO_WORDS.sub(" ", TAGS.sub(" ", said))
        for path in {path for path in home.rglob("*") if path.is_file()} - before:
            yield line, path.name
            if path.suffix in {".md", ".csv", ".txt", ".yaml", ".ics"}:
                yield f"{line}: {path.name}", NO_WORDS.sub(" ", path.read_text("utf-8"))


@pytest.mark.parametrize("lang", list(Lang))
def test_nothing_shown_mixes_languages(
    lang: Lang, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = copytree(office, tmp_path / "office")
    monkeypatch.chdir(home)
    own = vocabulary(lang)
    (other,) = (vocabulary(language) for language in Lang if language is not lang)
    data = PLAN.read_text("utf-8") + WRITTEN + str((YEAR, LOOKS, home))
    foreign = other - own - {*words_of(data), *PROGRAM}
    mixed = {
        (line, word)
        for line, text in seen(home, lang)
        for word in words_of(text)
        if word in foreign or (lang is Lang.EN and VIETNAMESE & set(word))
    }
    assert mixed == set()
