"""One act of signing or issuing a paper, as the ledger keeps it."""

from datetime import date

from cchc.core.facts.review import Evidence
from cchc.core.plan.authority import Signer
from cchc.text.closed_list import StrEnum
from cchc.text.record import Record


class SignedPaper(StrEnum):
    """Which paper: bản cam kết, cam kết về bộ chỉ số, the unit's own plan."""

    COMMITMENT = "commitment"
    INDEX = "index"
    PLAN = "plan"


class Signing(Record):
    """One paper that a unit (None: the authority itself) signed or issued.

    `version` of the plan is the one it rests on, `sha256` that of the text the
    program made for it, `scan` the signed paper as a file. An act that `supersedes`
    another corrects it, or with `withdrawn` says that it never was, for a `reason`.
    """

    unit: str | None
    paper: SignedPaper
    version: int
    day: date
    signer: str | None = None
    title: str | None = None
    counterparty: str | None = None
    number: str | None = None
    sha256: str | None = None
    scan: Evidence | None = None
    withdrawn: bool = False
    supersedes: int | None = None
    reason: str | None = None
    id: int = 0
    actor: str = ""
    recorded_on: date | None = None

    @property
    def hand(self) -> Signer:
        """Who signed, and as what."""
        return Signer(title=self.title, name=self.signer)

    @property
    def key(self) -> tuple[str | None, SignedPaper, int]:
        """What is signed once: a paper of a party by one version of the plan."""
        return self.unit, self.paper, self.version
