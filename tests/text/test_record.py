"""Records are read by the types that their classes declare."""

from typing import get_type_hints

from msgspec._utils import get_class_annotations  # type: ignore[attr-defined]
from msgspec.json import decode, encode

from cchc.core.plan.plan import Plan
from cchc.text.record import Record, field_names


class Branch(Record):
    name: str
    below: "tuple[Branch, ...]" = ()
    beside: "list[Branch] | None" = None


class Twig(Branch):
    leaves: int = 0


ROOMS = ("cchc.core.plan.", __name__)
"""Where the classes are that are read from JSON."""


def records(kind: type[Record]) -> set[type[Record]]:
    return {kind}.union(*map(records, kind.__subclasses__()))


def test_every_field_is_of_the_type_that_stands_in_its_class() -> None:
    kinds = {e for e in records(Record) if e.__module__.startswith(ROOMS)}
    assert {Plan, Branch, Twig} < kinds
    for kind in kinds:
        seen = get_class_annotations(kind)
        told = get_type_hints(kind, include_extras=True)
        for name in field_names(kind):
            assert seen[name] == told[name], (kind, name)


def test_a_record_that_names_itself_is_read_back() -> None:
    tree = Branch("a", (Branch("b", (), [Twig("c", (), None, 2)]),))
    assert decode(encode(tree), type=Branch).below[0].name == "b"
    twig = Twig("c", (Branch("d"),), None, 2)
    assert decode(encode(twig), type=Twig) == twig
