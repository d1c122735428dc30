"""Packets: reports as files that one ledger gives out and another takes in."""

from re import search

from cchc.sources.forms.arrivals import ArrivedFile, FileKind
from cchc.sources.forms.form_file import FormRead
from cchc.sources.report_file import read_report
from cchc.text.form_marks import FormMark
from cchc.text.problem import Place, Problem, ProblemCode, refusals

READABLE = frozenset({FileKind.FORM, FileKind.PACKET})
"""Kinds of file in which a report may be."""
HEAD = 2000
"""Within so many bytes a report says whose it is."""
_WHOSE = (
    rb"(?m)^(?:  )?\{?\s?[\"']?unit[\"']?\s*:",
    rb"(?m)(?:^(?:  )?|, )[\"']?period[\"']?\s*:",
)


def holds_packet(file: ArrivedFile) -> bool:
    """Whether the file says at its beginning of which unit and period it is.

    Other YAML is not for us: a plan may lie in the same folder.
    """
    start = (file.content or b"")[:HEAD]
    return file.kind is FileKind.PACKET and all(search(own, start) for own in _WHOSE)


def read_packet(data: bytes, name: str) -> FormRead:
    """The one report of a file as `report show` gives it out, as YAML or JSON."""
    reports, problems = read_report(data, name)
    if len(reports) > 1:
        problems = (Problem(ProblemCode.SEVERAL_DOCUMENTS, Place(file=name)),)
    if refusals(problems):
        return FormRead(name, None, None, frozenset(), (), problems, "")
    report = reports[0]
    mark = FormMark("", "", report.unit.text, report.period.text, "")
    return FormRead(name, mark, report, frozenset(), (), problems, repr(report.values))
