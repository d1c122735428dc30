"""Other plans than that of the year: a ward of today, every measure, a blank one."""

from tests.record.scenes.acts import BY
from tests.record.world import World

MEASURES = """\
cchc: 1
id: do
title: Kế hoạch đo mọi cách
year: 2022
calendar: {basis: calendar}
authority: {name: UBND, place: Thử, signer: {title: Chủ tịch, name: A}}
units:
  - {id: a, name: Phường A, kind: ward}
  - {id: b, name: Phường B, kind: ward, from: 2022-04-01}
  - {id: c, name: Phòng C}
commitments:
  - id: m
    name: Mọi cách đo
    indicators:
      - {id: flow, name: Phát sinh, measure: flow, unit: cái, target: {at_least: 10},
         reporters: [a, b]}
      - {id: least, name: Không quá, measure: flow, unit: vụ, target: {at_most: 4},
         reporters: [a, b]}
      - {id: level, name: Mức, measure: level, unit: điểm, decimals: 2, lead: c,
         target: {increase_by: 2}, baseline: {value: 60.5, period: "2021"}}
      - {id: rank, name: Hạng, measure: level, unit: hạng, target: {rank_at_most: 5},
         lead: c}
      - {id: running, name: Lũy kế, measure: running, unit: cái, lead: c,
         target: {at_least: 20}, trajectory: [2, 8, 14, 20]}
      - {id: ratio, name: Tỷ lệ, measure: ratio, of: flow, unit: "%",
         target: {at_least: 90}, reporters: [a, b]}
      - {id: stock, name: Tỷ lệ hiện có, measure: ratio, of: level, unit: "%",
         target: {at_least: 50}, reporters: [a, b]}
      - {id: money, name: Vốn, measure: ratio, of: plan, unit: "%", lead: c,
         amount: {value: 1000, unit: triệu đồng}, target: {at_least: 95},
         trajectory: [15, 40, 65, 95]}
      - {id: yes-no, name: Có hay không, measure: "yes", target: {"yes": true}, lead: c}
      - {id: mile, name: Xong trước, measure: milestone, target: {by: 2022-06-30},
         lead: c}
      - {id: list, name: Danh sách, measure: register, unit: mục,
         target: {between: [2, 4]}, lead: c}
      - {id: exact, name: Đúng bằng, measure: flow, unit: lớp, target: {exactly: 4},
         lead: c}
tasks:
  - {id: "1", name: Một, lead: c, due: 2022-03-31}
  - {id: "2", name: Hai, each: [ward], due: 2022-06-30}
  - {id: "3", name: Ba, lead: c, standing: true, count: {target: 12, unit: tin}}
"""
YEAR = (
    ("2022-04-04", "a", "Q1 flow=3 least=0 ratio=45/50 stock=5/10 2=doing"),
    (
        "2022-04-05",
        "c",
        (
            "Q1 level=61,25 rank=7 running=3 money=100 yes-no=no mile=no list=nil"
            " exact=1 1=done:2022-04-02 3=2/12"
        ),
    ),
    ("2022-07-04", "a", "Q2 flow=2 least=3 ratio=30/50 stock=6/10 2=done:2022-06-20"),
    ("2022-07-05", "b", "Q2 flow=1 least=2 ratio=9/10 stock=unavailable"),
    (
        "2022-07-06",
        "c",
        (
            "Q2 level=unavailable rank=5 running=9 money=50 yes-no=yes mile=2022-07-02"
            " list=+Một;2022-05-01 exact=1 3=7/12"
        ),
    ),
    ("2022-10-04", "a", "Q3 flow=nil least=nil ratio=nil stock=7/10"),
    ("2022-10-20", "c", "Q3 level=63 rank=4 running=15 money=400 exact=1 list=nil"),
)
LOOKS = (
    *(f"status {period}" for period in ("Q1", "Q2", "Q3", "Q4")),
    *("report list Q2", "remind Q3", "plan show", "unit list Q2", "report show c Q2"),
    *("why m Q2", "why commitments.met Q3", "why indicators.watch Q2", "why 2 Q2"),
    *("why tasks.done Q2", "why reports.on_time Q2", "plan cascade", "log"),
)
KEYS = (
    *("flow", "least", "level", "rank", "running", "ratio", "stock", "money"),
    *("yes-no", "mile", "list", "exact"),
)


def play_measures(world: World) -> None:
    """Figures of every measure, through a year of calendar quarters."""
    world.write("plan.yaml", MEASURES)
    world.both("plan", "check", day="2022-01-05")
    world.act("plan", "apply", *BY, day="2022-01-05")
    world.glance("status", day="2022-01-10")
    for day, unit, line in YEAR:
        world.act("report", "add", unit, *line.split(), *BY, day=day)
    world.day = "2022-10-25"
    for line in LOOKS:
        world.glance(*line.split())
        world.both(*line.split(), "--json")
    for key in KEYS:
        for period in ("Q1", "Q2", "Q3"):
            world.both("why", key, period)
            world.read("why", key, period, "--json")
    for form in ("md", "docx", "html", "xlsx", "csv", "json"):
        world.both("export", "Q3", "--format", form, "--output", "-")
        world.read("export", "Q2", "--unit", "a", "--format", form, "--output", "-")
        world.read("export", "Q2", "--kind", "brief", "--format", form, lang="en")
    world.both("export", "Q3", "--kind", "chat")
    world.act("report", "form", "Q3")
    wrong = (
        *(
            "level=1.234",
            "level=1,234",
            "rank=0",
            "rank=1,5",
            "running=1",
            "money=2000",
        ),
        *(
            "yes-no=maybe",
            "mile=mai",
            "mile=2023-01-01",
            "list=3",
            "exact=x",
            "3=99/12",
        ),
        *("list=+", "list=+Một;2022-05-01", "money=1/2", "stock=11/10", "ratio=3"),
    )
    for value in wrong:
        world.both("report", "add", "c", "Q4", value, "--dry-run", day="2023-01-03")


def play_ward(world: World) -> None:
    """A ward of today, with the plan that is shipped for it."""
    world.act("init", ".", "--example", "phuong-sa-dec-2026", day="2026-01-05")
    world.day = "2026-04-20"
    add = ("report", "add")
    figures = ("hai-long=91,25", "tre-han=3", "toan-trinh=300/400")
    world.act(*add, "hcc", "Q1", *figures, *BY, day="2026-04-03")
    world.act(*add, "kthtdt", "Q1", "giai-ngan=1,840.5", "so-hoa=no", *BY, lang="en")
    world.act(*add, "vhxh", "Q1", "xep-hang=unavailable", "bien-che=67", *BY)
    for line in (
        *("status", "status Q1", "status Q1 --unit khom-1", "remind", "report list"),
        *("unit list", "plan show", "plan cascade", "sign list", "why 01", "why 02 Q1"),
        *("why giai-ngan Q1", "why toan-trinh Q1", "why bien-che Q1", "why 1.1 Q1"),
    ):
        world.glance(*line.split())
        world.both(*line.split(), "--json")
    for form in ("md", "docx", "html", "xlsx", "csv", "json"):
        world.both("export", "--format", form, "--output", "-")
    for kind in ("brief", "chat"):
        world.both("export", "--kind", kind, "--output", "-")
    world.both("sign", "paper", "--format", "md", "--output", "-")
    world.both("sign", "paper", "--unit", "khom-1", "--format", "md", "--output", "-")
    world.act("report", "form", "khom-1", "hcc", "Q2", day="2026-06-15")
    world.act("plan", "cascade", "--all-units", "--format", "md")
    world.act("remind", "--letters", "-o", "don-doc", *BY, day="2026-04-09")


def play_blank(world: World) -> None:
    """A workspace just begun, in both languages, and what it says of itself."""
    world.act("init", "moi", day="2022-03-03")
    world.act("init", "new", day="2022-03-03", lang="en")
    world.act("init", "moi", day="2022-03-03")
    world.act("init", "sd", "--example", "sa-dec-2022", day="2022-03-03", lang="en")
    world.both("init", "x", "--example", "khong-co", day="2022-03-03")
    for line in ("plan check", "plan show", "status", "report list", "plan cascade"):
        world.glance(*line.split(), at="moi")
    world.act("plan", "apply", *BY, at="moi")
    for line in (
        *("status", "report list", "remind", "unit list", "obstacle list", "log"),
        *("sign list", "plan show", "plan diff", "db info", "report evidence"),
    ):
        world.glance(*line.split(), at="moi")
        world.read(*line.split(), "--json", at="moi")
    world.both("export", "--output", "-", at="moi")
    world.both("export", "--kind", "chat", at="moi")
    world.both("export", "--kind", "brief", "--output", "-", at="moi")
    world.read("status", at="moi", environ={"CCHC_LANG": "en"})
    world.read("status", at="moi", day=False, environ={"CCHC_TODAY": "01/4/2022"})
    world.read("status", environ={"CCHC_DB": "moi/cchc.db"})
    world.read("status", "--db", "moi/cchc.db", environ={"CCHC_DB": "khong-co.db"})
    world.read("status", at="moi/templates")
