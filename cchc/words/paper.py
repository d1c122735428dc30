"""To whom a paper is addressed."""

from cchc.text.sanitize import one_line
from cchc.words.translator import Voice


def addressee_words(to: str, voice: Voice) -> str:
    """Who is addressed, `công chức đầu mối`; a word of the office stands as it is."""
    code = f"remind.to.{to}"
    return voice.say(code) if voice.knows(code) else one_line(to)


def reason_words(reason: str, voice: Voice) -> str:
    """`đính chính: gõ nhầm` for `correction: gõ nhầm`."""
    code, _, text = reason.partition(":")
    known = voice.knows(f"report.reason.{code}")
    word = voice.say(f"report.reason.{code}") if known else one_line(code)
    return f"{word}: {one_line(text.strip())}" if text.strip() else word
