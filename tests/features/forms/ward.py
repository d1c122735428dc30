"""A small office: two units, a plan with one thing of each kind to report."""

from pathlib import Path

import pytest

from cchc.main import main
from tests.office import Enter, Run, command_on

__all__ = ["Run"]

PLAN = """\
cchc: 1
id: phuong-2022
title: Kế hoạch cải cách hành chính năm 2022
year: 2022
review: {review}
authority: {{name: Ủy ban nhân dân phường}}
units:
  - {{id: vp, name: Văn phòng}}
  - {{id: kt, name: Phòng Kinh tế}}
indicators:
  - {{id: dn, name: Doanh nghiệp mới, measure: flow, unit: doanh nghiệp,
     target: {{at_least: 8}}, reporters: [vp, kt], allot: {{vp: 5, kt: 3}},
     previous_year: [2, 1, 2, 2]}}
  - {{id: sp, name: Sản phẩm OCOP, measure: register, unit: sản phẩm,
     target: {{at_least: 4}}, reporters: [kt]}}
  - {{id: moc, name: Bộ phận một cửa, measure: milestone,
     target: {{by: 2022-06-30}}, reporters: [vp]}}
tasks:
  - {{id: "1.1", name: Kế hoạch tuyên truyền, lead: vp, due: 2022-03-31}}
"""
DAY = "2022-03-16"


def apply_plan() -> None:
    Path("plan.yaml").write_text(PLAN.format(review="true"), encoding="utf-8")
    assert main(["--quiet", "--today", "2022-01-04", "plan", "apply"]) == 0


@pytest.fixture
def office(enter: Enter) -> Path:
    return enter(apply_plan)


@pytest.fixture
def run(office: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs one command on a day; gives exit code, output, what was said."""
    assert office.exists()
    return command_on(DAY, capsys)
