"""`cchc export --issue` and `--issued`: a memo sealed, and given back as it was."""

from collections.abc import Callable, Mapping
from datetime import date

from cchc.app.which_plan import period_in_question, plan_in_question
from cchc.core.facts.report import Stamp
from cchc.core.plan.calendar import periods
from cchc.core.plan.plan import Paper
from cchc.core.verdict.issued import Issued, last_entry
from cchc.features.papers.actions.export import WrittenPaper, memo_of, render_memo
from cchc.features.status.actions.status import Question, standing_in
from cchc.paper.manuscript import PaperFiles, PaperForm, TemplateFolders
from cchc.store.issued import (
    Seal,
    digest,
    issued_content,
    issued_memos,
    put_issued,
)
from cchc.store.ledger import Ledger, opened, picture, reading, writing
from cchc.text.day import short
from cchc.text.problem import (
    Blank,
    Place,
    Problem,
    ProblemCode,
    Refusal,
    require,
)
from cchc.text.record import Record
from cchc.words.period import label
from cchc.words.translator import Voice


class IssueRequest(Record):
    """What is to be issued: of which period and day, in which form, its own number."""

    asked: Question
    form: PaperForm
    paper: Paper


class Sealed(Record):
    """A memo that was issued, or would be: its number, the file, its digest.

    `before` is the same memo issued earlier, when nothing new was sealed.
    """

    number: int
    memo: WrittenPaper
    product: PaperFiles
    digest: str
    before: Issued | None = None

    @property
    def content(self) -> bytes:
        """The file that was sealed."""
        return as_bytes(self.product.single or "")


Deliver = Callable[[Sealed], None]
"""Hands the file out; what it raises keeps the memo from being issued."""


def issue(
    folders: TemplateFolders,
    request: IssueRequest,
    voice: Voice,
    stamp: Stamp,
    deliver: Deliver | None = None,
) -> Sealed:
    """Make the memo, seal it, hand it out: all of that or nothing.

    The memo is made before the ledger is locked, and made again under the lock if
    somebody wrote in between. One that is the same to the letter as one issued before
    is not issued again. Refuses what `memo` refuses, and forms of several files (P509).
    """
    with opened(folders.db, write=True) as ledger:
        with reading(ledger):
            mark = picture(ledger)
            sealed_memo = _render(ledger, folders, request, voice)
        with writing(ledger):
            if picture(ledger) != mark:
                sealed_memo = _render(ledger, folders, request, voice)
            sealed = _seal(ledger, sealed_memo, stamp)
            if deliver is not None:
                deliver(sealed)
            return sealed


def rehearse_issue(
    folders: TemplateFolders, request: IssueRequest, voice: Voice
) -> Sealed:
    """What `issue` would do, and nothing done."""
    with opened(folders.db) as ledger, reading(ledger):
        return _seal(ledger, _render(ledger, folders, request, voice), None)


class _Rendered(Record):
    """A memo, its file, and what is to be kept of them."""

    memo: WrittenPaper
    product: PaperFiles
    seal: Seal


def _render(
    ledger: Ledger, folders: TemplateFolders, request: IssueRequest, voice: Voice
) -> _Rendered:
    found = standing_in(ledger, folders.db, request.asked)
    memo = memo_of(found, folders, voice, request.paper)
    product = render_memo(memo, request.form, None, folders, voice)
    if product.single is None:
        options = {"first": "--issue", "second": f"--format {request.form}"}
        raise _refusal(ProblemCode.OPTION_CLASH, "--issue", options)
    view, facts, day = found.view, found.facts, request.paper.date
    if day is not None and day < view.as_of:
        days = {"day": short(day), "as_of": short(view.as_of)}
        raise _refusal(ProblemCode.ISSUED_EARLY, "--document", days)
    seal = Seal(
        period=view.period.name,
        version=view.plan_version,
        as_of=view.as_of,
        last_entry=0 if facts is None else last_entry(facts),
        document=request.paper,
        language=voice.lang.value,
        text=memo.manuscript.text,
        templates=digest((memo.manuscript.pattern + product.pattern).encode()),
        file=product.name,
        content=as_bytes(product.single),
    )
    return _Rendered(memo, product, seal)


def _refusal(code: ProblemCode, option: str, blanks: Mapping[str, Blank]) -> Refusal:
    return Refusal((Problem(code, Place(argument=option), dict(blanks)),))


def as_bytes(content: str | bytes) -> bytes:
    """What a file holds: text is UTF-8."""
    return content.encode() if isinstance(content, str) else content


def _seal(ledger: Ledger, rendered: _Rendered, stamp: Stamp | None) -> Sealed:
    """Sealed where there is a stamp and the same was not sealed before.

    Refuses a number that another memo bears (P523): Văn thư gives each once.
    """
    seal, plan = rendered.seal, rendered.memo.standing.view.plan
    memos, code = issued_memos(ledger, plan), digest(seal.content)
    for memo in reversed(memos):
        if (memo.file, memo.content_sha256) == (seal.file, code):
            return Sealed(memo.number, rendered.memo, rendered.product, code, memo)
    own = seal.document.number
    if taken := [memo for memo in memos if own and memo.document.number == own]:
        blanks: dict[str, Blank] = {"text": own or "", "number": taken[-1].number}
        raise _refusal(ProblemCode.ISSUED_NUMBER, "--document", blanks)
    number = len(memos) + 1
    if stamp is not None:
        number = put_issued(ledger, plan, seal, stamp)
    return Sealed(number, rendered.memo, rendered.product, code)


class IssuedCopy(Record):
    """An issued memo as it was sealed; `label` is its period in words."""

    memo: Issued
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
    with opened(folders.db) as ledger:
        versions = require(plan_in_question(ledger, period, today))
        plan = versions[-1].plan
        labels = {e.name: label(e, voice) for e in periods(plan)}
        memos = issued_memos(ledger, plan.id)
        if period is not None and not period.isdecimal():
            asked = require(period_in_question(versions, period, today))
            memos = tuple(memo for memo in memos if memo.period == asked.name)
        memo = next((memo for memo in memos if memo.number == number), None)
        if memo is None:
            known = _known_memos(memos, labels, voice)
            blanks = {"text": str(number), "known": known}
            raise _refusal(ProblemCode.ISSUED_NONE, "--issued", blanks)
        text, content = issued_content(ledger, plan.id, number)
        return IssuedCopy(memo, labels.get(memo.period, memo.period), text, content)


def _known_memos(
    memos: tuple[Issued, ...], labels: Mapping[str, str], voice: Voice
) -> str:
    known = (
        voice.say(
            "issued.known",
            number=memo.number,
            period=labels.get(memo.period, memo.period),
            day=short(memo.issued_on),
        )
        for memo in memos
    )
    return ", ".join(known) or voice.say("issued.known.none")
