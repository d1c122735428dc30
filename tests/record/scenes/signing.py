"""The book of signed papers, and the papers to be signed."""
# ruff: noqa: PLR0915  # a scene is as long as what is typed in it

from tests.record.scenes.acts import BY, begin_office
from tests.record.world import World

SIGNED = ("sign", "add", "p1", "commitment", "--date", "03/3/2022")
JULY = "2022-07-05"
LISTS = (
    "sign list",
    "sign list --missing",
    "sign list --missing --check",
    "sign list --unit p1",
    "status Q1",
)
PAPERS = (
    (),
    ("--unit", "Phường 1"),
    ("--unit", "nv", "--kind", "index"),
    ("--unit", "yt"),
    ("--unit", "p1", "--date", "03/3/2022", "--signer", "Nguyễn Văn A"),
    ("--unit", "p1", "--to", "Phó Chủ tịch", "--title", "Chủ tịch UBND Phường 1"),
    ("--unit", "p2", "--plan-version", "1"),
)


def amend_plan(world: World) -> None:
    """The province asks for more in July."""
    world.change(
        "plan.yaml",
        ("target: {at_least: 8}", "target: {at_least: 10}"),
        ("[0, 0, 3, 8]", "[0, 0, 3, 10]"),
        ("{p1: 1, p2: 2, p3: 0", "{p1: 2, p2: 3, p3: 0"),
    )
    words = ("--decision", "45/QĐ-UBND ngày 01/7/2022", "--effective", "Q3")
    world.act("plan", "apply", *words, "--reason", "giao thêm", *BY, day=JULY)


def show_book(world: World, day: str) -> None:
    """The book, in every way it can be had."""
    for line in LISTS:
        world.glance(*line.split(), day=day)
    for form in ("json", "csv", "tsv", "md"):
        world.both("sign", "list", "--format", form, day=day)
    world.read("log", "--verb", "signed", day=day)
    world.both("log", "--unit", "p1", day=day)


def sign_papers(world: World) -> None:
    """From the meeting in March to the annexes of July."""
    begin_office(world)
    world.write("quet.pdf", b"scan")
    show_book(world, "2022-03-04")
    world.read(*SIGNED, "--dry-run")
    world.act(*SIGNED, *BY)
    world.act(*SIGNED, *BY)
    world.act(*SIGNED[:-1], "04/3/2022", *BY)
    world.act(*SIGNED[:-1], "04/3/2022", "--reason", "ghi nhầm ngày", *BY)
    hand = ("--signer", "Nguyễn Văn A", "--title", "Chủ tịch")
    world.act(*SIGNED[:4], *hand, *BY, "--json")
    world.act("sign", "add", "xa-phuong, nv", "bản cam kết", *BY, lang="en")
    world.act("sign", "add", "cơ quan", "cam ket", "--date", "2022-03-03", *BY)
    number = ("--document", "12/KH-UBND ngày 07/3/2022", "--file", "quet.pdf")
    world.act("sign", "add", "p1", "kế hoạch", *number, "--copy-evidence", *BY)
    world.act("sign", "add", "p2", "index", *BY)
    show_book(world, "2022-03-17")
    undo = ("sign", "add", "p2", "commitment", "--withdraw")
    world.act(*undo, *BY)
    world.act(*undo, "--reason", "ghi nhầm đơn vị", *BY)
    world.act(*undo, "--reason", "ghi nhầm đơn vị", *BY)
    world.act("sign", "add", "all", "commitment", "--date", "03/03/2022", *BY)
    for line in (
        "sign add p1 thu",
        "sign add nobody commitment",
        "sign add p1 commitment --date mai",
        "sign add p3 plan --date 2023-01-01",
        "sign add p3 plan --file khong-co.pdf",
        "sign add p3 plan --plan-version 7",
        "sign add p3 commitment --year 2030",
        "sign list --unit nobody",
        "sign list --year 2030",
    ):
        world.both(*line.split())
    amend_plan(world)
    show_book(world, JULY)
    world.act(
        "sign", "add", "p1,p2", "commitment", "--date", "05/7/2022", *BY, day=JULY
    )
    world.act("sign", "add", "cơ quan", "commitment", *BY, day=JULY)
    show_book(world, "2022-07-06")


def write_papers(world: World) -> None:
    """Papers in every form, before and after the plan is amended."""
    begin_office(world)
    world.act("sign", "add", "p1,kt", "commitment", "--date", "03/3/2022", *BY)
    for day in ("2022-03-17", JULY):
        for words in PAPERS:
            for form in ("md", "docx", "html"):
                where = ("--format", form, "--output", "-")
                world.both("sign", "paper", *words, *where, day=day)
        world.read("sign", "paper", day=day)
        world.read("sign", "paper", "--all-units", day=day)
        world.read("sign", "paper", "--all-units", "--output", "ky", "--format", "md")
        world.read("sign", "paper", "--all-units", "--dry-run", day=day)
        world.read("sign", "paper", "--unit", "p1", "--output", "p1.html", day=day)
        if day != JULY:
            amend_plan(world)
    for line in (
        "--unit nobody",
        "--unit p1 --all-units",
        "--output x.pdf",
        "--kind thu",
        "--plan-version 9",
        "--unit p1 --date mai",
        "--all-units --output -",
    ):
        world.both("sign", "paper", *line.split(), day=JULY)
