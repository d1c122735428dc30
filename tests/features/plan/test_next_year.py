"""`cchc plan next-year` on the illustrated year."""

import re
from pathlib import Path

import pytest

from cchc.main import main

DAY = ("--today", "2023-01-20")


def test_the_draft_is_a_plan_that_the_same_ledger_takes(
    year: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plan", "next-year", *DAY]) == 0
    draft = (year / "plan-2023.yaml").read_text(encoding="utf-8")
    assert "CẦN QUYẾT ĐỊNH chỉ tiêu năm 2023" in draft
    assert "kết quả năm 2022: 96,7%" in draft
    assert "điểm" in draft
    assert not re.search(r"\d[^\W\d]", " ".join(re.findall("# .*", draft)))
    assert "reporters: [xa-phuong]" in draft
    assert main(["plan", "check", "plan-2023.yaml"]) == 0
    told = capsys.readouterr().err
    assert "P229" not in told
    assert main(["plan", "apply", "plan-2023.yaml", *DAY]) == 0
    assert main(["status", "Q1", "--json", "--today", "2023-03-10"]) == 0
    assert '"plan": "sa-dec-2023"' in capsys.readouterr().out


def test_a_draft_somebody_worked_on_is_never_written_over(
    year: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (year / "plan-2023.yaml").write_text("cchc: 1\n", encoding="utf-8")
    assert main(["plan", "next-year", *DAY]) == 2
    assert (year / "plan-2023.yaml").read_text(encoding="utf-8") == "cchc: 1\n"
    assert main(["plan", "next-year", "--output", "kh.docx", *DAY]) == 2
    assert main(["plan", "next-year", "--output", "-", "--lang", "en", *DAY]) == 0
    assert "TO DECIDE" in capsys.readouterr().out
