"""A plan whose figures must add up."""
# ruff: noqa: PLR0915  # a scene is as long as what is typed in it

from tests.record.scenes.acts import BY
from tests.record.world import World

PLAN = """\
cchc: 1
id: thu-2022
title: Kế hoạch thử
year: 2022
authority: {name: UBND thành phố Thử, place: Thử}
units:
  - {id: vp, name: Văn phòng, kind: phong}
  - {id: p1, name: Phường 1, kind: phuong}
  - {id: p2, name: Phường 2, kind: phuong, to: 2022-08-31}
indicators:
"""
FIGURES = {
    **dict.fromkeys(("cu", "tong", "dang", "qua"), "measure: level, across: sum"),
    **dict.fromkeys(("moi", "da", "tre", "so-ds"), "measure: flow"),
    **dict.fromkeys(("a", "b", "c"), "measure: level, across: sum, decimals: 2"),
    "luy-ke": "measure: running",
    "dh": "measure: ratio, of: flow",
    "ds": "measure: register",
}
CITY = (
    "  - {id: tong-tp, name: Toàn thành phố, unit: hồ sơ, measure: level, lead: vp}\n"
)
RULES = (
    'rule: "tong = moi + cu"',
    'rule: "da = dh.numerator + tre", severity: warning',
    "rule: tong = da + dang + qua, severity: warning",
    "rule: c = a + b",
    "rule: qua <= 0.1 * dang, severity: warning",
    'rule: "tong-tp = sum(tong, phuong)"',
    "rule: dh >= 66.67, severity: warning",
    'rule: "cu = dang[prev] + qua[prev]", severity: warning',
)


def plan_text(*rules: str) -> str:
    """The plan of the office with these checks."""
    rows = "".join(
        f"  - {{id: {key}, name: Số {key}, unit: hồ sơ, {how}, reporters: [phuong]}}\n"
        for key, how in FIGURES.items()
    )
    lines = (f"  - {{id: k{at}, {rule}}}\n" for at, rule in enumerate(rules, 1))
    return PLAN + rows + CITY + "checks:\n" + "".join(lines)


def check_figures(world: World) -> None:
    """Figures that do, that nearly do and that do not add up."""
    world.write("plan.yaml", plan_text(*RULES))
    world.read("plan", "check", day="2022-01-05")
    world.act("plan", "apply", *BY, day="2022-01-05")
    world.day = "2022-03-17"
    add = ("report", "add")
    for unit, *figures in (
        ("p1", "moi=10.133", "cu=612", "tong=10.455", "dh=9143/9986", "tre=743"),
        ("p1", "a=43,26", "b=39,95", "c=83,2"),
        ("p2", "qua=3", "dang=20", "dh=2/3"),
        ("vp", "tong-tp=15"),
    ):
        for lang in ("vi", "en"):
            world.read(*add, unit, "Q1", *figures, "--dry-run", lang=lang)
            world.read(*add, unit, "Q1", *figures, "--dry-run", "--json", lang=lang)
    world.act(*add, "p1", "Q1", "moi=8", "cu=2", "tong=10", "qua=3", "dang=20", *BY)
    world.act(*add, "p2", "Q1", "tong=10", "cu=1", "moi=1", "--draft", *BY)
    world.act(*add, "p2", "Q1", *BY)
    world.act(*add, "vp", "Q1", "tong-tp=15", *BY)
    world.act(*add, "p2", "Q1", "moi=9", "dh=2/3", *BY)
    world.read("export", "Q1", "--output", "-")
    world.read("export", "Q1", "--output", "bao-cao.md", lang="en")
    world.act(*add, "vp", "Q1", "tong-tp=20", "--reason", "cộng sót", *BY)
    world.act(*add, "p1", "Q2", "cu=99", "tong=99", "moi=nil", *BY, day="2022-06-15")
    for kind in ("report", "brief", "unit", "chat"):
        where = ("--output", "-") if kind != "unit" else ("--output", "don-vi")
        world.both("export", "Q1", "--kind", kind, *where)
    world.write(
        "quy.yaml",
        "- {unit: p1, period: Q1, values: {tong: 3, moi: 3}}\n"
        "- {unit: p2, period: Q1, values: {moi: 3, tong: 4}}\n",
    )
    world.both(*add, "--from", "quy.yaml", "--reason", "đếm lại")
    for line in (
        "report show p1 Q1",
        "report list Q1",
        "status Q1",
        "plan show",
        "log",
    ):
        world.glance(*line.split())
        world.read(*line.split(), "--json")
    world.read("report", "form", "p1", "Q2", day="2022-06-15")
    for number, rule in enumerate(
        ("tong = ", "tong = zz", "tong + moi", "tong = moi + ", "1 = 1", "dh = sum(dh)")
    ):
        world.write("sai.yaml", plan_text(f'rule: "{rule}"'))
        world.both("plan", "check", "sai.yaml", name=f"wrong-rule-{number}")
