"""The book of signed papers as data: `cchc.sign/1`."""

from typing import Any

from cchc.core.cascade.pledge import PledgeChange
from cchc.core.cascade.sign_book import SignState, Slot
from cchc.core.facts.review import Evidence
from cchc.core.facts.signing import SignedPaper, Signing
from cchc.phrases.documents import SIGN_COUNTS, slots_by_paper
from cchc.screen.document import (
    COUNT,
    DAY,
    DRY_RUN,
    FLAG,
    TEXT,
    Document,
    Field,
    choice,
    list_of,
    map_of,
    nullable,
    one_of,
)

SCHEMA = "cchc.sign/1"
SCAN: Document[Evidence] = Document(
    "scan",
    "The scan of what was signed.",
    Field("file", TEXT, "The copy, or its name.", lambda scan: scan.file or scan.text),
    Field("sha256", nullable(TEXT), "SHA-256 of the file."),
    Field("size", nullable(COUNT), "Bytes of the file."),
)
SIGNING: Document[Signing] = Document(
    "signing",
    "One act of signing as it is kept.",
    Field("day", DAY, "The day of the paper."),
    Field("version", COUNT, "The version of the plan that was signed."),
    Field("signer", nullable(TEXT), "Who signed."),
    Field("title", nullable(TEXT), "As what."),
    Field("counterparty", nullable(TEXT), "Who signed for the other side."),
    Field("number", nullable(TEXT), "Number and symbol of the paper."),
    Field("sha256", nullable(TEXT), "SHA-256 of the text that was signed."),
    Field("scan", nullable(SCAN), "Its scan."),
    Field("withdrawn", FLAG, "True: it was recorded by mistake."),
    Field("reason", nullable(TEXT), "Why it was corrected."),
    Field("by", nullable(TEXT), "Who recorded it.", lambda act: act.actor or None),
    Field("recorded_on", nullable(DAY), "When."),
)


def _changed_line(change: PledgeChange) -> str | None:
    line = change.after or change.before
    return None if line is None else line.id


def _change_kind(change: PledgeChange) -> str:
    if change.after is None:
        return "dropped"
    return "added" if change.before is None else "changed"


BOOK: Document[Any] = Document(
    "book",
    "Each paper of each party, and each act that stands.",
    Field("plan", TEXT, "Id of the plan.", join=lambda _, given: given["plan"].id),
    Field("plan_version", COUNT, "The latest version.", "version"),
    Field("as_of", DAY, "As known on this day."),
    Field("counts", map_of(SIGN_COUNTS), "Who signed, by paper.", slots_by_paper),
    Field(
        "papers",
        list_of(
            Document[Slot](
                "slot",
                "One paper of one party.",
                Field("unit", nullable(TEXT), "Id; null: the authority.", "unit.id"),
                Field("paper", choice(SignedPaper), "Which paper."),
                Field("state", choice(SignState), "How it stands."),
                Field("owed", FLAG, "Whether it is asked for on the day.", "is_owed"),
                Field("signed", list_of(SIGNING), "The acts that stand."),
                Field(
                    "changes",
                    list_of(
                        Document[PledgeChange](
                            "pledge_change",
                            "What the plan promises otherwise since.",
                            Field("id", nullable(TEXT), "Id of it.", _changed_line),
                            Field(
                                "change",
                                one_of("added", "changed", "dropped"),
                                "What became of it.",
                                _change_kind,
                            ),
                        )
                    ),
                    "What the plan promises otherwise since it was signed.",
                ),
            )
        ),
        "Each paper.",
        "slots",
    ),
    schema=SCHEMA,
    verbs=("sign list",),
)
RECORDED: Document[Any] = Document(
    "recorded",
    "What was recorded as signed.",
    Field("plan", TEXT, "Id of the plan.", "plan.id"),
    DRY_RUN,
    Field("paper", choice(SignedPaper), "Which paper."),
    Field(
        "acts",
        list_of(
            Document[Any](
                "signing_act",
                "One act of one party.",
                Field("unit", nullable(TEXT), "Id; null: the authority.", "after.unit"),
                Field("before", nullable(SIGNING), "What it corrects."),
                Field("after", SIGNING, "What is kept now."),
            )
        ),
        "Each act.",
    ),
    Field(
        "kept",
        list_of(nullable(TEXT)),
        "Ids of those left as they were; null: the authority.",
        lambda done: [None if party is None else party.id for party in done.kept],
    ),
    Field(
        "counts",
        SIGN_COUNTS,
        "Who has signed this paper.",
        lambda done: done.book.of(done.paper),
    ),
    schema=SCHEMA,
    verbs=("sign add",),
)
