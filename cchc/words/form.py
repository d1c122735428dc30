"""The heads of a form's columns, as printed and as found again."""

from collections.abc import Mapping
from functools import cache, lru_cache

from cchc.text.compare import fold
from cchc.text.form_marks import INPUTS, TableKind
from cchc.words.translator import Lang, voice

LONGEST_HEAD = 120
"""Letters of a line that may still be a head."""


@cache
def head_columns(kind: TableKind) -> Mapping[str, str]:
    """Which column a head names, by its folded first line, in every language."""
    return {
        fold(voice(lang).say(f"form.head.{kind}.{column}")): column
        for lang in Lang
        for column in INPUTS[kind]
    }


def column_of(kind: TableKind, head: str) -> str | None:
    """The column that the text of a head names; what follows its first line is free."""
    first = head.strip().partition("\n")[0]
    return _column(kind, first) if len(first) <= LONGEST_HEAD else None


@lru_cache(maxsize=512)
def _column(kind: TableKind, line: str) -> str | None:
    """The forms of a batch have the same heads: each is folded once."""
    return head_columns(kind).get(fold(line))


@cache
def choices(group: str) -> Mapping[str, str]:
    """What a word chosen from a list of the form stands for, by its folded text."""
    return {
        fold(voice(lang).say(f"form.{group}.{word}")): word
        for lang in Lang
        for word in GROUPS[group]
    }


GROUPS: Mapping[str, tuple[str, ...]] = {
    "state": ("final", "estimate", "nil", "unavailable"),
    "task": ("not_started", "doing", "done"),
    "answer": ("yes", "no"),
}
"""The lists to choose from; the code of a word is `form.GROUP.WORD`."""


def read_choice(group: str, text: str) -> str | None:
    """The word that somebody chose from a list, or None."""
    return choices(group).get(fold(text))
