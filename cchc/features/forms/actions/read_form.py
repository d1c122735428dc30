"""Forms that wait to be judged: a folder is read whole before the first is taken in."""

from pickle import HIGHEST_PROTOCOL, dumps, loads
from zlib import compress, decompress

from cchc.sources.forms.arrivals import ArrivedFile
from cchc.sources.forms.form_file import FormRead
from cchc.text.record import Record, replace


class ReadForm(Record):
    """A form that was read and not judged yet, with the SHA-256 of its file.

    `form` says whose it is; its rows are `packed` until it is judged, since they take
    twenty times the memory of a file and a folder may hold thousands.
    """

    file: ArrivedFile
    digest: str
    form: FormRead
    packed: bytes

    @property
    def report(self) -> tuple[str, str]:
        """Unit and period of the report that it is."""
        mark = self.form.mark
        return (mark.unit, mark.period) if mark else ("", "")

    def unpacked(self) -> FormRead:
        """The form with its rows."""
        form: FormRead = loads(decompress(self.packed))  # noqa: S301 -- our own
        return form


def read_and_packed(file: ArrivedFile, digest: str, form: FormRead) -> ReadForm:
    """A form that waits to be judged."""
    outline = replace(form, report=None, rows=None, headings=())
    packed = compress(dumps(form, HIGHEST_PROTOCOL), 1)
    return ReadForm(replace(file, content=None), digest, outline, packed)
