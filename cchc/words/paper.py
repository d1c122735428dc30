"""What stands on a paper: `12/BC-UBND ngày 07/3/2022` in one line, the addressee."""

from re import IGNORECASE, fullmatch

from cchc.core.facts.report import TypedText
from cchc.text.record import replace
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice

_DATED = r"(?P<number>.*?)[,;]?\s*(?:ngày|ngay)\s+(?P<day>.+)"


def number_and_day(typed: TypedText) -> tuple[TypedText | None, TypedText | None]:
    """The number of a paper and its day, each as typed; None for a part left out.

    Without the word `ngày` all of it is the number.
    """
    words = typed.text.strip()
    match = fullmatch(_DATED, words, IGNORECASE)
    number, day = (match["number"], match["day"]) if match else (words, "")

    def part(text: str) -> TypedText | None:
        return replace(typed, text=text.strip()) if text.strip() else None

    return part(number), part(day)


def addressee_words(to: str, voice: Voice) -> str:
    """Who is addressed, `công chức đầu mối`; a word of the office stands as it is."""
    code = f"remind.to.{to}"
    return voice.say(code) if voice.knows(code) else one_line(to)
