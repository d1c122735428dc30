"""The pages on the plan language: every example is read, played and printed."""

import pytest

from cchc.core.plan.measure import Measure
from cchc.core.plan.targets.kinds import KINDS, Each
from cchc.words.translator import Lang
from tests.plan_language import PAGES, page, plan_of, played
from tests.plan_language_passages import PASSAGES
from tests.plan_language_sections import SECTIONS

LEFT_TO_THE_GUIDE = {Measure.REGISTER}
"""Its rows are typed with `+NAME; DAY; PAPER`, which no cell holds."""


@pytest.mark.parametrize("lang", list(Lang))
def test_the_page_is_what_its_examples_print(lang: Lang) -> None:
    path = next(path for path, of in PAGES.items() if of is lang)
    assert path.read_text("utf-8") == page(lang), "python -m tests.docs"


def test_every_measure_and_every_kind_of_target_has_an_example() -> None:
    lines = [played(section).view.indicator for section in SECTIONS]
    assert {line.measure for line in lines} == set(Measure) - LEFT_TO_THE_GUIDE
    kinds = {line.target.tag for line in lines if line.target is not None}
    assert kinds == {*KINDS, Each.tag}


def test_no_example_is_refused_or_doubted() -> None:
    told = {passage.title[1]: plan_of(passage)[1] for passage in PASSAGES}
    told |= {section.key: plan_of(section)[1] for section in SECTIONS}
    assert {key: codes for key, codes in told.items() if codes} == {}
