"""What people get wrong is told in a sentence, never as a fault of the program."""

from pathlib import Path

import pytest

from cchc.main import main


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("report import khong-co.xlsx", "P572"),
        ("plan cascade ck-6b --hand p1=2,p1=3", "P333"),
        ("plan cascade ck-6b --split weight --weights trong-so.txt", "P103"),
    ],
)
def test_a_slip_is_told_with_its_code(
    office: Path, capsys: pytest.CaptureFixture[str], words: str, told: str
) -> None:
    (office / "trong-so.txt").write_bytes("p1=1 # phường".encode("utf-16"))
    assert main(words.split()) == 1
    assert told in capsys.readouterr().err
