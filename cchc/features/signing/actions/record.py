"""`cchc sign add` and `list`: who signed or issued which paper, and who has not."""

from datetime import date
from pathlib import Path
from typing import NoReturn

from cchc.core.cascade.sign_book import SignBook, sign_book
from cchc.core.facts.acts import Evidence, SignedPaper, Signing
from cchc.core.facts.report import Stamp
from cchc.core.plan.calendar import periods
from cchc.core.plan.date_window import signing_window
from cchc.core.plan.plan import NO_PAPER, Paper, Plan, PlanVersion
from cchc.core.plan.unit import NOBODY, Signer
from cchc.features.signing.actions.papers import (
    SignBasis,
    parse_paper_name,
    parse_parties,
    refuse_absent,
    sign_basis,
    signed_version,
)
from cchc.features.signing.show.pledge import counterparty
from cchc.features.signing.show.sign_book import Party, Recorded, SigningAct, id_of
from cchc.paper.manuscript import TemplateFolders
from cchc.store.decisions import put_signing, signed_text, with_digest
from cchc.store.ledger import open_for_act, open_ledger
from cchc.store.proofs import (
    CONDITION_PROBLEMS,
    Condition,
    copy_evidence,
    measure_file,
    place_of,
)
from cchc.text.day import short
from cchc.text.input_text import read_text
from cchc.text.problem import (
    Blank,
    Place,
    Problem,
    ProblemCode,
    Refusal,
    once,
    refuse,
    require,
    require_all,
)
from cchc.text.record import Record, replace
from cchc.words.translator import Voice

STANDS = frozenset({ProblemCode.SIGN_TWICE, ProblemCode.SIGN_REASON})
"""Why an act is not needed: something is recorded already."""


class SignRequest(Record):
    """What is to be recorded: by whom and which paper, as typed, and the rest.

    None where nothing was typed.
    """

    unit: str
    paper: str
    day: date | None = None
    document: Paper = NO_PAPER
    hand: Signer = NOBODY
    to: str | None = None
    version: int | None = None
    file: Path | None = None
    copies: bool = False
    withdraw: bool = False
    reason: str | None = None
    year: int | None = None

    def day_or(self, default: date) -> date:
        """The day of the paper: as typed, else that of its number, else another."""
        return self.day or self.document.date or default


class SignTask(Record):
    """A request being worked out: what is known, the paper, its scan."""

    basis: SignBasis
    paper: SignedPaper
    request: SignRequest
    scan: Evidence | None


def signed_book(
    folders: TemplateFolders,
    voice: Voice,
    *,
    as_of: date,
    unit: str | None = None,
    year: int | None = None,
) -> tuple[Plan, SignBook]:
    """Who signed what by the end of a day; of some parties when they are named."""
    with open_ledger(folders.db) as ledger:
        basis = sign_basis(ledger, folders, voice, year, as_of)
    book = sign_book(basis.versions, basis.acts, as_of)
    if unit is not None:
        named = require(parse_parties(basis.plan, unit, "--unit"))
        ids = [id_of(party) for party in named]
        slots = tuple(slot for slot in book.slots if id_of(slot.unit) in ids)
        book = replace(book, slots=slots)
    return basis.plan, book


def record(
    folders: TemplateFolders,
    request: SignRequest,
    voice: Voice,
    *,
    stamp: Stamp,
    dry_run: bool = False,
) -> Recorded:
    """Record that units, or the authority itself, signed or issued a paper.

    All of them or none. Of several, those for which something stands already are left
    as they are. Refuses days ahead (P386) or outside the plan's time (P384), what is
    recorded already (P381), another word on it without a reason (P382), a version
    decided after the day (P385), a unit that did not exist on it (P389), and what
    cannot be taken back (P383).
    """
    with open_for_act(folders.db, dry_run=dry_run) as ledger:
        now = stamp.recorded_at.date()
        basis = sign_basis(ledger, folders, voice, request.year, now)
        day = None if request.withdraw else request.day_or(basis.as_of)
        parties, paper, scan = require_all(
            parse_parties(basis.plan, request.unit, request.unit, day),
            parse_paper_name(request.paper, voice),
            _measure_scan(request.file, folders.db),
        )
        task = SignTask(basis, paper, request, scan)
        acts, kept = _work_out(task, parties)
        signings = (*basis.acts, *(act.after for act in acts))
        book = sign_book(basis.versions, signings, basis.as_of)
        if not dry_run:
            acts = _write(task, acts, stamp)
        return Recorded(basis.plan, paper, acts, kept, book)


def _work_out(
    task: SignTask, parties: tuple[Party, ...]
) -> tuple[tuple[SigningAct, ...], tuple[Party, ...]]:
    """The acts, and the parties left as they are; refuses all that is wrong."""
    acts, kept, problems = list[SigningAct](), list[Party](), list[Problem]()
    for party in parties:
        try:
            acts.append(_act(task, party))
        except Refusal as refusal:
            kept.append(party)
            problems += refusal.problems
    wrong = [problem for problem in problems if problem.code not in STANDS]
    if wrong or not acts:
        raise Refusal(once(wrong or problems))
    return tuple(acts), tuple(kept)


def _act(task: SignTask, party: Party) -> SigningAct:
    """The act of one party, by the version that it signed."""
    request, basis = task.request, task.basis
    day = request.day_or(basis.as_of)
    version = signed_version(
        basis, party, task.paper, day, request.version, withdraws=request.withdraw
    )
    before = basis.signed_by(party, task.paper, version.number)
    if before is not None:
        return _correction(task, party, before)
    if request.withdraw or request.reason is not None:
        _refuse(task, party, ProblemCode.SIGN_NOTHING)
    _refuse_day(basis, party, day)
    return _first_act(task, party, version, day)


def _refuse_day(basis: SignBasis, party: Party, day: date) -> None:
    """Refuse a day that a paper cannot be of: a slip of the year, most often."""
    at = Place(argument="--date")
    if day > basis.as_of:
        refuse(ProblemCode.SIGN_AHEAD, at, day=short(day))
    window = signing_window(periods(basis.plan), party.kind if party else "")
    if not window.holds(day):
        bounds = {"first": short(window.first), "last": short(window.last)}
        year = basis.plan.year
        refuse(ProblemCode.SIGN_OUTSIDE, at, day=short(day), year=year, **bounds)
    refuse_absent(party, day)


def _first_act(
    task: SignTask, party: Party, version: PlanVersion, day: date
) -> SigningAct:
    """The act that nothing stands before, with the text that was signed."""
    request = task.request
    own = version.plan.authority.signer if party is None else NOBODY
    hand = request.hand.with_defaults(own)
    signing = Signing(
        unit=id_of(party),
        paper=task.paper,
        version=version.number,
        day=day,
        signer=hand.name,
        title=hand.title,
        number=request.document.number,
        scan=task.scan,
    )
    if task.paper is SignedPaper.PLAN:
        return SigningAct(party, None, signing)
    draft = task.basis.draft(party, task.paper, version)
    draft = replace(draft, to=request.to or draft.to)
    text = task.basis.render(draft, day).text
    signing = replace(signing, counterparty=counterparty(draft, task.basis.voice))
    return SigningAct(party, None, with_digest(signing, text), text)


def _correction(task: SignTask, party: Party, before: Signing) -> SigningAct:
    """What is typed now on top of what stands: a correction, more, or nothing new."""
    request, hand = task.request, task.request.hand.with_defaults(before.hand)
    link = replace(before, supersedes=before.id, id=0, actor="", recorded_on=None)
    after = replace(
        link,
        day=request.day_or(before.day),
        signer=hand.name,
        title=hand.title,
        counterparty=request.to or before.counterparty,
        number=request.document.number or before.number,
        scan=task.scan or before.scan,
    )
    pairs = zip(_typed(before), _typed(after), strict=True)
    changes = [was for was, now in pairs if was != now]
    if not request.withdraw and not changes:
        _refuse(task, party, ProblemCode.SIGN_TWICE, before)
    # What was not said before and is said now is more, and needs no reason.
    rewrites = request.withdraw or any(was is not None for was in changes)
    if request.reason is None and rewrites:
        _refuse(task, party, ProblemCode.SIGN_REASON, before)
    if request.withdraw:
        text = signed_text(task.basis.ledger, before.id)
        gone = replace(link, withdrawn=True, reason=request.reason)
        return SigningAct(party, before, with_digest(gone, text), text)
    _refuse_day(task.basis, party, after.day)
    text = _corrected_text(task, party, before, after)
    reason = request.reason or task.basis.voice.say("sign.completed")
    after = with_digest(replace(after, reason=reason), text)
    return SigningAct(party, before, after, text)


def _typed(signing: Signing) -> tuple[object, ...]:
    """All that can be typed of an act; of a file its content counts, not its name."""
    scan = None if signing.scan is None else signing.scan.sha256
    names = (signing.signer, signing.title, signing.counterparty)
    return (signing.day, *names, signing.number, scan)


def _corrected_text(
    task: SignTask, party: Party, before: Signing, after: Signing
) -> str | None:
    """The very text that was signed; a new one where it names whom else it was to."""
    basis = task.basis
    if task.paper is SignedPaper.PLAN or after.counterparty == before.counterparty:
        return signed_text(basis.ledger, before.id)
    draft = basis.draft(party, task.paper, basis.version(before.version))
    return basis.render(replace(draft, to=after.counterparty), after.day).text


def _refuse(
    task: SignTask, party: Party, code: ProblemCode, before: Signing | None = None
) -> NoReturn:
    name = task.basis.plan.authority.name if party is None else party.name
    paper = task.basis.voice.say(f"sign.paper.{task.paper}")
    day = {} if before is None else {"day": short(before.day)}
    refuse(code, Place(argument=id_of(party)), unit=name, paper=paper, **day)


def _measure_scan(file: Path | None, db: Path) -> Evidence | Problem | None:
    """The signed paper as a file, looked at where it lies (P331, P375)."""
    if file is None:
        return None
    text = require(read_text(str(file)))
    digest = measure_file(file)
    if isinstance(digest, Condition):
        blanks: dict[str, Blank] = {"key": "--file", "text": text}
        return Problem(CONDITION_PROBLEMS[digest], Place(argument="--file"), blanks)
    place = place_of(file, db.absolute().parent)
    return Evidence("", text, digest.sha256, digest.size, place)


def _write(
    task: SignTask, acts: tuple[SigningAct, ...], stamp: Stamp
) -> tuple[SigningAct, ...]:
    """The acts in the ledger, the scan copied beside it if asked (P377)."""
    scan = acts[0].after.scan
    if task.request.copies and scan is not None:
        place = copy_evidence(scan, task.basis.folders.db.absolute().parent)
        if place is None:
            at, file = Place(argument="--file"), str(task.request.file)
            refuse(ProblemCode.EVIDENCE_UNKEPT, at, key="--file", text=file)
        scans = [act.after.scan and replace(act.after.scan, file=place) for act in acts]
        acts = tuple(
            replace(act, after=replace(act.after, scan=copied))
            for act, copied in zip(acts, scans, strict=True)
        )
    for act in acts:
        put_signing(task.basis.ledger, task.basis.plan.id, act.after, act.text, stamp)
    return acts
