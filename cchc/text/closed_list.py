"""Closed lists of words that cost little at every start: `StrEnum` without `enum`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from enum import StrEnum
else:

    class _Members(type):
        """What a program asks of a closed list: its members by name and in order."""

        def __init__(cls, name: str, bases: tuple[type, ...], body: dict) -> None:
            super().__init__(name, bases, body)
            cls.__members__ = {}
            for key, text in body.items():
                if key.isupper():
                    member = cls.__members__[key] = str.__new__(cls, text)
                    member.name, member.value = key, text
                    setattr(cls, key, member)

        def __iter__(cls) -> Iterator[str]:
            return iter(cls.__members__.values())

        def __getitem__(cls, name: str) -> str:
            return cls.__members__[name]

    class StrEnum(str, metaclass=_Members):
        """Of 260 members, `enum` would make each in 80,000 steps, at every start."""

        __slots__ = ("name", "value")

        def __repr__(self) -> str:
            return f"<{type(self).__name__}.{self.name}: {self.value!r}>"


__all__ = ["StrEnum"]
