"""The self-scoring paper: sums, what is lost and why, table H, the evidence."""

from collections.abc import Iterator

from cchc.core.plan.plan import Plan
from cchc.core.verdict.score_sheet import ScoreSheet, score_sheet
from cchc.core.verdict.status import StatusView
from cchc.features.papers.show.memo import PaperSurroundings
from cchc.features.papers.show.tables import plain_rows
from cchc.paper.manuscript import Plain
from cchc.phrases.paper_head import authority_head, paper_head
from cchc.phrases.score_phrases import loss_lines, score_rows, summary_lines
from cchc.phrases.troubled import open_criteria
from cchc.phrases.writer import Writer
from cchc.text.problem import ProblemCode, refuse
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.prose import NOTHING
from cchc.words.translator import Voice


class EvidenceRow(Record):
    """A row of the register of evidence."""

    no: str
    criterion: str
    name: str
    evidence: str
    unit: str


def score_content(
    view: StatusView, plan: Plan, voice: Voice, around: PaperSurroundings
) -> dict[str, Plain]:
    """What the template may print of the score sheet; P588 where nothing is scored."""
    if not plan.is_scored:
        refuse(ProblemCode.SCORE_NONE, plan=plan.id)
    writer = Writer(view, plan, voice)
    sheet = score_sheet(plan, view, around.scores)
    missing = []
    for row in open_criteria(sheet):
        key, name = one_line(row.criterion.id), one_line(row.criterion.name)
        blanks = {"id": key, "name": name, "unit": _owner(row.owner, writer)}
        missing.append(voice.say("score.paper.open", **blanks))
    return {
        "notice": around.notice_line,
        "authority": authority_head(writer),
        **paper_head(writer, around.paper),
        "sums": [*summary_lines(sheet, voice)],
        "losses": [*loss_lines(sheet, voice)],
        "missing": missing,
        "rows": plain_rows(score_rows(sheet, voice)),
        "evidence": plain_rows(_evidence(sheet, writer)),
    }


def _evidence(sheet: ScoreSheet, writer: Writer) -> Iterator[EvidenceRow]:
    """What was typed as proof, and what units sent for the lines that are scored."""
    number = 0
    for row in sheet.below():
        criterion = row.criterion
        about = {criterion.scored_by, criterion.each_done} - {None}
        sent = [g for g in sheet.view.evidence if g.evidence.about in about]
        proofs = [(given.evidence.text, given.unit) for given in sent]
        proofs += [
            (score.evidence or "", row.owner or "") for score in row.typed.values()
        ]
        if row.task is not None and row.task.document:
            proofs.append((row.task.document, row.task.task.lead or ""))
        for text, unit in dict.fromkeys(proofs):
            if text:
                number += 1
                key, name = one_line(criterion.id), one_line(criterion.name)
                owner, proof = _owner(unit, writer), one_line(text)
                yield EvidenceRow(str(number), key, name, proof, owner)


def _owner(unit: str | None, writer: Writer) -> str:
    return writer.units((unit,)) if unit else NOTHING
