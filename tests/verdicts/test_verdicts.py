"""The table of verdicts: plans, reports and what must be said of them.

Each file beside this one is a list of cases. A case gives only what differs from the
skeleton of `office.py`:

- `case`: a sentence; `law`: the sections it pins;
- `indicator`: its keys (it is called x, reported by unit a); or `commitment`: a list
  of indicators x, y, z … of one commitment k; `plan`: other keys of the plan;
- `told`: by unit, its values of x from Q1 on, each told the day after the cut-off;
  `null` for a quarter in which nothing came;
- `said`: other reports, `DAY UNIT PERIOD KEY=VALUE …` as after `report add`, or
  `DAY VERB UNIT PERIOD …` with withdraw, return, close or exempt; `refused`: such
  lines, with the code of the refusal;
- `amend`: a second version: `on`, `effective`, and the keys of x that change, or
  the whole `plan`;
- `ask` (a period) and `as_of` (a day; default some days after the period is due, for
  Q4 after the year has settled), `expect`: keys of the indicator x in `status --json`;
  `view`: keys of the whole document; or several of them under `asks`.
"""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import cast

import pytest

from tests.office import Shared
from tests.verdicts.office import (
    AFTER_CUTOFF,
    ASKED_ON,
    FIRST_DAY,
    HERE,
    Office,
    Refused,
    Tree,
    differences,
    indicators,
    read,
)

Case = dict[str, Tree]
GIVEN = {"indicator", "commitment", "plan", "told", "said", "refused", "amend"}
ASKED = {"ask", "as_of", "expect", "view"}
KEYS = {"case", "law", "asks", *GIVEN, *ASKED}
LATER = (32,)
"""Examples of kinds that the plan language does not have yet, and of numbers."""
EXAMPLES = {f"13.{number}" for number in range(1, 33) if number not in LATER}


def cases() -> Iterator[Case]:
    for path in sorted(HERE.glob("*.yaml")):
        listed = read(path.read_text(encoding="utf-8"))
        assert isinstance(listed, list), path.name
        for case in listed:
            assert isinstance(case, dict), (path.name, case)
            yield {"file": path.stem, **case}


CASES = tuple(cases())


def plan_of(case: Case) -> Case:
    plan = dict(cast("Case", case.get("plan", {})))
    if "indicator" in case:
        plan["indicators"] = indicators([case["indicator"]])
    if "commitment" in case:
        listed = indicators(cast("list[Tree]", case["commitment"]))
        plan["commitments"] = [{"id": "k", "name": "Cam kết", "indicators": listed}]
    return plan


def lines_of(case: Case) -> list[str]:
    """All reports of a case, in the order of their days."""
    lines = list(cast("list[str]", case.get("said", [])))
    told = cast("dict[str, list[str]]", case.get("told", {}))
    for unit, values in told.items():
        for (period, day), value in zip(AFTER_CUTOFF.items(), values, strict=False):
            if value != "null":
                lines.append(f"{day} {unit} {period} 'x={value}'")
    return sorted(lines, key=lambda line: line[:10])


def amended(case: Case) -> tuple[str, Case, tuple[str, ...]]:
    """The day, the plan and the words of the second version."""
    amend = dict(cast("Case", case["amend"]))
    day, effective = cast("str", amend.pop("on")), cast("str", amend.pop("effective"))
    paper = ("--decision", "45/QĐ-UBND ngày 01/7/2022")
    words = (*paper, "--effective", effective, "--reason", "điều chỉnh")
    if "plan" in amend:
        return day, plan_of({"plan": amend["plan"]}), words
    one = {**cast("Case", case["indicator"]), **amend}
    return day, plan_of({**case, "indicator": one}), words


def tell(office: Office, case: Case) -> None:
    office.apply(plan_of(case), FIRST_DAY)
    lines = lines_of(case)
    if "amend" in case:
        day, plan, words = amended(case)
        for line in [line for line in lines if line[:10] < day]:
            office.report(line)
        office.apply(plan, day, *words)
        lines = [line for line in lines if line[:10] >= day]
    for line in lines:
        office.report(line)


def asks_of(case: Case) -> list[Case]:
    if "asks" in case:
        return cast("list[Case]", case["asks"])
    return [
        {key: case[key] for key in ("ask", "as_of", "expect", "view") if key in case}
    ]


def answer(office: Office, ask: Case) -> list[str]:
    period = cast("str", ask.get("ask", "Q1"))
    seen = office.status(period, cast("str", ask.get("as_of", ASKED_ON[period])))
    wrong = differences(seen, ask.get("view", {}), period)
    if "expect" in ask:
        found = {**_by_id(seen["indicators"])}
        for each in cast("list[Case]", seen["commitments"]):
            found |= _by_id(each["indicators"])
        wrong += differences(found["x"], ask["expect"], period)
    return wrong


def _by_id(listed: Tree) -> dict[str, Tree]:
    return {cast("str", one["id"]): one for one in cast("list[Case]", listed)}


@pytest.fixture
def told(case: Case, shared: Shared) -> Office:
    """An office in which a case was told, made once for whoever asks of the case."""
    name = f"case-{CASES.index(case)}"
    return Office(shared(name, lambda folder: tell(Office(folder), case)))


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{case['file']}: {case['case']}" for case in CASES]
)
def test_the_verdict_is_the_one_of_the_table(
    case: Case, told: Office, tmp_path: Path
) -> None:
    if "refused" in case:
        told = Office(copytree(told.folder, tmp_path / "office"))
    for line, code in cast("dict[str, str]", case.get("refused", {})).items():
        with pytest.raises(Refused, match=code):
            told.report(line)
    wrong = [each for ask in asks_of(case) for each in answer(told, ask)]
    assert wrong == [], "\n".join(
        [str(case["case"]), *wrong, "after:", *lines_of(case), *told.lines]
    )


def test_cases_have_known_keys_and_names_of_their_own() -> None:
    for case in CASES:
        assert set(case) - {"file"} <= KEYS, case["case"]
    names = [case["case"] for case in CASES]
    assert len(names) == len(set(names))


def test_every_example_of_the_law_is_in_the_table() -> None:
    pinned = {law for case in CASES for law in cast("list[str]", case["law"])}
    assert pinned >= EXAMPLES, EXAMPLES - pinned
    assert len(CASES) >= 130
