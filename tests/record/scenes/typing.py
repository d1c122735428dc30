"""Somebody at a terminal: the questions of the wizard, and the editor."""

import sys

from tests.record.scenes.acts import BY
from tests.record.scenes.reports import WARD_PLAN
from tests.record.terminal import CTRL_C, CTRL_D, Step
from tests.record.world import Steps, World

END: tuple[Step, ...] = (
    *(("Kết quả nổi bật", ">"), ("nhận báo cáo", "")),
    *(("Số văn bản", ""), ("Ngày văn bản", "")),
)
SURE: Step = ("Ghi báo cáo này?", "có")
EDITOR = """\
import pathlib, sys
path, here = pathlib.Path(sys.argv[1]), pathlib.Path(__file__).parent
turn = len(list(here.glob("seen-*"))) + 1
text = path.read_text("utf-8")
(here / f"seen-{turn}.yaml").write_text(text, "utf-8")
for line in (here / f"turn-{turn}").read_text("utf-8").splitlines():
    old, _, new = line.partition(" >> ")
    text = new if old == "*" else text.replace(old, new, 1)
path.write_text(text, "utf-8")
"""


def begin_ward(world: World) -> None:
    """The small office, with its plan in force."""
    world.write("plan.yaml", WARD_PLAN)
    world.act("plan", "apply", *BY, day="2022-01-04")
    world.day = "2022-03-16"


def use_wizard(world: World) -> None:
    """The wizard, from its first question to what it writes."""
    begin_ward(world)
    add = ("report", "add", *BY)
    kt: tuple[Step, ...] = (
        ("dn = ", "nil"),
        ("sp = ", "Khô cá lóc; 20/02/2022; QĐ 12"),
    )
    rows: tuple[Step, ...] = (
        ("sp = ", "khô cá lóc"),
        ("P322", b""),
        ("sp = ", "Nem; 21/02/2022"),
        ("sp = ", ""),
    )
    sessions: tuple[tuple[str, tuple[str, ...], Steps], ...] = (
        ("wrong", ("vp", "Q1"), (("dn = ", "1,234.5"), ("dn = ", CTRL_C))),
        ("rehearsal", ("vp", "Q1", "--dry-run"),
         (("dn = ", "3"), ("moc = ", ">"), *END)),
        ("stopped", ("vp", "Q1"), (("dn = ", "3"), ("moc = ", CTRL_C))),
        ("resumed", ("vp", "Q1"),
         (("(nháp): 3", b""), ("dn = ", ""), ("moc = ", "<"), ("dn = ", "?"),
          ("dn = ", "-"), ("dn = ", "4"), ("moc = ", ">"), *END,
          ("Ghi báo cáo này?", "không"))),
        ("whole", (),
         (("bảng):", "van phong"), ("Enter: Quý I/2022", ""), ("dn = ", "2"),
          ("moc = ", "10/3/2022"), ("Minh chứng", "QĐ 12/QĐ-UBND"), ("1.1 = ", "đang"),
          ("Kết quả nổi bật", ">"), ("nhận báo cáo", "15/3/2022"),
          ("Số văn bản", "12/BC-UBND"),
          ("Ngày văn bản", "14/3/2022"), SURE)),
        ("correction", ("vp", "Q1"),
         (("dn = ", "5"), ("1.1 = ", ">"), *END, ("Lý do", "đếm lại"), SURE)),
        ("register", ("kt", "Q1"), (*kt, *rows, *END, SURE)),
        ("end-of-input", ("kt", "Q1"), (("dn = ", CTRL_D),)),
        ("arrows", ("kt", "Q1"), (("dn = ", b"2\x1b[D\n"), ("dn = ", CTRL_C))),
        ("unknown", (), (("bảng):", "nobody"), ("bảng):", CTRL_C))),
    )  # fmt: skip
    for name, words, steps in sessions:
        world.act(*add, *words, steps=steps, name=name, columns=80)
    narrow: Steps = (("dn = ", CTRL_C),)
    world.act(*add, "vp", "Q1", steps=narrow, name="narrow", columns=40)
    world.act(*add, "vp", "Q1", steps=narrow, name="english", lang="en")
    unit: Steps = (("bảng):", CTRL_C),)
    world.act(*add, steps=unit, name="no-words", environ={"COLUMNS": "80"})
    world.act(*add, "--no-input", terminal=True, name="no-input")
    world.act(*add, given="van phong\n", name="piped")
    for line in ("report show vp Q1", "report show kt Q1", "report list Q1", "log"):
        world.both(*line.split())
        world.read(*line.split(), "--json")


def use_editor(world: World) -> None:
    """The whole report in an editor, faults on top."""
    begin_ward(world)
    world.write("sua/editor.py", EDITOR)
    editor = f'"{sys.executable}" "{world.folder / "sua" / "editor.py"}"'
    reason: Steps = (("Lý do", "lại nữa"),)
    done = 'dn: >> dn: 2\n1.1": >> 1.1": doing\nresults: >> results: Tốt'
    turns: tuple[tuple[str, str, tuple[str, ...], Steps], ...] = (
        ("empty", "vp", ("* >> # chỉ còn chú thích",), ()),
        ("untouched", "vp", ("",), ()),
        ("faults", "vp", ("dn: >> dn: hai\nmoc: >> moc: mai", ""), ()),
        ("cured", "vp", ("dn: >> dn: hai", "dn: hai >> dn: 3"), ()),
        ("reason", "vp", ("dn: 3 >> dn: 4\nreason: >> reason: đếm lại",), ()),
        ("asked", "vp", ("dn: 4 >> dn: 5",), reason),
        ("other", "kt", (done,), ()),
        ("broken", "kt", ("unit: >> unit: [", ""), ()),
    )
    for name, unit, changes, steps in turns:
        for old in (world.folder / "sua").glob("*-*"):
            old.unlink()
        for number, change in enumerate(changes, 1):
            world.write(f"sua/turn-{number}", change)
        world.act(
            *("report", "add", unit, "Q1", "--edit", *BY),
            terminal=True,
            steps=steps,
            name=name,
            environ={"VISUAL": "", "EDITOR": editor},
        )
    words = ("report", "add", "vp", "Q1", "--edit", *BY)
    missing = {"VISUAL": "khong-co-that", "EDITOR": ""}
    world.act(*words, terminal=True, name="no-editor", environ=missing)
    world.act(*words, name="no-terminal", environ={"VISUAL": "", "EDITOR": editor})
    world.read("report", "show", "vp", "Q1", "--json")
    world.read("report", "show", "kt", "Q1", "--json")
