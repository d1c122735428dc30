"""Closed lists are those of `enum`, only made at less cost."""

import copy
import enum
import pickle
import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest

import cchc
from cchc.text.closed_list import StrEnum


def every_list(base: type[StrEnum]) -> Iterator[type[StrEnum]]:
    for kind in base.__subclasses__():
        yield kind
        yield from every_list(kind)


def test_every_closed_list_is_what_enum_would_make_of_its_words() -> None:
    for module in pkgutil.walk_packages(cchc.__path__, "cchc."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    lists = list(every_list(StrEnum))
    assert len(lists) > 80
    for kind in lists:
        words = {name: member.value for name, member in kind.__members__.items()}
        made = enum.StrEnum(kind.__name__, words)  # type: ignore[misc]
        assert list(kind) == list(made)
        assert list(kind.__members__) == list(made.__members__)  # no two of one word
        for own, other in zip(kind, made, strict=True):
            assert (own.name, own.value) == (other.name, other.value)
            assert (str(own), repr(own), f"{own:>9}") == (
                *(str(other), repr(other), f"{other:>9}"),
            )
            assert kind(own.value) is kind[own.name] is kind(own) is own
            assert hash(own) == hash(own.value)
            assert isinstance(own, enum.Enum)
            assert own in kind


class Fruit(StrEnum):
    APPLE = "apple"
    PEAR = "pear"

    @property
    def is_round(self) -> bool:
        return self is Fruit.APPLE


def test_a_member_is_one_whatever_copies_it() -> None:
    assert Fruit.APPLE.is_round
    assert not Fruit.PEAR.is_round
    assert copy.deepcopy(Fruit.PEAR) is copy.copy(Fruit.PEAR) is Fruit.PEAR
    assert pickle.loads(pickle.dumps(Fruit.PEAR)) is Fruit.PEAR  # noqa: S301
    assert {"apple": 1}[Fruit.APPLE] == 1


def test_a_word_outside_of_the_list_is_refused() -> None:
    with pytest.raises(ValueError, match="'plum' is not a valid Fruit"):
        Fruit("plum")
    with pytest.raises(AttributeError):
        Fruit.APPLE = "fig"  # type: ignore[misc]
