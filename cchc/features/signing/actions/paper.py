"""`cchc sign paper`: the papers to be signed, one for each party."""

from datetime import date

from cchc.core.facts.signing import SignedPaper, Signing
from cchc.core.plan.calendar import periods
from cchc.core.plan.date_window import DateRole, plan_window, window_problem
from cchc.core.plan.plan import Plan, PlanVersion
from cchc.features.signing.actions.parse import (
    Choice,
    Ground,
    Party,
    absent,
    ground_of,
    parties,
    there,
    version_of,
)
from cchc.features.signing.actions.text import Drafted, drafted, occasion, reprinted
from cchc.features.signing.show.pledge import NOBODY, Hand, Occasion
from cchc.paper.manuscript import Manuscript, TemplateFolders
from cchc.paper.paper import Letterhead
from cchc.store.issued import digest
from cchc.store.ledger import Ledger, opened
from cchc.store.signings import signed_text
from cchc.text.problem import Place, Problem, ProblemCode, Refusal, once, require
from cchc.text.record import Record, replace
from cchc.words.translator import Voice


class Wish(Record):
    """Which papers are wanted; no unit: the authority's own to its superior."""

    paper: SignedPaper
    units: tuple[str, ...] = ()
    everybody: bool = False
    hand: Hand = NOBODY
    to: str | None = None
    day: date | None = None
    version: int | None = None
    year: int | None = None


class Made(Record):
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


class Papers(Record):
    """The papers that were asked for."""

    plan: Plan
    paper: SignedPaper
    made: tuple[Made, ...]


def sign_papers(
    shelf: TemplateFolders, wish: Wish, voice: Voice, *, as_of: date
) -> Papers:
    """The papers, each by the version that `sign add` of the same day would record.

    What was signed and still holds is printed again in the very words that were
    signed; after an amendment it is an annex with what changed. Refuses the
    authority's own where the plan names no superior (P388), P254 and P385
    for a version named amiss, P389 for a unit that does not exist on the day, and
    wrong templates (P601 to P604).
    """
    with opened(shelf.db) as ledger:
        ground = require(ground_of(ledger, wish.year, as_of))
        who = require(_misdated(ground, wish) or _who(ground, wish))
        made = [_made(ledger, ground, each, wish, shelf, voice) for each in who]
    wrong = tuple(each for each in made if isinstance(each, Problem))
    if wrong:
        raise Refusal(once(wrong))
    papers = tuple(each for each in made if isinstance(each, Made))
    return Papers(ground.plan, wish.paper, papers)


def _misdated(ground: Ground, wish: Wish) -> Problem | None:
    """P346 for a day to be printed that no paper of the plan can bear."""
    if wish.day is None:
        return None
    window, place = plan_window(periods(ground.plan)), Place(argument="--date")
    return window_problem(wish.day, window, DateRole.SIGNED, place)


def _who(ground: Ground, wish: Wish) -> tuple[Party, ...] | Problem:
    plan, day = ground.plan, wish.day or ground.as_of
    if wish.everybody:
        return there(plan.units, day)
    if wish.units:
        return parties(plan, ",".join(wish.units), "--unit", day)
    if not plan.authority.parent:
        return Problem(
            ProblemCode.SIGN_NO_SUPERIOR, blanks={"unit": plan.authority.name}
        )
    return (None,)


def _made(
    ledger: Ledger,
    ground: Ground,
    party: Party,
    wish: Wish,
    shelf: TemplateFolders,
    voice: Voice,
) -> Made | Problem:
    day = wish.day or ground.as_of
    choice = Choice(wish.paper, day, wish.version)
    version = version_of(ground, party, choice)
    if isinstance(version, Problem):
        return version
    signed = _signed(ground, party, wish.paper, version.number)
    gone = None if signed else absent(party, day)
    if gone is not None:
        return gone
    one = occasion(ground, party, wish.paper, version)
    one = replace(one, to=wish.to or one.to)
    filled = _by_hand(ground, one, party, wish, signed)
    words = None if signed is None else signed_text(ledger, signed.id)
    made = _drafts(one, filled, words, shelf, voice)
    if isinstance(made, Problem):
        return made
    blank, paper = made
    stem = _stem(ground.plan, party, one, version, voice)
    return Made(
        party,
        Manuscript(stem, Letterhead.PLEDGE, paper.text, paper.content, paper.source),
        digest(blank.text.encode()),
        blank.is_annex,
        version.number,
        signed,
        is_verbatim=words is not None,
    )


def _drafts(
    one: Occasion,
    filled: Occasion,
    words: str | None,
    shelf: TemplateFolders,
    voice: Voice,
) -> tuple[Drafted, Drafted] | Problem:
    """The paper with date and hand left blank, and filled in; signed words are both."""
    if words is not None:
        stored = reprinted(filled, words, voice)
        return stored, stored
    blank = drafted(one, shelf, voice)
    paper = blank if filled == one else drafted(filled, shelf, voice)
    if isinstance(blank, Problem):
        return blank
    return paper if isinstance(paper, Problem) else (blank, paper)


def _signed(
    ground: Ground, party: Party, paper: SignedPaper, version: int
) -> Signing | None:
    signed = ground.signed(party, paper)
    return next((each for each in signed if each.version == version), None)


def _by_hand(
    ground: Ground, one: Occasion, party: Party, wish: Wish, signed: Signing | None
) -> Occasion:
    """With the day and the hand that are typed, or known from what was signed."""
    hand = one.hand
    for last in ground.signed(party, wish.paper)[-1:]:
        hand = Hand(last.signer or hand.name, last.title or hand.title)
    hand = Hand(wish.hand.name or hand.name, wish.hand.title or hand.title)
    day = wish.day or (None if signed is None else signed.day)
    return replace(one, hand=hand, day=day)


def _stem(
    plan: Plan, party: Party, one: Occasion, version: PlanVersion, voice: Voice
) -> str:
    """`ban-cam-ket-p1-2022`; an annex has the number of its version."""
    kind = "annex" if one.is_annex else one.paper.value
    unit = voice.say("sign.file.own") if party is None else party.id
    numbers = {"year": plan.year, "version": version.number}
    return voice.say(f"sign.file.{kind}", unit=unit, **numbers)
