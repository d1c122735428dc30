"""Promises, and what units may say of them."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial

from cchc.core.facts.report import Item
from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.plan import Amount, Baseline, Indicator
from cchc.core.plan.targets.line import AtLeast
from cchc.core.plan.trajectory import Points
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.statuses import Status
from cchc.core.verdict.verdict_rules import Verdict
from cchc.text.record import Record, replace
from tests.core.world import Said, indicator, seen


class Example(Record):
    """A promise, and what units said of it up to each period that is told."""

    indicator: Indicator
    said: tuple[tuple[Mapping[tuple[str, str], Said], str], ...]
    items: tuple[Item, ...] = ()
    status: Status | None = None

    def views(self) -> Iterator[IndicatorView]:
        for said, period in self.said:
            view = seen(self.indicator, said, period, items=self.items)
            verdict = self.status and Verdict(self.status, "S0")
            yield replace(view, verdict=verdict or view.verdict)


def year(*values: Said | None, unit: str = "u1") -> Mapping[tuple[str, str], Said]:
    """What one unit said from the first quarter on; None: nothing."""
    said = {(unit, f"Q{n}"): value for n, value in enumerate(values, start=1)}
    return {key: value for key, value in said.items() if value is not None}


def told(
    *ways: tuple[Said | None, ...],
) -> tuple[tuple[Mapping[tuple[str, str], Said], str], ...]:
    """Each way a year may go, told in the last quarter that is named."""
    return tuple((year(*way), f"Q{len(way)}") for way in ways)


def line(name: str, base: Indicator, **more: object) -> Indicator:
    return replace(base, name=name, **more)  # type: ignore[arg-type]


ROW = Measure
D = Decimal
flow, level, rate = (
    partial(indicator, measure) for measure in (ROW.FLOW, ROW.LEVEL, ROW.RATIO)
)
COUNT = flow(AtLeast(D(20)), Points((D(5), D(10), D(15), D(20))))
RATE = rate(AtLeast(D(98)))
LEVEL = level(AtLeast(D(85)))
PLAN = replace(
    indicator(
        ROW.RATIO,
        AtLeast(D(100)),
        Points((D(15), D(40), D(65), D(100))),
        of=RatioOf.PLAN,
    ),
    unit="%",
    amount=Amount(D(182500), "triệu đồng", 0, "kế hoạch vốn năm"),
)
SCORE = Baseline(D("65.42"), "2021")
TWO = ("u1", "u2")
NINE = tuple(f"u{n}" for n in range(1, 10))
