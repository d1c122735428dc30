"""What is asked for on the command line of `cchc export`."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from cchc.paper.manuscript import PaperForm
from cchc.text.record import Record


class ExportKind(StrEnum):
    """What can be exported."""

    REPORT = "report"
    BRIEF = "brief"
    UNIT = "unit"
    CHAT = "chat"


TABLES = (PaperForm.CSV, PaperForm.XLSX)
Clashes = Iterator[tuple[str, str]]
"""Pairs of options that do not go together."""


class Wanted(Record):
    """What stood on the command line."""

    period: str | None
    form: PaperForm | None
    as_of: str | None
    document: str | None
    table: str | None
    output: Path | None
    asked_kind: ExportKind | None = None
    units: tuple[str, ...] = ()

    @property
    def kind(self) -> ExportKind:
        """A unit that is named means its own report."""
        return self.asked_kind or (ExportKind.UNIT if self.units else ExportKind.REPORT)

    @property
    def final(self) -> PaperForm:
        """The form asked for, else the one that the file's name asks for."""
        return self.form or PaperForm.of_file(self.output) or PaperForm.MD

    @property
    def is_many(self) -> bool:
        """Whether a folder of papers is asked for: reports of several units."""
        return self.kind is ExportKind.UNIT and len(self.units) != 1

    def clashes(self) -> Clashes:
        """Options that do not go with a kind of paper, a form, or a folder of files."""
        kind, form = f"--kind {self.kind}", f"--format {self.final}"
        if self.units and self.kind is not ExportKind.UNIT:
            yield "--unit", kind
        if self.kind is ExportKind.CHAT:  # plain text: no form, no table, no number
            if self.form or self.final is not PaperForm.MD:
                yield kind, form
            if self.table is not None:
                yield kind, "--table"
            if self.document is not None:
                yield kind, "--document"
            return
        if self.table is not None and self.final not in TABLES:
            yield "--table", form
        if self.kind is ExportKind.BRIEF and self.final in TABLES:
            yield kind, form
        yield from self._folder_clashes(kind, form)

    def _folder_clashes(self, kind: str, form: str) -> Clashes:
        """A folder of files goes neither to the screen nor into a file."""
        is_on_screen = str(self.output) == "-"
        if self.final is PaperForm.CSV and self.table is None:
            if is_on_screen:
                yield form, "--output -"
            elif self.is_many:
                yield kind, form
        if self.is_many and (is_on_screen or PaperForm.of_file(self.output)):
            yield kind, f"--output {self.output}"

    def issue_clashes(self, issued: int | None, *, issue: bool) -> Clashes:
        """Options that do not go with `--issue` or `--issued`: only the report does."""
        if issue and issued is not None:
            yield "--issued", "--issue"
        if self.table is not None:
            yield "--issue", "--table"
        if self.kind is not ExportKind.REPORT:
            yield "--issue", f"--kind {self.kind}"
        if issued and self.as_of:
            yield "--issued", "--as-of"
        if issued and self.document:
            yield "--issued", "--document"
