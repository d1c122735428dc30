"""Random years through the front door: plan file, reports, ledger, `status --json`."""

import re
from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import cast

from cchc.core.facts.report import Item
from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import PlanVersion
from cchc.store.facts import revisions
from cchc.store.ledger import open_ledger
from cchc.store.plans import versions
from cchc.text.record import Record, replace
from tests.verdicts.asking import Quarter, Question, Said, quarters_of
from tests.verdicts.beside import Coverage, in_the_sum
from tests.verdicts.office import FIRST_DAY, Office, Refused, Tree
from tests.verdicts.oracle import Opinion, opinion
from tests.verdicts.typed import Line, amending, lines, plan_keys
from tests.verdicts.worlds import World, question, world

CASES = 30
Seen = dict[str, Tree]


class Year(Record):
    """What the ledger holds of a year typed in, and what status said on some days."""

    versions: tuple[PlanVersion, ...]
    said: Said
    seen: dict[str, Seen]


def lived(office: Office, met: World) -> Year | None:
    """None when the plan is refused; a line that is refused was never said."""
    try:
        office.apply(plan_keys(met.plan), FIRST_DAY)
    except Refused:
        return None
    kept, seen = Said(), {}
    told = amended(met, lines(met))
    for number, (day, words, row) in enumerate(told):
        if not typed(office, met, day, words):
            continue
        kept = noted(kept, day, words, row)
        is_last_of_day = number + 1 == len(told) or told[number + 1][0] != day
        if is_last_of_day and number % 3 == 0:
            seen[str(day)] = office.status(now(met).name, str(day))
    with open_ledger(office.folder / "cchc.db") as ledger:
        held = versions(ledger, met.plan.id)
        kept = replace(kept, revisions=revisions(ledger, met.plan.id))
    return Year(held, kept, seen)


def amended(met: World, told: list[Line]) -> list[Line]:
    """The lines of a year, with the day on which its plan was amended."""
    acts: list[Line] = [
        (version.recorded_on, ("amend", str(number)), None)
        for number, version in enumerate(met.versions[1:], start=1)
    ]
    return sorted([*acts, *told], key=lambda line: line[0])


def typed(office: Office, met: World, day: date, words: tuple[str, ...]) -> bool:
    """Whether the program took a line; a line that is wrong ends with 1, no other."""
    try:
        if words[0] == "amend":
            version = met.versions[int(words[1])]
            effective = quarters_of(met.plan)[version.effective - 1].name
            office.apply(
                plan_keys(version.plan), str(day), *amending(version, effective)
            )
        else:
            office.run(str(day), *words)
    except Refused as refused:
        if refused.code != 1 and words[1] != "close":
            raise
        return False
    return True


def noted(said: Said, day: date, words: tuple[str, ...], row: Item | None) -> Said:
    """What was said before, with a line that the program took."""
    if words[0] == "amend":
        return said
    act, verb, unit, quarter = words[:4]
    if act == "unit":
        stands = "--lift" not in words
        exempted = (*said.exempted, (day, unit, quarter, stands))
        return replace(said, exempted=exempted)
    if verb == "close":
        return replace(said, closed=(*said.closed, (day, unit, quarter)))
    if verb == "add":
        said = replace(said, sent=(*said.sent, (day, unit, quarter)))
    return said if row is None else replace(said, rows=(*said.rows, (day, row)))


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
    cover = cast("Seen", seen["coverage"])
    if any(cover.get(key, of) != of for key, of in _coverage(right.coverage).items()):
        found.append("coverage")
    stands = cast("Seen", seen.get("standing", {}))
    if stands and stands["status"] != right.standing:
        found.append("standing")
    if one in (Measure.MILESTONE, Measure.YES) or right.rules == {"S1"}:
        return found
    pairs = {"actual": right.actual, "expected": right.expected}
    return found + [key for key, value in pairs.items() if not near(seen[key], value)]


def _coverage(cover: Coverage) -> dict[str, Tree]:
    """The keys of the document; those that it does not have yet are passed over."""
    lists = ("silent", "unpublished", "stale", "closed")
    named: dict[str, Tree] = {key: list(getattr(cover, key)) for key in lists}
    counted = {"reported": str(cover.reported), "expected": str(cover.expected)}
    return {**counted, **named}


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
        asked = Question(year.versions, met.one.id, met.at, met.as_of, year.said)
        right = opinion(asked)
        document = as_of(office, met, met.as_of)
        shown = cast("list[Seen]", document["indicators"])[0]
        wrong = disagreements(shown, right, met.one.measure)
        assert wrong == [], (wrong, shown, right, office.lines)
        for day, before in year.seen.items():
            assert as_of(office, met, date.fromisoformat(day)) == before, office.lines
        seen[right.status] += 1
    print(  # noqa: T201 -- how much was looked at
        f"{CASES} random years through the ledger agree: {dict(seen.most_common())}"
    )


def test_how_many_units_is_said_of_those_in_the_sum(tmp_path: Path) -> None:
    """What people read: "thiếu số liệu (theo 8/9 đơn vị: cần theo dõi)"."""
    dice, seen = Random(8), 0  # noqa: S311
    while seen < 12:
        met = world(dice)
        open_now = opinion(question(met))
        several = len(met.one.reporters) > 1 and not met.versions[1:]
        if open_now.status != "undetermined" or not open_now.known or not several:
            continue
        folder = tmp_path / str(seen)
        folder.mkdir()
        office = Office(folder)
        year = lived(office, met)
        if year is None:
            continue
        asked = Question(year.versions, met.one.id, met.at, met.as_of, year.said)
        law = opinion(asked)
        if law.status != "undetermined" or law.known is None:
            continue
        text = " ".join(
            office.run(str(met.as_of), "status", now(met).name, "--full").split()
        )
        told = re.findall(r"thiếu số liệu \(theo (\d+)/(\d+) đơn vị", text)
        wanted = tuple(str(number) for number in in_the_sum(asked, law.figure))
        # where nobody is left out of the sum, no count is told
        assert set(told) == {wanted} - {wanted[:1] * 2}, (text, office.lines)
        assert told or "thiếu số liệu (đến nay: " in text, text
        seen += 1


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
        office.apply(plan_keys(met.plan), FIRST_DAY)
        for words in dice.sample(told, len(told)):
            office.run("2023-02-01", *words)
        found.append(office.status("Q4", "2023-03-01"))
    assert all(each == found[0] for each in found)


def ordinary(met: World) -> bool:
    """A flow of several units over a whole year, without corrections."""
    is_flow = met.one.measure is Measure.FLOW and len(met.one.reporters) == 3
    plain = all(each.sequence == 1 for each in met.said.revisions)
    acts = met.said.exempted or met.said.closed or met.versions[1:]
    still = not any(unit.since or unit.until for unit in met.plan.units)
    promised = met.at == 4 and met.one.target is not None
    return is_flow and plain and still and promised and not acts
