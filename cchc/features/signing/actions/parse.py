"""What was meant by the words of `cchc sign`: the plan, the parties, the paper."""

from collections.abc import Iterable, Mapping
from datetime import date

from cchc.app.name_lookup import Names, find_by_name, unit_names
from cchc.app.which_plan import plan_in_question
from cchc.core.cascade.sign_book import (
    by_paper,
    changed_since,
    decided_by,
    known_versions,
    standing,
)
from cchc.core.facts.amendment import Versions
from cchc.core.facts.report import Typed
from cchc.core.facts.signing import SignedPaper, Signing
from cchc.core.plan.plan import Plan, PlanVersion
from cchc.core.plan.unit import Unit
from cchc.store.ledger import Ledger
from cchc.store.plans import plan_ids
from cchc.store.signings import signings_of
from cchc.text.compare import fold
from cchc.text.day import short
from cchc.text.problem import Blank, Place, Problem, ProblemCode
from cchc.text.record import Record
from cchc.words.translator import Voice

AUTHORITY = "co quan"
"""How the authority itself is called; no unit can have this id."""
ITSELF = ("authority", "cơ quan")
EVERYBODY = frozenset({"all", "tat ca"})
SHORT = ("ubnd", "uy ban nhan dan")
"""What everybody writes short, and its whole words."""

Party = Unit | None
"""Who signs: a unit, or None, the authority itself."""


class Ground(Record):
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

    def signed(self, party: Party, paper: SignedPaper) -> tuple[Signing, ...]:
        """What stands of a party's paper, one act for each version signed."""
        return self.stands.get((id_of(party), paper), ())

    def version(self, number: int) -> PlanVersion:
        """The version of a number that is known."""
        return next(each for each in self.known if each.number == number)


def ground_of(ledger: Ledger, year: int | None, as_of: date) -> Ground | Problem:
    """The plan of the year named, else of the day's own year, else that in question.

    A commitment is signed at the start of a year, while the year before is still
    being closed. P244 when there is no plan.
    """
    years = {each.year for each in plan_ids(ledger)}
    if year is None and as_of.year in years:
        year = as_of.year
    asked = None if year is None else str(year)
    versions = plan_in_question(ledger, asked, as_of)
    if isinstance(versions, Problem):
        return versions
    acts = signings_of(ledger, versions[-1].plan.id, as_of)
    known = known_versions(versions, as_of)
    return Ground(versions, acts, as_of, known, by_paper(standing(acts)))


class Choice(Record):
    """By which version a paper of a day is: as typed, or the one that goes without.

    What `withdraws` is about the version signed last, whatever changed since.
    """

    paper: SignedPaper
    day: date
    number: int | None = None
    withdraws: bool = False


def version_of(ground: Ground, party: Party, choice: Choice) -> PlanVersion | Problem:
    """The version by which a party signs a paper on a day.

    The one named; else the one signed last, while the party promises the same; else
    the latest that was decided by the day. P254, P385 for one named amiss.
    """
    if choice.number is not None:
        return _named(ground, choice.number, choice)
    latest = [e.number for e in ground.known if decided_by(e, choice.day)][-1]
    ripe = tuple(each for each in ground.known if each.number <= latest)
    signed = ground.signed(party, choice.paper)
    last = next((e for e in reversed(signed) if e.version <= latest), None)
    if last and (choice.withdraws or not changed_since(ripe, party, last)):
        return ground.version(last.version)
    return ripe[-1]


def _named(ground: Ground, number: int, choice: Choice) -> PlanVersion | Problem:
    at = Place(argument="--plan-version")
    numbers = tuple(str(each.number) for each in ground.known)
    if str(number) not in numbers:
        blanks: dict[str, Blank] = {"text": str(number), "known": numbers}
        return Problem(ProblemCode.PLAN_VERSION_NONE, at, blanks)
    found = ground.version(number)
    if decided_by(found, choice.day) or choice.withdraws:
        return found
    made = found.decision.date or found.recorded_on
    days: dict[str, Blank] = {"version": number, "decided": short(made)}
    return Problem(
        ProblemCode.SIGN_BEFORE_DECISION, at, days | {"day": short(choice.day)}
    )


def parties(
    plan: Plan, text: str, argument: str, day: date | None = None
) -> tuple[Party, ...] | Problem:
    """The units meant by an id, a name, a group, a list of those, `all`; or None.

    None is the authority itself: its name, or `cơ quan`. P507 names the nearest. Of
    `all` and of a group those are meant that exist on the day, if one is given.
    """
    whole = _party(plan, text, argument, day)
    if not isinstance(whole, Problem) or "," not in text:
        return whole
    found: list[Party] = []
    for part in (each.strip() for each in text.split(",")):
        some = _party(plan, part, argument, day)
        if isinstance(some, Problem):
            return some
        found += some
    return _in_order(plan, found)


def _in_order(plan: Plan, found: Iterable[Party]) -> tuple[Party, ...]:
    """Each once, the authority first, then as the plan lists them."""
    ids = {id_of(each) for each in found}
    return tuple(each for each in (None, *plan.units) if id_of(each) in ids)


def _party(
    plan: Plan, text: str, argument: str, day: date | None
) -> tuple[Party, ...] | Problem:
    if fold(text) in EVERYBODY:
        return there(plan.units, day)
    key = find_by_name(
        Typed(text, Place(argument=argument)), _names(plan), ProblemCode.UNIT_UNKNOWN
    )
    if key == AUTHORITY:
        return (None,)
    ids = (key,) if isinstance(key, str) else plan.expand((text,))
    units = tuple(each for each in plan.units if each.id in ids)
    if isinstance(key, Problem):
        return there(units, day) if units else key
    return units


def there(units: tuple[Unit, ...], day: date | None) -> tuple[Unit, ...]:
    """Those that exist on a day; all of them where none does, to be told one by one."""
    found = tuple(each for each in units if day is None or each.exists_on(day))
    return found or units


def absent(party: Party, day: date) -> Problem | None:
    """Why a party signs nothing on a day: a unit that does not exist on it (P389)."""
    if party is None or party.exists_on(day):
        return None
    blanks: dict[str, Blank] = {"unit": party.name, "day": short(day)}
    return Problem(ProblemCode.SIGN_NOT_THERE, Place(argument=party.id), blanks)


def _names(plan: Plan) -> Names:
    own = plan.authority.name
    short = " ".join(fold(own).replace(SHORT[1], SHORT[0]).split())
    return {**unit_names(plan), AUTHORITY: (*ITSELF, own, short)}


def paper_of(text: str, voice: Voice) -> SignedPaper | Problem:
    """The paper meant by its id or by what people call it (P387)."""
    names = {
        each.value: tuple(voice.say(f"sign.names.{each}").split("; "))
        for each in SignedPaper
    }
    said = Typed(text.replace("-", " "), Place(argument=text))
    found = find_by_name(said, names, ProblemCode.SIGN_PAPER_UNKNOWN)
    return found if isinstance(found, Problem) else SignedPaper(found)


def party_name(plan: Plan, party: Party) -> str:
    """What a party is called."""
    return plan.authority.name if party is None else party.name


def id_of(party: Party) -> str | None:
    """The id of a unit; None of the authority itself."""
    return None if party is None else party.id
