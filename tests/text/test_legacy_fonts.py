"""Text for the fonts of before Unicode is recognised, and nothing else is."""

import pytest

from cchc.text.legacy_fonts import as_unicode, keep_soft_hyphens, vni_pairs

VNI = {
    "Thaønh laäp toå hoã trôï noäp hoà sô tröïc tuyeán": (
        "Thành lập tổ hỗ trợ nộp hồ sơ trực tuyến"
    ),
    "Uûy ban nhaân daân phöôøng": "Ủy ban nhân dân phường",
    "ÑAÕ HOAØN THAØNH": "ĐÃ HOÀN THÀNH",
    "Khoù khaên": "Khó khăn",
}
TCVN3 = {
    "Thµnh lËp tæ hç trî nép hå s¬ trùc tuyÕn": (
        "Thành lập tổ hỗ trợ nộp hồ sơ trực tuyến"
    ),
    "§· hoµn thµnh": "Đã hoàn thành",
    "ThÞ trÊn, x· Lai V\xad¬ng": "Thị trấn, xã Lai Vương",
}
PLAIN = (
    *("Thành lập tổ hỗ trợ", "Không có", "Khó khăn", "café crème", "xí nghiệp"),
    *("(c) © 2022 ®", "Hô hô, có ba ý", "tê giác và bê", "12 hồ sơ", "Đà Nẵng"),
    *("naïve", "5 µm và 3 µm", "ông và bà", "cùng kỳ", "giùm"),
)


@pytest.mark.parametrize(("text", "meant"), [*VNI.items(), *TCVN3.items()])
def test_old_text_is_read_as_a_person_reads_it(text: str, meant: str) -> None:
    assert as_unicode(text) == meant
    kept = keep_soft_hyphens(text)
    assert (as_unicode(kept) or kept) == meant


@pytest.mark.parametrize("text", sorted({*PLAIN, *VNI.values(), *TCVN3.values()}))
def test_unicode_is_never_taken_for_old_text(text: str) -> None:
    assert as_unicode(text) is None


def test_no_two_letters_of_vni_are_written_alike() -> None:
    pairs = vni_pairs()
    assert len({text for text in pairs if text.islower()}) >= 60
    assert all(len(letter) == 1 for letter in pairs.values())
