"""Plans as people write them: what is read, and what is said of what is wrong."""

import random
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc.core.plan.measure import Across, Measure
from cchc.core.plan.plan import Plan
from cchc.core.plan.targets.change import IncreaseBy, RankAtMost
from cchc.core.plan.targets.kinds import By, Yes
from cchc.core.plan.targets.line import AtMost, Between, Exactly, MoreThan
from cchc.core.plan.targets.target import Scale, Target
from cchc.core.plan.trajectory import Hold, Linear, Points, Profile, Step, Trajectory
from cchc.screen.problems import problems_text
from cchc.sources.file_bytes import PlanRead
from cchc.sources.plan.plan_file import read_plan
from cchc.text.problem import Problem
from cchc.words.translator import Lang, voice

ROOT = Path(__file__).parents[2]
HEAD = """\
cchc: 1
id: t
title: Kế hoạch
year: 2022
authority: {name: UBND}
units:
  - {id: nv, name: Phòng Nội vụ, kind: department}
  - {id: p1, name: Phường 1, kind: ward}
  - {id: 01, name: Phường 2, kind: ward}
"""


def read(text: str) -> PlanRead:
    return read_plan(None, text.encode())


def plan_of(text: str) -> Plan:
    found = read(text)
    assert found.sound is not None, [(p.code, p.place.line) for p in found.problems]
    return found.plan


def told(problems: tuple[Problem, ...]) -> list[tuple[str, int | None, int | None]]:
    return [(p.code.value, p.place.line, p.place.column) for p in problems]


def one(keys: str) -> str:
    return HEAD + f"indicators:\n  - {{id: a, name: A, lead: nv, {keys}}}\n"


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("{more_than: 3}", MoreThan(Decimal(3))),
        ("{more_than: baseline}", MoreThan(None)),
        ("{at_most: 0}", AtMost(Decimal(0))),
        ("{exactly: 4, tolerance: 1}", Exactly(Decimal(4), Decimal(1))),
        ("{between: [2, 5]}", Between(Decimal(2), Decimal(5))),
        ("{increase_by: 2}", IncreaseBy(Decimal(2), Scale.ABS)),
        ("{increase_by: 2, in: points}", IncreaseBy(Decimal(2), Scale.POINTS)),
        ("{rank_at_most: 5}", RankAtMost(Decimal(5))),
    ],
)
def test_every_kind_of_target_is_read(typed: str, target: Target) -> None:
    keys = f"measure: level, unit: x, baseline: {{value: 1}}, target: {typed}"
    assert plan_of(one(keys)).indicators[0].target == target


@pytest.mark.parametrize(
    ("measure", "typed", "target"),
    [
        ("milestone", "{by: 30/6/2022}", By(date(2022, 6, 30))),
        ("yes", "{yes: true}", Yes()),
    ],
)
def test_targets_without_a_number_are_read(
    measure: str, typed: str, target: Target
) -> None:
    read_one = plan_of(one(f"measure: {measure}, target: {typed}")).indicators[0]
    assert (read_one.target, read_one.trajectory) == (target, None)
    assert read_one.across is Across.ALL_OF


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("[1, 2, 3, 4]", Points((Decimal(1), Decimal(2), Decimal(3), Decimal(4)))),
        ("linear", Linear()),
        ("hold", Hold()),
        ("{step: Q4}", Step("Q4")),
        ("{profile: cuoi}", Profile("cuoi")),
    ],
)
def test_every_spelling_of_a_trajectory_is_read(typed: str, path: Trajectory) -> None:
    keys = f"measure: flow, unit: x, target: {{at_least: 4}}, trajectory: {typed}"
    text = one(keys) + "profiles: {cuoi: [0, 0, 0.5, 1]}\n"
    assert plan_of(text).indicators[0].trajectory == path


@pytest.mark.parametrize(
    ("keys", "path"),
    [
        ("measure: flow, unit: x, target: {at_least: 1}", Linear()),
        ("measure: register, unit: x, target: {at_least: 1}", Linear()),
        ("measure: level, unit: x, target: {at_least: 1}", Hold()),
        ('measure: ratio, of: flow, unit: "%", target: {at_least: 9}', Hold()),
        (
            "measure: level, unit: x, baseline: {value: 1}, target: {increase_by: 1}",
            Step(),
        ),
        ("measure: level, unit: x, target: {rank_at_most: 3}", None),
        ("measure: flow, unit: x", None),
    ],
)
def test_a_trajectory_left_out_follows_from_measure_and_target(
    keys: str, path: Trajectory | None
) -> None:
    assert plan_of(one(keys)).indicators[0].trajectory == path


def test_words_stay_what_was_typed() -> None:
    text = HEAD + (
        "tasks:\n"
        "  - {id: 1.10, name: no, lead: 01, output: 12:30}\n"
        "  - {id: 1.1, name: 1_000, each: [ward]}\n"
    )
    first, second = plan_of(text).tasks
    assert (first.id, first.name, first.lead) == ("1.10", "no", "01")
    assert (first.output, second.id, second.name) == ("12:30", "1.1", "1_000")
    assert second.each == ("p1", "01")


def test_groups_and_kinds_stand_for_their_units() -> None:
    text = one("measure: flow, unit: x, reporters: [g]") + "groups: {g: [ward, nv]}\n"
    assert plan_of(text).indicators[0].reporters == ("nv", "p1", "01")


def test_decomposed_letters_of_a_mac_are_the_same_words() -> None:
    text = HEAD.replace("Phường 1", "Phu\u031bo\u031b\u0300ng 1")
    text += "tasks: [{id: a, name: A, lead: nv}]\n"
    assert plan_of(text).units[1].name == "Phường 1"


def test_a_byte_order_mark_changes_nothing() -> None:
    text = HEAD + "tasks: [{id: a, name: A, lead: nv}]\n"
    plain = read_plan(None, text.encode())
    assert read_plan(None, b"\xef\xbb\xbf" + text.encode()).plan == plain.plan


def test_defaults_of_a_ratio_are_filled() -> None:
    made = plan_of(one('measure: ratio, of: level, unit: "%"')).indicators[0]
    assert (made.decimals, made.part_of_whole, made.across) == (2, True, Across.POOL)
    assert made.measure is Measure.RATIO
    assert made.reporters == ("nv",)


def test_a_due_date_may_differ_by_kind_of_unit() -> None:
    text = HEAD + (
        "calendar: {periods: {Q1: {due: {ward: 2022-03-09, department: 2022-03-10}}}}\n"
        "tasks: [{id: a, name: A, lead: nv}]\n"
    )
    assert plan_of(text).calendar.periods["Q1"].dues == {
        "ward": date(2022, 3, 9),
        "department": date(2022, 3, 10),
    }


def test_a_plan_may_start_in_mid_year() -> None:
    keys = "measure: flow, unit: x, target: {at_least: 4}, trajectory: [1, 4]"
    assert read(one(keys) + "calendar: {first: Q3}\n").problems == ()


def test_a_folder_is_one_plan(tmp_path: Path) -> None:
    (tmp_path / "1.yaml").write_text(HEAD, "utf-8")
    (tmp_path / "2.yaml").write_text("tasks: [{id: b, name: B, lead: nv}]\n")
    (tmp_path / "3.yml").write_text("tasks: [{id: a, name: A, lead: p1}]\n")
    found = read_plan(tmp_path)
    assert found.sound is not None
    assert [task.id for task in found.plan.tasks] == ["b", "a"]


def test_faults_in_the_files_of_a_folder_are_told_with_their_file(
    tmp_path: Path,
) -> None:
    (tmp_path / "1.yaml").write_text(HEAD, "utf-8")
    (tmp_path / "2.yaml").write_text("\ntasks: [{id: b, name: B, lead: pv}]\n")
    places = [problem.place for problem in read_plan(tmp_path).problems]
    assert [(Path(p.file or "").name, p.line) for p in places] == [("2.yaml", 2)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD + "tasks: [{id: a, name: A, lead: %}]\n", [("P107", 10, 32)]),
        (HEAD + "tasks: [{id: a, name: A: B, lead: nv}]\n", [("P128", 10, 24)]),
        (HEAD + "tasks: [{id: a, name: @A, lead: `nv`}]\n",
         [("P107", 10, 23), ("P107", 10, 33)]),
        (HEAD + "tasks: [{id: a, name: A, lead: nv, ten: B}]\n", [("P112", 10, 36)]),
        (HEAD + "tasks: [{id: á, name: A, lead: nv}]\n", [("P119", 10, 14)]),
        (HEAD + 'tasks: [{id: "../a", name: A, lead: nv}]\n', [("P119", 10, 14)]),
        (HEAD + "tasks: [a, {id: a, name: A, lead: nv}]\n", [("P138", 10, 9)]),
        (HEAD + "tasks: [{id: a, name: A, lead: p9, due: 1/2}]\n",
         [("P202", 10, 32), ("P116", 10, 41)]),
        (HEAD + "task: [{id: a, name: A, lead: nv}]\n",
         [("P112", 10, 1)]),
        (HEAD + "groups: &g {a: [p1]}\ntasks: [{id: a, name: A, each: a}]\n",
         [("P109", 10, 9)]),
        (HEAD.replace("{id: p1, name: Phường 1", "{name: Phường 1")
         + "tasks: [{id: a, name: A, lead: p1}]\n", [("P113", 8, 5)]),
        (HEAD.replace("year: 2022", "year: x")
         + "tasks: [{id: a, name: A, lead: nv, due: 1999-01-01}]\n",
         [("P120", 4, 7)]),
        (one("measure: flow, unit: x, target: {at_leest: 5}, trajectory: [1, 2]"),
         [("P112", 11, 65)]),
        (one("measure: flow, unit: x, target: {at_least: 5, at_most: 6}"),
         [("P140", 11, 64)]),
        (one("measure: flow, unit: x, target: {at_least: 5, in: abs}"),
         [("P112", 11, 78)]),
        (one("measure: yes, target: {yes: false}"), [("P117", 11, 60)]),
        (one("measure: flow, unit: x, target: {between: [9, 2]}"),
         [("P212", 11, 74)]),
        (one("measure: rank, target: {rank_at_most: 0}"),
         [("P212", 11, 70)]),
        (one("measure: flow, unit: x, target: {at_least: -1}"), [("P212", 11, 75)]),
        (one('measure: ratio, unit: "%", target: {at_least: 9}'), [("P113", 11, 5)]),
        (one("measure: milestone"), [("P213", 11, 5)]),
        (one("measure: flow, unit: x, target: {at_most: 5}, allot: {nv: 2, p1: 2}"),
         [("P222", 11, 93)]),
        (one("measure: flow, unit: x, target: {at_least: 4}, trajectory: [4, 3, 2]"),
         [("P215", 11, 91), ("P216", 11, 95), ("P216", 11, 98), ("P217", 11, 98)]),
    ],
)  # fmt: skip
def test_each_fault_is_told_once_where_it_stands(
    text: str, expected: list[tuple[str, int, int]]
) -> None:
    assert told(read(text).problems) == expected


def test_json_is_a_plan_too() -> None:
    text = (
        '{"cchc": 1, "id": "t", "title": "K", "year": 2022,\n\t"authority":'
        ' {"name": "U"}, "units": [{"id": "a", "name": "A"}],'
        ' "tasks": [{"id": "1", "name": "\\u0110\\ud83d\\ude00", "lead": "a"}]}'
    )
    assert plan_of(text).tasks[0].name == "Đ😀"


PLAN = (ROOT / "plans" / "sa-dec-2022.yaml").read_text("utf-8")
SCRAPS = (
    *("{", "}", "[", "]", ":", ": ", "- ", "\n", "\t", '"', "'", "&a ", "*a", "!!x "),
    *("null", "~", "%", "@", "`", "|", ">", "#", "\x00", "\u2028", "\x85", "0", "-1"),
    *("1e9", "9" * 40, "nan", "2022-02-30", "31/12/9999", "Q9", "p1", "true", "<<: "),
    *("?", "---\n", "...\n", "\ufeff", "\ud7ff", "é", "  ", "linear", "baseline"),
)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 6))
def test_no_change_to_a_plan_makes_the_reader_fail(seed: int, times: int) -> None:
    dice = random.Random(seed)  # noqa: S311  # no secret
    text = PLAN
    for _ in range(times):
        start = dice.randrange(len(text))
        end = start + dice.choice((0, 0, 1, 3, 20, 200))
        text = text[:start] + dice.choice(SCRAPS) + text[end:]
    found = read_plan(None, text.encode("utf-8", "surrogatepass"))
    refused = any(not problem.is_warning for problem in found.problems)
    assert (found.sound is None) is refused
    for lang in Lang:
        assert bool(problems_text(found.problems, voice(lang))) is bool(found.problems)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_fail(data: bytes) -> None:
    assert read_plan(None, data).problems
