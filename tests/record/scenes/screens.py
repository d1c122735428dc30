"""The illustrated year on the screen, and as data."""

from tests.record.world import World

EARLY = ("--as-of", "2022-03-22")
SCREENS = (
    "status",
    "status Q1",
    "status Q1 --as-of 2022-03-22",
    "status Q3 --as-of 2022-09-20",
    "status Q4",
    "status Q2 --unit p2",
    "status Q2 --unit tckh",
    "status Q1 --unit yt --as-of 2022-03-22",
    "status Q2 --area tthc",
    "status Q2 --area bo-may",
    "status Q2 --check",
    "remind Q1 --as-of 2022-03-22",
    "remind Q1 --as-of 2022-03-10",
    "remind Q4",
    "remind",
    "report list",
    "report list Q1 --as-of 2022-03-22",
    "report list Q4",
    "report show p2 Q1",
    "report show kt Q2",
    "report show vp Q2",
    "report show tckh Q1 --as-of 2022-03-18",
    "report show nv",
    "report show xtqt Q1",
    "report evidence Q2",
    "unit list",
    "unit list Q1",
    "obstacle list",
    "obstacle list --all",
    "obstacle list --unit tnmt",
    "sign list",
    "sign list --missing",
    "sign list --unit p1",
    "log",
    "log --unit p2 --since 2022-06-01",
    "plan show",
    "plan show --history",
    "plan diff",
    "plan diff --from 1 --to 1",
    "plan cascade",
    "plan cascade ck-6b",
    "plan cascade ck-6b --split equal",
    "db info",
    "db check",
)
WHYS = (
    *("ck-1a", "ck-1b", "ck-2", "ck-3", "ck-4", "ck-5", "ck-6a", "ck-6b", "ck-7"),
    *("ck-8a", "ck-8b", "hs-dung-han", "dvctt", "bcci", "vb-ky-so", "hs-tong"),
    *("ck-1", "ck-4", "ck-6", "ck-8", "1.1", "1.2", "1.3", "1.4", "2.3", "3.5", "8.1"),
    *("p2", "nv", "xtqt", "tckh", "yt", "commitments.met", "commitments.watch"),
    *("indicators.watch", "indicators.met", "indicators.off_track", "tasks.overdue"),
    *("tasks.done", "tasks.doing", "reports.on_time", "reports.expected"),
    *("reports.overdue", "obstacles.open", "obstacles.unanswered", "obstacles.1"),
    *("obstacles.4", "Doanh nghiệp thành lập mới", "phuong 2"),
)
TABLES = (
    "status Q2",
    "status Q1 --as-of 2022-03-22",
    "status Q4",
    "status Q2 --unit p2",
    "remind Q1 --as-of 2022-03-22",
    "report list Q1",
    "report list Q1 --as-of 2022-03-22",
    "report evidence Q2",
    "report evidence Q4",
    "unit list Q2",
    "obstacle list --all",
    "sign list",
    "log --since 2022-06-01",
    "log",
    "plan diff",
    "plan cascade",
    "db info",
    "db check",
)
DOCUMENTS = (
    "report show p2 Q1",
    "report show kt Q2",
    "report show vp Q4",
    "plan show",
    "plan show --history",
    "plan cascade ck-6b --buffer 1",
    "plan check",
)


def play_year(world: World) -> None:
    """Play the year; see that nothing is overwritten."""
    world.act("demo", "nam", day=False)
    world.read("demo", "nam", day=False)
    world.read("demo", "nam", day=False, lang="en")
    world.read("init", "nam")
    if not world.quick:
        world.act("demo", day="2023-01-05", lang="en", columns=60)


def show_every_width(world: World) -> None:
    """Every screen in both languages, on screens of three widths."""
    for line in SCREENS:
        world.looks(*line.split())


def show_every_why(world: World) -> None:
    """The unfolding of many figures."""
    for number, key in enumerate(WHYS):
        period = f"Q{number % 4 + 1}"
        world.glance("why", key, "Q2", *(() if number % 3 else ("--lang", "vi")))
        world.both("why", key, period)
        world.both("why", key, period, "--json")
        world.read("why", key, "Q1", *EARLY)
        world.read("why", key)


def show_every_format(world: World) -> None:
    """Every table in every format, to the screen and to files."""
    for line in TABLES:
        words = line.split()
        for form in ("table", "json", "csv", "tsv", "md"):
            world.both(*words, "--format", form)
        for ending in ("json", "csv", "tsv", "md", "txt", "doc"):
            world.read(*words, "--output", f"ra.{ending}")
        world.read(*words, "--json")
        world.read(*words, "--json", "--format", "csv")
        world.read(*words, "--format", "xml")
        world.read(*words, "--quiet")
    for line in DOCUMENTS:
        world.both(*line.split(), "--json")
        world.read(*line.split(), "--output", "ra.json")
        world.read(*line.split(), "--json", "--output", "ra.txt")
    for lang in ("vi", "en"):
        world.read("plan", "schema", lang=lang)
    world.read("plan", "schema", "--output", "luoc-do.json")


def show_every_log(world: World) -> None:
    """The log, picked in every way."""
    for line in (
        "log --indicator ck-6b",
        "log --indicator 1.4",
        "log --verb report",
        "log --verb correction",
        "log --verb supplement",
        "log --verb raised",
        "log --verb apply",
        "log --until 2022-03-20",
        "log --since 2022-09-01 --until 2022-12-31",
        "log --unit xtqt",
    ):
        world.both(*line.split())
        world.read(*line.split(), "--json")
        world.read(*line.split(), "--format", "csv")


def show_colours(world: World) -> None:
    """What a terminal with colours shows."""
    for line in (
        "status",
        "status Q1 --as-of 2022-03-22",
        "status Q2 --unit p2",
        "why ck-6b Q2",
        "why ck-1a Q2",
        "why p2 Q1",
        "remind Q1 --as-of 2022-03-22",
        "report list Q1 --as-of 2022-03-22",
        "report show p2 Q1",
        "report show kt Q2",
        "report evidence Q2",
        "unit list Q1",
        "log",
        "obstacle list --all",
        "plan show",
        "plan diff",
        "plan cascade",
        "sign list",
        "db info",
        "--help",
        "status --help",
        "report add --help",
        "stauts",
        "status --unit khong-co",
    ):
        world.read(*line.split(), colour=True)
    world.read("status", colour=True, lang="en", columns=120)
    world.read("status", terminal=True, environ={"TERM": "dumb"})
    world.read("status", terminal=True, environ={"COLUMNS": ""})
