"""`cchc explain`: what a code or a word means."""

from typing import Annotated

from cchc.app.context import AppContext
from cchc.app.explain import explanation_of, word_groups
from cchc.app.options import argument
from cchc.text.width import wrapped

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
