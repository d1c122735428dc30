"""A key that nobody reads is a fault wherever it stands: nothing is swallowed."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
import yaml

from cchc.core.plan.plan import Plan
from cchc.sources.plan.plan_fields import KeyGroup, group_of
from cchc.sources.plan.plan_file import read_plan
from cchc.text.compare import nearest
from cchc.text.problem import ProblemCode

Tree = dict[str, object]
Path = tuple[str | int, ...]
PLAN = """\
cchc: 1
id: vi-du
title: Kế hoạch ví dụ
year: 2022
document: {number: 1/KH-UBND, date: 2022-01-05}
authority:
  name: Ủy ban nhân dân xã Ví Dụ
  signer: {title: Chủ tịch}
  receiver: {title: Chủ tịch}
  symbols: {report: BC-UBND}
roles: {drafts: vp}
calendar: {basis: nd09, periods: {Q1: {due: 2022-03-18}}}
grounds: [{text: Nghị quyết số 76/NQ-CP, from: 2021-07-15}]
units:
  - {id: vp, name: Văn phòng, kind: department}
  - {id: ta, name: Xã Thạnh An, kind: commune}
groups: {xa: [ta]}
areas: [{id: tthc, name: Thủ tục hành chính}]
profiles: {pf: ["0.2", "0.4", "0.6", "1"]}
commitments:
  - id: ck
    name: Cam kết
    indicators:
      - id: von
        name: Giải ngân
        measure: ratio
        of: plan
        unit: "%"
        amount: {value: 1200, unit: triệu đồng}
        target: {at_least: 100}
        trajectory: {profile: pf}
        lead: vp
      - id: giam
        name: Số cuộc họp
        measure: flow
        unit: cuộc
        baseline: {value: 240, period: "2021"}
        target: {decrease_by: 5, in: percent}
        lead: vp
      - id: cho
        name: Chợ mới
        measure: flow
        unit: chợ
        target: {at_least: 2, strive: 3}
        trajectory: {step: Q3}
        lead: vp
      - id: ngay
        name: Hồ sơ trực tuyến
        measure: ratio
        of: flow
        unit: "%"
        target: {at_least: 80}
        trajectory: {2022-05-31: 50, 2022-12-14: 80}
        lead: vp
      - id: moi-xa
        name: Hồ sơ đúng hạn
        measure: ratio
        of: flow
        unit: "%"
        target: {each: {xa: {at_least: 99}}}
        reporters: [xa]
indicators:
  - {id: nguoi, area: tthc, name: Người, measure: flow, unit: người, lead: vp,
     parts: {gioi: {nam: null, nu: {at_least: 2}}}, target: {at_least: 5}}
tasks:
  - {id: "1.1", name: Bồi dưỡng, lead: vp, due: Quý II, count: {target: 2, unit: lớp}}
scorecard:
  - {id: "1", name: Thủ tục hành chính, points: 3}
  - {id: "1.1", name: Hồ sơ đúng hạn, points: 2, owner: vp, from: moi-xa,
     scores: {100: 2, 80: 1}, between: linear}
  - {id: "1.2", name: Bồi dưỡng, points: 1, each_done: "1.1"}
  - {id: "2", name: Sáng kiến, points: 1, self: true}
checks:
  - {id: kiem, rule: "nguoi >= 0"}
reminders:
  - {when: T-2, by: chat, to: late}
"""
STRANGE = "khong-ai-doc"


def mappings(tree: object, path: Path = ()) -> Iterator[Path]:
    """The paths of every group of keys in a tree."""
    if isinstance(tree, dict):
        yield path
        for key, child in tree.items():
            yield from mappings(child, (*path, key))
    if isinstance(tree, list):
        for row, child in enumerate(tree):
            yield from mappings(child, (*path, row))


def with_key(tree: Tree, path: Path, strange: str = STRANGE) -> bytes:
    """The plan with a strange key in one of its groups."""
    changed: object = deepcopy(tree)
    node = changed
    for step in path:
        node = node[step]  # type: ignore[index]
    node[strange] = 1  # type: ignore[index]
    text: str = yaml.safe_dump(changed, allow_unicode=True, sort_keys=False)
    return text.encode()


TREE: Tree = yaml.load(PLAN, Loader=yaml.BaseLoader)  # noqa: S506


@pytest.mark.parametrize("path", list(mappings(TREE)), ids=str)
def test_a_key_that_nobody_reads_is_told(path: Path) -> None:
    assert read_plan(None, with_key(TREE, path)).problems != ()


FREE = {
    *("roles", "periods", "groups", "profiles", "parts", "gioi", "each"),
    *("scores", "trajectory"),
}
"""Keys under which people choose the keys themselves."""
CLOSED = [path for path in mappings(TREE) if not path or path[-1] not in FREE]


@pytest.mark.parametrize("path", CLOSED, ids=str)
def test_a_mistyped_key_is_refused_with_the_one_that_was_meant(path: Path) -> None:
    node: object = TREE
    for step in path:
        node = node[step]  # type: ignore[index]
    assert isinstance(node, dict)
    typo = next(key for key in reversed(node) if key not in {"from", "nu", "nam"})
    told = read_plan(None, with_key(TREE, path, f"{typo}{typo[-1]}")).problems
    guesses = [
        nearest(str(problem.blanks["text"]), problem.blanks["known"])
        for problem in told
        if problem.code is ProblemCode.UNKNOWN_KEY
        and isinstance(problem.blanks["known"], tuple)
    ]
    assert guesses == [typo]


def test_the_plan_itself_is_right_and_has_every_group_of_keys() -> None:
    assert read_plan(None, PLAN.encode()).problems == ()


def test_every_declared_key_is_read_into_a_field() -> None:
    seen: set[str] = set()
    waiting: list[KeyGroup] = [group_of(Plan)]
    while waiting:
        group = waiting.pop()
        if group.name in seen:
            continue
        seen.add(group.name)
        inner = (key.kind.group for key in group.keys)
        waiting += [found for found in inner if found is not None]
        unread = [key.name for key in group.keys if key not in group.fields]
        assert unread == (["cchc"] if group.name == "Plan" else []), group.name
