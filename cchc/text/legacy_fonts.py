"""Vietnamese written for the fonts of before Unicode: VNI and TCVN3 (ABC).

Pasted from old files it looks like `Thaønh laäp toå` (VNI) or `Thµnh lËp tæ` (TCVN3).
It is told from Unicode by letters that no Vietnamese text has, and by lacking those
that every longer one has.
"""

from re import ASCII

from cchc.text.lazy import lazy_pattern

_VNI = {
    "a": "ùáøàûảõãïạêăéắèằúẳüẵëặââ",
    "e": "ùéøèûẻõẽïẹâê",
    "o": "ùóøòûỏõõïọâô",
    "u": "ùúøùûủõũïụ",
    "y": "ùýøỳûỷõỹ",
    "ô": "ùớøờûởõỡïợ",
    "ö": "ùứøừûửõữïự",
}
_CIRCUMFLEX = {"a": "ấầẩẫậ", "e": "ếềểễệ", "o": "ốồổỗộ"}
_VNI_ALONE = {"ñ": "đ", "ö": "ư", "ô": "ơ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)
_UNICODE = lazy_pattern("[ăđơĂĐƠƯ\u1ea0-\u1ef9]")
"""Letters that only Vietnamese in Unicode has; ư may stand for an unseen one."""
_VNI_SIGN = lazy_pattern(r"[aeouyôöAEOUYÔÖ][øùõûïåäëüØÙÕÛÏÅÄËÜ]|[ñÑöÖ]|[aA][êâÊÂ]")
_TCVN3_SIGN = lazy_pattern(
    r"(?<=[A-Za-zÀ-ÿ])[µ¸¶·¹¨»¾¼½©®ª«¬×ß÷\xad]|[µ¸¶·¹¨»¾¼½©®ª«¬÷§\xad](?=[a-zà-ÿ])",
    ASCII,
)
_FOREIGN = lazy_pattern("[¡-¿ÆÇËÎÏÐÑÖØÜÞßäåæçëîïñöøûüþ÷×\xad]")
"""Letters and signs that no word of Vietnamese has."""
_ENOUGH = 2


def vni_pairs() -> dict[str, str]:
    """Every letter of VNI, of one or two characters, with that of Unicode."""
    pairs = dict(_VNI_ALONE)
    for base, marks in _VNI.items():
        pairs |= {
            base + mark: letter
            for mark, letter in zip(marks[::2], marks[1::2], strict=True)
        }
    for base, letters in _CIRCUMFLEX.items():
        marked = zip("áàåãä", letters, strict=True)
        pairs |= {base + mark: letter for mark, letter in marked}
    pairs |= {"aâ": "â", "eâ": "ê", "oâ": "ô"}
    for text, letter in [*pairs.items()]:
        pairs[text.upper()] = letter.upper()
        pairs[text[0].upper() + text[1:]] = letter.upper()
    return pairs


def as_unicode(text: str) -> str | None:
    """The text in Unicode, where it is written for VNI or TCVN3; else None."""
    if text.isascii() or _UNICODE.search(text):
        return None
    if _TCVN3_SIGN.search(text) and len({*_FOREIGN.findall(text)}) >= _ENOUGH:
        plain = "".join(_TCVN3.get(letter, letter) for letter in text)
        is_capital = not any("a" <= letter <= "z" for letter in text)
        return plain.upper() if is_capital else plain  # set in a font of capitals
    if len(_VNI_SIGN.findall(text)) < _ENOUGH:
        return None
    pairs = vni_pairs()
    longest_first = sorted(pairs, key=len, reverse=True)
    return lazy_pattern("|".join(longest_first)).sub(lambda own: pairs[own[0]], text)


def keep_soft_hyphens(text: str) -> str:
    """The text with the soft hyphens that are the ư of TCVN3 as that letter."""
    is_meant = "\xad" in text and as_unicode(text) is not None
    return text.replace("\xad", "ư" if is_meant else "")
