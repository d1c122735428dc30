"""`cchc explain`: codes and words, each with a page."""

from re import search

import pytest

from cchc.features.office.show.help import code_page, explanation_of, word_groups
from cchc.main import main
from cchc.text.problem import ProblemCode, Refusal
from cchc.words.translator import Lang, voice
from tests.docs import CODES, PAGE, codes_page

VI, EN = voice(Lang.VI), voice(Lang.EN)


@pytest.mark.parametrize("lang", list(Lang))
def test_every_code_has_a_page_without_blanks(lang: Lang) -> None:
    for code in ProblemCode:
        page = code_page(code, voice(lang))
        assert page.startswith(code.value)
        assert "explain.P" not in page
        assert f"problem.{code.value}" not in page
        assert not search(r"\{[a-z_]+\}", page), page


@pytest.mark.parametrize("typed", ["P501", "p501", "501", " P501 "])
def test_a_code_is_found_however_it_is_typed(typed: str) -> None:
    assert explanation_of(typed, VI) == code_page(ProblemCode.PERIOD_UNREADABLE, VI)


@pytest.mark.parametrize("lang", list(Lang))
def test_every_word_that_is_listed_is_explained(lang: Lang) -> None:
    for words in word_groups(voice(lang)).values():
        for word in words:
            assert "schema." not in explanation_of(word, voice(lang))


@pytest.mark.parametrize(
    ("typed", "lang", "start"),
    [
        ("flow", Lang.VI, "flow · phát sinh trong kỳ"),
        ("Flow", Lang.EN, "flow · "),
        ("at-least", Lang.VI, "at_least · "),
        ("at least", Lang.EN, "at_least · "),
        ("cần theo dõi", Lang.VI, "watch · "),
        ("can theo doi", Lang.VI, "watch · "),
        ("s2a", Lang.VI, "S2a · "),
    ],
)
def test_a_word_is_found_by_its_key_and_by_what_is_read(
    typed: str, lang: Lang, start: str
) -> None:
    assert explanation_of(typed, voice(lang)).startswith(start)


def test_what_nobody_knows_is_refused_with_what_is_near(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["explain", "flwo"]) == 2
    assert "“flow”" in capsys.readouterr().err
    with pytest.raises(Refusal):
        explanation_of("P999", VI)


def test_both_languages_explain_the_same_words() -> None:
    assert VI.codes("term.") == EN.codes("term.")
    assert VI.codes("problem.") == EN.codes("problem.")


@pytest.mark.parametrize(("name", "lang"), CODES.items())
def test_the_page_of_all_codes_is_what_the_program_says(name: str, lang: Lang) -> None:
    page = codes_page(voice(lang))
    assert (PAGE.parent / name).read_text("utf-8") == page, "python -m tests.docs"
    assert all(f"\n### {code.value}\n" in page for code in ProblemCode)
