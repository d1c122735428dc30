"""Papers as people write them in one line: `12/BC-UBND ngày 07/3/2022`."""

from re import IGNORECASE, fullmatch

from cchc.core.facts.report import TypedText
from cchc.text.record import replace

_DATED = r"(?P<number>.*?)[,;]?\s*(?:ngày|ngay)\s+(?P<day>.+)"


def number_and_day(typed: TypedText) -> tuple[TypedText | None, TypedText | None]:
    """The number of a paper and its day, each as typed; None for a part left out.

    Without the word `ngày` all of it is the number.
    """
    words = typed.text.strip()
    found = fullmatch(_DATED, words, IGNORECASE)
    number, day = (found["number"], found["day"]) if found else (words, "")

    def part(text: str) -> TypedText | None:
        return replace(typed, text=text.strip()) if text.strip() else None

    return part(number), part(day)
