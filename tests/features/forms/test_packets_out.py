"""Forms sent out: a packet for each unit by its name, a list, drafts of mails."""

from email import message_from_bytes, policy
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from cchc.core.plan.unit import Unit
from cchc.features.forms.show.form import address_of, packet_name
from cchc.main import main
from tests.features.forms.ward import PLAN, Run, run
from tests.office import Enter

__all__ = ["run"]


def name_an_address() -> None:
    """Two units, one of which has an address."""
    plan = PLAN.format(review="false").replace(
        "{id: kt,", "{id: kt, contact: 'Lan, kt@phuong.gov.vn',"
    )
    Path("plan.yaml").write_text(plan, encoding="utf-8")
    assert main(["--quiet", "--today", "2022-01-04", "plan", "apply"]) == 0


@pytest.fixture
def office(enter: Enter) -> Path:
    return enter(name_an_address)


def test_each_unit_has_its_packet_and_the_list_is_ticked_off(
    office: Path, run: Run
) -> None:
    code, _, err = run("report", "form", "Q1", "-o", "goi", "--packets")
    assert code == 0, err
    folder = office / "goi"
    files = {str(path.relative_to(folder)) for path in folder.rglob("*.*")}
    packet = {"cong-van.docx", "huong-dan.docx"}
    assert files == {
        *(f"Văn phòng/{name}" for name in (*packet, "bc-2022-Q1-vp.xlsx")),
        *(f"Phòng Kinh tế/{name}" for name in (*packet, "bc-2022-Q1-kt.xlsx")),
        *("danh-sach-gui.xlsx", "thu Phòng Kinh tế.eml"),
    }
    page = load_workbook(folder / "danh-sach-gui.xlsx").worksheets[0]
    texts = {cell.value for row in page.iter_rows() for cell in row}
    assert {"Văn phòng", "Phòng Kinh tế", "Lan, kt@phuong.gov.vn"} <= texts
    again = run("report", "form", "Q1", "-o", "goi", "--packets")
    assert again[0] == 0, again
    mail = message_from_bytes(
        (folder / "thu Phòng Kinh tế.eml").read_bytes(), policy=policy.default
    )
    assert mail["subject"].startswith("Biểu báo cáo quý I")
    assert (mail["to"], mail["x-unsent"]) == ("kt@phuong.gov.vn", "1")
    attached = {part.get_filename() for part in mail.iter_attachments()}
    assert attached == {*packet, "bc-2022-Q1-kt.xlsx"}


def test_a_packet_may_be_one_file_and_comes_back_as_it_went(
    office: Path, run: Run
) -> None:
    assert run("report", "form", "vp", "Q1", "-o", "goi", "--zip")[0] == 0
    with ZipFile(office / "goi" / "Văn phòng.zip") as archive:
        letter = archive.read("Văn phòng/cong-van.docx")
        assert "Văn phòng/bc-2022-Q1-vp.xlsx" in archive.namelist()
    assert letter[:2] == b"PK"


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        ("Chị Lan, lan.ngo@sadec.gov.vn, 0277", "lan.ngo@sadec.gov.vn"),
        ("a@b.vn; c.d@b.vn (trưởng phòng), A: a@b.vn", "a@b.vn, c.d@b.vn"),
        ("0277 3861 234", None),
        (None, None),
    ],
)
def test_an_address_is_found_in_what_is_said_of_a_unit(
    contact: str | None, address: str | None
) -> None:
    assert address_of(Unit("p1", "Phường 1", contact=contact)) == address


def test_no_two_packets_have_one_name() -> None:
    taken: set[str] = set()
    names = [
        packet_name(Unit(key, name), taken)
        for key, name in (("a", "Phòng A/B"), ("b", "PHÒNG A/B"), ("c", "..."))
    ]
    assert names == ["Phòng A-B", "PHÒNG A-B (b)", "c"]
