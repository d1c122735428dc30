"""The things that a rate counts, found in its name: `hồ sơ` of “Hồ sơ … đúng hạn”."""

from collections.abc import Iterator

from cchc.text.compare import nfc

THINGS = (
    *("phản ánh, kiến nghị", "phản ánh kiến nghị", "thủ tục hành chính"),
    *("dịch vụ công", "cơ quan, đơn vị", "cán bộ, công chức", "nhiệm vụ", "văn bản"),
    *("cán bộ", "công chức", "viên chức", "doanh nghiệp", "hợp tác xã", "giao dịch"),
    *("cuộc họp", "cuộc", "lượt", "phiếu", "trường hợp", "dự án", "mô hình", "đơn"),
    *("sản phẩm", "đơn vị", "cơ quan", "người", "hộ", "học sinh", "trẻ em", "trường"),
    *("trạm", "khóm", "ấp", "thôn", "xã", "phường", "hồ sơ", "tin, bài", "chỉ tiêu"),
    *("files", "documents", "cases", "petitions", "tasks", "procedures", "services"),
    *("officials", "staff", "payments", "people", "households", "units", "projects"),
    *("enterprises", "meetings", "schools", "pupils", "requests", "applications"),
)
"""Nouns of plans, in the languages in which plans are written."""


def counted_thing(name: str) -> str:
    """The first noun of an indicator's name that can be counted; empty for none.

    Of those that begin at the same letter the longest.
    """
    text = nfc(name).casefold()
    nouns = ((place, -len(noun), noun) for noun in THINGS for place in _at(noun, text))
    return min(nouns, default=(0, 0, ""))[2]


def _at(noun: str, text: str) -> Iterator[int]:
    """Where a noun begins in a text, as words of its own; no pattern is compiled."""
    place = text.find(noun)
    while place >= 0:
        beside = text[place - 1 : place], text[place + len(noun) :][:1]
        if not any(letter.isalnum() or letter == "_" for letter in beside):
            yield place
        place = text.find(noun, place + 1)
