"""`cchc export --kind pack` and `--kind all`: a folder of papers, told file by file."""

from pathlib import Path

from cchc.app.context import AppContext
from cchc.app.output import ending_of
from cchc.app.paper_files import write_paper, write_papers
from cchc.features.papers.actions.folder import (
    PaperFolder,
    every_paper,
    meeting_pack,
    meeting_paper,
)
from cchc.features.papers.cli.request import ExportKind, ExportRequest
from cchc.features.papers.show.folder import FolderJson, FolderWritten
from cchc.features.status.actions.status import StatusQuestion
from cchc.paper.manuscript import PaperForm


def export_folder(
    app: AppContext, wanted: ExportRequest, *, dry_run: bool
) -> PaperFolder:
    """Write the folder, or the one Word file with its conclusions beside it.

    Nothing that is there and says otherwise is written over: somebody may have worked
    on it (P511); without a name the first free one is taken.
    """
    question = StatusQuestion(wanted.period, app.day(wanted.as_of))
    output, as_json = wanted.output, wanted.form is PaperForm.JSON
    form = PaperForm.DOCX if wanted.form in {None, PaperForm.JSON} else wanted.final
    words = (app.templates, question, app.voice)
    if output is not None and ending_of(output) == PaperForm.DOCX:
        folder = meeting_paper(*words, output)
    else:
        make = meeting_pack if wanted.kind is ExportKind.PACK else every_paper
        folder = make(*words, form)
    place: Path | None = output or app.papers / folder.name
    if not dry_run and output is None:
        place = write_paper(app, folder.as_files, None).path
    elif not dry_run and place is not None:
        place = place.parent if ending_of(place) == PaperForm.DOCX else place
        write_papers(app, folder.as_files.files, place)
    elif output is not None and ending_of(output) == PaperForm.DOCX:
        place = output.parent
    written = FolderWritten(place or Path(), folder.files)
    if as_json:
        app.out(FolderJson.as_json(written, dry_run=dry_run))
    elif not dry_run:
        blanks = {"folder": str(place), "n": len(folder.files)}
        app.remark(f"export.written.{wanted.kind}", **blanks)
        for line in written.lines(app.voice):
            app.remark("export.folder.file", file=line)
    return folder
