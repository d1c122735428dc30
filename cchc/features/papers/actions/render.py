"""Papers in the form that was asked for, one file or a folder of them."""

from cchc.features.papers.actions.export import BRIEF, MEMO, WrittenPaper
from cchc.paper.manuscript import (
    NO_EXTRA,
    PaperFiles,
    PaperForm,
    TemplateFolders,
    render_paper,
)
from cchc.phrases.writer import Writer
from cchc.text.problem import require
from cchc.text.record import replace
from cchc.words.period import voice_of_span
from cchc.words.translator import Voice


def render_memo(
    written: WrittenPaper,
    form: PaperForm,
    table: str | None,
    folders: TemplateFolders,
    voice: Voice,
) -> PaperFiles:
    """The report in one of six forms; `json` holds its data as well.

    As `html` the dashboard stands before it. Refuses what `render_paper` refuses.
    """
    status, manuscript = written.standing, written.manuscript
    name, kind = f"{manuscript.stem}.{form}", written.kind
    if form is PaperForm.JSON:
        from cchc.features.papers.show.export_json import export_json  # noqa: PLC0415

        text = export_json(status.view, manuscript.content, status.since, kind.key)
        return PaperFiles(name, {name: text})
    if form is PaperForm.HTML and kind is MEMO:
        from cchc.features.papers.show.dashboard.page import dashboard  # noqa: PLC0415
        from cchc.paper.markdown_reader import read_paper  # noqa: PLC0415

        paper = require(read_paper(manuscript.text, manuscript.source))
        around = written.around
        plan = status.version.plan
        writer = Writer(status.view, plan, voice_of_span(plan, voice), around.effects)
        return PaperFiles(name, {name: dashboard(writer, paper, around)})
    extra = NO_EXTRA
    if form is PaperForm.XLSX and kind is MEMO:
        from cchc.features.papers.show.unit_matrix import (  # noqa: PLC0415
            workbook_extra,
        )

        extra = workbook_extra(Writer(status.view, status.version.plan, voice))
    files = render_paper(manuscript, form, folders, voice, table, extra)
    return replace(files, pages=1) if kind is BRIEF and files.pages else files


def collect_files(
    papers: tuple[PaperFiles, ...], stem: str, voice: Voice
) -> PaperFiles:
    """Several papers of one file each as one folder."""
    files = {name: text for paper in papers for name, text in paper.files.items()}
    own = next((paper.template for paper in papers if paper.template), None)
    return PaperFiles(voice.say("unit.paper.folder", stem=stem), files, own)
