"""Values → YAML as this project writes it, for files that people go on writing.

Keys that stand in a `YamlBlock` get a line each, everything inside them one line.
Text is quoted wherever a bare word could be read as something else.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import yaml

from cchc.text.lazy import lazy_pattern
from cchc.text.number import PLAN
from cchc.text.sanitize import inert

Plain = None | bool | int | str | date | Decimal | list["Plain"] | Mapping[str, "Plain"]
"""What can be written: words, numbers, days, lists, keys."""

_BARE = lazy_pattern(r"[^\W\d_]\w*(?:[ .\-]\w+)*")
_NOT_TEXT = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
_TEXT, _INT, _FLOAT = (f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float"))
_ONE_LINE = 2**30


class YamlBlock(dict[str, Plain]):
    """Keys that are written one a line."""


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes only what `Plain` names; equal values are never written as aliases."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    shown = inert(text)
    is_bare = _BARE.fullmatch(shown) and shown.lower() not in _NOT_TEXT
    return dumper.represent_scalar(_TEXT, shown, style=None if is_bare else '"')


def _number(dumper: yaml.SafeDumper, value: Decimal) -> yaml.ScalarNode:
    shown = PLAN.spell(value)
    return dumper.represent_scalar(_FLOAT if "." in shown else _INT, shown)


def _block(dumper: yaml.SafeDumper, keys: YamlBlock) -> yaml.MappingNode:
    return dumper.represent_mapping(
        "tag:yaml.org,2002:map", keys.items(), flow_style=False
    )


_Dumper.add_representer(str, _text)
_Dumper.add_representer(Decimal, _number)
_Dumper.add_representer(YamlBlock, _block)


def write_yaml(value: Plain) -> str:
    """The value as YAML: a `YamlBlock` over several lines, anything else on one."""
    written = yaml.dump(
        value,
        Dumper=_Dumper,
        default_flow_style=True,
        allow_unicode=True,
        sort_keys=False,
        width=_ONE_LINE,
    )
    return str(written).removesuffix("...\n").rstrip("\n")
