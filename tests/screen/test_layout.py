"""Our own painter against Rich: the same lines, letter for letter, style for style."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.screen.layout import (
    Block,
    Box,
    ColumnGrid,
    GridColumn,
    Indented,
    Overflow,
    StyledText,
    TitleLine,
    paint,
    two_ends,
)
from cchc.text.width import clip, columns
from tests.screen.rich_oracle import glyphs, rich_lines

WORDS = st.one_of(
    st.sampled_from(
        ["", "Phường 1", "đúng tiến độ", "1.234,5%", "█████░░░┃", "\n", " "]
    ),
    st.text("aăđơưỵỆếx ✗⊘▼◐▲…○●★–∅»▶∞\u00a0", max_size=40),
    st.text("ệữạ x", max_size=30).map(lambda text: normalize("NFD", text)),
)
STYLES = st.sampled_from(["", "bold", "bold red", "green", "default", "dim"])
OVERFLOWS: list[Overflow] = ["fold", "keep", "ellipsis"]


@st.composite
def texts(draw: st.DrawFn) -> StyledText:
    how = draw(st.sampled_from([None, *OVERFLOWS]))
    text = StyledText(draw(WORDS), draw(STYLES), how)
    for words in draw(st.lists(WORDS, max_size=3)):
        text.append(words, draw(STYLES))
    return text


def rows(count: int) -> st.SearchStrategy[list[list[StyledText]]]:
    plain = st.builds(StyledText, WORDS.map(str.strip), STYLES)  # as cells are
    row = st.lists(plain, min_size=count, max_size=count)
    return st.lists(row, min_size=1, max_size=4)


@st.composite
def grids(draw: st.DrawFn) -> Block:
    longs = st.sampled_from(OVERFLOWS)
    shape = [
        GridColumn(
            draw(st.integers(1, 12)), right=draw(st.booleans()), long=draw(longs)
        )
        for _ in range(draw(st.integers(1, 3)))
    ]
    shared = GridColumn(share=True, long=draw(longs))
    last = GridColumn(right=True, long=draw(longs), most=draw(st.integers(1, 20)))
    shape += draw(st.sampled_from([[], [shared, last]]))
    grid = ColumnGrid(tuple(shape), tuple(draw(rows(len(shape)))))
    return Indented(grid, draw(st.integers(0, 5)))


@st.composite
def boxes(draw: st.DrawFn) -> Block:
    """Tables with a word at every head, of which the first column may be kept whole."""
    whole = draw(st.sampled_from(OVERFLOWS[::2]))
    shape = tuple(
        GridColumn(right=draw(st.booleans()), long=long)
        for long in (whole, "fold", "fold", "fold")[: draw(st.integers(1, 4))]
    )
    heads, *cells = draw(rows(len(shape)))
    plain = [head.plain.replace("\n", " ") for head in heads]
    bold = [StyledText(head if head.strip() else "x", "bold") for head in plain]
    return Box(draw(WORDS).replace("\n", " "), shape, bold, tuple(cells))


TITLES = st.text("aăđệ xyz", min_size=1, max_size=60)
HEADINGS = TITLES.map(str.strip).filter(bool).map(TitleLine)


def agree(block: Block, width: int) -> None:
    plain, coloured = (
        [line.replace("\u00a0", " ") for line in paint([block], width, colour=colour)]
        for colour in (False, True)
    )
    rich = rich_lines([block], width, colour=True)
    assert [line.rstrip() for line in plain] == rich_lines([block], width, colour=False)
    assert list(map(glyphs, coloured)) == list(map(glyphs, rich))


@given(texts(), st.integers(0, 6), st.integers(12, 90))
def test_text_is_broken_as_rich_breaks_it(
    text: StyledText, left: int, width: int
) -> None:
    agree(Indented(text, left), width)


@given(HEADINGS, st.integers(4, 90))
def test_headings_end_in_a_line_across_the_screen(block: Block, width: int) -> None:
    agree(block, width)


@given(grids(), st.integers(76, 140))
def test_grids_are_drawn_as_rich_draws_them(block: Block, width: int) -> None:
    agree(block, width)


@given(boxes(), st.integers(60, 140))
def test_tables_are_drawn_as_rich_draws_them(block: Block, width: int) -> None:
    agree(block, width)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_two_ends_stand_apart_or_beneath_one_another(width: int) -> None:
    left = StyledText("Tỷ lệ giải ngân vốn đầu tư công " * 3).append("(%)", "dim")
    for block in two_ends(left, StyledText("● đúng tiến độ", "green"), width, 3):
        agree(block, width)


def test_a_clipped_text_keeps_the_marks_of_its_last_letter() -> None:
    assert clip(normalize("NFD", "Phường"), 4) == normalize("NFD", "Phườ")
    assert clip("漢字", 3) == "漢"
    assert columns("漢字") == 4


def test_text_of_strangers_on_a_screen_of_one_column_is_not_lost() -> None:
    lines = paint([Indented(StyledText("ba từ"), 2)], 1, colour=False)
    assert "".join(lines).replace(" ", "") == "batừ"
