"""The office's own Word letterhead: used, and told what is wrong with it."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from cchc.core.plan.plan import Plan
from cchc.core.verdict.status import StatusView
from cchc.paper.letterhead import (
    LARGEST,
    UNPACKED,
    WordTemplate,
    find_word_template,
    word_name,
)
from cchc.paper.paper import Letterhead
from cchc.paper.word import render_word
from cchc.text.problem import Problem, ProblemCode
from cchc.words.translator import Lang, Voice
from tests.features.papers.papers import SHIPPED, Draft, drafted, opened, shipped

NAME = word_name(Letterhead.REPORT, Lang.VI)
DOCUMENT = "word/document.xml"


@pytest.fixture
def draft(view: StatusView, plan: Plan, vi: Voice) -> Draft:
    return drafted(view, plan, vi)


def changed(old: str, new: str, voice: Voice) -> WordTemplate:
    """The shipped letterhead with a text in it changed, as Word would save it."""
    template = shipped(voice)
    out = BytesIO()
    with ZipFile(BytesIO(template.data)) as package, ZipFile(out, "w") as made:
        for each in package.infolist():
            data = package.read(each)
            if each.filename == DOCUMENT:
                text = data.decode("utf-8")
                assert old in text
                data = text.replace(old, new).encode("utf-8")
            made.writestr(each, data, ZIP_DEFLATED)
    return WordTemplate(NAME, out.getvalue(), f"/office/{NAME}")


def test_the_words_of_the_office_are_used(draft: Draft, vi: Voice) -> None:
    template = changed("Nơi nhận:", "NƠI NHẬN:", vi)
    made = render_word(draft.paper, draft.content, template)
    assert isinstance(made, bytes)
    assert opened(made).tables[1].cell(0, 0).paragraphs[0].text == "NƠI NHẬN:"


@pytest.mark.parametrize(
    ("new", "fault"),
    [
        ("{{ signatory }}", ProblemCode.TEMPLATE_UNDEFINED),
        ("{{ authority.sign }}", ProblemCode.TEMPLATE_UNDEFINED),
        ("{{ authority.signer }", ProblemCode.TEMPLATE_BROKEN),
        ("{{ authority.signer | nothing }}", ProblemCode.TEMPLATE_BROKEN),
        ("{{ authority.__class__.__mro__ }}", ProblemCode.TEMPLATE_UNSAFE),
        ("{{ 'x' * 999999999 }}", ProblemCode.TEMPLATE_UNSAFE),
    ],
)
def test_a_blank_that_is_wrong_is_told(
    draft: Draft, vi: Voice, new: str, fault: ProblemCode
) -> None:
    template = changed("{{ authority.signer }}", new, vi)
    problem = render_word(draft.paper, draft.content, template)
    assert isinstance(problem, Problem)
    assert problem.code is fault
    assert problem.place.file == f"/office/{NAME}"
    assert problem.place.line is not None
    assert new.strip("{ }").split(" ")[0] in (problem.place.excerpt or "")


def test_an_unknown_name_comes_with_those_there_are(draft: Draft, vi: Voice) -> None:
    template = changed("{{ authority.signer }}", "{{ nguoi_ky }}", vi)
    problem = render_word(draft.paper, draft.content, template)
    assert isinstance(problem, Problem)
    assert problem.blanks["text"] == "nguoi_ky"
    known = problem.blanks["known"]
    assert isinstance(known, tuple)
    assert {"authority", "body", "paper", "period"} <= set(known)


@pytest.mark.parametrize(
    "new",
    ["", "{{ body }}"],
)
def test_a_letterhead_without_a_place_for_the_text_is_told(
    draft: Draft, vi: Voice, new: str
) -> None:
    problem = render_word(draft.paper, draft.content, changed("{{p body }}", new, vi))
    assert isinstance(problem, Problem)
    assert problem.code in {ProblemCode.TEMPLATE_NO_BODY, ProblemCode.TEMPLATE_BROKEN}


@pytest.mark.parametrize("data", [b"", b"no Word file", b"PK\x03\x04 half"])
def test_what_is_no_word_file_is_told(draft: Draft, data: bytes) -> None:
    problem = render_word(
        draft.paper, draft.content, WordTemplate(NAME, data, "x.docx")
    )
    assert isinstance(problem, Problem)
    assert problem.code is ProblemCode.TEMPLATE_NOT_WORD


def test_a_bomb_is_not_unpacked(draft: Draft) -> None:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        package.writestr(DOCUMENT, b" " * (UNPACKED + 1))
    problem = render_word(
        draft.paper, draft.content, WordTemplate(NAME, out.getvalue(), "x.docx")
    )
    assert isinstance(problem, Problem)
    assert problem.code is ProblemCode.TEMPLATE_UNSAFE


def test_a_letterhead_of_elsewhere_or_without_end_is_refused(tmp_path: Path) -> None:
    office = tmp_path / "templates"
    office.mkdir()
    (office / NAME).symlink_to(SHIPPED / NAME)
    problem = find_word_template(NAME, office, SHIPPED)
    assert isinstance(problem, Problem)
    assert problem.code is ProblemCode.TEMPLATE_OUTSIDE
    (office / NAME).unlink()
    (office / NAME).write_bytes(b" " * (LARGEST + 1))
    problem = find_word_template(NAME, office, SHIPPED)
    assert isinstance(problem, Problem)
    assert problem.code is ProblemCode.TEMPLATE_UNSAFE


RELATION = (
    '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/'
    '2006/relationships/{kind}" Target="{target}"{mode}/></Relationships>'
)
ABROAD = ' TargetMode="External"'


def reaching(kind: str, target: str, mode: str, voice: Voice) -> WordTemplate:
    """The shipped letterhead with a relationship more, in a part of its own."""
    template, out = shipped(voice), BytesIO()
    with ZipFile(BytesIO(template.data)) as package, ZipFile(out, "w") as made:
        for entry in package.infolist():
            data = package.read(entry)
            if entry.filename == "word/_rels/document.xml.rels":
                more = RELATION.format(kind=kind, target=target, mode=mode)
                data = data.replace(b"</Relationships>", more.encode())
            made.writestr(entry, data, ZIP_DEFLATED)
    return WordTemplate(NAME, out.getvalue(), f"/office/{NAME}")


@pytest.mark.parametrize(
    ("kind", "target", "mode"),
    [
        ("attachedTemplate", "http://x.vn/mau.dotm", ABROAD),
        ("attachedTemplate", "file:///mau.dotm", ABROAD),
        ("image", "http://x.vn/a.png", ABROAD),
        ("image", "\\\\may\\a.png", ' TargetMode="external"'),
        ("image", "http://x.vn/a.png", ""),
        ("oleObject", "http://x.vn/a.bin", ABROAD),
        ("oleObject", "embeddings/a.bin", ""),
        ("aFChunk", "a.html", ""),
        ("frame", "http://x.vn", ABROAD),
        ("vbaProject", "vbaProject.bin", ""),
    ],
)
def test_a_letterhead_that_calls_out_is_refused(
    draft: Draft, vi: Voice, kind: str, target: str, mode: str
) -> None:
    template = reaching(kind, target, mode, vi)
    problem = render_word(draft.paper, draft.content, template)
    assert isinstance(problem, Problem)
    assert problem.code is ProblemCode.TEMPLATE_REACHES
    assert problem.place.file == f"/office/{NAME}"
    assert kind in str(problem.blanks["text"])
    assert "word/_rels/document.xml.rels" in str(problem.blanks["text"])


def test_a_link_that_a_person_follows_may_stand(draft: Draft, vi: Voice) -> None:
    template = reaching("hyperlink", "https://sadec.dongthap.gov.vn", ABROAD, vi)
    assert isinstance(render_word(draft.paper, draft.content, template), bytes)


@pytest.mark.parametrize(
    "field",
    [
        "<w:r><w:instrText>DDEAUTO c:\\cmd</w:instrText></w:r>",
        (
            "<w:r><w:instrText>INCLUDE</w:instrText></w:r>"
            '<w:r><w:instrText>PICTURE "http://x.vn"</w:instrText></w:r>'
        ),
        '<w:fldSimple w:instr=" includetext a.docx "><w:r/></w:fldSimple>',
    ],
)
def test_a_field_that_fetches_or_runs_is_refused(
    draft: Draft, vi: Voice, field: str
) -> None:
    template = changed("<w:sectPr", f"<w:p>{field}</w:p><w:sectPr", vi)
    problem = render_word(draft.paper, draft.content, template)
    assert isinstance(problem, Problem)
    assert problem.code is ProblemCode.TEMPLATE_REACHES
