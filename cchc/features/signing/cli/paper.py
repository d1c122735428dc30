"""`cchc sign paper`: papers ready to be signed, as files."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cchc.app.bundled_files import shipped
from cchc.app.context import Desk
from cchc.app.options import AsOf, DryRun
from cchc.features.signing.cli.options import Signer, Title, To, Year, words

if TYPE_CHECKING:
    from cchc.app.paper import Product
    from cchc.features.signing.actions.paper import Made, Papers, Wish


class Kind(StrEnum):
    """Which of the papers that the program writes."""

    COMMITMENT = "commitment"
    INDEX = "index"


class Form(StrEnum):
    """In what kind of file."""

    DOCX = "docx"
    MD = "md"
    HTML = "html"


SHORT = 16
Units = Annotated[
    list[str] | None,
    typer.Option("--unit", metavar="UNIT", help="help.sign.paper.unit"),
]
AllUnits = Annotated[
    bool, typer.Option("--all-units", help="help.sign.paper.all_units")
]
KindOption = Annotated[Kind, typer.Option("--kind", help="help.sign.paper.kind")]
FormOption = Annotated[
    Form | None, typer.Option("--format", help="help.sign.paper.format")
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


def register(family: typer.Typer) -> None:
    """Add the verb to the family."""
    family.command("paper", help="help.sign.paper")(_paper)


def _paper(
    ctx: typer.Context,
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
    from cchc.core.facts.signing import SignedPaper
    from cchc.features.signing.actions.paper import Wish
    from cchc.features.signing.show.pledge import Hand

    desk = ctx.ensure_object(Desk)
    wish = Wish(
        SignedPaper(kind.value),
        tuple(units or ()),
        all_units,
        Hand(words(signer), words(title)),
        words(to),
        None if day is None else desk.day(day, "--date"),
        version,
        year,
    )
    _fit(desk, wish)
    found = _found(desk, wish, as_of)
    if not dry_run:
        _put(desk, found, form or _by_name(output), output)
    _told(desk, found)


def _fit(desk: Desk, wish: "Wish") -> None:
    """One name is nobody else's; some units are not all of them (P509)."""
    from cchc.text.problem import Fault, Place, Problem

    second = "--unit" if wish.units and wish.everybody else None
    if wish.everybody and (wish.hand.name or wish.hand.title):
        second = "--signer"
    if second is not None:
        blanks = {"first": "--all-units", "second": second}
        desk.refuse([Problem(Fault.OPTION_CLASH, Place(argument=second), blanks)])


def _found(desk: Desk, wish: "Wish", as_of: str | None) -> "Papers":
    from cchc.app.template_paths import Shelf
    from cchc.features.signing.actions.paper import sign_papers
    from cchc.text.problem import Refused

    shelf = Shelf(desk.database, shipped("templates"))
    found = sign_papers(shelf, wish, desk.voice, as_of=desk.day(as_of))
    if isinstance(found, Refused):
        desk.refuse(found.problems)
    return found


def _by_name(output: Path | None) -> Form:
    """The form that the ending of a file's name asks for; Word by default."""
    ending = "" if output is None else output.suffix.lower().removeprefix(".")
    return Form(ending) if ending in set(Form) else Form.DOCX


def _put(desk: Desk, found: "Papers", form: Form, output: Path | None) -> None:
    """One paper to a file, several into a folder; nobody's work is overwritten."""
    from cchc.features.papers.cli.out import put, put_all

    made = [_product(desk, each, form) for each in found.made]
    if len(made) == 1 and not (output is not None and output.is_dir()):
        path = put(desk, made[0], output)
        if path is not None:
            desk.remark("sign.written", path=str(path))
        return
    folder = output or Path(desk.voice.say("sign.folder", year=found.plan.year))
    files = {k: v for each in made for k, v in each.files.items()}
    put_all(desk, files, folder)
    desk.remark("sign.written.all", n=len(files), path=str(folder))


def _product(desk: Desk, made: "Made", form: Form) -> "Product":
    from cchc.app.paper import product
    from cchc.app.template_paths import Shelf
    from cchc.text.problem import Refused

    shelf = Shelf(desk.database, shipped("templates"))
    given = product(made.manuscript, form.value, shelf, desk.voice)
    if isinstance(given, Refused):
        desk.refuse(given.problems)
    return given


def _told(desk: Desk, found: "Papers") -> None:
    """Of each paper by which version it is, its SHA-256, and whether it is signed."""
    from cchc.phrases.sign_book import party_words
    from cchc.text.day import short

    for each in found.made:
        blanks = {
            "unit": party_words(found.plan, each.party),
            "version": each.version,
            "sha256": each.sha256[:SHORT],
        }
        if each.signed is not None and each.is_verbatim:
            day = short(each.signed.day)
            desk.remark("sign.paper.signed", day=day, **blanks)
        else:
            kind = "annex" if each.is_annex else "fresh"
            desk.remark(f"sign.paper.{kind}", **blanks)
