"""`cchc sign paper`: papers ready to be signed, as files."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, get_args

import typer

from cchc.app.context import AppContext
from cchc.app.options import AsOf, DryRun
from cchc.core.facts.signing import SignedPaper
from cchc.features.papers.cli.out import put, put_all
from cchc.features.signing.actions.paper import Made, Papers, Wish, sign_papers
from cchc.features.signing.cli.options import Signer, Title, To, Year, words
from cchc.features.signing.show.pledge import Hand
from cchc.paper.manuscript import PaperFiles, PaperForm, render_paper
from cchc.phrases.sign_book import party_words
from cchc.text.day import short
from cchc.text.problem import Place, Problem, ProblemCode


class Kind(StrEnum):
    """Which of the papers that the program writes."""

    COMMITMENT = "commitment"
    INDEX = "index"


SHORT = 16
SignedForm = Literal[PaperForm.DOCX, PaperForm.MD, PaperForm.HTML]
"""In what kind of file; a commitment has no tables."""

Units = Annotated[
    list[str] | None,
    typer.Option("--unit", metavar="UNIT", help="help.sign.paper.unit"),
]
AllUnits = Annotated[
    bool, typer.Option("--all-units", help="help.sign.paper.all_units")
]
KindOption = Annotated[Kind, typer.Option("--kind", help="help.sign.paper.kind")]
FormOption = Annotated[
    SignedForm | None, typer.Option("--format", help="help.sign.paper.format")
]
Day = Annotated[
    str | None, typer.Option("--date", metavar="DATE", help="help.sign.paper.date")
]
PlanVersion = Annotated[
    int | None,
    typer.Option("--plan-version", metavar="NUMBER", help="help.sign.paper.version"),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", metavar="FILE|DIR|-", help="help.sign.paper.output"),
]


def run_paper(
    app: AppContext,
    units: Units = None,
    all_units: AllUnits = False,
    kind: KindOption = Kind.COMMITMENT,
    day: Day = None,
    signer: Signer = None,
    title: Title = None,
    to: To = None,
    version: PlanVersion = None,
    year: Year = None,
    as_of: AsOf = None,
    form: FormOption = None,
    output: Output = None,
    dry_run: DryRun = False,
) -> None:
    wish = Wish(
        SignedPaper(kind.value),
        tuple(units or ()),
        all_units,
        Hand(words(signer), words(title)),
        words(to),
        app.optional_day(day, "--date"),
        version,
        year,
    )
    _fit(app, wish)
    found = _found(app, wish, as_of)
    if not dry_run:
        _put(app, found, form or _form(output), output)
    _told(app, found)


def _fit(app: AppContext, wish: "Wish") -> None:
    """One name is nobody else's; some units are not all of them (P509)."""
    second = "--unit" if wish.units and wish.everybody else None
    if wish.everybody and (wish.hand.name or wish.hand.title):
        second = "--signer"
    if second is not None:
        blanks = {"first": "--all-units", "second": second}
        app.refuse([Problem(ProblemCode.OPTION_CLASH, Place(argument=second), blanks)])


def _found(app: AppContext, wish: "Wish", as_of: str | None) -> "Papers":
    shelf = app.templates
    return sign_papers(shelf, wish, app.voice, as_of=app.day(as_of))


def _form(output: Path | None) -> PaperForm:
    """The form that the ending of a file's name asks for; Word by default."""
    form = PaperForm.of_file(output)
    return form if form and form in get_args(SignedForm) else PaperForm.DOCX


def _put(
    app: AppContext, found: "Papers", form: PaperForm, output: Path | None
) -> None:
    """One paper to a file, several into a folder; nobody's work is overwritten."""
    made = [_product(app, each, form) for each in found.made]
    if len(made) == 1 and not (output is not None and output.is_dir()):
        path = put(app, made[0], output)
        if path is not None:
            app.remark("sign.written", path=str(path))
        return
    folder = output or Path(app.voice.say("sign.folder", year=found.plan.year))
    files = {k: v for each in made for k, v in each.files.items()}
    put_all(app, files, folder)
    app.remark("sign.written.all", n=len(files), path=str(folder))


def _product(app: AppContext, made: "Made", form: PaperForm) -> "PaperFiles":
    shelf = app.templates
    return render_paper(made.manuscript, form, shelf, app.voice)


def _told(app: AppContext, found: "Papers") -> None:
    """Of each paper by which version it is, its SHA-256, and whether it is signed."""
    for each in found.made:
        blanks = {
            "unit": party_words(found.plan, each.party),
            "version": each.version,
            "sha256": each.sha256[:SHORT],
        }
        if each.signed is not None and each.is_verbatim:
            day = short(each.signed.day)
            app.remark("sign.paper.signed", day=day, **blanks)
        else:
            kind = "annex" if each.is_annex else "fresh"
            app.remark(f"sign.paper.{kind}", **blanks)
