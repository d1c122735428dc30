"""A report as commented YAML, to be filled in with a text editor."""

import json
import re
from collections.abc import Iterable, Iterator

from cchc.core.facts.report import Section, Typed, TypedReport, TypedTask
from cchc.text.problem import Problem
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.problem import tell
from cchc.words.translator import Voice

_PLAIN = re.compile(r"[0-9A-Za-z][0-9A-Za-z./,-]*")
FAULT = "# LỖI: "


class Line(Record):
    """One thing to fill in: its key, the comments above it, what kind it is.

    `kind` is the part of the report it belongs to: values, items or tasks.
    """

    key: str
    kind: str
    comments: tuple[str, ...]


def scalar(text: str) -> str:
    """The text as one YAML value, in quotes unless it is plain beyond doubt."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def report_yaml(
    head: Iterable[str], lines: Iterable[Line], typed: TypedReport, voice: Voice
) -> str:
    """The whole report: what is filled in already, beside each line what helps.

    `head` are comments for the top. A key without a value says nothing.
    """
    listed = tuple(lines)
    made = [f"# {one_line(each)}" for each in head]
    made += _top(typed)
    for kind in ("values", "items", "tasks"):
        made += ["", f"{kind}:"]
        for line in listed:
            if line.kind == kind:
                made += [f"  # {one_line(each)}" for each in line.comments]
                made += [f"  {each}" for each in _filled(line, typed)]
    made += ["", "narrative:"]
    made += _words(typed, voice)
    made += ["", f"# {voice.say('editor.obstacles')}", "obstacles:"]
    made += [f"  - {_group(each)}" for each in _obstacles(typed)]
    made += ["", f"# {voice.say('editor.evidence')}", "evidence:"]
    made += [
        f"  {scalar(key.text)}: {scalar(said.text)}" for key, said in typed.evidence
    ]
    return "\n".join(made) + "\n"


def _pairs(pairs: Iterable[tuple[Typed, Typed]]) -> Iterator[str]:
    for key, said in pairs:
        yield f"  {scalar(key.text)}: {scalar(said.text)}"


def _top(typed: TypedReport) -> Iterator[str]:
    number, day = typed.document_number, typed.document_date
    yield f"unit: {scalar(typed.unit.text)}"
    yield f"period: {scalar(typed.period.text)}"
    yield f"received: {scalar(typed.received.text) if typed.received else ''}".rstrip()
    yield "document:"
    yield f"  number: {scalar(number.text) if number else ''}".rstrip()
    yield f"  date: {scalar(day.text) if day else ''}".rstrip()
    yield f"reason: {scalar(typed.reason.text) if typed.reason else ''}".rstrip()


def _filled(line: Line, typed: TypedReport) -> Iterator[str]:
    """The key with what stands there already."""
    key = scalar(line.key)
    if line.kind == "items":
        rows = [row for at, row in typed.items if at.text == line.key]
        yield f"{key}:"
        for row in rows:
            parts = {"name": row.name, "date": row.date, "document": row.document}
            parts |= {"owner": row.owner}
            yield f"  - {_group({k: v.text for k, v in parts.items() if v})}"
        return
    if line.kind == "tasks":
        said = next((each for each in typed.tasks if each.key.text == line.key), None)
        yield f"{key}: {_task(said) if said else ''}".rstrip()
        return
    value = next((said.text for at, said in typed.values if at.text == line.key), "")
    yield f"{key}: {scalar(value) if value else ''}".rstrip()


def _task(said: TypedTask) -> str:
    parts = {"state": said.state, "done": said.done, "count": said.count}
    parts |= {"result": said.result, "document": said.document}
    return _group({key: each.text for key, each in parts.items() if each})


def _group(parts: dict[str, str]) -> str:
    return (
        "{" + ", ".join(f"{key}: {scalar(text)}" for key, text in parts.items()) + "}"
    )


def _words(typed: TypedReport, voice: Voice) -> Iterator[str]:
    said = {key.text: text.text for key, text in typed.narrative}
    for section in Section:
        text = said.get(section.value, "")
        yield f"  # {voice.say(f'report.section.{section.value}')}"
        quoted = json.dumps(text, ensure_ascii=False) if text else ""
        yield f"  {section.value}: {quoted}".rstrip()


def _obstacles(typed: TypedReport) -> Iterator[dict[str, str]]:
    for each in typed.obstacles:
        parts = {"text": each.text, "about": each.about, "cause": each.cause}
        parts |= {"proposal": each.proposal, "to": each.to}
        yield {key: said.text for key, said in parts.items() if said}


def with_faults(text: str, problems: Iterable[Problem], voice: Voice) -> str:
    """The text with what is wrong on top, in place of what was wrong before.

    Lines are counted as the editor will show them, these comments included.
    """
    told = [tell(each, voice) for each in problems]
    marked = []
    for each in told:
        place = ""
        if each.line:
            place = voice.say("editor.line", line=each.line + len(told))
        marked.append(f"{FAULT}{place}{one_line(each.message)} {one_line(each.hint)}")
    return "\n".join([*marked, without_faults(text)])


def without_faults(text: str) -> str:
    """The text as somebody left it, without our comments of what is wrong."""
    kept = (line for line in text.splitlines() if not line.startswith(FAULT.rstrip()))
    return "\n".join(kept) + "\n"
