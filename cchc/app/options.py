"""Options that several commands share, and how a verb's function gets them.

A verb is a function whose first parameter is the `AppContext`; the others are its
options as Typer reads them. A parameter of the type `ListOptions`, `TextOptions` or
`WriteOptions` (`cchc.app.options`) stands for several options, and the function gets
it read:

    def run_status(
        app: AppContext, unit: Unit = None, *, out: ListOptions, check: Check = False
    ) -> int:
        standing = where_all_stands(app.database, Question(unit))
        app.deliver(status_text(standing, out.format), out.output)
        return FOUND_SOMETHING if check and standing.is_troubled else 0

It returns its exit code, or None when it is done.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Annotated, NoReturn

import typer
import typer.models

from cchc.app.command_line import (
    TyperParameter,
    locate_usage_errors,
    metavar,
    parameters,
)
from cchc.app.context import AppContext
from cchc.app.output import (
    Format,
    TextFormat,
    choose_form,
    named_file,
    require_printable,
)
from cchc.store.disk.commits import forget_commits
from cchc.text.input_text import LONGEST_LINE, LONGEST_TEXT, read_text
from cchc.text.problem import Place, Problem, ProblemCode, Refusal
from cchc.text.record import Record, replace
from cchc.words.translator import Voice

LONGEST_PATH = 4_096
_TEXTS = ("TEXT", "VALUE")
"""Metavars end like this where several lines may be typed."""


def read_words(ctx: typer.Context, typed: Mapping[str, object]) -> dict[str, object]:
    """What was typed for each parameter, in NFC; paths as they were typed.

    Refuses all at once (exit 2) what is blank (P531) and what no text may hold
    (P127, P146).
    """
    app, read, problems = ctx.ensure_object(AppContext), dict(typed), list[Problem]()
    for param in parameters(ctx):
        words = typed.get(param.name or "")
        several = isinstance(words, list | tuple)
        typed_words = words if isinstance(words, list | tuple) else [words]
        values = [
            read_word(word, param, app.voice) if isinstance(word, str) else word
            for word in typed_words
        ]
        problems += [value for value in values if isinstance(value, Problem)]
        if param.name in read and typed_words:
            read[str(param.name)] = values if several else values[0]
    if problems:
        app.refuse(problems, as_json=wants_json(typed))
    return read


def read_word(word: str, param: TyperParameter, voice: Voice) -> str | Problem:
    """One word typed for a parameter, or why it cannot be taken."""
    is_path = getattr(param.type, "name", "") in {"path", "file", "directory"}
    is_text = (param.metavar or "").rstrip(".]").endswith(_TEXTS)
    longest = LONGEST_PATH if is_path else LONGEST_TEXT if is_text else LONGEST_LINE
    text = read_text(word, longest=longest, lines=is_text)
    if isinstance(text, str) and text.strip():
        return word if is_path else text
    is_option = isinstance(param, typer.core.TyperOption)
    at = Place(argument=param.opts[0] if is_option else metavar(param, voice))
    if isinstance(text, Problem):
        return replace(text, place=at)
    return Problem(ProblemCode.VALUE_EMPTY, at)


def wants_json(values: Mapping[str, object]) -> bool:
    """Whether the parameters of a verb ask for JSON, by `--json` or `--format`."""
    return bool(values.get("as_json")) or (
        str(values.get("format_name")).lower() == "json"
    )


def option(flag: str, help_code: str, metavar: str | None = None) -> object:
    """An option as Typer declares it, for `Annotated` beside the type of its value.

    Whether a file can be read is told by what reads it, with the reason.
    """
    return typer.Option(flag, metavar=metavar, help=help_code, readable=False)


def argument(metavar: str, help_code: str) -> object:
    """An argument as Typer declares it, for `Annotated` beside its type."""
    return typer.Argument(metavar=metavar, help=help_code, readable=False)


Json = Annotated[bool, option("--json", "help.option.json")]
FormatName = Annotated[
    str | None, option("--format", "help.option.format", "|".join(Format))
]
TextFormatName = Annotated[
    str | None, option("--format", "help.option.format", "|".join(TextFormat))
]
Output = Annotated[Path | None, option("--output", "help.option.output", "FILE")]
Full = Annotated[bool, option("--full", "help.list.full")]
DryRun = Annotated[bool, option("--dry-run", "help.option.dry_run")]
By = Annotated[str | None, option("--by", "help.option.by", "NAME")]
AsOf = Annotated[str | None, option("--as-of", "help.option.as_of", "DATE")]


def choose_format(
    app: AppContext, *, as_json: bool, name: str | None, output: Path | None = None
) -> Format:
    """The format of a list: what is asked for, else by the file, else a table.

    Refuses what cannot be written (P503, P509), and a workbook on a terminal (P543).
    """
    require_file(app, output)
    typed = typed_format(app, as_json=as_json, name=name)
    form = choose_form(Format, Format.TABLE, typed, output, Format.TABLE)
    require_printable(form, output)
    return form


def require_file(app: AppContext, output: Path | None) -> None:
    """Refuse what no file can be written to (`FileWriter.require_file`)."""
    if named_file(output) is not None:  # else the writer is not even loaded
        app.writer.require_file(output)


def typed_format(app: AppContext, *, as_json: bool, name: str | None) -> str | None:
    """`--json` is short for `--format json`; P509 where the two differ."""
    if as_json and name is not None and name.lower() != Format.JSON:
        refuse_clash(app, "--json", f"--format {name}")
    return Format.JSON if as_json else name


class ListOptions(Record):
    """`--json`, `--format` and `--output` of a verb that gives out a list."""

    format: Format
    output: Path | None = None
    is_full: bool = False

    @property
    def as_json(self) -> bool:
        return self.format is Format.JSON

    @property
    def to_file(self) -> bool:
        return named_file(self.output) is not None


class AnswerOptions(ListOptions):
    """The same of a list whose answer stands on one screen; `--full` gives all."""


class TextOptions(Record):
    """`--json`, `--format` and `--output` of a verb that gives out a text."""

    as_json: bool = False
    output: Path | None = None


class WriteOptions(Record):
    """`--dry-run`, `--by` and `--json` of a verb that writes to the ledger."""

    dry_run: bool = False
    by: str | None = None
    as_json: bool = False


def read_list_options(
    app: AppContext,
    as_json: Json = False,
    format_name: FormatName = None,
    output: Output = None,
) -> ListOptions:
    """The format asked for and the file, None for the screen (P503, P509)."""
    form = choose_format(app, as_json=as_json, name=format_name, output=output)
    return ListOptions(form, output)


def read_answer_options(
    app: AppContext,
    full: Full = False,
    as_json: Json = False,
    format_name: FormatName = None,
    output: Output = None,
) -> AnswerOptions:
    """The same, and whether everything is told."""
    form = choose_format(app, as_json=as_json, name=format_name, output=output)
    return AnswerOptions(form, output, full)


def read_text_options(
    app: AppContext,
    as_json: Json = False,
    format_name: TextFormatName = None,
    output: Output = None,
) -> TextOptions:
    """Whether JSON is asked for and the file, None for the screen (P503, P509)."""
    require_file(app, output)
    typed = typed_format(app, as_json=as_json, name=format_name)
    form = choose_form(TextFormat, TextFormat.TEXT, typed, output, TextFormat.TEXT)
    return TextOptions(form is TextFormat.JSON, output)


def read_write_options(
    _app: AppContext, dry_run: DryRun = False, by: By = None, as_json: Json = False
) -> WriteOptions:
    """Whether it is a rehearsal, in whose name, and whether JSON is asked for."""
    return WriteOptions(dry_run, by, as_json)


OPTION_GROUPS: Mapping[object, Callable[..., object]] = {
    ListOptions: read_list_options,
    AnswerOptions: read_answer_options,
    TextOptions: read_text_options,
    WriteOptions: read_write_options,
}
"""Types that stand for several options in the function of a verb."""


_KIND = Parameter.KEYWORD_ONLY
TYPED_OR_FILE = ".csv"
"""Of what may be typed on the line in place of a file."""
INPUTS = {
    **dict.fromkeys(("against", "plan_file", "binding"), ".yaml"),
    **dict.fromkeys(("book", "filled"), ".xlsx"),
    **dict.fromkeys(("weights", "last_year", "hand"), TYPED_OR_FILE),
    "source": ".db",
    "file": ".md",
}
"""Parameters whose value is a file to read, when it is a path; how its name ends."""


def command_function(run: Callable[..., object]) -> Callable[..., object]:
    """The function of a verb as Typer takes it.

    A Refusal ends the run; it is written as `cchc.problems/1` where JSON is asked for.
    """
    _, *parameters = signature(run).parameters.values()
    groups = {
        parameter.name: OPTION_GROUPS[parameter.annotation]
        for parameter in parameters
        if parameter.annotation in OPTION_GROUPS
    }

    is_pair = {"unit", "period"} <= set(_arguments(parameters))

    def call(ctx: typer.Context, **values: object) -> object:
        app = ctx.ensure_object(AppContext)
        try:
            with locate_usage_errors(ctx):
                forget_commits()
                app.sweep(app.database.parent, *_named_folders(values.values()))
                for name, read in groups.items():
                    shared = {key: values.pop(key) for key in _options(read)}
                    values[name] = read(app, **shared)
                for name in INPUTS.keys() & values.keys():
                    values[name] = _from_stdin(values[name], INPUTS[name])
                if is_pair:
                    _put_unit_first(app, values)
                return run(app, **values)
        except Refusal as refusal:
            app.refuse(refusal.problems, as_json=wants_json(ctx.params))

    options = {
        "ctx": Parameter("ctx", Parameter.KEYWORD_ONLY, annotation=typer.Context)
    }
    for parameter in parameters:
        group = groups.get(parameter.name)
        options |= {parameter.name: parameter} if group is None else _options(group)
    shown = Signature([option.replace(kind=_KIND) for option in options.values()])
    call.__signature__ = shown  # type: ignore[attr-defined]  # read by Typer
    return call


def _arguments(parameters: Iterable[Parameter]) -> Iterator[str]:
    """The names of those that are typed without an option before them."""
    for parameter in parameters:
        for part in getattr(parameter.annotation, "__metadata__", ()):
            if isinstance(part, typer.models.ArgumentInfo):
                yield parameter.name


def _put_unit_first(app: AppContext, values: dict[str, object]) -> None:
    """Unit and period of a verb that takes both, in either order."""
    unit, period = values["unit"], values["period"]
    if isinstance(unit, str) and isinstance(period, str):
        from cchc.app.name_lookup import unit_then_period

        values["unit"], values["period"] = unit_then_period(app, unit, period)


def _from_stdin(value: object, ending: str) -> object:
    """The value of an option that names files to read; `-` is standard input."""
    if isinstance(value, list):
        return [_from_stdin(part, ending) for part in value]
    if value != Path("-") and (value != "-" or ending != TYPED_OR_FILE):
        return value
    from cchc.app.standard_input import spool_input

    return type(value)(spool_input(Path("-"), ending))


def _named_folders(values: Iterable[object]) -> Iterator[Path]:
    """Folders in which a run that was killed may have left something."""
    for path in values:
        if isinstance(path, Path):
            yield path if os.path.isdir(path) else path.parent  # noqa: PTH112 -- no error for a name too long


def _options(read: Callable[..., object]) -> dict[str, Parameter]:
    """The options that a group stands for: all but the context of its reader."""
    _, *options = signature(read).parameters.values()
    return {option.name: option for option in options}


def refuse_clash(app: AppContext, first: str, second: str) -> NoReturn:
    """Refuse two options that do not go together (P509), at the second one."""
    at = Place(argument=second.partition(" ")[0])
    blanks = {"first": first, "second": second}
    app.refuse([Problem(ProblemCode.OPTION_CLASH, at, blanks)])
