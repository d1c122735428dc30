"""JSON documents as text."""

import json
from unicodedata import category

from hypothesis import given
from hypothesis import strategies as st

from cchc.screen.document import json_text
from tests.hostile import HARMFUL


@given(st.text(st.characters(codec=None)))
def test_nothing_raw_is_in_it_that_a_terminal_obeys(text: str) -> None:
    written = json_text({"text": text})
    assert not {category(letter) for letter in written if letter != "\n"} & HARMFUL
    assert json.loads(written)["text"] == text


def test_letters_stay_as_they_are() -> None:
    text = "Phường 1\u00a0000 “ước” – №"
    assert text in json_text({"text": text})
