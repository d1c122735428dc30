"""The text that was signed: kept byte for byte through all that is typed later."""

from contextlib import closing
from hashlib import sha256
from pathlib import Path
from sqlite3 import connect

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.features.signing.test_sign import JULY, SIGNED, amended, paper
from tests.office import Run


def rewritten(office: Path) -> None:
    """The office puts other words into its template."""
    own = office / "templates" / "commitment.vi.md.j2"
    own.write_text(own.read_text("utf-8").replace("BẢN CAM KẾT", "GIẤY HỨA"), "utf-8")


def kept(office: Path, unit: str | None = "p1") -> tuple[str | None, str | None]:
    """The text and the SHA-256 on the row that stands."""
    with closing(connect(office / "cchc.db")) as ledger:
        row = ledger.execute(
            "SELECT text, sha256 FROM signing LEFT JOIN unit ON unit.id = unit_id"
            " WHERE unit.code IS ? ORDER BY signing.id DESC LIMIT 1",
            (unit,),
        ).fetchone()
    return row[0], row[1]


def test_what_is_added_later_leaves_the_signed_text_as_it_was(
    run: Run, office: Path
) -> None:
    run("sign", "add", "all", "commitment", "--date", "03/3/2022")
    text, made = kept(office)
    assert text is not None
    assert made == sha256(text.encode()).hexdigest()
    rewritten(office)
    (office / "ky.pdf").write_bytes(b"%PDF")
    for more in (("--signer", "Nguyễn Văn A"), ("--file", "ky.pdf")):
        assert run(*SIGNED[:4], *more)[0] == 0
        assert kept(office) == (text, made)
    (act,) = paper(run, "p1", "commitment")["signed"]
    assert act["sha256"] == made
    words = ("sign", "paper", "--unit", "p1", "--format", "md", "--output", "-")
    _, out, err = run(*words)
    assert out == text
    assert "in lại đúng nguyên văn" in err


def test_the_paper_of_a_day_is_the_one_that_is_recorded_on_it(
    run: Run, office: Path
) -> None:
    amended(office, run)
    for unit, day, version in (("p1", "03/3/2022", 1), ("p2", "01/7/2022", 2)):
        words = ("--unit", unit, "--date", day, "--dry-run")
        _, _, err = run("sign", "paper", *words, day=JULY)
        assert f"theo phiên bản {version} của kế hoạch" in err
        run("sign", "add", unit, "commitment", "--date", day, day=JULY)
        (act,) = paper(run, unit, "commitment", JULY)["signed"]
        assert act["version"] == version
        assert act["sha256"][:16] in err


def test_a_paper_is_not_by_a_version_decided_after_its_day(
    run: Run, office: Path
) -> None:
    amended(office, run)
    words = ("--unit", "p1", "--date", "03/3/2022", "--plan-version", "2")
    code, _, err = run("sign", "paper", *words, day=JULY)
    assert (code, "P385" in err) == (1, True)


def test_another_who_receives_is_another_text(run: Run, office: Path) -> None:
    run(*SIGNED)
    to = ("--to", "Phó Chủ tịch UBND thành phố", "--reason", "ghi nhầm bên nhận")
    assert run(*SIGNED[:4], *to)[0] == 0
    text, made = kept(office)
    assert text is not None
    assert "Tôi cam kết với Phó Chủ tịch UBND thành phố" in text
    assert made == sha256(text.encode()).hexdigest()


def test_a_paper_of_which_no_words_are_kept_is_not_said_to_be_verbatim(
    run: Run, office: Path
) -> None:
    run(*SIGNED)
    with closing(connect(office / "cchc.db")) as ledger, ledger:
        for (name,) in ledger.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            " AND tbl_name = 'signing'"
        ).fetchall():
            ledger.execute(f"DROP TRIGGER {name}")
        ledger.execute("UPDATE signing SET text = NULL, sha256 = NULL")
    _, _, err = run("sign", "paper", "--unit", "p1", "--format", "md", "--output", "-")
    assert "nguyên văn" not in err
    assert "theo phiên bản 1 của kế hoạch; SHA-256" in err


options = st.fixed_dictionaries(
    {},
    optional={
        "--signer": st.sampled_from(["Nguyễn Văn A", "Trần Thị B"]),
        "--title": st.sampled_from(["Chủ tịch", "Phó Chủ tịch"]),
        "--to": st.sampled_from(["Phó Chủ tịch UBND thành phố", "Chủ tịch UBND"]),
        "--date": st.sampled_from(["03/3/2022", "04/3/2022"]),
        "--reason": st.just("ghi nhầm"),
    },
)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(options, min_size=1, max_size=5))
def test_whatever_is_typed_the_text_that_was_signed_is_there(
    run: Run, office: Path, typed: list[dict[str, str]]
) -> None:
    run(*SIGNED[:4], "--withdraw", "--reason", "ghi lại từ đầu")
    assert run(*SIGNED)[0] == 0
    for each in typed:
        before = kept(office)
        code, _, _ = run(*SIGNED[:4], *(part for pair in each.items() for part in pair))
        text, made = kept(office)
        assert text
        assert made == sha256(text.encode()).hexdigest()
        assert (text, made) == before or (code == 0 and "--to" in each)
