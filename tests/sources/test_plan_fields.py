"""One declaration of the plan's keys: what it makes, and that it is the only one."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import pytest

from cchc.core.plan.indicator import USUAL_ACROSS, indicator_defaults
from cchc.core.plan.keys import FileKey
from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.plan import Indicator, Plan
from cchc.core.plan.targets.line import AtLeast
from cchc.core.plan.trajectory import Hold, Linear
from cchc.sources.plan.plan_fields import KeyGroup, field_kind, group_of
from cchc.sources.plan.plan_file import read_plan
from cchc.sources.plan.plan_writer import plan_yaml
from cchc.sources.problem_collector import ProblemCollector
from cchc.sources.yaml_tree import read_yaml
from cchc.text.record import Record, field_names

PLANS = Path(__file__).parents[2] / "plans"
SHIPPED = [PLANS / "sa-dec-2022.yaml", PLANS / "phuong-sa-dec-2026.yaml"]
FULL = """
cchc: 1
id: thu
title: Kế hoạch thử
year: 2022
document: {number: 12/KH, date: 2022-02-01}
authority:
  name: Ủy ban
  parent: Tỉnh
  place: Sa Đéc
  signer: {capacity: TM., title: Chủ tịch, name: A}
  symbols: {letter: UBND, report: {drafts: BC-NV, reminds: BC-KT}}
  recipients: [Sở Nội vụ, "Lưu: VT, NV"]
roles: {drafts: nv, reminds: p1}
calendar:
  basis: calendar
  due_after: 0
  first: Q2
  periods:
    Q2: {due: {phong: 2022-07-05, phuong: 2022-07-06}, title: Kỳ đầu}
    Q3: {cutoff: 2022-09-20, due: 2022-09-23}
  days_off: [2022-09-02]
  made_up: [2022-09-03]
review: true
units:
  - {id: nv, name: Nội vụ, kind: phong, aliases: [NV], contact: A}
  - {id: p1, name: Phường 1, kind: phuong, parent: nv, from: 2022-01-01}
  - {id: p2, name: Phường 2, kind: phuong, to: 2022-09-30, successor: p1}
groups: {tat-ca: [phong, phuong]}
areas: [{id: a, name: Lĩnh vực, report_section: I}]
profiles: {deu: ["0.2", "0.5", "1"]}
commitments:
  - {id: c, name: Cam kết, text: lời, indicators: [
      {id: i, name: Việc, measure: flow, unit: việc, target: {at_least: 10},
       trajectory: {profile: deu}, reporters: tat-ca, lead: nv}]}
indicators:
  - {id: tl, area: a, name: Tỷ lệ, measure: ratio, of: flow, unit: "%", lead: nv}
  - {id: von, name: Vốn, measure: ratio, of: plan, unit: "%", lead: nv, decimals: 1,
     amount: {value: 100, unit: triệu đồng, decimals: 1, source: QĐ, cumulative: true},
     target: {at_least: 100}, trajectory: hold, settles: 2023-01-31}
tables:
  - {id: hs, area: a, name: Hồ sơ, unit: hồ sơ, decimals: 1, lead: nv,
     reporters: [phong], rows: {linh-vuc: [dat, ho-tich]}, opening: dau, in: [moi],
     out: [xong, tra], closing: [con, qua], names: {dat: Đất đai, in: Mới,
     ho-tich: Hộ tịch, dau: Đầu, xong: Xong, tra: Trả, con: Còn, qua: Quá, ton: Tồn},
     totals: {ton: [con, qua]}, carried: warning}
tasks:
  - {id: t, area: a, name: Kế hoạch, lead: nv, with: [p1], due: 2022-06-30,
     count: {target: 2, unit: lớp}, supports: c, extensions: 2}
scorecard:
  - {id: "1", name: Mục, points: 3}
  - {id: "1.1", name: Tỷ lệ, points: 2, owner: nv, from: tl, scores: {98.5: 2, 90: 0.5},
     between: linear}
  - {id: "1.2", name: Việc, points: 1, each_done: t}
  - {id: "2", name: Tự chấm, points: 0.25, self: true}
checks:
  - {id: k, rule: i >= 0, severity: warning, missing: zero}
reminders:
  - {when: T-2, to: clerk, by: chat}
  - {when: T+3, to: head, by: letter, template: nhac}
"""


def test_a_plan_with_every_part_is_read_back_as_it_was() -> None:
    read = read_plan(None, FULL.encode())
    assert [problem.code.name for problem in read.problems] == []
    plan = read.plan
    assert plan is not None
    assert read_plan(None, plan_yaml(plan, "Đầu đề", {}).encode()).plan == plan


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_plan_is_read_back_as_it_was(path: Path) -> None:
    plan = read_plan(path).plan
    assert plan is not None
    assert read_plan(None, plan_yaml(plan, "", {}).encode()).plan == plan


def groups(group: KeyGroup) -> dict[str, KeyGroup]:
    found = {group.name: group}
    for key in group.keys:
        if key.kind.group is not None:
            found |= groups(key.kind.group)
    return found


def test_every_field_of_the_plan_is_a_key_and_every_key_a_field() -> None:
    for group in groups(group_of(Plan)).values():
        fields = {key.field for key in group.keys}
        fields |= {key.key.also for key in group.keys if key.key.also}
        named = set(field_names(group.kind))
        assert fields - {"cchc"} == named
        assert len(set(group.names)) == len(group.names)


class Example(Record):
    """A group of keys that says everything by its types and metadata."""

    name: str
    since: Annotated[date | None, FileKey(name="from")] = None
    weight: Decimal = Decimal(1)


def test_a_field_is_enough_to_be_read_refused_and_written() -> None:
    group = KeyGroup(Example)
    (root,) = read_yaml(b"{name: a, from: 2022-01-02, weigth: 2}", "-").documents
    assert root is not None
    collector = ProblemCollector()
    example = group.read(root, collector)
    assert example == Example("a", date(2022, 1, 2))
    assert [problem.code.name for problem in collector.problems] == ["UNKNOWN_KEY"]
    assert group.write(example) == {"name": "a", "from": date(2022, 1, 2)}


def test_a_type_that_no_key_has_is_an_error_of_the_program() -> None:
    with pytest.raises(TypeError, match="no spelling"):
        field_kind(frozenset[str])


@pytest.mark.parametrize("measure", list(Measure))
def test_the_usual_way_across_units_is_a_default_and_not_written(
    measure: Measure,
) -> None:
    one = Indicator("i", "Việc", measure, across=USUAL_ACROSS[measure])
    assert "across" not in group_of(Indicator).write(one)


def test_defaults_follow_from_what_is_measured() -> None:
    ratio = Indicator("i", "Tỷ lệ", Measure.RATIO, of=RatioOf.FLOW, lead="nv")
    usual = indicator_defaults(ratio)
    assert usual["decimals"] == 2
    assert usual["part_of_whole"] is True
    assert usual["reporters"] == ("nv",)
    assert usual["trajectory"] is None
    target = AtLeast(Decimal(5))
    flow = Indicator("i", "Việc", Measure.FLOW, target=target)
    level = Indicator("i", "Mức", Measure.LEVEL, target=target)
    assert indicator_defaults(flow)["trajectory"] == Linear()
    assert indicator_defaults(level)["trajectory"] == Hold()
