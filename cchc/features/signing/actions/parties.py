"""Which plan, parties, paper and version are meant by the words of `cchc sign`."""

from collections.abc import Mapping
from datetime import date

from cchc.app.name_lookup import Names, find_by_name, find_typed, unit_names
from cchc.app.which_plan import plan_in_question
from cchc.core.cascade.sign_book import (
    acts_in_force,
    by_paper,
    changed_since,
    decided_by,
)
from cchc.core.facts.acts import SignedPaper, Signing
from cchc.core.facts.amendment import Versions, known_versions
from cchc.core.facts.typed import TypedText
from cchc.core.plan.plan import Plan, PlanVersion
from cchc.core.plan.unit import Unit
from cchc.features.signing.show.sign_book import Party, id_of
from cchc.store.books.signings import signings_of
from cchc.store.ledger import Ledger
from cchc.store.plans import plan_ids
from cchc.text.compare import fold
from cchc.text.day import short
from cchc.text.problem import Blank, Place, Problem, ProblemCode, refuse, require
from cchc.text.record import Record
from cchc.words.translator import Voice

AUTHORITY = "co quan"
"""How the authority itself is called; no unit can have this id."""
ITSELF = ("authority", "cơ quan")
EVERYBODY = frozenset({"all", "tat ca"})
SHORT = ("ubnd", "uy ban nhan dan")
"""What everybody writes short, and its whole words."""


class SignBasis(Record):
    """The plan that papers rest on, and all that was signed, as of a day.

    `known` are the versions recorded by then, `stands` the acts that stand of each
    paper of each party, the oldest version first.
    """

    versions: Versions
    acts: tuple[Signing, ...]
    as_of: date
    known: Versions
    stands: Mapping[tuple[str | None, SignedPaper], tuple[Signing, ...]]

    @property
    def plan(self) -> Plan:
        """As the latest version has it: what is signed is what was decided last."""
        return self.known[-1].plan

    def signings_of(self, party: Party, paper: SignedPaper) -> tuple[Signing, ...]:
        """What stands of a party's paper, one act for each version signed."""
        return self.stands.get((id_of(party), paper), ())

    def signed_by(
        self, party: Party, paper: SignedPaper, version: int
    ) -> Signing | None:
        """What stands of a party's paper by one version."""
        signed = self.signings_of(party, paper)
        return next((act for act in signed if act.version == version), None)

    def version(self, number: int) -> PlanVersion:
        """The version of a number that is known."""
        return next(version for version in self.known if version.number == number)


def sign_basis(ledger: Ledger, year: int | None, as_of: date) -> SignBasis:
    """The plan of the year named, else of the day's own year, else that in question.

    A commitment is signed at the start of a year, while the year before is still
    being closed. Refuses where there is no plan (P244).
    """
    years = {plan.year for plan in plan_ids(ledger)}
    if year is None and as_of.year in years:
        year = as_of.year
    year_text = None if year is None else str(year)
    if year_text is not None and year not in years:
        blanks: dict[str, Blank] = {"text": year_text, "path": str(ledger.path)}
        refuse(ProblemCode.PLAN_NONE, Place(argument=year_text), **blanks)
    versions = require(plan_in_question(ledger, year_text, as_of))
    acts = signings_of(ledger, versions[-1].plan.id, as_of)
    known = known_versions(versions, as_of)
    return SignBasis(versions, acts, as_of, known, by_paper(acts_in_force(acts)))


def signed_version(  # who, what, when, by which
    basis: SignBasis,
    party: Party,
    paper: SignedPaper,
    day: date,
    number: int | None = None,
    *,
    withdraws: bool = False,
) -> PlanVersion:
    """The version by which a party signs a paper on a day.

    The one named; else the one signed last, while the party promises the same; else
    the latest that was decided by the day. What `withdraws` is about the version
    signed last, whatever changed since. Refuses one named amiss (P254, P385).
    """
    if number is not None:
        at = Place(argument="--plan-version")
        known = tuple(str(version.number) for version in basis.known)
        if str(number) not in known:
            refuse(ProblemCode.PLAN_VERSION_NONE, at, text=str(number), known=known)
        version = basis.version(number)
        if not (decided_by(version, day) or withdraws):
            decided = version.decision.date or version.recorded_on
            days = {"decided": short(decided), "day": short(day)}
            refuse(ProblemCode.SIGN_BEFORE_DECISION, at, version=number, **days)
        return version
    latest = [signing.number for signing in basis.known if decided_by(signing, day)][-1]
    ripe = tuple(version for version in basis.known if version.number <= latest)
    signed = reversed(basis.signings_of(party, paper))
    last = next((act for act in signed if act.version <= latest), None)
    if last and (withdraws or not changed_since(ripe, party, last)):
        return basis.version(last.version)
    return ripe[-1]


def parse_parties(
    plan: Plan, text: str, argument: str, day: date | None = None
) -> tuple[Party, ...] | Problem:
    """The units meant by an id, a name, a group, a list of those, `all`; or None.

    None is the authority itself: its name, or `cơ quan`. P507 names the nearest. Of
    `all` and of a group those are meant that exist on the day, if one is given.
    """
    whole = _parse_party(plan, text, argument, day)
    if not isinstance(whole, Problem) or "," not in text:
        return whole
    ids: set[str | None] = set()
    for part in text.split(","):
        parties = _parse_party(plan, part.strip(), argument, day)
        if isinstance(parties, Problem):
            return parties
        ids |= {id_of(party) for party in parties}
    return tuple(party for party in (None, *plan.units) if id_of(party) in ids)


def _parse_party(
    plan: Plan, text: str, argument: str, day: date | None
) -> tuple[Party, ...] | Problem:
    if fold(text) in EVERYBODY:
        return existing_on(plan.units, day)
    key = find_typed(text, _party_names(plan), ProblemCode.UNIT_UNKNOWN, argument)
    if key == AUTHORITY:
        return (None,)
    ids = (key,) if isinstance(key, str) else plan.expand((text,))
    units = tuple(unit for unit in plan.units if unit.id in ids)
    if isinstance(key, Problem):
        return existing_on(units, day) if units else key
    return units


def _party_names(plan: Plan) -> Names:
    own = plan.authority.name
    short_name = " ".join(fold(own).replace(SHORT[1], SHORT[0]).split())
    return {**unit_names(plan), AUTHORITY: (*ITSELF, own, short_name)}


def existing_on(units: tuple[Unit, ...], day: date | None) -> tuple[Unit, ...]:
    """Those that exist on a day; all of them where none does, to be told one by one."""
    existing = tuple(unit for unit in units if day is None or unit.exists_on(day))
    return existing or units


def refuse_absent(party: Party, day: date) -> None:
    """Refuse a unit that does not exist on the day (P389): it signs nothing."""
    if party is not None and not party.exists_on(day):
        place = Place(argument=party.id)
        refuse(ProblemCode.SIGN_NOT_THERE, place, unit=party.name, day=short(day))


def parse_paper_name(text: str, voice: Voice) -> SignedPaper | Problem:
    """The paper meant by its id or by what people call it (P387)."""
    names: Names = {
        paper.value: tuple(voice.say(f"sign.names.{paper}").split("; "))
        for paper in SignedPaper
    }
    typed = TypedText(text.replace("-", " "), Place(argument=text))
    paper_id = find_by_name(typed, names, ProblemCode.SIGN_PAPER_UNKNOWN)
    return paper_id if isinstance(paper_id, Problem) else SignedPaper(paper_id)
