"""What a Word template would fetch or run on the machine of whoever opens the paper.

A letterhead goes into every paper that leaves the office. A template, picture or object
that lies elsewhere is called for when the paper is opened; a macro, an embedded object
or a field such as DDEAUTO runs. None of them is needed for a letterhead.
"""

from collections.abc import Iterator, Mapping
from re import IGNORECASE
from xml.etree.ElementTree import fromstring

from cchc.text.lazy import lazy_pattern

RELATIONS = ".rels"
HARMLESS_ABROAD = frozenset({"hyperlink"})
"""What may point outside: it is followed by a person, not by Word."""
NEVER = frozenset(
    {"aFChunk", "attachedTemplate", "control", "frame", "oleObject", "package"}
    | {"subDocument", "vbaProject", "mailMergeSource", "mailMergeHeaderSource"}
)
_FIELD = lazy_pattern(
    r"\b(DDE|DDEAUTO|INCLUDEPICTURE|INCLUDETEXT|LINK|IMPORT|DATABASE)\b", IGNORECASE
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of Word's elements."""


def reach_outside(parts: Mapping[str, bytes]) -> str | None:
    """The first thing that would be fetched or run, in words; None: nothing is.

    Raises ParseError where a part is no XML.
    """
    for name, data in parts.items():
        if name.endswith(RELATIONS):
            found = next(_relations(data), None)
        elif name.startswith("word/") and name.endswith(".xml"):
            found = _field(data)
        else:
            found = None
        if found is not None:
            return f"{name}: {found}"
    return None


def _relations(data: bytes) -> Iterator[str]:
    for relation in fromstring(data):  # noqa: S314  # expat ends bombs; no entity is read
        kind = relation.get("Type", "").rpartition("/")[2]
        target, mode = relation.get("Target", ""), relation.get("TargetMode", "")
        is_abroad = mode.lower() == "external" or "://" in target
        if kind in NEVER or (is_abroad and kind not in HARMLESS_ABROAD):
            yield f"{kind} {target}".strip()


def _field(data: bytes) -> str | None:
    """The field that fetches or runs, also where its name is cut into several runs."""
    if b"instr" not in data:
        return None
    tree = fromstring(data)  # noqa: S314  # as above
    texts = [node.text or "" for node in tree.iter(f"{W}instrText")]
    texts += [node.get(f"{W}instr", "") for node in tree.iter(f"{W}fldSimple")]
    match = _FIELD.search("".join(texts)) or _FIELD.search(" ".join(texts))
    return None if match is None else match[1].upper()
