"""An office in a folder: a plan, reports and questions, all through the front door."""

import io
import json
import shlex
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import yaml

from cchc.main import main
from cchc.text.record import Record, field
from tests.office import empty_ledger

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
Tree = str | list["Tree"] | dict[str, "Tree"]
HERE = Path(__file__).parent
FIRST_DAY = "2022-01-05"
AFTER_CUTOFF = {
    "Q1": "2022-03-15",
    "Q2": "2022-06-15",
    "Q3": "2022-09-15",
    "Q4": "2022-12-15",
}
ASKED_ON = {
    "Q1": "2022-03-25",
    "Q2": "2022-06-25",
    "Q3": "2022-09-25",
    "Q4": "2023-03-01",
}
VERBS = {
    "withdraw": ("report", "withdraw"),
    "return": ("report", "return"),
    "close": ("report", "close"),
    "exempt": ("unit", "exempt"),
}
SKELETON = """\
cchc: 1
id: thu-2022
title: Kế hoạch thử
year: 2022
authority: {name: Ủy ban nhân dân thành phố}
units:
  - {id: a, name: Phường A, kind: ward}
  - {id: b, name: Phường B, kind: ward}
  - {id: c, name: Xã C, kind: ward}
  - {id: d, name: Phòng D, kind: department}
"""
INDICATOR: dict[str, Tree] = {
    "name": "Chỉ tiêu",
    "unit": "việc",
    "lead": "a",
    "reporters": ["a"],
}


class Refused(Exception):  # noqa: N818
    """A command that did not end well: its exit code and what it said."""

    def __init__(self, code: int, told: str) -> None:
        super().__init__(f"exit {code}: {told}")
        self.code, self.told = code, told


def read(text: str) -> Tree:
    """A YAML text in which every word stays the text that was typed."""
    tree: Tree = yaml.load(text, Loader=_Loader)  # noqa: S506
    return tree


class Office(Record):
    """A folder with a database; every word goes in as a user types it."""

    folder: Path
    lines: list[str] = field(default_factory=list)

    def run(self, day: str, *words: str) -> str:
        """What one command writes to its output; raises Refused."""
        out, err = io.StringIO(), io.StringIO()
        base = ["--db", str(self.folder / "cchc.db"), "--today", day, "--no-input"]
        self.lines.append(f"{day} {shlex.join(words)}")
        with redirect_stdout(out), redirect_stderr(err):
            code = main([*base, *words])
        if code != 0:
            raise Refused(code, err.getvalue())
        return out.getvalue()

    def apply(self, plan: Mapping[str, Tree], day: str, *words: str) -> None:
        """Apply a plan: the skeleton with these keys."""
        path, ledger = self.folder / "plan.yaml", self.folder / "cchc.db"
        path.write_text(plan_text(plan), encoding="utf-8")
        if not ledger.exists():
            ledger.write_bytes(empty_ledger())
        self.run(day, "plan", "apply", str(path), *words)

    def report(self, line: str) -> None:
        """One line of a case: day, unit, period, then words of `report add`.

        Or another verb before the unit.
        """
        day, *words = shlex.split(line)
        verb = VERBS.get(words[0])
        self.run(day, *(verb or ("report", "add")), *words[bool(verb) :])

    def status(self, period: str, day: str, *words: str) -> dict[str, Tree]:
        """The document of `status --json`, leaves as text."""
        text = self.run(day, "status", period, "--json", *words)
        found = _as_text(json.loads(text))
        assert isinstance(found, dict)
        return found


def plan_text(plan: Mapping[str, Tree]) -> str:
    """The skeleton with the keys of one case, as a plan file."""
    base = read(SKELETON)
    assert isinstance(base, dict)
    whole = {**base, **plan}
    text: str = yaml.dump(whole, Dumper=_Plain, allow_unicode=True, sort_keys=False)
    return text


class _Plain(yaml.SafeDumper):
    """Writes every value out, however often it occurs."""

    def ignore_aliases(self, data: object) -> bool:
        return data is not None


def indicators(among: Sequence[Tree], names: str = "xyzuvw") -> list[Tree]:
    """The indicators of a case, named x, y, z …, with the keys they do not give."""
    made: list[Tree] = []
    for name, one in zip(names, among, strict=False):
        assert isinstance(one, dict)
        made.append({"id": name, **INDICATOR, **one})
    return made


def _as_text(value: object) -> Tree:
    match value:
        case dict():
            return {str(key): _as_text(each) for key, each in value.items()}
        case list():
            return [_as_text(each) for each in value]
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case _:
            assert not isinstance(value, float), value
            return str(value)


def differences(found: Tree, wanted: Tree, path: str = "") -> list[str]:
    """Where what was found is not what was wanted; only wanted keys are looked at.

    In a list of things with an id, wanted things are found by their id.
    """
    match found, wanted:
        case dict(), dict():
            return [
                each
                for key, value in wanted.items()
                for each in (
                    differences(found[key], value, f"{path}.{key}")
                    if key in found
                    else [f"{path}.{key}: no such key"]
                )
            ]
        case list(), dict():
            by_id = {str(one["id"]): one for one in found if isinstance(one, dict)}
            return differences(dict(by_id), wanted, path)
        case _:
            same = found == wanted
            return [] if same else [f"{path}: {found!r}, wanted {wanted!r}"]
