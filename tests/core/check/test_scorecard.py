"""A score sheet that cannot be scored is refused, each mistake by its code (14)."""

import pytest

from cchc.sources.plan.plan_file import read_plan

PLAN = """\
cchc: 1
id: thu
title: Kế hoạch
year: 2022
authority: {name: Ủy ban nhân dân huyện Châu Thành}
units:
  - {id: nv, name: Phòng Nội vụ, kind: phong}
  - {id: ah, name: Xã An Hiệp, kind: xa}
indicators:
  - {id: han, name: Đúng hạn, measure: ratio, of: flow, unit: "%", lead: nv,
     target: {at_least: 98}}
  - {id: tre, name: Trễ hạn, measure: flow, unit: hồ sơ, target: {at_most: 5}, lead: nv}
  - {id: hang, name: Hạng, measure: rank, unit: hạng, lead: nv,
     target: {rank_at_most: 4}}
  - {id: loai, name: Loại, measure: grade, scale: [Yếu, Khá, Tốt], lead: nv,
     target: {at_least: Khá}}
  - {id: moc, name: Mốc, measure: milestone, target: {by: 2022-03-31}, lead: nv}
  - {id: co, name: Có, measure: yes, target: {yes: true}, lead: nv}
  - {id: khoang, name: Khoảng, measure: level, unit: lớp, lead: nv,
     target: {between: [2, 5]}}
  - {id: xas, name: Xã, measure: ratio, of: flow, unit: "%",
     target: {at_least: 99, each: [xa]}}
  - {id: so, name: Số, measure: flow, unit: tin, lead: nv}
tasks:
  - {id: t1, name: Ban hành kế hoạch, lead: nv, due: 2022-03-31}
scorecard:
"""
FAULTS = {
    "{points: 2, from: han, scores: {98: 2, 95: 1, 90: 0.5}}": "",
    "{points: 2, from: han}": "",
    "{points: 2, from: tre, scores: {0: 2, 5: 1}}": "",
    "{points: 2, from: hang, scores: {1: 2, 4: 1}, between: linear}": "",
    "{points: 2, from: loai, scores: {Tốt: 2, khá: 1}}": "",
    "{points: 2, from: moc, scores: {2022-02-28: 2, 31/3/2022: 1}}": "",
    "{points: 2, from: xas, scores: {100: 2, 80: 1}}": "",
    "{points: 2, from: so, scores: {10: 2}}": "",
    "{points: 2, from: khoang}": "",
    "{points: 2, each_done: t1, scores: {100: 2, 50: 1}}": "",
    "{points: 2, self: true, owner: nv}": "",
    "{points: 2, self: true, owner: vn}": "P202",
    "{points: 2, from: hann}": "P207",
    "{points: 2, each_done: t2}": "P292",
    "{points: 2}": "P293",
    "{points: 2, self: false}": "P293",
    "{points: 2, from: han, each_done: t1}": "P293",
    "{self: true}": "P113",
    "{points: 0, self: true}": "P212",
    "{points: -1, self: true}": "P212",
    "{points: 10.000, self: true}": "P145",
    "{points: hai, self: true}": "P115",
    "{points: 2, from: so}": "P113",
    "{points: 2, from: han, between: linear}": "P113",
    "{points: 2, from: han, scores: {98: 2}, between: bac}": "P117",
    "{points: 2, from: han, scores: {98: 3}}": "P212",
    "{points: 2, from: han, scores: {98: 2, 95: -1}}": "P212",
    "{points: 2, from: han, scores: {98: 2, cao: 1}}": "P115",
    "{points: 2, from: han, scores: {98: 2, 98.0: 1}}": "P108",
    "{points: 2, from: so, scores: {1.000: 2}}": "P145",
    "{points: 2, from: han, scores: {98: 1, 95: 2}}": "P296",
    "{points: 2, from: han, scores: {98: 2, 95: 2}}": "P296",
    "{points: 2, from: tre, scores: {5: 2, 0: 1}}": "P296",
    "{points: 2, from: han, scores: {98: 1}}": "P297",
    "{points: 2, from: han, scores: {98,5: 2}}": "P126",
    "{points: 2, from: han, scores: [98, 95]}": "P138",
    "{points: 2, from: loai, scores: {Giỏi: 2}}": "P284",
    "{points: 2, from: moc, scores: {90: 2}}": "P116",
    "{points: 2, from: co, scores: {1: 2}}": "P224",
    "{points: 2, from: khoang, scores: {5: 2}}": "P224",
    "{points: 2, self: true, scores: {98: 2}}": "P224",
}


@pytest.mark.parametrize(("row", "code"), FAULTS.items())
def test_each_row_is_told_by_its_code(row: str, code: str) -> None:
    text = f'{PLAN}  - {{id: "1", name: Tiêu chí, {row[1:]}\n'
    problems = read_plan(None, text.encode()).problems
    assert {problem.code.value for problem in problems} == ({code} if code else set())


OWN = "points: 3, self: true"
HEADED = {
    f'{{id: "1", name: A, points: 3}}, {{id: "1.1", name: B, {OWN}}}': "",
    f'{{id: "1", name: A}}, {{id: "1.1", name: B, {OWN}}}': "",
    f'{{id: "1", name: A, points: 2}}, {{id: "1.1", name: B, {OWN}}}': "P295",
    f'{{id: "1", name: A, self: true}}, {{id: "1.1", name: B, {OWN}}}': "P294",
    f'{{id: "1", name: A, {OWN}}}, {{id: "1", name: B, {OWN}}}': "P201",
    f'{{id: "1", name: A, points: 3}}, {{id: "1.1", name: B}}, {{id: "1.1.1", name: C, {OWN}}}': "",  # noqa: E501
}


@pytest.mark.parametrize(("rows", "code"), HEADED.items())
def test_headings_are_the_sum_of_what_stands_below(rows: str, code: str) -> None:
    problems = read_plan(None, f"{PLAN}  [{rows}]\n".encode()).problems
    assert {problem.code.value for problem in problems} == ({code} if code else set())
