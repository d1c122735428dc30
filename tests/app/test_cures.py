"""One sentence for one situation, and a cure that helps in it."""

from pathlib import Path

import pytest

from tests.office import Run


@pytest.mark.parametrize(
    ("words", "code", "cure", "never"),
    [
        ("plan check no.yaml", "P101", "cchc init", ""),
        ("report import no.xlsx", "P572", "thư mục", "cchc init"),
        ("report add --from no.yaml", "P572", "thư mục", "cchc init"),
        ("plan cascade ck-6b --weights no.csv", "P572", "thư mục", "cchc init"),
        ("--db no.db status", "P401", "cchc plan apply", ""),
        ("db restore no.db", "P421", "sao-luu", "plan apply"),
        ("db restore plan.yaml", "P422", "cchc db backup", "--db"),
        ("db restore templates", "P422", "cchc db backup", "--db"),
        ("db restore empty", "P422", "cchc db backup", "plan apply"),
        ("db restore torn", "P423", "khác", "db restore"),
        ("db backup no/copy.db", "P424", "Tạo thư mục", "--db"),
        ("export --kind unit --output x.md", "P542", "thư mục", "Bỏ một trong hai"),
    ],
)
def test_the_cure_is_that_of_the_situation(
    words: str, code: str, cure: str, never: str, office: Path, run: Run
) -> None:
    (office / "empty").touch()
    (office / "torn").write_bytes((office / "cchc.db").read_bytes()[:-1])
    _, out, err = run(*words.split())
    told = out + err
    assert code in told
    assert cure in told
    assert not never or never not in told
