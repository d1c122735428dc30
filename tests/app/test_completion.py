"""The Tab key: what is offered where, in the shells that are installed here."""

import os
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.app.completion import (
    KINDS,
    PARAMETERS,
    answer_shell,
    complete,
    read_parameters,
    split_line,
)
from cchc.app.verbs import VERB_WORDS, VERBS
from cchc.main import main
from cchc.store.names import QUERIES
from cchc.text.compare import fold
from cchc.words.translator import Lang, voice
from tests.app.terminal import fork_terminal
from tests.docs import parameter_table

ROOT = Path(__file__).parents[2]
PLAIN = {"CCHC_TODAY": "2022-11-01"}
UNITS = ["p1", "p2", "p3", "p4", "pah", "ptqd"]
BROKEN = {
    "short": b"S",
    "text": b"no ledger\n" * 99,
    "torn": b"SQLite format 3\x00" + bytes(99),
}
QUARTERS = ["Q1", "Q2", "Q3", "Q4"]


@pytest.fixture
def year(played_year: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The illustrated year as the folder somebody types in."""
    monkeypatch.chdir(played_year)
    return played_year


def offered(*words: str, **environ: str) -> list[str]:
    return [name for name, _ in complete(words, {**PLAIN, **environ}).offers]


def test_the_table_of_parameters_is_what_the_verbs_declare() -> None:
    assert PARAMETERS.read_text("utf-8") == parameter_table(), "python -m tests.docs"


def test_every_value_that_names_something_of_the_ledger_is_known() -> None:
    assert {name for names in KINDS.values() for name in names} == set(QUERIES)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("st", ["status"]),
        ("report wi", ["withdraw"]),
        ("help report wi", ["withdraw"]),
        ("bao", ["bao-cao"]),
        ("báo-cáo ad", ["add"]),
        ("report add p", UNITS),
        ("report add p1 ", QUARTERS),
        ("report add Q2 p", UNITS),
        ("report form p1 Q", ["qldt", *QUARTERS]),
        ("report add p1 Q1 ck-6", ["ck-6a=", "ck-6b="]),
        ("report add p1 Q1 ck-6b=2 hs-d", ["hs-dung-han="]),
        ("report add p1 Q1 1.4", ["1.4="]),
        ("status --unit pa", ["pah"]),
        ("status --unit=pa", ["--unit=pah"]),
        ('status --unit "an hòa', ["pah"]),
        ("status q", QUARTERS),
        ("status --area t", ["tuyen-truyen", "the-che", "tthc", "tai-chinh"]),
        ("why ck-6", ["ck-6a", "ck-6b", "ck-6"]),
        ("why 1.4", ["1.4"]),
        ("export --format d", ["docx"]),
        ("export --kind b", ["brief"]),
        ("export --issued ", ["5", "4", "3", "2", "1"]),
        ("plan cascade --among p1,pa", ["p1,pah"]),
        ("plan cascade --weights pa", ["pah="]),
        ("plan diff --from ", ["1"]),
        ("obstacle assign 9", ["9"]),
        ("obstacle assign 9 pa", ["pah"]),
        ("sign add p1 c", ["commitment"]),
        ("sign list --year ", ["2022"]),
        ("completion f", ["fish"]),
        ("--lang ", ["vi", "en"]),
        ("status --lang e", ["en"]),
        ("status --che", ["--check"]),
        ("status --check --che", []),
        ("status --qu", ["--quiet"]),
        ("export --unit p1 --un", ["--unit"]),
        ("status -- --che", []),
        ("status Q1 ", []),
        ("nonsense ", []),
        ("status --nonsense=", []),
    ],
)
def test_what_is_offered(typed: str, names: list[str], year: Path) -> None:
    assert year.exists()
    assert offered(*split_line(f"cchc {typed}")) == names


@pytest.mark.parametrize(
    ("typed", "directive"),
    [
        ("report import ", "files"),
        ("plan check pl", "files"),
        ("status --output x", "files"),
        ("init ", "folders"),
        ("report add p1 Q1 ck-6", "nospace"),
        ("status ", ""),
    ],
)
def test_files_are_left_to_the_shell(typed: str, directive: str, year: Path) -> None:
    assert year.exists()
    assert complete(split_line(f"cchc {typed}"), PLAIN).directive == directive


@pytest.mark.parametrize("typed", ["report add ", "why ", "--db none.db status -"])
def test_an_offer_says_what_it_means(typed: str, year: Path) -> None:
    assert year.exists()
    for name, meaning in complete(split_line(f"cchc {typed}"), PLAIN).offers:
        assert meaning, name
        assert "\n" not in meaning


def test_every_option_of_every_verb_is_offered_in_the_language_of_the_reader() -> None:
    families = {
        name: entry for name, entry in VERBS.items() if not isinstance(entry, str)
    }
    verbs = [name for name in VERBS if name not in families]
    verbs += [f"{name} {verb}" for name, family in families.items() for verb in family]
    for lang in Lang:
        for verb in verbs:
            said = {
                row.names[0]: voice(lang).say(row.help_code)
                for row in [*read_parameters(verb), *read_parameters("")]
                if row.names
            }
            words = [*verb.split(), "-"]
            offers = complete(words, {"CCHC_LANG": lang}).offers
            assert {name for name, _ in offers} == set(said)
            assert all(said[name].startswith(text.rstrip("…")) for name, text in offers)


@pytest.mark.parametrize("state", ["missing", "folder", *BROKEN])
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_trouble_with_the_ledger_is_silent(
    state: str,
    shell: str,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "cchc.db"
    if state == "folder":
        path.mkdir()
    elif content := BROKEN.get(state):
        path.write_bytes(content)
    monkeypatch.setenv("CCHC_DB", str(path))
    line = "cchc report add p"
    words = [line] if shell in {"bash", "powershell"} else split_line(line)
    assert main(["__complete", shell, *words]) == 0
    assert capfd.readouterr() == ("", "")
    assert path.exists() == (state != "missing")


@given(line=st.text(), shell=st.sampled_from(["bash", "zsh", "fish", "powershell", ""]))
def test_nothing_typed_is_ever_answered_with_an_error(line: str, shell: str) -> None:
    answer_shell([shell, line], PLAIN)


def test_every_verb_has_vietnamese_words_and_none_has_two_meanings() -> None:
    families = [entry for entry in VERBS.values() if not isinstance(entry, str)]
    for level in [VERBS, *families]:
        words = [word for name in level for word in VERB_WORDS[name].split()]
        assert len(words) == len(set(words))
        assert not set(words) & set(level)
        assert all(fold(word) == word for word in words)


# In the shells themselves, where they are installed.


def program(folder: Path) -> Path:
    """A `cchc` on the PATH, as an installed one is."""
    path = folder / "bin" / "cchc"
    path.parent.mkdir(parents=True)
    path.write_text(
        f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m cchc "$@"\n'
    )
    path.chmod(0o755)
    return path


def typed_in(
    shell: list[str], script: Path, typed: tuple[str, str], folder: Path, path: Path
) -> str:
    """What a terminal shows after keys were typed, up to what is expected."""
    keys, expected = typed
    child, terminal = fork_terminal()
    if not child:
        os.chdir(folder)
        os.environ.update(
            {
                **PLAIN,
                "PATH": f"{path.parent}:{os.environ['PATH']}",
                "TERM": "xterm",
                "LANG": "C.UTF-8",
                "LC_ALL": "C.UTF-8",
                "PS1": "$ ",
            }
        )
        os.execvp(shell[0], shell)  # noqa: S606
    shown = b""
    try:
        for line, sign in (
            (f"source '{script}'; echo rea''dy\r", b"ready"),
            (keys, expected.encode()),
        ):
            os.write(terminal, line.encode())
            shown = _until_quiet(terminal, sign)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)
    return shown.decode(errors="replace")


def _until_quiet(terminal: int, sign: bytes) -> bytes:
    """What comes until the sign is there and nothing more comes for a moment."""
    shown, end = b"", time.monotonic() + 8
    while time.monotonic() < end:
        ready, _, _ = select.select([terminal], [], [], 0.2)
        if ready:
            shown += os.read(terminal, 65536)
        elif sign in shown.replace(b"\x1b[1m", b"").replace(b"\x1b[0m", b""):
            break
    return shown


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("cchc sta\t", "cchc status"),
        ("cchc status --unit=pah\t", "--unit=pah "),
        ("cchc report add pa\t", "add pah "),
        ("cchc plan check plan.y\t", "plan.yaml"),
        ("cchc report add p1 Q1 hs-du\t", "hs-dung-han="),
        ("cchc report add \t\t", "Phường An Hòa"),
    ],
)
@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_a_shell_completes(
    shell: str, keys: str, expected: str, played_year: Path, tmp_path: Path
) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed here")
    path, script = program(tmp_path), tmp_path / "script"
    done = subprocess.run([path, "completion", shell], capture_output=True, check=True)
    script.write_bytes(done.stdout)
    plain = {
        "bash": ["bash", "--norc", "--noprofile", "-i"],
        "zsh": ["zsh", "-f", "-i"],
    }
    shown = typed_in(plain[shell], script, (keys, expected), played_year, path)
    assert expected in shown.replace("\x1b[1m", "").replace("\x1b[0m", "")


def test_fish_completes(played_year: Path, tmp_path: Path) -> None:
    if shutil.which("fish") is None:
        pytest.skip("fish is not installed here")
    path = program(tmp_path)
    questions = ("sta", "report add pa", "status --unit=pa", "plan check plan.y")
    asked = "; ".join(f'complete -C "cchc {words}"' for words in questions)
    done = subprocess.run(
        ["fish", "--no-config", "-c", f"cchc completion fish | source; {asked}"],
        cwd=played_year,
        env={**os.environ, **PLAIN, "PATH": f"{path.parent}:{os.environ['PATH']}"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    names = [line.partition("\t")[0] for line in done.stdout.splitlines()]
    assert names == ["status", "pah", "--unit=pah", "plan.yaml"]


def test_a_script_is_installed_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    (tmp_path / ".bashrc").write_text("alias ll='ls -l'")
    for shell in ("bash", "bash", "zsh", "fish"):
        assert main(["--quiet", "completion", shell, "--install"]) == 0
    script = tmp_path / ".config" / "cchc" / "completion.bash"
    assert script.read_text().startswith("# cchc")
    lines = (tmp_path / ".bashrc").read_text().splitlines()
    assert lines == ["alias ll='ls -l'", f'source "{script}"']
    assert (tmp_path / ".config" / "fish" / "completions" / "cchc.fish").exists()
