"""Write the pages and tables that are made from the program: `python -m tests.docs`.

docs/cli.md, docs/cau-chu.md, docs/ngon-ngu-ke-hoach.md, docs/plan-language.md,
docs/ma-loi.md, docs/problem-codes.md, docs/json.md, docs/schemas, docs/man, the tables
of docs/lien-ket.md, templates/datasette.yaml and `cchc/app/parameters.tsv`.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from re import sub
from tempfile import TemporaryDirectory

import typer
import typer.core

from cchc import __version__
from cchc.app.command_line import TyperParameter, parameters
from cchc.app.command_tree import Command, Group, command_tree, page_of
from cchc.app.completion import PARAMETERS
from cchc.app.context import AppContext
from cchc.features.office.show.help import code_page
from cchc.text.problem import Problem, ProblemCode
from cchc.words.translator import Lang, Voice, voice
from tests import plan_language, views_pages
from tests.json_contracts import page, schema_files
from tests.json_examples import documents, play
from tests.phrases import sentences

PAGE = Path(__file__).parents[1] / "docs" / "cli.md"
WIDTH = 88
MAN_WIDTH = 72
MANUALS = {"cchc.1": Lang.EN, "cchc.vi.1": Lang.VI}
CODES = {"ma-loi.md": Lang.VI, "problem-codes.md": Lang.EN}
HEAD = """# Các lệnh của cchc

Trang này được chép từ chính phần hướng dẫn của chương trình (`--help`).
"""


def app(lang: Lang = Lang.VI) -> AppContext:
    """A app that depends on nothing around it."""
    return AppContext(
        voice(lang), date(2022, 3, 22), datetime(2022, 3, 22, 8, tzinfo=UTC)
    )


def written() -> str:
    """What the page should be."""
    here = app()
    parts = [
        f"\n## {path}\n\n```text\n{page_of(ctx, here.voice, WIDTH, every=True)}\n```\n"
        for path, ctx in walk_commands(command_tree(here.voice), here)
    ]
    return HEAD + "".join(parts)


def walk_commands(tree: Group, app: AppContext) -> Iterator[tuple[str, typer.Context]]:
    """Every command with its words on the command line, families first; loads all."""
    waiting: list[tuple[Command | Group, str, typer.Context | None]]
    waiting = [(tree, "cchc", None)]
    while waiting:
        command, name, parent = waiting.pop(0)
        ctx = typer.Context(command, parent=parent, info_name=name, obj=app)
        yield ctx.command_path, ctx
        if isinstance(command, Group):
            below = [(command.get_command(ctx, n), n, ctx) for n in command.entries]
            waiting = [*below, *waiting]


def man_page(lang: Lang) -> str:
    """The manual page of all commands, in roff: their help, each under its name."""
    here = app(lang)
    title = here.voice.say("help.cchc").partition(":")[0]
    head = [f'.TH CCHC 1 "" "cchc {__version__}"', ".SH NAME", f"cchc \\- {title}"]
    for path, ctx in walk_commands(command_tree(here.voice), here):
        lines = page_of(ctx, here.voice, MAN_WIDTH, every=True).splitlines()
        head += [f'.SH "{path}"', ".nf", *map(_roff, lines), ".fi"]
    return "\n".join(head) + "\n"


def _roff(line: str) -> str:
    bare = line.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{bare}" if bare[:1] in {".", "'"} else bare


def codes_page(voice: Voice) -> str:
    """All problem codes on one page, by their hundreds."""
    return "\n".join(_codes_page(voice)) + "\n"


def _codes_page(voice: Voice) -> Iterator[str]:
    yield voice.say("explain.page")
    group = ""
    for code in sorted(ProblemCode, key=lambda code: code.value):
        if code.value[:2] != group:
            group = code.value[:2]
            yield f"\n## {voice.say(f'explain.{group}')}"
        head, _, *lines = code_page(code, voice).splitlines()
        yield f"\n### {code.value}\n"
        if Problem(code).is_warning:
            lines.append(head.rpartition(" · ")[2] + ".")
        yield "  \n".join(lines)


class Codes(Voice):
    """Speaks no language: every text of help stays the code it is declared by."""

    def say(self, code: str, /, **_blanks: object) -> str:
        return code

    def knows(self, _code: str) -> bool:
        return False


def parameter_table() -> str:
    """What `cchc/app/parameters.tsv` should be: a line for each option and argument.

    Columns: verb, names as typed (none: an argument), kind of value (none: a flag),
    `*` where several may be given, the code of its help.
    """
    here = app()
    here.voice = Codes(Lang.EN)
    lines = [
        "\t".join(_columns(path.removeprefix("cchc").strip(), param))
        for path, ctx in walk_commands(command_tree(here.voice), here)
        for param in parameters(ctx)
        if not param.hidden and (path == "cchc" or param.name != "help")
        if path == "cchc" or not isinstance(ctx.command, Group)
    ]
    return "\n".join(lines) + "\n"


def _columns(verb: str, param: TyperParameter) -> tuple[str, ...]:
    is_flag = isinstance(param, typer.core.TyperOption) and param.is_flag
    values = getattr(param.type, "choices", ())
    choices = "|".join(str(getattr(value, "value", value)) for value in values)
    name = param.metavar or (param.name or "").upper()
    kind = "" if is_flag else choices or sub(r"[\[\]]|\.\.\.", "", name)
    many = param.nargs != 1 or getattr(param, "multiple", False)
    names = "" if isinstance(param, typer.core.TyperArgument) else " ".join(param.opts)
    return verb, names, kind, "*" if many else "", param.help or ""


def json_pages(examples: Mapping[str, object]) -> dict[Path, str]:
    """`docs/json.md` and the schema of each contract, by path."""
    docs = PAGE.parent
    schemas = schema_files().items()
    return {
        docs / "json.md": page(examples),
        **{docs / "schemas" / name: text for name, text in schemas},
    }


def main() -> None:
    """Write every page that is made from the program."""
    PAGE.write_text(written(), encoding="utf-8", newline="\n")
    for name, lang in CODES.items():
        text = codes_page(voice(lang))
        (PAGE.parent / name).write_text(text, encoding="utf-8", newline="\n")
    for name, lang in MANUALS.items():
        path = PAGE.parent / "man" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(man_page(lang), encoding="utf-8", newline="\n")
    for path, lang in plan_language.PAGES.items():
        text = plan_language.page(lang)
        path.write_text(text, encoding="utf-8", newline="\n")
    views_pages.write()
    sentences.PAGE.write_text(sentences.page(), encoding="utf-8", newline="\n")
    PARAMETERS.write_text(parameter_table(), encoding="utf-8", newline="\n")
    with TemporaryDirectory() as folder:
        examples = documents(play(Path(folder) / "demo"))
    for path, text in json_pages(examples).items():
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
