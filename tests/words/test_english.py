"""English is a language: counts have their plurals, articles fit."""

from collections import defaultdict
from re import compile as pattern

import pytest

from cchc.words.translator import choose_forms
from tests.words.test_catalogues import EN, VI, everything

SENTENCES = {code: entry.words[0] for code, entry in everything(EN).items()}
COUNTED = pattern(r"\{(?:\{ )?([\w.]+)(?: \})?\} ((?:[a-z]+ )?[a-z]+s)\b")
FORM = pattern(r"\{([\w.]+)\|([^{}|]*)\|([^{}|]*)\}")
NEVER_ONE = {"times", "multiple", "limit", "length", "last", "digits", "word"}
"""Blanks that hold no count, or one that is never 1."""
NO_NOUNS = pattern(
    r"\b(?:is|was|has|does|always|this|as|asks|begins|ends|goes|keeps|lacks|lies|owes|"
    r"says|sends|reminds|requires|waits|assigns|shares|falls|misses|stands|names|"
    r"reaches|needs|takes|points|and|with|in|of|while|or)\b"
)
"""Words that end in s and count nothing."""


def test_a_count_before_a_noun_has_both_forms() -> None:
    bare = {
        code: (blank, words)
        for code, text in SENTENCES.items()
        for blank, words in COUNTED.findall(text)
        if blank not in NEVER_ONE and not NO_NOUNS.search(words)
    }
    assert bare == {}


FORMED = {code: text for code, text in SENTENCES.items() if FORM.search(text)}


@pytest.mark.parametrize("count", [0, 1, 2, 21])
def test_every_count_takes_its_own_form(count: int) -> None:
    assert len(FORMED) > 150
    for code, text in FORMED.items():
        spoken = choose_forms(text, defaultdict(lambda: count))
        assert spoken == FORM.sub(r"\2" if count == 1 else r"\3", text), code


def test_the_forms_of_a_count_differ_and_name_a_blank_of_the_sentence() -> None:
    vietnamese = everything(VI)
    for code, text in FORMED.items():
        for blank, single, several in FORM.findall(text):
            assert single != several, code
            held = {name.partition(".")[0] for name in vietnamese[code].blanks}
            held |= {name.partition(".")[0] for name in vietnamese[code].names}
            held |= {part for name in held for part in name.split(".")}
            assert blank.partition(".")[0] in held | {"n"}, code
