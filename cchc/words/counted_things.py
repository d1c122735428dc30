"""The things that a rate counts, found in its name: `hồ sơ` of “Hồ sơ … đúng hạn”."""

from re import escape, search

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

_ANY = "|".join(escape(noun) for noun in sorted(THINGS, key=len, reverse=True))
_FIRST_NOUN = rf"(?<!\w)({_ANY})(?!\w)"


def counted_thing(name: str) -> str:
    """The first noun of an indicator's name that can be counted; empty for none."""
    match = search(_FIRST_NOUN, nfc(name).casefold())
    return match.group(1) if match else ""
