"""What the Tab key offers: verbs, options, choices, names of the ledger, files.

A shell asks `cchc __complete SHELL WORD…`, the last word being the one under the
cursor. The first line of the answer says how to go on (`files`, `folders`, `nospace`
or nothing); each other line is an offer, a tab, and what it means. Options come from
`parameters.tsv`, which `python -m tests.docs` writes: no capability is loaded.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from re import findall, fullmatch, sub
from typing import NamedTuple

from cchc.app.command_line import CommandLine, extract_global_options
from cchc.app.context import AppContext, build_context
from cchc.app.verbs import VERB_WORDS, VERBS, Verbs, find_verb
from cchc.text.compare import fold
from cchc.text.sanitize import one_line
from cchc.text.width import shorten

PARAMETERS = Path(__file__).with_name("parameters.tsv")
WORD = r"""(?:[^\s"'\\]|\\.|"[^"]*"?|'[^']*'?)+"""
CHOICES = r"[a-z-]+(\|[a-z-]+)+"
KINDS: Mapping[str, tuple[str, ...]] = {
    "UNIT": ("unit",),
    "PERIOD": ("period",),
    "AREA": ("area",),
    "INDICATOR": ("indicator",),
    "KEY": ("indicator", "task"),
    "WHAT": ("indicator", "commitment", "task", "unit", "scored"),
    "OBSTACLE": ("obstacle",),
    "TASK": ("task",),
    "CRITERION": ("criterion",),
    "ISSUE": ("issue",),
    "VERSION": ("version",),
    "YEAR": ("year",),
}
"""What stands for a value in the usage line, and the names of the ledger it means."""
_LONGEST = 60

Offer = tuple[str, str]


class Parameter(NamedTuple):
    """An option (`names`) or an argument (none) of a verb; a flag has no kind."""

    names: tuple[str, ...]
    kind: str
    is_many: bool
    help_code: str


class Answer(NamedTuple):
    """How a shell goes on, and what it offers."""

    directive: str = ""
    offers: tuple[Offer, ...] = ()


def answer_shell(asked: Sequence[str], environ: Mapping[str, str]) -> str:
    """The answer to `SHELL WORD…`; nothing when anything is wrong.

    bash and PowerShell hand over their line up to the cursor, the others words.
    bash begins a new word after each `=` and `:`.
    """
    with suppress(Exception):
        shell, *words = asked
        if shell in {"bash", "powershell"}:
            words = split_line(words[0])
        answer = complete(words, environ)
        cut = max(words[-1].rfind("="), words[-1].rfind(":")) + 1
        start = cut if shell == "bash" else 0
        lines = (f"{name[start:]}\t{text}" for name, text in answer.offers)
        return "\n".join((answer.directive, *lines))
    return ""


def split_line(line: str) -> list[str]:
    """The words after the program's name, without quotes; the last may be empty."""
    words = findall(WORD, line)
    if not line or line[-1].isspace():
        words.append("")
    bare = (sub(r"\\(.)|[\"']", r"\1", word) for word in words)
    return list(bare)[1:] or [""]


def complete(words: Sequence[str], environ: Mapping[str, str]) -> Answer:
    """What may stand in place of the last word."""
    typed, incomplete = list(words[:-1]), words[-1]
    line = extract_global_options(typed)
    return _Completion(line, incomplete, environ).answer()


def read_parameters(verb: str) -> list[Parameter]:
    """The options and arguments of a verb; the global options under no verb."""
    with PARAMETERS.open(encoding="utf-8") as table:
        own = (line for line in table if line.startswith(f"{verb}\t"))
        rows = (line.rstrip("\n").split("\t") for line in own)
        return [
            Parameter(tuple(names.split()), kind, bool(many), code)
            for _, names, kind, many, code in rows
        ]


class _Completion:
    """One question of a shell."""

    def __init__(
        self, line: CommandLine, incomplete: str, environ: Mapping[str, str]
    ) -> None:
        self.line, self.incomplete = line, incomplete
        self.app: AppContext = build_context(line, environ)[0]
        self.known: dict[str, list[Offer]] = {}

    def answer(self) -> Answer:
        """Goes down the tree of verbs as far as words were typed."""
        if self.line.trouble is not None:
            option = self.line.trouble.blanks["option"]
            return self._value(_named(self.globals, option), self.incomplete)
        entries: Verbs | str = VERBS
        rest, path, options = list(self.line.rest), "", self.globals
        while rest and not isinstance(entries, str):
            found = find_verb(rest, entries)
            if found is None:
                return Answer()
            name, count = found
            if name == "help" and not path:
                entries = {key: entry for key, entry in VERBS.items() if key != name}
                rest, options = rest[1:], [*read_parameters(name), *options]
                continue
            entries, rest, path = entries[name], rest[count:], f"{path} {name}".strip()
        if isinstance(entries, str):
            return self._parameter(read_parameters(path), rest)
        if self.incomplete.startswith("-"):
            return self._option(options, set())
        return self._verb(entries, f"{path} ".lstrip().replace(" ", "."))

    @cached_property
    def globals(self) -> list[Parameter]:
        return read_parameters("")

    def _verb(self, entries: Verbs, prefix: str) -> Answer:
        def line(name: str) -> str:
            return self.app.voice.say(f"help.{prefix}{name}").partition("\n")[0]

        verbs = [(name, line(name)) for name in entries]
        answer = self._offered(verbs)
        if answer.offers:
            return answer
        wanted = fold(self.incomplete)
        words = ((w, n) for n in entries for w in VERB_WORDS.get(n, "").split())
        offers = ((w, line(name)) for w, name in words if w.startswith(wanted))
        return Answer(offers=tuple(offers))

    def _parameter(self, parameters: list[Parameter], rest: list[str]) -> Answer:
        """An option, the value of one, or the argument whose turn it is."""
        given: list[str] = []
        used: set[str] = set()
        waiting: Parameter | None = None
        has_ended = False
        for word in rest:
            if waiting is not None:
                waiting = None
            elif word == "--" and not has_ended:
                has_ended = True
            elif word.startswith("-") and word != "-" and not has_ended:
                name, equals, _ = word.partition("=")
                option = _named(parameters, name)
                used |= set(option.names) if not option.is_many else set()
                waiting = option if option.kind and not equals else None
            else:
                given.append(word)
        if waiting is not None:
            return self._value(waiting, self.incomplete)
        if self.incomplete.startswith("-") and not has_ended:
            return self._option([*parameters, *self.globals], used)
        return self._argument([row for row in parameters if not row.names], given)

    def _option(self, options: list[Parameter], used: set[str]) -> Answer:
        name, equals, value = self.incomplete.partition("=")
        if equals:
            return self._value(_named(options, name), value, f"{name}=")
        shown = [
            (option.names[0], self.app.voice.say(option.help_code))
            for option in options
            if option.names and option.names[0] not in used
        ]
        return self._offered(shown)

    def _argument(self, arguments: list[Parameter], given: list[str]) -> Answer:
        """The argument that comes next; unit and period in either order."""
        place = len(given)
        if place >= len(arguments) and not (arguments and arguments[-1].is_many):
            return Answer()
        argument = arguments[min(place, len(arguments) - 1)]
        kinds = [row.kind for row in arguments[:2]]
        if kinds == ["UNIT", "PERIOD"] and place < 2:
            self._read_names(("period", "unit"))
            periods = {name.casefold() for name, _ in self._names("PERIOD")}
            kind = "UNIT PERIOD"
            if given:
                kind = "UNIT" if given[0].casefold() in periods else "PERIOD"
            argument = argument._replace(kind=kind)
        return self._value(argument, self.incomplete)

    def _value(self, parameter: Parameter, typed: str, prefix: str = "") -> Answer:
        """A value of a kind: a choice, names of the ledger, a file."""
        kind = parameter.kind
        if fullmatch(CHOICES, kind):
            voice = self.app.voice
            codes = ((word, f"choice.{word}") for word in kind.split("|"))
            choices = [
                (word, voice.say(c) if voice.knows(c) else "") for word, c in codes
            ]
            return self._offered(choices, prefix)
        if kind.endswith((",…", ",...")):
            prefix += typed[: typed.rfind(",") + 1]
        head, equals, _ = kind.rpartition("|")[2].rstrip(",….").partition("=")
        names = [
            (f"{name}{equals}", meaning)
            for word in head.split()
            for name, meaning in self._names(word)
        ]
        answer = self._offered(names, prefix)
        if answer.offers:
            return answer._replace(directive="nospace") if equals else answer
        if "FILE" in kind:
            return Answer("files")
        return Answer("folders" if "DIR" in kind else "")

    def _names(self, kind: str) -> list[Offer]:
        """The names that the ledger knows of a kind; none when it cannot be read."""
        keys = KINDS.get(kind, ())
        self._read_names(keys)
        names = [name for key in keys for name in self.known[key]]
        if kind != "PERIOD":
            return names
        from cchc.text.day import parse_day, short

        days = ((name, parse_day(due), due) for name, due in names)
        texts = ((name, short(day) if day else due) for name, day, due in days)
        say = self.app.voice.say
        return [(name, say("completion.due", day=text)) for name, text in texts]

    def _read_names(self, keys: Iterable[str]) -> None:
        """Opens the ledger once: that is most of the work."""
        from cchc.store.names import known_names

        if missing := [key for key in keys if key not in self.known]:
            self.known |= known_names(self.app.database, missing, self.app.today)

    def _offered(self, names: Iterable[Offer], prefix: str = "") -> Answer:
        """Those that begin as the word does; else the one whose meaning holds it."""
        listed = [
            (f"{prefix}{name}", shorten(one_line(text), _LONGEST))
            for name, text in names
        ]
        start = self.incomplete.casefold()
        fits = [offer for offer in listed if offer[0].casefold().startswith(start)]
        if not fits and len(wanted := fold(self.incomplete[len(prefix) :])) > 2:
            fits = [offer for offer in listed if f" {wanted}" in f" {fold(offer[1])}"]
            fits = fits if len(fits) == 1 else []
        return Answer(offers=tuple(fits))


def _named(options: Iterable[Parameter], name: str) -> Parameter:
    unknown = Parameter((name,), "", False, "")
    return next((option for option in options if name in option.names), unknown)
