"""The heads of a form's columns, as printed and as found again."""

from collections.abc import Mapping
from functools import cache, lru_cache
from re import fullmatch, sub

from cchc.text.compare import fold
from cchc.text.form_marks import INPUTS, PRINTED, TableKind
from cchc.words.translator import Lang, voice

EARLIER_HEADS: Mapping[TableKind, Mapping[str, str]] = {
    TableKind.TASK: {
        **dict.fromkeys(("da lam duoc", "count"), "count"),
        **dict.fromkeys(("lan bao truoc", "last report"), "said"),
    },
    TableKind.ITEM: dict.fromkeys(("don vi co muc nay", "unit it belongs to"), "owner"),
}
"""Heads of forms that went out before, folded: they still come back."""

LONGEST_HEAD = 120
"""Letters of a line that may still be a head."""


@cache
def head_columns(kind: TableKind) -> Mapping[str, str]:
    """Which column a head names, by its folded first line, in every language."""
    return {
        **EARLIER_HEADS.get(kind, {}),
        **{
            fold(voice(lang).say(f"form.head.{kind}.{column}")): column
            for lang in Lang
            for column in (*INPUTS[kind], *PRINTED[kind])
        },
    }


@lru_cache(maxsize=512)  # the forms of a batch have the same heads
def column_of(kind: TableKind, head: str) -> str | None:
    """The column that the text of a head names; what follows its first line is free."""
    first = head.strip().partition("\n")[0]
    return head_columns(kind).get(fold(first)) if len(first) <= LONGEST_HEAD else None


@lru_cache(maxsize=512)
def column_begun(kind: TableKind, head: str) -> str | None:
    """Which column a head begins with: `Số báo cáo Phát sinh …`, put in one line."""
    line = f"{fold(head)} "
    named = head_columns(kind).items()
    begun = [
        (len(name), column) for name, column in named if line.startswith(f"{name} ")
    ]
    return max(begun)[1] if begun and len(head) <= 2 * LONGEST_HEAD else None


GROUPS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "state": {
        "final": ("chinh thuc", "so lieu chinh thuc", "da chot"),
        "estimate": ("uoc tinh", "so uoc", "so lieu uoc", "uoc thuc hien", "tam tinh"),
        "nil": ("kps", "khong", "khong co", "chua phat sinh", "ko phat sinh"),
        "unavailable": ("ccb", "chua co so lieu", "cho cong bo"),
    },
    "task": {
        "not_started": (
            *("chua lam", "chua trien khai", "chua", "chua th", "chua den han"),
            *("chua bat dau", "khong", "0%"),
        ),
        "doing": (
            *("dang lam", "dang trien khai", "dang hoan thien", "dang th"),
            *("thuong xuyen", "thuc hien thuong xuyen", "chua xong"),
            "thuong xuyen thuc hien",
        ),
        "done": (
            *("da hoan thanh", "xong", "da xong", "da thuc hien", "ht", "da ht"),
            *("hoan thanh 100%", "100%", "da ban hanh", "da thuc hien xong"),
        ),
    },
    "answer": {
        "yes": ("roi", "da co", "dat"),
        "no": ("chua", "chua co", "khong co", "khong dat"),
    },
}
"""The lists to choose from, and what clerks write instead of each word, folded.

The code of a word is `form.GROUP.WORD`.
"""


@cache
def choices(group: str) -> Mapping[str, str]:
    """What a word of a list or of a clerk stands for, by its folded text."""
    clerks = {text: word for word, texts in GROUPS[group].items() for text in texts}
    return clerks | {
        fold(voice(lang).say(f"form.{group}.{word}")): word
        for lang in Lang
        for word in GROUPS[group]
    }


def read_choice(group: str, text: str) -> str | None:
    """The word of a list that somebody chose or wrote in words of his own, or None."""
    word = sub(r"\s*\([^)]*\)$", "", fold(text).rstrip("."))
    if group == "task" and fullmatch(r"(?:dat )?[1-9]\d?%", word):
        return "doing"
    return choices(group).get(word)
