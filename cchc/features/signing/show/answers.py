"""The answers of `cchc sign` and their faces: what was recorded, the book as a list."""

from collections.abc import Iterable

from cchc.app.context import AppContext
from cchc.app.options import Format, WriteOptions
from cchc.core.cascade.sign_book import SignBook
from cchc.core.facts.signing import SignedPaper, Signing
from cchc.core.plan.plan import Plan
from cchc.core.plan.unit import Unit
from cchc.features.signing.show.sign_json import BookJson, RecordedJson
from cchc.phrases.sign_book import book_list, book_table, party_words, sign_sentences
from cchc.screen.table import drawn
from cchc.text.day import short
from cchc.text.record import Record


class SigningAct(Record):
    """One act to be recorded; `before` is what it corrects, `text` what was signed."""

    party: Unit | None
    before: Signing | None
    after: Signing
    text: str | None = None


class RecordedSignings(Record):
    """What was recorded; `kept` are parties for which something stood already."""

    plan: Plan
    paper: SignedPaper
    acts: tuple[SigningAct, ...]
    kept: tuple[Unit | None, ...]
    book: SignBook


class SignedPapers(Record):
    """The book of signed papers of a plan, as of a day."""

    plan: Plan
    book: SignBook


def tell_recorded(app: AppContext, done: RecordedSignings, act: WriteOptions) -> None:
    """Old → new for each party, who was left as is, and how many have signed."""
    if act.as_json:
        app.out(RecordedJson.as_json(done, dry_run=act.dry_run))
        return
    if act.dry_run:
        app.remark("sign.rehearsed")
    app.out("\n".join(_line(app, done, each) for each in done.acts))
    if done.kept:
        names = ", ".join(party_words(done.plan, each) for each in done.kept)
        app.remark("sign.kept", units=names)
    tell_missing(app, done.book, (done.paper,))


def tell_missing(
    app: AppContext, book: SignBook, papers: Iterable[SignedPaper] = SignedPaper
) -> None:
    """How many of how many units have signed or issued, and who has not."""
    if not app.quiet:
        app.err("\n".join(sign_sentences(book, app.voice, papers)))


def _line(app: AppContext, done: RecordedSignings, act: SigningAct) -> str:
    """`Phường 1: bản cam kết, ngày 03/3/2022, theo bản 1`."""
    after, voice = act.after, app.voice
    blanks = {
        "unit": party_words(done.plan, act.party),
        "paper": voice.say(f"sign.paper.{done.paper}"),
        "after": _said(app, act, after=True),
    }
    if act.before is None:
        return voice.say("sign.added", version=after.version, **blanks)
    if after.withdrawn:
        return voice.say("sign.withdrawn", reason=after.reason, **blanks)
    before = _said(app, act, after=False)
    return voice.say("sign.changed", before=before, reason=after.reason, **blanks)


def _said(app: AppContext, act: SigningAct, *, after: bool) -> str:
    one = act.after if after or act.before is None else act.before
    parts = (one.number, short(one.day), one.signer, one.title)
    said = [each for each in parts if each]
    if one.scan is not None:
        said.append(app.voice.say("sign.scan", sha256=(one.scan.sha256 or "")[:12]))
    return ", ".join(said)


def book_text(
    app: AppContext, found: SignedPapers, form: Format, *, missing: bool
) -> str:
    """The book in the form asked for; `missing`: only what is not signed yet."""
    plan, book = found.plan, found.book
    if missing:
        book = book.open_only()
    if form is Format.JSON:
        return BookJson.as_json(book, plan=plan)
    blanks = {"day": short(book.as_of), "year": plan.year}
    if form in {Format.CSV, Format.TSV}:
        return drawn(book_list(plan, book, app.voice), form, app.width)
    if not book.slots:
        return app.voice.say("sign.nobody", **blanks)
    title = app.voice.say("sign.title", **blanks)
    table = book_table(plan, book, title, app.voice)
    return drawn(table, form, app.width, colour=app.colour)
