"""What a folder of papers holds, as sentences and as `cchc.papers/1`."""

from collections.abc import Iterator
from pathlib import Path

from cchc.app.delivery import Delivered
from cchc.screen.document import DRY_RUN, JsonDocument, key
from cchc.text.record import Record
from cchc.words.translator import Voice


class FolderFile(Record):
    """A file of the folder: what it is, its name, about how many pages or rows."""

    kind: str
    name: str
    content: str | bytes
    pages: int = 0
    rows: int | None = None


class FolderWritten(Record):
    """Where the files are."""

    folder: Path
    files: tuple[FolderFile, ...]

    def lines(self, voice: Voice) -> Iterator[str]:
        """Each file but the reports of units, which are only counted."""
        for file in self.files:
            if file.kind != UNIT:
                yield Delivered(Path(file.name)).words(voice, file.rows, file.pages)


UNIT = "unit"


class FolderFileJson(JsonDocument):
    """A file of the folder."""

    kind: str = key(
        "report, internal, brief, matters, conclusions, tables, board, chat, unit; "
        "pack: all of the meeting in one."
    )
    path: str = key("Where it is, from the folder.", "name")
    pages: int | None = key(
        "About how many pages; null for what is no paper.",
        lambda file: file.pages or None,
    )
    rows: int | None = key("Rows of its tables, where it is nothing else.")


class FolderJson(
    JsonDocument,
    schema="cchc.papers/1",
    verbs=("export --kind pack", "export --kind all"),
):
    """The papers that were written."""

    dry_run: bool = DRY_RUN
    folder: str = key("The folder.", lambda written: str(written.folder))
    files: list[FolderFileJson] = key("Each of them.")
