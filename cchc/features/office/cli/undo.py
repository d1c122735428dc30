"""`cchc undo`: one's last act of the day taken back, with a reason."""

from typing import Annotated

import typer

from cchc.app.command_tree import command_tree
from cchc.app.context import AppContext
from cchc.app.options import WriteOptions, option
from cchc.features.office.actions.undo import quote_word, undoing_words

Reason = Annotated[str | None, option("--reason", "help.undo.reason", "TEXT")]


def run_undo(app: AppContext, reason: Reason = None, *, act: WriteOptions) -> None:
    stamp = app.stamp("undo", act.by)
    _, words = undoing_words(app.database, app.voice, stamp)
    words += ["--reason", reason or app.voice.say("undo.reason")]
    words += ["--by", act.by] if act.by else []
    words += ["--dry-run"] if act.dry_run else []
    words += ["--json"] if act.as_json else []
    app.remark("undo.command", command=" ".join(["cchc", *map(quote_word, words)]))
    code = command_tree(app.voice).main(
        args=words, prog_name="cchc", standalone_mode=False, obj=app
    )
    if code:
        raise typer.Exit(code)
