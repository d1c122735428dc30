"""What is said of a promise for every unit."""

from collections.abc import Mapping

from cchc.core.plan.targets.kinds import Each, GroupTarget, Yes
from cchc.core.plan.targets.line import AtLeast, AtMost
from cchc.core.plan.targets.target import Target
from cchc.core.plan.trajectory import Hold
from tests.core.world import Said, indicator
from tests.phrases.example import NINE, ROW, D, Example, line


def of_each(target: Target, least: int = 100) -> Each:
    """The same of every ward, or of some percent of them."""
    return Each((GroupTarget("xa-phuong", target, NINE),), D(least))


def by_ward(*values: Said) -> tuple[Mapping[tuple[str, str], Said], str]:
    """What each ward said of the first quarter, in their order."""
    return {(f"u{n}", "Q1"): value for n, value in enumerate(values, start=1)}, "Q1"


GOOD, SHORT = "1000/1000", "197/200"

EXAMPLES_OF_EACH = (
    Example(
        line(
            "Tỷ lệ hồ sơ giải quyết đúng hạn",
            indicator(ROW.RATIO, of_each(AtLeast(D(99))), Hold(), NINE),
            unit="%",
        ),
        (
            by_ward(*[GOOD] * 7, SHORT, GOOD),
            by_ward(*[SHORT] * 9),
            by_ward(*[GOOD] * 9),
            by_ward(*[GOOD] * 3),
        ),
    ),
    Example(
        line(
            "Mô hình mới",
            indicator(ROW.FLOW, of_each(AtLeast(D(1)), 80), Hold(), NINE),
            unit="mô hình",
        ),
        (by_ward(1, 1, 0, 0, 0, 2, 1, 1, 0),),
    ),
    Example(
        line(
            "Tỷ lệ hồ sơ trễ hạn",
            indicator(ROW.RATIO, of_each(AtMost(D(1))), Hold(), NINE),
            unit="%",
        ),
        (by_ward(*["0/100"] * 5, *["3/100"] * 4),),
    ),
    Example(
        line(
            "Mức độ hài lòng",
            indicator(ROW.LEVEL, of_each(AtLeast(D(85))), Hold(), NINE),
            unit="%",
        ),
        (by_ward(*[86] * 8, 84),),
    ),
    Example(
        line("Ban hành kế hoạch", indicator(ROW.YES, of_each(Yes()), None, NINE)),
        (by_ward(*[True] * 8, False),),
    ),
)
