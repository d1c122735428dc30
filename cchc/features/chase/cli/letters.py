"""`cchc remind --letters` and `--again`: texts onto the screen or into a folder."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cchc.app.bundled_files import bundled_folder
from cchc.app.context import AppContext
from cchc.app.options import Format, choose_format, refuse_clash
from cchc.features.chase.cli.files import Folder, Text
from cchc.text.problem import Refusal
from cchc.text.record import Record

if TYPE_CHECKING:
    from cchc.features.chase.actions.remind import Sent


class Asked(Record):
    """What stood on the command line."""

    period: str | None
    as_of: str | None
    as_json: bool
    format_name: str | None
    output: Path | None
    by: str | None
    dry_run: bool
    check: bool


def send_now(app: AppContext, asked: Asked) -> None:
    """Send what the ladder calls for: recorded as sent, unless it is a rehearsal."""
    from cchc.features.chase.actions.remind import Pen, send

    as_json = _refused(app, asked)
    folder = _folder(asked, app.day(asked.as_of))

    def land(found: "Sent") -> None:
        if folder is not None:
            folder.put(_texts(found), app)

    try:
        found = send(
            app.database,
            asked.period,
            Pen(app.voice, bundled_folder("templates")),
            land,
            stamp=app.stamp("remind --letters", asked.by),
            as_of=app.day(asked.as_of),
            dry_run=asked.dry_run,
        )
    except Refusal:
        if folder is not None:
            folder.empty()
        raise
    texts = _texts(found)
    if as_json:
        app.out(_json(found, texts, folder, dry_run=asked.dry_run))
    elif texts and folder is None:
        app.out(_page(app, texts, {e.id: e.name for e in found.plan.units}))
    _told(app, folder, texts, dry_run=asked.dry_run)


def _folder(asked: Asked, day: date) -> Folder | None:
    return None if asked.output is None else Folder(asked.output, day)


def _refused(app: AppContext, asked: Asked) -> bool:
    """Whether JSON is asked for; options that do not go together are refused."""
    form = choose_format(app, as_json=asked.as_json, name=asked.format_name)
    if asked.as_of is not None and not asked.dry_run:
        refuse_clash(app, "--letters", "--as-of")
    if asked.check:
        refuse_clash(app, "--letters", "--check")
    if form not in {Format.TABLE, Format.JSON}:
        refuse_clash(app, "--letters", f"--format {form}")
    return form is Format.JSON


def resend(app: AppContext, asked: Asked) -> None:
    """The texts that were recorded as sent on a day, once more; records nothing."""
    from cchc.features.chase.actions.remind import sent_before
    from cchc.features.chase.actions.unit import unit_titles

    if asked.as_json or asked.format_name is not None:
        refuse_clash(app, "--again", "--json" if asked.as_json else "--format")
    if asked.check:
        refuse_clash(app, "--again", "--check")
    day = app.day(asked.as_of)
    found = sent_before(app.database, asked.period, day=day)
    texts = tuple(Text(e.period, e.when, e.to, e.by, e.units, e.text) for e in found)
    if not texts:
        return
    folder = _folder(asked, day)
    if folder is not None:
        try:
            folder.put(texts, app)
        except Refusal:
            folder.empty()
            raise
        _told(app, folder, texts, dry_run=True)
        return
    names = unit_titles(app.database, asked.period, day)
    app.out(_page(app, texts, names))


def _texts(found: "Sent") -> tuple[Text, ...]:
    return tuple(
        Text(
            one.period.id,
            one.step.when,
            one.step.to,
            one.step.by,
            tuple(each.view.unit.id for each in one.debts),
            one.text,
            one.source,
        )
        for one in found.sendings
    )


def _page(app: AppContext, texts: Iterable[Text], names: Mapping[str, str]) -> str:
    """The texts under one another, each with a line that says to whom."""
    from cchc.features.chase.show.letter import role_words
    from cchc.text.sanitize import one_line

    parts = []
    for each in texts:
        head = app.voice.say(
            "remind.head",
            by=app.voice.say(f"remind.by.{each.by.value}"),
            when=each.when,
            to=role_words(each.to, app.voice),
            units=", ".join(one_line(names.get(unit, unit)) for unit in each.units),
        )
        parts.append(f"--- {head}\n{each.text.rstrip()}\n")
    return "\n".join(parts)


def _json(
    found: "Sent", texts: tuple[Text, ...], folder: Folder | None, *, dry_run: bool
) -> str:
    from cchc.features.chase.show.chase_json import SentJson

    filed = [()] * len(texts) if folder is None else folder.filed
    letters = list(zip(texts, filed, strict=True))
    return SentJson.as_json(found, letters=letters, dry_run=dry_run)


def _told(
    app: AppContext, folder: Folder | None, texts: tuple[Text, ...], *, dry_run: bool
) -> None:
    for path in () if folder is None else folder.files:
        app.remark("remind.written", path=str(path))
    if texts and not dry_run:
        from cchc.phrases.figure_phrases import two_digits

        units = sum(len(each.units) for each in texts)
        app.remark("remind.recorded", n=len(texts), units=two_digits(units, app.voice))
