"""The list of kinds of target: a new kind is one class and one entry here."""

from typing import TYPE_CHECKING, Union

from cchc.core.plan.targets.answers import AssignedLater, By, Yes
from cchc.core.plan.targets.change import DecreaseBy, IncreaseBy
from cchc.core.plan.targets.line import AtLeast, AtMost, LessThan, MoreThan
from cchc.core.plan.targets.range import Between, Exactly
from cchc.core.plan.targets.ranks import RankAtMost, RisesBy
from cchc.core.plan.targets.target import Target

KINDS: dict[str, type[Target]] = {
    kind.tag: kind
    for kind in (
        AtLeast,
        MoreThan,
        LessThan,
        AtMost,
        Exactly,
        Between,
        IncreaseBy,
        DecreaseBy,
        RankAtMost,
        RisesBy,
        By,
        Yes,
        AssignedLater,
    )
}
"""Every kind of target by its tag, in the order in which people are told them."""

if TYPE_CHECKING:
    AnyTarget = Target
else:
    # the kinds one by one, from which a stored plan is read back by their tags
    AnyTarget = Union[tuple(KINDS.values())]  # noqa: UP007  # made of a list
