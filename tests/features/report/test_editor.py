"""`cchc report add --edit`: the whole report in an editor, faults on top."""

import json
import sys
from pathlib import Path

from tests.app.terminal import Step, session
from tests.features.forms.ward import DAY, Run, office, run

__all__ = ["office", "run"]

EDITOR = """\
import pathlib, sys
path, here = pathlib.Path(sys.argv[1]), pathlib.Path(__file__).parent
turn = len(list(here.glob("seen-*"))) + 1
text = path.read_text("utf-8")
(here / f"seen-{turn}").write_text(text, "utf-8")
for line in (here / f"turn-{turn}").read_text("utf-8").splitlines():
    old, _, new = line.partition(" >> ")
    assert old == "*" or old in text, old
    text = new if old == "*" else text.replace(old, new, 1)
path.write_bytes(b"\\xef\\xbb\\xbf" * bool(turn % 2) + text.encode())
"""


def edited(
    office: Path, *turns: str, steps: tuple[Step, ...] = (), words: tuple[str, ...] = ()
) -> tuple[int, str]:
    """One run with an editor that changes, at each opening, what a turn says."""
    for number, turn in enumerate(turns, start=1):
        (office / f"turn-{number}").write_text(turn, encoding="utf-8")
    (office / "editor.py").write_text(EDITOR, encoding="utf-8")
    command = ("report", "add", "vp", "Q1", "--edit", "--today", DAY, *words)
    editor = f'"{sys.executable}" "{office / "editor.py"}"'
    return session(command, steps, office, VISUAL="", EDITOR=editor)


def figure(run: Run) -> object:
    shown = json.loads(run("report", "show", "vp", "Q1", "--json")[1])
    return [each["now"]["value"] for each in shown["cells"]]


def test_what_is_filled_in_is_written(office: Path, run: Run) -> None:
    turn = 'dn: >> dn: 2\n"1.1": >> "1.1": doing\nresults: >> results: Tốt: rất tốt'
    turn = turn.replace("Tốt: rất tốt", '"Tốt: rất tốt"').replace('"1.1"', "1.1")
    code, screen = edited(office, turn)
    assert code == 0, screen
    assert figure(run) == ["2"]
    shown = json.loads(run("report", "show", "vp", "Q1", "--json")[1])
    assert shown["narrative"] == {"results": "Tốt: rất tốt"}
    seen = (office / "seen-1").read_text("utf-8")
    told = "Kế hoạch 5; đến kỳ này phải đạt 1; cùng kỳ năm trước (toàn kế hoạch) 2."
    assert f"  # {told}\n  dn:" in seen
    assert not any(line.strip() == "#" for line in seen.splitlines())


def test_faults_come_back_on_top_with_their_line(office: Path, run: Run) -> None:
    code, screen = edited(office, "dn: >> dn: hai", "dn: hai >> dn: 2")
    assert code == 0, screen
    seen = (office / "seen-2").read_text("utf-8").splitlines()
    assert seen[0].startswith("# LỖI: dòng ")
    line = int(seen[0].split("dòng ")[1].split(":")[0])
    assert "dn: hai" in seen[line - 1]
    assert sum(each.startswith("# LỖI") for each in seen) == 1
    assert figure(run) == ["2"]


def test_an_emptied_or_untouched_file_cancels(office: Path, run: Run) -> None:
    code, screen = edited(office, "* >> # chỉ còn chú thích")
    assert code == 1
    assert "Tệp trống" in screen
    (office / "seen-1").unlink()
    code, screen = edited(office, "")
    assert code == 1
    assert "Không sửa gì" in screen
    assert figure(run) == []


def test_faults_left_as_they_are_end_it_and_are_told(office: Path, run: Run) -> None:
    code, screen = edited(office, "dn: >> dn: hai", "")
    assert code == 1
    assert "P306" in screen
    assert figure(run) == []


def test_a_correction_takes_its_reason_from_the_file_or_asks(
    office: Path, run: Run
) -> None:
    run("report", "add", "vp", "Q1", "dn=3")
    code, screen = edited(office, "dn: 3 >> dn: 4\nreason: >> reason: đếm lại")
    assert code == 0, screen
    assert figure(run) == ["4"]
    (office / "seen-1").unlink()
    code, screen = edited(office, "dn: 4 >> dn: 5", steps=(("Lý do", "lại nữa"),))
    assert code == 0, screen
    assert figure(run) == ["5"]


def test_an_open_draft_is_what_is_edited(office: Path, run: Run) -> None:
    run("report", "add", "vp", "Q1", "dn=7", "--draft")
    code, screen = edited(office, "dn: 7 >> dn:\nmoc: >> moc: 2022-03-10")
    assert code == 0, screen
    shown = json.loads(run("report", "show", "vp", "Q1", "--json")[1])
    assert [each["indicator"] for each in shown["cells"]] == ["moc"]


def test_an_editor_that_fails_writes_nothing(office: Path, run: Run) -> None:
    command = ("report", "add", "vp", "Q1", "--edit", "--today", DAY)
    code, screen = session(command, (), office, VISUAL="khong-co-that", EDITOR="")
    assert code == 1
    assert "khong-co-that" in screen
    assert figure(run) == []


def test_without_a_terminal_no_editor_is_opened(run: Run) -> None:
    code, _, err = run("report", "add", "vp", "Q1", "--edit")
    assert code == 2
    assert "--edit" in err


def test_an_english_editor_shows_and_reads_english_numbers(
    office: Path, run: Run
) -> None:
    sure = (("figure right?", "yes"),)
    words = ("--lang", "en")
    code, screen = edited(office, "dn: >> dn: 1,234", steps=sure, words=words)
    assert code == 0, screen
    assert figure(run) == ["1234"]
