"""Global options, wherever they stand on the command line."""

from collections.abc import Sequence

from cchc.app.usage_errors import UsageError
from cchc.text.record import Record, field

VALUES = ("--db", "--lang", "--today")
FLAGS = ("--no-input", "--quiet", "--debug")


class CommandLine(Record):
    """Global options as typed, and all other words in their order."""

    values: dict[str, str] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    rest: tuple[str, ...] = ()
    trouble: UsageError | None = None


def extract_global_options(words: Sequence[str]) -> CommandLine:
    """The global options taken out, before or after the verb.

    `--opt value` and `--opt=value`; the last one wins; nothing after `--` is an
    option. A value that is missing is told in `trouble`, so that the language of
    the telling is known first.
    """
    values: dict[str, str] = {}
    flags: set[str] = set()
    rest: list[str] = []
    trouble: UsageError | None = None
    waiting = list(reversed(words))
    while waiting:
        word = waiting.pop()
        name, equals, value = word.partition("=")
        if word == "--":
            rest += [word, *reversed(waiting)]
            break
        if word in FLAGS:
            flags.add(word)
        elif name in VALUES and (equals or waiting):
            values[name] = value if equals else waiting.pop()
        elif name in VALUES:
            trouble = UsageError("misuse.value_missing", option=name)
        else:
            rest.append(word)
    return CommandLine(values, frozenset(flags), tuple(rest), trouble)
