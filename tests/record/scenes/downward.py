"""Shares for units, and the plans of units."""
# ruff: noqa: PLR0915  # a scene is as long as what is typed in it

from tests.record.scenes.acts import BY
from tests.record.scenes.reports import WARD_PLAN
from tests.record.world import World

LAST_YEAR = """\
cchc: 1
id: nam-truoc
title: Kế hoạch năm 2021
year: 2021
authority: {name: UBND}
units:
  - {id: p1, name: Phường 1, kind: ward}
  - {id: p2, name: Phường 2, kind: ward}
  - {id: cu, name: Phường đã bỏ, kind: ward}
indicators:
  - {id: ck-6b, name: Doanh nghiệp, measure: flow, unit: dn, reporters: [p1, p2, cu]}
"""
EVERY_WAY = """\
cchc: 1
id: thu
title: Kế hoạch thử
year: 2022
authority: {name: UBND thành phố}
calendar:
  basis: explicit
  periods:
    d1: {from: 2022-01-01, cutoff: 2022-06-30, due: {ward: 2022-07-05}}
    d2: {from: 2022-07-01, cutoff: 2022-12-31, due: 2023-01-05}
units:
  - {id: "01", name: "Phường: 1", kind: ward}
  - {id: b, name: Phường B, kind: ward}
  - {id: no, name: Phòng Nơ}
profiles: {von: ["0.3", "1"]}
commitments:
  - id: c
    name: Cam kết
    indicators:
      - {id: c1, name: Điểm, measure: level, unit: điểm, decimals: 2, lead: no,
         baseline: {value: 60.5}, target: {increase_by: 2}, reporters: [no, "01"]}
      - {id: c2, name: Vốn, measure: ratio, of: plan, unit: "%", lead: no,
         amount: {value: 1000}, target: {at_least: 95}, trajectory: {profile: von},
         reporters: ["01", b]}
      - {id: c3, name: Vụ việc, measure: running, unit: vụ, target: {at_most: 7},
         reporters: ["01", b], allot: {"01": 5, b: 0}}
      - {id: c4, name: Tiền, measure: flow, unit: tỷ đồng, decimals: 1,
         target: {at_least: 10.5}, trajectory: [3.3, 10.5], reporters: ["01", b],
         allot: {"01": 7.2, b: 3.3}}
      - {id: c5, name: Xong, measure: milestone, target: {by: 2022-06-30}, lead: no,
         reporters: ["01", b]}
      - {id: c6, name: Có, measure: yes, target: {yes: true}, lead: no}
      - {id: c7, name: Tăng, measure: flow, unit: cái, baseline: {value: 21},
         target: {increase_by: 10, in: percent}, reporters: ["01", b]}
      - {id: c8, name: Khoảng, measure: register, unit: mục, target: {between: [3, 9]},
         reporters: ["01", b], allot: {"01": 2, b: 1}}
tasks:
  - {id: "1.10", name: Việc chung, each: [ward], lead: no, due: 2022-05-31}
  - {id: "1.2", name: Việc, lead: no, with: [ward], standing: true, supports: c}
"""
SHARES = (
    "",
    "ck-6b",
    "doanh-nghiep",
    "ck-6b --split equal",
    "ck-6b --split weight --weights p1=12,p2=14 --buffer 3",
    "ck-6b --weights trong-so.txt",
    "ck-6b --hand p2=20 --buffer 3",
    "ck-6b --last-year p1=10,p2=30",
    "ck-6b --split last-year",
    "ck-6b --last-year cu/nam-truoc.db",
    "ck-6b --last-year khong-co.db",
    "ck-6a --split equal",
    "ck-6a --among xa-phuong",
    "ck-4 --split hand --hand p1=9",
    "hs-dung-han --split equal",
    "ck-1a --split equal",
    "ck-6b --weights p9=1,p2=x --hand nv=-1",
    "ck-6b --weights p1=0",
    "ck-6b --hand p1=80",
    "ck-99",
    "--hand p2=20",
    "ck-6b --unit p2",
    "--split all",
)


def share_targets(world: World) -> None:
    """Every way to share a target among units."""
    world.act("init", ".", "--example", "sa-dec-2022", day="2022-03-03")
    world.write("trong-so.txt", "# hộ\nPhuong 1: 300\np2 = 100\nxtkd; 100  # ước\n")
    world.write("cu/plan.yaml", LAST_YEAR)
    old = ("--db", "cu/nam-truoc.db")
    world.act("plan", "apply", "cu/plan.yaml", *old, *BY, day="2021-12-20")
    for unit, value in (("p1", 10), ("p2", 30), ("cu", 50)):
        words = ("report", "add", unit, "Q1", f"ck-6b={value}", *old, *BY)
        world.act(*words, day="2021-12-20")
    for line in SHARES:
        share = ("plan", "cascade", *line.split())
        world.glance(*share)
        world.both(*share, "--json")
        world.read(*share, "--format", "csv")
        world.read(*share, "--format", "md", lang="en")


def draft_unit_plans(world: World) -> None:
    """Plans of units drafted, changed, and held against the one above."""
    world.act("init", ".", "--example", "sa-dec-2022", day="2022-03-03")
    cascade = ("plan", "cascade")
    world.act(*cascade, "--unit", "p2", "--output", "p2.yaml")
    world.act(*cascade, "--unit", "nv", "--output", "nv.md", lang="en")
    world.act(*cascade, "--all-units", "--dry-run")
    world.act(*cascade, "--all-units")
    world.act(*cascade, "--all-units")
    world.write("ke-hoach-don-vi/ke-hoach-p2.yaml", "# của phường\n")
    world.act(*cascade, "--all-units")
    for words in (
        ("--unit", "p22"),
        ("--unit", "yt"),
        ("--unit", "p2", "--output", "x"),
    ):
        world.both(*cascade, *words)
    world.read(*cascade, "--unit", "p2", "--output", "p2.xlsx")
    world.both("plan", "check", "p2.yaml")
    world.both("plan", "check", "p2.yaml", "--against", "plan.yaml")
    world.both("plan", "check", "--against", "plan.yaml")
    world.change(
        "p2.yaml",
        ("target: {at_least: 14}", "target: {at_least: 13}"),
        ("[3, 6, 10, 14]", "[3, 6, 10, 13]"),
        ("due: 2022-06-30", "due: 2022-07-01"),
        ('id: "7.3", from: "7.3"', 'id: "9.9"'),
    )
    world.both("plan", "check", "p2.yaml")
    world.both("plan", "check", "p2.yaml", "--json")
    world.act("plan", "apply", "p2.yaml", "--db", "p2.db", *BY)
    for line in ("plan show", "plan diff p2.yaml", "status Q1", "plan show --json"):
        world.both(*line.split(), "--db", "p2.db")
    world.write("khac/plan.yaml", EVERY_WAY)
    own = {"at": "khac"}
    world.both("plan", "check", **own)
    world.act(*cascade, "--all-units", "--output", "u", **own)
    for name in ("01", "b", "no"):
        world.both("plan", "check", f"u/ke-hoach-{name}.yaml", **own)
        world.read(*cascade, "--unit", name, "--format", "docx", lang="en", **own)
    world.write("phuong/plan.yaml", WARD_PLAN)
    world.act(*cascade, "--all-units", "--format", "docx", at="phuong")
    world.glance(*cascade, at="phuong")
