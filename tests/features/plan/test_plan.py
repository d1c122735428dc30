"""The plan verbs as they are typed."""

import json
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from cchc.main import main

ROOT = Path(__file__).parents[3]
PLAN = (ROOT / "plans" / "sa-dec-2022.yaml").read_text("utf-8")
SMALL = """\
cchc: 1
id: nho
title: Kế hoạch nhỏ
year: 2022
authority: {name: UBND}
units:
  - {id: a, name: Phường A}
  - {id: b, name: Phường B}
indicators:
  - {id: dn, name: Doanh nghiệp mới, measure: flow, unit: dn, target: {at_least: 10},
     lead: a, reporters: [a, b], allot: {a: 6, b: 4}}
"""
GROUNDS = (
    "--decision=45/QĐ-UBND ngày 01/7/2022",
    "--effective=Q3",
    "--reason=Điều chỉnh",
)
Out = pytest.CaptureFixture[str]


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CCHC_TODAY", "2022-07-01")
    monkeypatch.delenv("CCHC_DB", raising=False)
    monkeypatch.delenv("CCHC_LANG", raising=False)
    (tmp_path / "plan.yaml").write_text(SMALL, "utf-8")
    return tmp_path


def change(app: Path, old: str, new: str) -> None:
    path = app / "plan.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_right_plan_is_said_to_be_right(app: Path, capsys: Out) -> None:
    assert main(["plan", "check"]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "plan.yaml: kế hoạch hợp lệ" in said.err
    assert sorted(each.name for each in app.iterdir()) == ["plan.yaml"]


def test_a_wrong_plan_is_refused_with_place_line_caret_and_cure(
    app: Path, capsys: Out
) -> None:
    change(app, "lead: a,", "lead: c,")
    assert main(["plan", "check"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("plan.yaml:11:12: P202 ")
    assert lines[1].endswith("lead: c, reporters: [a, b], allot: {a: 6, b: 4}}")
    assert lines[2].index("^") == lines[1].index("c, reporters")
    assert "a, b" in lines[3]


def test_the_faults_of_a_plan_can_be_had_as_json(app: Path, capsys: Out) -> None:
    change(app, "lead: a,", "lead: c,")
    assert main(["plan", "check", "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "cchc.problems/1"
    (problem,) = document["problems"]
    assert (problem["code"], problem["line"], problem["column"]) == ("P202", 11, 12)
    assert (problem["file"], problem["severity"]) == ("plan.yaml", "error")


def test_a_plan_may_come_by_standard_input(
    app: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    (app / "plan.yaml").unlink()
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(SMALL.encode())))
    assert main(["plan", "check", "-"]) == 0
    assert "Kế hoạch nhỏ" in capsys.readouterr().err


def test_the_folder_beside_the_database_is_the_plan_when_there_is_no_file(
    app: Path,
) -> None:
    (app / "plan").mkdir()
    (app / "plan.yaml").rename(app / "plan" / "chung.yaml")
    assert main(["plan", "check"]) == 0


def test_applying_makes_the_database_and_says_so(app: Path, capsys: Out) -> None:
    assert main(["plan", "apply"]) == 0
    assert (app / "cchc.db").exists()
    said = capsys.readouterr().err
    assert "Đã tạo cơ sở dữ liệu cchc.db" in said
    assert "phiên bản 1" in said
    assert "hiệu lực từ Quý I/2022" in said


def test_a_rehearsal_of_applying_writes_nothing(app: Path) -> None:
    assert main(["plan", "apply", "--dry-run"]) == 0
    assert not (app / "cchc.db").exists()
    assert main(["plan", "apply"]) == 0
    before = (app / "cchc.db").read_bytes()
    change(app, "at_least: 10", "at_least: 9")
    assert main(["plan", "apply", "--dry-run", *GROUNDS]) == 0
    assert (app / "cchc.db").read_bytes() == before


def test_applying_the_same_file_again_is_said_and_nothing_is_written(
    app: Path, capsys: Out
) -> None:
    main(["plan", "apply"])
    before = (app / "cchc.db").read_bytes()
    capsys.readouterr()
    assert main(["plan", "apply"]) == 0
    assert "không đổi" in capsys.readouterr().err
    assert (app / "cchc.db").read_bytes() == before


def test_a_version_is_shown_with_the_decision_it_rests_on(
    app: Path, capsys: Out
) -> None:
    main(["plan", "apply"])
    change(app, "at_least: 10", "at_least: 9")
    main(["plan", "apply", *GROUNDS])
    capsys.readouterr()
    assert main(["plan", "show"]) == 0
    assert "Phiên bản 2, theo Quyết định số" in capsys.readouterr().out


def test_a_later_version_needs_its_grounds(app: Path, capsys: Out) -> None:
    main(["plan", "apply"])
    change(app, "at_least: 10", "at_least: 9")
    capsys.readouterr()
    assert main(["plan", "apply"]) == 1
    said = capsys.readouterr().err
    assert all(each in said for each in ("--decision", "--effective", "--reason"))
    assert main(["plan", "apply", *GROUNDS]) == 0
    assert (
        "Chỉ tiêu dn (Doanh nghiệp mới): 10 → 9 dn, từ Quý III/2022, theo Quyết định số"
        " 45/QĐ-UBND ngày 01/7/2022." in capsys.readouterr().err
    )


def test_the_plan_in_force_depends_on_the_day(app: Path, capsys: Out) -> None:
    main(["plan", "apply"])
    change(app, "at_least: 10", "at_least: 9")
    main(["plan", "apply", *GROUNDS])
    capsys.readouterr()
    assert main(["plan", "show"]) == 0
    assert "ít nhất 09 dn" in capsys.readouterr().out
    assert main(["plan", "show", "--today", "2022-04-01"]) == 0
    assert "ít nhất 10 dn" in capsys.readouterr().out


@pytest.mark.usefixtures("app")
def test_the_plan_can_be_had_as_json(capsys: Out) -> None:
    main(["plan", "apply"])
    capsys.readouterr()
    assert main(["plan", "show", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["schema"], document["id"]) == ("cchc.plan/1", "nho")
    target = document["indicators"][0]["target"]
    assert (target["kind"], target["value"]) == ("at_least", "10")


def test_showing_warns_when_the_file_has_changed_since(app: Path, capsys: Out) -> None:
    main(["plan", "apply"])
    main(["plan", "show"])
    assert "P240" not in capsys.readouterr().err
    change(app, "at_least: 10", "at_least: 9")
    assert main(["plan", "show"]) == 0
    assert "P240" in capsys.readouterr().err


def test_checking_warns_that_the_change_is_not_yet_applied(
    app: Path, capsys: Out
) -> None:
    main(["plan", "apply"])
    change(app, "at_least: 10", "at_least: 9")
    capsys.readouterr()
    assert main(["plan", "check"]) == 0
    assert "P240" in capsys.readouterr().err


def test_differences_are_told_in_words(app: Path, capsys: Out) -> None:
    main(["plan", "apply"])
    capsys.readouterr()
    assert main(["plan", "diff", "--check"]) == 0
    assert capsys.readouterr().out == ""
    change(app, "allot: {a: 6, b: 4}", "allot: {a: 5, b: 5}")
    change(app, "indicators:", "  - {id: c, name: Phường C}\nindicators:")
    assert main(["plan", "diff", "--check"]) == 3
    out = capsys.readouterr().out.splitlines()
    assert out == [
        "Thêm: Đơn vị c (Phường C).",
        "Chỉ tiêu dn (Doanh nghiệp mới): số giao của a đổi từ “6” thành “5”.",
        "Chỉ tiêu dn (Doanh nghiệp mới): số giao của b đổi từ “4” thành “5”.",
    ]
    assert main(["plan", "diff"]) == 0


@pytest.mark.parametrize("form", ["json", "csv", "tsv", "md"])
def test_differences_come_as_data_too(app: Path, capsys: Out, form: str) -> None:
    main(["plan", "apply"])
    change(app, "at_least: 10", "at_least: 9")
    capsys.readouterr()
    assert main(["plan", "diff", "--format", form]) == 0
    out = capsys.readouterr().out
    assert "dn" in out
    assert "target" in out
    if form == "json":
        (line,) = json.loads(out)["changes"]
        assert (line["change"], line["kind"], line["id"]) == (
            "changed",
            "indicator",
            "dn",
        )


def test_figures_are_never_orphaned(app: Path, capsys: Out) -> None:
    main(["plan", "apply"])
    assert main(["report", "add", "b", "Q1", "dn=3"]) == 0
    capsys.readouterr()
    change(app, "reporters: [a, b], allot: {a: 6, b: 4}", "reporters: [a]")
    change(app, "  - {id: b, name: Phường B}\n", "")
    assert main(["plan", "apply", *GROUNDS]) == 1
    said = capsys.readouterr().err
    assert "“b”" in said
    assert "cchc report withdraw" in said


def test_another_plan_does_not_slip_into_the_database(app: Path, capsys: Out) -> None:
    main(["plan", "apply"])
    change(app, "id: nho", "id: khac")
    capsys.readouterr()
    assert main(["plan", "apply"]) == 1
    assert "P243" in capsys.readouterr().err


@pytest.mark.usefixtures("app")
def test_there_is_no_plan_without_a_database(capsys: Out) -> None:
    assert main(["plan", "show"]) == 4
    assert "cchc" in capsys.readouterr().err


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_schema_is_printed_in_the_language_asked_for(
    capsys: Out, lang: str
) -> None:
    assert main(["plan", "schema", "--lang", lang]) == 0
    whole = json.loads(capsys.readouterr().out)
    assert whole["$schema"].startswith("http://json-schema.org/draft-07")
    words = {"vi": "Năm kế hoạch.", "en": "Year of the plan."}
    assert whole["properties"]["year"]["description"] == words[lang]


def test_a_whole_year_is_shown(app: Path, capsys: Out) -> None:
    (app / "plan.yaml").write_text(PLAN, "utf-8")
    main(["plan", "apply"])
    capsys.readouterr()
    assert main(["plan", "show"]) == 0
    out = capsys.readouterr().out
    assert "ít nhất 73 doanh nghiệp" in out
    assert "Quý I/2022: 15/12/2021 – 14/3/2022" in out


@pytest.mark.parametrize("word", ["check", "apply", "show", "diff", "schema"])
def test_every_verb_explains_itself(capsys: Out, word: str) -> None:
    assert main(["plan", word, "--help"]) == 0
    out = capsys.readouterr().out
    assert "help.plan" not in out
    assert "metavar." not in out


def test_every_number_of_the_plan_is_shown_as_it_was_understood(
    app: Path, capsys: Out
) -> None:
    change(
        app,
        "unit: dn,",
        "unit: dn, baseline: {value: 9500}, trajectory: [1, 3, 6, 10],",
    )
    change(app, "lead: a,", "lead: a, previous_year: [1200, null, 3, 4],")
    more = (
        '  - {id: gn, name: Giải ngân, measure: ratio, of: plan, unit: "%", lead: a,\n'
        "     amount: {value: 182500, unit: triệu đồng}, trajectory: linear,\n"
        "     target: {at_least: 95}}\n"
        'tasks: [{id: "1.1", name: Tin, lead: a, count: {target: 1200, unit: tin}}]\n'
    )
    with (app / "plan.yaml").open("a", encoding="utf-8") as file:
        file.write(more)
    assert main(["plan", "apply"]) == 0
    capsys.readouterr()
    assert main(["plan", "show"]) == 0
    shown = capsys.readouterr().out
    for figure in (
        *(
            "Số liệu kỳ gốc: 9.500",
            "Số cùng kỳ năm trước: 1.200, –, 3, 4",
            "1; 3; 6; 10",
        ),
        *("Số kế hoạch: 182.500 triệu đồng", "Phường A: 6, Phường B: 4", "1.200 tin"),
    ):
        assert figure in shown
