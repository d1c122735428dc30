"""`cchc report collect`: a folder of whatever the units sent, until nothing is open."""

from pathlib import Path
from typing import Annotated

from cchc.app.context import AppContext
from cchc.app.options import WriteOptions, argument, option
from cchc.app.standard_input import STDIN, spool_input
from cchc.features.forms.actions.collect import CollectTerms, collect
from cchc.features.forms.cli.commands import (
    Confirm,
    Convert,
    Late,
    NoCopies,
    Reason,
    Received,
    import_terms,
)
from cchc.features.forms.cli.files import sent_files, write_mending_copies
from cchc.features.forms.show.collected import CollectJson, collection_page
from cchc.features.forms.show.receipts import receipt_texts
from cchc.sources.forms.arrivals import arrived_files
from cchc.store.disk.own_backups import back_up_before_batch
from cchc.text.record import replace
from cchc.words.translator import file_name

Folders = Annotated[list[Path], argument("FOLDER|FILE...", "help.report.collect.files")]
Of = Annotated[str | None, option("--period", "help.report.collect.period", "PERIOD")]
Newest = Annotated[bool, option("--newest", "help.report.collect.newest")]
Take = Annotated[list[str] | None, option("--take", "help.report.collect.take", "FILE")]
Receipts = Annotated[bool, option("--receipts", "help.report.collect.receipts")]


def run_collect(
    app: AppContext,
    folders: Folders,
    period: Of = None,
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
    no_copies = no_copies or STDIN in folders
    folders = [spool_input(folder, ".xlsx") for folder in folders]
    paths = sent_files(app, folders)
    terms = import_terms(app, "report collect", act, received, reason)
    terms = replace(terms, many=True, confirm=confirm, converts=convert)
    terms = replace(terms, late=late or period is not None)
    if not act.dry_run:
        app.tell_backup(back_up_before_batch(app.database, app.today))
    came = arrived_files(app.with_progress(paths, len(paths), "import.progress"))
    collecting = CollectTerms(terms, period, frozenset(take or ()), newest=newest)
    collection = collect(app.database, came, collecting)
    if not (no_copies or act.dry_run):
        folder = next((path for path in folders if path.is_dir()), folders[0].parent)
        app.sweep(folder / file_name("to_fix"))
        collection = write_mending_copies(app.writer, folder, collection)
    if act.as_json:
        document = CollectJson.as_json(collection, voice=app.voice, dry_run=act.dry_run)
        app.out(document)
    else:
        text = receipt_texts if receipts else collection_page
        app.out(text(collection, app.voice, dry_run=act.dry_run))
    return int(not collection.is_settled)
