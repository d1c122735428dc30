"""What proves a result: read from what was typed, kept, and looked at again later."""

import os
import re
from pathlib import Path

from cchc.core.facts.report import (
    Facts,
    Report,
    ReportedEvidence,
    TypedReport,
    TypedText,
)
from cchc.core.facts.review import Evidence, is_link
from cchc.store.proofs import (
    CONDITION_PROBLEMS,
    Condition,
    copy_evidence,
    measure_file,
    place_of,
    spelled_on_disk,
)
from cchc.text.lazy import lazy_pattern
from cchc.text.problem import Blank, Place, Problem, ProblemCode
from cchc.text.record import replace

_ENDINGS = (
    r"pdf|doc[xm]?|odt|rtf|txt|md|xls[xmb]?|ods|csv|tsv|pptx?|odp|jpe?g|png|gif|bmp"
    r"|tiff?|webp|heic|zip|rar|7z|mp[34]|mov|avi|eml|msg|html?|xml|json|ya?ml|db|sqlite"
    r"|p7[ms]"
)
_PATH = lazy_pattern(
    rf"(?:~|\.{{1,2}})?[/\\].*|[a-z]:[/\\].*|file:.*|.*\\.*|.*/|.*\.(?:{_ENDINGS})",
    re.IGNORECASE | re.DOTALL,
)
"""Texts that are a path by their look: `/dev/zero`, `C:\\a`, `tai-lieu/`, `a.pdf`."""
STDIN = "-"


def read_evidence(about: str, typed: TypedText) -> Evidence | Problem | None:
    """A document, a link or a file, by the look of the text; None if it is blank.

    A link is kept as it is and never opened. What looks like a path, or is one, must
    be a plain file that holds something and is no database. A path in a report file
    starts at the folder of that file and may not leave it (P331, P375, P376).
    """
    text = typed.text.strip()
    path, report_file = Path(text), typed.place.file
    if not text:
        return None
    if report_file is not None and report_file != STDIN and ".." not in path.parts:
        path = Path(report_file).parent / path
    is_path = _PATH.fullmatch(text) is not None or os.path.lexists(path)
    if is_link(text) or not is_path:
        return Evidence(about, text)
    if report_file is not None and Path(text).is_absolute():
        return _problem(ProblemCode.EVIDENCE_OUTSIDE, about, text, typed.place)
    path = spelled_on_disk(path)
    measured = measure_file(path)
    if isinstance(measured, Condition):
        return _problem(CONDITION_PROBLEMS[measured], about, text, typed.place)
    whole = path.absolute().as_posix()
    return Evidence(about, text, measured.sha256, measured.size, whole)


def _problem(code: ProblemCode, about: str, text: str, place: Place) -> Problem:
    blanks: dict[str, Blank] = {"key": about, "text": text}
    return Problem(code, place, blanks)


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
            return _problem(code, proof.about, proof.text, Place())
        kept.append(replace(proof, file=place))
    return replace(report, evidence=tuple(kept))
