"""Units' own plans: drafted, checked against the one above, put on paper."""

import json
import re
from pathlib import Path

import pytest
from docx import Document

from cchc.main import main
from tests.record.scenes.downward import EVERY_WAY
from tests.workspace import change, seated

Out = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return seated(tmp_path, monkeypatch)


def test_a_units_plan_is_a_right_plan_that_keeps_what_it_was_given(
    app: Path, capsys: Out
) -> None:
    assert main(["plan", "cascade", "--unit", "Phường 2", "--output", "p2.yaml"]) == 0
    assert main(["plan", "check", "p2.yaml"]) == 0
    err = capsys.readouterr().err
    assert "Kế hoạch cải cách hành chính năm 2022 của Phường 2" in err
    assert "không hạ, không lùi hạn" in err
    text = (app / "p2.yaml").read_text("utf-8")
    assert "from: {plan: sa-dec-2022, unit: p2}" in text
    assert "# Số giao cho đơn vị trong chỉ tiêu ck-6b" in text


def test_what_a_unit_lowers_puts_off_or_leaves_out_is_told_with_its_place(
    app: Path, capsys: Out
) -> None:
    assert main(["plan", "apply"]) == 0
    assert main(["plan", "cascade", "--unit", "p2", "--output", "p2.yaml"]) == 0
    own = app / "p2.yaml"
    change(own, "target: {at_least: 14}", "target: {at_least: 13}")
    change(own, "trajectory: [3, 6, 10, 14]", "trajectory: [3, 6, 10, 13]")
    change(own, "due: 2022-06-30", "due: 2022-07-01")
    lines = own.read_text("utf-8").splitlines()
    left = [line for line in lines if 'from: "7.3"' not in line]
    own.write_text("\n".join(left) + "\n", "utf-8")
    (app / "plan.yaml").unlink()
    capsys.readouterr()
    assert main(["plan", "check", "p2.yaml"]) == 1
    err = capsys.readouterr().err
    row = left.index("        target: {at_least: 13}") + 1
    assert f"p2.yaml:{row}:17: P261 “ck-6b” chỉ đăng ký 13" in err
    assert "P262" in err
    assert "P263 Bỏ sót “7.3”" in err
    assert main(["plan", "check", "p2.yaml", "--json"]) == 1
    codes = {each["code"] for each in json.loads(capsys.readouterr().out)["problems"]}
    assert codes == {"P261", "P262", "P263"}


def test_lines_of_the_units_own_are_listed(app: Path, capsys: Out) -> None:
    main(["plan", "cascade", "--unit", "p2", "--output", "p2.yaml"])
    with (app / "p2.yaml").open("a", encoding="utf-8") as stream:
        stream.write("  - {id: dt-1, name: Thứ Sáu không hẹn, lead: p2}\n")
    change(app / "p2.yaml", "target: {at_least: 14}", "target: {at_least: 20}")
    change(app / "p2.yaml", "[3, 6, 10, 14]", "[4, 8, 14, 20]")
    capsys.readouterr()
    assert main(["plan", "check", "p2.yaml", "--against", "plan.yaml"]) == 0
    assert "Nhiệm vụ đặc thù, đơn vị tự thêm (1): dt-1." in capsys.readouterr().err


def test_a_units_plan_whose_plan_above_is_elsewhere_is_only_read(
    app: Path, capsys: Out
) -> None:
    main(["plan", "cascade", "--unit", "p2", "--output", "p2.yaml"])
    (app / "plan.yaml").unlink()
    capsys.readouterr()
    assert main(["plan", "check", "p2.yaml"]) == 0
    assert "chưa so được" in capsys.readouterr().err


def test_a_plan_that_names_no_plan_above_cannot_be_held_against_one(
    capsys: Out,
) -> None:
    assert main(["plan", "check", "--against", "plan.yaml"]) == 1
    assert "P266" in capsys.readouterr().err


def test_all_units_go_into_a_folder_and_work_done_there_is_kept(
    app: Path, capsys: Out
) -> None:
    assert main(["plan", "cascade", "--all-units", "--dry-run"]) == 0
    assert not (app / "ke-hoach-don-vi").exists()
    assert main(["plan", "cascade", "--all-units"]) == 0
    folder = app / "ke-hoach-don-vi"
    names = {each.name for each in folder.iterdir()}
    assert {"ke-hoach-p2.yaml", "ke-hoach-p2.md", "ke-hoach-nv.md"} <= names
    assert "chưa giao gì cho: Phòng Quản lý đô thị" in capsys.readouterr().err
    assert main(["plan", "cascade", "--all-units"]) == 0
    (folder / "ke-hoach-p2.yaml").write_text("# của phường\n", "utf-8")
    (folder / "ke-hoach-p1.md").unlink()
    assert main(["plan", "cascade", "--all-units"]) == 1
    assert "P511" in capsys.readouterr().err
    assert not (folder / "ke-hoach-p1.md").exists()


def test_the_paper_of_a_unit_has_its_share_and_leaves_number_and_date_blank(
    capsys: Out,
) -> None:
    assert main(["plan", "cascade", "--unit", "p2", "--format", "md"]) == 0
    out = capsys.readouterr().out
    assert "**ỦY BAN NHÂN DÂN PHƯỜNG 2**" in out
    blank = "\u2003"
    assert f"| Số:{blank * 3}/KH-UBND |" in out
    assert f"*Phường 2, ngày{blank * 2}tháng{blank * 2}năm 2022* |" in out
    assert "**Cải cách hành chính năm 2022 của Phường 2**" in out
    assert "| ít nhất 14 | 3 | 6 | 10 | 14 | ck-6b |" in out
    assert re.search(r"\| từ 9\d% trở lên \|( 9\d \|){4} \S*dung-han", out)
    assert "| 30/6/2022 | 1.4 |" in out
    assert "Trên đây là Kế hoạch cải cách hành chính năm 2022 của Ủy ban" in out
    assert "Chủ tịch Ủy ban nhân dân Phường 2 chịu trách nhiệm" in out
    assert "Mục tương ứng trong KH số …… |" in out
    assert "hs-truc-tiep" not in out  # it only reports that figure
    assert "phối hợp" not in out


def test_tasks_in_which_a_unit_only_assists_are_told_where_that_is_asked(
    capsys: Out,
) -> None:
    words = ["plan", "cascade", "--unit", "p2", "--format", "md", "--assisted"]
    assert main(words) == 0
    assert capsys.readouterr().out.count("| phối hợp |") == 4


def test_an_office_may_have_its_own_paper(app: Path, capsys: Out) -> None:
    (app / "templates").mkdir()
    own = app / "templates" / "unit-plan.vi.md.j2"
    own.write_text("{{ unit.name }}: {{ tasks|length }}\n", "utf-8")
    assert main(["plan", "cascade", "--unit", "p2", "--format", "md"]) == 0
    assert capsys.readouterr().out == "Phường 2: 5\n"
    own.write_text("{{ unit.ten }}\n", "utf-8")
    assert main(["plan", "cascade", "--unit", "p2", "--format", "md"]) == 1
    assert "P602" in capsys.readouterr().err


def test_words_of_strangers_in_a_plan_stay_words(app: Path, capsys: Out) -> None:
    nasty = '"Rà soát | *vị trí*: #1 {{ 7*7 }} \\u202e [đỏ]"'
    change(app / "plan.yaml", "name: Rà soát vị trí việc làm", f"name: {nasty}")
    assert main(["plan", "cascade", "--unit", "nv", "--output", "nv.yaml"]) == 0
    assert main(["plan", "check", "nv.yaml"]) == 0
    assert "\u202e" not in (app / "nv.yaml").read_text("utf-8")
    capsys.readouterr()
    assert main(["plan", "cascade", "--unit", "nv", "--format", "md"]) == 0
    out = capsys.readouterr().out
    assert "49" not in out
    assert "\\| \\*vị trí\\*" in out


def test_a_unit_that_is_not_there_or_has_no_part_is_refused(capsys: Out) -> None:
    assert main(["plan", "cascade", "--unit", "p22"]) == 1
    assert "P507" in capsys.readouterr().err
    assert main(["plan", "cascade", "--unit", "yt"]) == 1
    assert "P512" in capsys.readouterr().err


def test_sharing_and_drafting_are_two_runs(capsys: Out) -> None:
    assert main(["plan", "cascade", "ck-6b", "--unit", "p2"]) == 2
    assert "P509" in capsys.readouterr().err


def test_the_unit_plan_is_had_in_english_and_as_json(capsys: Out) -> None:
    words = ["plan", "cascade", "--unit", "p2", "--lang", "en"]
    assert main([*words, "--format", "md"]) == 0
    assert "## III. TASKS" in capsys.readouterr().out
    assert main([*words, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "cchc.plan/1"
    assert document["origin"] == {"plan": "sa-dec-2022", "unit": "p2"}


def test_the_ending_of_the_file_says_plan_or_paper(app: Path, capsys: Out) -> None:
    words = ["plan", "cascade", "--unit", "p2", "--output"]
    assert main([*words, "p2.md"]) == 0
    assert "# KẾ HOẠCH" in (app / "p2.md").read_text("utf-8")
    assert main([*words, "p2.docx"]) == 0
    word = Document(str(app / "p2.docx"))
    assert "KẾ HOẠCH" in [each.text for each in word.paragraphs]
    assert main([*words, "p2.xlsx"]) == 2
    assert "P503" in capsys.readouterr().err
    assert not (app / "p2.xlsx").exists()


def test_every_way_down_makes_right_plans_that_keep_what_was_given(
    app: Path, capsys: Out
) -> None:
    (app / "plan.yaml").write_text(EVERY_WAY, "utf-8")
    assert main(["plan", "cascade", "--all-units", "--output", "u"]) == 0
    err = capsys.readouterr().err
    assert "chưa có số giao của c7" in err
    assert "c2 còn dùng tổng vốn của cấp trên" in err
    assert "cộng lộ trình các đơn vị của c3" in err
    for name in ("01", "b", "no"):
        assert main(["plan", "check", f"u/ke-hoach-{name}.yaml"]) == 0
    assert capsys.readouterr().err.count("không hạ, không lùi hạn") == 3
    text = (app / "u" / "ke-hoach-b.yaml").read_text("utf-8")
    assert "target: {at_most: 0}" in text
    assert "trajectory: [1, 3.3]" in text
