"""Units reminded, extended and exempted; obstacles from their raising to their end."""
# ruff: noqa: PLR0915  # a scene is as long as what is typed in it

from tests.record.world import World

LATE = "2022-03-21"
BY = ("--by", "Lan")


def begin_office(world: World) -> None:
    """A workspace with the plan of Sa Đéc in force."""
    world.act("init", ".", "--example", "sa-dec-2022", day="2022-03-03")
    world.day = "2022-03-17"


def remind_units(world: World) -> None:
    """A quarter of the desk that reminds."""
    begin_office(world)
    some = ("report", "add", "p1", "Q1", "ck-6b=2", *BY)
    world.act(*some, day="2022-03-16")
    whole = ("report", "add", "kt", "Q1", "ck-3=unavailable", "ck-4=nil", "ck-6a=nil")
    world.act(*whole, *BY, day="2022-03-17")
    grant_reliefs(world)
    for day in ("2022-03-10", "2022-03-16", "2022-03-18", LATE, "2022-03-23"):
        world.glance("remind", "Q1", day=day)
        world.read("remind", "Q1", "--check", day=day)
        for form in ("json", "csv", "md"):
            world.both("remind", "Q1", "--format", form, day=day)
        world.both("remind", "Q1", "--letters", "--dry-run", day=day)
        folder = ("-o", "don-doc")
        world.act("remind", "Q1", "--letters", *folder, *BY, day=day)
        world.act("remind", "Q1", "--letters", *BY, day=day)
        world.both("remind", "Q1", "--again", day=day)
        world.read("remind", "Q1", "--again", "-o", "lai", day=day, lang="en")
    later = "2022-03-28"
    world.act("remind", "Q1", "--letters", "--json", *BY, day=later)
    world.act("remind", "Q1", "--letters", "-o", "letters", *BY, day="2022-04-05")
    world.act("remind", "Q1", "--letters", *BY, day="2022-04-15", lang="en")
    world.read("remind", "Q1", "--again", "--as-of", LATE, day=later)
    world.read("remind", "Q1", "--letters", "--as-of", LATE, day=later)
    world.read("remind", "Q1", "--letters", "--again", day=later)
    world.read("remind", "Q1", "-o", "plan.yaml", "--letters", day=later)
    world.read("remind", "Q1", "--output", "no.xlsx", day=later)
    world.read("remind", "Q1", "--output", "bang.csv", day=later)
    for line in ("unit list Q1", "log", "status Q1", "report list Q1", "why kt Q1"):
        world.glance(*line.split(), day=later)
        world.read(*line.split(), "--json", day=later)
    world.read("log", "--verb", "nhắc", day=later)
    world.read("log", "--verb", "reminded", "--unit", "nv", day=later)
    world.both("export", "Q1", "--output", "-", day=later)


def grant_reliefs(world: World) -> None:
    """Units that may report later, or need not report."""
    why = ("--reason", "chờ số liệu của tỉnh", *BY)
    extend = ("unit", "extend", "kt", "Q1", "--until")
    world.read("unit", "extend", "tp", "Q1", "--until", "23/3/2022", *why, "--dry-run")
    world.act("unit", "extend", "tp", "Q1", "--until", "23/3/2022", *why)
    world.act("unit", "extend", "gddt", "Q1", "--until", "24/3/2022", *why, "--json")
    world.act(*extend, "23/3/2022", *why)
    world.act(*extend, "2022-03-18", *why)
    world.act(*extend, "hôm qua", *why)
    world.act("unit", "exempt", "vp", "Q1", *why)
    world.act("unit", "exempt", "vp", "Q1", *why)
    world.act("unit", "exempt", "tt", "Q1", *why, lang="en")
    world.act("unit", "exempt", "tt", "Q1", "--lift", *why, lang="en")
    world.act("unit", "exempt", "tt", "Q1", "--lift", *why)
    world.act("unit", "exempt", "yt", "Q1", *why, "--dry-run", "--json")
    world.act("unit", "exempt", "nobody", "Q7", *why)
    world.act("unit", "exempt", "yt", "Q1")


def settle_obstacles(world: World) -> None:
    """From the report to the result."""
    begin_office(world)
    text = (
        "unit: p3\nperiod: 2022-Q1\nreceived: 2022-03-17\nvalues: {ck-6b: 1}\n"
        "obstacles:\n  - {text: Hộ kinh doanh ngại chuyển đổi, about: ck-6b,"
        " proposal: Tư vấn, to: tckh, cause: Chưa rõ lợi ích}\n"
    )
    world.write("p3.yaml", text)
    world.act("report", "add", "--from", "p3.yaml", *BY)
    add = ("obstacle", "add", "phuong 1", "Chậm niêm yết thủ tục", *BY)
    world.act(*add, "--kind", "tồn tại", "--about", "ck-6b", "--cause", "thiếu người")
    world.act(*add, "--kind", "tồn tại")
    world.act("obstacle", "add", "p2", "Thiếu máy", "--to", "nv", *BY, "--json")
    world.act("obstacle", "add", "p4", "Mất điện", "--period", "Q1", *BY, lang="en")
    world.act("obstacle", "add", "vp", "Chậm", "--proposal", "Thêm", "--dry-run", *BY)
    show_obstacles(world, "2022-03-18")
    given = ("obstacle", "assign", "1", "tckh", "--due", "2022-03-25", *BY)
    world.act(*given, "--instruction", "Tham mưu ngay", day=LATE)
    world.act("obstacle", "assign", "2", "nv", *BY, "--dry-run", day=LATE)
    world.act("obstacle", "assign", "3", "nv", "--json", *BY, day=LATE)
    show_obstacles(world, "2022-03-30")
    said = ("obstacle", "answer", "1", "Đã mở lớp", "--document", "15/UBND-NV", *BY)
    world.act(*said, day="2022-04-01")
    world.act("obstacle", "answer", "3", "Sẽ cấp", *BY, day="2022-04-01", lang="en")
    world.act("obstacle", "close", "1", "Đã tư vấn 5 hộ", *BY, day="2022-07-01")
    world.act("obstacle", "close", "4", "Đã có điện", "--json", *BY, day="2022-07-01")
    show_obstacles(world, "2022-07-02")
    for line in (
        "assign 9 p1",
        "assign 2 nobody",
        "assign 2 p1 --due 2022-03-01",
        "assign 1 p1",
        "answer 1 x",
        "close 1 x",
        "close x y",
        "add p1 x --kind y",
        "add p1 x --about ck-99",
        "add nobody x",
        "list --unit nobody",
    ):
        world.read("obstacle", *line.split(), lang="vi", day="2022-07-02")
        world.read("obstacle", *line.split(), lang="en", day="2022-07-02")
    world.read("obstacle", "answer", "2", " ")
    undo = ("report", "withdraw", "p3", "Q1", "--reason", "nhầm", *BY)
    world.act(*undo, day="2022-07-03")
    show_obstacles(world, "2022-07-04")


def show_obstacles(world: World, day: str) -> None:
    """All places that speak of obstacles."""
    for line in (
        "obstacle list",
        "obstacle list --all",
        "status Q1",
        "why obstacles.1",
    ):
        world.glance(*line.split(), day=day)
        world.both(*line.split(), "--json", day=day)
    for line in ("why obstacles.open Q1", "why obstacles.unanswered Q1", "log"):
        world.both(*line.split(), day=day)
    for form in ("csv", "tsv", "md"):
        world.read("obstacle", "list", "--all", "--format", form, day=day)
    world.both("export", "Q1", "--output", "-", day=day)
    world.both("export", "Q2", "--output", "-", day=day)
    world.read("export", "Q1", "--kind", "brief", "--output", "-", day=day)
