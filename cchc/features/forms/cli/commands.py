"""`cchc report import`: forms in."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from cchc.app.context import AppContext
from cchc.app.options import WriteOptions, argument, option
from cchc.app.standard_input import STDIN, spool_input
from cchc.core.facts.typed import TypedText
from cchc.features.forms.actions.collect import CollectTerms, collect
from cchc.features.forms.actions.import_forms import ImportTerms, import_forms
from cchc.features.forms.actions.intake import (
    FORMS,
    OWN_FOLDERS,
    OWN_NAMES,
    OWN_PAPERS,
    listed_arrivals,
    write_marked_copy,
    write_mending_copies,
)
from cchc.features.forms.show.collected import (
    CollectJson,
    collection_page,
    receipt_texts,
)
from cchc.features.forms.show.import_result import (
    OPEN,
    tell_form,
    tell_forms,
)
from cchc.sources.forms.arrivals import (
    arrived_files,
    may_hold_many,
)
from cchc.store.backup import back_up_before_batch
from cchc.store.papers import registered_as
from cchc.text.problem import Place
from cchc.text.record import replace
from cchc.words.translator import file_name


def sent_files(app: AppContext, given: Sequence[Path]) -> list[Path]:
    """The files in files and folders that somebody sent; of the workspace's own none.

    Its ledger with copies and settings, plan, templates, papers that it gave out or
    that lie where papers are written.
    """
    home, paths = app.database.parent.resolve(), listed_arrivals(given, whole=True)
    return [path for path in paths if not _is_own_file(app, path.resolve(), home)]


def _is_own_file(app: AppContext, path: Path, home: Path) -> bool:
    if not path.is_relative_to(home):
        return False
    parts, name, ending = path.relative_to(home).parts, path.name, path.suffix.lower()
    is_named = name in OWN_NAMES or name.startswith(OWN_PAPERS)
    of_papers = path.is_relative_to((home / app.papers).resolve())
    return (
        name.startswith(app.database.name)
        or (len(parts) == 1 and is_named)
        or ending in {".md", ".j2"}
        or parts[0] in OWN_FOLDERS
        or (app.papers != Path() and of_papers)
        or (ending not in FORMS and bool(registered_as(app.database, path)))
    )


Received = Annotated[str | None, option("--received", "help.report.received", "DATE")]
Reason = Annotated[str | None, option("--reason", "help.report.import.reason", "TEXT")]
Confirm = Annotated[bool, option("--confirm", "help.report.confirm")]
NoCopies = Annotated[bool, option("--no-copies", "help.report.import.copies")]
Convert = Annotated[bool, option("--convert", "help.report.convert")]
Late = Annotated[bool, option("--late", "help.report.late")]
PeriodOption = Annotated[
    str | None, option("--period", "help.report.collect.period", "PERIOD")
]

Folders = Annotated[list[Path], argument("FOLDER|FILE...", "help.report.collect.files")]
Newest = Annotated[bool, option("--newest", "help.report.collect.newest")]
Take = Annotated[list[str] | None, option("--take", "help.report.collect.take", "FILE")]
Receipts = Annotated[bool, option("--receipts", "help.report.collect.receipts")]


def import_terms(
    app: AppContext,
    verb: str,
    act: WriteOptions,
    received: str | None,
    reason: str | None,
) -> ImportTerms:
    """What holds for all files of a batch, as it was typed."""

    def option_text(name: str, text: str | None) -> TypedText | None:
        return None if text is None else TypedText(text, Place(argument=name))

    return ImportTerms(
        today=app.today,
        stamp=app.stamp(verb, act.by),
        received=option_text("--received", received),
        reason=option_text("--reason", reason),
        dry_run=act.dry_run,
    )


def back_up(app: AppContext, act: WriteOptions) -> None:
    """Copy the ledger before a batch is written, and tell where the copy is."""
    if not act.dry_run:
        app.tell_backup(back_up_before_batch(app.database, app.today))


def run_import(
    app: AppContext,
    files: Annotated[list[Path], argument("FILE|DIR...", "help.report.import.files")],
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
    if is_batch and any(path.exists() for path in paths):
        back_up(app, act)
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


def run_collect(
    app: AppContext,
    folders: Folders,
    period: PeriodOption = None,
    newest: Newest = False,
    take: Take = None,
    received: Received = None,
    reason: Reason = None,
    receipts: Receipts = False,
    no_copies: NoCopies = False,
    convert: Convert = False,
    confirm: Confirm = False,
    late: Late = False,
    *,
    act: WriteOptions,
) -> int:
    no_copies = no_copies or act.dry_run or STDIN in folders
    folders = [spool_input(folder, ".xlsx") for folder in folders]
    paths = sent_files(app, folders)
    terms = import_terms(app, "report collect", act, received, reason)
    late = late or period is not None
    terms = replace(terms, many=True, confirm=confirm, converts=convert, late=late)
    back_up(app, act)
    came = arrived_files(app.with_progress(paths, len(paths), "import.progress"))
    collecting = CollectTerms(terms, period, frozenset(take or ()), newest=newest)
    collection = collect(app.database, came, collecting)
    if not no_copies:
        folder = next((path for path in folders if path.is_dir()), folders[0].parent)
        app.sweep(folder / file_name("to_fix"))
        collection = write_mending_copies(app.writer, folder, collection)
    if act.as_json:
        as_json = CollectJson.as_json
        app.out(as_json(collection, voice=app.voice, dry_run=act.dry_run))
    else:
        text = receipt_texts if receipts else collection_page
        app.out(text(collection, app.voice, dry_run=act.dry_run))
    return int(not collection.is_settled)
