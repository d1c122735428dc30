"""Reports typed, read from files, corrected, taken back, reviewed and proven."""
# ruff: noqa: PLR0915  # a scene is as long as what is typed in it

from tests.record.scenes.acts import BY, begin_office
from tests.record.world import World

WARD_PLAN = """\
cchc: 1
id: phuong-2022
title: Kế hoạch cải cách hành chính năm 2022
year: 2022
review: true
authority: {name: Ủy ban nhân dân phường}
units:
  - {id: vp, name: Văn phòng}
  - {id: kt, name: Phòng Kinh tế}
indicators:
  - {id: dn, name: Doanh nghiệp mới, measure: flow, unit: doanh nghiệp,
     target: {at_least: 8}, reporters: [vp, kt], allot: {vp: 5, kt: 3},
     previous_year: [2, 1, 2, 2]}
  - {id: sp, name: Sản phẩm OCOP, measure: register, unit: sản phẩm,
     target: {at_least: 4}, reporters: [kt]}
  - {id: moc, name: Bộ phận một cửa, measure: milestone,
     target: {by: 2022-06-30}, reporters: [vp]}
tasks:
  - {id: "1.1", name: Kế hoạch tuyên truyền, lead: vp, due: 2022-03-31}
"""
WHOLE = """\
unit: p1
period: 2022-Q1
values: {ck-6b: 2, hs-dung-han: 412/415}
received: 2022-03-09
document: {number: 12/BC-UBND, date: 2022-03-07}
tasks: {"1.4": {state: doing, count: 2/5, result: "Đã mở lớp"}}
notes: {ck-6b: Có 02 hộ chuyển đổi}
narrative: {results: Tốt, shortcomings: Chậm, causes: Ít người, next: Làm tiếp}
obstacles: [{text: Thiếu người, about: ck-6b}]
"""
WRONG = (
    *("ck-6b=abc", "ck-6b=1,234.5", "ck-6b=1,5", "ck-6b=-3", "ck-6b=1e3", "ck-6b=٣"),
    *("ck-6b=99999999999999999999", "ck-6b=12 tỷ", "ck-6b=1.23", "ck-6b=", "ck-6b"),
    *("ck-6b=unavailable", "ck-6b==-1", "ck-6b=~x", "ck-6b=2/3", "ck-6b=yes"),
    *("ck-9=3", "ck-1a=3", "hs-dung-han=9/8", "hs-dung-han=98%", "hs-dung-han=1/0"),
    *("hs-dung-han=5", "1.4=xong", "1.4=done:2022-13-01", "1.4=done:2023-01-01"),
    *("1.4=doing:9/7", "1.4=9/7", "9.9=done", "1.1=done:2022-03-01", "=5", "dvctt=a/b"),
)
FILES = {
    "khong-phai": "unit: p1\nperiod: Q1\nvalues: [1, 2\n",
    "thieu": "period: Q1\nvalues: {ck-6b: 2}\n",
    "la": "unit: p1\nperiod: Q1\nvalues: {ck-6b: 2}\nvalue: {x: 1}\n",
    "lap": "unit: p1\nperiod: Q1\nvalues: {ck-6b: 2, ck-6b: 3}\n",
    "hinh": "unit: p1\nperiod: Q1\nvalues: 3\nnarrative: [a]\n",
    "nhieu": "unit: p9\nperiod: Q7\nvalues: {ck-6b: hai, zz: 1}\nreceived: mai\n",
    "hai": "- {unit: p1, period: Q1, values: {ck-6b: 2}}\n"
    "- {unit: p2, period: Q1, values: {ck-6b: hai}}\n",
    "rong": "",
    "chi-chu": "# chỉ chú thích\n",
    "viec": 'unit: p1\nperiod: Q1\ntasks: {"1.4": {state: xong, count: x}}\n',
    "muc": "unit: kt\nperiod: Q1\nitems: {ck-4: [{date: 2022-02-20}, 3]}\n",
    "vuong": "unit: p1\nperiod: Q1\nvalues: {ck-6b: 1}\nobstacles: [{about: zz}]\n",
}


def add_reports(world: World) -> None:
    """A quarter of reports as they come in."""
    begin_office(world)
    add = ("report", "add")
    world.read(*add, "p1", "Q1", "ck-6b=2", "--dry-run")
    world.read(*add, "p1", "Q1", "ck-6b=2", "--dry-run", "--json", lang="en")
    world.act(*add, "p1", "Q1", "ck-6b=2", *BY)
    world.act(*add, "p1", "Q1", "ck-6b=2", *BY)
    world.act(*add, "phuong an hoa", "quý 1", "ck-6b=2", *BY, lang="en")
    world.act(*add, "tckh", "Q1", "ck-1a=22,63 tỷ", "ck-2=137.280", *BY)
    world.act(*add, "tckh", "Q1", "ck-1b=9600/96000", *BY, columns=40)
    world.act(*add, "p1", "Q1", "ck-6b=3", *BY)
    world.act(*add, "p1", "Q1", "ck-6b=3", "--reason", "gõ nhầm", *BY)
    world.act(*add, "p2", "Q1", "ck-6b=4", "--draft", "--json", *BY)
    world.act(*add, "p2", "Q1", "hs-dung-han=412/415", *BY)
    paper = ("--document", "12/BC-UBND ngày 07/3/2022", "--received", "2022-03-08")
    note = ("--note", "ck-6b=Có 02 hộ chuyển đổi")
    world.act(*add, "p4", "Q1", "ck-6b=2", *paper, *note, *BY)
    rows = ("ck-4=+Khô cá lóc; 20/02/2022; QĐ 12/QĐ-UBND; p1", "ck-4=+Nem; 2022-02-21")
    world.act(*add, "kt", "Q1", *rows, "ck-6a=nil", "ck-3=unavailable", *BY)
    world.act(*add, "kt", "Q1", "ck-4=+khô  cá lóc", *BY)
    world.act(*add, "vhtt", "Q1", "1.1=done:2022-03-15", "1.2=5/24", *BY)
    world.act(*add, "tp", "Q1", "--document", "05/BC-TP ngày 10/3/2022", *BY)
    world.act(*add, "p3", "ck-6b=~2", "--json", *BY)
    world.write("p1.yaml", WHOLE.replace("unit: p1", "unit: xtkd"))
    world.act(*add, "--from", "p1.yaml", "--json", *BY)
    world.act(*add, "--from", "-", *BY, given=WHOLE.replace("unit: p1", "unit: xtpd"))
    later = {"day": "2022-06-15"}
    world.act(*add, "p1", "Q2", "ck-6b==5", *BY, **later)
    world.act(*add, "xtqt", "Q2", "ck-6b==5", *BY, **later)
    world.act(*add, "p2", "Q2", "ck-6b=400", *BY, **later)
    world.act(*add, "p4", "Q2", "ck-6b=3", *BY, day="2022-06-24", lang="en")
    undo = ("report", "withdraw")
    world.read(*undo, "p4", "Q1", "--reason", "nhầm", "--dry-run", **later)
    world.act(*undo, "p4", "Q1", "ck-6b", "--reason", "nhầm", *BY, "--json", **later)
    world.act(*undo, "xtkd", "Q1", "--reason", "nhầm đơn vị", *BY, lang="en", **later)
    world.act(*undo, "xtkd", "Q1", "ck-6b", "--reason", "nữa", *BY, **later)
    world.act(*undo, "p1", "Q1", **later)
    for line in (
        *(
            f"report show {unit} Q1"
            for unit in ("p1", "p2", "p4", "kt", "vhtt", "xtkd")
        ),
        *("report show p2 Q2", "report list Q1", "report list Q2", "status Q1", "log"),
        *("status Q2", "why ck-6b Q2", "why ck-4 Q1", "why 1.1 Q1", "why p4 Q1"),
        *("report evidence Q1", "db info", "remind Q2"),
    ):
        world.glance(*line.split(), **later)
        world.both(*line.split(), "--json", **later)


def add_wrong_reports(world: World) -> None:
    """Everything that can be wrong in a report."""
    begin_office(world)
    for value in WRONG:
        unit = "p1"
        world.both("report", "add", unit, "Q1", value)
        world.read("report", "add", unit, "Q1", value, "--json")
    world.glance("report", "add", "p1", "Q1", "ck-6b=abc", "ck-9=3", "hs-dung-han=9/8")
    for words in (
        ("kt", "Q1", "ck-4=+"),
        ("kt", "Q1", "ck-4=+Nem; 2022-13-01"),
        ("kt", "Q1", "ck-4=+Nem; 2023-01-01"),
        ("kt", "Q1", "ck-3=65,421"),
        ("kt", "Q1", "ck-3=65.421"),
        ("tckh", "Q1", "ck-1b=9600/95000"),
        ("p1", "Q3", "ck-6b=2"),
        ("p1", "Q9", "ck-6b=2"),
        ("tt", "Q1"),
        ("nobody", "Q1", "ck-6b=2"),
        ("phuong", "Q1", "ck-6b=2"),
        ("p1", "Q1", "ck-6b=2", "ck-6b=3"),
        ("p1", "Q1", "ck-6b=2", "--received", "2022-03-30"),
        ("p1", "Q1", "ck-6b=2", "--received", "mai"),
        ("p1", "Q1", "ck-6b=2", "--document", "12"),
        ("p1", "Q1", "ck-6b=2", "--note", "zz=x"),
        ("p1", "Q1", "ck-6b=2", "--evidence", "ck-6b=khong-co.pdf"),
        ("p1", "Q1", "ck-6b=2", "--from", "x.yaml"),
        ("p1", "Q1", "--edit"),
        ("--from", "khong-co.yaml"),
    ):
        world.both("report", "add", *words)
        world.read("report", "add", *words, "--json")
    for name, text in FILES.items():
        world.write(f"{name}.yaml", text)
        world.both("report", "add", "--from", f"{name}.yaml")
        world.read("report", "add", "--from", f"{name}.yaml", "--json")
        world.read("report", "add", "--from", "-", given=text)
    world.both("report", "withdraw", "p1", "Q1", "ck-6b", "--reason", "nhầm")
    world.both("report", "show", "nobody")
    world.both("report", "show")


def review_reports(world: World) -> None:
    """Reports sent, returned with remarks, sent again and accepted."""
    world.write("plan.yaml", WARD_PLAN)
    world.act("plan", "apply", *BY, day="2022-01-04")
    world.day = "2022-03-16"
    world.read("report", "accept", "kt", "Q1")
    world.act("report", "add", "vp", "Q1", "dn=3", "moc=không", *BY)
    back = ("report", "return", "vp", "Q1", "dn=đếm cả hộ kinh doanh")
    world.act(*back, "--reason", "số chưa khớp", *BY, "--dry-run")
    world.act(*back, "--reason", "số chưa khớp", *BY)
    show_review(world, "2022-03-21")
    world.act("report", "return", "vp", "Q1", "zz=x", "--reason", "nữa", *BY)
    world.act("report", "return", "kt", "Q1", "--reason", "nữa", *BY)
    world.act("report", "add", "vp", "Q1", "dn=2", *BY, day="2022-03-22")
    world.act("report", "add", "kt", "Q1", "dn=1", "sp=nil", *BY, day="2022-03-22")
    world.act("report", "accept", "vp", "Q1", *BY, day="2022-03-23")
    world.act("report", "accept", "vp", "Q1", *BY, day="2022-03-23")
    world.act("report", "accept", "kt", "Q1", "--json", *BY, day="2022-03-23")
    show_review(world, "2022-03-23")
    why = ("--reason", "đếm lại", *BY)
    world.act("report", "add", "kt", "Q1", "dn=2", *why, day="2022-03-24")
    undo = ("report", "withdraw", "vp", "Q1", "dn", "--reason", "nhầm", *BY)
    world.act(*undo, day="2022-03-24")
    show_review(world, "2022-03-25")
    world.act("report", "withdraw", "kt", "Q1", *why, day="2022-03-26", lang="en")
    show_review(world, "2022-03-26")


def show_review(world: World, day: str) -> None:
    """All places that speak of the state of a report."""
    for line in (
        *("report list Q1", "report show vp Q1", "report show kt Q1", "status Q1"),
        *("remind Q1", "why vp Q1", "why dn Q1", "unit list Q1", "log"),
    ):
        world.glance(*line.split(), day=day)
        world.read(*line.split(), "--json", day=day)
    world.both("export", "Q1", "--output", "-", day=day)


def keep_evidence(world: World) -> None:
    """What proves a result: documents, links, files kept or copied."""
    world.write("plan.yaml", WARD_PLAN.replace("review: true", "review: false"))
    world.act("plan", "apply", *BY, day="2022-01-04")
    world.day = "2022-03-16"
    world.write("tai-lieu/QĐ số 12.pdf", b"mot")
    world.write("a.pdf", b"x")
    world.write("thu-muc/b.pdf", b"y")
    add = ("report", "add", "vp", "Q1")
    paper = ("--evidence", "moc=QĐ 12/QĐ-UBND ngày 10/3/2022")
    link = ("--evidence", "1.1=https://example.vn/kh.pdf")
    world.act(*add, "moc=2022-03-10", "1.1=done:2022-03-11", *paper, *link, *BY)
    world.act(*add, "dn=1", "--evidence", "dn=tai-lieu/QĐ số 12.pdf", *BY)
    world.act(*add, "--evidence", "dn=a.pdf", "--copy-evidence", *BY, "--json")
    rows = ("sp=+Khô cá lóc; 20/02/2022", "sp=+Nem; 21/02/2022; QĐ 5/QĐ-UBND")
    world.act("report", "add", "kt", "Q1", "dn=2", *rows, *BY)
    for text in ("thu-muc", "../a.pdf", "/etc/hostname", "khong.pdf"):
        world.act(*add, "--evidence", f"dn={text}", *BY)
    for _ in range(2):
        for line in ("report evidence Q1", "report evidence Q1 --check"):
            world.glance(*line.split())
            for form in ("json", "csv", "tsv", "md"):
                world.both(*line.split(), "--format", form)
        world.glance("report", "show", "vp", "Q1")
        world.both("report", "show", "vp", "Q1", "--json")
        world.both("export", "Q1", "--output", "-")
        world.write("tai-lieu/QĐ số 12.pdf", b"hai")
        (world.folder / "a.pdf").unlink(missing_ok=True)
