"""`cchc remind --letters` and `--again`: texts onto the screen or into a folder."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from cchc.app.bundled_files import bundled_folder
from cchc.app.context import AppContext
from cchc.app.options import Format, choose_format, refuse_clash
from cchc.features.chase.actions.remind import Pen, Sent, send, sent_before
from cchc.features.chase.actions.unit import unit_titles
from cchc.features.chase.cli.files import Folder, Text
from cchc.features.chase.show.chase_json import SentJson
from cchc.features.chase.show.letter import role_words
from cchc.phrases.figure_phrases import two_digits
from cchc.text.problem import Refusal
from cchc.text.record import Record
from cchc.text.sanitize import one_line


class LetterOptions(Record):
    """What stood on the command line."""

    period: str | None
    as_of: str | None
    as_json: bool
    format_name: str | None
    output: Path | None
    by: str | None
    dry_run: bool
    check: bool


def send_now(app: AppContext, options: LetterOptions) -> None:
    """Send what the ladder calls for: recorded as sent, unless it is a rehearsal."""
    as_json = _refused(app, options)
    folder = _folder(options, app.day(options.as_of))

    def land(found: "Sent") -> None:
        if folder is not None:
            folder.put(_texts(found), app)

    try:
        found = send(
            app.database,
            options.period,
            Pen(app.voice, bundled_folder("templates")),
            land,
            stamp=app.stamp("remind --letters", options.by),
            as_of=app.day(options.as_of),
            dry_run=options.dry_run,
        )
    except Refusal:
        if folder is not None:
            folder.empty()
        raise
    texts = _texts(found)
    if as_json:
        app.out(_json(found, texts, folder, dry_run=options.dry_run))
    elif texts and folder is None:
        app.out(_page(app, texts, {e.id: e.name for e in found.plan.units}))
    _told(app, folder, texts, dry_run=options.dry_run)


def _folder(options: LetterOptions, day: date) -> Folder | None:
    return None if options.output is None else Folder(options.output, day)


def _refused(app: AppContext, options: LetterOptions) -> bool:
    """Whether JSON is asked for; options that do not go together are refused."""
    form = choose_format(app, as_json=options.as_json, name=options.format_name)
    if options.as_of is not None and not options.dry_run:
        refuse_clash(app, "--letters", "--as-of")
    if options.check:
        refuse_clash(app, "--letters", "--check")
    if form not in {Format.TABLE, Format.JSON}:
        refuse_clash(app, "--letters", f"--format {form}")
    return form is Format.JSON


def resend(app: AppContext, options: LetterOptions) -> None:
    """The texts that were recorded as sent on a day, once more; records nothing."""
    if options.as_json or options.format_name is not None:
        refuse_clash(app, "--again", "--json" if options.as_json else "--format")
    if options.check:
        refuse_clash(app, "--again", "--check")
    day = app.day(options.as_of)
    found = sent_before(app.database, options.period, day=day)
    texts = tuple(Text(e.period, e.when, e.to, e.by, e.units, e.text) for e in found)
    if not texts:
        return
    folder = _folder(options, day)
    if folder is not None:
        try:
            folder.put(texts, app)
        except Refusal:
            folder.empty()
            raise
        _told(app, folder, texts, dry_run=True)
        return
    names = unit_titles(app.database, options.period, day)
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
    filed = [()] * len(texts) if folder is None else folder.filed
    letters = list(zip(texts, filed, strict=True))
    return SentJson.as_json(found, letters=letters, dry_run=dry_run)


def _told(
    app: AppContext, folder: Folder | None, texts: tuple[Text, ...], *, dry_run: bool
) -> None:
    for path in () if folder is None else folder.files:
        app.remark("remind.written", path=str(path))
    if texts and not dry_run:
        units = sum(len(each.units) for each in texts)
        app.remark("remind.recorded", n=len(texts), units=two_digits(units, app.voice))
