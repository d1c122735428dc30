"""What was promised, one line for each commitment of one indicator (DOCUMENTS 1.2)."""

from cchc.core.verdict.status import CommitmentView
from cchc.core.verdict.statuses import Status
from cchc.features.papers.show.tables import commitment_verdict, letter
from cchc.paper.manuscript import Plain
from cchc.phrases.amendment_notes import line_remarks
from cchc.phrases.figures.grammar import figure_sentence
from cchc.phrases.indicator_sentences import indicator_sentence
from cchc.phrases.task_phrases import task_words
from cchc.phrases.writer import Writer
from cchc.text.sanitize import one_line


def commitment_entries(writer: Writer) -> list[Plain]:
    """Each commitment that has come due, its indicators beneath if it has several."""
    views = [view for view in writer.view.commitments if _is_told(view)]
    entries: list[Plain] = []
    for number, view in enumerate(views, start=1):
        name = one_line(view.commitment.name)
        points = [indicator_sentence(line, writer) for line in view.indicators]
        points += [f"{task_words(task, writer)}." for task in view.tasks]
        line = writer.say(
            "memo.commitment", name=name, verdict=commitment_verdict(view, writer)
        )
        if len(view.indicators) == 1 and not view.tasks:
            line, points = _single_line(view, writer), []
        entries.append(
            {
                "label": letter(number, writer.voice),
                "name": name,
                "text": one_line(view.commitment.text or ""),
                "verdict": commitment_verdict(view, writer),
                "line": line,
                "indicators": points,
            }
        )
    return entries


def _single_line(view: CommitmentView, writer: Writer) -> str:
    """The sentence of its one indicator, under the name of the commitment."""
    (line,), name = view.indicators, one_line(view.commitment.name)
    whole = one_line(line.indicator.name)
    if name.casefold() in whole.casefold():  # that of the indicator says more
        name = whole
    remarks = line_remarks(line, writer.view, writer.voice)
    return figure_sentence(line, writer.voice, writer.telling, remarks, name)


def _is_told(view: CommitmentView) -> bool:
    has_figure = any(line.actual is not None for line in view.indicators)
    return view.standing is not Status.NOT_DUE or has_figure


def unjudged_line(writer: Writer) -> str:
    """The one sentence on commitments that have not come due; empty for none."""
    names = [
        one_line(view.commitment.name)
        for view in writer.view.commitments
        if not _is_told(view)
    ]
    return writer.say("memo.unjudged", names="; ".join(names)) if names else ""
