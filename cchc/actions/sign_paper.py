"""`cchc sign paper`: the papers to be signed, one for each party."""

from dataclasses import dataclass, replace
from datetime import date

from cchc.actions.paper import Manuscript
from cchc.actions.refusing import refusing
from cchc.actions.shelf import Shelf
from cchc.actions.sign_meant import Ground, Party, ground_of, id_of, parties
from cchc.actions.sign_text import drafted, occasion
from cchc.core.plan import Plan, PlanVersion
from cchc.core.problem import Blank, Fault, Place, Problem, Refused, once
from cchc.core.sign_book import SignState
from cchc.core.signing import SignedPaper, Signing
from cchc.render.paper import Letterhead
from cchc.render.pledge import NOBODY, Hand, Occasion
from cchc.store.issued import digest
from cchc.store.ledger import Ledger, opened
from cchc.store.signings import signed_text
from cchc.words.voice import Voice


@dataclass(frozen=True, slots=True)
class Wish:
    """Which papers are wanted; no unit: the authority's own to its superior."""

    paper: SignedPaper
    units: tuple[str, ...] = ()
    everybody: bool = False
    hand: Hand = NOBODY
    to: str | None = None
    day: date | None = None
    version: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Made:
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


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers that were asked for."""

    plan: Plan
    paper: SignedPaper
    made: tuple[Made, ...]


@refusing
def sign_papers(
    shelf: Shelf, wish: Wish, voice: Voice, *, as_of: date
) -> Papers | Refused:
    """The papers, by the latest version of the plan unless another is named.

    What was signed and still holds is printed again in the very words that were
    signed; after an amendment it is an annex with what changed. Refuses the
    authority's own where the plan names no superior (P388), P254 for a version
    that is not there, and wrong templates (P601 to P604).
    """
    with opened(shelf.db) as ledger:
        ground = ground_of(ledger, wish.year, as_of)
        if isinstance(ground, Problem):
            return Refused((ground,))
        who = _who(ground, wish)
        if isinstance(who, Problem):
            return Refused((who,))
        made = [_made(ledger, ground, each, wish, shelf, voice) for each in who]
    wrong = tuple(each for each in made if isinstance(each, Problem))
    if wrong:
        return Refused(once(wrong))
    papers = tuple(each for each in made if isinstance(each, Made))
    return Papers(ground.plan, wish.paper, papers)


def _who(ground: Ground, wish: Wish) -> tuple[Party, ...] | Problem:
    plan = ground.plan
    if wish.everybody:
        return tuple(each for each in plan.units if each.exists_on(ground.as_of))
    if wish.units:
        return parties(plan, ",".join(wish.units), "--unit")
    if not plan.authority.parent:
        return Problem(Fault.SIGN_NO_SUPERIOR, blanks={"unit": plan.authority.name})
    return (None,)


def _made(
    ledger: Ledger,
    ground: Ground,
    party: Party,
    wish: Wish,
    shelf: Shelf,
    voice: Voice,
) -> Made | Problem:
    version = _version(ground, party, wish)
    if isinstance(version, Problem):
        return version
    one = occasion(ground, party, wish.paper, version)
    one = replace(one, to=wish.to or one.to)
    blank = drafted(one, shelf, voice)
    if isinstance(blank, Problem):
        return blank
    signed = _signed(ground, party, wish.paper, version.number)
    filled = drafted(_by_hand(ground, one, party, wish, signed), shelf, voice)
    if isinstance(filled, Problem):
        return filled
    words = None if signed is None else signed_text(ledger, signed.id)
    text = filled.text if words is None else words
    stem = _stem(ground.plan, party, one, version, voice)
    return Made(
        party,
        Manuscript(stem, Letterhead.PLEDGE, text, filled.content, filled.source),
        digest((blank.text if words is None else words).encode()),
        blank.is_annex,
        version.number,
        signed,
        is_verbatim=words is not None,
    )


def _version(ground: Ground, party: Party, wish: Wish) -> PlanVersion | Problem:
    """The version named; else the one that was signed while it holds, else the last."""
    known = {each.number: each for each in ground.known}
    if wish.version is not None:
        if wish.version in known:
            return known[wish.version]
        numbers = tuple(str(each) for each in known)
        blanks: dict[str, Blank] = {"text": str(wish.version), "known": numbers}
        return Problem(
            Fault.PLAN_VERSION_NONE, Place(argument="--plan-version"), blanks
        )
    slot = ground.book.slot(id_of(party), wish.paper)
    if slot is not None and slot.last is not None and slot.state is SignState.SIGNED:
        return known[slot.last.version]
    return ground.known[-1]


def _signed(
    ground: Ground, party: Party, paper: SignedPaper, version: int
) -> Signing | None:
    slot = ground.book.slot(id_of(party), paper)
    acts = () if slot is None else slot.signed
    return next((each for each in acts if each.version == version), None)


def _by_hand(
    ground: Ground, one: Occasion, party: Party, wish: Wish, signed: Signing | None
) -> Occasion:
    """With the day and the hand that are typed, or known from what was signed."""
    slot = ground.book.slot(id_of(party), wish.paper)
    last = None if slot is None else slot.last
    hand = one.hand
    if last is not None:
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
