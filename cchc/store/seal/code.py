"""The seal code: the head of the chain in sixteen letters and digits, for papers.

Fifteen of them are the first 75 bits of the SHA-256, the last one tells a slip of the
hand from a book that was changed. Letters that look like digits are not used.
"""

from datetime import date
from sqlite3 import Connection

from cchc.text.problem import Place, Problem, ProblemCode
from cchc.text.record import Record

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": ""})
LENGTH = 15


class SealedAct(Record):
    """An act of writing as the seal counts it: its number, its day, its code."""

    number: int
    day: str | None
    code: str


def sealed_act(number: int, day: str | None, digest: bytes) -> SealedAct:
    """The act of a row of `seal`."""
    return SealedAct(number, day, code_of(digest))


def code_of(digest: bytes) -> str:
    """The code of a SHA-256: `K7QD-3M2P-XW4R-9T6B`."""
    bits = int.from_bytes(digest[:10], "big") >> 5
    body = "".join(LETTERS[bits >> 5 * at & 31] for at in reversed(range(LENGTH)))
    text = body + check_letter(body)
    return "-".join(text[at : at + 4] for at in range(0, len(text), 4))


def check_letter(body: str) -> str:
    """The letter that a single slip or a swap of neighbours would change (Luhn)."""
    doubled = (
        (value * 2 if place % 2 == 0 else value)
        for place, value in enumerate(map(LETTERS.index, reversed(body)))
    )
    return LETTERS[-sum(sum(divmod(value, 32)) for value in doubled) % 32]


def read_code(text: str, place: Place) -> str | Problem:
    """A code as it was typed, with or without its dashes, in the form of `code_of`."""
    typed = text.upper().translate(LOOKALIKES)
    body = typed[:LENGTH]
    is_known = len(typed) == LENGTH + 1 and set(typed) <= set(LETTERS)
    if not is_known or check_letter(body) != typed[-1]:
        return Problem(ProblemCode.SEAL_CODE, place, {"text": text})
    return "-".join(typed[at : at + 4] for at in range(0, len(typed), 4))


def newest_act(connection: Connection) -> SealedAct | None:
    """The head of the chain; None in a book in which nothing is written."""
    row = connection.execute(
        "SELECT id, day, sha256 FROM seal ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return None if row is None else sealed_act(*row)


def act_of_code(connection: Connection, code: str) -> SealedAct | None:
    """The act after which the book printed a code; None: this book never did."""
    rows = connection.execute("SELECT id, day, sha256 FROM seal ORDER BY id DESC")
    return next((act for row in rows if (act := sealed_act(*row)).code == code), None)


def code_for_paper(connection: Connection, day: date) -> str | None:
    """The seal code as of a paper's own day, before the papers registered on it.

    So the same day gives the same paper, also after its issue. Of a day before the
    chain was begun it is that of the first act.
    """
    (digest,) = connection.execute(
        "SELECT coalesce((SELECT sha256 FROM seal"
        " WHERE day < ?1 OR (day = ?1 AND papers = 0) ORDER BY id DESC LIMIT 1),"
        " (SELECT sha256 FROM seal ORDER BY id LIMIT 1))",
        (day.isoformat(),),
    ).fetchone()
    return None if digest is None else code_of(digest)
