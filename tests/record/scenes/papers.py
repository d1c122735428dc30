"""Papers of the illustrated year, in every form."""
# ruff: noqa: PLR0915  # a scene is as long as what is typed in it

from tests.record.world import World

DAYS = {
    "Q1": "2022-03-22",
    "Q2": "2022-06-24",
    "Q3": "2022-09-23",
    "Q4": "2022-12-20",
}
FORMS = ("md", "docx", "html", "xlsx", "csv", "json")
TABLES = ("I", "I.1", "II", "II.1", "III", "III.1", "III.2", "IV", "V", "VI", "X.9")


def write_period_papers(world: World) -> None:
    """Reports, briefs and messages of every period."""
    for period, day in DAYS.items():
        for form in FORMS:
            for kind in ("report", "brief", "chat"):
                words = ("export", period, "--kind", kind, "--format", form)
                world.both(*words, "--as-of", day, "--output", "-")
        world.both("export", period, "--as-of", day)
        world.read("export", period, "--kind", "chat", "--output", "zalo.txt")
    for form in FORMS:
        world.read("export", "Q2", "--output", f"bao-cao.{form}", lang="en")
        world.read("export", "Q2", "--format", form)
    for table in TABLES:
        table_of = ("export", "Q2", "--table", table, "--format")
        world.both(*table_of, "csv", "--output", "-")
        world.read(*table_of, "xlsx", "--output", "bang.xlsx")
    paper = ("--document", "05/BC-UBND ngày 28/6/2022")
    for form in ("md", "docx", "html"):
        world.both("export", "Q2", *paper, "--format", form, "--output", "-")
    for ending in ("doc", "pdf", "txt", "md.bak"):
        world.read("export", "Q2", "--output", f"bao-cao.{ending}")


def write_unit_papers(world: World) -> None:
    """Units' own reports, singly and all together."""
    for form in FORMS:
        for unit in ("p1", "kt", "vp"):
            words = ("export", "Q2", "--unit", unit, "--format", form)
            world.both(*words, "--output", "-")
        world.read("export", "Q1", "--unit", "xtqt", "--format", form)
    world.read("export", "Q1", "--kind", "unit", "--output", "don-vi")
    world.read("export", "Q4", "--kind", "unit", "--output", "units", lang="en")
    world.read("export", "Q1", "--kind", "unit", "--format", "docx")
    world.read("export", "Q3", "--unit", "p1", "--unit", "Phường 2", "--output", "hai")
    world.read("export", "Q3", "--unit", "p1", "--unit", "p1")
    world.read("export", "Q2", "--unit", "yt")
    world.read("export", "Q2", "--kind", "unit", "--dry-run")
    for form in ("docx", "md", "html"):
        where = ("--output", "-")
        world.both("sign", "paper", "--format", form, *where)
        world.both("sign", "paper", "--unit", "p1", "--format", form, *where)
        world.both("plan", "cascade", "--unit", "p2", "--format", form)
    for lang in ("vi", "en"):
        draft = ("plan", "cascade", "--unit", "p2")
        world.read(*draft, lang=lang, form=".yaml")
        world.read(*draft, "--json", lang=lang)
        world.read(*draft, "--output", "p2.docx", lang=lang)
        world.read(*draft, "--output", "p2.yaml", lang=lang)
        world.read("report", "form", "p1", "kt", "Q3", lang=lang)
        world.read("report", "form", "p1", "Q3", "--format", "csv", lang=lang)
    world.read("plan", "cascade", "--all-units")
    world.read("sign", "paper", "--all-units", "--kind", "index", "--format", "md")
    world.read("report", "form", "Q4", "-o", "mau", lang="en")
    world.read("report", "form", "Q4", "--format", "csv", "-o", "mau")


def issue_memos(world: World) -> None:
    """Memos issued, asked for again, and told what changed since."""
    later = {"day": "2022-06-24"}
    issue = ("export", "Q1", "--as-of", "2022-03-25", "--issue", "--by", "Lan")
    world.read(*issue, "--dry-run", day="2022-03-25")
    world.act(*issue, "--output", "a.docx", day="2022-03-25")
    world.act(*issue, "--output", "a.md", **later)
    world.act("export", "Q1", "--as-of", "2022-03-24", *issue[4:], **later)
    correct = ("report", "add", "p1", "Q1", "ck-6b=3", "--by", "Lan", "--reason")
    world.act(*correct, "correction: đếm thiếu", day="2023-08-01")
    item = "ck-4=+Khô cá lóc Tân Quy Tây; 20/02/2022; QĐ 12/QĐ-UBND"
    words = ("report", "add", "kt", "Q1", item, "--reason", "bổ sung", "--by", "Lan")
    world.act(*words, day="2023-08-01")
    undo = ("report", "withdraw", "p2", "Q1", "ck-6b", "--reason", "nhầm")
    world.act(*undo, "--by", "Lan", day="2023-08-02")
    for day in ("2023-08-03",):
        world.glance("status", "Q2", day=day)
        world.glance("why", "ck-6b", "Q1", day=day)
        world.both("status", "Q2", "--json", day=day)
        for form in ("md", "docx", "html", "json", "xlsx"):
            world.both("export", "Q4", "--format", form, "--output", "-", day=day)
        world.both("export", "Q4", "--kind", "brief", "--output", "-", day=day)
        for number in ("1", "2", "3", "6", "9"):
            world.read("export", "--issued", number, "--output", "lai.docx", day=day)
            world.read("export", "--issued", number, day=day, lang="en")
        paper = ("--document", "05/BC-UBND ngày 28/8/2023")
        world.act("export", "Q4", "--issue", *paper, "--by", "Lan", day=day)
        world.act("export", "Q3", "--issue", *paper, "--by", "Lan", day=day)
        for line in (
            "--issue --format csv",
            "--issue --table I.1",
            "--issue --issued 1",
            "--issued 1 --as-of 2022-03-25",
            "--issued 1 --document 05/BC-UBND",
            "--issue --output khong-co/x.docx",
            "--issued 1 --kind brief",
            "--issue --kind chat",
        ):
            world.both("export", "Q2", *line.split(), day=day)
    world.glance("log", "--since", "2023-01-01", day="2023-08-03")
    world.read("db", "check", day="2023-08-03")


def use_own_templates(world: World) -> None:
    """Templates of the office: other words, wrong names, no Word."""
    for name, line in (
        ("memo.vi.md.j2", "export Q1"),
        ("brief.vi.md.j2", "export Q1 --kind brief"),
        ("unit-report.vi.md.j2", "export Q1 --unit p1"),
        ("unit-plan.vi.md.j2", "plan cascade --unit p2 --format md"),
        ("commitment.vi.md.j2", "sign paper --unit p1 --format md --output -"),
        ("letter.vi.md.j2", "remind Q1 --letters --dry-run --as-of 2022-03-22"),
    ):
        path = f"templates/{name}"
        whole = (world.folder / path).read_bytes()
        for text in (
            "# Báo cáo\n{{ perod.title }}\n",
            "# {{ period.title }}\n",
            "{% if %}",
            "{{ ''.__class__.__mro__ }}",
            "# Một\n\n```\nx\n```\n\n| a |\n|---|\n| **b** |\n",
            b"\xff\xfe",
        ):
            world.write(path, text)
            world.both(*line.split())
            world.read(*line.split(), "--format", "docx")
        world.write(path, whole)
    for name in ("report.docx", "bao-cao.docx", "brief.docx", "tom-tat.docx"):
        world.write(f"templates/{name}", b"no Word")
        world.both("export", "Q1", "--format", "docx")
        world.read("export", "Q1", "--kind", "brief", "--format", "docx")
