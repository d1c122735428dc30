"""What one party to a plan promises: the content of a bản cam kết, line by line."""

from collections.abc import Iterator

from cchc.core.cascade.cascade import share_of
from cchc.core.cascade.unit_plan import WHOLE, LineRole, role_in, task_role
from cchc.core.facts.amendment import differs
from cchc.core.plan.indicator import line_of_unit
from cchc.core.plan.plan import Commitment, Indicator, Plan, Task
from cchc.core.plan.unit import Unit
from cchc.text.record import Record, replace

PledgeLine = Indicator | Task
HEARD = frozenset({LineRole.REPORTS, LineRole.HELPS})
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
    def signed_lines(self) -> tuple[Indicator, ...]:
        """The indicators of the commitments."""
        return tuple(line for held in self.commitments for line in held.indicators)

    @property
    def lines(self) -> tuple[PledgeLine, ...]:
        return (*self.signed_lines, *self.indicators, *self.tasks)


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
    carried = (
        replace(
            commitment, indicators=tuple(_lines_of_unit(commitment.indicators, unit.id))
        )
        for commitment in plan.commitments
    )
    # what it must do itself; a number to be made by all units together is left out
    tasks = (
        task if role in WHOLE else replace(task, count=None)
        for task in plan.tasks
        for role in [task_role(task, unit.id)]
        if role is not None and role not in HEARD
    )
    return Pledge(
        unit,
        tuple(commitment for commitment in carried if commitment.indicators),
        tuple(_lines_of_unit(plan.indicators, unit.id)),
        tuple(tasks),
    )


def _lines_of_unit(lines: tuple[Indicator, ...], unit: str) -> Iterator[Indicator]:
    for line in lines:
        role = role_in(line, unit)
        if role is None or role in HEARD or line.target is None:
            continue
        if role is LineRole.SHARE:
            yield replace(line, target=share_of(line, line.allot[unit]), baseline=None)
        else:
            yield line_of_unit(line, unit) if role is LineRole.SAME else line


def pledge_changes(old: Pledge, new: Pledge) -> tuple[PledgeChange, ...]:
    """What the new pledge promises otherwise, in its order; then what it dropped."""
    before = {_key(line): line for line in old.lines}
    after = {_key(line): line for line in new.lines}
    pairs = (
        *((before.get(key), now) for key, now in after.items()),
        *((was, None) for key, was in before.items() if key not in after),
    )
    return tuple(
        PledgeChange(was, now)
        for was, now in pairs
        if was is None or now is None or differs(was, now)
    )


def _key(line: PledgeLine) -> tuple[bool, str]:
    return isinstance(line, Task), line.id
