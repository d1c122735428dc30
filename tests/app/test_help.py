"""Help and the reference, over the whole command tree."""

import shutil
import subprocess
from re import compile as pattern
from re import escape

import pytest
import typer
import typer.core
from hypothesis import given
from hypothesis import strategies as st

from cchc.app.command_line import parameters
from cchc.app.command_tree import Command, Group, command_tree, page_of
from cchc.main import main
from cchc.text.width import columns
from cchc.words.translator import Lang, voice
from tests.docs import MANUALS, PAGE, app, man_page, walk_commands, written

CODE = pattern(r"\b(?:help|metavar|usage)\.[a-z_.]+")
ENGLISH = pattern(
    r"\b(?:the|of|and|or|to|is|are|for|with|this|that|not|from|show|usage|options?"
    r"|arguments?|commands?|required|default|message|exit|file|text|integer|path"
    r"|directory|unit|period|date|name|folder|report|plan|number|value|output)\b"
)
VERSION = pattern(
    r"cchc \d+\.\d+\.\d+ \(Python \d+\.\d+\.\d+, SQLite \d+\.\d+\.\d+, "
    r"sổ bản \d+(, [0-9a-f]{10})?\)\n"
)
CAPITALS = pattern("[A-Z_]+")
ROW = pattern(r"^  \S+( \S+)*(?=  |$)")
VIETNAMESE = pattern(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
TYPED = pattern(
    r'\S*"[^"]*"|“[^”]*”|`[^`]*`|--[a-z-]+|cchc( [a-z]+)*|[A-Z]:\S+|\S*[=/.|_]\S*'
)


def choices(param: object) -> list[str]:
    return [str(each) for each in getattr(getattr(param, "type", None), "choices", ())]


def pages(lang: Lang) -> dict[str, str]:
    """The help of every command, without the choices that are typed as they are."""
    here = app(lang)
    return {
        path: without(
            page_of(ctx, here.voice, 80),
            [word for each in parameters(ctx) for word in choices(each)],
        )
        for path, ctx in walk_commands(command_tree(here.voice), here)
    }


def without(text: str, words: list[str]) -> str:
    for word in words:
        text = pattern(rf"\b{escape(word)}\b").sub("…", text)
    return text


VI, EN = pages(Lang.VI), pages(Lang.EN)


def prose(path: str, text: str, heading: str) -> str:
    """The page without its examples and without what is typed as it stands."""
    whole = text.split(f"\n{heading}\n", maxsplit=1)[0]
    usage, _, rest = whole.partition("\n\n")
    names = path.split()
    kept = " ".join(word for word in usage.split() if word not in names)
    listed = "\n".join(ROW.sub("", line) for line in rest.splitlines())
    flat = " ".join(f"{kept} {listed}".split())
    return TYPED.sub(" ", flat).replace("Sa Đéc", "")


def test_vietnamese_help_has_no_english_left_in_it() -> None:
    left = {
        path: found
        for path, text in VI.items()
        if (found := ENGLISH.findall(prose(path, text, "Ví dụ:").lower()))
    }
    assert left == {}


def test_english_help_has_no_vietnamese_in_it() -> None:
    left = {
        path: found
        for path, text in EN.items()
        if (found := VIETNAMESE.findall(prose(path, text, "Examples:").lower()))
    }
    assert left == {}


@pytest.mark.parametrize("shown", [VI, EN], ids=["vi", "en"])
def test_every_text_of_help_is_words_and_not_a_code(shown: dict[str, str]) -> None:
    left = {path: CODE.findall(text) for path, text in shown.items()}
    assert not any(left.values()), left


@pytest.mark.parametrize("lang", list(Lang))
def test_every_command_and_option_has_a_help_text(lang: Lang) -> None:
    here = app(lang)
    bare = [
        f"{path} {getattr(each, 'name', '')}"
        for path, ctx in walk_commands(command_tree(here.voice), here)
        for each in (ctx.command, *parameters(ctx))
        if not getattr(each, "help", None)
    ]
    assert bare == []


def test_every_value_has_a_vietnamese_name() -> None:
    here = app()
    bare = {
        f"{path} {each.name}: {word}"
        for path, ctx in walk_commands(command_tree(here.voice), here)
        for each in parameters(ctx)
        if not isinstance(each, typer.core.TyperOption) or not each.is_flag
        if not choices(each)
        for word in CAPITALS.findall(each.metavar or (each.name or "").upper())
        if not here.voice.knows(f"metavar.{word.lower()}")
    }
    assert bare == set()


def test_all_commands_are_of_our_own_kind() -> None:
    here = app()
    kinds = {
        type(ctx.command) for _, ctx in walk_commands(command_tree(here.voice), here)
    }
    assert kinds <= {Command, Group}


@given(width=st.integers(40, 120))
def test_no_line_of_help_is_wider_than_the_screen(width: int) -> None:
    here = app()
    ctx = next(ctx for _, ctx in walk_commands(TREE, here))
    lines = page_of(ctx, here.voice, width).splitlines()
    assert [line for line in lines if columns(line) > width] == []


TREE = command_tree(voice(Lang.VI))


def test_the_program_alone_shows_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    alone = capsys.readouterr().out
    assert main(["--help"]) == 0
    assert capsys.readouterr().out == alone
    assert alone.startswith("Cách gõ: cchc LỆNH")


@pytest.mark.parametrize("lang", list(Lang))
def test_first_help_tells_of_twelve_options_and_names_the_others(lang: Lang) -> None:
    here = app(lang)
    for path, ctx in walk_commands(command_tree(here.voice), here):
        first = page_of(ctx, here.voice, 200)
        whole = page_of(ctx, here.voice, 200, every=True)
        told = [row for row in first.splitlines() if row.startswith("  -")]
        assert len(told) <= 12, path
        assert (f"{path} --help --all" in first) == (first != whole)
        for each in parameters(ctx):
            assert all(name in first for name in each.opts if name.startswith("--"))
            assert all(name in whole for name in each.opts if name.startswith("--"))


def test_all_options_are_told_of_when_they_are_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    pages_of = []
    for words in ("sign add --help --all", "sign add --all -h", "help sign add --all"):
        assert main(words.split()) == 0
        pages_of.append(capsys.readouterr().out)
    assert pages_of[0] == pages_of[1] == pages_of[2]
    assert "  --dry-run " in pages_of[0]


@pytest.mark.parametrize(
    ("asked", "same"),
    [
        (["help"], ["--help"]),
        (["-h"], ["--help"]),
        (["help", "report"], ["report", "--help"]),
        (["help", "report", "add"], ["report", "add", "--help"]),
        (["report", "add", "-h"], ["report", "add", "--help"]),
        (["tro-giup", "bao-cao", "them"], ["report", "add", "--help"]),
        (["trợ", "giúp", "xuất"], ["export", "--help"]),
    ],
)
def test_help_is_understood_however_it_is_asked_for(
    asked: list[str], same: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(same) == 0
    page = capsys.readouterr().out
    assert main(asked) == 0
    assert capsys.readouterr().out == page


def test_help_on_what_is_no_verb_is_a_slip_like_any_other(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["help", "reprot"]) == 2
    assert "“report”" in capsys.readouterr().err


def test_the_version_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    shown = capsys.readouterr().out
    assert VERSION.fullmatch(shown)
    assert main(["version"]) == main(["-V"]) == 0
    assert capsys.readouterr().out == shown * 2


@pytest.mark.parametrize(("name", "lang"), MANUALS.items())
def test_the_manual_is_what_the_commands_say(name: str, lang: Lang) -> None:
    page = (PAGE.parent / "man" / name).read_text("utf-8")
    assert page == man_page(lang), "python -m tests.docs"


@pytest.mark.parametrize("name", list(MANUALS))
def test_the_manual_can_be_printed(name: str) -> None:
    if shutil.which("groff") is None:
        pytest.skip("groff is not installed here")
    words = ["groff", "-k", "-man", "-Tutf8", "-ww", str(PAGE.parent / "man" / name)]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=True)
    assert done.stderr == ""
    assert "cchc report add" in done.stdout


def test_the_reference_is_what_the_commands_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == written(), "python -m tests.docs"
