"""`export --kind pack` and `--kind all`: the papers of a period in one folder.

All are made of one standing, so that no figure of one contradicts another.
"""

from collections.abc import Iterable
from pathlib import Path

from cchc.features.papers.actions.export import PaperMaker, WrittenPaper
from cchc.features.papers.show.brief import conclusions_yaml
from cchc.features.papers.show.folder import UNIT, FolderFile
from cchc.paper.manuscript import PaperFiles, PaperForm, PaperOrder, count_pages
from cchc.paper.paper import Appendix, Heading, PaperParts, plain_text
from cchc.text.problem import require
from cchc.text.record import Record, replace


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


Order = tuple[str, WrittenPaper, PaperForm]
"""What a file is, its paper, its form."""


def meeting_pack(maker: PaperMaker, form: PaperForm) -> PaperFolder:
    """What a meeting needs: page, internal report, tables, matters, conclusions."""
    report = maker.internal_memo()
    orders = [
        ("brief", maker.brief(), form),
        ("internal", report, form),
        ("tables", report, PaperForm.XLSX),
        ("matters", maker.matters(), form),
    ]
    files = (*_render(maker, orders), _conclusions(maker))
    return PaperFolder(maker.name_of("export.folder.pack"), files, report)


def every_paper(maker: PaperMaker, form: PaperForm) -> PaperFolder:
    """Every paper of the period; those of units in a folder of their own."""
    report, internal = maker.memo(), maker.internal_memo()
    whole = internal.with_stem(maker.stem)  # figures of all, for the office
    orders = [
        ("report", report, form),
        ("internal", internal, form),
        ("brief", maker.brief(), form),
        ("matters", maker.matters(), form),
        ("tables", whole, PaperForm.XLSX),
        ("board", whole, PaperForm.HTML),
    ]
    name = f"{maker.name_of('export.folder.chat')}.txt"
    chat = FolderFile("chat", name, maker.chat())
    folder = maker.voice.say("export.folder.units")
    units = _render(maker, ((UNIT, unit, form) for unit in maker.unit_reports()))
    files = (
        *_render(maker, orders),
        _conclusions(maker),
        chat,
        *(replace(file, name=f"{folder}/{file.name}") for file in units),
    )
    return PaperFolder(maker.name_of("export.folder.all"), files, report)


def meeting_paper(maker: PaperMaker, output: Path) -> PaperFolder:
    """The pack as one Word file, its conclusions beside it.

    The chairman's page is its text; the internal report, its tables and the matters to
    decide are appended.
    """
    from cchc.paper import word  # noqa: PLC0415  # 70 ms
    from cchc.paper.markdown_reader import read_paper  # noqa: PLC0415

    report = maker.internal_memo()
    texts = [p.manuscript for p in (maker.brief(), report, maker.matters())]
    page, whole, matters = (require(read_paper(t.text, t.source)) for t in texts)
    appended = (_appended(matters), _appended(whole), *whole.appendices)
    paper = replace(page, appendices=appended)
    words = (maker.folders, maker.plan_voice)
    content = word.render(PaperOrder(PaperForm.DOCX, texts[0], paper, *words)).single
    pages = sum(count_pages(text.text) for text in texts)
    files = (
        FolderFile("pack", output.name, content or b"", pages),
        replace(_conclusions(maker), name=f"{output.stem}.yaml"),
    )
    return PaperFolder(str(output.parent), files, report)


def _appended(paper: PaperParts) -> Appendix:
    """The text of a paper as an appendix of another one."""
    heads = (block for block in paper.body if isinstance(block, Heading))
    title = next((plain_text(head.spans) for head in heads), "")
    return Appendix(title, title, paper.body)


def _render(maker: PaperMaker, orders: Iterable[Order]) -> list[FolderFile]:
    rendered = ((kind, maker.render(paper, form)) for kind, paper, form in orders)
    return [
        FolderFile(kind, files.name, files.single or "", files.pages, files.rows)
        for kind, files in rendered
    ]


def _conclusions(maker: PaperMaker) -> FolderFile:
    text = conclusions_yaml(maker.status.view, maker.plan, maker.plan_voice)
    name = f"{maker.name_of('export.folder.conclusions')}.yaml"
    return FolderFile("conclusions", name, text)
