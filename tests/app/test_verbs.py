"""The list of verbs says what is there: no verb is missing, none is wrong."""

from collections.abc import Iterator
from importlib import import_module
from inspect import signature
from pathlib import Path

import pytest

from cchc.app.options import OPTION_GROUPS
from cchc.app.verbs import VERBS
from cchc.words.translator import Lang, voice

FEATURES = Path(__file__).parents[2] / "cchc" / "features"


def verbs() -> Iterator[tuple[str, str]]:
    """The help code of every verb, and the function that runs it."""
    for name, entry in VERBS.items():
        if isinstance(entry, str):
            yield f"help.{name}", entry
        else:
            yield from ((f"help.{name}.{verb}", run) for verb, run in entry.items())


def command_functions() -> Iterator[str]:
    """Every function that Typer could read, as it is written in the list."""
    for path in sorted(FEATURES.rglob("*.py")):
        if "\ndef run_" not in path.read_text("utf-8"):
            continue
        module = ".".join(path.relative_to(FEATURES).with_suffix("").parts)
        found = vars(import_module(f"cchc.features.{module}"))
        for name, thing in found.items():
            own = getattr(thing, "__module__", "") == f"cchc.features.{module}"
            if own and name.startswith("run_"):
                yield f"{module}:{name}"


def test_every_command_function_is_a_verb_and_every_verb_a_function() -> None:
    listed = [run for _, run in verbs()]
    assert len(listed) == len(set(listed))
    assert sorted(listed) == sorted(command_functions())


@pytest.mark.parametrize(("code", "verb"), list(verbs()))
def test_every_verb_has_help_and_options_that_can_be_read(code: str, verb: str) -> None:
    module, _, name = verb.partition(":")
    run = getattr(import_module(f"cchc.features.{module}"), name)
    first, *options = signature(run).parameters.values()
    assert first.name in {"app", "ctx"}
    for option in options:
        group = option.annotation in OPTION_GROUPS
        assert group or hasattr(option.annotation, "__metadata__"), option
    assert all(voice(lang).knows(code) for lang in Lang)


def test_every_family_has_help() -> None:
    families = [name for name, entry in VERBS.items() if not isinstance(entry, str)]
    assert all(voice(Lang.VI).knows(f"help.{name}") for name in families)
