"""The office's own words: written, carried, edited, withdrawn, printed in place."""

import json
from pathlib import Path

from tests.office import Run

LATER = "2022-06-23"
WORDS = "Đã sắp xếp xong các phòng chuyên môn"


def section(text: str, title: str) -> str:
    """What stands in the memo under a heading."""
    return text.partition(f"{title}\n")[2].partition("\n#")[0]


def memo(run: Run, period: str, day: str) -> str:
    code, out, err = run("export", period, "--output", "-", day=day)
    assert code == 0, err
    return out


def test_words_stand_in_their_section_and_only_in_their_period(run: Run) -> None:
    assert run("note", "add", "II.3", "Q1", "--text", WORDS)[0] == 0
    edited = ("--unit", "p1", "--text", "Đã rút ngắn")
    assert run("note", "add", "II.2", "Q1", *edited)[0] == 0
    text = memo(run, "Q1", LATER)
    assert f"{WORDS}." in section(text, "tổ chức bộ máy hành chính nhà nước")
    assert "**Phường 1:** Đã rút ngắn." in section(text, "Cải cách thủ tục hành chính")
    assert WORDS not in memo(run, "Q2", LATER)


def test_paragraphs_of_a_file_stay_paragraphs_and_marks_stay_marks(
    run: Run, office: Path
) -> None:
    (office / "iv.txt").write_text("Tập trung giải ngân.\nHọp giao ban", "utf-8")
    assert run("note", "add", "iv", "Q1", "--file", "iv.txt")[0] == 0
    run("note", "add", "II.3", "Q1", "--text", "# A | <b> {{ say }} *x*")
    text = memo(run, "Q1", LATER)
    assert "\nTập trung giải ngân.\n\nHọp giao ban.\n" in text
    assert "<b>" not in text
    assert "\\# A" in text


def test_the_last_words_count_and_earlier_memos_keep_theirs(run: Run) -> None:
    run("note", "add", "V", "Q1", "--text", "Bản thứ nhất", day="2022-03-20")
    run("note", "add", "V", "Q1", "--text", "Bản thứ hai", day="2022-03-22")
    text = memo(run, "Q1", LATER)
    assert "Bản thứ hai." in text
    assert "Bản thứ nhất" not in text
    code, out, _ = run(
        "export", "Q1", "--as-of", "2022-03-21", "--output", "-", day=LATER
    )
    assert (code, "Bản thứ nhất." in out) == (0, True)


def test_words_are_carried_only_when_that_is_said(run: Run) -> None:
    run("note", "add", "I.2", "Q1", "--text", WORDS)
    code, _, err = run("note", "add", "I.2", "Q2", "--text", WORDS, day=LATER)
    assert code == 0
    assert "P547" in err
    code, out, err = run("note", "add", "I.2", "Q2", "--carry", day=LATER)
    assert (code, "P547" in err, "dùng tiếp" in out) == (0, False, True)


def test_withdrawn_words_are_printed_no_longer(run: Run) -> None:
    run("note", "add", "II.3", "Q1", "--text", WORDS)
    assert run("note", "withdraw", "II.3", "Q1", "--reason", "nhầm")[0] == 0
    assert WORDS not in memo(run, "Q1", LATER)
    code, out, _ = run("note", "list", "Q1", "--json")
    assert code == 0
    assert [n for n in json.loads(out)["notes"] if n["text"]] == []
    assert "thôi dùng lời của báo cáo" in run("log", "--full")[1]


def test_what_cannot_be_is_refused_and_nothing_is_written(
    run: Run, office: Path
) -> None:
    (office / "empty.txt").write_text("\n", "utf-8")
    for words, code in (
        (("add", "II.9", "Q1", "--text", "x"), "P544"),
        (("withdraw", "II.3", "Q1"), "P545"),
        (("add", "II.3", "Q1", "--carry"), "P545"),
        (("add", "II.3", "Q1", "--file", "empty.txt"), "P546"),
    ):
        done, _, err = run("note", *words)
        assert (done, code in err) == (1, True), err
    assert run("note", "add", "II.3", "Q1")[0] == 2
    assert run("note", "add", "II.3", "--text", "a", "--carry")[0] == 2
