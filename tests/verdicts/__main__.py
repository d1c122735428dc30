"""`python -m tests.verdicts N [SEED]`: N random years, and where the program differs.

Differences are told by the line of the law that they are most likely of; of each, what
looks alike is told once, with how often it was seen and the smallest year in which it
is so. Ends with 1 where anything differs.
"""

import sys
from collections import Counter
from functools import partial
from random import Random

from tests.verdicts.differing import differences, group, judged, right
from tests.verdicts.reasons import Compared, line_of
from tests.verdicts.shrinking import described, size, smallest
from tests.verdicts.worlds import World, question, world

Group = tuple[str, str]


def groups_of(met: World) -> dict[Group, str]:
    """The groups of a world's differences, each with what is said on both sides."""
    view, law = judged(met), right(met)
    found = {}
    for each in differences(view, law):
        line = line_of(Compared(question(met), view, law, each))
        found[line, group(each, law, view)] = f"program {each[1]}, law {each[2]}"
    return found


def is_in(key: Group, met: World) -> bool:
    return key in groups_of(met)


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main(count: int, seed: int) -> int:
    dice = Random(seed)  # noqa: S311
    found: dict[Group, World] = {}
    seen: Counter[Group] = Counter()
    statuses: Counter[str] = Counter()
    for _ in range(count):
        met = world(dice)
        statuses[right(met).status] += 1
        for key in groups_of(met):
            seen[key] += 1
            if key not in found or size(met) < size(found[key]):
                found[key] = met
    lines: Counter[str] = Counter()
    for (line, _), times in seen.items():
        lines[line] += times
    for line, times in lines.most_common():
        tell(f"\n=== {line}: {times}")
        for key in [key for key, _ in seen.most_common() if key[0] == line]:
            least = smallest(found[key], partial(is_in, key))
            tell(f"\n{seen[key]} × {key[1]}: {groups_of(least)[key]}")
            tell(described(least))
    tell(f"\n{count} years, seed {seed}: {dict(statuses.most_common())}")
    return 1 if seen else 0


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:3]]
    sys.exit(main(*(numbers + [5000, 1][len(numbers) :])))
