"""Who signed or issued which paper, when, by which version of the plan; who has not.

Acts are only ever added to. How a paper stands is worked out of them as of a day:
an amendment of the plan makes no unit sign again whose part it leaves alone.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from cchc.core.facts.acts import SignedPaper, Signing
from cchc.core.facts.amendment import Versions, known_versions
from cchc.core.plan.plan import Plan, PlanVersion
from cchc.core.plan.unit import Unit
from cchc.text.closed_list import StrEnum
from cchc.text.record import Record

if TYPE_CHECKING:
    from cchc.core.cascade.unit_plan import PledgeChange

BY_VERSION = frozenset({SignedPaper.COMMITMENT, SignedPaper.PLAN})
"""Papers that list lines of the plan: an amendment may make them old."""


class SignState(StrEnum):
    """How a paper stands; `amended`: the plan promises otherwise since."""

    MISSING = "missing"
    AMENDED = "amended"
    SIGNED = "signed"


class PaperToSign(Record):
    """One paper of one party.

    `signed` are the acts that stand, one for each version signed, the oldest version
    first: the bản cam kết, then its annexes. `changes` is what the plan promises
    otherwise since the last of them. `is_owed`: it is asked for on the day; what a
    unit signed that is no more is only shown.
    """

    unit: Unit | None
    paper: SignedPaper
    signed: tuple[Signing, ...] = ()
    changes: "tuple[PledgeChange, ...]" = ()
    is_owed: bool = True

    @property
    def last(self) -> Signing | None:
        return self.signed[-1] if self.signed else None

    @property
    def state(self) -> SignState:
        if not self.signed:
            return SignState.MISSING
        return SignState.AMENDED if self.changes else SignState.SIGNED


class SignBook(Record):
    """Every paper that is owed or was signed, as of a day; `version` is the latest."""

    version: int
    as_of: date
    slots: tuple[PaperToSign, ...]

    def of(self, paper: SignedPaper) -> tuple[PaperToSign, ...]:
        """The slots of a paper that units owe; the authority's own is apart."""
        owed = (slot for slot in self.slots if slot.paper is paper and slot.is_owed)
        return tuple(slot for slot in owed if slot.unit is not None)

    def slot(self, unit: str | None, paper: SignedPaper) -> PaperToSign | None:
        """One party's slot of a paper; None when it neither owes nor signed it."""
        own = (slot for slot in self.slots if slot.paper is paper)
        return next((slot for slot in own if _id(slot.unit) == unit), None)

    def only(self, unit: str) -> "SignBook":
        """The book with the papers of one unit alone."""
        kept = (slot for slot in self.slots if slot.unit and slot.unit.id == unit)
        return SignBook(self.version, self.as_of, tuple(kept))

    def open_only(self) -> "SignBook":
        """The book with what nobody has signed, or must sign again."""
        kept = (slot for slot in self.slots if slot.state is not SignState.SIGNED)
        return SignBook(self.version, self.as_of, tuple(kept))

    @property
    def is_incomplete(self) -> bool:
        """Whether somebody has not signed, or not what the plan promises now."""
        return any(slot.state is not SignState.SIGNED for slot in self.slots)


def decided_by(version: PlanVersion, day: date) -> bool:
    """Whether a version could be signed on a day: its decision was made by then."""
    made = version.decision.date or version.recorded_on
    return version.number == 1 or made <= day


def acts_in_force(acts: Iterable[Signing]) -> tuple[Signing, ...]:
    """The last act of each key, without those that say it never was."""

    def version_of(signing: Signing) -> int:
        return signing.version

    last = {signing.key: signing for signing in acts}
    kept = (signing for signing in last.values() if not signing.withdrawn)
    return tuple(sorted(kept, key=version_of))


def by_paper(
    signed: Iterable[Signing],
) -> dict[tuple[str | None, SignedPaper], tuple[Signing, ...]]:
    """What was signed of each paper of each party, in the order given."""
    papers: dict[tuple[str | None, SignedPaper], tuple[Signing, ...]] = {}
    for signing in signed:
        key = signing.unit, signing.paper
        papers[key] = (*papers.get(key, ()), signing)
    return papers


def sign_book(versions: Versions, acts: Iterable[Signing], as_of: date) -> SignBook:
    """How every paper stands at the end of a day, by what was known then.

    Each unit of that day owes a bản cam kết and a plan of its own; the authority owes
    its superior a bản cam kết. A commitment on the index is owed by all once one is
    recorded. What was signed is shown also where nothing is owed.
    """
    known = known_versions(versions, as_of)
    held = [s for s in acts if s.recorded_on is None or s.recorded_on <= as_of]
    signed = acts_in_force(held)
    plan = known[-1].plan
    asks_index = any(
        signing.paper is SignedPaper.INDEX and signing.unit for signing in signed
    )
    gone = _former_units(known, signed)
    signed_by = by_paper(signed)
    slots = []
    for unit in (None, *plan.units, *gone):
        for paper in SignedPaper:
            own = signed_by.get((_id(unit), paper), ())
            owes = unit not in gone and _owes(plan, unit, paper, as_of, asks_index)
            if own or owes:
                last = own[-1] if own and (owes or unit is None) else None
                changes = () if last is None else changed_since(known, unit, last)
                slots.append(PaperToSign(unit, paper, own, changes, owes))
    return SignBook(known[-1].number, as_of, tuple(slots))


def _id(unit: Unit | None) -> str | None:
    return None if unit is None else unit.id


def _former_units(known: Versions, signed: tuple[Signing, ...]) -> tuple[Unit, ...]:
    """Units that signed and that the latest version does not name any more."""
    now = known[-1].plan
    here = {unit.id for unit in now.units}
    ids = {signing.unit: None for signing in signed if signing.unit is not None}
    # each as the last version that had it names it
    last = {unit.id: unit for version in known for unit in version.plan.units}
    return tuple(last[key] for key in ids if key not in here and key in last)


def _owes(
    plan: Plan,
    unit: Unit | None,
    paper: SignedPaper,
    day: date,
    asks_index: bool,  # noqa: FBT001  # one of what is asked
) -> bool:
    """Whether a party owes a paper on a day; None: the authority, its superior's."""
    if unit is None:
        promised = bool(plan.authority.superior and plan.commitments)
        return promised and paper is SignedPaper.COMMITMENT
    return (paper is not SignedPaper.INDEX or asks_index) and unit.exists_on(day)


def changed_since(
    known: Versions, unit: Unit | None, signed: Signing
) -> "tuple[PledgeChange, ...]":
    """What the latest version promises otherwise than the one that was signed.

    Nothing is asked of a unit that the latest version does not have any more.
    """
    if signed.paper not in BY_VERSION or signed.version >= known[-1].number:
        return ()
    if unit is not None and known[-1].plan.unit(unit.id) is None:
        return ()
    from cchc.core.cascade.unit_plan import pledge, pledge_changes  # noqa: PLC0415  # rare

    by = next(version for version in known if version.number == signed.version)
    return pledge_changes(pledge(by.plan, unit), pledge(known[-1].plan, unit))
