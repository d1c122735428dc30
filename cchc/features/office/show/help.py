"""Pages on codes and words, and scripts of completion."""

from collections import defaultdict
from pathlib import Path
from re import IGNORECASE, fullmatch, sub

from cchc.app import shells
from cchc.app.refusals import exit_code
from cchc.text.closed_list import StrEnum
from cchc.text.compare import fold
from cchc.text.problem import Place, Problem, ProblemCode, refuse
from cchc.words.translator import Voice, choose_forms

_BLANK = r"[`“]?\{\w+\}[`”]?"


def explanation_of(text: str, voice: Voice) -> str:
    """The page on a code or a word; P571 where there is none.

    A word is found by its key (`flow`, `at-least`), by what people read for it
    (`cần theo dõi`), or as a key of a plan.
    """
    if number := fullmatch(r"P?(\d{3})", text.strip(), IGNORECASE):
        for code in ProblemCode:
            if code.value == f"P{number[1]}":
                return code_page(code, voice)
    wanted = fold(text).replace("-", "_").replace(" ", "_")
    terms = [f"term.{word}" for word in _terms(voice) if wanted in _names(word, voice)]
    keys = [key for key in voice.codes("schema.") if key.rpartition(".")[2] == wanted]
    pages = dict.fromkeys(voice.say(code) for code in (*terms, *keys))
    if not pages:
        words = (word for group in word_groups(voice).values() for word in group)
        known = (*(code.value for code in ProblemCode), *words)
        refuse(ProblemCode.TERM_UNKNOWN, Place(argument=text), text=text, known=known)
    return "\n\n".join(pages)


def code_page(code: ProblemCode, voice: Voice) -> str:
    """What a problem says, its cure, how the command ends."""
    problem = Problem(code)
    kind = voice.say("explain.warning" if problem.is_warning else "explain.error")
    lines = [
        f"{code.value} · {voice.say(f'explain.{code.value[:2]}')} · {kind}",
        "",
        voice.say("explain.says", sentence=_open(voice.say(f"problem.{code.value}"))),
        voice.say("explain.cure", hint=_open(voice.say(f"problem.{code.value}.hint"))),
    ]
    if not problem.is_warning:
        lines.append(voice.say("explain.exit", exit=exit_code([problem])))
    return "\n".join(lines)


def word_groups(voice: Voice) -> dict[str, list[str]]:
    """Every word that can be asked for, by the code of what it belongs to."""
    words = _terms(voice)
    keys = dict.fromkeys(code.rpartition(".")[2] for code in voice.codes("schema."))
    return {
        "explain.terms": [word for word in words if word.islower()],
        "explain.rules": [word for word in words if not word.islower()],
        "explain.keys": [word for word in keys if word not in words],
    }


def _terms(voice: Voice) -> list[str]:
    return [code.removeprefix("term.") for code in voice.codes("term.")]


def _names(word: str, voice: Voice) -> set[str]:
    """By what a term is asked for: its key, and its name before the colon."""
    head = voice.say(f"term.{word}").partition(":")[0]
    name = head.rpartition(" · ")[2].partition(" (")[0]
    return {fold(word), fold(name).replace(" ", "_")}


def _open(text: str) -> str:
    """A sentence whose blanks are open; a pair of braces is one."""
    return (
        sub(_BLANK, "“…”", choose_forms(text, defaultdict(str)))
        .replace("{{", "{")
        .replace("}}", "}")
    )


SCRIPTS = Path(shells.__path__[0])


class Shell(StrEnum):
    """A shell that can be taught what the Tab key offers."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"


def install_script(shell: Shell, script: str, home: Path) -> Path:
    """Put a script where its shell finds it, and give back where.

    fish reads its folder by itself; the start file of bash or zsh gets a line, once.
    """
    config = home / ".config"
    if shell is Shell.FISH:
        path = config / "fish" / "completions" / "cchc.fish"
    else:
        path = config / "cchc" / f"completion.{shell}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(script, encoding="utf-8", newline="\n")
    start = home / f".{shell}rc"
    line = f'source "{path}"'
    if shell is not Shell.FISH:
        known = start.read_text("utf-8") if start.exists() else ""
        if line not in known:
            end = "" if not known or known.endswith("\n") else "\n"
            with start.open("a", encoding="utf-8") as file:
                file.write(f"{end}{line}\n")
    return path
