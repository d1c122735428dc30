"""Ledgers in a PostgreSQL of their own, where one is installed; else only refusals."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp

import pytest

from cchc.main import main
from cchc.store.schema.views import public_views
from cchc.text.record import Record
from tests.office import Run

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
CAN_SERVE = (
    bool(PROGRAMS)
    and find_spec("psycopg") is not None
    and (os.geteuid() != 0 or shutil.which("setpriv") is not None)
)


@contextmanager
def server() -> Iterator[str]:
    """A server that keeps nothing, on a socket of its own; its address."""
    folder, programs = Path(mkdtemp(prefix="cchc-pg-")), PROGRAMS[-1].parent
    who: list[str] = []
    if os.geteuid() == 0:  # it will not run as root
        who = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        shutil.chown(folder, "postgres")

    def run(program: str, *words: str) -> None:
        done = subprocess.run(
            [*who, programs / program, "-D", folder / "data", *words],
            capture_output=True,
            check=False,
        )
        if done.returncode:
            pytest.skip(f"no server here: {done.stderr.decode()[-200:]}")

    settings = f"-F -k {folder} -c listen_addresses= -c shared_buffers=4MB"
    try:
        run("initdb", "-U", "postgres", "-A", "trust", "-N", "-E", "UTF8", "--locale=C")
        run("pg_ctl", "-w", "-o", settings, "-l", f"{folder}/log", "start")
        yield f"postgresql://postgres@/postgres?host={folder}"
    finally:
        with suppress(pytest.skip.Exception):
            run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


DESCRIBED = """
SELECT relname, attname, col_description(attrelid, attnum) FROM pg_class
JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0
WHERE relname LIKE 'v\\_%' AND attname <> 'so' ORDER BY relname, attnum
"""
FIGURE = """
SELECT luy_ke, ngay_danh_gia::text FROM cchc.v_danh_gia
WHERE ma_chi_tieu = 'ck-6b' AND ky = 'Q1'
"""
FIRMS = """
SELECT so, sum(gia_tri) FROM cchc.v_so_lieu WHERE ma_chi_tieu = 'ck-6b'
GROUP BY so ORDER BY so = 'xa-khac'
"""


class Office(Record):
    """An office with a server: what it publishes there, and what is then there."""

    run: Run
    url: str

    def publish(self, *words: str) -> tuple[int, str]:
        code, _, err = self.run("db", "publish", self.url, *words, day="2022-03-22")
        return code, err

    def ask(self, query: str) -> list[tuple[object, ...]]:
        from psycopg import connect

        with connect(self.url) as reader:
            return reader.execute(query.encode()).fetchall()


@pytest.mark.skipif(not CAN_SERVE, reason="needs PostgreSQL and psycopg")
def test_ledgers_are_published_once_whole_and_never_backwards(run: Run) -> None:
    run("report", "add", "p1", "Q1", "ck-6b=2", "hs-dung-han=412/415")
    shutil.copy("cchc.db", "old.db")
    with server() as url:
        office = Office(run, url)
        once_and_described(office)
        never_backwards(office)
        assert "P432" in run("db", "publish", url.replace("/postgres?", "/khong?"))[2]


def once_and_described(office: Office) -> None:
    kept = Path("cchc.db").read_bytes()
    assert "Xem trước" in office.publish("--dry-run")[1]
    assert office.ask("SELECT to_regclass('cchc.so')") == [(None,)]
    assert "đã ghi" in office.publish()[1]
    moment = office.ask("SELECT cong_bo_luc FROM cchc.so")
    assert "không ghi gì" in office.publish()[1]
    assert office.ask("SELECT cong_bo_luc FROM cchc.so") == moment
    assert Path("cchc.db").read_bytes() == kept
    assert office.ask(FIGURE) == [(2, "2022-03-22")]
    views = sorted(public_views(), key=lambda view: view.name)
    meanings = [(v.name, c.name, c.meaning) for v in views for c in v.columns]
    assert office.ask(DESCRIBED) == meanings


def never_backwards(office: Office) -> None:
    office.run("report", "add", "p2", "Q1", "ck-6b=3")
    assert office.publish()[0] == 0
    code, told = office.publish("old.db")
    assert (code, "P593" in told) == (1, True)
    office.run("--db", "old.db", "report", "add", "p2", "Q1", "ck-6b=9")
    code, told = office.publish("old.db")
    assert (code, "P594" in told) == (1, True)
    office.run("report", "add", "p3", "Q1", "ck-6b=1")
    assert office.publish("cchc.db", "old.db")[0] == 1
    ((own, whole),) = office.ask(FIRMS)
    assert whole == 5  # what the first of the two would have written is taken back
    assert office.publish("old.db", "--as", "xa-khac")[0] == 0
    assert office.ask(FIRMS) == [(own, 5), ("xa-khac", 11)]
    assert office.publish("old.db", "--replace")[0] == 0
    assert office.ask(FIRMS) == [(own, 11), ("xa-khac", 11)]


SECRET = "bi-mat"  # noqa: S105  # looked for in what is told


@pytest.mark.skipif(find_spec("psycopg") is None, reason="needs psycopg")
@pytest.mark.parametrize(
    ("address", "end", "told"),
    [
        ("postgresql://a:{}@127.0.0.1:1/x", 4, "P431"),
        ("postgresql://a:{}@127.0.0.1:1/x?nothing=1", 1, "P592"),
        ("postgresql://a:{}@127.0.0.1", 1, "P592"),
        ("postgresql://a:{}@[::1/x", 1, "P592"),
        ("postgresql://a:{}@127.0.0.1:port/x", 1, "P592"),
        ("mysql://a:{}@127.0.0.1/x", 1, "P592"),
        ("a:{}", 1, "P592"),
    ],
)
def test_what_is_wrong_with_a_server_is_said_without_its_secret(
    address: str, end: int, told: str, run: Run
) -> None:
    code, out, err = run("--debug", "db", "publish", address.format(SECRET))
    assert (code, told in err, SECRET in out + err) == (end, True, False)


def test_without_the_driver_its_cure_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    code, _, err = run("db", "publish", "postgresql://a@b/c")
    assert (code, "P591" in err, "cchc[publish]" in err) == (1, True, True)


def test_a_ledger_without_an_act_has_nothing_to_publish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cchc.store.ledger import create_ledger, open_ledger
    from cchc.store.published import ledger_state
    from cchc.text.problem import ProblemCode, Refusal

    monkeypatch.chdir(tmp_path)
    create_ledger(Path("cchc.db"))
    with open_ledger(Path("cchc.db")) as ledger, pytest.raises(Refusal) as refused:
        ledger_state(ledger, None)
    assert refused.value.problems[0].code is ProblemCode.PLAN_NONE
    assert main(["--quiet", "db", "publish", "postgresql://a@b", "--as", "x"]) == 1
