"""Records: immutable values with named fields, equal and hashed by what they hold.

The one place that names the library: making 124 such classes costs a quarter of
what `dataclass` takes at every start.
"""

from typing import TYPE_CHECKING, dataclass_transform

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import field, replace

    @dataclass_transform(frozen_default=True, field_specifiers=(field,))
    class Record:
        """Base of every immutable value; a subclass lists its fields."""

        __struct_fields__: tuple[str, ...]

        def __init_subclass__(
            cls,
            *,
            dict: bool = False,  # noqa: A002
            tag_field: str | None = None,
            tag: str | Callable[[str], str] | None = None,
        ) -> None:
            """With `dict`, a record may have cached properties.

            `tag` tells the classes of a union apart in JSON, under the key `tag_field`.
            """

else:
    import sys

    FIELDS = "__struct_fields__"
    STAND_INS = {"typing_extensions": None, "msgspec.inspect": sys}
    """What msgspec loads at its start for older Pythons, and to describe types.

    It does without the first, and nobody here asks for the second.
    """
    for name, stand_in in STAND_INS.items():
        sys.modules.setdefault(name, stand_in)

    from msgspec import Struct, _utils, field
    from msgspec.structs import replace

    for name, stand_in in STAND_INS.items():
        if sys.modules[name] is stand_in:
            del sys.modules[name]

    # what msgspec does to know the fields of 46 classes costs twice what they hold
    bases_of, evaluate = (
        _utils._get_class_mro_and_typevar_mappings,  # noqa: SLF001
        _utils._eval_type,  # noqa: SLF001
    )

    def bases_with_fields(kind: type) -> tuple:
        """The classes whose annotations are fields of a record, and what stands in."""
        if not isinstance(kind, type) or not issubclass(kind, Struct):
            return bases_of(kind)
        return [base for base in kind.__mro__ if getattr(base, FIELDS, ())], {}

    def is_evaluated(annotation: object) -> bool:
        """Whether an annotation names its types as they are, none of them as text."""
        if isinstance(annotation, type) or annotation is ...:
            return True
        args = getattr(annotation, "__args__", ())
        return bool(args) and all(map(is_evaluated, args))

    def evaluate_text(annotation: object, *scope: object) -> object:
        """An annotation with its types; what has them already is not made again."""
        return annotation if is_evaluated(annotation) else evaluate(annotation, *scope)

    _utils._get_class_mro_and_typevar_mappings = bases_with_fields  # noqa: SLF001
    _utils._eval_type = evaluate_text  # noqa: SLF001

    class Record(Struct, frozen=True):
        """Base of every immutable value; a subclass lists its fields."""


def field_names(record: Record | type[Record]) -> tuple[str, ...]:
    """The names of a record's fields, in the order of their declaration."""
    return record.__struct_fields__


def as_dict(record: Record) -> dict[str, object]:
    """A record's fields by name; what they hold is left as it is."""
    return {name: getattr(record, name) for name in field_names(record)}


def forget(record: Record, name: str) -> None:
    """Let go of what a cached property found; it is found again when asked for."""
    record.__dict__.pop(name, None)


__all__ = ["Record", "as_dict", "field", "field_names", "forget", "replace"]
