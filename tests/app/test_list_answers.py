"""Lists are answers: counts at the top, worst first, a line each; plain rows piped."""

from pathlib import Path

import pytest

from cchc.main import main
from cchc.text.width import columns

Capture = pytest.CaptureFixture[str]
LISTS = (
    ("remind", "Q1", "--as-of", "2022-03-22"),
    ("remind", "Q4"),
    ("report", "list", "Q1", "--as-of", "2022-03-16"),
    ("report", "list", "Q1", "--as-of", "2022-03-22"),
    ("log",),
    ("log", "--unit", "p1"),
    ("obstacle", "list"),
    ("obstacle", "list", "--as-of", "2022-01-20"),
    ("unit", "list"),
    ("sign", "list"),
    ("sign", "list", "--missing"),
    ("task", "list", "Q2", "--as-of", "2022-06-24"),
    ("task", "list"),
    ("note", "list", "Q2"),
)
BOX = set("╭╮╰╯│─├┤┼")


@pytest.fixture
def year(played_year: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv("CCHC_DB", str(played_year / "cchc.db"))
    monkeypatch.setenv("CCHC_TODAY", "2023-07-03")
    monkeypatch.delenv("COLUMNS", raising=False)
    return monkeypatch


@pytest.mark.parametrize("words", LISTS, ids=" ".join)
def test_a_list_is_an_answer_on_one_screen(
    words: tuple[str, ...], year: pytest.MonkeyPatch, capsys: Capture
) -> None:
    for width, lang in ((40, "vi"), (80, "vi"), (120, "en")):
        year.setenv("COLUMNS", str(width))
        assert main([*words, "--lang", lang]) == 0
        text = capsys.readouterr().out
        lines = text.splitlines()
        assert len(lines) <= 30
        assert all(columns(line) <= width for line in lines)
        assert not BOX & set(text)
        assert lines[0].startswith("Ủy ban nhân dân thành phố Sa Đéc")
        assert any(mark.isalnum() for mark in lines[1])


@pytest.mark.usefixtures("year")
@pytest.mark.parametrize("words", LISTS, ids=" ".join)
def test_a_piped_list_is_plain_rows_and_its_counts_stand_beside(
    words: tuple[str, ...], capsys: Capture
) -> None:
    assert main([*words, "--format", "tsv"]) == 0
    stored = capsys.readouterr().out.splitlines()[1:]
    assert main([*words]) == 0
    shown = capsys.readouterr()
    assert len(shown.out.splitlines()) == len(stored) or words[0] == "sign"
    assert not (BOX | {"\x1b"}) & set(shown.out)
    assert shown.err
    assert main([*words, "--full", "--quiet"]) == 0
    assert capsys.readouterr() == (shown.out, "")


def test_the_worst_stands_first(year: pytest.MonkeyPatch, capsys: Capture) -> None:
    year.setenv("COLUMNS", "80")
    main(["report", "list", "Q1", "--as-of", "2022-03-22"])
    lines = capsys.readouterr().out.splitlines()
    assert [line[0] for line in lines[2:5]] == ["✗", "✗", "▲"]
    assert lines[1] == "Phải gửi 21, đã gửi 19, đúng hạn 18, quá hạn 2"
    main(["remind", "Q4"])
    assert "không đơn vị nào còn nợ báo cáo" in capsys.readouterr().out
