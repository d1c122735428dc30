"""`export --kind pack` and `--kind all`: the papers of a period in one folder.

All are made of one standing, so that no figure of one contradicts another.
"""

from pathlib import Path

from cchc.core.verdict.status import every_indicator
from cchc.features.papers.actions.export import (
    BRIEF,
    MATTERS,
    WrittenPaper,
    memo_of,
    named_paper_of,
    notice_of,
    open_status,
    unit_reports_of,
)
from cchc.features.papers.actions.render import render_memo
from cchc.features.papers.show.brief import brief_content
from cchc.features.papers.show.chat import chat_message
from cchc.features.papers.show.file_stem import file_stem
from cchc.features.papers.show.folder import UNIT, FolderFile
from cchc.features.papers.show.matters import conclusions_yaml, matters_content
from cchc.features.status.actions.status import StatusAnswer, StatusQuestion
from cchc.paper.manuscript import (
    PaperFiles,
    PaperForm,
    PaperOrder,
    TemplateFolders,
    count_pages,
)
from cchc.paper.paper import Appendix, Heading, PaperParts, plain_text
from cchc.phrases.figures.grammar import Addressee
from cchc.text.problem import require
from cchc.text.record import Record, replace
from cchc.words.period import voice_of_span
from cchc.words.translator import Voice


class PaperFolder(Record):
    """The papers of a period: the name of their folder, and each of them.

    `main` is the paper that the whole rests on.
    """

    name: str
    files: tuple[FolderFile, ...]
    main: WrittenPaper

    @property
    def as_files(self) -> PaperFiles:
        """All of them as one thing to be written."""
        return PaperFiles(self.name, {file.name: file.content for file in self.files})


def meeting_pack(
    folders: TemplateFolders, question: StatusQuestion, voice: Voice, form: PaperForm
) -> PaperFolder:
    """What a meeting needs: page, internal report, tables, matters, conclusions."""
    with open_status(folders.db, question, with_effects=True) as status:
        _work_out_shares(status)
        report = _report(status, folders, voice, Addressee.INTERNAL)
        papers = [
            ("brief", _page(status, folders, voice), form),
            ("internal", report, form),
            ("tables", report, PaperForm.XLSX),
            ("matters", _matters(status, folders, voice), form),
        ]
        files = [_render(*paper, folders, voice) for paper in papers]
        files.append(_conclusions(status, voice))
        return PaperFolder(_name(status, voice, "pack"), tuple(files), report)


def every_paper(
    folders: TemplateFolders, question: StatusQuestion, voice: Voice, form: PaperForm
) -> PaperFolder:
    """Every paper of the period; those of units in a folder of their own."""
    with open_status(folders.db, question, with_effects=True) as status:
        _work_out_shares(status)
        report = _report(status, folders, voice, Addressee.SUPERIOR)
        internal = _report(status, folders, voice, Addressee.INTERNAL)
        own = replace(internal.manuscript, stem=report.manuscript.stem)
        whole = replace(internal, manuscript=own)  # figures of all, for the office
        papers = [
            ("report", report, form),
            ("internal", internal, form),
            ("brief", _page(status, folders, voice), form),
            ("matters", _matters(status, folders, voice), form),
            ("tables", whole, PaperForm.XLSX),
            ("board", whole, PaperForm.HTML),
        ]
        files = [_render(*paper, folders, voice) for paper in papers]
        files += (_conclusions(status, voice), _chat(status, voice))
        units = voice.say("export.folder.units")
        for unit in unit_reports_of(status, folders, (), voice):
            written = _render(UNIT, unit, form, folders, voice)
            files.append(replace(written, name=f"{units}/{written.name}"))
        return PaperFolder(_name(status, voice, "all"), tuple(files), report)


def meeting_paper(
    folders: TemplateFolders, question: StatusQuestion, voice: Voice, output: Path
) -> PaperFolder:
    """The pack as one Word file, its conclusions beside it.

    The chairman's page is its text; the internal report, its tables and the matters to
    decide are appended.
    """
    from cchc.paper import word  # noqa: PLC0415  # 70 ms
    from cchc.paper.markdown_reader import read_paper  # noqa: PLC0415

    with open_status(folders.db, question, with_effects=True) as status:
        own = voice_of_span(status.version.plan, voice)
        report = _report(status, folders, voice, Addressee.INTERNAL)
        papers = (
            _page(status, folders, voice),
            report,
            _matters(status, folders, voice),
        )
        texts = [paper.manuscript for paper in papers]
        page, whole, matters = (require(read_paper(t.text, t.source)) for t in texts)
        appended = (_appended(matters), _appended(whole), *whole.appendices)
        paper = replace(page, appendices=appended)
        order = PaperOrder(PaperForm.DOCX, texts[0], paper, folders, own)
        content = word.render(order).single or b""
        pages = sum(count_pages(text.text) for text in texts)
        files = (
            FolderFile("pack", output.name, content, pages),
            replace(_conclusions(status, voice), name=f"{output.stem}.yaml"),
        )
        return PaperFolder(str(output.parent), files, report)


def _appended(paper: PaperParts) -> Appendix:
    """The text of a paper as an appendix of another one."""
    heads = (block for block in paper.body if isinstance(block, Heading))
    title = next((plain_text(head.spans) for head in heads), "")
    return Appendix(title, title, paper.body)


def _work_out_shares(status: StatusAnswer) -> None:
    """Figures of units, for a board or a workbook, while the ledger is open."""
    for line in every_indicator(status.view):
        _ = line.parts.unit_cells, line.parts.shares


def _report(
    status: StatusAnswer, folders: TemplateFolders, voice: Voice, reader: Addressee
) -> WrittenPaper:
    written = memo_of(status, folders, voice, reader=reader)
    if reader is Addressee.SUPERIOR:
        return written
    stem = voice.say("export.name.internal", stem=written.manuscript.stem)
    return replace(written, manuscript=replace(written.manuscript, stem=stem))


def _page(status: StatusAnswer, folders: TemplateFolders, voice: Voice) -> WrittenPaper:
    return named_paper_of(status, BRIEF, brief_content, folders, voice)


def _matters(
    status: StatusAnswer, folders: TemplateFolders, voice: Voice
) -> WrittenPaper:
    return named_paper_of(status, MATTERS, matters_content, folders, voice)


def _render(
    kind: str,
    paper: WrittenPaper,
    form: PaperForm,
    folders: TemplateFolders,
    voice: Voice,
) -> FolderFile:
    files = render_memo(paper, form, None, folders, voice)
    return FolderFile(kind, files.name, files.single or "", files.pages, files.rows)


def _name(status: StatusAnswer, voice: Voice, kind: str) -> str:
    stem = file_stem(status.view.period, status.version.plan, voice)
    return voice.say(f"export.folder.{kind}", stem=stem)


def _conclusions(status: StatusAnswer, voice: Voice) -> FolderFile:
    plan = status.version.plan
    text = conclusions_yaml(status.view, plan, voice_of_span(plan, voice))
    name = f"{_name(status, voice, 'conclusions')}.yaml"
    return FolderFile("conclusions", name, text)


def _chat(status: StatusAnswer, voice: Voice) -> FolderFile:
    plan, notice = status.version.plan, notice_of(status, voice)
    text = chat_message(status.view, plan, voice, notice)
    return FolderFile("chat", f"{_name(status, voice, 'chat')}.txt", text)
