"""How wide text is on a screen, and breaking it into lines."""

from unicodedata import category, east_asian_width


def columns(text: str) -> int:
    """How many cells of a terminal the text fills; marks of NFD fill none."""
    if text.isascii():
        return len(text)
    return sum(_cells(letter) for letter in text)


def padded(text: str, width: int) -> str:
    """The text with blanks after it up to a width in cells; never cut."""
    return text + " " * (width - columns(text))


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most so many cells; its own line ends stay.

    A word longer than a line stands alone and whole.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}" if line else word
            if line and columns(longer) > width:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return lines


def _cells(letter: str) -> int:
    if category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(letter) in "WF" else 1
