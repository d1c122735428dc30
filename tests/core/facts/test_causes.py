"""Causes as units write them, parted into khách quan and chủ quan."""

import pytest

from cchc.core.facts.report import CauseKind
from cchc.core.facts.typed import joined_causes, parted_causes

OUTSIDE, INSIDE = CauseKind.OBJECTIVE, CauseKind.SUBJECTIVE


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Thiếu người", [(None, "Thiếu người")]),
        ("Khách quan: mưa lũ", [(OUTSIDE, "mưa lũ")]),
        (
            "Nguyên nhân khách quan: mưa lũ\nvật liệu tăng giá\n- Chủ quan: chậm giao",
            [
                (OUTSIDE, "mưa lũ"),
                (OUTSIDE, "vật liệu tăng giá"),
                (INSIDE, "chậm giao"),
            ],
        ),
        ("Lý do: chủ quan", [(None, "Lý do: chủ quan")]),
        ("", []),
    ],
)
def test_a_cause_is_of_the_kind_that_its_line_names(
    text: str, parts: list[tuple[CauseKind | None, str]]
) -> None:
    assert [*parted_causes(text)] == parts


def test_what_is_joined_is_parted_again() -> None:
    causes = {OUTSIDE: "mưa lũ", INSIDE: "chậm giao"}
    assert dict(parted_causes(joined_causes(causes))) == causes
    assert joined_causes({INSIDE: "chậm giao"}) == "Chủ quan: chậm giao"
