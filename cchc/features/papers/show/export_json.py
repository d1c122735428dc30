"""The contract `cchc.export/1`: the state of things and the memo's own words."""

import json
from collections.abc import Mapping

from cchc.core.verdict.issued import Since
from cchc.core.verdict.view import StatusView
from cchc.features.status.show.status_json import status_document
from cchc.paper.template import Plain

SCHEMA = "cchc.export/1"


def export_json(
    view: StatusView,
    content: Mapping[str, Plain],
    since: Since | None = None,
    key: str = "memo",
) -> str:
    """`status` is the document of `cchc.status/1`, `memo` what the memo prints.

    In `status` figures are decimal strings as stored, in `memo` texts as printed.
    Another paper than the memo has a key of its own: `brief`, `unit`.
    """
    document = {
        "schema": SCHEMA,
        "status": status_document(view, since),
        key: dict(content),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
