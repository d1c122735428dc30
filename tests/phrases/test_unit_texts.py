from hypothesis import given
from hypothesis import strategies as st

from cchc.phrases.unit_texts import fit_lists, truncate

sizes = st.lists(st.integers(1, 50), max_size=8)


def test_a_long_text_ends_after_a_whole_word() -> None:
    assert truncate("Công trình khởi công mới chậm giao", 22) == "Công trình khởi công…"
    assert truncate("ngắn  gọn\n", 22) == "ngắn gọn"


@given(st.text(max_size=400), st.integers(4, 60))
def test_what_is_clipped_is_never_longer_and_begins_the_same(
    text: str, letters: int
) -> None:
    line = truncate(text, letters)
    assert len(line) <= letters
    assert "\n" not in line


def test_ten_million_letters_are_clipped_at_once() -> None:
    assert truncate("ô " * 5_000_000, 20).endswith("…")


@given(st.lists(sizes, max_size=4), st.integers(0, 200))
def test_what_fits_takes_no_more_than_the_room(
    lists: list[list[int]], room: int
) -> None:
    shown = fit_lists(lists, room, lambda each: each)
    used = sum(sum(each[:n]) for each, n in zip(lists, shown, strict=True))
    assert used <= room
    assert all(n <= len(each) for each, n in zip(lists, shown, strict=True))


def test_every_list_gives_its_first_before_any_gives_its_second() -> None:
    assert fit_lists([[1, 1, 1], [1], [1, 1]], 4, lambda each: each) == (2, 1, 1)


def test_a_list_whose_next_does_not_fit_gives_no_more() -> None:
    assert fit_lists([[1, 9, 1], [1, 1, 1]], 5, lambda each: each) == (1, 3)
