"""Parts I and II of the report: the office's work, then the results area by area.

Each section is the office's own words, then what the figures say, then what was done
of the plan, then the words of the units that speak of it (DOCUMENTS 1.4 and 1.5).
"""

from collections.abc import Collection, Iterable, Iterator

from cchc.core.plan.stock_table import small_first
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.status import CommitmentView
from cchc.core.verdict.statuses import (
    Status,
)
from cchc.core.verdict.task import TaskView
from cchc.features.papers.show.stock_tables import (
    is_column,
    is_to_date,
    stock_sentence,
)
from cchc.features.papers.show.tables import commitment_verdict, letter
from cchc.paper.manuscript import Plain
from cchc.phrases.figure_phrases import actual_words, with_unit
from cchc.phrases.grammar import figure_sentence
from cchc.phrases.indicator_sentences import (
    headline,
    indicator_sentence,
    line_remarks,
)
from cchc.phrases.notes import PlacedWords, own_paragraphs
from cchc.phrases.obstacles import (
    settled_lines,
)
from cchc.phrases.outline import (
    DIRECTING,
    LEADING,
    OTHER,
    PLANNING,
    PROMISES,
    leading_section,
    result_areas,
)
from cchc.phrases.reporting_phrases import report_sentences
from cchc.phrases.sign_book import sign_sentences
from cchc.phrases.task_phrases import (
    task_counts,
    task_paragraph,
    task_words,
)
from cchc.phrases.writer import Writer
from cchc.text.sanitize import one_line
from cchc.words.prose import NOTHING


def direction_sections(writer: Writer, words: PlacedWords) -> list[Plain]:
    """Part I; a section of which nothing is to be told is left out."""
    areas = {area.id: area for area in writer.view.areas}
    tasks: dict[str, list[TaskView]] = {key: [] for key in LEADING}
    for view in writer.view.tasks:
        if key := leading_section(view.task, areas):
            tasks[key].append(view)
    sections = []
    for key in LEADING:
        title = writer.say(f"memo.heading.{key}")
        lines = [*_leading_lines(key, writer), task_paragraph(tasks[key], writer)]
        if key == PLANNING:
            lines = [" ".join(filter(None, lines))]
        section = _section(key, title, lines, (), writer, words.get(key, []))
        if key == PROMISES and writer.digest.commitments:
            entries = commitment_entries(writer) if _has_results(writer) else []
            section["commitments"] = entries
            section["closing"] = unjudged_line(writer)
        if any(section[part] for part in PARTS):
            sections.append(section)
    return [*sections]


PARTS = ("own", "lines", "points", "commitments", "words", "closing")


def _has_results(writer: Writer) -> bool:
    """Whether part II has areas: else it is the place of what was promised."""
    return bool(result_areas(writer.view.areas) or writer.view.indicators)


def _leading_lines(key: str, writer: Writer) -> Iterator[str]:
    """What is told of the whole plan in a section of part I."""
    if key == PLANNING:
        if counts := task_counts(writer.view.tasks, writer):
            yield counts
        if writer.view.signing:
            named = writer.is_internal
            yield from sign_sentences(writer.view.signing, writer.voice, named=named)
    elif key == DIRECTING:
        if writer.is_internal:
            yield from report_sentences(writer)
        if settled := settled_lines(writer):
            yield writer.say("memo.settled", matters=" ".join(settled))
    elif key == PROMISES and any(map(_has_come_due, writer.view.commitments)):
        yield headline(writer, is_named=not _has_results(writer))


def result_sections(writer: Writer, words: PlacedWords) -> list[Plain]:
    """Part II: every area of the plan, then what belongs to none."""
    view, sections = writer.view, []
    known = {area.id for area in view.areas}
    heads: list[tuple[str, str | None, str]] = [
        (f"II.{number}", area.id, one_line(area.name))
        for number, area in enumerate(result_areas(view.areas), start=1)
    ]
    rest = writer.say("memo.heading.other") if heads else ""
    for key, area, title in (*heads, (OTHER, None, rest)):
        tasks = (t for t in view.tasks if _known(t.task.area, known) == area)
        lines = [v for v in view.indicators if _known(v.indicator.area, known) == area]
        figures = " ".join(_figure_lines(area, lines, writer))
        texts = [figures, task_paragraph(tasks, writer)]
        own_words = words.get(area, []) if area else []
        own = _section(key, title, texts, filter(_is_told, lines), writer, own_words)
        if area is None and not _has_results(writer):
            own["commitments"] = commitment_entries(writer)
        is_empty = not any(own[part] for part in PARTS)
        if is_empty and area is not None:
            own["lines"] = [writer.say("memo.area.idle")]
        if area is not None or not is_empty:
            sections.append(own)
    return [*sections]


def _known(area: str | None, areas: Collection[str]) -> str | None:
    """The area of a line, None where the plan has no such area."""
    return area if area in areas else None


def _is_told(line: IndicatorView) -> bool:
    """Whether it is judged and has come due; statistics are told in one sentence."""
    status = line.verdict.status
    if status is Status.STATISTIC or status is Status.VOID:
        return False
    return status is not Status.NOT_DUE or line.actual is not None


def _figure_lines(
    area: str | None, lines: Iterable[IndicatorView], writer: Writer
) -> Iterator[str]:
    """The tables and statistics of an area, each in one sentence."""
    known = {known.id for known in writer.view.areas}
    for table in writer.plan.tables:
        if _known(table.area, known) == area:
            yield stock_sentence(table, writer)
    figures: dict[str, list[str]] = {}
    for line in lines:
        is_statistic = line.verdict.status is Status.STATISTIC
        figure = actual_words(line, writer.voice)
        if is_statistic and not is_column(line) and figure != NOTHING:
            name = small_first(one_line(line.indicator.name))
            value = with_unit(line.indicator, figure, writer.voice)
            is_longer = is_to_date(line, writer)
            code = f"memo.statistics{'.to_date' if is_longer else ''}"
            words = writer.say("memo.statistic", name=name, value=value)
            unit = one_line(line.indicator.unit)
            if unit and name.startswith(f"{unit} "):  # 36 hồ sơ trả qua bưu chính
                words = f"{figure} {name}"
            figures.setdefault(code, []).append(words)
    for code, parts in figures.items():
        yield writer.say(code, figures="; ".join(parts))


def _section(
    key: str,
    title: str,
    lines: Iterable[str],
    points: Iterable[IndicatorView],
    writer: Writer,
    words: list[Plain],
) -> dict[str, Plain]:
    return {
        "key": key,
        "title": title,
        "own": own_paragraphs(writer, key),
        "lines": [line for line in lines if line],
        "points": [indicator_sentence(view, writer) for view in points],
        "commitments": [],
        "closing": "",
        "words": words,
    }


def commitment_entries(writer: Writer) -> list[Plain]:
    """Each commitment that has come due, its indicators beneath if it has several."""
    views = [view for view in writer.view.commitments if _has_come_due(view)]
    entries: list[Plain] = []
    for number, view in enumerate(views, start=1):
        commitment, verdict = view.commitment, commitment_verdict(view, writer)
        name = one_line(commitment.name)
        line = writer.say("memo.commitment", name=name, verdict=verdict)
        points = [indicator_sentence(figure, writer) for figure in view.indicators]
        points += [f"{task_words(task, writer)}." for task in view.tasks]
        if len(view.indicators) == 1 and not view.tasks:
            line, points = _single_line(name, view.indicators[0], writer), []
        entry: dict[str, Plain] = {
            "label": letter(number, writer.voice),
            "name": name,
            "text": one_line(commitment.text or ""),
            "verdict": verdict,
            "line": line,
            "indicators": points,
        }
        entries.append(entry)
    return entries


def _single_line(name: str, line: IndicatorView, writer: Writer) -> str:
    """The sentence of the one indicator of a commitment, under the name of both."""
    whole = one_line(line.indicator.name)
    if name.casefold() in whole.casefold():  # that of the indicator says more
        name = whole
    remarks = line_remarks(line, writer.view, writer.voice)
    return figure_sentence(line, writer.voice, writer.telling, remarks, name)


def _has_come_due(view: CommitmentView) -> bool:
    has_figure = any(line.actual is not None for line in view.indicators)
    return view.standing is not Status.NOT_DUE or has_figure


def unjudged_line(writer: Writer) -> str:
    """The one sentence on commitments that have not come due; empty for none."""
    open_views = (v for v in writer.view.commitments if not _has_come_due(v))
    names = "; ".join(one_line(view.commitment.name) for view in open_views)
    return writer.say("memo.unjudged", names=names) if names else ""
