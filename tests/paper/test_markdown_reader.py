"""Markdown read back into a paper: all of it, or told why not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis.strategies import lists, sampled_from

from cchc.paper import markdown_reader
from cchc.paper.markdown_reader import read_paper
from cchc.paper.paper import Heading, PaperParts, Paragraph, plain_text
from cchc.text.problem import Problem, ProblemCode

MEMO = """| A | B |
|:---|:---:|
| 1 | 2 |

# BÁO CÁO

**Kết quả**

Chữ **đậm** và *nghiêng*.

- một
- hai
  - ba

3. bốn
4. năm

| Nơi nhận | Ký |
|:---|:---:|
| - X | Y |

---

# Phụ lục I

**TÊN**

| a | b | c |
|---|---:|:---:|
| 1 | 2 | |

# Phụ lục II

**HAI**

**1. Đầu**

| a | b |
|---|---|

**2. Cuối**

| a | b |
|---|---|
| 3 | 4 |
"""


def read(text: str) -> PaperParts:
    paper = read_paper(text, "memo.vi.md.j2")
    assert isinstance(paper, PaperParts), paper
    return paper


def test_the_parts_are_known_by_where_they_stand() -> None:
    paper = read(MEMO)
    assert paper.letterhead is not None
    assert plain_text(paper.letterhead.head[1]) == "B"
    assert paper.signature is not None
    assert plain_text(paper.signature.head[0]) == "Nơi nhận"
    assert [each.name for each in paper.appendices] == ["Phụ lục I", "Phụ lục II"]
    assert [each.title for each in paper.appendices] == ["TÊN", "HAI"]


def test_tables_are_called_by_their_appendix_and_caption() -> None:
    assert [(each.key, each.title) for each in read(MEMO).sheets] == [
        ("I", "TÊN"),
        ("II.1", "1. Đầu"),
        ("II.2", "2. Cuối"),
    ]


def test_type_and_marks_of_lists_are_kept() -> None:
    kind, _, text, *items = read(MEMO).body
    assert isinstance(kind, Heading)
    assert isinstance(text, Paragraph)
    assert [(e.text, e.bold, e.italic) for e in text.spans] == [
        ("Chữ ", False, False),
        ("đậm", True, False),
        (" và ", False, False),
        ("nghiêng", False, True),
        (".", False, False),
    ]
    assert [each.mark for each in items if isinstance(each, Paragraph)] == [
        "-",
        "-",
        "+",
        "3.",
        "4.",
    ]


def test_a_memo_without_letterhead_signature_or_appendix_is_still_a_paper() -> None:
    paper = read("Chỉ một đoạn.\n")
    assert (paper.letterhead, paper.signature, paper.appendices) == (None, None, ())
    assert len(paper.body) == 1


def test_html_is_text() -> None:
    (block,) = read("<b>đậm</b> <script>x</script>\n").body
    assert isinstance(block, Paragraph)
    assert plain_text(block.spans) == "<b>đậm</b> <script>x</script>"


@pytest.mark.parametrize(
    "text",
    ["```\nx\n```", "    x", "> x", "a `b` c", "[a](b)", "![a](b)", "<http://a.b>"],
)
def test_what_no_paper_can_show_is_told_with_its_line(text: str) -> None:
    problem = read_paper(f"Một.\n\n{text}\n", "memo.vi.md.j2")
    assert isinstance(problem, Problem)
    assert problem.code is ProblemCode.TEMPLATE_UNSHOWABLE
    assert problem.place.file == "memo.vi.md.j2"
    assert problem.place.excerpt == text.splitlines()[0]


def test_letters_of_private_use_stay_what_they_are() -> None:
    (block,) = read("\U000f0021 \\! \U000f0080 &lt;\n").body
    assert isinstance(block, Paragraph)
    assert plain_text(block.spans) == "\U000f0021 ! \U000f0080 <"


LINES = (
    *("| a | b |", "|---|:-:|", "| c | **d** |", "| c |", "| x | y | z |", "|| |"),
    *("", "", "", "chữ", "- item", "  - sub", "> q", "# h", "1. a", "```", "---"),
    *("[a]: /u", "| [a] | ![x](y) |", "| \\| a | \\*b |", "| &lt;a | *it* |", "***"),
    *("    | a | b |", "  |---|---|", "| a\r| b |", "| \0 | b |", "| a\u2028 |\tb |"),
    *("| <http://x.y> | &copy; |", "|a|b|", "|-|-|", "| _a_ | a_b_c |", "# h #"),
    *("| \\a | \\\\ |", "**b** và *i*.", "***x***", "*a* b*", "*a **b** c*", "+ z"),
    *("2. hai", "10) x", "\\- x", "a  ", "-5", "**a**b", "(*a*)", "*(a)*;", "** a*"),
    *("x\xa0y", "| \xa0a |\u2003|", "===", "- - x", "-  x", "- # x", "- 1. x", "* z"),
    *("* *", "a\\", "a & b", "a < b", "&#35;", "*a\xa0*", "**\\*a**", "2.", "03. x"),
    *(
        "##",
        "## **H** 2",
        "- **x:** y",
        "x*",
        "*x* *y*",
        ": x",
        "~~a~~",
        "a\x1fb",
        "__a__",
    ),
)


def leave_to_the_parser(_: object) -> None:
    raise markdown_reader._NotPlainError


@given(lists(sampled_from(LINES), max_size=9).map("\n".join))
def test_what_is_read_without_the_parser_is_read_as_the_parser_does(text: str) -> None:
    paper = read_paper(text, "memo.vi.md.j2")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown_reader._PlainReader, "read", leave_to_the_parser)
        assert read_paper(text, "memo.vi.md.j2") == paper
        patch.setattr(markdown_reader, "plain_tables", lambda _: {})
        assert read_paper(text, "memo.vi.md.j2") == paper


def test_the_programs_own_papers_need_no_parser(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(markdown_reader, "_parse", None)
    papers = sorted((Path(__file__).parents[1] / "features/papers/golden").glob("*.md"))
    assert papers
    for paper in papers:
        read(paper.read_text("utf-8"))
