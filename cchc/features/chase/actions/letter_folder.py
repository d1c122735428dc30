"""Reminders as files in a folder: a message as text, a letter as Word and Markdown."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from cchc.app.delivery import FileWriter
from cchc.core.plan.reminder import Channel
from cchc.features.chase.show.letter import ReminderText
from cchc.features.chase.show.letter_head import letter_head
from cchc.paper.manuscript import Manuscript, PaperForm, TemplateFolders, render_paper
from cchc.paper.markdown_reader import read_paper
from cchc.paper.paper import Letterhead
from cchc.text.problem import require
from cchc.text.record import Record, field
from cchc.words.translator import Voice


class LetterFolder(Record):
    """Where texts of a day are written; without a path nowhere.

    `prepared` are the files of each text with what will be in them.
    """

    path: Path | None
    writer: FileWriter
    day: date
    templates: TemplateFolders
    voice: Voice
    prepared: list[dict[Path, str | bytes]] = field(default_factory=list)

    @property
    def files(self) -> Iterator[Path]:
        return (path for files in self.prepared for path in files)

    def prepare(self, texts: Iterable[ReminderText]) -> None:
        """Make the files of each text, under names that nothing has.

        Raises:
            Refusal: a template is wrong (P601 to P607), no folder can be made there.
        """
        if self.path is None:
            return
        self.writer.make_folder(self.path)
        taken = {path.stem for path in self.path.iterdir()}
        for text in texts:
            files = self._render(text, taken)
            taken |= {Path(name).stem for name in files}
            self.prepared.append({self.path / name: files[name] for name in files})

    def write(self) -> None:
        """Write what was prepared."""
        for files in self.prepared:
            for path, content in files.items():
                self.writer.write(content, path)

    def _render(self, text: ReminderText, taken: set[str]) -> Mapping[str, str | bytes]:
        is_chat = text.by is Channel.CHAT
        what = text.units[0] if is_chat else self.voice.say("file.letter")
        stem = _free_stem(f"{self.day}-{what}-{text.when}-{text.to}", taken)
        if is_chat:
            return {f"{stem}.txt": text.text}
        source = text.source or f"{stem}.md"
        return letter_files(stem, text.text, source, self.templates, self.voice)


def _free_stem(stem: str, taken: set[str]) -> str:
    """The stem, or with the first number under which nothing is there."""
    number, free = 2, stem
    while free in taken:
        number, free = number + 1, f"{stem}-{number}"
    return free


def letter_files(
    stem: str, text: str, source: str, folders: TemplateFolders, voice: Voice
) -> dict[str, str | bytes]:
    """The files of a letter by their names; the same words give the same files.

    Everything in the Word file comes from the words, so that a letter printed again
    is the letter that was sent. Refuses what `render_paper` refuses; `source` is where
    a person can mend it.
    """
    paper = require(read_paper(text, source))
    letter = Manuscript(stem, Letterhead.LETTER, text, letter_head(paper), source)
    files: dict[str, str | bytes] = {}
    for form in (PaperForm.DOCX, PaperForm.MD):
        files.update(render_paper(letter, form, folders, voice).files)
    return files
