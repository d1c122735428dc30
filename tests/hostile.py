"""Texts that do harm where they are printed, and what a clean text is."""

from unicodedata import category, is_normalized

REFUSED = {
    "escape": "a\x1b[31mb",
    "bell": "a\x07b",
    "nul": "a\x00b",
    "delete": "a\x7fb",
    "c1": "a\x9bb",
    "half": "a\ud800b",
    "byte": "a\udcffb",
    "no character": "a\uffffb",
    "endless": "a" * 40_000,
}
CLEANED = {
    "bidi": "a\u202eb\u2066c",
    "zero width": "a\u200bb\ufeffc\u00add",
    "fillers": "a\u3164b\u115f",
    "tags": "a\U000e0041b",
    "nfd": "Phươ\u0300ng",
    "lines": "a\r\nb\rc\u2028d",
    "tab": "a\tb",
    "formula": "=1+1",
    "markup": "[/]<b>{{ 7*7 }}|**x**",
}
HOSTILE = REFUSED | CLEANED
HARMFUL = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def is_clean(text: str) -> bool:
    """Valid Unicode in NFC without anything unseen but line ends."""
    harmful = {category(letter) for letter in text if letter != "\n"} & HARMFUL
    fillers = set(text) & set("\u034f\u115f\u1160\u3164\uffa0\uffff")
    return not harmful and not fillers and is_normalized("NFC", text)
