"""`cchc sign add` and `list`: who signed or issued which paper, and who has not."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from cchc.core.cascade.sign_book import sign_book
from cchc.core.facts.report import Stamp
from cchc.core.facts.review import Evidence
from cchc.features.report.actions.evidence import FAULTS
from cchc.features.signing.actions.act import Clerk, Said, act_of
from cchc.features.signing.actions.parse import (
    Ground,
    ground_of,
    id_of,
    paper_of,
    parties,
)
from cchc.features.signing.show.answers import (
    RecordedSignings,
    SignedPapers,
    SigningAct,
)
from cchc.paper.manuscript import TemplateFolders
from cchc.store.ledger import Ledger, opened, writing
from cchc.store.proofs import Condition, copied, measured, place_of
from cchc.store.signings import put_signing
from cchc.text.compare import nfc
from cchc.text.problem import (
    Blank,
    Place,
    Problem,
    ProblemCode,
    Refusal,
    once,
    require,
)
from cchc.text.record import Record, field, replace
from cchc.words.translator import Voice

STANDS = frozenset({ProblemCode.SIGN_TWICE, ProblemCode.SIGN_REASON})
"""Why an act is not needed: something is recorded already."""


class Wish(Record):
    """What is to be recorded: by whom and which paper, as typed, and the rest."""

    unit: str
    paper: str
    said: Said = field(default_factory=Said)
    file: Path | None = None
    copies: bool = False
    year: int | None = None


def signed(
    db: Path, *, as_of: date, unit: str | None = None, year: int | None = None
) -> SignedPapers:
    """Who signed what by the end of a day; of some parties when they are named."""
    with opened(db) as ledger:
        ground = require(ground_of(ledger, year, as_of))
    book = sign_book(ground.versions, ground.acts, as_of)
    if unit is not None:
        named = require(parties(ground.plan, unit, "--unit"))
        ids = [id_of(each) for each in named]
        kept = tuple(each for each in book.slots if id_of(each.unit) in ids)
        book = replace(book, slots=kept)
    return SignedPapers(ground.plan, book)


def record(
    shelf: TemplateFolders,
    wish: Wish,
    voice: Voice,
    *,
    stamp: Stamp,
    dry_run: bool = False,
) -> RecordedSignings:
    """Record that units, or the authority itself, signed or issued a paper.

    All of them or none. Of several, those for which something stands already are left
    as they are. Refuses days ahead (P386) or outside the plan's time (P384), what is
    recorded already (P381), another word on it without a reason (P382), a version
    decided after the day (P385), a unit that did not exist on it (P389), and what
    cannot be taken back (P383).
    """

    def act(ledger: Ledger) -> RecordedSignings:
        ground = require(ground_of(ledger, wish.year, stamp.recorded_at.date()))
        made = _made(ledger, ground, wish, shelf, voice)
        return made if dry_run else _written(ledger, made, wish, shelf, stamp)

    return _acted(shelf.db, act, dry_run=dry_run)


def _acted(
    db: Path, act: Callable[[Ledger], RecordedSignings], *, dry_run: bool
) -> RecordedSignings:
    """Judged and written in one act, so that nobody writes in between."""
    with opened(db, write=not dry_run) as ledger:
        if dry_run:
            return act(ledger)
        with writing(ledger):
            return act(ledger)


def _made(
    ledger: Ledger, ground: Ground, wish: Wish, shelf: TemplateFolders, voice: Voice
) -> RecordedSignings:
    """The acts that were meant, or all that is wrong with them."""
    day = None if wish.said.withdraw else wish.said.of_day(ground.as_of)
    who = parties(ground.plan, wish.unit, wish.unit, day)
    paper = paper_of(wish.paper, voice)
    scan = _scan(wish.file, shelf.db)
    wrong = tuple(e for e in (who, paper, scan) if isinstance(e, Problem))
    if isinstance(who, Problem) or isinstance(paper, Problem):
        raise Refusal(wrong)
    if isinstance(scan, Problem):
        raise Refusal(wrong)
    clerk = Clerk(ledger, ground, paper, replace(wish.said, scan=scan), shelf, voice)
    found = [(each, act_of(clerk, each)) for each in who]
    acts = tuple(act for _, act in found if isinstance(act, SigningAct))
    slips = tuple(act for _, act in found if isinstance(act, Problem))
    bad = [each for each in slips if each.code not in STANDS]
    if bad or not acts:
        raise Refusal(once(bad or slips))
    kept = tuple(party for party, act in found if isinstance(act, Problem))
    after = (*ground.acts, *(each.after for each in acts))
    book = sign_book(ground.versions, after, ground.as_of)
    return RecordedSignings(ground.plan, paper, acts, kept, book)


def _scan(file: Path | None, db: Path) -> Evidence | Problem | None:
    """The signed paper as a file, looked at where it lies (P331, P375)."""
    if file is None:
        return None
    text = nfc(str(file))
    found = measured(file)
    if isinstance(found, Condition):
        blanks: dict[str, Blank] = {"key": "--file", "text": text}
        return Problem(FAULTS[found], Place(argument="--file"), blanks)
    place = place_of(file, db.absolute().parent)
    return Evidence("", text, found.sha256, found.size, place)


def _written(
    ledger: Ledger,
    made: RecordedSignings,
    wish: Wish,
    shelf: TemplateFolders,
    stamp: Stamp,
) -> RecordedSignings:
    """The acts in the ledger, the scan copied beside it if asked (P377)."""
    acts = made.acts
    if wish.copies and acts[0].after.scan is not None:
        folder = shelf.db.absolute().parent
        place = copied(acts[0].after.scan, folder)
        if place is None:
            blanks: dict[str, Blank] = {"key": "--file", "text": str(wish.file)}
            kept = Problem(
                ProblemCode.EVIDENCE_UNKEPT, Place(argument="--file"), blanks
            )
            raise Refusal((kept,))
        acts = tuple(_moved(each, place) for each in acts)
    for each in acts:
        put_signing(ledger, made.plan.id, each.after, each.text, stamp)
    return replace(made, acts=acts)


def _moved(act: SigningAct, place: str) -> SigningAct:
    scan = act.after.scan
    if scan is None:
        return act
    return replace(act, after=replace(act.after, scan=replace(scan, file=place)))
