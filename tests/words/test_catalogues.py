"""The books of words: complete, equal and fresh."""

import ast
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from re import compile as pattern
from re import escape, split
from string import Formatter
from typing import NamedTuple

import pytest
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

from cchc.text.problem import ProblemCode
from cchc.words.build import HERE, compiled_catalogues
from cchc.words.translator import Lang, Voice
from tests import syntax

PROGRAM = Path(__file__).parents[2] / "cchc"
TEMPLATES = PROGRAM.parent / "templates"
PAGES = sorted((PROGRAM / "paper" / "pages").glob("*.j2"))
VIETNAMESE = set("ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ")
QUOTED = pattern(r"`[^`]*`|“[^”]*”|\"[^\"]*\"")
NAMES = pattern(r"\{\{ ([\w.()]+) \}\}")
# Vietnamese names a unit otherwise within a sentence, and says more of the plan.
OF_ONE_LANGUAGE = {
    "unit.said",
    "unit.name",
    "unit.issuer",
    "authority.name",
    "plan.year",
}
# A count may be said as a number or, by official habit, with a zero: 02.
COUNTS = {"n", "days"}
compiled = cache(pattern)
SPEAKERS = {"say", "remark", "knows"}


class Sentence(NamedTuple):
    code: str
    words: tuple[str, ...]

    @property
    def blanks(self) -> set[str]:
        return {
            name
            for words in self.words
            for _, blank, _, _ in Formatter().parse(words)
            if blank is not None and not blank.startswith("%")
            if f"{{{{ {(name := split(r'[.|[]', blank)[0])}" not in words
        }

    @property
    def names(self) -> set[str]:
        """What a sentence of a template fills in by itself."""
        return {name for words in self.words for name in NAMES.findall(words)}


def book(lang: Lang) -> dict[str, dict[str, Sentence]]:
    """All sentences of a language by file and code."""
    return {
        path.name: {each.code: each for each in _sentences(path)}
        for path in sorted((HERE / lang).glob("*.po"))
    }


def _sentences(path: Path) -> list[Sentence]:
    with path.open("rb") as stream:
        catalogue = read_po(stream)
    return [
        Sentence(
            str(each.id),
            (str(each.string),),
        )
        for each in catalogue
        if each.id
    ]


VI, EN = book(Lang.VI), book(Lang.EN)


def everything(lang_book: dict[str, dict[str, Sentence]]) -> dict[str, Sentence]:
    return {code: each for part in lang_book.values() for code, each in part.items()}


def test_both_languages_have_the_same_codes_in_the_same_files() -> None:
    assert {name: sorted(part) for name, part in VI.items()} == {
        name: sorted(part) for name, part in EN.items()
    }


def test_both_languages_have_the_same_blanks() -> None:
    english = everything(EN)
    different = [
        (code, each.blanks, english[code].blanks)
        for code, each in everything(VI).items()
        if code in english and each.blanks | COUNTS != english[code].blanks | COUNTS
    ]
    assert different == []


def test_both_languages_fill_in_the_same_names_of_a_template() -> None:
    english = everything(EN)
    different = {
        code: found
        for code, each in everything(VI).items()
        if (found := (each.names ^ english[code].names) - OF_ONE_LANGUAGE)
    }
    assert different == {"brief.page.none": {"leader.title"}}


@pytest.mark.parametrize("lang", list(Lang))
def test_no_sentence_is_empty(lang: Lang) -> None:
    said = everything(book(lang))
    assert [code for code, each in said.items() if not all(each.words)] == []


def test_the_compiled_books_are_fresh() -> None:
    stale = [
        str(path) for path, whole in compiled_catalogues() if path.read_bytes() != whole
    ]
    assert stale == [], "python -m cchc.words.build"


def test_a_book_is_the_same_on_every_day() -> None:
    assert not [
        path for path, whole in compiled_catalogues() if b"Creation-Date" in whole
    ]


def test_english_sentences_have_no_vietnamese_in_them() -> None:
    allowed = {"Sa Đéc", "đồng", "triệu", "tỷ", "TM. ỦY BAN NHÂN DÂN"}
    mixed = []
    for code, each in everything(EN).items():
        text = QUOTED.sub("", " ".join(each.words))
        for name in allowed:
            text = text.replace(name, "")
        if set(text.lower()) & VIETNAMESE:
            mixed.append((code, text))
    assert mixed == []


@pytest.mark.parametrize("lang", list(Lang))
def test_every_fault_has_a_sentence_and_a_cure(lang: Lang) -> None:
    voice = Voice(lang)
    codes = [
        f"problem.{fault.value}{part}"
        for fault in ProblemCode
        for part in ("", ".hint")
    ]
    assert [code for code in codes if not voice.knows(code)] == []


def test_every_sentence_said_in_the_program_exists() -> None:
    known = everything(VI)
    missing = [
        f"{path.relative_to(PROGRAM)}:{line} {code}"
        for path in sorted(PROGRAM.rglob("*.py"))
        for line, code in _said(path)
        if code not in known
    ]
    missing += [
        f"{path.name}:{line} {code}"
        for path in PAGES
        for code, line in _said_by_page(path)
        if not any(_matches(each, [code]) for each in known)
    ]
    assert missing == []


def test_every_help_text_declared_in_the_program_exists() -> None:
    known = everything(VI)
    missing = [
        f"{path.relative_to(PROGRAM)}:{line} {code}"
        for path in sorted((PROGRAM / "cli").rglob("*.py"))
        for line, code in _helps(path)
        if code not in known
    ]
    assert missing == []


def test_every_sentence_is_said_somewhere_in_the_program() -> None:
    spoken = _spoken()
    silent = [code for code in everything(VI) if not _is_spoken(code, spoken)]
    assert silent == []


class Spoken(NamedTuple):
    """Codes as they stand in the program, and those with something filled in."""

    whole: set[str]
    made: set[str]


@cache
def nodes_of(path: Path) -> list[ast.Constant | ast.JoinedStr | ast.Call]:
    """The texts and calls of a module of the program."""
    kinds = ast.Constant | ast.JoinedStr | ast.Call
    return [node for node in syntax.nodes(path) if isinstance(node, kinds)]


def _in_templates() -> list[str]:
    """Codes that the templates of papers name."""
    code = pattern(r'say\("([^"]+)"\)')
    texts = (each.read_text("utf-8") for each in TEMPLATES.glob("*.md.j2"))
    return [each for text in texts for each in code.findall(text)]


def test_every_sentence_of_a_template_exists() -> None:
    assert [code for code in _in_templates() if code not in everything(VI)] == []


def _spoken() -> Spoken:
    found = [each for path in PROGRAM.rglob("*.py") for each in nodes_of(path)]
    whole = {each.value for each in found if isinstance(each, ast.Constant)}
    whole.update(_in_templates())
    made = {
        "".join(
            escape(str(part.value)) if isinstance(part, ast.Constant) else ".+"
            for part in each.values
        )
        for each in found
        if isinstance(each, ast.JoinedStr)
    }
    pages = [code for path in PAGES for code, _ in _said_by_page(path)]
    return Spoken(
        {each for each in whole if isinstance(each, str)} | {*pages},
        {each for each in (*made, *pages) if r"\." in each},
    )


def _said_by_page(path: Path) -> list[tuple[str, int]]:
    """Codes in a template of pages; of one put together, a pattern of its parts."""
    tree = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
    return [
        (_page_code(call.args[0]), call.lineno)
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name == "say"
    ]


def _page_code(code: nodes.Expr) -> str:
    match code:
        case nodes.Const(value=value):
            return str(value)
        case nodes.Concat(nodes=parts):
            return "".join(
                escape(str(part.value)) if isinstance(part, nodes.Const) else ".+"
                for part in parts
            )
        case _:
            raise AssertionError(code)


def _is_spoken(code: str, spoken: Spoken) -> bool:
    """Said as it stands, made of parts, or an ending put to one that is said."""
    begun = (each for each in spoken.made if not each.startswith(".+"))
    if code in spoken.whole or _matches(code, begun):
        return True
    endings = (each[2:] for each in spoken.made if each.startswith(r".+\."))
    return any(
        _is_spoken(code[:start], spoken)
        for ending in endings
        for start in range(1, len(code))
        if compiled(ending).fullmatch(code, start)
    )


def _matches(code: str, made: Iterable[str]) -> bool:
    return any(compiled(each).fullmatch(code) for each in made)


def _said(path: Path) -> list[tuple[int, str]]:
    return [
        (each.lineno, str(each.args[0].value))
        for each in nodes_of(path)
        if isinstance(each, ast.Call)
        and isinstance(each.func, ast.Attribute)
        and each.func.attr in SPEAKERS
        and each.args
        and isinstance(each.args[0], ast.Constant)
    ]


def _helps(path: Path) -> list[tuple[int, str]]:
    return [
        (each.value.lineno, str(each.value.value))
        for each in nodes_of(path)
        if isinstance(each, ast.keyword)
        and each.arg == "help"
        and isinstance(each.value, ast.Constant)
    ]
