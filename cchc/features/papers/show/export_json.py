"""The contract `cchc.export/1`: the state of things and a paper's own words."""

from collections.abc import Mapping

from cchc.core.verdict.issued import Since
from cchc.core.verdict.status import StatusView
from cchc.features.status.show.status_json import STATUS
from cchc.paper.template import Plain
from cchc.screen.document import ABSENT, OBJECT, Document, Field

PAPERS = ("memo", "brief", "unit", "chat")


def _content(key: str) -> Field[StatusView]:
    return Field(
        key,
        OBJECT,
        f"What the {key} prints, texts as printed.",
        join=lambda _, given: given["content"] if given["key"] == key else ABSENT,
        optional=True,
    )


EXPORT: Document[StatusView] = Document(
    "export",
    "A paper's content beside the status that it was made of.",
    Field("status", STATUS, "The document of `cchc.status/1`.", lambda view: view),
    *(_content(key) for key in PAPERS),
    schema="cchc.export/1",
    verbs=("export --format json",),
)


def export_json(
    view: StatusView,
    content: Mapping[str, Plain],
    since: Since | None = None,
    key: str = "memo",
) -> str:
    """The document of `cchc.export/1`; `key` is one of `PAPERS`."""
    given = {"whole": view, "since": since, "content": dict(content), "key": key}
    return EXPORT.as_json(view, **given) + "\n"
