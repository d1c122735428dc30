"""The chairman's page: what is red, who answers for it, what decision is asked.

One page of A4, however bad the period is: what does not fit is counted, and the
report has it (DOCUMENTS 0). Figures and sentences are those of the report.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from cchc.core.plan.plan import Plan
from cchc.core.verdict.status import StatusView
from cchc.core.verdict.unit_reports import is_overdue
from cchc.features.papers.show.attention_items import (
    LONGEST,
    AttentionItem,
    act_by,
    attention_items,
    next_lines,
    state_sentence,
    waiting_obstacles,
)
from cchc.features.papers.show.memo import ALONE, PaperSurroundings
from cchc.features.papers.show.tables import roman
from cchc.paper.manuscript import Plain
from cchc.paper.word_table import REST, column_of, fit_columns
from cchc.paper.word_xml import NAME_SIZE, name_lines, text_width
from cchc.phrases.indicator_sentences import basis_counts
from cchc.phrases.obstacles import asked_words, state_words
from cchc.phrases.paper_head import authority_head, paper_head, unit_head
from cchc.phrases.reporting_phrases import reporting_lines
from cchc.phrases.share_phrases import BLANK
from cchc.phrases.task_phrases import task_due_words
from cchc.phrases.unit_texts import join_sentence, truncate
from cchc.phrases.writer import Writer
from cchc.text.sanitize import one_line
from cchc.words.bodies import head_title
from cchc.words.translator import Voice

PAGE = 9000
"""Twips (1/1440 inch) that the shipped letterhead leaves of a page of A4 for what is
said and asked, when every line of its head and its foot is the only one."""

NOTICE = 800
"""What a line at the top takes of it, such as that figures are illustrative."""

WIDTH, INDENT, UNDER = 9355, 720, 120
"""The text across, the first line of a paragraph, what stands under one."""

BODY = 28
"""The type of paragraphs, in half-points."""

PADDING, FRAME = 150, 55
"""What a cell of the table leaves free to the sides, and above and below its lines."""

COLUMNS = ("no", "text", "state", "units", "ask")
MOST_WATCHED = 2
SYMBOL = "report.drafts"
"""The plan's key for the symbol of papers of the unit that drafts."""

Paragraphs = dict[str, list[str]]
Parts = Mapping[str, Sequence[AttentionItem]]
Rows = dict[str, list[dict[str, str]]]


def brief_content(
    view: StatusView, plan: Plan, voice: Voice, around: PaperSurroundings = ALONE
) -> dict[str, Plain]:
    """What the template may print, cut to what one page holds."""
    writer = Writer(view, plan, voice)
    title, address = _leader(writer)
    content, by = brief_head(writer, around), act_by(writer)
    head = authority_of_drafter(writer)
    heads = [part.strip() for part in voice.say("brief.page.columns").split("|")]
    heads[-1] = heads[-1].replace("{{ leader.title }}", title).replace("{{ by }}", by)
    room = PAGE - (NOTICE if around.notice else 0) - _extra_height(head, address)
    paragraphs, groups = _fit_page(room, heads, writer)
    owing = sum(is_overdue(unit, view.as_of) for unit in view.units)
    number = writer.count(owing) if owing else ""
    return {**content, **paragraphs, "groups": groups, "owing": number}


def brief_head(writer: Writer, around: PaperSurroundings) -> dict[str, Plain]:
    """Who writes to the head of the authority, on what day, by when it is answered."""
    title, address = _leader(writer)
    return {
        "notice": around.notice_line,
        "authority": authority_of_drafter(writer),
        "by": act_by(writer),
        "leader": {"title": title, "address": address},
        **paper_head(writer, around.paper, SYMBOL),
    }


def authority_of_drafter(writer: Writer) -> dict[str, Plain]:
    """The letterhead of the unit that drafts, else of the authority."""
    plan = writer.plan
    drafter = plan.unit(plan.roles.get("drafts", ""))
    if drafter is None:
        return authority_head(writer)
    return unit_head(drafter, plan, writer.voice, "report", SYMBOL)


def _leader(writer: Writer) -> tuple[str, str]:
    """What the head of the authority is called, and as whom he is addressed."""
    plan = writer.plan
    title, body = one_line(head_title(plan) or ""), one_line(plan.authority.name)
    if not title:
        return writer.say("brief.leader"), body
    return title, writer.say("pledge.head", title=title, body=body)


def _extra_height(head: Mapping[str, Plain], address: str) -> int:
    """What the head and the foot take beyond one line for each of their parts."""
    names = (str(head["parent_capitals"]), str(head["capitals"]))
    lines = sum(len(name_lines(name, bold=bool(own))) for own, name in enumerate(names))
    signs = head["signs"]
    below = len(signs) - 1 if isinstance(signs, list) and signs else 0
    addressed = text_width(address, BODY) // (WIDTH - ADDRESSEE)
    names_below = max(lines - 3, 0) * line_height(NAME_SIZE)
    return names_below + below * line_height(BODY) + addressed * SPACED


ADDRESSEE = 1600
"""What `Kính gửi:` takes of its line."""


def _fit_page(
    room: int, heads: Sequence[str], writer: Writer
) -> tuple[Paragraphs, list[Plain]]:
    """Paragraphs and table for one page; less is said around a table that is tight.

    What has to be decided goes before what is only to be watched or is to come, and of
    that the matters that nobody has answered go first.
    """
    parts = {code: items for code, items in attention_items(writer).items() if items}
    full = _paragraphs(writer)
    brief = {**full, "state": full["state"][:2]}
    tight = {**brief, "next": full["next"][:1]}
    less = {**tight, "reporting": full["reporting"][1:], "next": []}
    least = {**less, "reporting": []}
    paragraphs, chosen = full, dict[str, list[dict[str, str]]]()
    for paragraphs in (full, brief, tight, less, least):
        left = room - sum(map(_height, paragraphs.values()))
        chosen = _fit_rows(parts, left, heads, writer)
        rows = [row for code in parts for row in chosen[code] if row["no"] != REST]
        if len(rows) == sum(map(len, parts.values())):
            break
    groups: list[Plain] = []
    for code, items in parts.items():
        rows, number = chosen[code], writer.count(len(items))
        name = writer.say(f"brief.{code}", number=number)
        is_named = bool(rows) and rows[-1]["no"] == REST
        if not is_named and (more := len(items) - len(rows)):
            name = writer.say("brief.more", name=name, number=writer.count(more))
        plain: list[Plain] = [{**row} for row in rows]
        groups.append({"mark": roman(len(groups) + 1), "name": name, "rows": plain})
    return paragraphs, groups


def _fit_rows(parts: Parts, room: int, heads: Sequence[str], writer: Writer) -> Rows:
    """The rows that fit: one of each part, then all of the first, then of the next.

    What has no row of its own is named in a last one where all of it can be.
    """
    for with_rest in (True, False):
        fitting = dict.fromkeys(parts, 0)
        rows = _rows(parts, fitting, writer, with_rest=with_rest)
        if _table_height(rows, heads) > room:
            continue
        # the first of each part, then part by part
        turns = [(code, n) for code in parts for n in range(1, len(parts[code]) + 1)]
        for code, most in sorted(turns, key=lambda turn: turn[1] > 1):
            tried = {**fitting, code: most}
            wanted = _rows(parts, tried, writer, with_rest=with_rest)
            if most == fitting[code] + 1 and _table_height(wanted, heads) <= room:
                fitting, rows = tried, wanted
        return rows
    return {code: [] for code in parts}


def _rows(
    parts: Parts, fitting: Mapping[str, int], writer: Writer, *, with_rest: bool
) -> Rows:
    """So many rows of each part; the rest of it by name in one row, where wanted."""
    rows: Rows = {code: [] for code in parts}
    for code, items in parts.items():
        rows[code] += _numbered(items[: fitting[code]])
        rest = items[fitting[code] :]
        if with_rest and len(rest) > (not fitting[code]):
            names = "; ".join(item.short for item in rest)
            text = writer.say("brief.rest", names=names)
            bare = dict.fromkeys(COLUMNS, "")
            rows[code].append({**bare, "no": REST, "text": text})
    return rows


def _numbered(items: Iterable[AttentionItem]) -> list[dict[str, str]]:
    """The rows of items, by the columns of the table."""
    return [
        {"no": str(number), **{key: getattr(item, key) for key in COLUMNS[1:]}}
        for number, item in enumerate(items, start=1)
    ]


def _table_height(rows: Rows, heads: Sequence[str]) -> int:
    """What the table takes with these rows, as the Word paper lays it out."""
    every = [row for listed in rows.values() for row in listed]
    cells = [[row[key] for key in COLUMNS] for row in every if row["no"] != REST]
    texts = ([row[place] for row in cells] for place in range(len(heads)))
    columns = [column_of(*column) for column in zip(heads, texts, strict=True)]
    size, widths = fit_columns(columns, WIDTH)
    lines = [max(map(partial(_lines, size=size), row, widths)) for row in cells]
    lines += [1] * len(rows)  # the names of the groups
    across = sum(widths[1:])  # what names the rest runs over the columns
    rest = (row["text"] for row in every if row["no"] == REST)
    lines += [_lines(text, across, size) for text in rest]
    lines.append(max(map(partial(_lines, size=size, bold=True), heads, widths)))
    return sum(line * line_height(size) + FRAME for line in lines)


def _paragraphs(writer: Writer) -> Paragraphs:
    """The paragraphs around the table, each of a few sentences."""
    basis = basis_counts(writer.view, writer.voice, "brief.basis")
    state = [basis, state_sentence(writer)]
    watched = writer.digest.amber  # not red but not well, the first by name
    if watched:
        first = [(view.indicator.name, view) for view in watched[:MOST_WATCHED]]
        pairs = (
            (truncate(name, LONGEST), writer.verdict(view)) for name, view in first
        )
        named = (writer.say("matter.named", name=n, verdict=v) for n, v in pairs)
        names = "; ".join(named)
        if len(watched) > MOST_WATCHED:
            more = writer.count(len(watched) - MOST_WATCHED)
            names = writer.say("brief.watched.more", names=names, number=more)
        number = writer.count(len(watched))
        state.append(writer.say("brief.watched", number=number, names=names))
    reporting, following = reporting_lines(writer), next_lines(writer)
    return {"state": state, "reporting": reporting, "next": following}


def _height(sentences: Sequence[str]) -> int:
    """What a paragraph takes of the page; nothing where it says nothing."""
    text = " ".join(sentences)
    width = text_width(text, BODY) * 102 // 100 + INDENT
    return UNDER + SPACED * -(-width // WIDTH) if text else 0


def line_height(size: int) -> int:
    """Twips of a line of Times New Roman of a size in half-points."""
    return size * 10 * 115 // 100


SPACED = line_height(BODY) * 115 // 100
"""A line of a paragraph, with the spacing of the letterhead."""


def _lines(text: str, width: int, size: int, *, bold: bool = False) -> int:
    """Lines of a cell: words go to the next where they do not fit."""
    room, lines, used = width - PADDING, 1, 0
    space = text_width(" ", size)
    for word in text.split():
        length = text_width(word, size, bold=bold)
        if used and used + space + length > room:
            lines, used = lines + 1, 0
        used += length + (space if used else 0)
    return lines


ROOM = BLANK * 12
"""Dots in which a conclusion is written by hand."""

SCHEMA = "cchc.conclusions/1"


def matters_content(
    view: StatusView, plan: Plan, voice: Voice, around: PaperSurroundings
) -> dict[str, Plain]:
    """What the template may print: every matter of the brief, none cut away."""
    writer = Writer(view, plan, voice)
    groups: list[Plain] = []
    for code, items in attention_items(writer).items():
        if items:
            name = writer.say(f"brief.{code}", number=writer.count(len(items)))
            rows: list[Plain] = [row | {"room": ROOM} for row in _numbered(items)]
            groups.append({"mark": roman(len(groups) + 1), "name": name, "rows": rows})
    return {**brief_head(writer, around), "groups": groups}


def conclusions_yaml(view: StatusView, plan: Plan, voice: Voice) -> str:
    """The file of conclusions: each matter as a remark, its blanks beneath."""
    writer = Writer(view, plan, voice)
    lines = [f"# {line}" for line in voice.say("conclusions.about").split("\n")]
    lines += [f"schema: {SCHEMA}", f"document:  # {voice.say('conclusions.document')}"]
    waiting, late = waiting_obstacles(writer), writer.digest.oldest_overdue
    lines += ["", "obstacles:" if waiting else "obstacles: []"]
    for raised in waiting:
        unit, text = writer.units((raised.obstacle.unit,)), raised.obstacle.text
        state = state_words(raised, voice)
        parts = (one_line(text), *asked_words(raised, writer), state)
        lines.append(f"  # {unit}: {join_sentence(parts)}")
        lines.append(f"  - number: {raised.obstacle.id}")
        lines += (f"    {key}:" for key in ("unit", "due", "instruction"))
    lines += ["", "tasks:" if late else "tasks: []"]
    for task in late:
        name, due = one_line(task.task.name), task_due_words(task, voice)
        units = writer.some_units(task.waiting or task.task.doers)
        lines.append(f"  # {name} ({due}): {units}")
        lines.append(f'  - id: "{task.task.id}"')
        lines += (f"    {key}:" for key in ("until", "drop", "reason"))
    return "\n".join(lines) + "\n"
