"""`cchc report collect --receipts`: what a unit is told of the files that it sent."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from cchc.features.forms.show.collected import (
    TAKEN,
    Collection,
    FormVersions,
    first_words,
    missing_ids,
)
from cchc.features.forms.show.import_result import ImportedForm, Outcome
from cchc.sources.forms.arrivals import base_name
from cchc.text.day import short
from cchc.text.problem import Problem, ProblemCode, refusals
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.problem import describe_for_clerk
from cchc.words.translator import Voice

MOST_FAULTS = 5


def receipt_texts(collection: Collection, voice: Voice, *, dry_run: bool) -> str:
    """A receipt for each unit of which something arrived, ready for chat.

    It promises nothing that was not taken; of a rehearsal it says what would be.
    """
    # a file is told to the unit that it is of, or that its name says sent it
    senders = {one_line(u.name): u.id for u in reversed(collection.plan.units)}
    files_of: dict[str | None, list[ImportedForm]] = {}
    for form in collection.files:
        named = (
            senders[str(problem.blanks["other"])]
            for problem in form.problems
            if problem.code is ProblemCode.FORM_FILE_NAME
            if problem.blanks["other"] in senders
        )
        files_of.setdefault(next(named, form.unit), []).append(form)
    writer = ReceiptWriter(collection, voice, ".dry" if dry_run else "")
    texts = (
        f"{one_line(unit.name)}: {' '.join(sentences)}"
        for unit in collection.plan.units
        if (sentences := list(writer.sentences(unit.id, files_of.get(unit.id, []))))
    )
    return "\n\n".join(texts) or voice.say("collect.receipt.none")


class ReceiptWriter(Record):
    """Writes the receipts of one collection; `suffix` is that of a rehearsal."""

    collection: Collection
    voice: Voice
    suffix: str

    def sentences(self, unit: str, files: list[ImportedForm]) -> Iterator[str]:
        """What became of the files of a unit."""
        versions = [own for own in self.collection.versions if own.unit == unit]
        taken = [form for form in files if form.outcome in TAKEN]
        refused = [form for form in files if form.outcome is Outcome.REFUSED]
        yield from self._reception(unit, taken)
        for form in refused:
            yield from self._to_mend(form)
        yield from map(self._several, versions)
        if not (taken or refused or versions):
            yield from map(self._unread, files)

    def _reception(self, unit: str, forms: Iterable[ImportedForm]) -> Iterator[str]:
        """Once for each period of which a report was taken in; what it still lacks."""
        collection, say = self.collection, self.voice.say
        views = {view.unit.id: view for view in collection.reports}
        for period, form in {form.period or "": form for form in forms}.items():
            view = views.get(unit) if period == collection.period.id else None
            received = view.last.received if view and view.last else form.mailed
            is_new = form.outcome is Outcome.ACCEPTED
            code = f"collect.receipt{self.suffix if is_new else ''}"
            blanks = {"period": collection.period_label(period, self.voice)}
            yield say(code, when=self._moment(form.arrived_at, received), **blanks)
            if view is not None:  # what waits is not counted yet
                for code, ids in (
                    ("missing", missing_ids(view)),
                    ("waiting", view.waiting),
                ):
                    if names := "; ".join(collection.indicator_names(ids)):
                        yield say(f"collect.receipt.{code}", names=names)

    def _to_mend(self, form: ImportedForm) -> Iterator[str]:
        """What is wrong with a form, cell by cell, and the copy where it is marked."""
        faults = [self._fault(form, fault) for fault in refusals(form.problems)]
        listed = first_words(faults, MOST_FAULTS, "collect.places.more", self.voice)
        code, words = f"collect.receipt.mend{self.suffix}", "; ".join(listed)
        yield self.voice.say(code, faults=words, **self._file(form))
        if form.back is not None:
            copy = one_line(base_name(form.back))
            yield self.voice.say("collect.receipt.copy", file=copy)

    def _fault(self, form: ImportedForm, problem: Problem) -> str:
        """A fault in the clerk's words, with its cell; without a cell, the cure."""
        fault = describe_for_clerk(problem, self.voice, form.names)
        message, place = fault.message.rstrip("."), fault.place
        if place.cell is None:
            return f"{message} ({fault.hint.rstrip('.')})"
        code = "collect.receipt.cell" if place.sheet else "collect.receipt.at"
        blanks = {"cell": place.cell, "sheet": place.sheet or ""}
        return f"{self.voice.say(code, **blanks)}: {message}"

    def _several(self, versions: FormVersions) -> str:
        """Of several forms of a report none is taken until the unit names one."""
        files = (f"“{one_line(base_name(form.name))}”" for form in versions.forms)
        blanks = {"n": len(versions.forms), "files": ", ".join(files)}
        blanks["period"] = self.collection.period_label(versions.period, self.voice)
        names = "; ".join(name for name, _ in versions.differences[:MOST_FAULTS])
        code = f"collect.receipt.versions{self.suffix}"
        return self.voice.say(code, names=names, **blanks)

    def _unread(self, form: ImportedForm) -> str:
        """A file that holds no figures, or a marked copy that nobody has mended."""
        blanks = self._file(form)
        code = "untouched" if form.outcome is Outcome.WAITING else "unread"
        for problem in form.problems[:1]:
            fault = describe_for_clerk(problem, self.voice, form.names)
            code, blanks["faults"] = "fault", f"{fault.message} {fault.hint}"
        return self.voice.say(f"collect.receipt.{code}{self.suffix}", **blanks)

    def _file(self, form: ImportedForm) -> dict[str, str]:
        name = one_line(base_name(form.name))
        return {"file": name, "when": self._moment(form.arrived_at, form.mailed)}

    def _moment(self, arrived: datetime | None, received: date | None) -> str:
        """The day on which it counts as received, with the hour if that is its own."""
        if arrived is None or (received and received != arrived.date()):
            counted = short(received or self.collection.as_of)
            return self.voice.say("collect.day", day=counted)
        hour, day = arrived.strftime("%H:%M"), short(arrived.date())
        return self.voice.say("collect.moment", hour=hour, day=day)
