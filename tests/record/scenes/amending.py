"""A plan amended in mid-year, and every way in which it may not be."""
# ruff: noqa: PLR0915  # a scene is as long as what is typed in it

from tests.record.scenes.acts import BY
from tests.record.world import World

PLAN = """\
cchc: 1
id: nho
title: Kế hoạch nhỏ
year: 2022
authority: {name: UBND thành phố, signer: {title: Chủ tịch, name: A}}
areas: [{id: tt, name: Tuyên truyền}]
units:
  - {id: a, name: Phường A}
  - {id: b, name: Phường B}
  - {id: c, name: Phường C}
commitments:
  - id: ck
    name: Kinh tế
    indicators:
      - {id: sp, name: Sản phẩm OCOP, measure: flow, unit: sản phẩm,
         target: {at_least: 8}, lead: a, reporters: [a]}
      - {id: gn, name: Giải ngân, measure: ratio, of: plan, unit: "%",
         amount: {value: 1000, unit: triệu đồng}, target: {at_least: 100},
         trajectory: linear, lead: a, reporters: [a]}
indicators:
  - {id: dn, name: Doanh nghiệp mới, measure: flow, unit: dn, target: {at_least: 26},
     reporters: [a, b, c], allot: {a: 12, b: 10, c: 4}}
  - {id: cn, name: Công nhân, measure: level, unit: người, across: sum,
     reporters: [a, b]}
tasks:
  - {id: "1", area: tt, name: Tập huấn, lead: a, due: 2022-10-31}
"""
CHANGES = (
    ("target: {at_least: 8}", "target: {at_least: 10}"),
    ("value: 1000", "value: 1200"),
    ("target: {at_least: 26}", "target: {at_least: 28}"),
    ("{a: 12, b: 10, c: 4}", "{a: 13, b: 11, c: 4}"),
    (
        "{id: c, name: Phường C}",
        "{id: c, name: Phường C, to: 2022-06-30, successor: b}",
    ),
    ("due: 2022-10-31", "due: 2022-11-30"),
)
GROUNDS = (
    *("--decision", "45/QĐ-UBND ngày 01/7/2022", "--effective", "Q3"),
    *("--reason", "Điều chỉnh theo tỉnh giao", *BY),
)
LOOKS = (
    *("status Q2", "status Q3", "status Q4", "why sp Q3", "why gn Q3", "why dn Q3"),
    *("why 1 Q3", "why c Q2", "plan show", "plan show --history", "plan diff"),
    *("plan diff --from 1 --to 2", "plan diff --from 1", "report list Q3", "log"),
    *("unit list Q3", "remind Q3", "sign list", "plan cascade", "plan cascade dn"),
)


def begin_small_plan(world: World) -> None:
    """The small plan in force, and reports of two quarters."""
    world.write("plan.yaml", PLAN)
    world.read("plan", "apply", "--dry-run", day="2022-01-05")
    world.act("plan", "apply", *BY, day="2022-01-05")
    world.act("plan", "apply", *BY, day="2022-01-05")
    for day, period in (("2022-03-15", "Q1"), ("2022-06-15", "Q2")):
        figures = ("sp=2", "gn=250", "dn=3", "cn=10")
        world.act("report", "add", "a", period, *figures, *BY, day=day)
        world.act("report", "add", "b", period, "dn=2", "cn=5", *BY, day=day)
        world.act("report", "add", "c", period, "dn=1", *BY, day=day)
    world.day = "2022-07-01"


def amend_plan(world: World) -> None:
    """Targets, sums, units and days changed from the third quarter on."""
    begin_small_plan(world)
    world.change("plan.yaml", *CHANGES)
    for words in (("plan", "diff"), ("plan", "diff", "--check"), ("plan", "check")):
        world.glance(*words)
        world.both(*words, "--json")
    for form in ("csv", "tsv", "md", "json"):
        world.both("plan", "diff", "--format", form)
    world.read("plan", "diff", colour=True)
    world.read("plan", "apply", lang="en")
    world.both("plan", "apply", *GROUNDS, "--dry-run")
    world.act("plan", "apply", *GROUNDS)
    world.act("plan", "apply", *GROUNDS)
    figures = ("sp=5", "gn=600", "dn=9", "cn=11")
    world.act("report", "add", "a", "Q3", *figures, *BY, day="2022-09-15")
    world.act("report", "add", "b", "Q3", "dn=8", "cn=5", *BY, day="2022-09-15")
    world.act("report", "add", "c", "Q3", "dn=8", *BY, day="2022-09-15")
    for line in LOOKS:
        world.glance(*line.split(), day="2022-09-20")
        world.both(*line.split(), "--json", day="2022-09-20")
    world.read("plan", "show", day="2022-04-01")
    for kind in ("report", "brief", "unit", "chat"):
        for form in ("md", "html", "json", "xlsx", "docx"):
            paper = ("export", "Q3", "--kind", kind, "--format", form)
            whose = ("--unit", "a") if kind == "unit" else ()
            world.both(*paper, *whose, "--output", "-", day="2022-09-20")
    world.change("plan.yaml", ("Tập huấn", "Tập huấn lại"))
    again = ("--decision", "60/QĐ-UBND ngày 20/9/2022", "--effective", "Q4")
    why = ("--reason", "Đổi tên", *BY)
    world.act("plan", "apply", *again, *why, day="2022-09-21", lang="en")
    world.glance("plan", "show", "--history", day="2022-12-20")
    world.both("plan", "diff", "--from", "2", day="2022-12-20")
    world.both("plan", "diff", "--from", "7", day="2022-12-20")
    world.both("plan", "diff", "--from", "2", "--to", "1", day="2022-12-20")


def refuse_amendments(world: World) -> None:
    """Changes that are refused, with the way out."""
    begin_small_plan(world)
    base = ("plan", "apply")
    for name, pairs, words in (
        ("orphan", (("reporters: [a, b, c], allot: {a: 12, b: 10, c: 4}",
                     "reporters: [a, b], allot: {a: 12, b: 14}"),), GROUNDS),
        ("meaning", (("measure: level, unit: người, across: sum",
                      "measure: flow, unit: người"),), GROUNDS),
        ("renamed", (("id: dn,", "id: dn-2,"),), GROUNDS),
        ("other-plan", (("id: nho", "id: khac"),), GROUNDS),
        ("other-year", (("year: 2022", "year: 2023"),), GROUNDS),
        ("late", (("Kế hoạch nhỏ", "Khác"),),
         ("--decision", "45/QĐ ngày 01/7/2022", "--effective", "Q2", "--reason", "x")),
        ("closed", (("Kế hoạch nhỏ", "Khác"),),
         ("--decision", "45/QĐ ngày 01/3/2022", "--effective", "Q1", "--reason", "x")),
        ("ahead", (("Kế hoạch nhỏ", "Khác"),),
         ("--decision", "45/QĐ ngày 01/9/2022", "--effective", "Q3", "--reason", "x")),
        ("no-day", (("Kế hoạch nhỏ", "Khác"),),
         ("--decision", "45/QĐ", "--effective", "Q3", "--reason", "x")),
        ("no-reason", (("Kế hoạch nhỏ", "Khác"),), GROUNDS[:4]),
        ("no-period", (("Kế hoạch nhỏ", "Khác"),), (*GROUNDS[:3], "Q9", *GROUNDS[4:])),
        ("broken", (("year: 2022", "year: x"),), GROUNDS),
    ):  # fmt: skip
        world.change("plan.yaml", *pairs)
        world.both(*base, *words, name=f"apply-{name}")
        world.both("plan", "diff", name=f"diff-{name}")
        world.read("status", "Q2", name=f"status-{name}")
        world.write("plan.yaml", PLAN)
    (world.folder / "plan.yaml").unlink()
    for line in ("plan check", "plan diff", "plan apply", "plan show", "status Q2"):
        world.both(*line.split())
    world.write("plan/1.yaml", PLAN)
    world.both("plan", "check")
    world.both("plan", "check", "-", given=PLAN)
    world.both("plan", "apply", "-", given=PLAN)
