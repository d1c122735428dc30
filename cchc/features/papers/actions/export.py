"""The papers of a period, made of one standing and ready to be written to a file.

The report, the chairman's page, reports of units and the message for chat are made of
the same view, so that no figure of one contradicts another.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from re import findall
from typing import cast

from cchc.app.name_lookup import find_typed, unit_names
from cchc.core.facts.succession import refusal_of_ended
from cchc.core.plan.date_window import paper_problem
from cchc.core.plan.period import Period
from cchc.core.plan.plan import NO_PAPER, Paper, Plan
from cchc.core.plan.unit import Unit
from cchc.core.verdict.status import StatusView
from cchc.core.verdict.statuses import Reporting
from cchc.core.verdict.task import own_tasks
from cchc.core.verdict.unit_reports import is_waited_for
from cchc.features.papers.show.brief import brief_content
from cchc.features.papers.show.memo import PaperSurroundings, memo_content, numbers_in
from cchc.features.report.actions.checks import memo_checks
from cchc.features.status.actions.status import (
    StatusAnswer,
    StatusQuestion,
    concerning,
    narrow_view,
    status_in,
)
from cchc.paper.manuscript import (
    NO_EXTRA,
    Manuscript,
    PaperFiles,
    PaperForm,
    Plain,
    TemplateFolders,
    render_paper,
    with_seal,
)
from cchc.paper.paper import Letterhead
from cchc.paper.template import TemplateSource, find_template, render_markdown
from cchc.phrases.grammar import Addressee
from cchc.phrases.writer import Writer
from cchc.store.facts import facts_when_asked
from cchc.store.ledger import Ledger, open_ledger, read_transaction
from cchc.store.registers import period_notes
from cchc.store.seal.code import code_for_paper
from cchc.text.compare import fold
from cchc.text.lazy import sha256
from cchc.text.period_name import ROMAN, SpanKind
from cchc.text.problem import (
    Place,
    Problem,
    ProblemCode,
    refuse_if_any,
    require,
    require_each,
)
from cchc.text.record import Record, replace
from cchc.words.bodies import report_stem
from cchc.words.period import voice_of_span
from cchc.words.translator import Voice

Content = Mapping[str, Plain]
ContentMaker = Callable[[StatusView, Plan, Voice, PaperSurroundings], Content]


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

    def with_stem(self, stem: str) -> "WrittenPaper":
        """The same under another stem of file names."""
        return replace(self, manuscript=replace(self.manuscript, stem=stem))


class PaperMaker(Record, dict=True):
    """Makes the papers of a standing while its ledger is open.

    `number` is the papers' own number and day, when they are known already. Every
    paper but the message for chat refuses a day that is none of the plan's (P346) and
    templates that are wrong (P601 to P604); all refuse figures that fail a check of
    severity `error` (P351, P353). The folder `templates` beside the database wins over
    what the program ships.
    """

    status: StatusAnswer
    folders: TemplateFolders
    voice: Voice
    number: Paper = NO_PAPER

    @property
    def plan(self) -> Plan:
        """The plan that judged the standing."""
        return self.status.version.plan

    @cached_property
    def plan_voice(self) -> Voice:
        """The voice that speaks of the plan: of its year, or of its years."""
        return voice_of_span(self.plan, self.voice)

    @cached_property
    def notice(self) -> str | None:
        """What must stand at the top of a paper whose figures are invented."""
        is_invented = self.status.is_illustrative
        return self.plan_voice.say("status.illustrative") if is_invented else None

    @cached_property
    def doubts(self) -> tuple[Problem, ...]:
        """What does not add up in the figures of the whole authority."""
        facts, view = self.status.facts, self.status.view
        return () if facts is None else memo_checks(self.plan, facts, view.period)

    @cached_property
    def around(self) -> PaperSurroundings:
        """What stands round the figures of every paper."""
        status = self.status
        surroundings = (self.notice, self.number, status.since, status.effects)
        notes, scores = status.notes, status.scores
        return PaperSurroundings(*surroundings, notes=notes, scores=scores)

    @property
    def stem(self) -> str:
        """What the file of the report is called, without its ending."""
        return file_stem(self.status.view.period, self.plan, self.plan_voice)

    def name_of(self, code: str) -> str:
        """What a file or a folder beside the report's is called."""
        stem = file_stem(self.status.view.period, self.plan, self.voice)
        return self.voice.say(code, stem=stem)

    def memo(self, reader: Addressee = Addressee.SUPERIOR) -> WrittenPaper:
        """The report of the period as of the day; `reader` is whom it goes to."""
        template, around = self._template(MEMO), replace(self.around, reader=reader)
        content = memo_content(self.status.view, self.plan, self.plan_voice, around)
        if self.folders.own_template(template.file):  # it may be of an earlier edition
            earlier = cast("Mapping[str, Plain]", content["appendices"])
            content["appendices"] = numbers_in(template.text, earlier)
        paper = self._write(MEMO, template, self.stem, content)
        return replace(paper, around=around)

    def internal_memo(self) -> WrittenPaper:
        """The report that stays inside of the house, under a name of its own."""
        paper = self.memo(Addressee.INTERNAL)
        stem = self.voice.say("export.name.internal", stem=paper.manuscript.stem)
        return paper.with_stem(stem)

    def brief(self) -> WrittenPaper:
        """The chairman's page of the period."""
        return self._named_paper(BRIEF, brief_content)

    def matters(self) -> WrittenPaper:
        """What a meeting has to decide."""
        from cchc.features.papers.show.brief import matters_content  # noqa: PLC0415

        return self._named_paper(MATTERS, matters_content)

    def score(self) -> WrittenPaper:
        """The self-scoring paper; refuses a plan without criteria (P588)."""
        from cchc.features.papers.show.score_paper import score_content  # noqa: PLC0415

        return self._named_paper(SCORE, score_content)

    def chat(self) -> str:
        """The message for chat."""
        from cchc.features.papers.show.attention_items import chat_message  # noqa: PLC0415

        refuse_if_any(self.doubts)
        return chat_message(self.status.view, self.plan, self.voice, self.notice)

    def unit_reports(
        self, keys: tuple[str, ...] = (), *, with_assisted: bool = False
    ) -> tuple[WrittenPaper, ...]:
        """The own reports of the units named, by id or name; of none named: of all.

        All are those that owe a report for the period, in the order of the plan.
        Refuses units that are not in the plan (P507). `with_assisted`: with the tasks
        in which a unit only assists.
        """
        from cchc.features.papers.show.unit_report import (  # noqa: PLC0415
            unit_report_content,
        )

        units, status, voice = self._units_to_report(keys), self.status, self.plan_voice
        template, papers = self._template(UNIT_REPORT), []
        for unit in units:
            view = narrow_view(status.view, unit.id, None)
            if status.facts is not None:
                known = (self.plan, view.period, status.facts)
                tasks = own_tasks(view.tasks, *known, unit.id)
                view = replace(view, tasks=tasks)
            content = unit_report_content(
                view, self.plan, unit, voice, self.around, with_assisted=with_assisted
            )
            name = voice.say("unit.paper.file", stem=self.stem, unit=unit.id)
            since = concerning(status.since, unit.id, None)
            paper = self._write(UNIT_REPORT, template, name, content)
            own = replace(status, view=view, unit=unit.id, since=since)
            papers.append(replace(paper, standing=own))
        return tuple(papers)

    def office_papers(self) -> Iterator[WrittenPaper]:
        """What the office itself writes: reports, page, matters, score."""
        yield from map(self.memo, Addressee)
        yield self.brief()
        yield self.matters()
        if self.plan.is_scored:
            yield self.score()

    def render(
        self, paper: WrittenPaper, form: PaperForm, table: str | None = None
    ) -> PaperFiles:
        """A paper in one of six forms; `json` holds the data of the standing as well.

        As `html` the dashboard stands before the report. Refuses what `render_paper`
        refuses.
        """
        status, manuscript = paper.standing, paper.manuscript
        name, is_memo = f"{manuscript.stem}.{form}", paper.kind is MEMO
        if form is PaperForm.JSON:
            from cchc.features.papers.show.export_json import (  # noqa: PLC0415
                export_json,
            )

            words = (manuscript.content, status.since, paper.kind.key)
            return PaperFiles(name, {name: export_json(status.view, *words)})
        if form is PaperForm.HTML and is_memo:
            from cchc.features.papers.show.dashboard.page import (  # noqa: PLC0415
                dashboard,
            )
            from cchc.paper.markdown_reader import read_paper  # noqa: PLC0415

            text = require(read_paper(manuscript.text, manuscript.source))
            effects = paper.around.effects
            writer = Writer(status.view, self.plan, self.plan_voice, effects)
            return PaperFiles(name, {name: dashboard(writer, text, paper.around)})
        extra = NO_EXTRA
        if form is PaperForm.XLSX and is_memo:
            from cchc.features.papers.show.unit_matrix import (  # noqa: PLC0415
                workbook_extra,
            )

            extra = workbook_extra(Writer(status.view, self.plan, self.voice))
        own = (self.folders, self.voice, table, extra)
        files = render_paper(manuscript, form, *own)
        is_page = paper.kind is BRIEF and files.pages
        return replace(files, pages=1) if is_page else files

    def folder_of(self, rendered: Sequence[PaperFiles]) -> PaperFiles:
        """Reports of units, of one file each, as one folder."""
        files = {name: text for own in rendered for name, text in own.files.items()}
        own = next((paper.template for paper in rendered if paper.template), None)
        return PaperFiles(self.name_of("unit.paper.folder"), files, own)

    def _template(self, kind: PaperKind) -> TemplateSource:
        """The office's template if it has one, else the program's."""
        require(paper_problem(self.number, self.plan))
        refuse_if_any(self.doubts)
        office, shipped = self.folders.office, self.folders.shipped
        return require(find_template(kind.template, self.plan_voice, office, shipped))

    def _named_paper(self, kind: PaperKind, content_of: ContentMaker) -> WrittenPaper:
        """A paper of the office that is called by its kind."""
        template, voice = self._template(kind), self.plan_voice
        content = content_of(self.status.view, self.plan, voice, self.around)
        name = voice.say(f"{kind.key}.name", stem=self.stem)
        return self._write(kind, template, name, content)

    def _write(
        self, kind: PaperKind, template: TemplateSource, stem: str, content: Content
    ) -> WrittenPaper:
        """The paper, under a stem of file names; refuses a template that is wrong."""
        status, view = self.status, self.status.view
        text = require(render_markdown(template, content))
        text = with_seal(text, status.seal, self.plan_voice)
        pattern = sha256(template.text.encode()).hexdigest()
        key_words = f"{view.period.id} {view.as_of} {self.voice.lang}"
        manuscript = Manuscript(
            stem, kind.letterhead, text, content, template.file, pattern, key_words
        )
        own = self.folders.own_template(template.file)
        return WrittenPaper(kind, manuscript, status, own, self.doubts, self.around)

    def _units_to_report(self, keys: tuple[str, ...]) -> tuple[Unit, ...]:
        """The units named, else all that owe a report for the period."""
        plan, view, place = self.plan, self.status.view, Place(argument="--unit")
        names, code = unit_names(plan), ProblemCode.UNIT_UNKNOWN
        ids = require_each(find_typed(key, names, code, "--unit") for key in keys)
        ended = (refusal_of_ended(plan, key, view.period, place) for key in ids)
        refuse_if_any(filter(None, ended))
        if keys:
            return tuple(unit for unit in plan.units if unit.id in ids)
        owing = (row for row in view.units if row.report is not Reporting.EXEMPT)
        return tuple(row.unit for row in owing)


@contextmanager
def open_papers(
    folders: TemplateFolders,
    question: StatusQuestion,
    voice: Voice,
    number: Paper = NO_PAPER,
    *,
    with_effects: bool = False,
) -> Iterator[PaperMaker]:
    """What makes the papers of a period, as long as the ledger is open.

    Figures of units are read when a paper asks for them. `with_effects`: with what the
    obstacles that were settled changed, which the report alone tells.
    """
    with open_ledger(folders.db) as ledger, read_transaction(ledger):
        words = (question, voice, number)
        yield paper_maker(ledger, folders, *words, with_effects=with_effects)


def paper_maker(
    ledger: Ledger,
    folders: TemplateFolders,
    question: StatusQuestion,
    voice: Voice,
    number: Paper = NO_PAPER,
    *,
    with_effects: bool = False,
) -> PaperMaker:
    """The same of a ledger that is open, with the seal code of the day."""
    reader = partial(facts_when_asked, with_words=True)
    status = status_in(
        ledger,
        folders.db,
        question,
        with_effects=with_effects,
        with_years=True,
        read_facts=reader,
    )
    plan, period = status.version.plan, status.view.period.name
    notes = period_notes(ledger, plan.id, period, question.as_of)
    seal = code_for_paper(ledger.connection, question.as_of)
    status = replace(status, seal=seal, notes=notes)
    if plan.is_scored:
        from cchc.store.registers import scores_of  # noqa: PLC0415

        scores = scores_of(ledger, plan.id, question.as_of)
        status = replace(status, scores=scores)
    return PaperMaker(status, folders, voice, number)


def file_stem(period: Period, plan: Plan, voice: Voice) -> str:
    """`bao-cao-cchc-quy-I-2022`; six months and the year by their own names."""
    stem, quarter = report_stem(plan, voice), period.quarter
    blanks: dict[str, object] = {"year": period.said_years.replace("–", "-")}
    code = "other"
    if period.title is None and period.kind is SpanKind.MONTH:
        code, day = "month", period.cutoff
        blanks = {"name": f"{day.month:02}", "year": day.year}
    elif period.title is None and period.is_last:
        code = "year"
    elif period.title is None and quarter is not None:
        code = "half" if quarter == 2 else "quarter"
        blanks["quarter"] = ROMAN[quarter - 1]
    else:
        named = period.title or period.own_name
        blanks["name"] = "-".join(findall("[a-z0-9]+", fold(named)))
        if period.title is not None or period.id == period.own_name:
            return f"{stem}-{blanks['name']}"
    return voice.say(f"export.name.{code}", stem=stem, **blanks)
