"""How the function of a verb is called, and what becomes of its refusal.

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

from collections.abc import Callable
from inspect import Parameter, Signature, signature

import typer

from cchc.app.context import AppContext
from cchc.app.options import OPTION_GROUPS
from cchc.app.usage_errors import locate_usage_errors
from cchc.text.problem import Refusal


def command_function(run: Callable[..., object]) -> Callable[..., object]:
    """The function of a verb as Typer takes it.

    A Refusal is told and ends the run: as `cchc.problems/1` where JSON is asked for.
    """
    context, *parameters = signature(run).parameters.values()
    groups = {
        parameter.name: OPTION_GROUPS[parameter.annotation]
        for parameter in parameters
        if parameter.annotation in OPTION_GROUPS
    }

    def call(ctx: typer.Context, **values: object) -> object:
        app = ctx.ensure_object(AppContext)
        try:
            with locate_usage_errors(ctx):
                for name, read in groups.items():
                    shared = {key: values.pop(key) for key in _options(read)}
                    values[name] = read(app, **shared)
                own = ctx if context.annotation is typer.Context else app
                return run(own, **values)
        except Refusal as refusal:
            app.refuse(refusal.problems, as_json=_asks_for_json(ctx.params))

    options = {"ctx": Parameter("ctx", _KIND, annotation=typer.Context)}
    for parameter in parameters:
        group = groups.get(parameter.name)
        options |= {parameter.name: parameter} if group is None else _options(group)
    shown = Signature([option.replace(kind=_KIND) for option in options.values()])
    call.__signature__ = shown  # type: ignore[attr-defined]  # read by Typer
    call.__annotations__ = {name: o.annotation for name, o in options.items()}
    return call


_KIND = Parameter.KEYWORD_ONLY


def _options(read: Callable[..., object]) -> dict[str, Parameter]:
    """The options that a group stands for: all but the context of its reader."""
    _, *options = signature(read).parameters.values()
    return {option.name: option for option in options}


def _asks_for_json(values: dict[str, object]) -> bool:
    name = values.get("format_name")
    return bool(values.get("as_json")) or str(name).lower() == "json"
