"""No paper that leaves the office holds a word of the program or of English."""

import re
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from shutil import copytree
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from cchc.main import main
from cchc.paper.marked_form import UNOPENED, marked_copy
from cchc.text.problem import Place, ProblemCode
from cchc.text.record import replace
from cchc.words.translator import Lang, voice
from tests.forms import WARD, fill
from tests.words.test_catalogues import book, everything
from tests.words.test_clerk import NAMES, OF_FORMS, problems_with_blanks

MADE = (
    ("2022-07-05", "export Q2 --kind brief --output ra/tom-tat.docx"),
    ("2022-07-05", "export Q2 --unit p1 --unit nv --output ra"),
    ("2022-07-05", "export Q2 --kind chat"),
    ("2022-07-05", "export Q2 --to superior --output ra/bc.docx"),
    ("2022-07-05", "export Q2 --format html --output ra/bang.html"),
    ("2022-07-05", "export Q2 --output ra/bang.xlsx"),
    ("2022-07-05", "plan cascade --unit p1 --output ra"),
    ("2022-07-05", "sign paper --unit nv --output ra/cam-ket.docx"),
    ("2022-10-20", "remind Q3 --letters --output ra/thu"),
    ("2022-10-20", "report form p1 vp kt Q3 --packets --output ra/goi"),
    ("2022-10-20", "report collect den --receipts"),
)
KEPT = re.compile(r"ket-luan-.*\.yaml|ke-hoach-.*\.yaml|.*\.ics|\[Content_Types]\.xml")
"""What is read by the program again, or by a calendar."""
MARKS = re.compile(r"-cchc-|cchc\.form/\d\S*")
"""What stands in the name of a file (cải cách hành chính); what a form is known by."""
TAGS = re.compile(r"<style>.*?</style>|<[^>]*>", re.DOTALL)
WORD_PARTS = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml")
OF_PROGRAM = re.compile(r"`|(?<![\w-])--[a-z]|\b(?:cchc|nil|unavailable|P\d{3})\b")
WORD = re.compile(r"[^\W\d_]{3,}")
QUOTED = re.compile(r"\{[^{}]*\}|`[^`]*`|“[^”]*”|\"[^\"]*\"|\S*/\S*|--[\w-]*")


def run(day: str, line: str) -> str:
    words = ["--db", "cchc.db", "--no-input", "--today", day, *line.split()]
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        assert main(words) in {0, 1}, (line, err.getvalue())
    return out.getvalue()


@pytest.fixture(scope="module")
def office(
    played_year: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The office of the played year, with all that it gives out, made once."""
    home = copytree(played_year, tmp_path_factory.mktemp("ra") / "year")
    (home / "ra").mkdir()
    (home / "den").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(home)
        run("2022-10-20", "report form p1 p2 Q3 --output trang")
        wrong = {**WARD, "v:ck-6b": {"value": "mười hai nhé"}}
        for unit, answers in (("p1", WARD), ("p2", wrong)):
            form = Path("trang", f"bc-2022-Q3-{unit}.xlsx")
            fill(form, answers, Path("den", form.name))
        (home / "den" / "Phường 3.pdf").write_bytes(b"%PDF")
        for number, (day, line) in enumerate(MADE):
            Path("ra", f"{number}.txt").write_text(run(day, line), "utf-8")
        blank = Path("trang", "bc-2022-Q3-p1.xlsx").read_bytes()
        Path("ra", "moi-loi.xlsx").write_bytes(copy_with_every_fault(blank))
        yield home


def copy_with_every_fault(form: bytes) -> bytes:
    """A marked copy in which every fault of forms and reports stands once."""
    closed = {ProblemCode.FORM_STRAY, *UNOPENED}  # the sheet of faults would be alone
    problems = [p for code in OF_FORMS for p in problems_with_blanks(code)]
    told = [
        replace(problem, place=Place(sheet="Số liệu", cell=f"I{row}"))
        for row, problem in enumerate(problems, start=14)
        if problem.code not in closed
    ]
    assert len(told) > 100
    return marked_copy(form, told, "", voice(Lang.VI), NAMES)


def seen_texts(path: Path) -> Iterator[str]:
    """The name of a paper, and each text that a person can see in it."""
    yield path.stem
    content = path.read_bytes()
    if path.suffix == ".xlsx":
        yield from _cells(load_workbook(path))
    elif content.startswith(b"PK"):
        with ZipFile(path) as package:
            for part in filter(WORD_PARTS.fullmatch, package.namelist()):
                yield TAGS.sub(" ", package.read(part).decode())
    else:
        plain = re.sub(
            r"<style>.*?</style>", "", content.decode("utf-8-sig"), flags=re.DOTALL
        )
        yield re.sub(r"<[^>]*>", " ", plain) if path.suffix == ".html" else plain


def _cells(book: Workbook) -> Iterator[str]:
    """Cells, comments, lists, prompts, heads and feet of all sheets, hidden ones too.

    Without the marks of the machine: column A of a form, the ids below a head.
    """
    yield book.properties.title or ""
    for page in book.worksheets:
        yield page.title.removeprefix("_cchc")
        for row in page.iter_rows():
            is_form = str(row[0].value or "").startswith(("#", "cchc.form/"))
            for cell in row[1:] if is_form else row:
                has_mark = cell.column == 1 and re.match("#?[a-z]:", str(cell.value))
                is_id = str(row[0].value or "").startswith("#b:")
                if cell.data_type == "s" and not (has_mark or is_id):
                    yield str(cell.value)
                if cell.comment:
                    yield cell.comment.text
        yield from _around(page)


def _around(page: Worksheet) -> Iterator[str]:
    """What a list says beside its cell, and the head and foot of each page."""
    for rule in page.data_validations.dataValidation:
        yield from filter(None, (rule.prompt, rule.error, rule.promptTitle))
    for part in (page.oddHeader, page.oddFooter):
        if part is not None:
            thirds = (part.left, part.center, part.right)
            yield from (third.text for third in thirds if third and third.text)


def test_no_paper_that_goes_out_speaks_of_the_program_or_in_english(
    office: Path,
) -> None:
    own, other = (
        {
            word.lower()
            for entry in everything(book(lang)).values()
            for text in entry.words
            for word in WORD.findall(QUOTED.sub(" ", text))
        }
        for lang in (Lang.VI, Lang.EN)
    )
    plan = (office / "plan.yaml").read_text("utf-8")
    written = {word.lower() for word in WORD.findall(plan + str(WARD))}
    english = other - own - written
    papers = [
        path
        for folder in ("ra", "den/can-sua")
        for path in (office / folder).rglob("*")
        if path.is_file() and not KEPT.fullmatch(path.name)
    ]
    assert len(papers) > 30
    hits = set()
    for path in papers:
        for text in seen_texts(path):
            plain = MARKS.sub(" ", text)
            spoken = {word for word in WORD.findall(plain.lower()) if word in english}
            found = {*OF_PROGRAM.findall(plain), *spoken}
            if path.suffix == ".xlsx" and path.name.startswith(("bc-", "moi")):
                found |= {*re.findall(r"\b(?:ck-\d\w*|hs-[\w-]+|dvctt)\b", plain)}
            hits |= {(path.name, hit, text[:80]) for hit in found}
    assert sorted(hits) == []
