"""Every verb has an example, and what its help shows can be typed."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from cchc.app.verbs import VERBS
from cchc.main import main
from cchc.words.translator import Lang, file_names, voice
from tests.forms import make_bound
from tests.office import Enter, sa_dec, vietnamese_demo

VERBS_OF_FAMILIES = {
    f"{family}.{verb}"
    for family, verbs in VERBS.items()
    if not isinstance(verbs, str)
    for verb in verbs
}
CODES = sorted(
    {*VERBS_OF_FAMILIES, *(n for n, entry in VERBS.items() if isinstance(entry, str))}
)
MARCH = {
    *("report.add", "report.import", "report.collect", "report.close"),
    *("task.extend", "task.drop", "bind.read"),
    *("unit.exempt", "unit.extend", "sign.add", "plan.apply", "plan.check"),
    "undo",
}
"""Verbs whose examples are typed in the first quarter, before most have reported."""
FILES = {
    "bao-cao-p3.yaml": b"unit: p3\nperiod: 2022-Q1\nvalues: {ck-6b: 1}\n",
    **dict.fromkeys(("ke-hoach.pdf", "plan.pdf"), b"%PDF-1.7"),
    **dict.fromkeys(("phuong-huong.txt", "next.txt"), b"Tasks of the quarter"),
}
BEFORE = {
    "report.import": ("report form Q1",),
    "report.collect": ("report form Q1",),
    "note.add": ("note add I.3 Q2 --text lời",),
    "note.withdraw": ("note add II.3 Q2 --text lời",),
    "status": ("plan next-year", "plan apply plan-2023.yaml"),
    "lint": (
        "export Q1 --as-of 2022-03-25 --output bao-cao-quy-1.docx",
        "export Q1 --as-of 2022-03-25 --output report-quarter-1.docx",
    ),
}
"""What is typed before the examples of a verb."""
FOUND = {0, 3}
"""Done, or done and something was found by a check."""
OTHERS_CODE = "7KQD-3M2P-XW4R-9T60"
"""The seal of some other ledger: a check of it finds that it differs."""


def copy_by_another_name(folder: Path, stem: str, other: str) -> None:
    """What a file is called in examples of the other language."""
    for path in [*folder.glob(f"{stem}.*")]:
        shutil.copyfile(path, folder / f"{other}{path.suffix}")


@pytest.fixture
def begun(verb: str, made_folder: Enter, played_year: Path) -> Path | None:
    """The folder that is copied before the examples of a verb are typed."""
    if verb == "demo":
        made_folder(vietnamese_demo)
    if verb in {"init", "demo"}:
        return None
    return made_folder(sa_dec) if verb in MARCH else played_year


def prepare(verb: str, folder: Path, begun: Path | None) -> str:
    """A workspace in which the examples of a verb can be typed; the day of work."""
    if begun is None:
        return "2022-03-01"
    day = "2022-03-17" if verb in MARCH else "2022-12-20"
    shutil.copytree(begun, folder, dirs_exist_ok=True)
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    for name in file_names("backup", day="2022-03-22"):
        copy_by_another_name(folder, "cchc", f"cchc.{name}")
    for line in BEFORE.get(verb, ()):
        assert main(["--quiet", "--today", day, *line.split()]) == 0
    if verb.startswith("bind."):
        make_bound(folder)
        copy_by_another_name(folder, "bieu", "table")
    if verb == "report.accept":
        plan = folder / "plan.yaml"
        text = plan.read_text("utf-8").replace("review: false", "review: true")
        plan.write_text(text if "review: " in text else f"{text}\nreview: true\n")
        words = ["--quiet", "--today", day, "plan", "apply", "--reason", "duyệt"]
        paper = ["--decision", "9/QĐ-UBND ngày 01/7/2022", "--effective", "Q3"]
        assert main([*words, *paper]) == 0
    return "2022-03-28" if verb == "report.close" else day


@pytest.mark.parametrize("verb", CODES)
@pytest.mark.parametrize("lang", list(Lang))
def test_every_verb_has_an_example(verb: str, lang: Lang) -> None:
    lines = voice(lang).say(f"help.{verb}.examples").splitlines()
    assert lines
    assert all(re.match(rf"cchc {verb.replace('.', ' ')}\b", line) for line in lines)


@pytest.mark.parametrize("verb", CODES)
@pytest.mark.parametrize("lang", list(Lang))
def test_every_example_can_be_typed(
    verb: str,
    lang: Lang,
    tmp_path: Path,
    begun: Path | None,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    texts = [voice(each).say(f"help.{verb}.examples") for each in Lang]
    if lang is Lang.EN and (texts[0] == texts[1] or verb == "demo"):
        pytest.skip("the same in both languages, or played in English elsewhere")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setenv("CCHC_LANG", lang)
    monkeypatch.setenv("PGHOSTADDR", "127.0.0.1")  # where no server is asked
    monkeypatch.setenv("PGPORT", "1")
    day = prepare(verb, tmp_path, begun)
    lines = voice(lang).say(f"help.{verb}.examples").splitlines()
    for number, line in enumerate(lines, start=1):
        if verb == "undo":
            main(["--today", day, "report", "add", f"p{number}", "Q1", "ck-6b=2"])
        capfd.readouterr()
        words = shlex.split(line)[1:]
        if words == ["demo"]:  # typed before: see `begun`
            continue
        code = main(["--today", day, "--no-input", *words])
        told = "".join(capfd.readouterr())
        allowed = {4} if OTHERS_CODE in words or verb == "db.publish" else FOUND
        if verb in {"report.import", "report.collect"}:
            allowed = {0, 1}  # the forms are as they were made, empty
        assert code in allowed, f"{line}\n{told}"
