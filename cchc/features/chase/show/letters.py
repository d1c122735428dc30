"""The texts of the ladder that are due, as they are told and written."""

from operator import itemgetter

from cchc.core.plan.plan import Plan
from cchc.core.verdict.unit_reports import ReportingView
from cchc.features.chase.show.board import ReportsOfPeriodJson, StepJson
from cchc.features.chase.show.letter import Occasion, ReminderText, letter_head
from cchc.paper.manuscript import (
    Manuscript,
    PaperForm,
    TemplateFolders,
    render_paper,
)
from cchc.paper.markdown_reader import read_paper
from cchc.paper.paper import Letterhead
from cchc.screen.document import DRY_RUN, JsonDocument, inline, key
from cchc.text.problem import require
from cchc.text.record import Record
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
