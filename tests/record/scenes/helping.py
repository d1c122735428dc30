"""Help, completion, and streams that hold less than the whole alphabet."""

from re import MULTILINE, findall

from tests.record.scenes.acts import begin_office
from tests.record.world import World

TYPED = (
    *("cchc ", "cchc --", "cchc --q", "cchc st", "cchc report ", "cchc report a"),
    *("cchc status --", "cchc status --u", "cchc status --format ", "cchc export --k"),
    *("cchc export --kind ", "cchc plan cascade --split ", "cchc status --unit p"),
    *("cchc report add p", "cchc why ck", "cchc unit ", "cchc nothing ", "cchc plan c"),
)
PAGES = ("ascii", "cp1252", "cp1258", "cp437", "cp1251", "cp932", "latin-1")


def show_help(world: World) -> None:
    """The help of every verb that the help of its family names."""
    found = world.act("--help", day=False).out.decode()
    pages = ["", *_verbs_of(found)]
    for family in pages[1:]:
        shown = world.act(family, "--help", day=False).out.decode()
        head = shown.split("\n\n")[0]
        if " LỆNH " in head:
            pages += [f"{family} {verb}" for verb in _verbs_of(shown)]
    for page in pages:
        for lang in ("vi", "en"):
            for columns in (40, 80, 120):
                words = (*page.split(), "--help")
                world.read(*words, day=False, lang=lang, columns=columns)
    for family in ("", "plan", "report", "unit", "obstacle", "sign", "db"):
        world.both(*family.split(), day=False)
    world.both("--help", "status", day=False)
    world.both("status", "-h", day=False)
    world.both("help", "status", day=False)


def _verbs_of(page: str) -> list[str]:
    listed = page.partition("\nLệnh:\n")[2].partition("\n\n")[0]
    return findall(r"^  ([a-z]+)  ", listed, MULTILINE)


def complete_words(world: World) -> None:
    """What the tab key offers, shell by shell."""
    begin_office(world)
    for shell in ("bash", "zsh", "fish", "powershell"):
        for typed in TYPED:
            words = typed.split(" ")
            around = {
                "_CCHC_COMPLETE": f"complete_{shell}",
                "_TYPER_COMPLETE_ARGS": typed,
                "_TYPER_COMPLETE_FISH_ACTION": "get-args",
                "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1],
                "COMP_WORDS": typed,
                "COMP_CWORD": str(len(words) - 1),
            }
            for lang in ("vi", "en"):
                environ = {**around, "CCHC_LANG": lang}
                name = f"{shell}-{lang}-{typed}".replace(" ", "_")
                world.read(day=False, environ=environ, name=name)
        named = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
        world.read("--show-completion", shell, day=False, environ=named)
        world.both("--install-completion", shell, day=False, environ=named)
        source = {"_CCHC_COMPLETE": f"source_{shell}"}
        world.read(day=False, environ=source, name=f"source-{shell}")


def use_streams(world: World) -> None:
    """Code pages, a reader that is gone, a disk that is full."""
    begin_office(world)
    for page in PAGES:
        environ = {"PYTHONIOENCODING": page}
        for line in ("--help", "status Q1", "stauts-ơ", "status --json"):
            run_apart(world, *line.split(), environ=environ, name=f"{page}-{line}")
    run_apart(world, "status", environ={"PYTHONIOENCODING": "utf-8"}, name="utf-8")
    run_apart(world, "--help", full=True, name="full")
    run_apart(world, "status", full=True, name="full-status")
    run_apart(world, "export", "Q1", "--output", "-", full=True, name="full-export")


def run_apart(world: World, *words: str, name: str, **how: object) -> None:
    """Run as a new process: streams are opened by Python itself, not by us."""
    world.read(*words, **{**how, "apart": True, "name": name.replace(" ", "_")})
