"""What proves a result: kept, and looked at again later."""

from pathlib import Path

from cchc.core.facts.acts import Evidence
from cchc.core.facts.report import Facts, Report, ReportedEvidence
from cchc.core.facts.typed import TypedReport, TypedText
from cchc.store.proofs import copy_evidence, evidence_problem, place_of, read_evidence
from cchc.text.problem import Place, Problem, ProblemCode
from cchc.text.record import replace


def with_whole_paths(typed: TypedReport) -> TypedReport:
    """The report with its files by their whole paths: a draft is sent from anywhere."""

    def with_folder(text: TypedText) -> TypedText:
        proof = read_evidence("", text)
        if not isinstance(proof, Evidence) or proof.file is None:
            return text
        return replace(text, text=proof.file)

    evidence = tuple((key, with_folder(text)) for key, text in typed.evidence)
    return replace(typed, evidence=evidence)


def is_known(proof: Evidence, report: Report, facts: Facts) -> bool:
    """Whether the unit has given the same evidence for the same result before.

    A file that a packet only names is the one that was given.
    """
    given = facts.rows_of(ReportedEvidence, report.unit, report.period)
    known = [own.evidence for own in given if own.evidence.about == proof.about]
    same = {(own.text, own.sha256) for own in known}
    return (proof.text, proof.sha256) in same | {(own.as_sent, None) for own in known}


def keep_files(report: Report, folder: Path, *, copies: bool) -> Report | Problem:
    """The report with its files where they will be looked for, copied if asked.

    Args:
        report: read from what was typed, its files named by their whole paths.
        folder: of the database.
        copies: whether the files are copied beside the database.
    """
    kept = []
    for proof in report.evidence:
        if proof.file is None:
            kept.append(proof)
            continue
        place = (
            copy_evidence(proof, folder)
            if copies
            else place_of(Path(proof.file), folder)
        )
        if place is None:
            code = ProblemCode.EVIDENCE_UNKEPT
            return evidence_problem(code, proof.about, proof.text, Place())
        kept.append(replace(proof, file=place))
    return replace(report, evidence=tuple(kept))
