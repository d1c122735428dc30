"""`cchc export --issue` and `--issued`: a memo sealed, and given back as it was."""

from collections.abc import Callable
from datetime import date

from cchc.app.which_plan import period_in_question, plan_in_question
from cchc.core.facts.report import Stamp
from cchc.core.plan.calendar import periods
from cchc.core.plan.plan import Paper
from cchc.core.verdict.issued import IssuedMemo, issued_verdicts, last_entry
from cchc.features.papers.actions.export import WrittenPaper, paper_maker
from cchc.features.status.actions.status import StatusQuestion
from cchc.paper.manuscript import PaperFiles, PaperForm, TemplateFolders
from cchc.store.ledger import (
    Ledger,
    data_version,
    open_ledger,
    read_transaction,
    write_transaction,
)
from cchc.store.papers import Seal, issued_content, issued_memos, put_issued
from cchc.store.rows import digest
from cchc.text.day import short
from cchc.text.problem import Place, ProblemCode, refuse, require
from cchc.text.record import Record, replace
from cchc.words.period import label
from cchc.words.translator import Voice

AT_DOCUMENT = Place(argument="--document")


class IssueRequest(Record):
    """What is to be issued: of which period and day, in which form, its own number."""

    question: StatusQuestion
    form: PaperForm
    paper: Paper


class Sealed(Record):
    """A memo to be issued: the paper, its file, what is kept of it.

    `number` is the one that it has or would have, 0 while it is not known; `before` is
    the same memo issued earlier, when nothing new was sealed.
    """

    memo: WrittenPaper
    product: PaperFiles
    seal: Seal
    number: int = 0
    before: IssuedMemo | None = None

    @property
    def content(self) -> bytes:
        """The file that was sealed."""
        return self.seal.content

    @property
    def digest(self) -> str:
        """SHA-256 of the file."""
        return digest(self.content)


Check = Callable[[Sealed], None]
"""Looks at the file that will be handed out; what it raises keeps it unissued."""


def issue_memo(
    folders: TemplateFolders,
    request: IssueRequest,
    voice: Voice,
    stamp: Stamp | None,
    check: Check | None = None,
) -> Sealed:
    """Make the memo and seal it; it is handed out once it is in the register.

    The memo is made before the ledger is locked, and made again under the lock if
    somebody wrote in between. One that is the same to the letter as one issued before
    is not issued again; without a stamp nothing is done. Refuses what makes a memo
    refused, and forms of several files (P509).
    """
    with open_ledger(folders.db, write=stamp is not None) as ledger:
        with read_transaction(ledger):
            mark = data_version(ledger)
            draft = _render(ledger, folders, request, voice)
            if stamp is None:
                return _seal(ledger, draft, None)
        with write_transaction(ledger):
            if data_version(ledger) != mark:
                draft = _render(ledger, folders, request, voice)
            if check is not None:
                check(draft)
            return _seal(ledger, draft, stamp)


def _render(
    ledger: Ledger, folders: TemplateFolders, request: IssueRequest, voice: Voice
) -> Sealed:
    """The memo and its file; refuses a day of the paper before that of its figures."""
    words = (request.question, voice, request.paper)
    maker = paper_maker(ledger, folders, *words, with_effects=True)
    status, memo = maker.status, maker.memo()
    product = maker.render(memo, request.form)
    if product.single is None:
        at, form = Place(argument="--issue"), f"--format {request.form}"
        refuse(ProblemCode.OPTION_CLASH, at, first="--issue", second=form)
    view, facts, day = status.view, status.facts, request.paper.date
    if day is not None and day < view.as_of:
        days = {"day": short(day), "as_of": short(view.as_of)}
        refuse(ProblemCode.ISSUED_EARLY, AT_DOCUMENT, **days)
    content, manuscript = product.single, memo.manuscript
    seal = Seal(
        period=view.period.name,
        version=view.plan_version,
        as_of=view.as_of,
        last_entry=0 if facts is None else last_entry(facts),
        document=request.paper,
        language=voice.lang.value,
        text=manuscript.text,
        templates=digest((manuscript.pattern + product.pattern).encode()),
        file=product.name,
        content=content.encode() if isinstance(content, str) else content,
        judged=issued_verdicts(view),
    )
    return Sealed(memo, product, seal)


def _seal(ledger: Ledger, draft: Sealed, stamp: Stamp | None) -> Sealed:
    """Sealed where there is a stamp and the same was not sealed before.

    Refuses a number that another memo bears (P523): Văn thư gives each once.
    """
    seal, plan = draft.seal, draft.memo.standing.view.plan
    memos, code = issued_memos(ledger, plan), draft.digest
    for memo in reversed(memos):
        if (memo.file, memo.content_sha256) == (seal.file, code):
            return replace(draft, number=memo.number, before=memo)
    own = seal.document.number
    if taken := [memo for memo in memos if own and memo.document.number == own]:
        number = taken[-1].number
        refuse(ProblemCode.ISSUED_NUMBER, AT_DOCUMENT, text=own or "", number=number)
    number = len(memos) + 1
    if stamp is not None:
        number = put_issued(ledger, plan, seal, stamp)
    return replace(draft, number=number)


class IssuedCopy(Record):
    """An issued memo as it was sealed; `label` is its period in words."""

    plan: str
    memo: IssuedMemo
    label: str
    text: str
    content: bytes


def issued_copy(
    folders: TemplateFolders,
    period: str | None,
    number: int,
    voice: Voice,
    *,
    today: date,
) -> IssuedCopy:
    """The memo that was issued under a number, of a period if one is named.

    P522 when there is none.
    """
    with open_ledger(folders.db) as ledger:
        versions = require(plan_in_question(ledger, period, today))
        plan = versions[-1].plan
        labels = {e.name: label(e, voice) for e in periods(plan)}
        memos = issued_memos(ledger, plan.id)
        if period is not None and not period.isdecimal():
            wanted = require(period_in_question(versions, period, today))
            memos = tuple(memo for memo in memos if memo.period == wanted.name)
        known = []
        for memo in memos:
            name, day = labels.get(memo.period, memo.period), short(memo.issued_on)
            if memo.number == number:
                text, content = issued_content(ledger, plan.id, number)
                return IssuedCopy(plan.id, memo, name, text, content)
            blanks = {"number": memo.number, "period": name, "day": day}
            known.append(voice.say("issued.known", **blanks))
        listed = ", ".join(known) or voice.say("issued.known.none")
        at = Place(argument="--issued")
        return refuse(ProblemCode.ISSUED_NONE, at, text=str(number), known=listed)
