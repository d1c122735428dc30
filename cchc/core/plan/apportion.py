"""Whole parts of a whole by weight: largest remainders, the sum exact."""

from collections.abc import Sequence
from fractions import Fraction
from math import floor

NOUGHT = Fraction(0)


def apportioned(whole: int, weights: Sequence[Fraction]) -> tuple[int, ...]:
    """The whole in parts as the weights stand to each other.

    Each part is its exact share rounded down or up, the parts sum to the whole; the
    largest remainders are rounded up, the earlier one of equals first. A part of
    weight 0 is 0.

    Raises:
        ValueError: a negative whole or weight, or all weights 0 with something to
            share.
    """
    total = sum(weights, NOUGHT)
    if whole < 0 or any(weight < 0 for weight in weights) or (whole and not total):
        raise ValueError((whole, tuple(weights)))
    if not total:
        return tuple(0 for _ in weights)
    exact = [whole * weight / total for weight in weights]
    parts = [floor(share) for share in exact]
    rounded_off = [part - share for part, share in zip(parts, exact, strict=True)]
    # the largest remainders first; sorting is stable, so of equals the earlier one
    order = sorted(range(len(exact)), key=rounded_off.__getitem__)
    for row in order[: whole - sum(parts)]:
        parts[row] += 1
    return tuple(parts)


def paths_apportioned(
    path: Sequence[int], parts: Sequence[int]
) -> tuple[tuple[int, ...], ...]:
    """One cumulative path for each part, which together make the path of the whole.

    Args:
        path: what the whole should have reached by each period; its last value is
            replaced by the sum of the parts, and none is above that or below the
            one before.
        parts: what each one should have reached at the end.

    Returns:
        For each part a path that never falls and ends at the part. In every period
        the paths sum to the path of the whole.
    """
    whole = sum(parts)
    reached = [0] * len(parts)
    made: list[list[int]] = [[] for _ in parts]
    before = 0
    for point in (*path[:-1], whole):
        at = max(before, min(point, whole))
        wanted = [Fraction(part * at, whole) if whole else NOUGHT for part in parts]
        lacks = [
            max(want - held, NOUGHT) for want, held in zip(wanted, reached, strict=True)
        ]
        more = apportioned(at - before, lacks)
        reached = [held + step for held, step in zip(reached, more, strict=True)]
        for row, value in enumerate(reached):
            made[row].append(value)
        before = at
    return tuple(tuple(values) for values in made)
