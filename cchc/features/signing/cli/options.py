"""Options that the verbs of `cchc sign` share."""

from typing import Annotated

import typer

from cchc.text.compare import nfc
from cchc.text.sanitize import one_line

Signer = Annotated[
    str | None, typer.Option("--signer", metavar="NAME", help="help.sign.signer")
]
Title = Annotated[
    str | None, typer.Option("--title", metavar="TEXT", help="help.sign.title")
]
To = Annotated[str | None, typer.Option("--to", metavar="TEXT", help="help.sign.to")]
Year = Annotated[
    int | None, typer.Option("--year", metavar="YEAR", help="help.sign.year")
]


def words(text: str | None) -> str | None:
    """What was typed, on one line in NFC; None where that is nothing."""
    return one_line(nfc(text or "")) or None
