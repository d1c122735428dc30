"""What is said of forms that were taken in, and what goes back to the units."""

from pathlib import Path

from cchc.app.context import AppContext
from cchc.app.delivery import write_file
from cchc.app.options import WriteOptions
from cchc.features.forms.actions.import_forms import Imported
from cchc.features.forms.cli.files import MOST_BYTES
from cchc.features.forms.show.import_result import (
    ImportJson,
    Line,
    Outcome,
    import_table,
)
from cchc.features.report.show.report import tell_added
from cchc.screen.table import as_table
from cchc.text.day import short
from cchc.text.problem import Refusal, refusals
from cchc.words.translator import Lang, voice

BACK = "-can-sua"
MOST_COPIES = 99


class Told:
    """Tells of each file as it is done, and of all at the end."""

    def __init__(
        self, app: AppContext, *, dry_run: bool, as_json: bool, copies: bool
    ) -> None:
        self.app = app
        self.dry_run = dry_run
        self.as_json = as_json
        self.copies = copies
        self.lines: list[Line] = []
        self.alone: Imported | None = None

    def count(self, outcome: Outcome) -> int:
        """How many files came to this."""
        return sum(line.outcome == outcome for line in self.lines)

    def add(self, done: Imported) -> None:
        """Tell what is wrong with a file at once; keep the rest for the end."""
        back = None
        if done.outcome is Outcome.REFUSED and self.copies and not self.dry_run:
            back = _sent_back(done)
        if not self.as_json:
            warnings = () if done.added and self.dry_run else done.problems
            self.app.warn(warnings)
            if done.added and self.dry_run:
                tell_added(self.app, (done.added,), WriteOptions(dry_run=True))
        self.alone = done if not self.lines else None
        self.lines.append(self._line(done, back))

    def _line(self, done: Imported, back: Path | None) -> Line:
        return Line(
            file=done.name,
            unit=done.unit,
            period=done.period,
            outcome=done.outcome,
            note=self._note(done, back),
            entry=done.added.entry if done.added else None,
            back=str(back) if back else None,
            since=done.since,
            problems=done.problems,
        )

    def _note(self, done: Imported, back: Path | None) -> str:
        say = self.app.voice.say
        if done.since is not None:
            return say("import.since", day=short(done.since))
        if done.outcome is Outcome.UNCHANGED:
            return say("import.same")
        if done.outcome is Outcome.REFUSED:
            notes = [say("import.faults", n=len(refusals(done.problems)))]
            if back is not None:
                notes.append(say("import.back", path=back.name))
            return "; ".join(notes)
        if done.problems:
            return say("import.warnings", n=len(done.problems))
        return ""

    def end(self, *, many: bool) -> None:
        """The table (or the document), and the sum of it."""
        app = self.app
        if self.as_json:
            app.out(
                ImportJson.as_json(self.lines, voice=app.voice, dry_run=self.dry_run)
            )
            return
        added = self.alone.added if self.alone else None
        if added is not None and not many and not self.dry_run:
            tell_added(app, (added,), WriteOptions())
        else:
            table = import_table(self.lines, app.voice, dry_run=self.dry_run)
            app.out(as_table(table, app.width, colour=app.colour))
        counts = {each.value: self.count(each) for each in Outcome}
        app.remark("import.sum", **counts)


def _sent_back(done: Imported) -> Path | None:
    """Write the marked copy beside the file; one like it that is there will do."""
    from cchc.paper.marked_form import marked_copy

    path = Path(done.name)
    try:
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES)
    except OSError:
        return None
    copy = marked_copy(content, done.problems, done.answers, voice(Lang.VI))
    stem = path.stem.partition(BACK)[0]
    for number in range(1, MOST_COPIES):
        more = "" if number == 1 else f"-{number}"
        target = path.with_name(f"{stem}{BACK}{more}.xlsx")
        if not target.exists():
            try:
                write_file(copy, target)
            except Refusal:
                return None
            return target
        if target.read_bytes() == copy:
            return target
    return None
