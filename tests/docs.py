"""Write docs/cli.md, docs/json.md and docs/schemas anew: `python -m tests.docs`."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from cchc.app.command_tree import command_reference, command_tree
from cchc.app.context import AppContext
from cchc.words.translator import Lang, voice
from tests.json_contracts import page, schema_files
from tests.json_examples import documents, play

PAGE = Path(__file__).parents[1] / "docs" / "cli.md"


def app(lang: Lang = Lang.VI) -> AppContext:
    """A app that depends on nothing around it."""
    return AppContext(
        voice(lang), date(2022, 3, 22), datetime(2022, 3, 22, 8, tzinfo=UTC)
    )


def written() -> str:
    """What the page should be."""
    here = app()
    return command_reference(command_tree(here.voice), here)


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
