"""What one party to a plan promises: the content of a bản cam kết, line by line."""

from collections.abc import Iterator

from cchc.core.cascade.unit_plan import WHOLE, Role, role_in, task_role
from cchc.core.cascade.unit_share import share_of
from cchc.core.facts.amendment import differs
from cchc.core.plan.plan import Commitment, Indicator, Plan, Task
from cchc.core.plan.unit import Unit
from cchc.text.record import Record, replace

PledgeLine = Indicator | Task
HEARD = frozenset({Role.REPORTS, Role.HELPS})
"""Roles in which a unit says how things stand and answers for no figure."""


class Pledge(Record):
    """What a unit promises the authority; without a unit: the authority its superior.

    The lines of the plan that the party answers for, with its own share as their
    target; a commitment holds only those. Statistics promise nothing.
    """

    unit: Unit | None
    commitments: tuple[Commitment, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    tasks: tuple[Task, ...] = ()

    @property
    def signed(self) -> tuple[Indicator, ...]:
        """The indicators of the commitments."""
        return tuple(
            indicator for one in self.commitments for indicator in one.indicators
        )

    @property
    def lines(self) -> tuple[PledgeLine, ...]:
        return (*self.signed, *self.indicators, *self.tasks)


class PledgeChange(Record):
    """One line as it was signed and as it is now; None: not there."""

    before: PledgeLine | None
    after: PledgeLine | None


def pledge(plan: Plan, unit: Unit | None) -> Pledge:
    """What a party promises of a plan.

    The authority promises its commitments; a unit its share of what is shared, rates
    as they are, what it leads, and the tasks that it must do itself.
    """
    if unit is None:
        return Pledge(None, plan.commitments)
    return Pledge(
        unit,
        tuple(_carried(plan, unit.id)),
        tuple(_own(plan.indicators, unit.id)),
        tuple(_work(plan, unit.id)),
    )


def _carried(plan: Plan, unit: str) -> Iterator[Commitment]:
    for one in plan.commitments:
        own = tuple(_own(one.indicators, unit))
        if own:
            yield replace(one, indicators=own)


def _own(lines: tuple[Indicator, ...], unit: str) -> Iterator[Indicator]:
    for line in lines:
        role = role_in(line, unit)
        if role is None or role in HEARD or line.target is None:
            continue
        if role is Role.SHARE:
            yield replace(line, target=share_of(line, line.allot[unit]), baseline=None)
        else:
            yield line


def _work(plan: Plan, unit: str) -> Iterator[Task]:
    """What it must do itself; a number to be made by all units together is left out."""
    for task in plan.tasks:
        role = task_role(task, unit)
        if role is not None and role not in HEARD:
            yield task if role in WHOLE else replace(task, count=None)


def pledge_changes(old: Pledge, new: Pledge) -> tuple[PledgeChange, ...]:
    """What the new pledge promises otherwise, in its order; then what it dropped."""
    before = {_key(line): line for line in old.lines}
    after = {_key(line): line for line in new.lines}
    kept = (PledgeChange(before.get(key), now) for key, now in after.items())
    gone = (PledgeChange(was, None) for key, was in before.items() if key not in after)
    return tuple(each for each in (*kept, *gone) if _is_change(each))


def _is_change(one: PledgeChange) -> bool:
    was, now = one.before, one.after
    return was is None or now is None or differs(was, now)


def _key(line: PledgeLine) -> tuple[bool, str]:
    return isinstance(line, Task), line.id
