"""Commitments and the indicators of areas, each with its verdict."""

from collections.abc import Iterator

from cchc.core.verdict.view import CommitmentView, IndicatorView, Status
from cchc.features.papers.show.appendix import Row, area_rows, commitment_rows
from cchc.paper.html import (
    cell,
    head_cells,
    marked,
    paragraphs,
    row_head,
    said,
    section,
    table,
)
from cchc.phrases.figure_phrases import NOTHING, signed
from cchc.phrases.indicator_sentences import Writer
from cchc.screen.status_style import STATUS

COLUMNS = ("name", "verdict", "target", "actual", "due", "percent", "lead")
"""The verdict stands second: that much is seen on the narrowest screen."""

KINDS = ("", "verdict", "right", "right", "right", "right", "lead")


def promises(writer: Writer) -> list[str]:
    """What was signed, then what the areas are to reach."""
    say = writer.say
    body = [*_signed(writer), *_of_areas(writer)]
    return section("commitments", say("board.part.commitments"), body)


def _signed(writer: Writer) -> list[str]:
    if not writer.view.commitments:
        return paragraphs([writer.say("memo.none.commitments")])
    rows = iter(commitment_rows(writer))
    made: list[str] = []
    for one in writer.view.commitments:
        made.append(_commitment(one, next(rows)))
        made += [_indicator(each, next(rows)) for each in one.indicators]
    return [table(writer.say("board.table.commitments"), _head(writer), made)]


def _of_areas(writer: Writer) -> list[str]:
    """Only what something is to be reached of: statistics stand in the report."""
    told = zip(writer.view.indicators, area_rows(writer), strict=True)
    made = [_indicator(e, row) for e, row in told if e.indicator.target is not None]
    title = writer.say("board.table.areas")
    return [table(title, _head(writer), made)] if made else []


def _head(writer: Writer) -> str:
    heads = (writer.say(f"board.promise.{each}") for each in COLUMNS)
    return head_cells(heads, KINDS)


def _commitment(one: CommitmentView, row: Row) -> str:
    name = f"{row['no']}. {row['commitment']}"
    verdict = marked(row["verdict"], STATUS[one.status])
    cells = (
        f'<th scope="rowgroup">{said(name)}{_note(row)}</th>',
        f'<td colspan="{len(COLUMNS) - 1}">{verdict}</td>',
    )
    return f'<tr class="commitment">{"".join(cells)}</tr>'


def _indicator(view: IndicatorView, row: Row) -> str:
    verdict = (
        said(row["verdict"])
        if view.verdict.status is Status.STATISTIC
        else marked(row["verdict"], STATUS[view.verdict.status])
    )
    due = signed(view.indicator, view.shown_expected)
    return "".join(_cells(row, due, verdict))


def _cells(row: Row, due: str, verdict: str) -> Iterator[str]:
    yield row_head(f"{said(row['indicator'])}{_note(row)}")
    yield cell(verdict, "verdict")
    yield cell(_counted(row), "right")
    yield cell(said(row["to_date"]), "right")
    yield cell(said(due or NOTHING), "right")
    yield cell(said(row["percent"]), "right")
    yield cell(said(row["lead"]), "lead")


def _counted(row: Row) -> str:
    """The target with the unit it is counted in under it."""
    unit = row["unit"]
    shown = said(row["target"])
    return (
        shown if unit in {"", "%", NOTHING} else f"{shown} <small>{said(unit)}</small>"
    )


def _note(row: Row) -> str:
    return f" <small>{said(row['note'])}</small>" if row["note"] else ""
