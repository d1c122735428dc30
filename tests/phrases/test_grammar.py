"""Every sentence that is said of a figure, and those that no official writes."""

from pathlib import Path

import pytest

from cchc.core.plan.targets.kinds import KINDS
from cchc.phrases.figure_beside import TABLE, body_of, manner_of
from cchc.phrases.grammar import Addressee
from cchc.words.translator import Lang, Voice
from tests.phrases.sentences import EXAMPLES, PAGE, example_views, page, sentence

GOLDEN = Path(__file__).parents[1] / "features" / "papers" / "golden"
UNWRITTEN = (
    *("theo lộ trình đến nay chưa phải có", "tổng số phát sinh từ đầu năm"),
    *("mức đến nay cần đạt", "lũy kế có", "không quá 0 ", "ít nhất 100%", "lũy kế"),
    *("; đánh giá:", "riêng quý", "trở lên hạng", "06 hạng", "≤ 0", "không thể đạt"),
    *("lúc nêu thiếu số liệu", "(0/1 chỉ tiêu đạt)", "NQ số", "KH số", "CV số"),
)
"""What was printed once and no official writes."""


class Recorder(Voice):
    """Speaks as usual, and remembers what it was asked for."""

    def __init__(self, lang: Lang) -> None:
        super().__init__(lang)
        self.spoken = set[str]()

    def say(self, code: str, /, **blanks: object) -> str:
        self.spoken.add(code)
        return super().say(code, **blanks)


def test_the_page_of_sentences_is_current_and_leaves_none_out() -> None:
    vi = Recorder(Lang.VI)
    assert PAGE.read_text("utf-8") == page(vi), "python -m tests.docs"
    assert set(vi.codes("figure.")) - vi.spoken == set()


def test_every_row_of_the_grammar_and_every_kind_of_target_has_an_example() -> None:
    lines = [example.indicator for example in EXAMPLES]
    assert {(manner_of(line), body_of(line)) for line in lines} == set(TABLE)
    kinds = {type(line.target) for line in lines if line.target is not None}
    assert {kind.tag for kind in KINDS.values()} - {kind.tag for kind in kinds} == set()


@pytest.mark.parametrize("reader", list(Addressee))
def test_a_sentence_has_no_hole_and_nothing_that_no_official_writes(
    reader: Addressee, vi: Voice
) -> None:
    for view in example_views():
        text = sentence(view, vi, reader)
        assert text.endswith(".")
        assert "–" not in text
        assert [phrase for phrase in UNWRITTEN if phrase in text] == []


def test_who_is_silent_is_not_named_to_the_superior(vi: Voice) -> None:
    named = [
        text
        for view in example_views()
        if view.each is None  # who falls short of a promise is named to everybody
        if "Phường" in (text := sentence(view, vi, Addressee.SUPERIOR))
    ]
    assert named == []
