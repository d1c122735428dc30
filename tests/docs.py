"""Write docs/cli.md, docs/json.md and docs/schemas anew: `python -m tests.docs`."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import typer

from cchc.app.command_tree import Command, Group, command_tree, page_of
from cchc.app.context import AppContext
from cchc.words.translator import Lang, voice
from tests.json_contracts import page, schema_files
from tests.json_examples import documents, play

PAGE = Path(__file__).parents[1] / "docs" / "cli.md"
WIDTH = 88
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
        f"\n## {path}\n\n```text\n{page_of(ctx, here.voice, WIDTH)}\n```\n"
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
    with TemporaryDirectory() as folder:
        examples = documents(play(Path(folder) / "demo"))
    for path, text in json_pages(examples).items():
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
