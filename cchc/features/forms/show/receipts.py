"""`cchc report collect --receipts`: what a unit is told of the files that it sent."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from cchc.core.verdict.unit_reports import UnitView
from cchc.features.forms.show.collected import (
    TAKEN,
    CollectedFile,
    Collection,
    FormVersions,
    missing_names,
    period_label,
    waiting_names,
)
from cchc.features.forms.show.import_result import ImportedForm, Outcome
from cchc.sources.forms.arrivals import base_name
from cchc.text.day import short
from cchc.text.problem import ProblemCode, refusals
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.problem import describe_for_clerk
from cchc.words.translator import Voice

MOST_FAULTS = 5


def receipt_texts(collection: Collection, voice: Voice, *, dry_run: bool) -> str:
    """A receipt for each unit of which something arrived, ready for chat.

    It promises nothing that was not taken; of a rehearsal it says what would be.
    """
    receipts = ReceiptWriter(collection, voice, ".dry" if dry_run else "")
    return "\n\n".join(receipts.texts()) or voice.say("collect.receipt.none")


class ReceiptWriter(Record):
    """Writes the receipts of one collection; `suffix` is that of a rehearsal."""

    collection: Collection
    voice: Voice
    suffix: str

    def texts(self) -> Iterator[str]:
        for unit, name in self.collection.unit_names.items():
            if sentences := list(self._sentences(unit)):
                yield f"{name}: {' '.join(sentences)}"

    def _sentences(self, unit: str) -> Iterator[str]:
        collection = self.collection
        files = [file for file in collection.files if _addressee(file, self) == unit]
        versions = [own for own in collection.versions if own.unit == unit]
        taken = [file for file in files if file.form.outcome in TAKEN]
        refused = [file for file in files if file.form.outcome is Outcome.REFUSED]
        yield from self._reception(unit, taken)
        for file in refused:
            yield from self._to_mend(file)
        for own in versions:
            yield self._several(own)
        if not (taken or refused or versions):
            yield from map(self._unread, files)

    def _reception(self, unit: str, files: Iterable[CollectedFile]) -> Iterator[str]:
        """Once for each period of which a report was taken in."""
        collection, page = self.collection, self.collection.period.id
        views = {view.unit.id: view for view in collection.reports}
        for period, file in {file.form.period or "": file for file in files}.items():
            view = views.get(unit) if period == page else None
            received = view.last.received if view and view.last else file.mailed
            is_new = file.form.outcome is Outcome.ACCEPTED
            code = f"collect.receipt{self.suffix if is_new else ''}"
            blanks = {"period": period_label(collection, period, self.voice)}
            blanks["when"] = self._moment(file.arrived_at, received)
            yield self.voice.say(code, **blanks)
            yield from self._wanted(view) if view else ()

    def _wanted(self, view: UnitView) -> Iterator[str]:
        """What a report still lacks, and what of it is not counted yet."""
        for code, names in (
            ("collect.receipt.missing", missing_names(self.collection, view)),
            ("collect.receipt.waiting", waiting_names(self.collection, view)),
        ):
            if listed := "; ".join(names):
                yield self.voice.say(code, names=listed)

    def _to_mend(self, file: CollectedFile) -> Iterator[str]:
        """What is wrong with a form, cell by cell, and the copy where it is marked."""
        form, faults = file.form, list(self._faults(file.form))
        more = len(faults) - MOST_FAULTS
        if more > 0:
            words = self.voice.say("collect.places.more", n=more)
            faults = [*faults[:MOST_FAULTS], words]
        blanks = self._file(file) | {"faults": "; ".join(faults)}
        yield self.voice.say(f"collect.receipt.mend{self.suffix}", **blanks)
        if form.back is not None:
            copy = one_line(base_name(form.back))
            yield self.voice.say("collect.receipt.copy", file=copy)

    def _faults(self, form: ImportedForm) -> Iterator[str]:
        """Each fault in the clerk's words, with its cell; without a cell, the cure."""
        for problem in refusals(form.problems):
            fault = describe_for_clerk(problem, self.voice, form.names)
            message, place = fault.message.rstrip("."), fault.place
            if place.cell is None:
                yield f"{message} ({fault.hint.rstrip('.')})"
            else:
                code = "collect.receipt.cell" if place.sheet else "collect.receipt.at"
                blanks = {"cell": place.cell, "sheet": place.sheet or ""}
                yield f"{self.voice.say(code, **blanks)}: {message}"

    def _several(self, versions: FormVersions) -> str:
        """Of several forms of a report none is taken until the unit names one."""
        files = ", ".join(
            f"“{one_line(base_name(form.name))}”" for form in versions.forms
        )
        return self.voice.say(
            f"collect.receipt.versions{self.suffix}",
            n=len(versions.forms),
            files=files,
            period=period_label(self.collection, versions.period, self.voice),
            names="; ".join(name for name, _ in versions.differences[:MOST_FAULTS]),
        )

    def _unread(self, file: CollectedFile) -> str:
        """A file that holds no figures, or a marked copy that nobody has mended."""
        is_copy = file.form.outcome is Outcome.WAITING
        for problem in file.form.problems[:1]:
            fault = describe_for_clerk(problem, self.voice, file.form.names)
            blanks = self._file(file) | {"faults": f"{fault.message} {fault.hint}"}
            return self.voice.say(f"collect.receipt.fault{self.suffix}", **blanks)
        code = "collect.receipt.untouched" if is_copy else "collect.receipt.unread"
        return self.voice.say(f"{code}{self.suffix}", **self._file(file))

    def _file(self, file: CollectedFile) -> dict[str, str]:
        name = one_line(base_name(file.form.name))
        return {"file": name, "when": self._moment(file.arrived_at, file.mailed)}

    def _moment(self, arrived: datetime | None, received: date | None) -> str:
        """The day on which it counts as received, with the hour if that is its own."""
        if arrived is None or (received and received != arrived.date()):
            counted = short(received or self.collection.as_of)
            return self.voice.say("collect.day", day=counted)
        hour, day = arrived.strftime("%H:%M"), short(arrived.date())
        return self.voice.say("collect.moment", hour=hour, day=day)


def _addressee(file: CollectedFile, receipts: ReceiptWriter) -> str | None:
    """Whom a file is told to: the unit that it is of, or that its name says sent it."""
    for problem in file.form.problems:
        if problem.code is ProblemCode.FORM_FILE_NAME:
            for unit, name in receipts.collection.unit_names.items():
                if name == problem.blanks["other"]:
                    return unit
    return file.form.unit
