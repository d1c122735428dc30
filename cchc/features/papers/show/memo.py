"""The periodic memo: everything in it as plain values, then as Markdown.

The outline and the tables are in the template, which an office may change; the
sentences that depend on figures are put together here (DOCUMENTS 3.3 and 3.4).
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import cast

from cchc.core.facts.acts import Note
from cchc.core.facts.score import Score
from cchc.core.plan.plan import NO_PAPER, Paper, Plan
from cchc.core.verdict.issued import ChangesSinceMemo, ObstacleEffect
from cchc.core.verdict.status import StatusView
from cchc.features.papers.show.memo_assessment import ahead, assessment, proposals
from cchc.features.papers.show.memo_sections import direction_sections, result_sections
from cchc.features.papers.show.stock_tables import statistic_rows, stock_tables
from cchc.features.papers.show.tables import (
    FigureRow,
    area_rows,
    commitment_rows,
    plain_rows,
    register_tables,
    roman,
    share_tables,
    task_rows,
)
from cchc.paper.manuscript import Plain
from cchc.phrases.grammar import Addressee
from cchc.phrases.indicator_sentences import basis_sentences, headline
from cchc.phrases.notes import placed_words
from cchc.phrases.obstacles import obstacle_rows
from cchc.phrases.paper_head import authority_head, paper_head
from cchc.phrases.reporting_phrases import report_rows
from cchc.phrases.restatement_sentences import restated_rows, restated_sentence
from cchc.phrases.task_phrases import labels_of
from cchc.phrases.writer import Writer
from cchc.text.compare import fold
from cchc.text.record import Record, field
from cchc.text.sanitize import one_line
from cchc.words.prose import join_names
from cchc.words.translator import Voice


class PaperSurroundings(Record):
    """What stands round the figures of a paper.

    `notice` is a line for the top and for each table, such as that figures are
    illustrative; `paper` its own number and day, when they are known already; `since`
    the memo issued before and what it said otherwise; `effects` what the obstacles
    that were settled changed, by their numbers; `reader` whom it goes to; `notes` the
    office's own words; `scores` the points that were typed.
    """

    notice: str | None = None
    paper: Paper = NO_PAPER
    since: ChangesSinceMemo | None = None
    effects: Mapping[int, ObstacleEffect] = field(default_factory=dict)
    reader: Addressee = Addressee.SUPERIOR
    notes: tuple[Note, ...] = ()
    scores: tuple[Score, ...] = ()

    @property
    def notice_line(self) -> str | None:
        """The notice on one line."""
        return None if self.notice is None else one_line(self.notice)


ALONE = PaperSurroundings()


def memo_content(
    view: StatusView, plan: Plan, voice: Voice, around: PaperSurroundings = ALONE
) -> dict[str, Plain]:
    """What the template may print: text, numbers, lists, by the names it uses."""
    writer = Writer(view, plan, voice, around.effects, around.reader, around.notes)
    words = placed_words(writer)
    restated: dict[str, Plain] | None = None
    if around.since:
        rows = plain_rows(restated_rows(around.since, writer))
        restated = {"sentence": restated_sentence(around.since, writer), "rows": rows}
    tables = {**_tables(writer), "scores": score_plain_rows(writer, around.scores)}
    head = authority_head(writer)
    if writer.is_internal:  # to no superior, but to those who do the work
        lines = [one_line(r).rstrip(".;") for r in plan.authority.recipients]
        filed = [line for line in lines if fold(line).startswith("luu")]
        inside = [writer.say("memo.recipients.inside"), *filed]
        head |= {"parent": "", "recipients": inside}
    return {
        "notice": around.notice_line,
        "reader": around.reader.value,
        "authority": head,
        **paper_head(writer, around.paper),
        "basis": basis_sentences(writer),
        "headline": headline(writer),
        "direction": direction_sections(writer, words),
        "results": result_sections(writer, words),
        "assessment": assessment(writer),
        "ahead": ahead(writer, words),
        "proposals": proposals(writer, words),
        "unproven": unproven_lines(writer) if writer.is_internal else [],
        "restated": restated,
        "tables": tables,
        **_numbers(tables, restated),
    }


def score_plain_rows(writer: Writer, scores: tuple[Score, ...]) -> Plain:
    """Table H of a plan with a score sheet, inside the house."""
    if not (writer.plan.scorecard and writer.is_internal):
        return []
    from cchc.core.verdict.score_sheet import score_sheet  # noqa: PLC0415
    from cchc.phrases.score_phrases import score_rows  # noqa: PLC0415

    sheet = score_sheet(writer.plan, writer.view, scores)
    return plain_rows(score_rows(sheet, writer.voice))


FIGURES = ("commitments", "areas", "statistics", "stocks")
APPENDED = {
    "results": ("figures", "tasks", "reports", "obstacles", "scores", "restated"),
    "units": ("shares", "registers"),
}
"""The tables of each appendix in their order: those of the first are wide."""


def _numbers(
    tables: Mapping[str, Plain], restated: Mapping[str, Plain] | None
) -> dict[str, Plain]:
    """The appendices that have anything, and the numbers of the tables in them.

    An appendix that is alone has no number (NĐ 30/2020/NĐ-CP, Phụ lục I); `only` is
    its one table, where it has no other.
    """
    figures = [name for name in FIGURES if tables[name]]
    rows = restated["rows"] if restated else []
    filled = {**tables, "figures": figures[:1], "restated": rows}
    numbers: dict[str, Plain] = {}
    present: dict[str, list[str]] = {}
    for key, names in APPENDED.items():
        own, present[key] = table_numbers(names, filled)
        numbers |= own
    is_alone = not all(present.values())
    annexes: dict[str, Plain] = dict.fromkeys(APPENDED)
    for place, (key, listed) in enumerate(present.items(), start=1):
        if listed:
            number, only = "" if is_alone else roman(place), listed[0]
            only = only if len(listed) == 1 else ""
            annexes[key] = {"number": number, "only": only}
    # each table as an appendix of its own, for copies of templates of earlier editions
    earlier = ("tasks", "shares", "reports", "obstacles", "registers", "scores")
    heads = {"commitments": filled["figures"]}
    heads |= {name: filled[name] for name in (*earlier, "restated")}
    alone = _in_roman(heads, [name for name, rows in heads.items() if rows])
    return {"annexes": annexes, "numbers": numbers, "appendices": alone}


def table_numbers(
    names: Iterable[str], filled: Mapping[str, Plain]
) -> tuple[dict[str, Plain], list[str]]:
    """The numbers of the tables of an appendix in their order; those that have rows.

    A table that has none has no number; there may be several `shares`, each with one.
    """
    numbers: dict[str, Plain] = {}
    order = count(1)
    for name in names:
        rows = cast("Sequence[Plain]", filled[name])
        own = [str(next(order)) for _ in rows[: None if name == "shares" else 1]]
        numbers[name] = own if name == "shares" else "".join(own)
    return numbers, [name for name, number in numbers.items() if number]


def _in_roman(heads: Iterable[str], present: Sequence[str]) -> dict[str, Plain]:
    """Numbers of those that are present, in their order; the others have none."""
    romans = {name: roman(place) for place, name in enumerate(present, start=1)}
    return {**dict.fromkeys(heads, ""), **romans, "lone": len(present) == 1}


def numbers_in(template: str, appendices: Mapping[str, Plain]) -> dict[str, Plain]:
    """The numbers of `appendices` in the order in which a template prints them.

    What it has not is not counted; one that prints the lists of results below the
    shares of units, which only templates that know `lone` do, prints them once.
    """
    places = {name: template.rfind(f"appendices.{name}") for name in appendices}
    if places["lone"] >= 0 and appendices["shares"]:
        places["registers"] = -1
    printed = sorted(
        (place, name)
        for name, place in places.items()
        if place >= 0 and name != "lone" and appendices[name]
    )
    return _in_roman(appendices, [name for _, name in printed])


def unproven_lines(writer: Writer) -> list[str]:
    """Results of the period without document or evidence, one line for each promise.

    `Sản phẩm OCOP (Phòng Kinh tế): Khô cá lóc; Bánh phồng`.
    """
    items: dict[tuple[str, str], list[str]] = {}
    for result in writer.view.unproven:
        names = items.setdefault((result.about, result.unit), [])
        names += [one_line(result.name)] if result.name is not None else []
    units: dict[tuple[str, str], list[str]] = {}  # those with the same line share it
    for (about, unit), names in items.items():
        units.setdefault((about, "; ".join(names)), []).append(unit)
    labels, lines = labels_of(writer.view), []
    for (about, named), doers in units.items():
        name, doing = join_names((about,), labels), writer.units(doers)
        line = writer.say("memo.task.name", name=name, unit=doing)
        lines.append(f"{line}: {named}" if named else line)
    return lines


def _tables(writer: Writer) -> dict[str, Plain]:
    """The appendices; punctuality and unanswered matters stay inside (1.1)."""
    shares = share_tables(writer)
    inside = writer.is_internal
    promised, others = commitment_rows(writer), area_rows(writer)
    if promised and others and not inside:  # one table, under one head
        code = "areas" if writer.plan.areas else "others"
        number, title = roman(len(writer.view.commitments) + 1), f"memo.appendix.{code}"
        promised = [*promised, FigureRow(number, writer.say(title)), *others]
        others = []
    return {
        "commitments": plain_rows(promised),
        "areas": plain_rows(others),
        "statistics": plain_rows(statistic_rows(writer)),
        "stocks": stock_tables(writer),
        "tasks": plain_rows(task_rows(writer, folds_idle=not inside)),
        "registers": [
            {"no": roman(number), "name": name, "rows": plain_rows(rows)}
            for number, (name, rows) in enumerate(register_tables(writer), start=1)
        ],
        "shares": [{"name": name, "rows": plain_rows(rows)} for name, rows in shares],
        "reports": plain_rows(report_rows(writer)) if inside else [],
        "obstacles": plain_rows(obstacle_rows(writer)) if inside else [],
    }
