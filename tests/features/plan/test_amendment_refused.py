"""Amendments that cannot be: decisions out of time, figures that would be lost."""

from pathlib import Path

import pytest

from tests.features.plan.amending import (
    HALVES,
    Out,
    amend,
    app,
    change,
    report,
    status,
)

__all__ = ["app"]


def test_a_decision_made_after_the_cut_off_cannot_govern_the_period(
    app: Path, capsys: Out
) -> None:
    change(app, ("at_least: 8", "at_least: 10"))
    assert amend(since="Q2") == 1
    said = capsys.readouterr().err
    assert "P248" in said
    assert "2022-Q3" in said
    assert amend(today="2022-06-30") == 1
    assert "P256" in capsys.readouterr().err


def test_a_decision_typed_late_is_taken_with_a_warning(app: Path, capsys: Out) -> None:
    change(app, ("at_least: 8", "at_least: 10"))
    assert amend(today="2022-10-20") == 0
    assert "P249" in capsys.readouterr().err
    assert status(capsys, "Q3", "2022-10-19")["plan_version"] == 1
    assert status(capsys, "Q3", "2022-10-20")["plan_version"] == 2


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("id: sp,", "id: sp-moi,", "P251"),
        ("measure: flow, unit: sản phẩm", "measure: running, unit: sản phẩm", "P250"),
        ("unit: triệu đồng", "unit: tỷ đồng", "P250"),
        ("value: 1000,", "value: 1000, cumulative: true,", "P250"),
        ("  - {id: b, name: Phường B}\n", "", "P242"),
        (
            "reporters: [a, b, c], allot: {a: 12, b: 10, c: 4}",
            "reporters: [a, c]",
            "P242",
        ),
        (
            "areas:",
            HALVES,
            "P242",
        ),
    ],
)
def test_a_change_that_would_orphan_figures_is_refused_with_the_way_out(
    app: Path, capsys: Out, old: str, new: str, code: str
) -> None:
    report("2022-03-15", "a", "Q1", "sp=2", "gn=100", "dn=3", "cn=10")
    report("2022-03-15", "b", "Q1", "dn=3", "cn=10")
    if code == "P242" and "id: b" in old:
        change(
            app,
            ("reporters: [a, b, c], allot: {a: 12, b: 10, c: 4}", "reporters: [a, c]"),
            ("reporters: [a, b]", "reporters: [a]"),
        )
    change(app, (old, new))
    capsys.readouterr()
    assert amend("2022-07-01", "H2" if "H1" in new else "Q3") == 1
    assert code in capsys.readouterr().err
