"""`cchc sign`: who signed or issued which paper, who has not; papers to be signed."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

from cchc.app.context import FOUND_SOMETHING, AppContext
from cchc.app.give import give_list
from cchc.app.name_lookup import parse_paper
from cchc.app.options import (
    AnswerOptions,
    AsOf,
    DryRun,
    WriteOptions,
    argument,
    option,
    refuse_clash,
)
from cchc.app.output import choose_form
from cchc.app.paper_files import write_paper, write_papers
from cchc.core.cascade.sign_book import SignBook
from cchc.core.facts.acts import SignedPaper
from cchc.core.plan.plan import Plan
from cchc.core.plan.unit import Signer
from cchc.features.signing.actions.papers import PaperRequest, SignPaper, sign_papers
from cchc.features.signing.actions.record import SignRequest, record, signed_book
from cchc.features.signing.show.sign_book import (
    BookJson,
    Recorded,
    RecordedJson,
    act_sentence,
    signings_answer,
    signings_screen,
    signings_table,
)
from cchc.paper.manuscript import PaperForm, render_paper
from cchc.phrases.sign_book import party_words, sign_sentences
from cchc.text.closed_list import StrEnum
from cchc.text.day import short


class Kind(StrEnum):
    """Which of the papers that the program writes."""

    COMMITMENT = "commitment"
    INDEX = "index"


SignerName = Annotated[str | None, option("--signer", "help.sign.signer", "NAME")]
Title = Annotated[str | None, option("--title", "help.sign.title", "NAME")]
To = Annotated[str | None, option("--to", "help.sign.to", "NAME")]
Year = Annotated[int | None, option("--year", "help.sign.year", "YEAR")]
Party = Annotated[str, argument("UNIT", "help.sign.party")]
PaperName = Annotated[str, argument("commitment|index|plan", "help.sign.paper.name")]
Day = Annotated[str | None, option("--date", "help.sign.date", "DATE")]
PlanVersion = Annotated[
    int | None, option("--plan-version", "help.sign.version", "VERSION")
]
Document = Annotated[str | None, option("--document", "help.sign.document", "TEXT")]
File = Annotated[Path | None, option("--file", "help.sign.file", "FILE")]
Copies = Annotated[bool, option("--copy-evidence", "help.sign.copies")]
Withdraw = Annotated[bool, option("--withdraw", "help.sign.withdraw")]
Reason = Annotated[str | None, option("--reason", "help.sign.reason", "TEXT")]
SIGNED_FORMS = (PaperForm.DOCX, PaperForm.MD, PaperForm.HTML)
"""In what kind of file; a commitment has no tables."""

Units = Annotated[list[str] | None, option("--unit", "help.sign.paper.unit", "UNIT")]
AllUnits = Annotated[bool, option("--all-units", "help.sign.paper.all_units")]
KindOption = Annotated[Kind, option("--kind", "help.sign.paper.kind")]
FormOption = Annotated[
    str | None, option("--format", "help.sign.paper.format", "|".join(SIGNED_FORMS))
]
DayToPrint = Annotated[str | None, option("--date", "help.sign.paper.date", "DATE")]
VersionToPrint = Annotated[
    int | None, option("--plan-version", "help.sign.paper.version", "VERSION")
]
Output = Annotated[
    Path | None, option("--output", "help.sign.paper.output", "FILE|DIR|-")
]


def run_add(
    app: AppContext,
    unit: Party,
    paper: PaperName,
    day: Day = None,
    document: Document = None,
    signer: SignerName = None,
    title: Title = None,
    to: To = None,
    version: PlanVersion = None,
    file: File = None,
    copies: Copies = False,
    withdraw: Withdraw = False,
    reason: Reason = None,
    year: Year = None,
    *,
    act: WriteOptions,
) -> None:
    number, on = parse_paper(document), app.optional_day(day, "--date", of_plan=True)
    if None not in {on, number.date} and on != number.date:
        refuse_clash(app, "--date", "--document")  # a paper has one day
    hand = Signer(title=title, name=signer)
    typed = (unit, paper, on, number, hand, to, version, file, copies, withdraw)
    request = SignRequest(*typed, reason, year)
    stamp = app.stamp("sign add", act.by)
    done = record(app.templates, request, app.voice, stamp=stamp, dry_run=act.dry_run)
    _tell_recorded(app, done, act)


def _tell_recorded(app: AppContext, done: Recorded, act: WriteOptions) -> None:
    """Old → new for each party, who was left as is, and how many have signed."""
    if act.as_json:
        app.out(RecordedJson.as_json(done, dry_run=act.dry_run))
        return
    if act.dry_run:
        app.remark("sign.rehearsed")
    app.out("\n".join(act_sentence(done, kept, app.voice) for kept in done.acts))
    if done.kept:
        names = ", ".join(party_words(done.plan, party) for party in done.kept)
        app.remark("sign.kept", units=names)
    _tell_book(app, done.book, (done.paper,))


def _tell_book(
    app: AppContext, book: SignBook, papers: Iterable[SignedPaper] = SignedPaper
) -> None:
    """How many of how many units have signed or issued, and who has not."""
    if not app.quiet:
        app.err("\n".join(sign_sentences(book, app.voice, papers)))


def run_list(
    app: AppContext,
    unit: Annotated[str | None, option("--unit", "help.sign.of", "UNIT")] = None,
    missing: Annotated[bool, option("--missing", "help.sign.missing")] = False,
    check: Annotated[bool, option("--check", "help.sign.check")] = False,
    year: Year = None,
    as_of: AsOf = None,
    *,
    out: AnswerOptions,
) -> int:
    words = (app.templates, app.voice)
    plan, book = signed_book(*words, as_of=app.day(as_of), unit=unit, year=year)
    shown = book.open_only() if missing else book
    give_list(
        app,
        out,
        lambda: BookJson.as_json(shown, plan=plan),
        lambda: signings_table(plan, shown, app.voice, stored=out.format.is_data),
        lambda width, colour: signings_screen(
            plan, shown, app.voice, width, colour=colour
        ),
        lambda: signings_answer(plan, book, app.voice),
    )
    is_table = out.is_full or out.to_file or app.is_piped
    if is_table and not out.as_json and unit is None:
        _tell_book(app, book)
    return FOUND_SOMETHING if check and book.is_incomplete else 0


def run_paper(
    app: AppContext,
    units: Units = None,
    all_units: AllUnits = False,
    kind: KindOption = Kind.COMMITMENT,
    day: DayToPrint = None,
    signer: SignerName = None,
    title: Title = None,
    to: To = None,
    version: VersionToPrint = None,
    year: Year = None,
    as_of: AsOf = None,
    form: FormOption = None,
    output: Output = None,
    dry_run: DryRun = False,
) -> None:
    day_on = app.optional_day(day, "--date", of_plan=True)
    hand = Signer(title=title, name=signer)
    typed = (SignedPaper(kind.value), tuple(units or ()), all_units, hand, to, day_on)
    request = PaperRequest(*typed, version, year)
    # One name is nobody else's; some units are not all of them.
    if all_units and (request.hand.name or request.hand.title):
        refuse_clash(app, "--all-units", "--signer")
    if all_units and request.units:
        refuse_clash(app, "--all-units", "--unit")
    is_one = not all_units and len(request.units) < 2
    target = choose_target(app, form, output, is_one=is_one)
    plan, papers = sign_papers(app.templates, request, app.voice, as_of=app.day(as_of))
    if not dry_run:
        _write_papers(app, plan, papers, target, output)
    for paper in papers:  # by which version it is, its SHA-256, whether it is signed
        unit_name, digest = party_words(plan, paper.party), paper.sha256[:16]
        blanks = {"unit": unit_name, "version": paper.version, "sha256": digest}
        if paper.signed is not None and paper.is_verbatim:
            app.remark("sign.paper.signed", day=short(paper.signed.day), **blanks)
        else:
            app.remark(f"sign.paper.{'annex' if paper.is_annex else 'fresh'}", **blanks)


def choose_target(
    app: AppContext, typed: str | None, output: Path | None, *, is_one: bool
) -> PaperForm:
    """The form of papers to be signed, Word by default; a folder takes several."""
    app.writer.refuse_protected(output)
    fills_folder = not is_one or (output is not None and output.is_dir())
    named, writer = None if fills_folder else output, app.writer
    form = choose_form(SIGNED_FORMS, PaperForm.DOCX, typed, named, PaperForm.MD)
    require = writer.require_folder if fills_folder else writer.require_file
    require(output)
    return form


def _write_papers(
    app: AppContext,
    plan: Plan,
    papers: Sequence[SignPaper],
    form: PaperForm,
    output: Path | None,
) -> None:
    """One paper to a file, several into a folder; nobody's work is overwritten."""
    rendered = [
        render_paper(paper.manuscript, form, app.templates, app.voice)
        for paper in app.with_progress(papers, len(papers), "output.progress")
    ]
    if len(rendered) == 1 and not (output is not None and output.is_dir()):
        written = write_paper(app, rendered[0], output)
        if written.words:
            app.remark("output.written", file=written.words)
        return
    folder = output or Path(app.voice.say("sign.folder", year=plan.year))
    files = {name: text for paper in rendered for name, text in paper.files.items()}
    write_papers(app, files, folder)
    app.remark("sign.written.all", n=len(files), path=str(folder))
