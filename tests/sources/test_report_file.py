"""Reports as YAML or JSON: words and places, nothing judged."""

import pytest

from cchc.core.facts.typed import TypedReport, TypedText
from cchc.sources.report_file import read_report
from cchc.text.problem import ProblemCode

WHOLE = """\
unit: p1
period: 2022-Q1
values: {ck-6b: 2, hs-dung-han: 412/415, tien: "1.234,50", bo: }
items:  {ck-4: [{name: "Khô cá lóc", date: 2022-02-20, document: "QĐ 12/QĐ-UBND"}]}
received: 2022-03-09
document: {number: 12/BC-UBND, date: 2022-03-07}
tasks:  {"1.4": {state: done, done: 2022-06-20, result: "Xong"}, 1.10: "doing:7/9"}
narrative: {results: "Tốt", shortcomings: Chậm}
obstacles: [{text: "Thiếu người", about: ck-6b, to: noi-vu}]
notes: {ck-6b: ghi chú}
evidence: {ck-6b: "QĐ 12/QĐ-UBND ngày 30/12/2022"}
reason: "correction: gõ nhầm"
"""


def words(pairs: tuple[tuple[TypedText, TypedText], ...]) -> dict[str, str]:
    return {key.text: value.text for key, value in pairs}


def only(text: str) -> TypedReport:
    (report,), problems = read_report(text.encode(), "r.yaml")
    assert problems == ()
    return report


def test_every_part_of_a_report_is_read_as_typed() -> None:
    report = only(WHOLE)
    assert (report.unit.text, report.period.text) == ("p1", "2022-Q1")
    assert words(report.values) == {
        "ck-6b": "2",
        "hs-dung-han": "412/415",
        "tien": "1.234,50",
    }
    ((key, item),) = report.items
    assert (key.text, item.name.text) == ("ck-4", "Khô cá lóc")
    assert [task.key.text for task in report.tasks] == ["1.4", "1.10"]
    assert report.tasks[1].state.text == "doing:7/9"
    assert words(report.narrative) == {"results": "Tốt", "shortcomings": "Chậm"}
    assert report.obstacles[0].text.text == "Thiếu người"
    assert report.document_number is not None
    assert report.document_number.text == "12/BC-UBND"
    assert report.reason is not None
    assert report.reason.text == "correction: gõ nhầm"


def test_each_word_knows_its_place() -> None:
    place = only(WHOLE).values[1][1].place
    assert (place.file, place.line, place.column) == ("r.yaml", 3, 33)


def test_numbers_of_json_stay_as_written() -> None:
    values = '{"a": 12345678901234567890.10}'
    report = only('{"unit": "p1", "period": "Q1", "values": ' + values + "}")
    assert words(report.values) == {"a": "12345678901234567890.10"}


@pytest.mark.parametrize(
    "text",
    [
        "- {unit: a, period: Q1}\n- {unit: b, period: Q1}\n",
        "unit: a\nperiod: Q1\n---\nunit: b\nperiod: Q1\n",
        '[{"unit": "a", "period": "Q1"}, {"unit": "b", "period": "Q1"}]',
    ],
)
def test_a_file_may_hold_several_reports(text: str) -> None:
    reports, problems = read_report(text.encode(), "r.yaml")
    assert problems == ()
    assert [report.unit.text for report in reports] == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("P111", None)]),
        ("a\n", [("P138", 1)]),
        ("period: Q1\n", [("P113", 1)]),
        ("unit: a\nperiod: Q1\nvalue: {a: 1}\n", [("P112", 3)]),
        ("unit: a\nperiod: Q1\nvalues: [1]\n", [("P138", 3)]),
        ("unit: a\nperiod: Q1\nvalues: {a: [1]}\n", [("P114", 3)]),
        ("unit: a\nperiod: Q1\nitems: {a: [{date: 1/1/2022}]}\n", [("P113", 3)]),
        ("unit: a\nperiod: Q1\nnarrative: {result: a}\n", [("P112", 3)]),
        ("unit: a\nperiod: Q1\nvalues: {a: %}\n", [("P107", 3)]),
        ("unit: a\nperiod: Q1\ntasks: {a: {done: 1}}\n", [("P113", 3)]),
        ("unit: a\nperiod: Q1\nobstacles: x\n", [("P137", 3)]),
    ],
)
def test_what_is_wrong_with_its_shape_is_told(
    text: str, expected: list[tuple[str, int | None]]
) -> None:
    _, problems = read_report(text.encode(), "r.yaml")
    assert [(each.code.value, each.place.line) for each in problems] == expected


def test_a_misspelt_key_is_told_with_the_nearest_one_known() -> None:
    _, problems = read_report(b"unit: a\nperiod: Q1\nvaleus: {a: 1}\n", "-")
    known = problems[0].blanks["known"]
    assert isinstance(known, tuple)
    assert "values" in known


def test_a_number_torn_by_its_comma_is_never_taken_for_its_first_half() -> None:
    text = b"unit: p1\nperiod: 2022-Q1\nvalues: {ck-3: 66,1, ck-6b: 2}\n"
    _, problems = read_report(text, "bao-cao.yaml")
    assert [each.code for each in problems] == [ProblemCode.COMMA_PARTS]
    assert problems[0].place.line == 3
    whole = text.replace(b"66,1", b'"66,1"')
    reports, none = read_report(whole, "bao-cao.yaml")
    assert none == ()
    assert reports[0].values[0][1].text == "66,1"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("14\n   150", "14\n150"),
        ("14  \n\n   150", "14\n150"),
        ('"14\n   150"', "14\n150"),
        (">\n   14\n   150", "14\n150"),
        ("1/14\n   150", "1/14\n150"),
        ("14 150", "14 150"),
        ("412 /\n   415", "412 / 415"),
        ("12,5\n   tỷ", "12,5 tỷ"),
        ("+Khô cá 14\n   150; 2022-03-01", "+Khô cá 14 150; 2022-03-01"),
    ],
)
def test_numbers_in_two_lines_are_not_joined_by_a_space(
    written: str, text: str
) -> None:
    report = only(f"unit: p1\nperiod: Q1\nvalues:\n  a: {written}\n  b: 3\n")
    assert words(report.values) == {"a": text, "b": "3"}


def test_a_task_s_count_in_two_lines_stays_two_numbers_and_prose_flows() -> None:
    task = "{state: doing, count: 14\n 150, result: Phát 14\n 150 tờ}"
    report = only(f"unit: p1\nperiod: Q1\ntasks: {{a: {task}, b: doing:14\n 150}}\n")
    counted, stated = report.tasks
    assert counted.count is not None
    assert counted.count.text == "14\n150"
    assert counted.result is not None
    assert counted.result.text == "Phát 14 150 tờ"
    assert stated.state.text == "doing:14\n150"
