"""A kind of target that the house does not have, as one file would bring it."""

FILE = "cchc/core/plan/targets/sink_by.py"
LIST = "cchc/core/plan/targets/kinds.py"
KIND = '''"""`sink_by: d`: reached when B - A >= d."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from cchc.core.plan.targets.line import AtMost
from cchc.core.plan.targets.target import Goal
from cchc.core.plan.targets.target import Manner
from cchc.core.plan.targets.target import (
    COUNTED,
    Datum,
    Direction,
    Phrase,
    Target,
    TargetEntry,
    ValueShape,
    Written,
)


class SinkBy(Target):
    """B - A >= value; B is the baseline."""

    value: Decimal

    tag = "sink_by"
    measures = COUNTED
    keys = {"sink_by": ValueShape.NUMBER}
    has_unit = False
    needs_baseline = True

    @classmethod
    def read(cls, entry: TargetEntry) -> Target:
        return SinkBy(entry.number(cls.tag))

    def spelling(self) -> Mapping[str, Written]:
        return {self.tag: self.value}

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        return (self.value,)

    @property
    def ends(self) -> tuple[Decimal, Decimal] | None:
        return None

    @property
    def phrase(self) -> Phrase:
        return Phrase("plan.target.sink_by", {"value": self.value})

    def data(self, baseline: Decimal | None) -> Mapping[str, Datum]:
        return {"value": self.value}

    def share(self, part: Decimal, total: Decimal, decimals: int) -> Target:
        return AtMost(part)
'''
JUDGING = """
    direction = Direction.DOWN
    manner = Manner.FALL

    def goal(self, base: Fraction | None) -> Goal | None:
        if base is None:
            return None
        at = base - Fraction(self.value)
        return Goal(
            at, less_is_better=True, base=base, can_exceed=True, has_percent=True
        )
"""
SENTENCES = {
    "plan.po": ("plan.target.sink_by", "down by {value}"),
}
PLAN = """\
cchc: 1
id: thu-2022
title: Plan
year: 2022
authority: {name: Office}
units:
  - {id: a, name: Ward A, kind: ward}
commitments:
  - id: "1"
    name: Fewer complaints
    indicators:
      - id: x
        name: Complaints
        measure: level
        unit: letters
        lead: a
        baseline: {value: 20, period: "2021"}
        target: {sink_by: 5}
"""
PLAY = """\
import io, json, sys
from contextlib import redirect_stdout
from cchc.main import main

def run(day, *words):
    out = io.StringIO()
    with redirect_stdout(out):
        code = main(
            ["--db", "cchc.db", "--today", day, "--no-input", "--lang", "en", *words]
        )
    assert code == 0, words
    return out.getvalue()

run("2022-01-05", "plan", "apply", "plan.yaml")
run("2022-12-15", "report", "add", "a", "Q4", "x=14")
after = "2023-03-01"
told = {
    "shown": run("2022-12-15", "plan", "show"),
    "status": json.loads(run(after, "status", "Q4", "--json")),
    "why": run(after, "why", "x", "Q4"),
}
json.dump(told, sys.stdout)
"""
