"""Files that units sent, read as forms and packets, packed until they are judged.

A folder is read whole before the first is taken in. A packet is a report as a file that
one ledger gives out and another takes in.
"""

from pickle import HIGHEST_PROTOCOL, dumps, loads
from re import search
from zlib import compress, decompress

from cchc.sources.forms.arrivals import ArrivedFile, FileKind
from cchc.sources.forms.form_file import FormRead
from cchc.sources.report_file import read_report
from cchc.text.form_marks import FormMark
from cchc.text.problem import Place, Problem, ProblemCode, refusals
from cchc.text.record import Record, replace

READABLE = frozenset({FileKind.FORM, FileKind.PACKET})
"""Kinds of file in which a report may be."""
HEAD = 2000
"""Within so many bytes a report says whose it is."""
_WHOSE = (
    rb"(?m)^(?:  )?\{?\s?[\"']?unit[\"']?\s*:",
    rb"(?m)(?:^(?:  )?|, )[\"']?period[\"']?\s*:",
)


class ReadForm(Record):
    """A form that was read and not judged yet, with the SHA-256 of its file.

    `form` says whose it is; its rows are `packed` until it is judged, since they take
    twenty times the memory of a file and a folder may hold thousands.
    """

    file: ArrivedFile
    digest: str
    form: FormRead
    packed: bytes

    @property
    def report(self) -> tuple[str, str]:
        """Unit and period of the report that it is."""
        mark = self.form.mark
        return (mark.unit, mark.period) if mark else ("", "")

    def unpack(self) -> FormRead:
        """The form with its rows."""
        form: FormRead = loads(decompress(self.packed))  # noqa: S301 -- our own
        return form


def pack_form(file: ArrivedFile, digest: str, form: FormRead) -> ReadForm:
    """A form that waits to be judged."""
    outline = replace(form, report=None, rows=None, headings=())
    packed = compress(dumps(form, HIGHEST_PROTOCOL), 1)
    return ReadForm(replace(file, content=None), digest, outline, packed)


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
