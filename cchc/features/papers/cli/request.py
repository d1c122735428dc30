"""The options of `cchc export`, and which of them do not go together."""

from pathlib import Path

from cchc.app.output import ending_of
from cchc.paper.manuscript import PaperForm
from cchc.phrases.grammar import Addressee
from cchc.text.closed_list import StrEnum
from cchc.text.record import Record


class ExportKind(StrEnum):
    """What can be exported."""

    REPORT = "report"
    BRIEF = "brief"
    UNIT = "unit"
    CHAT = "chat"
    SCORE = "score"
    CALENDAR = "calendar"
    PACK = "pack"
    ALL = "all"


class CalendarForm(StrEnum):
    """The one form of a calendar."""

    ICS = "ics"


TABLES = (PaperForm.CSV, PaperForm.XLSX)
Clash = tuple[object, str, str]
"""Whether two options clash, and the two."""


class ExportRequest(Record):
    """Options of `cchc export` as typed."""

    period: str | None
    form: PaperForm | None
    as_of: str | None
    document: str | None
    table: str | None
    output: Path | None
    typed_kind: ExportKind | None = None
    units: tuple[str, ...] = ()
    with_assisted: bool = False
    reader: Addressee | None = None
    issue: bool = False
    issued: int | None = None
    dry_run: bool = False

    @property
    def kind(self) -> ExportKind:
        """A unit that is named means its own report."""
        return self.typed_kind or (ExportKind.UNIT if self.units else ExportKind.REPORT)

    @property
    def final(self) -> PaperForm:
        """The form asked for, by option or by the ending of a file."""
        return self.form or PaperForm.MD

    @property
    def usual_reader(self) -> Addressee:
        """A paper goes to the superior; pages, tables and data are the office's own."""
        is_paper = self.final in {PaperForm.MD, PaperForm.DOCX}
        return Addressee.SUPERIOR if is_paper else Addressee.INTERNAL

    @property
    def fills_folder(self) -> bool:
        """Whether several files are written: papers of units, lists of a paper."""
        if self.issue or self.issued is not None:
            return False
        return self.is_many or (self.final is PaperForm.CSV and self.table is None)

    @property
    def is_many(self) -> bool:
        """Whether a folder is asked for: reports of several units, papers of a period.

        A pack goes into one Word file where one is named.
        """
        if self.is_period_folder:
            return not (self.is_word and self.kind is ExportKind.PACK)
        return self.kind is ExportKind.UNIT and len(self.units) != 1

    @property
    def is_word(self) -> bool:
        """Whether the file that is named is one of Word."""
        return self.output is not None and ending_of(self.output) == PaperForm.DOCX

    @property
    def is_period_folder(self) -> bool:
        """Whether papers of several kinds are asked for."""
        return self.kind in {ExportKind.PACK, ExportKind.ALL}

    @property
    def clash(self) -> tuple[str, str] | None:
        """The first pair of options that do not go together."""
        kind, form = f"--kind {self.kind}", f"--format {self.final}"
        issued = self.issued is not None
        if not (self.issue or issued):
            pairs = self._export_clashes(kind, form)
        else:
            pairs = (
                (self.issue and issued, "--issued", "--issue"),
                (self.table is not None, "--issue", "--table"),
                # only the report is ever issued
                (self.kind is not ExportKind.REPORT, "--issue", kind),
                # what stays inside of the house is no paper of the register
                (self.reader is Addressee.INTERNAL, "--issue", "--to internal"),
                (issued and self.as_of, "--issued", "--as-of"),
                (issued and self.document, "--issued", "--document"),
            )
        return next(((a, b) for is_clash, a, b in pairs if is_clash), None)

    def _export_clashes(self, kind: str, form: str) -> tuple[Clash, ...]:
        # a message is plain text: it has no form, no table and no number; a folder
        # of files goes neither to the screen nor into a file
        is_chat, is_unit = self.kind is ExportKind.CHAT, self.kind is ExportKind.UNIT
        is_report = self.kind is ExportKind.REPORT
        has_lists = self.final is PaperForm.CSV and self.table is None
        is_on_screen = str(self.output) == "-"
        ending = None if self.output is None else ending_of(self.output)
        is_one_file = is_on_screen or ending in set(PaperForm)
        is_no_list = self.table is not None and self.final not in TABLES
        is_list = self.kind is ExportKind.BRIEF and self.final in TABLES
        is_odd = self.form in {PaperForm.HTML, *TABLES}
        is_one = self.is_period_folder and not self.is_many
        is_odd |= is_one and self.form is PaperForm.MD
        return (
            (self.reader and not is_report, f"--to {self.reader}", kind),
            (self.units and not is_unit, "--unit", kind),
            (self.with_assisted and not is_unit, "--assisted", kind),
            (is_chat and self.final is not PaperForm.MD, kind, form),
            (is_chat and self.table is not None, kind, "--table"),
            (is_chat and self.document is not None, kind, "--document"),
            (self.is_period_folder and is_odd, kind, form),
            (self.is_period_folder and self.table, kind, "--table"),
            (self.is_period_folder and self.document, kind, "--document"),
            (is_no_list, "--table", form),
            (is_list, kind, form),
            (has_lists and is_on_screen, form, "--output -"),
            (has_lists and self.is_many, kind, form),
            (self.is_many and is_one_file, kind, f"--output {self.output}"),
        )
