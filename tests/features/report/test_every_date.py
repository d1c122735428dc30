"""Every field that takes a date, found from its declaration, has a window and keeps it.

A date field that is declared and stands in no table here makes the test fail: whoever
adds one says what can be true of it.
"""

import datetime as dt
import typing
from collections.abc import Iterator
from pathlib import Path

import pytest

from cchc.core.facts.typed import TypedItem, TypedReport, TypedTask
from cchc.core.plan.date_window import DATE_RULES, DateRole
from cchc.core.plan.plan import Plan
from cchc.text.form_marks import INPUTS
from cchc.text.record import field_names
from tests.features.report.test_dates_typed import promise, promised
from tests.forms import WARD, FormOffice, fill, make_bound
from tests.office import Enter, Run
from tests.workspace import change

__all__ = ["promised"]

OPTION = "P346 Ngày ở --as-of"
BOUND = "bieu.xlsx --binding bieu.yaml --period Q1"
TRIED = {
    ("--today",): ("status", "P346 Ngày ở --today"),
    ("status", "--as-of"): ("status Q1", OPTION),
    ("why", "--as-of"): ("why ck-6b", OPTION),
    ("remind", "--as-of"): ("remind Q1", OPTION),
    ("log", "--since"): ("log", "P346 Ngày ở --since"),
    ("log", "--until"): ("log", "P346 Ngày ở --until"),
    ("export", "--as-of"): ("export Q1 --output -", OPTION),
    ("lint", "--as-of"): ("lint bc.md", OPTION),
    ("note list", "--as-of"): ("note list Q1", OPTION),
    ("report add", "--received"): ("report add p1 Q1 ck-6b=2", "P346 Ngày nhận"),
    ("report list", "--as-of"): ("report list Q1", OPTION),
    ("report show", "--as-of"): ("report show p1 Q1", OPTION),
    ("report collect", "--received"): ("report collect bieu-mau", "Cần đơn vị sửa (1)"),
    ("report import", "--received"): ("report import bieu-mau", "P346 Ngày nhận"),
    ("report evidence", "--as-of"): ("report evidence Q1", OPTION),
    ("bind fill", "--as-of"): (f"bind fill {BOUND}", OPTION),
    ("bind read", "--received"): (f"bind read {BOUND}", "P346 Ngày nhận"),
    ("task list", "--as-of"): ("task list", OPTION),
    ("task extend", "--until"): ("task extend 9.9 --reason bận", "P36"),
    ("score list", "--as-of"): ("score list", OPTION),
    ("score show", "--as-of"): ("score show 1.2", OPTION),
    ("unit list", "--as-of"): ("unit list", OPTION),
    ("unit extend", "--until"): ("unit extend p1 Q1 --reason bận", "P34"),
    ("obstacle list", "--as-of"): ("obstacle list", OPTION),
    ("obstacle assign", "--due"): ("obstacle assign 1 nv", "P39"),
    ("sign add", "--date"): ("sign add p1 commitment", "P384"),
    ("sign list", "--as-of"): ("sign list", OPTION),
    ("sign paper", "--date"): ("sign paper --unit p1", "P346"),
    ("sign paper", "--as-of"): ("sign paper --unit p1", OPTION),
}
"""Each option that takes a date: a command right but for its date, and the fault."""


def declared_options() -> Iterator[tuple[str, ...]]:
    table = Path(__file__).parents[3] / "cchc" / "app" / "parameters.tsv"
    for line in table.read_text("utf-8").splitlines():
        verb, option, metavar, *_ = line.split("\t")
        if metavar == "DATE":
            yield (verb, option) if verb else (option,)


def test_every_option_with_a_date_is_tried() -> None:
    assert set(declared_options()) == set(TRIED)


def fill_office() -> None:
    """An office with an obstacle, a filled form, a bound workbook."""
    promise()
    folder = FormOffice(Path.cwd())
    folder.run("obstacle", "add", "p1", "Thiếu máy")
    fill(folder.form("p1"), WARD)
    make_bound(folder.folder)


@pytest.fixture
def everything(run: Run, enter: Enter) -> Run:
    enter(fill_office)
    return run


@pytest.mark.parametrize("field", TRIED, ids=" ".join)
@pytest.mark.parametrize("day", ["1912-03-01", "0022-03-01"])
def test_no_option_takes_a_day_of_another_century(
    everything: Run, field: tuple[str, ...], day: str
) -> None:
    words, fault = TRIED[field]
    code, out, err = everything(*words.split(), field[-1], day)
    assert code in {1, 2}, out
    assert fault in out + err
    assert everything("report", "show", "p1", "Q1", "--json")[1].count('"now"') == 0


@pytest.mark.parametrize("field", TRIED, ids=" ".join)
def test_no_option_takes_what_is_no_day(
    everything: Run, field: tuple[str, ...]
) -> None:
    words, _ = TRIED[field]
    code, out, err = everything(*words.split(), field[-1], "31/02/2022")
    assert code in {1, 2}, out
    said = ("P502", "P317", "Cần đơn vị sửa (1)")
    assert any(fault in out + err for fault in said)


TYPED = {
    ("TypedReport", "received"): DateRole.RECEIVED,
    ("TypedReport", "document_date"): DateRole.DOCUMENT,
    ("TypedItem", "date"): DateRole.ITEM,
    ("TypedTask", "done"): DateRole.TASK,
}
"""Each part of a typed report that is a date, by what it says."""


def test_every_date_of_a_typed_report_and_of_a_form_has_a_role() -> None:
    dated = {"received", "document_date", "date", "done"}
    found = {
        (kind.__name__, name)
        for kind in (TypedReport, TypedItem, TypedTask)
        for name in field_names(kind)
        if name in dated or "date" in name or "day" in name
    }
    assert found == set(TYPED)
    columns = {name for names in INPUTS.values() for name in names}
    assert columns & dated <= {name for _, name in TYPED}


def test_every_role_of_a_date_has_a_rule() -> None:
    assert set(DATE_RULES) == set(DateRole)


PAPERS = {
    "evidence": ("--evidence", "ck-6b=QĐ 12/QĐ-UBND ngày {}", "ck-6b=2"),
    "item": ("mon=+Khô cá lóc; 2022-03-01; 12/QĐ-UBND ngày {}",),
    "document": ("--document", "12/BC-UBND ngày {}", "ck-6b=2"),
}


@pytest.mark.parametrize("day", ["01/3/2012", "01/3/2222"])
@pytest.mark.parametrize("door", PAPERS)
def test_a_paper_named_in_words_has_a_day_that_can_be_true(
    promised: Run, door: str, day: str
) -> None:
    words = [word.format(day) for word in PAPERS[door]]
    code, out, err = promised("report", "add", "p1", "Q1", *words)
    assert (code, out) == (1, "")
    assert "P346" in err or "P318" in err


IN_PLAN = {
    ("Unit", "since"): None,
    ("Unit", "until"): None,
    ("Paper", "date"): (
        "\ndocument: {number: null, date: null}",
        "\ndocument: {date: DAY}",
    ),
    ("PeriodRule", "start"): ("Q1: {", "Q1: {from: DAY, "),
    ("PeriodRule", "cutoff"): ("Q1: {", "Q1: {cutoff: DAY, "),
    ("PeriodRule", "due"): ("due: 2022-03-18", "due: DAY"),
    ("PeriodRule", "dues"): ("due: 2022-03-18", "due: {ward: DAY}"),
    ("CalendarRules", "days_off"): ("- 2022-01-03", "- DAY"),
    ("CalendarRules", "made_up"): ("  days_off:", "  made_up: [DAY]\n  days_off:"),
    ("By", "date"): ("target: {by: 2022-06-30}", "target: {by: DAY}"),
    ("By", "since"): (
        "target: {by: 2022-06-30}",
        "target: {by: 2022-06-30, from: DAY}",
    ),
    ("DatedPoint", "day"): ("[15, 34, 53, 73]", "{DAY: 34, 2022-12-14: 73}"),
    ("LegalGround", "since"): None,
    ("LegalGround", "until"): None,
    ("Indicator", "settles"): ("settles: 2023-01-31", "settles: DAY"),
    ("Task", "due"): ("due: 2022-03-31}", "due: DAY}"),
}
"""Each date of a plan: what to write in its place; None: units and laws are older."""


def declared_in_plan() -> set[tuple[str, str]]:
    """Fields of the plan's records whose type has a date in it, and these records'."""
    found: set[tuple[str, str]] = set()
    seen: set[object] = set()

    def walk(kind: object) -> None:
        for part in typing.get_args(kind):
            walk(part)
        if not hasattr(kind, "__struct_fields__") or kind in seen:
            return
        seen.add(kind)
        for name, hint in typing.get_type_hints(kind).items():
            if "datetime.date" in str(hint) or hint is dt.date:
                found.add((kind.__name__, name))  # type: ignore[attr-defined]
            walk(hint)

    walk(Plan)
    return found


def test_every_date_of_a_plan_is_tried() -> None:
    assert declared_in_plan() == set(IN_PLAN)


@pytest.mark.parametrize(
    "field", [own for own in IN_PLAN if IN_PLAN[own]], ids=".".join
)
def test_no_date_of_a_plan_is_of_another_century(
    promised: Run, office: Path, field: tuple[str, str]
) -> None:
    old, new = IN_PLAN[field] or ("", "")
    change(office / "plan.yaml", old, new.replace("DAY", "1922-03-01"))
    code, _, err = promised("plan", "check")
    assert code == 1
    assert any(fault in err for fault in ("P226", "P246", "P228"))


@pytest.mark.parametrize(
    ("old", "new", "is_odd"),
    [
        ("due: 2022-03-31}", "due: 2023-06-30}", False),
        ("due: 2022-03-31}", "due: 2023-07-01}", True),
        ("due: 2022-03-31}", "due: 2021-12-14}", True),
        ("due: 2022-03-31}", "due: 2021-12-15}", False),
        ("target: {by: 2022-06-30}", "target: {by: 2023-07-01}", True),
        ("target: {by: 2022-06-30}", "target: {by: 2022-12-31}", False),
    ],
)
def test_a_deadline_outside_of_the_plan_s_own_days_is_warned_of(
    promised: Run, office: Path, old: str, new: str, *, is_odd: bool
) -> None:
    change(office / "plan.yaml", old, new)
    code, _, err = promised("plan", "check")
    assert code == 0
    assert ("P349" in err) is is_odd
    assert ("15/12/2021 đến 30/6/2023" in err) is is_odd
