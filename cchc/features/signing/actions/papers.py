"""The papers to be signed: whole, as an annex, or as they were signed."""

from datetime import date

from cchc.core.cascade.sign_book import BY_VERSION
from cchc.core.cascade.unit_plan import pledge, pledge_changes
from cchc.core.facts.acts import SignedPaper, Signing
from cchc.core.plan.calendar import periods
from cchc.core.plan.date_window import DateRole, plan_window, window_problem
from cchc.core.plan.plan import Plan, PlanVersion
from cchc.core.plan.unit import NOBODY, Signer
from cchc.features.signing.actions.parties import (
    SignBasis,
    existing_on,
    parse_parties,
    refuse_absent,
    sign_basis,
    signed_version,
)
from cchc.features.signing.show.pledge import PledgeDraft, pledge_content, pledge_name
from cchc.features.signing.show.sign_book import Party
from cchc.paper.manuscript import Manuscript, TemplateFolders, with_seal
from cchc.paper.paper import Letterhead
from cchc.paper.template import ENDING, find_template, render_markdown
from cchc.store.books.handouts import code_for_paper
from cchc.store.books.signings import signed_text
from cchc.store.ledger import Ledger, open_ledger
from cchc.store.rows import digest
from cchc.text.problem import Place, Problem, ProblemCode, Refusal, once, require
from cchc.text.record import Record, replace
from cchc.words.translator import Voice


class PaperRequest(Record):
    """Which papers are wanted; no unit: the authority's own to its superior."""

    paper: SignedPaper
    units: tuple[str, ...] = ()
    everybody: bool = False
    hand: Signer = NOBODY
    to: str | None = None
    day: date | None = None
    version: int | None = None
    year: int | None = None


class SignPaper(Record):
    """One paper; `sha256` is of its text with date and hand left blank.

    `signed` is the act by which this very version was signed already;
    `is_verbatim`: these are its stored words.
    """

    party: Party
    manuscript: Manuscript
    sha256: str
    is_annex: bool
    version: int
    signed: Signing | None = None
    is_verbatim: bool = False


def sign_papers(
    folders: TemplateFolders, request: PaperRequest, voice: Voice, *, as_of: date
) -> tuple[Plan, tuple[SignPaper, ...]]:
    """The papers, each by the version that `sign add` of the same day would record.

    What was signed and still holds is printed again in the very words that were
    signed; after an amendment it is an annex with what changed. Refuses a day that no
    paper of the plan can bear (P346), the authority's own where the plan names no
    superior (P388), P254 and P385 for a version named amiss, P389 for a unit that
    does not exist on the day, and wrong templates (P601 to P604).
    """
    papers: list[SignPaper] = []
    problems: list[Problem] = []
    with open_ledger(folders.db) as ledger:
        basis = sign_basis(ledger, request.year, as_of)
        if request.day is not None:
            window, at = plan_window(periods(basis.plan)), Place(argument="--date")
            require(window_problem(request.day, window, DateRole.SIGNED, at))
        for party in require(_parties(basis, request)):
            try:
                papers.append(_paper(ledger, basis, party, request, folders, voice))
            except Refusal as refusal:
                problems += refusal.problems
    if problems:
        raise Refusal(once(problems))
    return basis.plan, tuple(papers)


def _parties(basis: SignBasis, request: PaperRequest) -> tuple[Party, ...] | Problem:
    plan, day = basis.plan, request.day or basis.as_of
    if request.everybody:
        return existing_on(plan.units, day)
    if request.units:
        return parse_parties(plan, ",".join(request.units), "--unit", day)
    if plan.authority.superior is None:
        blanks = {"unit": plan.authority.name}
        return Problem(ProblemCode.SIGN_NO_SUPERIOR, blanks=blanks)
    return (None,)


def _paper(  # what is known, who, what, made of what
    ledger: Ledger,
    basis: SignBasis,
    party: Party,
    request: PaperRequest,
    folders: TemplateFolders,
    voice: Voice,
) -> SignPaper:
    day, kind = request.day or basis.as_of, request.paper
    version = signed_version(basis, party, kind, day, request.version)
    signed = basis.signed_by(party, kind, version.number)
    if signed is None:
        refuse_absent(party, day)
    blank = pledge_draft(basis, party, kind, version)
    blank = replace(blank, to=request.to or blank.to)
    draft = _filled_in(basis, blank, party, request, signed)
    words = None if signed is None else signed_text(ledger, signed.id)
    if words is None:
        seal = code_for_paper(ledger, day)
        paper = unsigned = render_pledge(blank, folders, voice, seal)
        if draft != blank:
            paper = render_pledge(draft, folders, voice, seal)
    else:
        name = pledge_name(kind, annex=draft.is_annex)
        paper = unsigned = PledgeText(words, f"{name}.{voice.lang}{ENDING}")
    content = pledge_content(draft, voice)
    stem = _stem(basis.plan, party, draft, version, voice)
    return SignPaper(
        party,
        Manuscript(stem, Letterhead.PLEDGE, paper.text, content, paper.source),
        digest(unsigned.text.encode()),
        draft.is_annex,
        version.number,
        signed,
        is_verbatim=words is not None,
    )


def _filled_in(
    basis: SignBasis,
    draft: PledgeDraft,
    party: Party,
    request: PaperRequest,
    signed: Signing | None,
) -> PledgeDraft:
    """With the day and the hand that are typed, or known from what was signed."""
    hand = draft.hand
    for last in basis.signings_of(party, request.paper)[-1:]:
        hand = last.hand.with_defaults(hand)
    hand = request.hand.with_defaults(hand)
    day = request.day or (None if signed is None else signed.day)
    return replace(draft, hand=hand, day=day)


def _stem(
    plan: Plan, party: Party, draft: PledgeDraft, version: PlanVersion, voice: Voice
) -> str:
    """`ban-cam-ket-p1-2022`; an annex has the number of its version."""
    kind = "annex" if draft.is_annex else draft.paper.value
    unit = voice.say("sign.file.own") if party is None else party.id
    numbers = {"year": plan.year, "version": version.number}
    return voice.say(f"sign.file.{kind}", unit=unit, **numbers)


def pledge_draft(
    basis: SignBasis, party: Party, paper: SignedPaper, version: PlanVersion
) -> PledgeDraft:
    """What a paper says when it is signed by a version of the plan.

    An annex where an earlier version was signed and promised otherwise; else the
    whole paper. Date and hand are left for the pen.
    """
    promised = pledge(version.plan, party)
    own = version.plan.authority.signer if party is None else NOBODY
    whole = PledgeDraft(version.plan, promised, paper, Signer(name=own.name))
    signed = basis.signings_of(party, paper)
    earlier = [act for act in signed if act.version < version.number]
    if not earlier or paper not in BY_VERSION:
        return whole
    before = earlier[-1]
    old = basis.version(before.version)
    changes = pledge_changes(pledge(old.plan, party), promised)
    if not changes:
        return whole
    return replace(
        whole,
        to=before.counterparty,
        changes=changes,
        before=before.day,
        decision=version.decision,
    )


class PledgeText(Record):
    """A paper in Markdown, and the file of its template, for a person to mend."""

    text: str
    source: str


def render_pledge(
    draft: PledgeDraft, folders: TemplateFolders, voice: Voice, seal: str | None
) -> PledgeText:
    """The paper by the office's template if it has one, else by ours, and its seal.

    Raises:
        Refusal: the template is wrong (P601 to P604).
    """
    name = pledge_name(draft.paper, annex=draft.is_annex)
    template = require(find_template(name, voice, folders.office, folders.shipped))
    text = require(render_markdown(template, pledge_content(draft, voice)))
    return PledgeText(with_seal(text, seal, voice), template.file)
