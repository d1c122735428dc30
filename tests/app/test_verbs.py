"""The list of verbs says what is there: no verb is missing, none is wrong."""

from collections.abc import Iterator
from importlib import import_module
from inspect import signature
from pathlib import Path

import pytest

from cchc.app.options import OPTION_GROUPS
from cchc.app.verbs import VERBS, Family, Verb
from cchc.words.translator import Lang, voice

FEATURES = Path(__file__).parents[2] / "cchc" / "features"


def verbs() -> Iterator[tuple[str, Verb]]:
    """Every verb with its help code."""
    for entry in VERBS:
        for verb in entry.verbs if isinstance(entry, Family) else (entry,):
            family = f"{entry.name}." if isinstance(entry, Family) else ""
            yield verb.help_code or f"help.{family}{verb.name}", verb


def command_functions() -> Iterator[str]:
    """Every function of a `cli` that Typer could read, as it is written in the list."""
    modules = (*FEATURES.glob("*/cli.py"), *FEATURES.glob("*/cli/*.py"))
    for path in sorted(modules):
        module = ".".join(path.relative_to(FEATURES).with_suffix("").parts)
        found = vars(import_module(f"cchc.features.{module}"))
        for name, thing in found.items():
            own = getattr(thing, "__module__", "") == f"cchc.features.{module}"
            if own and name.startswith("run_"):
                yield f"{module}:{name}"


def test_every_command_function_is_a_verb_and_every_verb_a_function() -> None:
    listed = [verb.run for _, verb in verbs()]
    assert len(listed) == len(set(listed))
    assert sorted(listed) == sorted(command_functions())


@pytest.mark.parametrize(("code", "verb"), list(verbs()))
def test_every_verb_has_help_and_options_that_can_be_read(
    code: str, verb: Verb
) -> None:
    module, _, name = verb.run.partition(":")
    run = getattr(import_module(f"cchc.features.{module}"), name)
    first, *options = signature(run).parameters.values()
    assert first.name in {"app", "ctx"}
    for option in options:
        group = option.annotation in OPTION_GROUPS
        assert group or hasattr(option.annotation, "__metadata__"), option
    assert all(voice(lang).knows(code) for lang in Lang)


def test_every_family_has_help() -> None:
    families = [entry.name for entry in VERBS if isinstance(entry, Family)]
    assert all(voice(Lang.VI).knows(f"help.{name}") for name in families)
