"""The heat map: units in rows, indicators in columns, as many tables as fit a page."""

from collections.abc import Iterable, Iterator, Sequence

from cchc.core.verdict.duty import is_whole
from cchc.core.verdict.status import every_indicator
from cchc.core.verdict.view import IndicatorView, Reporting, Status, UnitView
from cchc.features.papers.show.dashboard.heat_values import (
    FIGURE,
    LEVELS,
    OUTSIDE,
    STATES,
    WITHIN,
    Heat,
    heats,
)
from cchc.features.papers.show.dashboard.style import MOST
from cchc.features.papers.show.duties import report_rows
from cchc.paper.html import (
    brief,
    cell,
    head_cells,
    marked,
    paragraphs,
    row_head,
    said,
    section,
    table,
)
from cchc.phrases.figure_phrases import actual_words, status_words
from cchc.phrases.indicator_sentences import Writer
from cchc.phrases.unit_filters import came_late, is_silent
from cchc.screen.status_style import BAD, DULL, GOOD, STATUS, WARN, Mark
from cchc.text.sanitize import one_line

NAME = 64
Column = tuple[IndicatorView, dict[str, Heat]]


def heat_map(writer: Writer) -> list[str]:
    """The map in parts of at most twelve columns, those of commitments first."""
    say = writer.say
    tables = [*_tables(writer)]
    body: Iterable[str] = paragraphs([say("board.none.heat")])
    if tables:
        body = (*_legend(writer), *tables)
    return section("heat", say("board.part.heat"), body)


def _tables(writer: Writer) -> Iterator[str]:
    signed = {e.indicator.id for c in writer.view.commitments for e in c.indicators}
    known = [(each, heats(each, writer)) for each in every_indicator(writer.view)]
    filled = [each for each in known if each[1]]
    groups = (
        ("commitments", [e for e in filled if e[0].indicator.id in signed]),
        ("areas", [e for e in filled if e[0].indicator.id not in signed]),
    )
    first = True
    for code, columns in groups:
        for part in _parts(columns):
            title = writer.say(f"board.heat.{code}")
            yield _table(title, part, writer, whole=first)
            first = False


def _parts(columns: Sequence[Column]) -> Iterator[Sequence[Column]]:
    """Runs of about the same length, none above what fits a page."""
    count = -(-len(columns) // MOST)
    for turn in range(count):
        start, end = (len(columns) * at // count for at in (turn, turn + 1))
        yield columns[start:end]


def _table(
    title: str, columns: Sequence[Column], writer: Writer, *, whole: bool
) -> str:
    """One table; `whole` has a row for every unit, and how its report stands."""
    say = writer.say
    heads = [say("obstacle.column.unit")]
    kinds = ["unit"]
    if whole:
        heads.append(say("board.heat.report"))
        kinds.append("report")
    names = [_name(view) for view, _ in columns]
    turned = [
        f'<th scope="col" class="turned"><span>{said(e)}</span></th>' for e in names
    ]
    rows = [_total(columns, writer, whole=whole), *_rows(columns, writer, whole=whole)]
    kind = f"heat cols-{len(columns)}"
    return table(title, head_cells(heads, kinds) + "".join(turned), rows, kind)


def _name(view: IndicatorView) -> str:
    return brief(one_line(view.indicator.name), NAME)


def _total(columns: Sequence[Column], writer: Writer, *, whole: bool) -> str:
    """The verdicts on the whole, above what the units say."""
    cells = [row_head(said(writer.say("memo.shares.total")), "unit")]
    if whole:
        numbers = writer.view.reports
        cells.append(cell(said(f"{numbers.submitted}/{numbers.expected}"), "report"))
    cells += [cell(_verdict(view, writer)) for view, _ in columns]
    return f'<tr class="total">{"".join(cells)}</tr>'


def _verdict(view: IndicatorView, writer: Writer) -> str:
    """The verdict on the whole; of a statistic its figure."""
    status = view.verdict.status
    if status is Status.STATISTIC:
        return said(actual_words(view, writer.voice))
    return marked(status_words(status, writer.voice, last=writer.last), STATUS[status])


def _rows(columns: Sequence[Column], writer: Writer, *, whole: bool) -> Iterator[str]:
    told = zip(writer.view.units, report_rows(writer), strict=True)
    for unit, row in told:
        found = [heat.get(unit.unit.id) for _, heat in columns]
        if not (whole or any(found)):
            continue
        cells = [row_head(said(row["unit"]), "unit")]
        if whole:
            cells.append(cell(marked(row["on_time"], report_mark(unit)), "report"))
        yield "".join((*cells, *(_cell(each) for each in found)))


def report_mark(one: UnitView) -> Mark:
    """Symbol and colour of how a report stands."""
    if is_silent(one):
        return "✗", BAD
    if came_late(one):
        return "◐", WARN
    if one.report in {Reporting.INCOMPLETE, Reporting.RETURNED}:
        return "!", WARN
    return ("✓", GOOD) if is_whole(one) else ("○", DULL)


def _cell(heat: Heat | None) -> str:
    if heat is None:
        return cell("", "none")
    symbol = f'<span class="sign" aria-hidden="true">{heat.symbol}</span> '
    return cell(f"{symbol}{said(heat.words)}", heat.kind)


def _legend(writer: Writer) -> Iterator[str]:
    """What the cells show, and that it is no verdict."""
    say = writer.say
    yield from paragraphs([say("board.heat.what")])
    items = [
        (LEVELS[0], "level-0", say("board.heat.nothing")),
        *(
            (LEVELS[step], f"level-{step}", say("board.heat.under", percent=25 * step))
            for step in range(1, 5)
        ),
        (LEVELS[5], "level-5", say("board.heat.all")),
        (WITHIN, "within", say("board.heat.within")),
        (OUTSIDE, "outside", say("board.heat.outside")),
        (FIGURE, "value", say("board.heat.figure")),
        *((STATES[each], each.value, say(f"cell.state.{each}")) for each in STATES),
        ("\N{NO-BREAK SPACE}", "none", say("board.heat.blank")),
    ]
    told = "".join(_key(*each) for each in items)
    yield f'<ul class="legend">{told}</ul>'


def _key(symbol: str, kind: str, word: str) -> str:
    sign = f'<span class="key {kind}" aria-hidden="true">{symbol}</span>'
    return f"<li>{sign} {said(word)}</li>"
