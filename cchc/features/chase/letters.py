"""`cchc remind --letters`: the texts of the ladder that are due, sent or once more."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter
from pathlib import Path

from cchc.app.context import AppContext
from cchc.app.delivery import FileWriter
from cchc.app.options import WriteOptions
from cchc.app.paper_files import note_papers
from cchc.app.which_plan import plan_and_period
from cchc.core.facts.report import Stamp
from cchc.core.plan.plan import Plan
from cchc.core.plan.unit import Channel
from cchc.core.verdict.unit_reports import ReportingView
from cchc.features.chase.board import (
    ReminderBoard,
    ReportsOfPeriodJson,
    StepJson,
    read_board,
)
from cchc.features.chase.letter import (
    Occasion,
    ReminderText,
    chat_text,
    letter_content,
    letter_head,
    letters_page,
)
from cchc.paper.manuscript import (
    Manuscript,
    PaperForm,
    TemplateFolders,
    render_paper,
    with_seal,
)
from cchc.paper.markdown_reader import read_paper
from cchc.paper.paper import Letterhead
from cchc.paper.template import find_template, render_markdown
from cchc.screen.document import DRY_RUN, JsonDocument, inline, key
from cchc.store.decisions import Recipient, dispatches, put_dispatch
from cchc.store.ledger import Ledger, open_for_act, open_ledger
from cchc.store.papers import handed_file
from cchc.store.seal.code import code_for_paper
from cchc.text.day import short
from cchc.text.problem import Problem, require, require_each
from cchc.text.record import Record, field, replace
from cchc.words.prose import two_digits
from cchc.words.translator import Voice


class Sending(Record):
    """A text to be sent now, and why."""

    occasion: Occasion
    text: ReminderText


class Sent(Record):
    """All texts of one run; in the ledger, unless it was a rehearsal."""

    plan: Plan
    view: ReportingView
    sendings: tuple[Sending, ...]

    @property
    def texts(self) -> tuple[ReminderText, ...]:
        return tuple(sending.text for sending in self.sendings)


def send(  # who, when, how, where to
    folders: TemplateFolders,
    period: str | None,
    voice: Voice,
    prepare: Callable[[Sent], None],
    *,
    stamp: Stamp,
    as_of: date,
    dry_run: bool = False,
) -> Sent:
    """Write the texts that the ladder calls for today, and record them as sent.

    Who owes is judged, the texts are written and recorded in one transaction: a unit
    that has reported cannot be named, and no step is carried out twice, however many
    run this at once. What `prepare` refuses is not recorded; it hands nothing out.
    """
    with open_for_act(folders.db, dry_run=dry_run) as ledger:
        board = read_board(ledger, period, as_of)
        seal = code_for_paper(ledger.connection, as_of)
        sendings = require_each(
            _write_text(occasion, folders, voice, seal)
            for occasion in _occasions(board)
        )
        sent = Sent(board.plan, board.view, sendings)
        if sendings:
            prepare(sent)
        if dry_run:
            return sent
        plan = board.plan.id
        recorded = (_record(ledger, plan, sending, stamp) for sending in sendings)
        return replace(sent, sendings=tuple(recorded))


def _record(ledger: Ledger, plan: str, sending: Sending, stamp: Stamp) -> Sending:
    occasion, text = sending.occasion, sending.text
    views = [debt.view for debt in occasion.to]
    to = [Recipient(view.unit.id, view.due, view.missing) for view in views]
    period, step = occasion.board.view.period.name, occasion.step
    number = put_dispatch(ledger, plan, period, step, text.text, to, stamp)
    return replace(sending, text=replace(text, number=number))


def _occasions(whole: ReminderBoard) -> Iterator[Occasion]:
    """Each text and its units in the plan's order: a chat to one, a letter to more."""
    for board in whole.boards:
        order = [unit.id for unit in board.plan.units]
        for step in board.plan.reminders:
            owing = [debt for debt in board.debts if step in debt.ready]
            if step.by is Channel.CHAT:
                yield from (Occasion(board, step, (debt,)) for debt in owing)
            elif owing:
                owing.sort(key=lambda debt: order.index(debt.view.unit.id))
                yield Occasion(board, step, tuple(owing))


def _write_text(
    occasion: Occasion, folders: TemplateFolders, voice: Voice, seal: str | None
) -> Sending | Problem:
    """The text of a step; P601 to P604 where the template of a letter is wrong."""
    step = occasion.step
    if step.by is Channel.CHAT:
        text, source = chat_text(occasion, voice), ""
    else:
        name = step.template or "letter"
        template = find_template(name, voice, folders.office, folders.shipped)
        if isinstance(template, Problem):
            return template
        written = render_markdown(template, letter_content(occasion, voice))
        if isinstance(written, Problem):
            return written
        text, source = with_seal(written, seal, voice), template.file
    period = occasion.board.view.period.id
    units = tuple(debt.view.unit.id for debt in occasion.to)
    reminder = ReminderText(period, *step.key[:2], step.by, units, text, source)
    return Sending(occasion, reminder)


def sent_before(
    db: Path, period: str | None, *, day: date
) -> tuple[Plan, tuple[ReminderText, ...]]:
    """The texts that were recorded as sent on a day, as they were, and their plan.

    Those of the period that is named, else of all periods of the plan in question.
    """
    with open_ledger(db) as ledger:
        versions, when = plan_and_period(ledger, period, day)
        plan = versions[-1].plan
        named = None if period is None else when.name
        return plan, tuple(
            ReminderText(
                *(sent.period, sent.when, sent.to, sent.by, sent.units, sent.text),
                number=sent.id,
            )
            for sent in dispatches(ledger, plan.id, named, day)
        )


class LetterTextJson(JsonDocument):
    """A text and to whom it goes."""

    period: str = key("Id of the period.")
    _step = inline(StepJson)
    units: list[str] = key("Ids of the units that it goes to.")
    text: str = key("Its words.")


class LetterJson(JsonDocument):
    """One text, to one unit or several."""

    _text = inline(LetterTextJson, itemgetter(0))
    file: str | None = key(
        "The first file that it was put in.",
        lambda letter: str(letter[1][0]) if letter[1] else None,
    )
    files: list[str] = key(
        "All of its files.", lambda letter: [str(path) for path in letter[1]]
    )


class SentJson(
    ReportsOfPeriodJson, schema="cchc.remind/1", verbs=("remind --letters",)
):
    """The reminders of one run."""

    dry_run: bool = DRY_RUN
    letters: list[LetterJson] = key(
        "Each text.", join=lambda _, given: given["letters"]
    )


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
