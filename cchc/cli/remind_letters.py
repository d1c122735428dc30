"""`cchc remind --letters` and `--again`: texts onto the screen or into a folder."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cchc.cli.delivery import written
from cchc.cli.desk import Desk
from cchc.cli.options import Format, chosen
from cchc.cli.shipped import shipped
from cchc.core.problem import Fault, Place, Problem, Refused
from cchc.core.reminder import Channel

if TYPE_CHECKING:
    from cchc.actions.remind import Sent


@dataclass(frozen=True, slots=True)
class Asked:
    """What stood on the command line."""

    period: str | None
    as_of: str | None
    as_json: bool
    format_name: str | None
    output: Path | None
    by: str | None
    dry_run: bool
    check: bool


@dataclass(frozen=True, slots=True)
class Text:
    """One text to hand over: which step, to which units (ids), the words."""

    when: str
    to: str
    by: Channel
    units: tuple[str, ...]
    text: str


def send_now(desk: Desk, asked: Asked) -> None:
    """Send what the ladder calls for: recorded as sent, unless it is a rehearsal."""
    from cchc.actions.remind import Pen, send

    as_json = _refused(desk, asked)
    names: dict[str, str] = {}
    paths: list[Path] = []

    def land(found: "Sent") -> Problem | None:
        if asked.output is None:
            return None
        names.update((each.id, each.name) for each in found.plan.units)
        return _filed(asked.output, found.view.as_of, _texts(found), paths)

    found = send(
        desk.database,
        asked.period,
        Pen(desk.voice, shipped("templates")),
        land,
        stamp=desk.stamp("remind --letters", asked.by),
        as_of=desk.day(asked.as_of),
        dry_run=asked.dry_run,
    )
    if isinstance(found, Refused):
        _unfiled(paths)
        desk.refuse(found.problems, as_json=as_json)
    texts = _texts(found)
    if as_json:
        desk.out(_json(found, texts, paths, dry_run=asked.dry_run))
    elif texts and asked.output is None:
        names.update((each.id, each.name) for each in found.plan.units)
        desk.out(_page(desk, texts, names))
    _told(desk, paths, texts, dry_run=asked.dry_run)


def _refused(desk: Desk, asked: Asked) -> bool:
    """Whether JSON is asked for; options that do not go together are refused."""
    clash = None
    if asked.as_of is not None and not asked.dry_run:
        clash = "--as-of"
    elif asked.check:
        clash = "--check"
    if clash is not None:
        blanks = {"first": "--letters", "second": clash}
        desk.refuse([Problem(Fault.OPTION_CLASH, Place(argument=clash), blanks)])
    form = chosen(desk, as_json=asked.as_json, name=asked.format_name)
    return form is Format.JSON


def resend(desk: Desk, asked: Asked) -> None:
    """The texts that were recorded as sent on a day, once more; records nothing."""
    from cchc.actions.remind import sent_before
    from cchc.actions.unit import unit_titles

    day = desk.day(asked.as_of)
    found = sent_before(desk.database, asked.period, day=day)
    if isinstance(found, Refused):
        desk.refuse(found.problems, as_json=asked.as_json)
    texts = tuple(Text(e.when, e.to, e.by, e.units, e.text) for e in found)
    if not texts:
        return
    if asked.output is not None:
        paths: list[Path] = []
        trouble = _filed(asked.output, day, texts, paths)
        if trouble is not None:
            desk.refuse([trouble])
        _told(desk, paths, texts, dry_run=True)
        return
    names = unit_titles(desk.database, asked.period, day)
    if isinstance(names, Refused):
        desk.refuse(names.problems)
    desk.out(_page(desk, texts, names))


def _texts(found: "Sent") -> tuple[Text, ...]:
    return tuple(
        Text(
            one.step.when,
            one.step.to,
            one.step.by,
            tuple(each.view.unit.id for each in one.debts),
            one.text,
        )
        for one in found.sendings
    )


def _page(desk: Desk, texts: Iterable[Text], names: Mapping[str, str]) -> str:
    """The texts under one another, each with a line that says to whom."""
    from cchc.render.letter import role_words
    from cchc.words.clean import one_line

    parts = []
    for each in texts:
        head = desk.voice.say(
            "remind.head",
            by=desk.voice.say(f"remind.by.{each.by.value}"),
            when=each.when,
            to=role_words(each.to, desk.voice),
            units=", ".join(one_line(names.get(unit, unit)) for unit in each.units),
        )
        parts.append(f"--- {head}\n{each.text.rstrip()}\n")
    return "\n".join(parts)


def _filed(
    folder: Path, day: date, texts: Iterable[Text], paths: list[Path]
) -> Problem | None:
    """Each text in a file of its own; nothing that is there is overwritten."""
    from cchc.actions.export import free_names

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        at = Place(argument="--output")
        return Problem(Fault.OUTPUT_UNWRITABLE, at, {"text": str(folder)})
    for each in texts:
        free = (p for p in free_names(folder, _name(each, day)) if not p.exists())
        path = next(free)
        paths.append(path)
        trouble = written(each.text, path)
        if trouble is not None:
            return trouble
    return None


def _name(text: Text, day: date) -> str:
    if text.by is Channel.CHAT:
        return f"{day.isoformat()}-{text.units[0]}-{text.when}-{text.to}.txt"
    return f"{day.isoformat()}-cong-van-{text.when}-{text.to}.md"


def _unfiled(paths: Iterable[Path]) -> None:
    """Take away the files of texts that were not recorded."""
    for path in paths:
        path.unlink(missing_ok=True)


def _json(
    found: "Sent", texts: tuple[Text, ...], paths: list[Path], *, dry_run: bool
) -> str:
    from cchc.render.remind import sent_json

    files: list[str | None] = [str(each) for each in paths]
    files += [None] * (len(texts) - len(files))
    listed: list[dict[str, object]] = [
        {
            "when": each.when,
            "to": each.to,
            "by": each.by.value,
            "units": list(each.units),
            "text": each.text,
            "file": file,
        }
        for each, file in zip(texts, files, strict=True)
    ]
    view = found.view
    head = (found.plan.id, view.period.id, view.as_of)
    return sent_json(head, listed, dry_run=dry_run)


def _told(
    desk: Desk, paths: list[Path], texts: tuple[Text, ...], *, dry_run: bool
) -> None:
    for path in paths:
        desk.remark("remind.written", path=str(path))
    if texts and not dry_run:
        from cchc.render.letter import counted

        units = sum(len(each.units) for each in texts)
        desk.remark("remind.recorded", n=len(texts), units=counted(units, desk.voice))
