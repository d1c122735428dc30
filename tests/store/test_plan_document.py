import json
from datetime import date
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.core.plan.plan import Plan
from cchc.core.plan.stock_table import StockTable
from cchc.core.plan.targets.kinds import KINDS
from cchc.core.plan.targets.target import Target
from cchc.core.plan.trajectory import AnyTrajectory, Trajectory
from cchc.core.plan.unit import Unit
from cchc.store.check import still_says
from cchc.store.schema.plan_document import from_json, from_text, to_json, to_text
from cchc.text.record import replace
from tests.store.world import PLAN

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False)
st.register_type_strategy(Decimal, NUMBERS)


def through_text(plan: Plan) -> Plan:
    text = json.dumps(to_json(plan), ensure_ascii=False, separators=(",", ":"))
    return from_text(text.encode())


def through_json(plan: Plan) -> Plan:
    back = from_json(json.loads(json.dumps(to_json(plan))))
    assert through_text(plan) == back
    return back


def test_a_plan_comes_back_as_it_was() -> None:
    assert through_json(PLAN) == PLAN


TARGETS: st.SearchStrategy[Target] = st.one_of(*map(st.from_type, KINDS.values()))
TRAJECTORIES: st.SearchStrategy[Trajectory] = st.one_of(
    *map(st.from_type, get_args(AnyTrajectory))
)


@given(TARGETS, TRAJECTORIES, NUMBERS, st.dates())
def test_every_kind_of_target_and_trajectory_comes_back(
    target: Target, trajectory: Trajectory, number: Decimal, day: date
) -> None:
    indicator = replace(
        PLAN.indicators[0],
        target=target,
        trajectory=trajectory,
        settles=day,
        allot={"p1": number},
    )
    plan = replace(PLAN, indicators=(indicator,))
    back = through_json(plan)
    assert back == plan
    assert str(back.indicators[0].allot["p1"]) == str(number)


def test_a_target_names_its_kind() -> None:
    document = to_json(PLAN)
    assert document["schema"] == "cchc.plan/1"
    text = json.dumps(document["commitments"])
    assert '"target": {"kind": "at_least", "value": "73", ' in text


def test_a_field_that_an_old_document_does_not_have_gets_its_default() -> None:
    document = to_json(PLAN)
    del document["review"]
    assert from_json(document) == PLAN


def test_another_document_is_no_plan() -> None:
    with pytest.raises(ValueError, match=r"cchc\.plan/1"):
        from_json({"schema": "cchc.status/1"})
    with pytest.raises(ValueError, match=r"cchc\.plan/1"):
        from_text(b'{"schema":"cchc.status/1"}')


def test_a_document_that_others_wrote_is_read_as_well() -> None:
    assert from_text(json.dumps(to_json(PLAN)).encode()) == PLAN


def test_lines_that_name_the_same_reporters_share_one_list() -> None:
    texts = ('"reporters":["7"]', '\\"reporters":[', '{"reporters":[]}')
    lines = tuple(
        replace(PLAN.indicators[0], id=f"ct-{place}", text=text, reporters=reporters)
        for place, text in enumerate(texts)
        for reporters in (("p1", "p2"), ())
    )
    plan = through_text(replace(PLAN, indicators=lines))
    assert plan.indicators == lines
    assert len({id(line.reporters) for line in plan.indicators}) == 2


def test_a_group_or_a_row_of_a_table_may_be_called_reporters() -> None:
    columns = ("dau", ("moi",), ("xong",), ("con",))
    named = {"reporters": ("a", "b")}
    table = StockTable("h", "H", *columns, reporters=("p1",), rows=named)
    groups = {"reporters": tuple(unit.id for unit in PLAN.units)}
    plan = replace(PLAN, groups=groups, tables=(table,))
    assert from_text(to_text(plan).encode()) == plan


def test_reporters_that_somebody_wrote_otherwise_are_read_as_they_stand() -> None:
    text = to_text(PLAN).replace('"reporters":[', '"reporters": [', 1)
    assert from_text(text.encode()) == PLAN


def test_a_plan_of_the_whole_country_comes_back() -> None:
    units = tuple(Unit(f"x{n}", f"Xã {n}", "commune") for n in range(3_321))
    allot = {each.id: Decimal(n) / 10 for n, each in enumerate(units)}
    shared = tuple(
        replace(PLAN.indicators[0], id=f"ct-{n}", allot=allot) for n in range(50)
    )
    plan = replace(PLAN, units=units, groups={}, indicators=shared)
    assert through_json(plan) == plan


def test_a_document_of_an_older_program_still_holds() -> None:
    now = {"id": "a", "units": [{"id": "p1", "kind": "x"}], "subject": None}
    older = {"id": "a", "units": [{"id": "p1"}]}
    assert still_says(now, older)
    assert not still_says(now, {**older, "id": "b"})
    assert not still_says(now, {**older, "gone": 1})
    assert not still_says(now, {**older, "units": []})
