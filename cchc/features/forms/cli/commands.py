"""`cchc report import`: forms in."""

from pathlib import Path
from typing import Annotated

from cchc.app.context import AppContext
from cchc.app.options import WriteOptions, argument, option
from cchc.app.standard_input import STDIN, spool_input
from cchc.core.facts.typed import TypedText
from cchc.features.forms.actions.import_forms import ImportTerms, import_forms
from cchc.features.forms.cli.files import listed_arrivals, write_marked_copy
from cchc.features.forms.show.import_result import OPEN, tell_form, tell_forms
from cchc.sources.forms.arrivals import arrived_files, may_hold_many
from cchc.store.disk.own_backups import back_up_before_batch
from cchc.text.problem import Place
from cchc.text.record import replace


def typed_option(name: str, text: str | None) -> TypedText | None:
    """What was typed behind an option, with its place; None where it was not given."""
    return None if text is None else TypedText(text, Place(argument=name))


def import_terms(
    app: AppContext,
    verb: str,
    act: WriteOptions,
    received: str | None,
    reason: str | None,
) -> ImportTerms:
    """What holds for all files of a batch, as it was typed."""
    return ImportTerms(
        today=app.today,
        stamp=app.stamp(verb, act.by),
        received=typed_option("--received", received),
        reason=typed_option("--reason", reason),
        dry_run=act.dry_run,
    )


Files = Annotated[list[Path], argument("FILE|DIR...", "help.report.import.files")]
Received = Annotated[str | None, option("--received", "help.report.received", "DATE")]
Reason = Annotated[str | None, option("--reason", "help.report.import.reason", "TEXT")]
Confirm = Annotated[bool, option("--confirm", "help.report.confirm")]
NoCopies = Annotated[bool, option("--no-copies", "help.report.import.copies")]
Convert = Annotated[bool, option("--convert", "help.report.convert")]
Late = Annotated[bool, option("--late", "help.report.late")]


def run_import(
    app: AppContext,
    files: Files,
    received: Received = None,
    reason: Reason = None,
    no_copies: NoCopies = False,
    convert: Convert = False,
    confirm: Confirm = False,
    late: Late = False,
    *,
    act: WriteOptions,
) -> int:
    given = [spool_input(path) for path in files]
    paths = listed_arrivals(given)
    no_copies = no_copies or act.dry_run or STDIN in files
    terms = import_terms(app, "report import", act, received, reason)
    many = len(paths) > 1
    terms = replace(terms, many=many, confirm=confirm, converts=convert, late=late)
    is_batch = many or any(may_hold_many(path) for path in given)
    if is_batch and not act.dry_run and any(path.exists() for path in paths):
        app.tell_backup(back_up_before_batch(app.database, app.today))
    came = arrived_files(app.with_progress(paths, len(paths), "import.progress"))
    forms = []
    for form in import_forms(app.database, came, terms):
        back = None if no_copies else write_marked_copy(app.writer, form)
        tell_form(app, form, act, alone=not many)
        # What a rehearsal of one would do is told by now, and is large.
        added = None if act.dry_run and not many else form.added
        forms.append(replace(form, back=back, added=added))
    tell_forms(app, forms, act)
    return int(any(form.outcome in OPEN for form in forms))
