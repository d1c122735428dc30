"""Texts that go out, each in files of its own in a folder."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from cchc.app.context import AppContext
from cchc.app.delivery import make_folder, write_file
from cchc.core.plan.reminder import Channel
from cchc.features.chase.actions.letter_forms import letter_files
from cchc.text.problem import require
from cchc.text.record import Record, field


class Text(Record):
    """One text to hand over: of which period, step, units (ids), and the words.

    `source` is the template that it was written with, for a person to mend.
    """

    period: str
    when: str
    to: str
    by: Channel
    units: tuple[str, ...]
    text: str
    source: str = ""


class Folder(Record):
    """Where texts go; `filed` are the files of each text written so far."""

    path: Path
    day: date
    filed: list[tuple[Path, ...]] = field(default_factory=list)

    @property
    def files(self) -> Iterator[Path]:
        return (path for paths in self.filed for path in paths)

    def put(self, texts: Iterable[Text], app: AppContext) -> None:
        """Write a message as one file, a letter for Word and as Markdown.

        Nothing that is there is overwritten; Refusal where the disk will not have it.
        """
        require(make_folder(self.path))
        for each in texts:
            made = _made(each, self._free(_stem(each, self.day)), app)
            self.filed.append(tuple(self.path / name for name in made))
            for name, content in made.items():
                require(write_file(content, self.path / name))

    def _free(self, stem: str) -> str:
        """The stem, or with the first number under which nothing is there."""
        taken = {each.stem for each in self.path.iterdir()}
        number, found = 2, stem
        while found in taken:
            number, found = number + 1, f"{stem}-{number}"
        return found

    def empty(self) -> None:
        """Take away the files of texts that were not recorded."""
        for path in self.files:
            path.unlink(missing_ok=True)


def _stem(text: Text, day: date) -> str:
    what = text.units[0] if text.by is Channel.CHAT else "cong-van"
    return f"{day.isoformat()}-{what}-{text.when}-{text.to}"


def _made(text: Text, stem: str, app: AppContext) -> Mapping[str, str | bytes]:
    if text.by is Channel.CHAT:
        return {f"{stem}.txt": text.text}

    shelf = app.templates
    source = text.source or f"{stem}.md"
    return letter_files(stem, text.text, source, shelf, app.voice)
