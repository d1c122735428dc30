"""The facts with one more report, one figure fewer or one report fewer."""

from datetime import date
from decimal import Decimal

from cchc.core.facts.acts import Closing, ClosingKind, Evidence, Opinion, Review
from cchc.core.facts.derived import (
    only_unit,
    with_report,
    without_figure,
    without_report,
)
from cchc.core.facts.obstacle import Obstacle
from cchc.core.facts.report import (
    CellState,
    Facts,
    Item,
    Narrative,
    Reading,
    Report,
    ReportedEvidence,
    Section,
    Submission,
    TaskNote,
    TaskState,
)
from cchc.core.facts.typed import TypedItem, TypedTask, TypedText, typed_parts
from cchc.text.record import replace

DAY, NEXT = date(2022, 3, 15), date(2022, 3, 20)
HERE, THERE, LATER = ("u1", "Q1"), ("u2", "Q1"), ("u1", "Q2")
PLACES = (HERE, THERE, LATER)


def number(value: int) -> Reading:
    return Reading(CellState.VALUE, number=Decimal(value))


def item(indicator: str, unit: str, period: str) -> Item:
    return Item(indicator, unit, period, "Y tế", "y te")


def note(task: str, unit: str, period: str, state: TaskState) -> TaskNote:
    return TaskNote(task, unit, period, state)


def told(unit: str, period: str, section: Section, text: str) -> Narrative:
    return Narrative(unit, period, section, text)


FACTS = Facts(
    DAY,
    cells={(key, *at): number(1) for key in ("x", "y") for at in PLACES},
    items=tuple(item(key, *at) for key in ("x", "y") for at in PLACES),
    tasks=tuple(note(key, *at, TaskState.DOING) for key in ("s", "t") for at in PLACES),
    submissions=tuple(
        Submission(number, *at, DAY, DAY, filled=frozenset({"x", "y"}))
        for number, at in enumerate(PLACES, start=1)
    ),
    obstacles=tuple(Obstacle(n, *at, "thiếu máy", DAY) for n, at in enumerate(PLACES)),
    narratives=tuple(
        told(*at, section, "cũ")
        for section in (Section.RESULTS, Section.NEXT)
        for at in PLACES
    ),
    evidence=tuple(ReportedEvidence(*at, Evidence("x", "1/QĐ")) for at in PLACES),
    drafts={HERE: (), THERE: ()},
    last_acts={HERE: 1, THERE: 2, LATER: 3},
)
REPORT = Report(
    *HERE,
    received=DAY,
    readings={"x": number(5)},
    added=(item("z", *HERE),),
    tasks=(note("t", *HERE, TaskState.DONE),),
    narrative={Section.RESULTS: "mới"},
    obstacles=(Obstacle(9, *HERE, "thiếu người", DAY),),
    evidence=(Evidence("z", "2/QĐ"),),
)


def test_one_more_report_takes_the_place_of_what_it_says_anew() -> None:
    after = with_report(FACTS, REPORT, NEXT)
    assert after.as_of == NEXT
    assert after.cells == {**FACTS.cells, ("x", *HERE): number(5)}
    assert after.items == (*FACTS.items, *REPORT.added)
    assert after.obstacles == (*FACTS.obstacles, *REPORT.obstacles)
    assert after.tasks == (
        *(each for each in FACTS.tasks if each != note("t", *HERE, TaskState.DOING)),
        *REPORT.tasks,
    )
    assert after.narratives == (
        *(each for each in FACTS.narratives if each != FACTS.narratives[0]),
        told(*HERE, Section.RESULTS, "mới"),
    )
    proof = ReportedEvidence(*HERE, Evidence("z", "2/QĐ"))
    assert after.evidence == (*FACTS.evidence, proof)
    assert after.drafts == {THERE: ()}
    assert after.last_acts == {**FACTS.last_acts, HERE: 4}
    sent = Submission(4, *HERE, DAY, NEXT, filled=frozenset({"x", "z"}))
    assert after.submissions == (*FACTS.submissions, sent)


def test_the_first_report_of_all_is_act_one_and_no_day_goes_back() -> None:
    after = with_report(Facts(NEXT), Report(*HERE, received=DAY), DAY)
    assert (after.as_of, after.last_acts) == (NEXT, {HERE: 1})


def test_a_figure_taken_out_leaves_every_other() -> None:
    after = without_figure(FACTS, *HERE, "x")
    gone = ("x", *HERE)
    assert after.cells == {k: said for k, said in FACTS.cells.items() if k != gone}
    assert after.items == tuple(each for each in FACTS.items if each != item(*gone))
    filled = [set(each.filled or ()) for each in after.submissions]
    assert filled == [{"y"}, {"x", "y"}, {"x", "y"}]
    assert after.last_acts == {**FACTS.last_acts, HERE: 4}
    assert after.tasks == FACTS.tasks


def test_a_report_taken_back_is_as_if_never_sent() -> None:
    after = without_report(FACTS, *HERE)
    assert set(after.cells) == {(k, *at) for k in ("x", "y") for at in (THERE, LATER)}
    rows = (
        *(after.items, after.tasks, after.submissions, after.obstacles),
        *(after.narratives, after.evidence),
    )
    for kept in rows:
        assert {(row.unit, row.period) for row in kept} == {THERE, LATER}
    assert after.last_acts == {**FACTS.last_acts, HERE: 4}
    assert after.drafts == FACTS.drafts
    for kind in (Item, TaskNote, Submission, Obstacle, Narrative, ReportedEvidence):
        assert FACTS.rows_of(kind, *HERE)
        assert not after.rows_of(kind, *HERE)


def test_what_is_known_of_one_unit_alone() -> None:
    alone = only_unit(FACTS, "u1")
    assert set(alone.cells) == {
        (key, *at) for key in ("x", "y") for at in (HERE, LATER)
    }
    assert [row.unit for row in alone.items] == ["u1"] * 4
    assert [act.period for act in alone.submissions] == ["Q1", "Q2"]


def test_a_figure_withdrawn_of_the_only_act_leaves_it_filling_nothing() -> None:
    only = replace(FACTS, submissions=(Submission(1, *HERE, DAY, DAY, filled=None),))
    (sent,) = without_figure(only, *HERE, "x").submissions
    assert sent.filled == frozenset()


def test_a_report_that_is_waited_for_again_is_not_closed() -> None:
    acts = [
        Closing("u1", name, kind, "1", None, DAY)
        for name, kind in (
            ("Q1", ClosingKind.CLOSE),
            ("Q2", ClosingKind.CLOSE),
            ("Q2", ClosingKind.LIFT),
        )
    ]
    assert set(replace(FACTS, closings=tuple(acts)).closed_reports) == {HERE}


def test_a_unit_answers_a_return_and_a_marked_figure() -> None:
    back = Review(1, "u1", "Q1", Opinion.RETURNED, 1, DAY)
    facts = replace(FACTS, reviews=(back,), disputed=frozenset({("x", "u2", "Q1")}))
    must = [facts.must_answer(*at) for at in PLACES]
    assert must == [True, True, False]


def test_parts_are_those_that_were_typed_without_the_key() -> None:
    task = TypedTask(TypedText("t"), TypedText("done"), done=TypedText("2022-06-20"))
    assert typed_parts(task) == {"state": "done", "done": "2022-06-20"}
    row = TypedItem(TypedText("Trà sen"), document=TypedText("QĐ 1"))
    assert typed_parts(row) == {"name": "Trà sen", "document": "QĐ 1"}
