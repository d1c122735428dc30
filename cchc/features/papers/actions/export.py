"""`cchc export`: papers of a period, ready to be written to a file."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from cchc.core.plan.calendar import periods
from cchc.core.plan.date_window import DateRole, plan_window, window_problem
from cchc.core.plan.period import Period
from cchc.core.plan.plan import NO_PAPER, Paper
from cchc.core.verdict.unit_reports import is_waited_for
from cchc.features.papers.show.memo import ALONE, Around, memo_content
from cchc.features.report.actions.checks import memo_checks
from cchc.features.status.actions.status import Question, Standing, standing_in
from cchc.paper.manuscript import (
    Manuscript,
    PaperFiles,
    PaperForm,
    Plain,
    TemplateFolders,
    render_paper,
)
from cchc.paper.paper import Letterhead
from cchc.paper.template import TemplateSource, find_template, render_markdown
from cchc.store.ledger import opened, reading
from cchc.text.problem import Place, Problem, Refusal, refuse_if_any, require
from cchc.text.record import Record
from cchc.words.period import ROMAN
from cchc.words.translator import Voice


class Memo(Record):
    """A paper as Markdown, and what it rests on.

    `template` is the file of the office's own template, None for the program's.
    `silent` are names of units without a whole report. `doubts` are warnings of the
    plan's checks. `key` is what its words are called in JSON, `around` stands round
    its figures in every form.
    """

    manuscript: Manuscript
    standing: Standing
    template: str | None
    silent: tuple[str, ...]
    doubts: tuple[Problem, ...]
    key: str = "memo"
    around: Around = ALONE


def memo(
    shelf: TemplateFolders, asked: Question, voice: Voice, paper: Paper = NO_PAPER
) -> Memo:
    """The report of the period as of the day, by the office's template if it has one.

    The folder `templates` beside the database wins over what the program ships.
    `paper` is the report's own number and day, when they are known already.
    Refuses what `standing` refuses, templates that are wrong (P601 to P604), and
    figures that fail a check of severity `error` (P351, P353).
    """
    with opened(shelf.db) as ledger, reading(ledger):
        found = standing_in(ledger, shelf.db, asked)
    return memo_of(found, shelf, voice, paper)


def memo_of(
    found: Standing, shelf: TemplateFolders, voice: Voice, paper: Paper = NO_PAPER
) -> Memo:
    """The report of a standing; refuses what `memo` refuses."""
    genre = Genre("memo", Letterhead.REPORT)
    ready = ready_for(genre, found, shelf, voice, paper)
    around = Around(notice_of(found, voice), paper, found.since, found.effects)
    content = memo_content(found.view, found.version.plan, voice, around)
    stem = file_stem(found.view.period, voice)
    return written(ready, stem, content, found, around)


class Genre(Record):
    """A kind of paper: the name of its template, its letterhead, its key in JSON."""

    template: str
    letterhead: Letterhead
    key: str = "memo"


class Ready(Record):
    """What every paper of a genre is written with, for figures that may go out.

    `own` is the template's file if it is the office's; `doubts` are warnings of the
    plan's checks.
    """

    genre: Genre
    template: TemplateSource
    own: str | None
    doubts: tuple[Problem, ...]


def ready_for(
    genre: Genre,
    found: Standing,
    shelf: TemplateFolders,
    voice: Voice,
    paper: Paper = NO_PAPER,
) -> Ready:
    """The office's template if it has one, else the program's.

    Refuses figures that fail a check of severity `error`, wrong templates, and a day
    of the paper that is none of the plan's (P346).
    """
    if paper.date is not None:
        place = Place(argument="--document")
        window = plan_window(periods(found.version.plan))
        odd = window_problem(paper.date, window, DateRole.DOCUMENT, place)
        if odd is not None:
            raise Refusal((odd,))
    doubts = doubts_of(found)
    template = require(
        find_template(genre.template, voice, shelf.office, shelf.shipped)
    )
    return Ready(genre, template, shelf.own(template.file), doubts)


def written(
    ready: Ready,
    stem: str,
    content: Mapping[str, Plain],
    found: Standing,
    around: Around = ALONE,
) -> Memo:
    """The paper, under a stem of file names; refuses a template that is wrong."""
    genre, template = ready.genre, ready.template
    text = require(render_markdown(template, content))
    pattern = sha256(template.text.encode()).hexdigest()
    return Memo(
        Manuscript(stem, genre.letterhead, text, content, template.file, pattern),
        found,
        ready.own,
        tuple(each.unit.name for each in found.view.units if is_waited_for(each)),
        ready.doubts,
        genre.key,
        around,
    )


def notice_of(found: Standing, voice: Voice) -> str | None:
    """What must stand at the top of a paper whose figures are invented."""
    return voice.say("status.illustrative") if found.is_illustrative else None


def render_memo(
    made: Memo,
    form: PaperForm,
    table: str | None,
    shelf: TemplateFolders,
    voice: Voice,
) -> PaperFiles:
    """The report in one of six forms; `json` holds its data as well.

    As `html` the dashboard stands before it. Refuses what `render_paper` refuses.
    """
    if form is PaperForm.JSON:
        from cchc.features.papers.show.export_json import export_json  # noqa: PLC0415

        name = f"{made.manuscript.stem}.json"
        found, content = made.standing, made.manuscript.content
        text = export_json(found.view, content, found.since, made.key)
        return PaperFiles(name, {name: text})
    if form is PaperForm.HTML and made.key == "memo":
        return _board(made, voice)
    return render_paper(made.manuscript, form, shelf, voice, table)


def _board(made: Memo, voice: Voice) -> PaperFiles:
    """The dashboard with the whole text of the report under it."""
    from cchc.features.papers.show.dashboard.page import dashboard  # noqa: PLC0415
    from cchc.paper.markdown_reader import read_paper  # noqa: PLC0415
    from cchc.phrases.writer import Writer  # noqa: PLC0415

    found, manuscript = made.standing, made.manuscript
    paper = require(read_paper(manuscript.text, manuscript.source))
    around = made.around
    writer = Writer(found.view, found.version.plan, voice, around.effects)
    name = f"{manuscript.stem}.html"
    return PaperFiles(name, {name: dashboard(writer, paper, around)})


def doubts_of(found: Standing) -> tuple[Problem, ...]:
    """What does not add up in the figures of a paper; refused where it must not go.

    The checks are those of the whole authority, also for the report of one unit.
    """
    if found.facts is None:
        return ()
    doubts = memo_checks(found.version.plan, found.facts, found.view.period)
    refuse_if_any(doubts)
    return doubts


def file_stem(period: Period, voice: Voice) -> str:
    """`bao-cao-cchc-quy-I-2022`; six months and the year by their own names."""
    year = period.year
    if period.is_last:
        return voice.say("export.name.year", year=year)
    if period.quarter is None:
        name = "".join(each if each.isalnum() else "-" for each in period.name)
        return voice.say("export.name.other", name=name, year=year)
    if period.quarter == 2:
        return voice.say("export.name.half", year=year)
    quarter = ROMAN[period.quarter - 1]
    return voice.say("export.name.quarter", quarter=quarter, year=year)


def free_names(folder: Path, name: str) -> Iterator[Path]:
    """The name itself, then `…-2`, `…-3`: places to write without overwriting."""
    path = folder / name
    yield path
    number = 2
    while True:
        yield path.with_stem(f"{path.stem}-{number}")
        number += 1
