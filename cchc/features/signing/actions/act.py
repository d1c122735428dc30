"""From what was typed to one act of signing, or to why it cannot be recorded."""

from datetime import date

from cchc.core.facts.review import Evidence
from cchc.core.facts.signing import SignedPaper, Signing
from cchc.core.plan.calendar import periods
from cchc.core.plan.date_window import signing_window
from cchc.core.plan.plan import NO_PAPER, Paper, PlanVersion, Signer
from cchc.features.signing.actions.parse import (
    Choice,
    Ground,
    Party,
    absent,
    id_of,
    party_name,
    version_of,
)
from cchc.features.signing.actions.text import drafted, occasion
from cchc.features.signing.show.answers import SigningAct
from cchc.features.signing.show.pledge import Occasion, counterparty
from cchc.paper.manuscript import TemplateFolders
from cchc.store.ledger import Ledger
from cchc.store.signings import signed_text, worded
from cchc.text.day import short
from cchc.text.problem import Blank, Place, Problem, ProblemCode
from cchc.text.record import Record, replace
from cchc.words.translator import Voice


class Said(Record):
    """What was typed of one act, read; None where nothing was."""

    day: date | None = None
    document: Paper = NO_PAPER
    signer: str | None = None
    title: str | None = None
    to: str | None = None
    version: int | None = None
    scan: Evidence | None = None
    withdraw: bool = False
    reason: str | None = None

    def of_day(self, today: date) -> date:
        """The day of the paper: as typed, else that of its number, else today."""
        return self.day or self.document.date or today


class Clerk(Record):
    """Who works an act out: what is known, the paper, what was typed, the words."""

    ledger: Ledger
    ground: Ground
    paper: SignedPaper
    said: Said
    shelf: TemplateFolders
    voice: Voice


def act_of(clerk: Clerk, party: Party) -> SigningAct | Problem:
    """The act of one party, by the version that it signed."""
    said = clerk.said
    day = said.of_day(clerk.ground.as_of)
    choice = Choice(clerk.paper, day, said.version, said.withdraw)
    version = version_of(clerk.ground, party, choice)
    if isinstance(version, Problem):
        return version
    before = stands(clerk, party, version.number)
    if before is not None:
        return _follows(clerk, party, before)
    if said.withdraw or said.reason is not None:
        return _problem(clerk, party, ProblemCode.SIGN_NOTHING)
    trouble = _ill_dated(clerk, party, day)
    return trouble or _first(clerk, party, version, day)


def stands(clerk: Clerk, party: Party, version: int) -> Signing | None:
    """What is recorded of the party's paper by a version, and stands."""
    signed = clerk.ground.signed(party, clerk.paper)
    return next((each for each in signed if each.version == version), None)


def _ill_dated(clerk: Clerk, party: Party, day: date) -> Problem | None:
    """Why a paper cannot be of a day, if it cannot: a slip of the year, most often."""
    at = Place(argument="--date")
    if day > clerk.ground.as_of:
        return Problem(ProblemCode.SIGN_AHEAD, at, {"day": short(day)})
    made = periods(clerk.ground.plan)
    window = signing_window(made, party.kind if party else "")
    if window.holds(day):
        return absent(party, day)
    blanks: dict[str, Blank] = {"day": short(day), "year": clerk.ground.plan.year}
    blanks |= {"first": short(window.first), "last": short(window.last)}
    return Problem(ProblemCode.SIGN_OUTSIDE, at, blanks)


def _first(
    clerk: Clerk, party: Party, version: PlanVersion, day: date
) -> SigningAct | Problem:
    """The act that nothing stands before, with the text that was signed."""
    said, plan = clerk.said, version.plan
    own = plan.authority.signer if party is None else Signer()
    act = Signing(
        unit=id_of(party),
        paper=clerk.paper,
        version=version.number,
        day=day,
        signer=said.signer or own.name,
        title=said.title or own.title,
        number=said.document.number,
        scan=said.scan,
    )
    if clerk.paper is SignedPaper.PLAN:
        return SigningAct(party, None, act)
    one = occasion(clerk.ground, party, clerk.paper, version)
    one = replace(one, to=said.to or one.to)
    text = _draft(clerk, one)
    if isinstance(text, Problem):
        return text
    act = replace(act, counterparty=counterparty(one, clerk.voice))
    return SigningAct(party, None, worded(act, text), text)


def _draft(clerk: Clerk, one: Occasion) -> str | Problem:
    made = drafted(one, clerk.shelf, clerk.voice)
    return made if isinstance(made, Problem) else made.text


def _follows(clerk: Clerk, party: Party, before: Signing) -> SigningAct | Problem:
    """What is typed now on top of what stands: a correction, more, or nothing new."""
    said = clerk.said
    link = replace(before, supersedes=before.id, id=0, actor="", recorded_on=None)
    after = _merged(link, said)
    if not said.withdraw and _given(after) == _given(before):
        return _problem(clerk, party, ProblemCode.SIGN_TWICE, before)
    if said.reason is None and (said.withdraw or _rewrites(before, after)):
        return _problem(clerk, party, ProblemCode.SIGN_REASON, before)
    if said.withdraw:
        text = signed_text(clerk.ledger, before.id)
        gone = replace(link, withdrawn=True, reason=said.reason)
        return SigningAct(party, before, worded(gone, text), text)
    after = replace(after, reason=said.reason or clerk.voice.say("sign.completed"))
    words = _ill_dated(clerk, party, after.day) or _words(clerk, party, before, after)
    if isinstance(words, Problem):
        return words
    return SigningAct(party, before, worded(after, words), words)


def _words(
    clerk: Clerk, party: Party, before: Signing, after: Signing
) -> str | Problem | None:
    """The very text that was signed; a new one where it names whom else it was to."""
    if clerk.paper is SignedPaper.PLAN or after.counterparty == before.counterparty:
        return signed_text(clerk.ledger, before.id)
    by = clerk.ground.version(before.version)
    one = occasion(clerk.ground, party, clerk.paper, by)
    return _draft(clerk, replace(one, to=after.counterparty))


def _merged(before: Signing, said: Said) -> Signing:
    """What stands, with what is typed in the place of what was."""
    return replace(
        before,
        day=said.of_day(before.day),
        signer=said.signer or before.signer,
        title=said.title or before.title,
        counterparty=said.to or before.counterparty,
        number=said.document.number or before.number,
        scan=said.scan or before.scan,
    )


def _given(one: Signing) -> tuple[object, ...]:
    """All that can be typed of an act; of a file its content counts, not its name."""
    scan = None if one.scan is None else one.scan.sha256
    names = (one.signer, one.title, one.counterparty)
    return (one.day, *names, one.number, scan)


def _rewrites(before: Signing, after: Signing) -> bool:
    """Whether something that was said is said otherwise; more is no correction."""
    pairs = zip(_given(before), _given(after), strict=True)
    return any(was not in {None, now} for was, now in pairs)


def _problem(
    clerk: Clerk, party: Party, fault: ProblemCode, before: Signing | None = None
) -> Problem:
    blanks: dict[str, Blank] = {
        "unit": party_name(clerk.ground.plan, party),
        "paper": clerk.voice.say(f"sign.paper.{clerk.paper}"),
    }
    if before is not None:
        blanks["day"] = short(before.day)
    return Problem(fault, Place(argument=id_of(party)), blanks)
