"""The papers to be signed, and which plan, party, paper and version words mean.

A paper is whole, an annex, or printed again as it was signed.
"""

from collections.abc import Mapping
from datetime import date

from cchc.app.name_lookup import Names, find_by_name, find_typed, unit_names
from cchc.app.which_plan import plan_in_question
from cchc.core.cascade.sign_book import (
    BY_VERSION,
    acts_in_force,
    by_paper,
    changed_since,
    decided_by,
)
from cchc.core.cascade.unit_plan import pledge, pledge_changes
from cchc.core.facts.acts import SignedPaper, Signing
from cchc.core.facts.amendment import Versions, known_versions
from cchc.core.facts.typed import TypedText
from cchc.core.plan.calendar import periods
from cchc.core.plan.date_window import DateRole, plan_window, window_problem
from cchc.core.plan.plan import Plan, PlanVersion
from cchc.core.plan.unit import NOBODY, Signer, Unit
from cchc.features.signing.show.pledge import PledgeDraft, pledge_content, pledge_name
from cchc.features.signing.show.sign_book import Party, id_of
from cchc.paper.manuscript import Manuscript, TemplateFolders, with_seal
from cchc.paper.paper import Letterhead
from cchc.paper.template import ENDING, find_template, render_markdown
from cchc.store.decisions import signed_text, signings_of
from cchc.store.ledger import Ledger, open_ledger
from cchc.store.plans import plan_ids
from cchc.store.rows import digest
from cchc.store.seal.code import code_for_paper
from cchc.text.compare import fold
from cchc.text.day import short
from cchc.text.problem import (
    Blank,
    Place,
    Problem,
    ProblemCode,
    Refusal,
    once,
    refuse,
    require,
)
from cchc.text.record import Record, replace
from cchc.words.translator import Voice

AUTHORITY = "co quan"
"""How the authority itself is called; no unit can have this id."""
ITSELF = ("authority", "cơ quan")
EVERYBODY = frozenset({"all", "tat ca"})
SHORT = ("ubnd", "uy ban nhan dan")
"""What everybody writes short, and its whole words."""


class PledgeText(Record):
    """A paper in Markdown, and the file of its template, for a person to mend."""

    text: str
    source: str


class SignBasis(Record):
    """The plan that papers rest on, and all that was signed, as of a day.

    `known` are the versions recorded by then, `stands` the acts that stand of each
    paper of each party, the oldest version first; papers are made of the `folders`.
    """

    ledger: Ledger
    folders: TemplateFolders
    voice: Voice
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

    def draft(
        self, party: Party, paper: SignedPaper, version: PlanVersion
    ) -> PledgeDraft:
        """What a paper says when it is signed by a version of the plan.

        An annex where an earlier version was signed and promised otherwise; else the
        whole paper. Date and hand are left for the pen.
        """
        promised = pledge(version.plan, party)
        own = version.plan.authority.signer if party is None else NOBODY
        whole = PledgeDraft(version.plan, promised, paper, Signer(name=own.name))
        signed = self.signings_of(party, paper)
        earlier = [act for act in signed if act.version < version.number]
        if not earlier or paper not in BY_VERSION:
            return whole
        last = earlier[-1]
        old = pledge(self.version(last.version).plan, party)
        if not (changes := pledge_changes(old, promised)):
            return whole
        whole = replace(whole, before=last.day, decision=version.decision)
        return replace(whole, to=last.counterparty, changes=changes)

    def render(self, draft: PledgeDraft, day: date) -> PledgeText:
        """The paper by the office's template, else by ours (P601 to P604), sealed."""
        name, folders = pledge_name(draft.paper, annex=draft.is_annex), self.folders
        template = find_template(name, self.voice, folders.office, folders.shipped)
        template = require(template)
        text = require(render_markdown(template, pledge_content(draft, self.voice)))
        seal = code_for_paper(self.ledger.connection, day)
        return PledgeText(with_seal(text, seal, self.voice), template.file)


def sign_basis(
    ledger: Ledger,
    folders: TemplateFolders,
    voice: Voice,
    year: int | None,
    as_of: date,
) -> SignBasis:
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
    stands = by_paper(acts_in_force(acts))
    return SignBasis(ledger, folders, voice, versions, acts, as_of, known, stands)


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
    own = plan.authority.name
    in_short = " ".join(fold(own).replace(SHORT[1], SHORT[0]).split())
    names = {**unit_names(plan), AUTHORITY: (*ITSELF, own, in_short)}
    key = find_typed(text, names, ProblemCode.UNIT_UNKNOWN, argument)
    if key == AUTHORITY:
        return (None,)
    ids = (key,) if isinstance(key, str) else plan.expand((text,))
    units = tuple(unit for unit in plan.units if unit.id in ids)
    if isinstance(key, Problem):
        return existing_on(units, day) if units else key
    return units


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
        basis = sign_basis(ledger, folders, voice, request.year, as_of)
        if request.day is not None:
            window, at = plan_window(periods(basis.plan)), Place(argument="--date")
            require(window_problem(request.day, window, DateRole.SIGNED, at))
        for party in require(_parties(basis, request)):
            try:
                papers.append(_paper(basis, party, request))
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


def _paper(basis: SignBasis, party: Party, request: PaperRequest) -> SignPaper:
    day, kind, voice = request.day or basis.as_of, request.paper, basis.voice
    version = signed_version(basis, party, kind, day, request.version)
    signed = basis.signed_by(party, kind, version.number)
    if signed is None:
        refuse_absent(party, day)
    blank = basis.draft(party, kind, version)
    blank = replace(blank, to=request.to or blank.to)
    # with the day and the hand that are typed, or known from what was signed
    hand = blank.hand
    for last in basis.signings_of(party, kind)[-1:]:
        hand = last.hand.with_defaults(hand)
    day_known = request.day or (None if signed is None else signed.day)
    draft = replace(blank, hand=request.hand.with_defaults(hand), day=day_known)
    words = None if signed is None else signed_text(basis.ledger, signed.id)
    if words is None:
        paper = unsigned = basis.render(blank, day)
        if draft != blank:
            paper = basis.render(draft, day)
    else:
        name = pledge_name(kind, annex=draft.is_annex)
        paper = unsigned = PledgeText(words, f"{name}.{voice.lang}{ENDING}")
    # `ban-cam-ket-p1-2022`; an annex has the number of its version
    unit = voice.say("sign.file.own") if party is None else party.id
    blanks = {"unit": unit, "year": basis.plan.year, "version": version.number}
    stem = voice.say(f"sign.file.{'annex' if draft.is_annex else kind.value}", **blanks)
    content = pledge_content(draft, voice)
    return SignPaper(
        party,
        Manuscript(stem, Letterhead.PLEDGE, paper.text, content, paper.source),
        digest(unsigned.text.encode()),
        draft.is_annex,
        version.number,
        signed,
        is_verbatim=words is not None,
    )
