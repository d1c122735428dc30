"""Compile the catalogues: `python -m cchc.words.build` (needs Babel)."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

HERE = Path(__file__).parent / "catalogue"


def compile_catalogue(folder: Path) -> bytes:
    """One `.mo` of all the `.po` files of a language, the same on every day."""
    from babel.messages.catalog import Catalog, Message  # noqa: PLC0415
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    class Book(Catalog):
        def __iter__(self) -> Iterator[Message]:
            head, *messages = super().__iter__()
            head.string = "Content-Type: text/plain; charset=utf-8\n"
            yield from (head, *messages)

    whole = Book(locale=folder.name, fuzzy=False)
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as stream:
            part = read_po(stream, locale=folder.name, abort_invalid=True)
        for message in part:
            if message.id:
                if message.id in whole:
                    raise ValueError(f"{path}: {message.id} is said twice")
                whole[message.id] = message
    out = BytesIO()
    write_mo(out, whole)
    return out.getvalue()


def compiled_catalogues() -> Iterator[tuple[Path, bytes]]:
    """The compiled catalogue of each language and where it belongs."""
    for folder in sorted(path for path in HERE.iterdir() if path.is_dir()):
        yield folder / "cchc.mo", compile_catalogue(folder)


if __name__ == "__main__":
    for path, content in compiled_catalogues():
        path.write_bytes(content)
