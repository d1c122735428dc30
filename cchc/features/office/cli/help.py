"""`cchc help`, `version`, `completion`: the first words of whoever begins."""

from pathlib import Path
from typing import Annotated

from cchc.app.command_tree import command_tree
from cchc.app.context import AppContext
from cchc.app.options import argument, option
from cchc.app.version import version_line
from cchc.features.office.show.help import (
    SCRIPTS,
    Shell,
    explanation_of,
    install_script,
    word_groups,
)
from cchc.text.width import wrapped

Words = Annotated[list[str] | None, argument("[VERB]...", "help.help.verb")]
All = Annotated[bool, option("--all", "help.help.all")]
ShellName = Annotated[Shell, argument("SHELL", "help.completion.shell")]
Install = Annotated[bool, option("--install", "help.completion.install")]


def run_help(app: AppContext, words: Words = None, every: All = False) -> None:
    line = [*(words or []), "--help", *(["--all"] if every else [])]
    command_tree(app.voice).main(
        args=line, prog_name="cchc", standalone_mode=False, obj=app
    )


def run_version(app: AppContext) -> None:
    app.out(version_line(app.voice))


def run_completion(app: AppContext, shell: ShellName, install: Install = False) -> None:
    script = next(SCRIPTS.glob(f"{shell}.*")).read_text("utf-8")
    if not install:
        app.out(script)
    elif shell is Shell.POWERSHELL:
        line = "cchc completion powershell | Out-String | Invoke-Expression"
        app.remark("completion.by_hand", line=line)
    else:
        path = install_script(shell, script, Path.home())
        app.remark("completion.installed", shell=shell, path=path)


Word = Annotated[list[str] | None, argument("[TERM]...", "help.explain.word")]


def run_explain(app: AppContext, words: Word = None) -> None:
    if words:
        pages = explanation_of(" ".join(words), app.voice).splitlines()
        lines = [line for page in pages for line in wrapped(page, app.width) or [""]]
    else:
        lines = []
        for code, listed in word_groups(app.voice).items():
            lines += [f"{app.voice.say(code)}:"]
            lines += [*wrapped(", ".join(listed), app.width), ""]
        lines += wrapped(app.voice.say("explain.codes"), app.width)
    app.deliver("\n".join(lines))
