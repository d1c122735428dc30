"""Random years through the front door: plan file, reports, ledger, `status --json`."""

from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import cast

from cchc.core.plan.measure import Measure
from cchc.store.ledger import open_ledger
from cchc.store.reports import revisions
from tests.verdicts.asking import Quarter, Question, Said, quarters_of
from tests.verdicts.office import FIRST_DAY, Office, Refused, Tree
from tests.verdicts.oracle import Opinion, opinion
from tests.verdicts.typed import lines, plan_keys
from tests.verdicts.worlds import World, world

CASES = 30
Seen = dict[str, Tree]


def lived(office: Office, met: World) -> tuple[Said, dict[str, Seen]] | None:
    """The year typed in; what the ledger holds of it, and what status said on days.

    None when the plan is refused; a line that is refused was never said.
    """
    try:
        office.apply(plan_keys(met), FIRST_DAY)
    except Refused:
        return None
    rows, sent, snapshots, bugs = [], [], {}, 0
    told = lines(met)
    for number, (day, words, row) in enumerate(told):
        try:
            office.run(str(day), *words)
        except Refused as refused:
            bugs += refused.code != 1
            continue
        if words[1] == "add":
            sent.append((day, words[2], words[3]))
        if row is not None:
            rows.append((day, row))
        is_last_of_day = number + 1 == len(told) or told[number + 1][0] != day
        if is_last_of_day and number % 3 == 0:
            snapshots[str(day)] = office.status(now(met).name, str(day))
    assert bugs == 0, office.lines
    with open_ledger(office.folder / "cchc.db") as ledger:
        kept = revisions(ledger, met.plan.id)
    return Said(kept, tuple(rows), tuple(sent)), snapshots


def now(met: World) -> Quarter:
    return quarters_of(met.plan)[met.at - 1]


def disagreements(seen: Seen, right: Opinion, one: Measure) -> list[str]:
    status = "null" if right.status == "statistic" else right.status
    found = [] if seen["status"] == status else ["status"]
    if status != "null" and seen["rule"] not in right.rules:
        found.append("rule")
    known: Tree = "null"
    if right.known is not None:
        known = {"status": right.known[0], "rule": right.known[1]}
    if seen["known"] != known:
        found.append("known")
    reported, expected, silent = right.coverage
    cover = {"reported": reported, "expected": expected, "silent": list(silent)}
    shown = cast("Seen", seen["coverage"])
    if any(shown[key] != _text(value) for key, value in cover.items()):
        found.append("coverage")
    if one in (Measure.MILESTONE, Measure.YES) or right.status == "not_due":
        return found
    pairs = {"actual": right.actual, "expected": right.expected}
    return found + [key for key, value in pairs.items() if not near(seen[key], value)]


def _text(value: object) -> Tree:
    return value if isinstance(value, list) else str(value)


def near(shown: Tree, exact: Fraction | None) -> bool:
    """Equal, or as near as six decimals of a percentage can be."""
    if exact is None or shown == "null":
        return exact is None and shown == "null"
    return abs(Fraction(cast("str", shown)) - exact) <= Fraction(1, 10**6)


def test_random_years_typed_in_are_judged_as_the_law_says(tmp_path: Path) -> None:
    dice = Random(45)  # noqa: S311
    seen: Counter[str] = Counter()
    while sum(seen.values()) < CASES:
        met = world(dice)
        folder = tmp_path / str(dice.random())
        folder.mkdir()
        office = Office(folder)
        year = lived(office, met)
        if year is None:
            continue
        said, snapshots = year
        right = opinion(Question(met.plan, met.one, met.at, met.as_of, said))
        document = as_of(office, met, met.as_of)
        shown = cast("list[Seen]", document["indicators"])[0]
        wrong = disagreements(shown, right, met.one.measure)
        assert wrong == [], (wrong, shown, right, office.lines)
        for day, before in snapshots.items():
            assert as_of(office, met, date.fromisoformat(day)) == before, office.lines
        seen[right.status] += 1
    print(  # noqa: T201 -- how much was looked at
        f"{CASES} random years through the ledger agree: {dict(seen.most_common())}"
    )


def as_of(office: Office, met: World, day: date) -> Seen:
    """What status says of an earlier day, asked long after everything was told."""
    return office.status(now(met).name, "2023-12-01", "--as-of", str(day))


def test_periods_reported_in_any_order_give_the_same(tmp_path: Path) -> None:
    dice = Random(9)  # noqa: S311
    found: list[Seen] = []
    met = next(each for each in (world(dice) for _ in range(10**4)) if ordinary(each))
    told = [words for _, words, _ in lines(met)]
    for number in range(4):
        folder = tmp_path / str(number)
        folder.mkdir()
        office = Office(folder)
        office.apply(plan_keys(met), FIRST_DAY)
        for words in dice.sample(told, len(told)):
            office.run("2023-02-01", *words)
        found.append(office.status("Q4", "2023-03-01"))
    assert all(each == found[0] for each in found)


def ordinary(met: World) -> bool:
    """A flow of several units over a whole year, without corrections."""
    is_flow = met.one.measure is Measure.FLOW and len(met.one.reporters) == 3
    plain = all(each.sequence == 1 for each in met.said.revisions)
    return is_flow and plain and met.at == 4 and met.one.target is not None
