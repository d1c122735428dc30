"""Pieces of a page: text made harmless, marks, tables; every word is escaped here."""

from collections.abc import Iterable, Sequence
from html import escape

from cchc.screen.status_style import BAD, DULL, GOOD, PLAIN, WARN, Mark
from cchc.text.sanitize import one_line

TONES = {GOOD: "good", WARN: "warn", BAD: "bad", DULL: "dull", PLAIN: "plain"}
"""The class of each colour; a class only, for a page may not have styles of its own."""

CUT = 280


def said(text: str) -> str:
    """Anybody's words on one line, that a browser can only show."""
    return escape(one_line(text))


def brief(text: str, longest: int = CUT) -> str:
    """The beginning of a long text, to the last whole word, `…` where it goes on."""
    if len(text) <= longest:
        return text
    begun = text[:longest]
    return f"{begun.rsplit(' ', 1)[0] or begun}…"


def marked(word: str, mark: Mark) -> str:
    """Symbol, word, colour, in this order of trust; a reader aloud says the word."""
    symbol, colour = mark
    return (
        f'<span class="mark {TONES[colour]}"><span aria-hidden="true">{symbol}</span> '
        f"{said(word)}</span>"
    )


def paragraphs(lines: Iterable[str], kind: str = "") -> list[str]:
    """Each line a paragraph."""
    named = f' class="{kind}"' if kind else ""
    return [f"<p{named}>{said(each)}</p>" for each in lines]


def head_cells(heads: Iterable[str], kinds: Sequence[str] = ()) -> str:
    """Headings of columns, each with its class where it has one."""
    known = [*heads]
    classes = [*kinds, *[""] * (len(known) - len(kinds))]
    return "".join(
        f'<th scope="col"{_classed(kind)}>{said(each)}</th>'
        for each, kind in zip(known, classes, strict=True)
    )


def cell(inside: str, kind: str = "") -> str:
    """A cell of ready markup."""
    return f"<td{_classed(kind)}>{inside}</td>"


def row_head(inside: str, kind: str = "") -> str:
    """The cell that says what a row is about."""
    return f'<th scope="row"{_classed(kind)}>{inside}</th>'


def _classed(kind: str) -> str:
    return f' class="{kind}"' if kind else ""


def table(caption: str, head: str, rows: Iterable[str], kind: str = "") -> str:
    """A table that scrolls by itself where it is wider than the screen.

    Its caption names the region that the keyboard can scroll; `head` and `rows` are
    ready markup, a row without its `tr`.
    """
    body = "\n".join(
        each if each.startswith("<tr") else f"<tr>{each}</tr>" for each in rows
    )
    return (
        f'<div class="scroll" tabindex="0" role="group" aria-label="{said(caption)}">'
        f"<table{_classed(kind)}>\n<caption>{said(caption)}</caption>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"
    )


def section(key: str, title: str, parts: Iterable[str]) -> list[str]:
    """A part of the page under its heading, which a link of the head leads to."""
    return [
        f'<section id="{key}" aria-labelledby="{key}-title">',
        f'<h2 id="{key}-title">{said(title)}</h2>',
        *parts,
        "</section>",
    ]
