"""Figures that stand under another: derived by the plan, in the order of the file."""

from decimal import Decimal
from pathlib import Path

from cchc.core.plan.indicator import IndicatorPart
from cchc.core.plan.plan import ChildIndicator, Plan
from cchc.core.plan.targets.line import AtLeast
from cchc.core.plan.trajectory import Linear
from cchc.sources.plan.plan_file import read_plan
from cchc.sources.plan.plan_writer import plan_yaml

HEAD = """\
cchc: 1
id: huyen
title: Kế hoạch
year: 2022
authority: {name: UBND huyện Châu Thành}
units: [{id: nv, name: Phòng Nội vụ, kind: department}]
indicators:
"""
LINE = """\
  - {id: j, name: Số người học, measure: flow, unit: người, lead: nv, weight: 100,
     target: {at_least: 500}, parts: {gioi: {nam: , Nữ: {at_least: 250}}, tuổi: [già]}}
"""


def plan_of(line: str) -> Plan:
    read = read_plan(None, (HEAD + line).encode())
    assert not read.problems
    assert read.plan is not None
    return read.plan


def test_the_parts_of_an_indicator_are_indicators_under_it() -> None:
    plan = plan_of(LINE)
    whole, male, female, old = plan.all_indicators
    assert (whole.id, male.id, female.id, old.id) == ("j", "j.nam", "j.nu", "j.gia")
    assert plan.declared_indicators == (whole,)
    assert isinstance(female, ChildIndicator)
    assert (female.parent, female.dimension, female.label) == ("j", "gioi", "Nữ")
    assert (female.target, female.trajectory) == (AtLeast(Decimal(250)), Linear())
    assert (male.target, male.trajectory, male.weight) == (None, None, None)
    assert old.reporters == whole.reporters == ("nv",)
    assert whole.parts["gioi"][0] == IndicatorPart("nam", "nam")
    assert plan.indicator("j.nu") == female


def test_parts_are_written_as_they_were_read(tmp_path: Path) -> None:
    plan = plan_of(LINE)
    path = tmp_path / "plan.yaml"
    path.write_text(plan_yaml(plan, "", {}), "utf-8")
    assert read_plan(path).plan == plan


def test_the_key_of_a_part_is_no_other_key() -> None:
    other = "  - {id: j.nu, name: Khác, measure: flow, unit: người, lead: nv}\n"
    problems = read_plan(None, (HEAD + LINE + other).encode()).problems
    assert [problem.code.value for problem in problems] == ["P201"]
