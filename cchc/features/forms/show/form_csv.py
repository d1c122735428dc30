"""A unit's form as CSV: UTF-8 with its mark, semicolons, ids in the first column."""

import csv
import io

from cchc.features.forms.show.form_model import Form
from cchc.features.forms.show.tables import COLUMNS, sheets
from cchc.words.translator import Voice

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def form_csv(form: Form, voice: Voice) -> bytes:
    """The tables of the form one below the other, as Vietnamese Excel opens them."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([form.mark.text(), form.unit.name, form.period.id])
    for _, tables in sheets(form, voice):
        for table in tables:
            columns = COLUMNS[table.kind]
            writer.writerow([])
            writer.writerow(["", table.title])
            heads = (table.heads[key].replace("\n", "\r\n") for key in columns)
            writer.writerow([table.mark, *heads])
            for row in table.rows:
                cells = (_inert(row.cells.get(key, "")) for key in columns)
                writer.writerow([row.mark, *cells])
            if table.more:
                writer.writerow([f"/{table.kind}"])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _inert(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
