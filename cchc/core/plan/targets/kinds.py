"""The list of kinds of target: a new kind is one file and one entry here."""

from typing import TYPE_CHECKING, Union

from cchc.core.plan.targets.at_least import AtLeast
from cchc.core.plan.targets.at_most import AtMost
from cchc.core.plan.targets.between import Between
from cchc.core.plan.targets.by import By
from cchc.core.plan.targets.decrease_by import DecreaseBy
from cchc.core.plan.targets.exactly import Exactly
from cchc.core.plan.targets.increase_by import IncreaseBy
from cchc.core.plan.targets.less_than import LessThan
from cchc.core.plan.targets.more_than import MoreThan
from cchc.core.plan.targets.rank_at_most import RankAtMost
from cchc.core.plan.targets.target import Target
from cchc.core.plan.targets.yes import Yes

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
        By,
        Yes,
    )
}
"""Every kind of target by its tag, in the order in which people are told them."""

if TYPE_CHECKING:
    AnyTarget = Target
else:
    # the kinds one by one, from which a stored plan is read back by their tags
    AnyTarget = Union[tuple(KINDS.values())]  # noqa: UP007  # made of a list
