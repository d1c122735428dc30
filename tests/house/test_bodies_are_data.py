"""No body, subject, state or rhythm is fixed in code, templates and sentences."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from cchc.words.translator import Lang, voice
from tests.syntax import PROGRAM, ROOT, nodes

FIXED = re.compile(
    r"cải cách hành chính|administrative reform|(?-i:\bCCHC\b)|ủy ban nhân dân|\bUBND\b"
    r"|people's committee|cộng hòa|socialist republic|viet nam|độc lập - tự do"
    r"|h[ằà]ng quý|every quarter|quarterly|các quý|địa phương"
    r"|(?<!phiên )\b(?:xã|phường|thị trấn)\b|\b(?:commune|ward)s?\b",
    re.IGNORECASE,
)
IN_CODE = {
    "app/name_lookup.py": "short names of places as people type them: P.1, UBND xã",
    "sources/forms/form_proof.py": "the office's words before a unit's name in a form",
    "words/counted_things.py": "things that are counted, a ward among them",
    "features/signing/actions/papers.py": "UBND is how people type the authority",
}
"""Rooms that read what people type, whatever a plan says."""
PAPERS = (
    *("remind.", "board.", "letter.", "memo.", "brief.", "chat.", "commitment."),
    *("unit.", "paper.", "pledge.", "figure.", "period.", "screen."),
)


def texts_of(path: Path) -> Iterator[str]:
    """The texts in a module that are no docstrings."""
    docs = {id(node.value) for node in nodes(path) if isinstance(node, ast.Expr)}
    for node in nodes(path):
        if id(node) in docs or not isinstance(node, ast.Constant):
            continue
        if isinstance(node.value, str):
            yield node.value


def test_the_code_names_no_body_and_no_subject() -> None:
    found = {
        str(path.relative_to(ROOT / "cchc")): text
        for path in PROGRAM
        for text in texts_of(path)
        if FIXED.search(text)
    }
    assert found.keys() - IN_CODE.keys() == set(), found


def test_the_templates_name_none() -> None:
    for path in sorted((ROOT / "templates").glob("*.j2")):
        assert FIXED.findall(path.read_text("utf-8")) == [], path.name
    for path in sorted((ROOT / "templates").glob("*.docx")):
        with ZipFile(path) as package:
            document = package.read("word/document.xml").decode()
        words = re.sub("<[^>]+>", "", document)
        assert FIXED.findall(words) == [], path.name


@pytest.mark.parametrize("lang", list(Lang))
def test_the_sentences_of_papers_reminders_and_screens_name_none(lang: Lang) -> None:
    book = voice(lang)
    found = {
        code: book.say(code)
        for start in PAPERS
        for code in book.codes(start)
        if FIXED.search(book.say(code))
    }
    assert found == {}, found
