"""`cchc export`: papers of a period, to a file with a sensible name."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cchc.cli.desk import Desk
from cchc.cli.options import AsOf

if TYPE_CHECKING:
    from cchc.actions.export import Memo


class Kind(StrEnum):
    """What can be exported."""

    REPORT = "report"


class Form(StrEnum):
    """In what kind of file."""

    MD = "md"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export", help="help.export")(_export)


def _export(
    ctx: typer.Context,
    period: Annotated[
        str | None, typer.Argument(metavar="[PERIOD]", help="help.export.period")
    ] = None,
    form: Annotated[
        Form, typer.Option("--format", help="help.export.format")
    ] = Form.MD,
    kind: Annotated[
        Kind, typer.Option("--kind", help="help.export.kind")
    ] = Kind.REPORT,
    as_of: AsOf = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="FILE|-", help="help.export.output"),
    ] = None,
) -> None:
    from cchc.actions.export import memo
    from cchc.actions.status import Question
    from cchc.cli.shipped import shipped
    from cchc.core.problem import Refused

    del form, kind  # one of each exists
    desk = ctx.ensure_object(Desk)
    asked = Question(period, desk.day(as_of))
    made = memo(desk.database, asked, shipped("templates"), desk.voice)
    if isinstance(made, Refused):
        desk.refuse(made.problems)
    if made.standing.changed is not None:
        desk.warn([made.standing.changed])
    desk.warn(made.doubts)
    _put(desk, made, output)
    _tell(desk, made)


def _put(desk: Desk, made: "Memo", output: Path | None) -> None:
    """Write where asked, else under the first name that nothing else has."""
    if output is None:
        output = _free(desk, made)
        if output.exists():
            desk.remark("export.same", path=str(output))
            return
    desk.deliver(made.text, output)
    if str(output) != "-":
        from cchc.words.period import label

        period = label(made.standing.view.period, desk.voice)
        desk.remark("export.written", period=period, path=str(output))


def _free(desk: Desk, made: "Memo") -> Path:
    """The first name that is free, or that holds this very text already."""
    from cchc.actions.export import free_names

    for path in free_names(Path(), made.name):
        if not _is_other(path, made.text):
            return path
        desk.remark("export.taken", path=str(path))
    raise AssertionError(made.name)  # there is always one more name


def _is_other(path: Path, text: str) -> bool:
    """Whether something else stands under this name."""
    if not (path.exists() or path.is_symlink()):
        return False
    try:
        return path.read_bytes() != text.encode()
    except OSError:
        return True


def _tell(desk: Desk, made: "Memo") -> None:
    """From what it was written: the day, how firm, who is silent, whose template."""
    from cchc.render.wording import day_words
    from cchc.words.clean import one_line

    view = made.standing.view
    basis = desk.voice.say(
        f"export.basis.{view.basis}",
        submitted=view.reports.submitted,
        expected=view.reports.expected,
    )
    day = day_words(view.as_of, desk.voice)
    desk.remark("export.as_of", day=day, basis=basis)
    if made.silent:
        desk.remark("export.silent", units=one_line(", ".join(made.silent)))
    if made.template is not None:
        desk.remark("export.template", path=made.template)
