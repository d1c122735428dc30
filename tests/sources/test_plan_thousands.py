"""`10.000` in a plan: refused with both readings in every field that holds a number."""

from pathlib import Path

import pytest

from cchc.main import main
from cchc.sources.plan.plan_file import read_plan
from cchc.text.number import PLAN
from cchc.text.problem import Problem, ProblemCode

HEAD = """\
cchc: 1
id: t
title: Kế hoạch
year: 2022
authority: {name: UBND}
calendar: {due_after: %(days)s}
units: [{id: nv, name: Phòng Nội vụ}, {id: p1, name: Phường 1}]
profiles: {cham: [%(share)s, 0.500, 0.750, 1.000]}
tasks:
  - {id: "1.1", name: Đưa tin, lead: nv, due: 2022-06-30, extensions: %(extensions)s,
     count: {target: %(count)s, unit: tin}}
indicators:
  - {id: a, name: A, lead: nv, %(keys)s}
"""
USUAL = {"days": "3", "share": "0.150", "extensions": "1", "count": "24", "keys": ""}
FLOW = "measure: flow, unit: hồ sơ, "
RATE = 'measure: ratio, of: plan, unit: "%", '
LEVEL = "measure: level, unit: điểm, "
AMOUNT = "target: {at_least: 95}, trajectory: linear, "


def problems(**said: str) -> list[Problem]:
    text = HEAD % (USUAL | {"keys": FLOW + "target: {at_least: 9}"} | said)
    return [each for each in read_plan(None, text.encode()).problems if not _mild(each)]


def _mild(problem: Problem) -> bool:
    return problem.is_warning


FIELDS = {
    "at_least": FLOW + "target: {at_least: %s}",
    "at_most": FLOW + "target: {at_most: %s}",
    "more_than": FLOW + "target: {more_than: %s}",
    "exactly": FLOW + "target: {exactly: %s}",
    "tolerance": FLOW + "target: {exactly: 5, tolerance: %s}",
    "between": FLOW + "target: {between: [1, %s]}",
    "between low": FLOW + "target: {between: [%s, 90000]}",
    "rank_at_most": "measure: level, target: {rank_at_most: %s}",
    "increase_by": FLOW + "baseline: {value: 9}, target: {increase_by: %s}",
    "baseline": FLOW + "baseline: {value: %s}, target: {more_than: baseline}",
    "trajectory": FLOW + "target: {at_least: 9}, trajectory: [1, 2, %s, 9]",
    "allot": FLOW + "reporters: [p1], target: {at_least: 9}, allot: {p1: %s}",
    "previous_year": FLOW + "target: {at_least: 9}, previous_year: [1, %s]",
    "amount": RATE + AMOUNT + "amount: {value: %s, unit: triệu đồng}",
}


@pytest.mark.parametrize("spelling", ["10.000", "1.000", "182.000", "45.500", "1.125"])
@pytest.mark.parametrize("field", FIELDS)
def test_thousands_with_a_point_are_refused_in_every_figure(
    field: str, spelling: str
) -> None:
    found = problems(keys=FIELDS[field].replace("%s", spelling))
    assert [each.code for each in found] == [ProblemCode.TWO_READINGS]
    assert found[0].blanks["large"] == spelling.replace(".", "")
    assert found[0].place.line == 13


@pytest.mark.parametrize("field", ["days", "extensions", "count"])
def test_and_in_every_count_and_number_of_days(field: str) -> None:
    found = problems(**{field: "1.000"})
    assert [each.code for each in found] == [ProblemCode.TWO_READINGS]
    assert (found[0].blanks["small"], found[0].blanks["large"]) == ("1", "1000")


@pytest.mark.parametrize("spelling", ["10.000", "95.000"])
def test_three_noughts_are_refused_whatever_decimals_there_are(spelling: str) -> None:
    keys = f"measure: level, decimals: 3, target: {{at_least: {spelling}}}"
    assert [each.code for each in problems(keys=keys)] == [ProblemCode.TWO_READINGS]


@pytest.mark.parametrize(
    "keys",
    [
        FLOW + "target: {at_least: 10}",
        FLOW + "target: {at_least: 10000}",
        FLOW + "target: {at_least: 10.0}",
        FLOW + "target: {at_least: 0.000}",
        FLOW + "decimals: 3, target: {at_least: 1.125}",
        FLOW + "decimals: 3, target: {at_least: 182.500}",
        LEVEL + "decimals: 2, target: {at_least: 10.50}",
        LEVEL + "decimals: 3, baseline: {value: 0.150}, target: {at_least: 9}",
        RATE + AMOUNT + "amount: {value: 182.500, unit: tỷ đồng, decimals: 3}",
        FLOW + "baseline: {value: 9}, target: {increase_by: 5.125, in: percent}",
        FLOW + "target: {at_least: 9}, trajectory: {profile: cham}",
    ],
)
def test_what_has_one_reading_is_taken(keys: str) -> None:
    assert problems(keys=keys) == []


@pytest.mark.parametrize("share", ["0.150", "0.100", "0.000"])
def test_a_share_of_a_profile_may_have_three_digits(share: str) -> None:
    assert problems(share=share) == []


@pytest.mark.parametrize(
    ("spelling", "code", "blanks"),
    [
        ("1,234", ProblemCode.TWO_READINGS, {"small": "1.234", "large": "1234"}),
        ("10,000", ProblemCode.TWO_READINGS, {"small": "10", "large": "10000"}),
        ("10 000", ProblemCode.NUMBER_GROUPED, {"plain": "10000"}),
        ("1.234,5", ProblemCode.NUMBER_GROUPED, {"plain": "1234.5"}),
        ("1,234.5", ProblemCode.NUMBER_GROUPED, {"plain": "1234.5"}),
        ("14 15", ProblemCode.NOT_A_NUMBER, {"text": "14 15"}),
    ],
)
@pytest.mark.parametrize("field", ["at_least", "baseline", "amount"])
def test_a_number_by_other_marks_is_refused_with_how_a_plan_writes_it(
    field: str, spelling: str, code: ProblemCode, blanks: dict[str, str]
) -> None:
    found = problems(keys=FIELDS[field].replace("%s", f'"{spelling}"'))
    assert [problem.code for problem in found] == [code]
    assert {**found[0].blanks, **blanks} == found[0].blanks


def test_a_rule_of_a_check_has_numbers_too() -> None:
    text = HEAD % (USUAL | {"keys": FLOW + "target: {at_least: 9}"})
    for rule, is_wrong in (("a <= 10.000", True), ("a <= 1.5 * a", False)):
        more = f'checks: [{{id: k, rule: "{rule}"}}]\n'
        found = read_plan(None, (text + more).encode()).problems
        refused = [each.code for each in found if not each.is_warning]
        assert refused == ([ProblemCode.CHECK_UNREADABLE] if is_wrong else [])


@pytest.mark.parametrize(
    ("text", "decimals", "readings"),
    [
        ("10.000", None, ("10", "10000")),
        ("-10.000", 0, ("-10", "-10000")),
        ("10.500", 0, ("10.5", "10500")),
        ("10.500", None, None),
        ("10.500", 1, None),
        ("0.500", 0, None),
        ("1234.000", 0, None),
        ("10.0000", 0, None),
        ("10.00", 0, None),
    ],
)
def test_both_readings_of_a_spelling(
    text: str, decimals: int | None, readings: tuple[str, str] | None
) -> None:
    found = PLAN.two_readings(text, decimals)
    assert (found and tuple(map(PLAN.spell, found))) == readings


def test_the_officer_reads_both_readings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CCHC_LANG", raising=False)
    keys = FIELDS["at_least"].replace("%s", "10.000")
    Path("plan.yaml").write_text(HEAD % (USUAL | {"keys": keys}), "utf-8")
    assert main(["plan", "check"]) == 1
    told = capsys.readouterr().err
    assert "“10.000” có thể hiểu là 10 hoặc 10000" in told
    assert main(["--today", "2022-01-05", "plan", "apply"]) == 1
    assert not Path("cchc.db").exists()
