"""The program against a second opinion worked out slowly from the text of the law."""

from collections import Counter
from random import Random

from tests.verdicts.differing import differences, judged, right
from tests.verdicts.promises import YEARS
from tests.verdicts.shrinking import described
from tests.verdicts.worlds import question, world

CASES = max(YEARS, 500)


def test_random_years_are_judged_as_the_law_says() -> None:
    dice = Random(2022)  # noqa: S311
    seen: Counter[str] = Counter()
    for _ in range(CASES):
        met = world(dice)
        law = right(met)
        wrong = differences(judged(met), law, question(met))
        assert wrong == [], f"program, law: {wrong}\n{described(met)}"
        seen[law.status] += 1
    print(  # noqa: T201 -- how much was looked at
        f"{CASES} random years agree: {dict(seen.most_common())}"
    )


def test_random_years_see_every_status() -> None:
    dice = Random(1)  # noqa: S311
    seen = {right(world(dice)).status for _ in range(1500)}
    assert seen >= {
        *("failed", "unreachable", "behind", "done_late", "undetermined"),
        *("no_baseline", "watch", "awaited", "not_due", "on_track", "met", "exceeded"),
        "nil_year",
    }
