"""How wide text is on a screen, and breaking it into lines."""

from unicodedata import category, east_asian_width


def columns(text: str) -> int:
    """How many cells of a terminal the text fills; marks of NFD fill none."""
    return len(text) if text.isascii() else sum(map(_CELLS.__getitem__, text))


def clip(text: str, width: int) -> str:
    """As much of the text's beginning as fits into so many cells."""
    for at, letter in enumerate(text):
        width -= _CELLS[letter]
        if width < 0:
            return text[:at]
    return text


def shorten(text: str, width: int) -> str:
    """The text in so many cells at most, with `…` for what is cut off."""
    return text if columns(text) <= width else f"{clip(text, width - 1)}…"


def pad_to_width(text: str, width: int) -> str:
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


class _Cells(dict[str, int]):
    """Cells of each letter that was met."""

    def __missing__(self, letter: str) -> int:
        if category(letter) in ("Mn", "Me", "Cf"):
            cells = 0
        else:
            cells = 2 if east_asian_width(letter) in "WF" else 1
        self[letter] = cells
        return cells


_CELLS = _Cells()
