"""Whatever status and the memo print can be asked for, and the answer says it."""

import json
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.status import StatusView, every_indicator
from cchc.core.verdict.statuses import Status
from cchc.core.why.report import counts_of
from cchc.features.status.actions.status import StatusQuestion, status_in
from cchc.features.status.actions.why import Why, open_answers
from cchc.features.status.show.why import figure_sentences, sentence, tree
from cchc.main import main
from cchc.store.ledger import open_ledger
from cchc.text.number_format import format_figure, vietnamese
from cchc.text.record import field_names
from cchc.words.translator import Lang, voice

STOPS = [
    ("Q1", date(2022, 3, 18)),
    ("Q1", date(2022, 3, 25)),
    ("Q2", date(2022, 6, 24)),
    ("Q3", date(2022, 9, 23)),
    ("Q4", date(2022, 12, 20)),
    ("Q4", date(2023, 7, 3)),
]
VI = voice(Lang.VI)
OF_CELLS = {"parts", "each", "pooled", "children"}
"""What holds the cells themselves, which are read anew."""


@pytest.fixture(scope="module")
def year(played_year: Path) -> Path:
    """The illustrated year of Sa Đéc in its database."""
    return played_year / "cchc.db"


def view_of(db: Path, period: str, as_of: date) -> StatusView:
    with open_ledger(db) as ledger:
        question = StatusQuestion(period=period, as_of=as_of)
        return status_in(ledger, db, question).view


def asked(db: Path, what: str, period: str, as_of: date) -> Why:
    with open_answers(db, period, as_of) as ask:
        return ask(what)


def told(answer: Why) -> str:
    known = figure_sentences(answer.indicators, answer.plan, VI)
    reasons = answer.reason.walk()
    return "\n".join(sentence(each, VI, figures=known) for each in reasons)


def same_lines(
    alone: tuple[IndicatorView, ...], together: tuple[IndicatorView, ...]
) -> bool:
    """Whether lines judged alone say what they say among all others."""
    lines = {line.indicator.id: line for line in together}
    fields = [name for name in field_names(IndicatorView) if name not in OF_CELLS]
    return all(
        getattr(line, name) == getattr(lines[line.indicator.id], name)
        for line in alone
        for name in fields
    )


def figures(view: IndicatorView) -> Iterator[str]:  # noqa: C901  # one yield a figure
    """Every text that a screen or a memo prints of an indicator's figures."""
    line = view.indicator
    yield view.shown
    if line.target is not None:
        yield view.shown_target
        yield view.shown_expected
    if view.percent is not None:
        yield vietnamese(view.percent)
    if view.in_period is not None:
        yield format_figure(view.in_period, line.decimals)
    if view.previous is not None:
        yield format_figure(view.previous.value or Fraction(), 6)
    if view.numerator is not None and view.denominator is not None:
        yield f"{vietnamese(view.numerator)}/{vietnamese(view.denominator)}"
    for share in view.shares:
        for value in (share.to_date, share.left):
            if value is not None:
                yield format_figure(value, line.decimals)


@pytest.mark.parametrize(("period", "as_of"), STOPS)
def test_every_figure_of_every_indicator_is_in_its_answer(
    year: Path, period: str, as_of: date
) -> None:
    view = view_of(year, period, as_of)
    walked = 0
    signed = {each.commitment.id for each in view.commitments}
    with open_answers(year, period, as_of) as ask:
        for line in every_indicator(view):
            why = ask(line.indicator.id)
            answer = told(why)
            assert same_lines(why.indicators, every_indicator(view))
            for text in {*figures(line)} - {"–"}:  # nothing is not told
                assert text in answer, (line.indicator.id, text)
                walked += 1
            if line.verdict.status is not Status.STATISTIC:
                assert f"({line.verdict.rule})" in answer
            assert line.indicator.id in answer or line.indicator.id in signed
    assert walked > 60


@pytest.mark.parametrize(("period", "as_of"), STOPS)
def test_every_count_is_told_with_what_it_counts(
    year: Path, period: str, as_of: date
) -> None:
    view = view_of(year, period, as_of)
    with open_answers(year, period, as_of) as ask:
        for name, keys in counts_of(view).items():
            reason = ask(name).reason
            assert reason.blanks["n"] == len(keys)
            told_keys = [
                e.blanks["id"] for e in reason.reasons if e.code == "why.counted"
            ]
            assert told_keys == list(keys)


@pytest.mark.parametrize(("period", "as_of"), STOPS)
def test_tasks_and_units_answer_for_their_state(
    year: Path, period: str, as_of: date
) -> None:
    view = view_of(year, period, as_of)
    with open_answers(year, period, as_of) as ask:
        for task in view.tasks:
            answer = told(ask(task.task.id))
            assert VI.say(f"task.status.{task.status.value}") in answer
        for unit in view.units:
            answer = told(ask(unit.unit.id))
            assert VI.say(f"report.status.{unit.report.value}") in answer
            if unit.late_days:
                assert f"Trễ {unit.late_days} ngày làm việc" in answer


@pytest.mark.parametrize(("period", "as_of"), STOPS)
def test_the_rule_that_decided_is_the_last_one_that_holds(
    year: Path, period: str, as_of: date
) -> None:
    with open_answers(year, period, as_of) as ask:
        for line in every_indicator(view_of(year, period, as_of)):
            reason = ask(line.indicator.id).reason
            if line.verdict.status is Status.STATISTIC:
                assert reason.code == "why.statistic"
                continue
            if reason.code == "why.commitment":
                reason = next(e for e in reason.reasons if e.code.startswith("why.ind"))
            rules = [each for each in reason.reasons if each.code == "why.rules"]
            held = [each.code for each in rules[0].walk() if each.code.endswith(".yes")]
            assert f"why.{line.verdict.rule}.yes" in held


def test_a_silent_ward_opens_both_ends_and_is_named(year: Path) -> None:
    answer = told(asked(year, "ck-6b", "Q1", date(2022, 3, 18)))
    assert "thiếu số liệu (theo 7/9 đơn vị: cần theo dõi) (S9)" in answer
    assert "Nếu các số còn thiếu xấu nhất" in answer
    assert "chưa báo cáo" in answer


def test_a_correction_shows_both_revisions_with_the_reason(year: Path) -> None:
    answer = told(asked(year, "ck-6b", "Q1", date(2022, 3, 25)))
    assert "lần 1: 3" in answer
    assert "lần 2: 4" in answer
    assert "đính chính" in answer


def test_the_tree_fits_the_screen_and_stands_in_both_languages(year: Path) -> None:
    reason = asked(year, "ck-6", "Q2", date(2022, 6, 24)).reason
    for width in (60, 80, 120):
        assert max(map(len, tree(reason, VI, width, {}).splitlines())) <= width
    for each in reason.walk():
        for lang in Lang:
            assert not sentence(each, voice(lang)).startswith("why.")


def test_json_carries_exact_figures_cells_and_reasons(
    year: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--db", str(year), "why", "ck-8b", "Q2", "--as-of", "2022-06-24", "--json"]
    assert main(words) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "cchc.why/1"
    assert document["what"] == {"kind": "indicator", "id": "ck-8b"}
    assert document["indicators"][0]["rule"] == "S2"
    assert {cell["period"] for cell in document["cells"]} == {"Q1", "Q2"}
    assert document["cells"][0]["document"]["number"]


def test_what_nobody_knows_is_refused_with_the_nearest(
    year: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--db", str(year), "why", "ck-6c", "Q2"]) == 1
    assert "ck-6" in capsys.readouterr().err
    assert main(["--db", str(year), "why", "reports.sent", "Q2"]) == 1
    assert "reports." in capsys.readouterr().err


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ward of 2026 with indicators of every other kind, some of them reported."""
    folder = tmp_path_factory.mktemp("why") / "phuong"
    made = ["--quiet", "--today", "2026-01-05", "init", str(folder)]
    assert main([*made, "--example", "phuong-sa-dec-2026"]) == 0
    found = view_of(folder / "cchc.db", "Q1", date(2026, 4, 6))
    values = {
        "level": ("91", "89"),
        "flow": ("2", "=5"),
        "rank": ("9", "5"),
        "running": ("3000", "5000"),
        "ratio": ("40/50", "70/90"),
        "milestone": ("nil", "2026-06-20"),
        "yes": ("no", "yes"),
    }
    for turn, (period, day) in enumerate((("Q1", "2026-04-06"), ("Q2", "2026-07-06"))):
        for line in every_indicator(found):
            said = values[line.indicator.measure.value][turn]
            if line.indicator.amount is not None:
                said = said.partition("/")[0]
            for unit in line.indicator.reporters:
                words = ["--db", str(folder / "cchc.db"), "--quiet", "--today", day]
                words += ["report", "add", unit, period, f"{line.indicator.id}={said}"]
                main(words)
    return folder / "cchc.db"


@pytest.mark.parametrize("period", ["Q1", "Q2", "Q4"])
@pytest.mark.parametrize(
    "as_of", [date(2026, 2, 10), date(2026, 7, 8), date(2027, 1, 4), date(2027, 6, 1)]
)
def test_every_kind_of_indicator_has_words_for_its_reason(
    ward: Path, period: str, as_of: date
) -> None:
    view = view_of(ward, period, as_of)
    kinds = {line.indicator.measure for line in every_indicator(view)}
    assert len(kinds) >= 6
    with open_answers(ward, period, as_of) as ask:
        for line in every_indicator(view):
            answer = ask(line.indicator.id)
            reason = answer.reason
            for lang in Lang:
                told_all = [sentence(each, voice(lang)) for each in reason.walk()]
                assert not [text for text in told_all if text.startswith("why.")]
            for text in {*figures(line)} - {"–"}:
                assert text in told(answer), (line.indicator.id, text)


def test_an_id_that_two_things_have_is_told(
    year: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--db", str(year), "why", "8.3", "Q4"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("8.3 Họp chấn chỉnh")
    assert "tiêu chí chấm điểm" in said.err
    assert "cchc why scores.8.3" in said.err
    assert main(["--db", str(year), "why", "giải ngân", "Q4"]) == 1
    assert "P340" in capsys.readouterr().err
