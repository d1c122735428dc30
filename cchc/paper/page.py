"""A paper as one page for a browser: printable, nothing fetched, nothing run.

Every word is escaped; the page's own rules forbid scripts and anything from
outside (a policy with the digest of the one style sheet).
"""

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import escape

from cchc.paper.paper import (
    Appendix,
    Block,
    Grid,
    Heading,
    Paper,
    Paragraph,
    Span,
    Spans,
    words,
)
from cchc.paper.word_sections import WIDE
from cchc.words.translator import Lang

STYLE = """
@page { size: A4; margin: 20mm 15mm 20mm 30mm; @top-center { content: counter(page); } }
@page :first { @top-center { content: none; } }
@page lying { size: A4 landscape; }
* { box-sizing: border-box; }
body { font: 14pt/1.3 "Times New Roman", "Liberation Serif", Tinos, serif;
  color: #000; background: #fff; max-width: 190mm; margin: 0 auto; padding: 4mm; }
p { margin: 0 0 6pt; text-indent: 12.7mm; text-align: justify; }
h1, h2, h3, .mid { text-indent: 0; text-align: center; }
h1 { font-size: 14pt; margin: 12pt 0 0; }
h2, h3 { font-size: 14pt; margin: 9pt 0 6pt; text-indent: 12.7mm; text-align: left;
  break-after: avoid; }
.bold { font-weight: bold; }
.subject::after { content: ""; display: block; width: 35%; margin: 3pt auto 9pt;
  border-top: 1px solid #000; }
.caption { text-indent: 0; text-align: left; break-after: avoid; margin-top: 9pt; }
.scroll { overflow-x: auto; margin-bottom: 9pt; padding: 0 1px; }
table { border-collapse: collapse; width: 100%; font-size: 11pt; }
th, td { border: 1px solid #000; padding: 2pt 3pt; vertical-align: top;
  overflow-wrap: break-word; }
th { vertical-align: middle; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
.left { text-align: left; }
.center { text-align: center; }
.right { text-align: right; }
.pair { font-size: inherit; margin: 6pt 0; break-inside: avoid; }
.pair td { border: 0; width: 50%; }
.head { font-size: 12pt; }
.head td:first-child { width: 42%; }
.foot td { padding: 0; }
.foot .left { font-size: 11pt; }
.appendix { break-before: page; page: auto; }
.lying { page: lying; max-width: none; }
.lying table { font-size: 9pt; }
@media print { body { max-width: none; padding: 0; } .scroll { overflow: visible; } }
@media (max-width: 480px) { body { font-size: 12pt; }
  .scroll th, .scroll td { overflow-wrap: normal; } }
"""


def page(paper: Paper, lang: Lang) -> str:
    """The whole paper as one HTML file."""
    kinds = [each for each in paper.body if isinstance(each, Heading)]
    title = words(kinds[0].spans) if kinds else ""
    return document(lang, title, STYLE, ("<main>", *leaves(paper), "</main>"))


def document(lang: Lang, title: str, style: str, body: Iterable[str]) -> str:
    """A file that a browser may show with this one style sheet and nothing else."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'"
    parts = [
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>",
        *body,
        "</body>\n</html>\n",
    ]
    return "\n".join(parts)


def leaves(paper: Paper) -> list[str]:
    """The paper from its letterhead to its last appendix, to stand in a page."""
    return [
        *_pair(paper.letterhead, "head"),
        *_flow(paper.body),
        *_pair(paper.signature, "foot"),
        *(part for each in paper.appendices for part in _appendix(each)),
    ]


def _flow(blocks: tuple[Block, ...], slanted: str = "") -> list[str]:
    """The blocks in order; `slanted` is the class of paragraphs in italics."""
    return [
        _block(each, blocks[place - 1] if place else None, slanted)
        for place, each in enumerate(blocks)
    ]


def _block(block: Block, before: Block | None, slanted: str) -> str:
    match block:
        case Heading():
            level = min(block.level, 3)
            return f"<h{level}>{_said(block.spans)}</h{level}>"
        case Grid():
            return _table(block)
        case Paragraph():
            kind = _kind(block, before, slanted)
            marked = (Span(f"{block.mark} "), *block.spans) if block.mark else None
            return f"<p{kind}>{_said(marked or block.spans)}</p>"


def _kind(block: Paragraph, before: Block | None, slanted: str) -> str:
    """What a paragraph is: a subject, a caption, or text."""
    if slanted and block.is_italic:
        return f' class="{slanted}"'
    if not block.is_bold:
        return ""
    if isinstance(before, Heading) and before.level == 1:
        return ' class="mid subject"'
    return ' class="mid"' if before is None else ' class="caption"'


def _said(spans: Spans) -> str:
    found = []
    for each in spans:
        text = escape(each.text)
        text = f"<em>{text}</em>" if each.italic else text
        found.append(f"<strong>{text}</strong>" if each.bold else text)
    return "".join(found)


def _table(grid: Grid) -> str:
    """A table with its head, which a printer repeats on every page."""
    head = "".join(
        f'<th scope="col" class="center">{_said(each)}</th>' for each in grid.head
    )
    rows = "\n".join(
        "<tr>"
        + "".join(
            f'<td class="{align}">{_said(each)}</td>'
            for each, align in zip(row, grid.aligns, strict=True)
        )
        + "</tr>"
        for row in grid.rows
    )
    return (
        f'<div class="scroll" tabindex="0"><table>\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody></table></div>"
    )


def _pair(grid: Grid | None, kind: str) -> list[str]:
    """This side and that side of the paper: no lines."""
    if grid is None:
        return []
    rows = "\n".join(
        "<tr>"
        + "".join(
            f'<td class="{align}">{_said(each)}</td>'
            for each, align in zip(row, grid.aligns, strict=True)
        )
        + "</tr>"
        for row in (grid.head, *grid.rows)
    )
    return [f'<table class="pair {kind}" role="presentation">\n{rows}\n</table>']


def _appendix(one: Appendix) -> list[str]:
    lies = any(each.columns > WIDE for each in one.grids)
    kind = "appendix lying" if lies else "appendix"
    return [f'<section class="{kind}">', *_flow(one.blocks, "mid"), "</section>"]
