"""`cchc export --issue` and `--issued`: a memo sealed, and given back as it was."""

from collections.abc import Callable
from datetime import date

from cchc.app.which_plan import period_in_question, plan_in_question
from cchc.core.facts.report import Stamp
from cchc.core.plan.calendar import periods
from cchc.core.plan.plan import Paper
from cchc.core.verdict.issued import Issued, last_entry
from cchc.features.papers.actions.export import Memo, memo_of, render_memo
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


class Wish(Record):
    """What is to be issued: of which period and day, in which form, its own number."""

    asked: Question
    form: PaperForm
    paper: Paper


class Sealed(Record):
    """A memo that was issued, or would be: its number, the file, its digest.

    `before` is the same memo issued earlier, when nothing new was sealed.
    """

    number: int
    memo: Memo
    product: PaperFiles
    digest: str
    before: Issued | None = None

    @property
    def content(self) -> bytes:
        """The file that was sealed."""
        return as_bytes(self.product.single or "")


Land = Callable[[Sealed], None]
"""Hands the file out; what it raises keeps the memo from being issued."""


def issue(
    shelf: TemplateFolders,
    wish: Wish,
    voice: Voice,
    stamp: Stamp,
    land: Land | None = None,
) -> Sealed:
    """Make the memo, seal it, hand it out: all of that or nothing.

    The memo is made before the ledger is locked, and made again under the lock if
    somebody wrote in between. One that is the same to the letter as one issued before
    is not issued again. Refuses what `memo` refuses, and forms of several files (P509).
    """
    with opened(shelf.db, write=True) as ledger:
        with reading(ledger):
            mark = picture(ledger)
            made = _made(ledger, shelf, wish, voice)
        with writing(ledger):
            if picture(ledger) != mark:
                made = _made(ledger, shelf, wish, voice)
            sealed = _kept(ledger, made, stamp)
            if land is not None:
                land(sealed)
            return sealed


def rehearsed(shelf: TemplateFolders, wish: Wish, voice: Voice) -> Sealed:
    """What `issue` would do, and nothing done."""
    with opened(shelf.db) as ledger, reading(ledger):
        return _kept(ledger, _made(ledger, shelf, wish, voice), None)


class _Made(Record):
    """A memo, its file, and what is to be kept of them."""

    memo: Memo
    product: PaperFiles
    seal: Seal


def _made(ledger: Ledger, shelf: TemplateFolders, wish: Wish, voice: Voice) -> _Made:
    found = standing_in(ledger, shelf.db, wish.asked)
    made = memo_of(found, shelf, voice, wish.paper)
    given = render_memo(made, wish.form, None, shelf, voice)
    if given.single is None:
        raise Refusal((_several(wish.form),))
    if (day := wish.paper.date) is not None and day < found.view.as_of:
        days = {"day": short(day), "as_of": short(found.view.as_of)}
        at = Place(argument="--document")
        raise Refusal((Problem(ProblemCode.ISSUED_EARLY, at, days),))
    return _Made(made, given, _seal(made, given, wish, voice))


def _several(form: PaperForm) -> Problem:
    blanks = {"first": "--issue", "second": f"--format {form}"}
    return Problem(ProblemCode.OPTION_CLASH, Place(argument="--issue"), blanks)


def _seal(made: Memo, given: PaperFiles, wish: Wish, voice: Voice) -> Seal:
    view, known = made.standing.view, made.standing.facts
    content = given.single or ""
    return Seal(
        period=view.period.name,
        version=view.plan_version,
        as_of=view.as_of,
        last_entry=0 if known is None else last_entry(known),
        document=wish.paper,
        language=voice.lang.value,
        text=made.manuscript.text,
        templates=digest((made.manuscript.pattern + given.pattern).encode()),
        file=given.name,
        content=as_bytes(content),
    )


def as_bytes(content: str | bytes) -> bytes:
    """What a file holds: text is UTF-8."""
    return content.encode() if isinstance(content, str) else content


def _kept(ledger: Ledger, made: _Made, stamp: Stamp | None) -> Sealed:
    """Sealed where there is a stamp and the same was not sealed before.

    Refuses a number that another memo bears (P523): Văn thư gives each once.
    """
    seal, plan = made.seal, made.memo.standing.view.plan
    memos = issued_memos(ledger, plan)
    code = digest(seal.content)
    same = [e for e in memos if (e.file, e.content_sha256) == (seal.file, code)]
    if same:
        return Sealed(same[-1].number, made.memo, made.product, code, same[-1])
    own = seal.document.number
    if taken := [e for e in memos if own and e.document.number == own]:
        blanks: dict[str, Blank] = {"text": own or "", "number": taken[-1].number}
        at = Place(argument="--document")
        raise Refusal((Problem(ProblemCode.ISSUED_NUMBER, at, blanks),))
    number = len(memos) + 1
    if stamp is not None:
        number = put_issued(ledger, plan, seal, stamp)
    return Sealed(number, made.memo, made.product, code)


class Kept(Record):
    """An issued memo as it was sealed; `label` is its period in words."""

    memo: Issued
    label: str
    text: str
    content: bytes


def issued(
    shelf: TemplateFolders,
    period: str | None,
    number: int,
    voice: Voice,
    *,
    today: date,
) -> Kept:
    """The memo that was issued under a number, of a period if one is named.

    P522 when there is none.
    """
    with opened(shelf.db) as ledger:
        versions = require(plan_in_question(ledger, period, today))
        plan = versions[-1].plan
        names = {each.name: label(each, voice) for each in periods(plan)}
        memos = issued_memos(ledger, plan.id)
        if period is not None and not period.isdecimal():
            asked = require(period_in_question(versions, period, today))
            memos = tuple(each for each in memos if each.period == asked.name)
        found = [each for each in memos if each.number == number]
        if not found:
            raise Refusal((_none(number, memos, names, voice),))
        text, content = issued_content(ledger, plan.id, number)
        memo = found[0]
        return Kept(memo, names.get(memo.period, memo.period), text, content)


def _none(
    number: int, memos: tuple[Issued, ...], names: dict[str, str], voice: Voice
) -> Problem:
    known = tuple(
        voice.say(
            "issued.known",
            number=each.number,
            period=names.get(each.period, each.period),
            day=short(each.issued_on),
        )
        for each in memos
    )
    said = ", ".join(known) or voice.say("issued.known.none")
    blanks: dict[str, Blank] = {"text": str(number), "known": said}
    return Problem(ProblemCode.ISSUED_NONE, Place(argument="--issued"), blanks)
