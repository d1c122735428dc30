"""A report that comes a second time: what is there already is left out."""

from datetime import date

import pytest

from cchc.core.facts.acts import Evidence
from cchc.core.facts.obstacle import Obstacle
from cchc.core.facts.report import Facts, Item, ReportedEvidence
from cchc.core.facts.typed import (
    TypedItem,
    TypedObstacle,
    TypedReport,
    TypedText,
    without_known,
)
from cchc.text.compare import name_key
from cchc.text.record import replace

DAY = date(2022, 3, 1)
AT = ("u1", "Q1")


def known(unit: str, period: str) -> Facts:
    row = Item("x", unit, period, "Y tế", name_key("Y tế"), DAY, "1/QĐ")
    bare = Item("x", unit, period, "Đất đai", name_key("Đất đai"))
    proofs = (Evidence("x", "12/BC"), Evidence("x", "anh.jpg", "ab" * 32, 9))
    return Facts(
        DAY,
        items=(row, bare),
        obstacles=(Obstacle(1, unit, period, "Thiếu máy", DAY),),
        evidence=tuple(ReportedEvidence(unit, period, proof) for proof in proofs),
    )


def text(words: str) -> TypedText:
    return TypedText(words)


def row(name: str, day: str = "", document: str = "", key: str = "x") -> object:
    parts = (text(day) if day else None, text(document) if document else None)
    return text(key), TypedItem(text(name), *parts)


SENT = known(*AT).evidence[1].evidence.as_sent
OLD: dict[str, tuple[object, ...]] = {
    "items": (row("y  TẾ", "01/3/2022", " 1/QĐ "), row("Đất đai")),
    "obstacles": (TypedObstacle(text(" Thiếu máy ")),),
    "evidence": tuple((text("x"), text(t)) for t in ("12/BC", "anh.jpg", SENT)),
}
NEW: dict[str, tuple[object, ...]] = {
    "items": (
        row("Y tế", "02/3/2022", "1/QĐ"),
        row("Y tế", "01/3/2022", "2/QĐ"),
        row("Y tế"),
        row("Đất đai", document="1/QĐ"),
        row("Đất đai", key="y"),
    ),
    "obstacles": (TypedObstacle(text("Thiếu người")),),
    "evidence": ((text("y"), text("12/BC")), (text("x"), text("13/BC"))),
}


def report(*parts: dict[str, tuple[object, ...]], is_copy: bool = True) -> TypedReport:
    empty = TypedReport(text("u1"), text("Q1"), is_copy=is_copy)
    together = {key: sum((part[key] for part in parts), ()) for key in OLD}
    return replace(empty, **together)  # type: ignore[arg-type]


@pytest.mark.parametrize("copies", [False, True])
def test_only_what_is_new_of_a_copy_is_kept(*, copies: bool) -> None:
    typed = report(OLD, NEW)
    assert without_known(typed, known(*AT), AT, copies=copies) == report(NEW)


def test_of_copies_alone_nothing_else_is_looked_at() -> None:
    typed = report(OLD, NEW, is_copy=False)
    assert without_known(typed, known(*AT), AT, copies=True) == typed
    assert without_known(typed, known(*AT), AT) == report(NEW, is_copy=False)


@pytest.mark.parametrize("other", [("u2", "Q1"), ("u1", "Q2")])
def test_reports_of_others_leave_it_alone(other: tuple[str, str]) -> None:
    typed = report(OLD, NEW)
    assert without_known(typed, known(*other), AT) == typed
