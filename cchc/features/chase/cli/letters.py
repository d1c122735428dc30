"""`cchc remind --letters`: what is due now goes out, or once more what went."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from cchc.app.context import AppContext
from cchc.app.delivery import FileWriter
from cchc.app.options import WriteOptions
from cchc.app.paper_files import note_papers
from cchc.core.plan.unit import Channel
from cchc.features.chase.actions.letters import send, sent_before
from cchc.features.chase.show.letter import (
    ReminderText,
    letters_page,
)
from cchc.features.chase.show.letters import SentJson, letter_files
from cchc.paper.manuscript import (
    TemplateFolders,
)
from cchc.store.papers import handed_file
from cchc.text.day import short
from cchc.text.record import Record, field
from cchc.words.prose import two_digits
from cchc.words.translator import Voice


class LetterFolder(Record):
    """Where texts of a day are written; without a path nowhere.

    `prepared` are the files of each text with what will be in them. A rehearsal names
    them and writes none.
    """

    path: Path | None
    writer: FileWriter
    day: date
    templates: TemplateFolders
    voice: Voice
    dry_run: bool = False
    prepared: list[dict[Path, str | bytes]] = field(default_factory=list)

    def prepare(self, texts: Sequence[ReminderText]) -> None:
        """Make the files of each text, under names that nothing has (P601 to P607)."""
        if self.path is None:
            self.prepared.extend({} for _ in texts)
            return
        if not self.dry_run:
            self.writer.make_folder(self.path)
        there = self.path.iterdir() if self.path.is_dir() else ()
        taken = {path.stem for path in there}
        for text in texts:
            files = self._render(text, taken)
            taken |= {Path(name).stem for name in files}
            self.prepared.append({self.path / name: files[name] for name in files})

    def _render(self, text: ReminderText, taken: set[str]) -> Mapping[str, str | bytes]:
        is_chat = text.by is Channel.CHAT
        what = text.units[0] if is_chat else self.voice.say("file.letter")
        stem, number = f"{self.day}-{what}-{text.when}-{text.to}", 2
        free = stem
        while free in taken:  # the first number under which nothing is there
            free, number = f"{stem}-{number}", number + 1
        if is_chat:
            return {f"{free}.txt": text.text}
        source = text.source or f"{free}.md"
        return letter_files(free, text.text, source, self.templates, self.voice)

    def write(self) -> None:
        """Write what was prepared, unless this is a rehearsal."""
        for files in () if self.dry_run else self.prepared:
            for path, content in files.items():
                self.writer.write(content, path)

    def tell(self, app: AppContext) -> None:
        """Tell which files were written, or would be."""
        code = "output.would" if self.dry_run else "remind.written"
        for path in (path for files in self.prepared for path in files):
            app.remark(code, path=str(path))


def give_letters(
    app: AppContext,
    period: str | None,
    output: Path | None,
    day: date,
    act: WriteOptions | None,
) -> None:
    """Send what the ladder calls for; without `act` give once more what was sent."""
    dry_run = act is not None and act.dry_run
    folder = LetterFolder(
        output, app.writer, day, app.templates, app.voice, dry_run=dry_run
    )
    if act is not None:
        _send(app, period, folder, act)
        return
    plan, texts = sent_before(app.database, period, day=day)
    if not texts:
        app.remark("remind.none_sent", day=short(day))
        return
    if output is None:
        app.deliver(letters_page(texts, plan, app.voice))
    folder.prepare(texts)
    folder.write()
    folder.tell(app)
    _note_letters(app, plan.id, texts, folder)


def _send(
    app: AppContext, period: str | None, folder: LetterFolder, act: WriteOptions
) -> None:
    sent = send(
        app.templates,
        period,
        app.voice,
        lambda sent: folder.prepare(sent.texts),
        stamp=app.stamp("remind --letters", act.by),
        as_of=folder.day,
        dry_run=act.dry_run,
    )
    folder.write()
    texts = sent.texts
    if act.as_json:
        letters = [*zip(texts, map(tuple, folder.prepared), strict=True)]
        app.out(SentJson.as_json(sent, letters=letters, dry_run=act.dry_run))
    elif texts and not folder.path:
        app.deliver(letters_page(texts, sent.plan, app.voice))
    folder.tell(app)
    if texts and not act.dry_run:
        _note_letters(app, sent.plan.id, texts, folder)
        units = sum(len(text.units) for text in texts)
        app.remark("remind.recorded", n=len(texts), units=two_digits(units, app.voice))
    elif not texts and not act.as_json:
        why = "nobody_due" if sent.plan.reminders else "no_ladder"
        app.remark(f"remind.{why}", day=short(folder.day))


def _note_letters(
    app: AppContext, plan: str, texts: Sequence[ReminderText], folder: LetterFolder
) -> None:
    """Note that texts of the register were handed out, as files or on the screen."""
    papers = {
        ("letter", text.number): [handed_file(path) for path in paths or (None,)]
        for text, paths in zip(texts, folder.prepared, strict=True)
    }
    note_papers(app, plan, papers, "remind")
