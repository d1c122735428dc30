"""Write `docs/cli.md` anew: `python -m tests.docs`."""

from datetime import UTC, date, datetime
from pathlib import Path

from cchc.app.command_tree import command_reference
from cchc.app.context import AppContext
from cchc.main import tree
from cchc.words.translator import Lang, voice

PAGE = Path(__file__).parents[1] / "docs" / "cli.md"


def app(lang: Lang = Lang.VI) -> AppContext:
    """A app that depends on nothing around it."""
    return AppContext(
        voice(lang), date(2022, 3, 22), datetime(2022, 3, 22, 8, tzinfo=UTC)
    )


def written() -> str:
    """What the page should be."""
    here = app()
    return command_reference(tree(here.voice), here)


if __name__ == "__main__":
    PAGE.write_text(written(), encoding="utf-8", newline="\n")
