"""A promise as officials write it: no "ít nhất 100%", no "không quá 0"."""

from decimal import Decimal

import pytest

from cchc.core.plan.measure import Measure
from cchc.core.plan.targets.line import AtLeast, AtMost
from cchc.core.plan.targets.target import Target
from cchc.phrases.promise_words import promise_sentence, promised_level
from cchc.text.record import replace
from cchc.words.translator import Lang, voice
from tests.core.world import indicator

RATE, CASES = (Measure.RATIO, "%"), (Measure.FLOW, "trường hợp")


@pytest.mark.parametrize(
    ("of", "target", "sentence", "level"),
    [
        (RATE, AtLeast(Decimal(100)), "Vụ việc đạt 100%", "100%"),
        (
            RATE,
            AtLeast(Decimal("98.5")),
            "Vụ việc đạt từ 98,5% trở lên",
            "từ 98,5% trở lên",
        ),
        (RATE, AtMost(Decimal(2)), "Vụ việc: không quá 2%", "không quá 2%"),
        (CASES, AtMost(Decimal(0)), "Không để xảy ra vụ việc", "không để xảy ra"),
        (
            CASES,
            AtMost(Decimal(3)),
            "Vụ việc: không quá 03 trường hợp",
            "không quá 03 trường hợp",
        ),
        (
            CASES,
            AtLeast(Decimal(3)),
            "Vụ việc: ít nhất 03 trường hợp",
            "ít nhất 03 trường hợp",
        ),
    ],
)
def test_a_promise_is_told_as_officials_write_it(
    of: tuple[Measure, str], target: Target, sentence: str, level: str
) -> None:
    measure, unit = of
    line = replace(indicator(measure, target), name="Vụ việc", unit=unit)
    said = voice(Lang.VI)
    assert promise_sentence(line, said) == sentence
    assert promised_level(line, said) == level
    bare = promised_level(line, said, with_unit=False)
    assert bare == level.removesuffix(" trường hợp").replace("03", "3")


def test_more_than_all_may_be_reached_of_what_is_no_part_of_a_whole() -> None:
    line = replace(
        indicator(Measure.RATIO, AtLeast(Decimal(100))), unit="%", part_of_whole=False
    )
    assert promised_level(line, voice(Lang.VI)) == "từ 100% trở lên"
