"""What would be judged backwards is refused with the right word (SEMANTICS 5)."""

import pytest

from cchc.core.plan.targets.kinds import KINDS
from cchc.sources.plan.plan_file import read_plan
from cchc.text.problem import Problem, ProblemCode
from cchc.words.problem import describe_problem
from cchc.words.translator import Voice

PLAN = """\
cchc: 1
id: v
title: t
year: 2022
authority: {name: UBND}
units:
  - {id: vp, name: V, kind: k}
indicators:
  - {id: ct, name: C, lead: vp, %s}
"""
RANK = "measure: rank, baseline: {value: 6}"
GRADE = "measure: grade, scale: [Yếu, Khá, Tốt], baseline: {value: Khá}"
FLOW = "measure: flow, unit: x, baseline: {value: 6}"


def problems(keys: str) -> tuple[Problem, ...]:
    return read_plan(None, (PLAN % keys).encode()).problems


@pytest.mark.parametrize(
    ("line", "kind", "instead"),
    [
        *((RANK, "at_least: 3", "rank_at_most"), (RANK, "more_than: 3", "rises_by")),
        *((RANK, "at_most: 3", "rank_at_most"), (RANK, "less_than: 3", "rises_by")),
        (RANK, "more_than: baseline", "rises_by"),
        *((RANK, "increase_by: 1", "rises_by"), (RANK, "decrease_by: 1", "rises_by")),
        (GRADE, "increase_by: 1", "more_than"),
        (GRADE, "decrease_by: 1", "at_least"),
        (GRADE, "at_most: 1", "at_least"),
        ("measure: level, unit: hạng", "at_least: 3", "rank_at_most"),
        ("measure: level, unit: Hạng", "increase_by: 1", "rises_by"),
        (FLOW, "increase_by: -1", "decrease_by"),
        (FLOW, "decrease_by: -1", "increase_by"),
    ],
)
def test_a_kind_that_would_be_judged_backwards_is_refused_with_the_right_one(
    line: str, kind: str, instead: str, vi: Voice
) -> None:
    (told,) = problems(f"{line}, target: {{{kind}}}")
    assert told.code is ProblemCode.TARGET_BACKWARDS
    assert told.blanks["instead"] == instead
    assert instead in describe_problem(told, vi).hint


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        *(("no_less_than", "at_least"), ("not_more_than", "at_most")),
        *(("lower_than", "less_than"), ("greater_than", "more_than")),
        *(("reduce_by", "decrease_by"), ("raise_by", "increase_by")),
        *(("less_then", "less_than"), ("decresae_by", "decrease_by")),
        *(("rise_by", "rises_by"), ("rank_at_least", "rank_at_most")),
    ],
)
def test_another_word_for_a_kind_is_never_answered_with_its_opposite(
    word: str, meant: str, vi: Voice
) -> None:
    (told,) = problems(f"{FLOW}, target: {{{word}: 5}}")
    hint = describe_problem(told, vi).hint
    others = [kind for kind in KINDS if f"“{kind}”" in hint and kind != meant]
    assert meant in hint
    assert others == []


@pytest.mark.parametrize(
    "target",
    ["at_most: 5", "more_than: 5", "less_than: 5", "exactly: 5", "between: [1, 9]"],
)
def test_what_cannot_be_exceeded_has_no_second_level(target: str) -> None:
    codes = [told.code for told in problems(f"{FLOW}, target: {{{target}, strive: 9}}")]
    assert codes == [ProblemCode.STRIVE_UNFIT]


@pytest.mark.parametrize(
    ("line", "target", "is_better"),
    [
        (FLOW, "at_least: 5, strive: 6", True),
        (FLOW, "at_least: 5, strive: 5", False),
        (FLOW, "increase_by: 2, strive: 1", False),
        (FLOW, "decrease_by: 2, strive: 3", True),
        (RANK, "rank_at_most: 5, strive: 3", True),
        (RANK, "rank_at_most: 5, strive: 6", False),
        (RANK, "rank_at_most: baseline, strive: 6", False),
        (RANK, "rises_by: 1, strive: 2", True),
        (GRADE, "at_least: Khá, strive: Tốt", True),
        (GRADE, "at_least: Khá, strive: Yếu", False),
    ],
)
def test_the_second_level_is_the_better_one(
    line: str, target: str, is_better: bool
) -> None:
    codes = [told.code for told in problems(f"{line}, target: {{{target}}}")]
    assert codes == ([] if is_better else [ProblemCode.STRIVE_WORSE])


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        (f"{FLOW}, target: {{decrease_by: 7}}", ProblemCode.TARGET_IMPOSSIBLE),
        (
            f"{FLOW}, target: {{decrease_by: 101, in: percent}}",
            ProblemCode.TARGET_IMPOSSIBLE,
        ),
        (
            f"{FLOW}, target: {{decrease_by: 2, strive: 7}}",
            ProblemCode.TARGET_IMPOSSIBLE,
        ),
        (f"{RANK}, target: {{rises_by: 6}}", ProblemCode.TARGET_IMPOSSIBLE),
        (
            "measure: flow, unit: x, target: {at_least: 1, each: vp, share: 0}",
            ProblemCode.TARGET_IMPOSSIBLE,
        ),
        (
            "measure: flow, unit: x, target: {at_least: 1, share: 50}",
            ProblemCode.MISSING_KEY,
        ),
    ],
)
def test_what_no_figure_can_reach_is_refused(keys: str, code: ProblemCode) -> None:
    assert [problem.code for problem in problems(keys)] == [code]


@pytest.mark.parametrize(
    "keys",
    [
        f"{FLOW}, target: {{decrease_by: 6}}",
        f"{FLOW}, target: {{decrease_by: 100, in: percent}}",
        f"{FLOW}, non_negative: false, target: {{decrease_by: 7}}",
        f"{RANK}, target: {{rises_by: 5}}",
    ],
)
def test_a_fall_to_nothing_is_promised_freely(keys: str) -> None:
    assert problems(keys) == ()
