"""The contract `cchc.export/1`: the state of things and a paper's own words."""

from collections.abc import Callable, Mapping

from cchc.core.verdict.issued import ChangesSinceMemo
from cchc.core.verdict.status import StatusView
from cchc.features.status.show.status_json import StatusJson
from cchc.paper.manuscript import Plain
from cchc.screen.document import ABSENT, Given, JsonDocument, JsonObject, key


def _of(paper: str) -> Callable[[object, Given], object]:
    return lambda _, given: given["content"] if given["paper"] == paper else ABSENT


class ExportJson(JsonDocument, schema="cchc.export/1", verbs=("export --format json",)):
    """A paper's words, texts as printed, beside the status that they were made of."""

    status: StatusJson = key("The document of `cchc.status/1`.", lambda view: view)
    memo: JsonObject = key("What the report prints.", join=_of("memo"), optional=True)
    brief: JsonObject = key("What the brief prints.", join=_of("brief"), optional=True)
    score: JsonObject = key(
        "What the self-scoring paper prints.", join=_of("score"), optional=True
    )
    unit: JsonObject = key(
        "What a unit's report prints.", join=_of("unit"), optional=True
    )


def export_json(
    view: StatusView,
    content: Mapping[str, Plain],
    since: ChangesSinceMemo | None = None,
    paper: str = "memo",
) -> str:
    """The document of `cchc.export/1`; a paper has a key of its own."""
    given = {"whole": view, "since": since, "content": dict(content), "paper": paper}
    return ExportJson.as_json(view, **given) + "\n"
