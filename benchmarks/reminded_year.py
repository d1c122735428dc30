"""A year of the app that reminds, day by day, printed.

    python -m benchmarks.reminded_year [FOLDER]

Twenty-one units send their reports early, late, or half of them; on every working
day the officer asks twice for what is to be sent. Printed is every text that went
out, then the count of what must never happen. With a folder, the letters are left
there as Word and Markdown.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from cchc.core.plan.unit import Channel
from cchc.features.chase.show.letters import letter_files
from cchc.paper.manuscript import TemplateFolders
from cchc.text.day import short
from cchc.words.prose import addressee_words
from cchc.words.translator import Lang, Voice, voice
from tests.features.chase.reminded_year import ROOT, Went, Year, lived


def told(year: Year, said: Voice) -> Iterator[str]:
    """Day by day: which text, by which step, to whom."""
    for day, went in groupby(year.went, key=lambda each: each.day):
        yield short(day)
        listed = list(went)
        steps = {(e.period, e.when, e.to, e.by): None for e in listed}
        for period, when, to, by in steps:
            units = [
                each.unit
                for each in listed
                if (each.period, each.when, each.to, each.by) == (period, when, to, by)
            ]
            way = said.say(f"remind.by.{by.value}")
            what = f"{period} {when} {way} → {addressee_words(to, said)}"
            yield f"  {what}: {len(units)} ({', '.join(units)})"


def judged(year: Year) -> Iterator[str]:
    """The counts: what went out by each step, and what must be nought."""
    steps = Counter((each.when, each.to, each.by.value) for each in year.went)
    letters = {each.text for each in year.went if each.by is Channel.LETTER}
    yield f"reminders to units: {len(year.went)}; letters: {len(letters)}"
    for (when, to, by), count in steps.items():
        yield f"  {when:4} {by:6} to {to}: {count}"
    keys = Counter((e.unit, e.period, e.when, e.to, e.by, e.due) for e in year.went)
    yield f"sent twice: {sum(count > 1 for count in keys.values()) + year.again}"
    yield f"to a unit that owed nothing: {sum(map(year.owed_nothing, year.went))}"


def letters_of(year: Year) -> Iterable[Went]:
    """Each letter once, with the first of the units it went to."""
    first = {each.text: each for each in reversed(year.went)}
    return (each for each in reversed(first.values()) if each.by is Channel.LETTER)


def leave(year: Year, folder: Path, said: Voice) -> None:
    """The letters as files."""
    folder.mkdir(parents=True, exist_ok=True)
    shelf = TemplateFolders(folder / "cchc.db", ROOT / "templates")
    for each in letters_of(year):
        stem = f"{each.day}-{each.period}-{each.when}-{each.to}"
        files = letter_files(stem, each.text, stem, shelf, said)
        for name, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            (folder / name).write_bytes(data)


def main(words: list[str]) -> None:
    """Live the year in a temporary folder and print it."""
    said = voice(Lang.VI)
    with TemporaryDirectory() as office:
        year = lived(Path(office) / "cchc.db")
    print(*told(year, said), *judged(year), sep="\n")
    for folder in words:
        leave(year, Path(folder), said)


if __name__ == "__main__":
    main(sys.argv[1:])
