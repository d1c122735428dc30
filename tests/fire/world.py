"""An office in the middle of a quarter, and one act of every verb that writes."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from shutil import copytree

from cchc.store.schema.ddl import VERSION
from cchc.text.record import Record
from tests.fire.running import Words, run
from tests.forms import WARD, fill, make_bound
from tests.store.test_migrations import older_ledger

DAY = "2022-03-21"


class FireAct(Record):
    """A command to be killed and failed, and what has to be there before."""

    words: Words
    before: tuple[Words, ...] = ()
    day: str = DAY
    prepare: Callable[[Path], None] | None = None


def split(line: str) -> Words:
    """Words as typed, `_` for a blank inside one."""
    return tuple(word.replace("_", " ") for word in line.split())


def act(
    words: str,
    *before: str,
    day: str = DAY,
    prepare: Callable[[Path], None] | None = None,
) -> FireAct:
    """An act by its words; first the folder is prepared, then others are done."""
    return FireAct(split(words), tuple(map(split, before)), day, prepare)


def amend(folder: Path, old: str, new: str) -> None:
    """A plan file that was changed since it was applied."""
    plan = folder / "plan.yaml"
    text = plan.read_text("utf-8")
    assert old in text
    plan.write_text(text.replace(old, new, 1), "utf-8")


def make_older(folder: Path, version: int) -> None:
    """The ledger as an older version would hold it."""
    today = folder / "cchc.db"
    like = folder.with_name(f"{folder.name}.today.db")
    today.replace(like)
    older_ledger(today, version, like)
    like.unlink()


APPLY = (
    "plan apply --decision 45/QĐ-UBND_ngày_10/3/2022 --effective Q1 --reason Điều_chỉnh"
)


LACKING = (
    *("dvctt", "hs-dung-han", "ho-so.bcci", "ho-so.dung-han", "ho-so.ky-truoc"),
    *("ho-so.qua-han", "ho-so.tra-lai", "ho-so.tre-han", "ho-so.trong-han"),
    *("ho-so.truc-tiep", "ho-so.truc-tuyen", "ho-so.truoc-han"),
)
HELD = {f"ho-so.{column}" for column in ("ky-truoc", "qua-han", "trong-han")}
NOTHING = " ".join(
    ("report add p1 Q1", *(f"{k}={0 if k in HELD else 'nil'}" for k in LACKING))
)
"""What the report of a ward still lacks."""

BASE = (
    "init . --example sa-dec-2022",
    "report add p1 Q1 ck-6b=2 --received 2022-03-17",
    "report add p2 Q1 ck-6b=3 --received 2022-03-17",
    "obstacle add p1 Thiếu_máy --period Q1",
    "sign add p1 commitment --date 2022-03-03",
    "report form p3 Q1 --output form",
)

ACTS: Mapping[str, FireAct] = {
    "report add": act("report add p3 Q1 ck-6b=1"),
    "report add --draft": act("report add p3 Q1 ck-6b=1 --draft"),
    "report add again": act("report add p1 Q1 ck-6b=5 --reason sửa"),
    "report withdraw": act("report withdraw p1 Q1 --reason nhầm"),
    "report return": act("report return p1 Q1 --reason thiếu"),
    "report accept": act(
        "report accept p1 Q1",
        APPLY,
        NOTHING,
        prepare=lambda folder: amend(folder, "review: false", "review: true"),
    ),
    "report close": act("report close p4 Q1 --reason không_còn", day="2022-03-28"),
    "report import": act("report import form"),
    "report collect": act("report collect form"),
    "bind read": act(
        "bind read bieu.xlsx --binding bieu.yaml --period Q1", prepare=make_bound
    ),
    "obstacle add": act("obstacle add p2 Thiếu_người --period Q1"),
    "obstacle assign": act("obstacle assign 1 nv"),
    "obstacle answer": act("obstacle answer 1 Sẽ_cấp"),
    "obstacle close": act("obstacle close 1 Đã_cấp"),
    "note add": act("note add II.2 Q1 --text Đã_rà_soát"),
    "note withdraw": act(
        "note withdraw II.2 Q1 --reason nhầm", "note add II.2 Q1 --text Nhầm"
    ),
    "unit exempt": act("unit exempt tt Q1 --reason thanh_tra"),
    "unit extend": act("unit extend kt Q1 --until 2022-03-23 --reason chờ_số_liệu"),
    "task extend": act("task extend 1.1 --until 2022-04-15 --reason chờ_hướng_dẫn"),
    "task drop": act("task drop 1.1 --reason thôi_làm"),
    "score add": act("score add 1.2 0,5 --cause báo_cáo_trễ"),
    "undo": act("undo --reason nhầm", "report add p3 Q1 ck-6b=1"),
    "sign add": act("sign add p2 commitment --date 2022-03-03"),
    "remind": act("remind Q1 --letters --output thu"),
    "export": act("export Q1 --issue --output bao-cao.docx"),
    "plan apply": act(
        APPLY,
        prepare=lambda folder: amend(
            folder, "name: Thanh tra thành phố", "name: Thanh tra"
        ),
    ),
    "init": act("init khac --example sa-dec-2022"),
    "db backup": act("db backup sao.db"),
    "db refresh": act("db refresh"),
    "db restore": act(
        "db restore sao.db", "db backup sao.db", "report add p3 Q1 ck-6b=1"
    ),
    **{
        f"upgrade {version}": act(
            "status Q1 --json", prepare=partial(make_older, version=version)
        )
        for version in range(1, VERSION)
    },
}
"""By verb; the first words of each are the verb, other words tell acts of it apart."""


def make_base(folder: Path) -> Path:
    """The office before every act."""
    folder.mkdir(parents=True)
    do(map(split, BASE), folder, DAY)
    for form in (folder / "form").iterdir():
        fill(form, WARD)
    return folder


def make_scene(name: str, base: Path, folder: Path) -> Path:
    """The office before one act."""
    copytree(base, folder)
    act = ACTS[name]
    if act.prepare is not None:
        act.prepare(folder)
    do(act.before, folder, act.day)
    return folder


def do(lines: Iterable[Words], folder: Path, day: str) -> None:
    """Commands that must go well."""
    for words in lines:
        done = run(words, folder, day=day)
        if done.code:
            raise AssertionError(f"{words}: {done.said}")
