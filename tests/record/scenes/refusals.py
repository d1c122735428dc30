"""What is refused: wrong words, wrong plans, wrong databases."""

import shutil
import sqlite3
from contextlib import closing

from tests.record.masking import ROOT
from tests.record.scenes.acts import BY, begin_office
from tests.record.world import World

ERRORS = ROOT / "tests" / "errors"
WRONG = (
    "status Q7",
    "status 2023-Q1",
    "status nam",
    "status Q2 --unit phuong-9 --area khong-co",
    "status Q2 --unit phuong",
    "status --as-of mai",
    "status --as-of 2022-02-30",
    "status --output khong-co/x.csv",
    "status --output templates",
    "status --output x.pdf",
    "status Q2 Q3",
    "why",
    "why ck-99",
    "why commitments.khong",
    "why obstacles.99",
    "why 9.9 Q2",
    "why ck-6b Q9",
    "remind Q9",
    "report list Q9",
    "report show p99",
    "report show p1 Q9",
    "report evidence Q9",
    "unit list Q9",
    "log --unit p99",
    "log --indicator zz",
    "log --verb bay",
    "log --since mai",
    "log --since 2022-09-01 --until 2022-03-01",
    "sign list --year x",
    "plan diff --from x",
    "plan diff --from 9",
    "plan diff khong-co.yaml",
    "plan check khong-co.yaml",
    "plan check templates",
    "plan check cchc.db",
    "export Q9",
    "export Q2 --unit p99",
    "export Q2 --kind thu",
    "export Q2 --format doc",
    "export Q2 --kind chat --format docx",
    "export Q2 --kind brief --unit p1",
    "export Q2 --table I.1",
    "export Q2 --table I.1 --format md",
    "export Q2 --issued x",
    "export Q2 --output .",
    "export Q2 --output a.md --format docx",
    "export Q2 --document 5",
    "export Q2 --as-of 2021-01-01",
    "obstacle list --format xml",
    "db backup cchc.db",
    "db restore khong-co.db",
    "db restore plan.yaml",
    "--db plan.yaml status",
    "--db templates status",
    "--today mai status",
    "--lang fr status",
    "--lang en --lang vi status",
    "--db",
    "--quiet --debug status --unit p99",
)
MISUSES = (
    "stauts",
    "report",
    "report ad",
    "report ad p1",
    "xyz",
    "plan xyz",
    "status --untl x",
    "status --xyz",
    "status --unit",
    "report add p1 Q1 ck-6b",
    "report add --evidence",
    "report withdraw p1 Q1",
    "unit extend kt Q1 --reason x",
    "unit exempt",
    "obstacle assign",
    "sign add p1",
    "db restore",
    "db restore a b",
    "plan schema x",
    "status --check=1",
    "report form --format",
    "-x",
    "--",
    "help",
    "version",
    "-h",
    "STATUS",
    "export --kind",
    "plan cascade --buffer x",
    "--version status",
)


def refuse_in_year(world: World) -> None:
    """Wrong words before a full database."""
    for line in WRONG:
        world.both(*line.split())
        world.read(*line.split(), "--json")
    for line in ("status Q7", "why ck-99", "report show p99", "export Q2 --unit p99"):
        world.read(*line.split(), columns=40)
    world.change("plan.yaml", ("Kế hoạch cải cách", "Kế hoạch  cải cách"))
    for line in ("status", "plan show", "plan check", "plan diff", "status --check"):
        world.both(*line.split())


def refuse_command_lines(world: World) -> None:
    """Wrong command lines, in an empty folder."""
    for line in MISUSES:
        for lang in ("vi", "en"):
            world.read(*line.split(), lang=lang)
            world.read(*line.split(), lang=lang, day=False, columns=40)
    world.read("\x1b[2J")
    world.read("status", "--unit", "\x1b[2J\u202ex")
    world.read("", day=False)
    world.read("trạng thái")
    for line in ("--version", "--version --lang en", "--help"):
        world.read(*line.split(), day=False)


def refuse_gallery(world: World) -> None:
    """Every faulty plan that is kept with the tests."""
    for path in sorted(ERRORS.iterdir()):
        if path.suffix != ".yaml" and not path.is_dir():
            continue
        if path.is_dir():
            shutil.copytree(path, world.folder / path.name)
        else:
            shutil.copy(path, world.folder / path.name)
        for lang in ("vi", "en"):
            world.read("plan", "check", path.name, lang=lang)
            world.read("plan", "check", path.name, "--json", lang=lang)
        world.read("plan", "check", path.name, columns=40)
    for name, data in (
        ("big.yaml", b"#" * (17 * 1024 * 1024)),
        ("many.yaml", b"[" + b"1," * 200_009 + b"]"),
        ("sheet.xlsx", b"PK"),
        ("null.yaml", b"cchc: 1\x00"),
    ):
        world.write(name, data)
        world.both("plan", "check", name)
        (world.folder / name).unlink()
    (world.folder / "trong").mkdir()
    world.both("plan", "check", "trong")
    world.both("plan", "apply", "many_faults.yaml")


def refuse_databases(world: World) -> None:
    """No database, and files that are none of ours."""
    verbs = (
        *("status", "report list", "report show p1", "why ck-1", "plan show", "remind"),
        *("db info", "db check", "db backup", "log", "obstacle list", "sign list"),
        *("export", "unit list", "report form", "plan diff", "report import x.xlsx"),
        *("report add p1 Q1 a=1", "sign add p1 commitment", "obstacle add p1 x"),
    )
    for line in verbs:
        world.both(*line.split())
        world.read(*line.split(), "--json", "--db", "none.db")
    world.write("khac.db", b"no database at all, but long enough to be looked at")
    world.write("rong.db", b"")
    with closing(sqlite3.connect(world.folder / "la.db")) as other:
        other.execute("CREATE TABLE a (b)")
        other.commit()
    for name in ("khac.db", "rong.db", "la.db", "."):
        for line in ("status", "db check", "db info", "plan apply"):
            world.both("--db", name, *line.split())


def return_copies(world: World) -> None:
    """Copies of a database, their return, and what is done to it by hand."""
    begin_office(world)
    with closing(sqlite3.connect(world.folder / "la.db")) as other:
        other.execute("CREATE TABLE a (b)")
        other.commit()
    world.act("report", "add", "p1", "Q1", "ck-6b=2", *BY)
    for line in ("db info", "db check"):
        world.glance(*line.split())
    world.act("db", "backup")
    world.act("report", "add", "p2", "Q1", "ck-6b=2", *BY)
    world.act("db", "backup", lang="en")
    world.act("db", "backup", "la.db")
    world.act("db", "backup", "khong/co.db")
    world.act("db", "restore", "cchc.sao-luu-2022-03-17.db")
    world.act("db", "info", "--json")
    world.act("db", "restore", "la.db", lang="en")
    damage_database(world)


def damage_database(world: World) -> None:
    """A database that somebody changed by hand, or that lost its end."""
    path = world.folder / "cchc.db"
    whole = path.read_bytes()
    for sql in (
        "DROP TRIGGER revision_no_update",
        "PRAGMA user_version = 99",
        "PRAGMA application_id = 7",
        "DROP TABLE entry",
    ):
        with closing(sqlite3.connect(path)) as found:
            found.execute("PRAGMA foreign_keys = off")
            found.execute(sql)
            found.commit()
        for line in ("db check", "status Q1", "report add p2 Q1 ck-6b=3 --by Lan"):
            world.both(*line.split(), name=f"{sql}-{line}".replace(" ", "_"))
        path.write_bytes(whole)
    path.write_bytes(whole[: len(whole) // 2])
    for line in ("db check", "status Q1", "report add p2 Q1 ck-6b=3 --by Lan"):
        world.both(*line.split(), name=f"half-{line}".replace(" ", "_"))
    path.write_bytes(whole)
