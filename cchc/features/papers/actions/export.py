"""`cchc export`: papers of a period, ready to be written to a file.

The report, the chairman's page, reports of units and the message for chat are made of
the same view.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import cast

from cchc.app.name_lookup import find_typed, unit_names
from cchc.core.facts.succession import refusal_of_ended
from cchc.core.plan.date_window import paper_problem
from cchc.core.plan.plan import NO_PAPER, Paper, Plan
from cchc.core.plan.unit import Unit
from cchc.core.verdict.status import StatusView, every_indicator
from cchc.core.verdict.statuses import Reporting
from cchc.core.verdict.task import own_tasks
from cchc.core.verdict.unit_reports import is_waited_for
from cchc.features.papers.show.brief import brief_content
from cchc.features.papers.show.file_stem import file_stem
from cchc.features.papers.show.memo import PaperSurroundings, memo_content, numbers_in
from cchc.features.report.actions.checks import memo_checks
from cchc.features.status.actions.status import (
    StatusAnswer,
    StatusQuestion,
    concerning,
    narrow_view,
    status_in,
)
from cchc.paper.manuscript import Manuscript, Plain, TemplateFolders, with_seal
from cchc.paper.paper import Letterhead
from cchc.paper.template import TemplateSource, find_template, render_markdown
from cchc.phrases.figures.grammar import Addressee
from cchc.store.books.handouts import code_for_paper
from cchc.store.books.notes import period_notes
from cchc.store.facts import facts_when_asked
from cchc.store.ledger import Ledger, open_ledger, read_transaction
from cchc.text.lazy import sha256
from cchc.text.problem import (
    Place,
    Problem,
    ProblemCode,
    refuse_if_any,
    require,
    require_each,
)
from cchc.text.record import Record, replace
from cchc.words.period import voice_of_span
from cchc.words.translator import Voice

Content = dict[str, Plain]


class PaperKind(Record):
    """The name of a paper's template, its letterhead, its key in `cchc.export/1`."""

    template: str
    letterhead: Letterhead
    key: str


MEMO = PaperKind("memo", Letterhead.REPORT, "memo")
BRIEF = PaperKind("brief", Letterhead.BRIEF, "brief")
SCORE = PaperKind("score", Letterhead.REPORT, "score")
MATTERS = PaperKind("matters", Letterhead.BRIEF, "matters")
UNIT_REPORT = PaperKind("unit-report", Letterhead.REPORT, "unit")


class WrittenPaper(Record):
    """A paper as Markdown, and what it rests on.

    `template` is the file of the office's own template, None for the program's;
    `doubts` are warnings of the plan's checks, `around` stands round the figures.
    """

    kind: PaperKind
    manuscript: Manuscript
    standing: StatusAnswer
    template: str | None
    doubts: tuple[Problem, ...]
    around: PaperSurroundings

    @property
    def silent(self) -> tuple[str, ...]:
        """Names of units without a whole report."""
        units = self.standing.view.units
        return tuple(unit.unit.name for unit in units if is_waited_for(unit))


class Preparation(Record):
    """What every paper of a kind is written with, for figures that may go out.

    `own` is the template's file if it is the office's.
    """

    kind: PaperKind
    template: TemplateSource
    own: str | None
    doubts: tuple[Problem, ...]
    around: PaperSurroundings

    def write(
        self,
        stem: str,
        content: Mapping[str, Plain],
        status: StatusAnswer,
        voice: Voice,
    ) -> WrittenPaper:
        """The paper, under a stem of file names; refuses a template that is wrong."""
        kind, template = self.kind, self.template
        text = require(render_markdown(template, content))
        text = with_seal(text, status.seal, voice)
        pattern = sha256(template.text.encode()).hexdigest()
        view = status.view
        key_words = f"{view.period.id} {view.as_of} {voice.lang}"
        manuscript = Manuscript(
            stem, kind.letterhead, text, content, template.file, pattern, key_words
        )
        return WrittenPaper(
            kind, manuscript, status, self.own, self.doubts, self.around
        )


def prepare(
    kind: PaperKind,
    status: StatusAnswer,
    folders: TemplateFolders,
    voice: Voice,
    paper: Paper,
) -> Preparation:
    """The office's template if it has one, else the program's.

    Refuses figures that fail a check of severity `error`, wrong templates, and a day
    of the paper that is none of the plan's (P346).
    """
    require(paper_problem(paper, status.version.plan))
    doubts = check_figures(status)
    office, shipped = folders.office, folders.shipped
    template = require(find_template(kind.template, voice, office, shipped))
    surroundings = (notice_of(status, voice), paper, status.since, status.effects)
    around = PaperSurroundings(*surroundings, notes=status.notes, scores=status.scores)
    own = folders.own_template(template.file)
    return Preparation(kind, template, own, doubts, around)


def check_figures(status: StatusAnswer) -> tuple[Problem, ...]:
    """What does not add up in the figures of a paper; refused where it must not go.

    The checks are those of the whole authority, also for the report of one unit.
    """
    if status.facts is None:
        return ()
    doubts = memo_checks(status.version.plan, status.facts, status.view.period)
    refuse_if_any(doubts)
    return doubts


def memo(
    folders: TemplateFolders,
    question: StatusQuestion,
    voice: Voice,
    paper: Paper = NO_PAPER,
    *,
    is_board: bool = False,
    reader: Addressee = Addressee.SUPERIOR,
) -> WrittenPaper:
    """The report of the period as of the day, by the office's template if it has one.

    The folder `templates` beside the database wins over what the program ships.
    `paper` is the report's own number and day, when they are known already; `reader`
    whom it goes to;
    `is_board`: a dashboard or a workbook will be made of it, with every unit's figures.
    Refuses what `standing` refuses, templates that are wrong (P601 to P604), and
    figures that fail a check of severity `error` (P351, P353).
    """
    with open_status(folders.db, question, with_effects=True) as status:
        if is_board:  # worked out while the ledger is open
            for line in every_indicator(status.view):
                line.parts.work_out()
        return memo_of(status, folders, voice, paper, reader)


@contextmanager
def open_status(
    db: Path, question: StatusQuestion, *, with_effects: bool = False
) -> Iterator[StatusAnswer]:
    """Where everything stands, as long as the ledger is open.

    Figures of units are read when a paper asks for them.
    """
    with open_ledger(db) as ledger, read_transaction(ledger):
        yield status_for_paper(ledger, db, question, with_effects=with_effects)


def status_for_paper(
    ledger: Ledger, db: Path, question: StatusQuestion, *, with_effects: bool
) -> StatusAnswer:
    """Where everything stands, with the seal code of the day for the paper's foot."""
    reader = partial(facts_when_asked, with_words=True)
    status = status_in(
        ledger,
        db,
        question,
        with_effects=with_effects,
        with_years=True,
        read_facts=reader,
    )
    plan, period = status.version.plan.id, status.view.period.name
    notes = period_notes(ledger, plan, period, question.as_of)
    seal = code_for_paper(ledger, question.as_of)
    status = replace(status, seal=seal, notes=notes)
    if not status.version.plan.is_scored:
        return status
    from cchc.store.books.scores import scores_of  # noqa: PLC0415

    return replace(status, scores=scores_of(ledger, plan, question.as_of))


def memo_of(
    status: StatusAnswer,
    folders: TemplateFolders,
    voice: Voice,
    paper: Paper = NO_PAPER,
    reader: Addressee = Addressee.SUPERIOR,
) -> WrittenPaper:
    """The report of a standing; refuses what `memo` refuses."""
    voice = voice_of_span(status.version.plan, voice)
    preparation = prepare(MEMO, status, folders, voice, paper)
    around = replace(preparation.around, reader=reader)
    view, plan = status.view, status.version.plan
    content = memo_content(view, plan, voice, around)
    if preparation.own:  # it may be a copy of an earlier edition
        earlier = cast("Mapping[str, Plain]", content["appendices"])
        content["appendices"] = numbers_in(preparation.template.text, earlier)
    stem = file_stem(view.period, plan, voice)
    return replace(preparation, around=around).write(stem, content, status, voice)


def brief(
    folders: TemplateFolders,
    question: StatusQuestion,
    voice: Voice,
    paper: Paper = NO_PAPER,
) -> WrittenPaper:
    """The chairman's page of the period; refuses what `memo` refuses."""
    return _named_paper(BRIEF, brief_content, folders, question, voice, paper)


def score_paper(
    folders: TemplateFolders,
    question: StatusQuestion,
    voice: Voice,
    paper: Paper = NO_PAPER,
) -> WrittenPaper:
    """The self-scoring paper; refuses what `memo` refuses, and no criteria (P588)."""
    from cchc.features.papers.show.score_paper import score_content  # noqa: PLC0415

    return _named_paper(SCORE, score_content, folders, question, voice, paper)


ContentMaker = Callable[[StatusView, Plan, Voice, PaperSurroundings], Content]


def _named_paper(
    kind: PaperKind,
    content_of: ContentMaker,
    folders: TemplateFolders,
    question: StatusQuestion,
    voice: Voice,
    paper: Paper,
) -> WrittenPaper:
    with open_status(folders.db, question) as status:
        return named_paper_of(status, kind, content_of, folders, voice, paper)


def named_paper_of(  # what every paper is made of
    status: StatusAnswer,
    kind: PaperKind,
    content_of: ContentMaker,
    folders: TemplateFolders,
    voice: Voice,
    paper: Paper = NO_PAPER,
) -> WrittenPaper:
    """A paper of a standing that is called by its kind."""
    view, plan = status.view, status.version.plan
    voice = voice_of_span(plan, voice)
    preparation = prepare(kind, status, folders, voice, paper)
    content = content_of(view, plan, voice, preparation.around)
    stem = voice.say(f"{kind.key}.name", stem=file_stem(view.period, plan, voice))
    return preparation.write(stem, content, status, voice)


class ChatMessage(Record):
    """The message for chat, what it rests on, warnings of the plan's checks."""

    text: str
    standing: StatusAnswer
    doubts: tuple[Problem, ...]


def message(
    folders: TemplateFolders, question: StatusQuestion, voice: Voice
) -> ChatMessage:
    """The message of the period; refuses what `memo` refuses of its figures."""
    from cchc.features.papers.show.chat import chat_message  # noqa: PLC0415

    with open_status(folders.db, question) as status:
        doubts, notice = check_figures(status), notice_of(status, voice)
        text = chat_message(status.view, status.version.plan, voice, notice)
        return ChatMessage(text, status, doubts)


def unit_reports(
    folders: TemplateFolders,
    question: StatusQuestion,
    keys: tuple[str, ...],
    voice: Voice,
    paper: Paper = NO_PAPER,
    *,
    with_assisted: bool = False,
) -> tuple[WrittenPaper, ...]:
    """The own reports of the units named, by id or name; of none named: of all.

    All are those that owe a report for the period, in the order of the plan. Refuses
    what `memo` refuses, and units that are not in the plan (P507). `with_assisted`:
    with the tasks in which a unit only assists.
    """
    with open_status(folders.db, question) as status:
        return unit_reports_of(
            status, folders, keys, voice, paper, with_assisted=with_assisted
        )


def unit_reports_of(
    status: StatusAnswer,
    folders: TemplateFolders,
    keys: tuple[str, ...],
    voice: Voice,
    paper: Paper = NO_PAPER,
    *,
    with_assisted: bool = False,
) -> tuple[WrittenPaper, ...]:
    """The same of a standing."""
    units = _units_to_report(status, keys)
    voice = voice_of_span(status.version.plan, voice)
    preparation = prepare(UNIT_REPORT, status, folders, voice, paper)
    return tuple(
        _unit_report(status, unit, preparation, voice, with_assisted=with_assisted)
        for unit in units
    )


def _units_to_report(status: StatusAnswer, keys: tuple[str, ...]) -> tuple[Unit, ...]:
    """The units named, else all that owe a report for the period."""
    plan, place = status.version.plan, Place(argument="--unit")
    owing = tuple(
        view.unit for view in status.view.units if view.report is not Reporting.EXEMPT
    )
    names, code = unit_names(plan), ProblemCode.UNIT_UNKNOWN
    ids = require_each(find_typed(key, names, code, "--unit") for key in keys)
    period = status.view.period
    ended = (refusal_of_ended(plan, key, period, place) for key in ids)
    refuse_if_any(filter(None, ended))
    return tuple(unit for unit in plan.units if unit.id in ids) if keys else owing


def _unit_report(
    status: StatusAnswer,
    unit: Unit,
    preparation: Preparation,
    voice: Voice,
    *,
    with_assisted: bool,
) -> WrittenPaper:
    from cchc.features.papers.show.unit_report import unit_report_content  # noqa: PLC0415

    plan, view = status.version.plan, narrow_view(status.view, unit.id, None)
    if status.facts is not None:
        tasks = own_tasks(view.tasks, plan, view.period, status.facts, unit.id)
        view = replace(view, tasks=tasks)
    content = unit_report_content(
        view, plan, unit, voice, preparation.around, with_assisted=with_assisted
    )
    stem = file_stem(view.period, plan, voice)
    name = voice.say("unit.paper.file", stem=stem, unit=unit.id)
    since = concerning(status.since, unit.id, None)
    own = replace(status, view=view, unit=unit.id, since=since)
    return preparation.write(name, content, own, voice)


def notice_of(status: StatusAnswer, voice: Voice) -> str | None:
    """What must stand at the top of a paper whose figures are invented."""
    return voice.say("status.illustrative") if status.is_illustrative else None
