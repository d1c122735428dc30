"""Two numbers in one place are refused at every door; nothing is joined in silence."""

from pathlib import Path

import pytest

from tests.forms import FormOffice, fill
from tests.office import Run

TWO = ("14 15", "9 5", "12 3456", "1.234 567", "14\u00a015", "14\u202f15", "14\n150")
KEYS = (
    *("p1 Q1 ck-6b={}", "p1 Q1 ck-6b=~{}", "p1 Q1 ck-6b=={}"),
    *("p1 Q1 hs-dung-han={}/99.999", "p1 Q1 hs-dung-han=1/{}"),
    *("tckh Q1 ck-1a={}", "tckh Q1 ck-1a={},5", "tckh Q1 ck-1a={}|tỷ"),
    *("tckh Q1 ck-1a={}|triệu|đồng", "vhtt Q1 1.2=doing:{}", "vhtt Q1 1.2={}/24"),
    "vhtt Q1 1.2=doing:1/{}",
)
FAULTS = ("P347", "P307", "P327", "P329")


@pytest.mark.parametrize("two", TWO)
@pytest.mark.parametrize("typed", KEYS)
def test_two_numbers_in_a_word_of_the_command_line(
    run: Run, typed: str, two: str
) -> None:
    unit, period, value = typed.split()
    word = value.replace("|", " ").format(two)
    code, out, err = run("report", "add", unit, period, word)
    assert (code, out) == (1, "")
    assert any(fault in err for fault in FAULTS)


def test_two_lines_of_a_report_file(run: Run, office: Path) -> None:
    """YAML joins the lines of a value by a space; 14 and 150 are not 14150."""
    for values in ("ck-6b: 14\n    150", 'hs-dung-han: "1/14\n    150"'):
        text = f"unit: p1\nperiod: 2022-Q1\nvalues:\n  {values}\n"
        (office / "bao-cao.yaml").write_text(text, "utf-8")
        code, out, err = run("report", "add", "--from", "bao-cao.yaml")
        assert (code, out, "P347" in err) == (1, "", True)


@pytest.mark.parametrize("two", TWO)
def test_two_numbers_in_a_report_file(run: Run, office: Path, two: str) -> None:
    shown = two.replace("\n", "\\n")
    for values in (f'ck-6b: "{shown}"', f'hs-dung-han: "1/{shown}"'):
        text = f"unit: p1\nperiod: 2022-Q1\nvalues: {{{values}}}\n"
        (office / "bao-cao.yaml").write_text(text, "utf-8")
        code, _, err = run("report", "add", "--from", "bao-cao.yaml")
        assert code == 1
        assert "P347" in err or "P307" in err


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("ck-6b=1 234", "1.234 doanh nghiệp"),
        ("ck-6b=1.234", "1.234 doanh nghiệp"),
        ("ck-6b=12\u00a0500", "12.500 doanh nghiệp"),
        ("ck-6b=05", "5 doanh nghiệp"),
        ("ck-6b=~ 14", "14 doanh nghiệp (ước)"),
        ("ck-6b=ước 14", "14 doanh nghiệp (ước)"),
        ("ck-6b=không  phát sinh", "không phát sinh"),
        ("hs-dung-han=1 000 / 1.080", "1.000/1.080"),
    ],
)
def test_one_number_is_read_as_before(run: Run, typed: str, shown: str) -> None:
    code, out, err = run("report", "add", "p1", "Q1", typed)
    assert code == 0, err
    assert shown in out


@pytest.mark.parametrize("hand", ["p1=14 15", "p1=9 5,p2=3", "p1=1.234 567"])
def test_two_numbers_in_a_share_of_a_unit(run: Run, hand: str) -> None:
    code, _, err = run("plan", "cascade", "ck-6b", "--hand", hand)
    assert code == 1
    assert "P347" in err


def test_two_numbers_in_a_file_of_weights(run: Run, office: Path) -> None:
    (office / "trong-so.txt").write_text("p1 = 14 15\np2 = 9\n", "utf-8")
    words = ["plan", "cascade", "ck-6b", "--split", "weight"]
    code, _, err = run(*words, "--weights", "trong-so.txt")
    assert code == 1
    assert "P347" in err
    assert "1415" in err


@pytest.fixture
def app(office: Path) -> FormOffice:
    return FormOffice(office)


@pytest.mark.parametrize("two", TWO)
@pytest.mark.parametrize(
    ("mark", "column"),
    [("v:ck-6b", "value"), ("v:hs-dung-han", "value"), ("v:hs-dung-han", "whole")],
)
def test_two_numbers_in_a_cell_of_a_form(
    app: FormOffice, mark: str, column: str, two: str
) -> None:
    cells: dict[str, object] = {"value": 1, "whole": 9} if "han" in mark else {}
    form = fill(app.form("p1"), {mark: {**cells, column: two}})
    assert [code for code, _ in app.codes(form)] in (["P347"], ["P307"])


@pytest.mark.parametrize("two", ["14 15", "9 5", "1.234 567"])
def test_two_numbers_in_a_line_of_a_csv_form(app: FormOffice, two: str) -> None:
    head = "cchc.form/1|||p1|2022-Q1|\n#v;Số báo cáo;Mẫu số;Tình trạng số liệu\n"
    form = app.folder / "p1.csv"
    form.write_text(f"{head}v:ck-6b;{two};;\nv:hs-dung-han;1;{two};\n", "utf-8-sig")
    assert [code for code, _ in app.codes(form)] == ["P347", "P347"]


EN = ("--lang", "en")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("p1 Q1 ck-6b=1,234", "1,234"),
        ("p1 Q1 ck-6b=1 234", "1,234"),
        ("p1 Q1 hs-dung-han=1,000/1,080", "1,000/1,080"),
        ("tckh Q1 ck-1a=12.5|tỷ", "12,500"),
        ("vhtt Q1 1.2=7.5/24", "7.5/24"),
    ],
)
def test_numbers_of_the_command_line_are_english_in_english(
    run: Run, typed: str, shown: str
) -> None:
    words = (word.replace("|", " ") for word in typed.split(maxsplit=2))
    code, out, err = run(*EN, "report", "add", *words)
    assert code == 0, err
    assert shown in out


@pytest.mark.parametrize(
    ("language", "typed", "code", "told"),
    [
        ("vi", "1,234", "P308", ("1,234", "1234")),
        ("vi", "10,000", "P308", ("10", "10000")),
        ("vi", "1,234.5", "P307", ("tiếng Anh", "1234,5")),
        ("vi", "14 15", "P347", ("1415", "14 · 15")),
        ("vi", "x", "P306", ("1.234 · 12,5",)),
        ("en", "1.234", "P308", ("1.234", "1234")),
        ("en", "10.000", "P308", ("10", "10000")),
        ("en", "1.234,5", "P307", ("Vietnamese", "1234.5")),
        ("en", "14 15", "P347", ("1415", "14 · 15")),
        ("en", "x", "P306", ("1,234 · 12.5",)),
    ],
)
def test_a_refusal_names_both_readings_by_the_marks_of_the_language(
    run: Run, language: str, typed: str, code: str, told: tuple[str, ...]
) -> None:
    words = ("report", "add", "p1", "Q1", f"ck-6b={typed}")
    status, out, err = run("--lang", language, *words)
    assert (status, out) == (1, "")
    assert code in err
    assert all(words in err for words in told)


FILES = {
    "yaml": "unit: p1\nperiod: 2022-Q1\nvalues:\n  ck-6b: %s\n",
    "json": '{"unit": "p1", "period": "2022-Q1", "values": {"ck-6b": %s}}',
    "data": 'schema: cchc.report/1\nunit: p1\nperiod: 2022-Q1\nvalues: {ck-6b: "%s"}',
}


@pytest.mark.parametrize(
    ("kind", "language", "number", "told"),
    [
        ("yaml", "vi", "1.234", "1.234"),
        ("yaml", "en", "1,234", "1,234"),
        ("yaml", "vi", "1,234", "P308"),
        ("yaml", "en", "1.234", "P308"),
        ("json", "vi", "1234", "1.234"),
        ("json", "en", "1234", "1,234"),
        ("json", "vi", "1.234", "P309"),
        ("json", "en", "1.234", "P309"),
        ("json", "vi", "14.000", "14 doanh"),
        ("json", "vi", "1.4e1", "14 doanh"),
        ("json", "vi", "14e99999999", "P306"),
        ("json", "vi", '"1.234"', "1.234"),
        ("json", "en", '"1,234"', "1,234"),
        ("json", "vi", '"1,234"', "P308"),
        ("data", "vi", "1234", "1.234"),
        ("data", "en", "14.0", "14 "),
        ("data", "vi", "1.234", "P309"),
        ("data", "vi", "1,234", "P306"),
        ("data", "vi", "1 234", "P347"),
    ],
)
def test_a_file_is_read_by_its_language_and_data_by_its_own(
    run: Run, office: Path, kind: str, language: str, number: str, told: str
) -> None:
    (office / "bao-cao").write_text(FILES[kind] % number, "utf-8")
    code, out, err = run("--lang", language, "report", "add", "--from", "bao-cao")
    assert told in (err if told.startswith("P3") else out), out + err
    assert code == (1 if told.startswith("P3") else 0)


def test_a_torn_number_of_a_braced_list_is_told(run: Run, office: Path) -> None:
    text = "unit: p1\nperiod: 2022-Q1\nvalues: {ck-6b: 1,234.5}\n"
    (office / "bao-cao.yaml").write_text(text, "utf-8")
    code, _, err = run(*EN, "report", "add", "--from", "bao-cao.yaml")
    assert (code, "P143" in err) == (1, True)


def test_a_file_of_another_schema_is_no_report(run: Run, office: Path) -> None:
    text = "schema: cchc.status/1\nunit: p1\nperiod: 2022-Q1\nvalues: {ck-6b: 1}\n"
    (office / "bao-cao.yaml").write_text(text, "utf-8")
    code, _, err = run("report", "add", "--from", "bao-cao.yaml")
    assert (code, "P117" in err) == (1, True)


def test_a_draft_keeps_what_an_english_number_means(run: Run) -> None:
    draft = ("report", "add", "p1", "Q1", "ck-6b=1,234", "--draft")
    assert run(*EN, *draft)[0] == 0
    code, out, err = run("report", "add", "p1", "Q1", "--received", "2022-03-16")
    assert code == 0, err
    assert "1.234 doanh nghiệp" in out


def test_a_share_by_hand_is_read_in_the_language(run: Run) -> None:
    words = ("plan", "cascade", "ck-6b", "--hand")
    code, _, err = run("--lang", "en", *words, "p1=1.000")
    assert (code, "P308" in err) == (1, True)
    code, _, err = run(*words, "p1=1,000")
    assert (code, "P308" in err) == (1, True)


@pytest.mark.parametrize(
    ("typed", "codes"),
    [(1234, []), (12.125, ["P309"]), ("12.125", []), ("12,125", ["P308"])],
)
def test_a_form_is_read_in_the_language_that_it_was_made_in(
    app: FormOffice, typed: object, codes: list[str]
) -> None:
    form = fill(app.form("p1"), {"v:ck-6b": {"value": typed}})
    assert [code for code, _ in app.codes(form) if code != "P326"] == codes
