"""`cchc remind --letters`: what is due now goes out, or once more what went."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from cchc.app.context import AppContext
from cchc.app.options import WriteOptions
from cchc.app.paper_files import note_papers
from cchc.features.chase.actions.letter_folder import LetterFolder
from cchc.features.chase.actions.remind import send, sent_before
from cchc.features.chase.show.documents import SentJson
from cchc.features.chase.show.letter import ReminderText, letters_page
from cchc.store.books.handouts import handed_file
from cchc.text.day import short
from cchc.words.prose import two_digits


def give_letters(
    app: AppContext,
    period: str | None,
    output: Path | None,
    day: date,
    act: WriteOptions | None,
) -> None:
    """Send what the ladder calls for; without `act` give once more what was sent."""
    folder = LetterFolder(output, app.writer, day, app.templates, app.voice)
    if act is None:
        _send_again(app, period, folder)
    else:
        _send(app, period, folder, act)


def _send(
    app: AppContext, period: str | None, folder: LetterFolder, act: WriteOptions
) -> None:
    """Send what the ladder calls for: recorded as sent, unless it is a rehearsal.

    The register comes first, the files after it.
    """
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
        files = folder.prepared if folder.path else [{}] * len(texts)
        letters = list(zip(texts, map(tuple, files), strict=True))
        app.out(SentJson.as_json(sent, letters=letters, dry_run=act.dry_run))
    elif texts and not folder.path:
        app.deliver(letters_page(texts, sent.plan, app.voice))
    _tell_files(app, folder)
    if texts and not act.dry_run:
        _note_letters(app, sent.plan.id, texts, folder)
        units = sum(len(text.units) for text in texts)
        app.remark("remind.recorded", n=len(texts), units=two_digits(units, app.voice))
    elif not texts and not act.as_json:
        why = "nobody_due" if sent.plan.reminders else "no_ladder"
        app.remark(f"remind.{why}", day=short(folder.day))


def _send_again(app: AppContext, period: str | None, folder: LetterFolder) -> None:
    """The texts that were recorded as sent on a day, once more."""
    plan, texts = sent_before(app.database, period, day=folder.day)
    if not texts:
        app.remark("remind.none_sent", day=short(folder.day))
        return
    if folder.path is None:
        app.deliver(letters_page(texts, plan, app.voice))
    folder.prepare(texts)
    folder.write()
    _tell_files(app, folder)
    _note_letters(app, plan.id, texts, folder)


def _note_letters(
    app: AppContext, plan: str, texts: Sequence[ReminderText], folder: LetterFolder
) -> None:
    """Note that texts of the register were handed out, as files or on the screen."""
    files = folder.prepared if folder.path else [{}] * len(texts)
    papers = {
        ("letter", text.number): [handed_file(path) for path in paths or (None,)]
        for text, paths in zip(texts, files, strict=True)
    }
    note_papers(app, plan, papers, "remind")


def _tell_files(app: AppContext, folder: LetterFolder) -> None:
    for path in folder.files:
        app.remark("remind.written", path=str(path))
