"""Commitment papers: the authority's own, a unit's, all of them, an annex."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.features.signing.test_sign import JULY, amended
from tests.office import Run

SCREEN = ("--format", "md", "--output", "-")


def text(run: Run, *words: str, day: str = "2022-03-17") -> str:
    code, out, err = run("sign", "paper", *words, *SCREEN, day=day)
    assert code == 0, err
    return out


def word(path: Path) -> str:
    with ZipFile(BytesIO(path.read_bytes())) as package:
        return package.read("word/document.xml").decode()


def test_the_authority_promises_its_superior_eight_contents(run: Run) -> None:
    said = text(run)
    assert "Tôi tên: Nguyễn Văn Hon" in said
    assert "Chức vụ: Chủ tịch Ủy ban nhân dân thành phố Sa Đéc" in said
    head = "cam kết với Chủ tịch Ủy ban nhân dân tỉnh Đồng Tháp thực hiện hiệu quả, đạt"
    assert f"{head} và vượt 08 nội dung sau:" in said
    assert (
        "4. Có thêm ít nhất 8 sản phẩm OCOP được công nhận đạt 3 sao trở lên;" in said
    )
    assert (
        "| 8 | Doanh nghiệp thành lập mới | ít nhất 73 doanh nghiệp | ck-6b |" in said
    )
    assert "lập thành 02 bản" in said


def test_a_ward_promises_its_own_share_with_figure_and_unit(run: Run) -> None:
    said = text(run, "--unit", "Phường 1")
    assert "2. Doanh nghiệp thành lập mới: ít nhất 12 doanh nghiệp;" in said
    assert (
        "- Hướng dẫn người dân nộp hồ sơ trực tuyến: chậm nhất ngày 30/6/2022." in said
    )
    assert "Tôi tên: ……" in said
    assert "(qua Phòng Nội vụ): quý I năm 2022 chậm nhất ngày 18/3/2022" in said
    assert (
        "| **CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ SA ĐÉC** | **NGƯỜI CAM KẾT** |" in said
    )


@pytest.mark.parametrize("unit", [(), ("--unit", "p1")], ids=["own", "of-a-ward"])
def test_who_signs_for_the_head_says_so_and_takes_no_promise(
    office: Path, run: Run, unit: tuple[str, ...]
) -> None:
    plan = office / "plan.yaml"
    text_of_plan = plan.read_text("utf-8")
    signer = text_of_plan[text_of_plan.index("signer:") :].partition("\n")[0]
    deputy = (
        'signer: {capacity: ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"], '
        "title: Phó Chủ tịch, name: Trần Thị B}"
    )
    plan.write_text(text_of_plan.replace(signer, deputy), "utf-8")
    applied = ("--decision", "1/QĐ-UBND ngày 10/3/2022", "--effective", "Q1")
    assert run("plan", "apply", *applied, "--reason", "x", day="2022-03-16")[0] == 0
    said = text(run, *unit)
    body = "thành phố Sa Đéc" if unit else "tỉnh Đồng Tháp"
    assert f"cam kết với Chủ tịch Ủy ban nhân dân {body} thực hiện" in said
    assert "Phó Chủ tịch Ủy ban nhân dân tỉnh" not in said
    assert run("sign", "paper", *unit, "--output", "k.docx", day="2022-03-17")[0] == 0
    xml = word(office / "k.docx")
    for line in ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Thị B"):
        assert f">{line}<" in xml


def test_a_number_that_the_name_says_is_not_said_again(run: Run) -> None:
    said = text(run, "--unit", "nv")
    assert "- Bồi dưỡng công chức: 02 lớp: chậm nhất ngày 30/9/2022;" in said
    assert "ký bản cam kết: 21 bản cam kết, chậm nhất ngày 03/3/2022;" in said


def test_a_unit_without_a_part_signs_to_carry_out_the_plan(run: Run) -> None:
    said = text(run, "--unit", "yt")
    assert "thực hiện nghiêm túc Kế hoạch cải cách hành chính năm 2022" in said
    assert "Phụ lục" not in said


def test_the_index_has_a_paper_of_its_own(run: Run) -> None:
    said = text(run, "--unit", "p1", "--kind", "index")
    assert "**Thực hiện Bộ chỉ số cải cách hành chính năm 2022**" in said


def test_date_and_hand_are_filled_in_when_they_are_known(run: Run) -> None:
    names = ("--signer", "Nguyễn Văn A", "--title", "Chủ tịch UBND Phường 1")
    said = text(run, "--unit", "p1", "--date", "03/3/2022", *names)
    assert "*Sa Đéc, ngày 03 tháng 3 năm 2022*" in said
    assert "Tôi tên: Nguyễn Văn A" in said
    assert "| **Nguyễn Văn Hon** | **Nguyễn Văn A** |" in said


def test_another_who_receives_takes_the_place_of_the_head(run: Run) -> None:
    said = text(run, "--unit", "p1", "--to", "Phó Chủ tịch UBND thành phố")
    assert "Tôi cam kết với Phó Chủ tịch UBND thành phố" in said
    assert "| **PHÓ CHỦ TỊCH UBND THÀNH PHỐ** | **NGƯỜI CAM KẾT** |" in said
    assert "Nguyễn Văn Hon" not in said


def test_all_units_are_one_folder_of_word_files(run: Run, office: Path) -> None:
    code, _, err = run("sign", "paper", "--all-units")
    assert code == 0
    files = sorted((office / "ban-cam-ket-2022").iterdir())
    assert len(files) == 21
    assert "Đã viết 21 văn bản" in err
    assert files[0].name == "ban-cam-ket-gddt-2022.docx"
    xml = word(office / "ban-cam-ket-2022" / "ban-cam-ket-p1-2022.docx")
    for said in ("ít nhất 12 doanh nghiệp", "NGƯỜI CAM KẾT", "Nguyễn Văn Hon"):
        assert said in xml
    before = {each.name: each.read_bytes() for each in files}
    assert run("sign", "paper", "--all-units")[0] == 0
    assert before == {each.name: each.read_bytes() for each in files}


def test_a_paper_that_somebody_worked_on_is_not_overwritten(
    run: Run, office: Path
) -> None:
    run("sign", "paper", "--all-units", "--output", "ky")
    worked_on = office / "ky" / "ban-cam-ket-p1-2022.docx"
    worked_on.write_bytes(b"x")
    code, _, err = run("sign", "paper", "--all-units", "--output", "ky")
    assert (code, "P511" in err) == (1, True)
    assert worked_on.read_bytes() == b"x"
    run("sign", "paper", "--unit", "p1")
    (office / "ban-cam-ket-p1-2022.docx").write_bytes(b"y")
    run("sign", "paper", "--unit", "p1")
    assert (office / "ban-cam-ket-p1-2022.docx").read_bytes() == b"y"
    assert (office / "ban-cam-ket-p1-2022-2.docx").exists()


def test_what_is_signed_is_printed_again_in_the_same_words(
    run: Run, office: Path
) -> None:
    before = text(run, "--unit", "p1")
    run("sign", "add", "p1", "commitment", "--signer", "Nguyễn Văn A")
    own = office / "templates" / "commitment.vi.md.j2"
    own.write_text(own.read_text("utf-8").replace("BẢN CAM KẾT", "GIẤY HỨA"), "utf-8")
    assert text(run, "--unit", "p1") == before
    assert "# GIẤY HỨA" in text(run, "--unit", "p2")


def test_after_an_amendment_it_is_an_annex_with_what_changed(
    run: Run, office: Path
) -> None:
    run("sign", "add", "all", "commitment", "--date", "03/3/2022")
    amended(office, run)
    said = text(run, "--unit", "p1", day=JULY)
    assert "# PHỤ LỤC CAM KẾT" in said
    assert "*Căn cứ Quyết định số 45/QĐ-UBND ngày 01 tháng 7 năm 2022 về" in said
    assert "*Căn cứ Bản cam kết đã ký ngày 03 tháng 3 năm 2022.*" in said
    row = "| ít nhất 01 sản phẩm | ít nhất 02 sản phẩm | ck-4 |"
    assert row in said
    assert "ck-6b" not in said
    assert "# BẢN CAM KẾT" in text(run, "--unit", "yt", day=JULY)
    code, _, _ = run("sign", "paper", "--unit", "p1", day=JULY)
    assert code == 0
    assert (office / "phu-luc-cam-ket-p1-2022-ban-2.docx").exists()
    assert "# BẢN CAM KẾT" in text(run, "--unit", "p1", "--plan-version", "1", day=JULY)


def test_a_unit_that_never_signed_signs_the_whole_paper(run: Run, office: Path) -> None:
    amended(office, run)
    said = text(run, "--unit", "p1", day=JULY)
    assert "# BẢN CAM KẾT" in said
    assert "ít nhất 02 sản phẩm" in said


def test_a_template_with_a_wrong_name_is_told_with_its_line(
    run: Run, office: Path
) -> None:
    own = office / "templates" / "commitment.vi.md.j2"
    own.write_text("# BẢN CAM KẾT\n\n{{ goal }}\n", "utf-8")
    code, _, err = run("sign", "paper", "--unit", "p1")
    assert code == 1
    assert "commitment.vi.md.j2:3: P602" in err
    assert "goals" in err


def test_what_does_not_go_together_is_refused(run: Run) -> None:
    for second in (("--unit", "p1"), ("--signer", "A")):
        code, _, err = run("sign", "paper", "--all-units", *second)
        assert (code, "P509" in err) == (2, True)
    assert run("sign", "paper", "--unit", "Phường 11")[0] == 1
    assert run("sign", "paper", "--plan-version", "9")[0] == 1


def test_without_a_superior_nobody_receives_the_authoritys_own(
    run: Run, office: Path
) -> None:
    plan = (office / "plan.yaml").read_text("utf-8")
    rows = [line for line in plan.splitlines() if not line.startswith("  parent:")]
    (office / "plan.yaml").write_text("\n".join(rows), "utf-8")
    (office / "cchc.db").unlink()
    assert run("plan", "apply")[0] == 0
    code, _, err = run("sign", "paper")
    assert (code, "P388" in err) == (1, True)


@pytest.mark.parametrize("form", ["docx", "html"])
def test_hostile_names_stay_words(run: Run, office: Path, form: str) -> None:
    hostile = "<b>A</b> {{ 7*7 }} | **x** \u202e"
    words = ("--unit", "p1", "--signer", hostile, "--format", form)
    code, _, _ = run("sign", "paper", *words, "--output", f"ra.{form}")
    assert code == 0
    path = office / f"ra.{form}"
    said = word(path) if form == "docx" else path.read_text("utf-8")
    assert "&lt;b&gt;A&lt;/b&gt;" in said
    assert "49" not in said.split("&lt;b&gt;A")[1][:80]
    assert "\u202e" not in said


def test_in_english_it_is_a_commitment(run: Run) -> None:
    said = text(run, "--unit", "p1", "--lang", "en")
    assert "# COMMITMENT" in said
    assert "at least 12 doanh nghiệp" in said
