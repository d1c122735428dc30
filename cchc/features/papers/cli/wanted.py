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
    def is_other(self) -> bool:
        """Whether it is a paper that is never issued: only the report is."""
        return self.kind is not ExportKind.REPORT

    @property
    def final(self) -> PaperForm:
        """The form asked for, else the one that the file's name asks for."""
        return self.form or PaperForm.of_file(self.output) or PaperForm.MD

    @property
    def is_many(self) -> bool:
        """Whether a folder of papers is asked for: reports of several units."""
        return self.kind is ExportKind.UNIT and len(self.units) != 1

    @property
    def is_on_screen(self) -> bool:
        return str(self.output) == "-"

    def clashes(self) -> Iterator[tuple[str, str]]:
        """Pairs of options that do not go together."""
        kind, form = f"--kind {self.kind}", f"--format {self.final}"
        if self.units and self.kind is not ExportKind.UNIT:
            yield "--unit", kind
        if self.kind is ExportKind.CHAT:
            yield from self._chat_clashes(kind, form)
            return
        if self.table is not None and self.final not in TABLES:
            yield "--table", form
        if self.kind is ExportKind.BRIEF and self.final in TABLES:
            yield kind, form
        yield from self._folder_clashes(kind, form)

    def _folder_clashes(self, kind: str, form: str) -> Iterator[tuple[str, str]]:
        """A folder of files goes neither to the screen nor into a file."""
        lists = self.final is PaperForm.CSV and self.table is None
        if lists and self.is_on_screen:
            yield form, "--output -"
        elif lists and self.is_many:
            yield kind, form
        is_file = PaperForm.of_file(self.output) is not None
        if self.is_many and (self.is_on_screen or is_file):
            yield kind, f"--output {self.output}"

    def _chat_clashes(self, kind: str, form: str) -> Iterator[tuple[str, str]]:
        """A message is plain text: it has no form, no table and no number."""
        if self.form or self.final is not PaperForm.MD:
            yield kind, form
        for option, said in (("--table", self.table), ("--document", self.document)):
            if said is not None:
                yield kind, option
