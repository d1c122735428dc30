"""Which unit and which period the wizard is to ask for."""

from cchc.app.context import AppContext
from cchc.app.name_lookup import find_by_name, unit_names
from cchc.features.report.actions.board import board
from cchc.features.report.actions.interview import typed_word
from cchc.features.report.show.answers import Board
from cchc.features.report.show.report import state_words
from cchc.text.compare import fold
from cchc.text.problem import ProblemCode, Refusal
from cchc.text.sanitize import one_line
from cchc.text.width import wrapped
from cchc.words.period import label

EXPLAIN = "?"


class Paused(Exception):  # noqa: N818 -- the end of input is no error
    """Nobody types any more: what was answered so far is kept."""


def choose_unit(app: AppContext, period: str | None) -> str:
    """The unit that was meant: by number, id, or name without accents."""
    listed = board(app.database, period, as_of=app.today)
    _list_units(app, listed)
    ids = [report.unit.id for report in listed.reports]
    names = unit_names(listed.plan)
    while True:
        text = _line(app, "wizard.unit")
        if text == EXPLAIN:
            _list_units(app, listed)
            continue
        if text.isascii() and text.isdigit() and 0 < int(text) <= len(ids):
            return ids[int(text) - 1]
        result = find_by_name(typed_word(text), names, ProblemCode.REPORT_UNKNOWN_UNIT)
        if isinstance(result, str):
            return result
        near = [
            unit
            for unit, own in names.items()
            if text and any(fold(text) in fold(name) for name in own)
        ]
        if len(near) == 1:
            return near[0]
        if text:
            app.warn([result])


def _list_units(app: AppContext, listed: Board) -> None:
    """Every unit with its number and how its report stands."""
    voice = app.voice
    app.err(voice.say("wizard.units", period=label(listed.period, voice)))
    for number, report in enumerate(listed.reports, start=1):
        line = voice.say(
            "wizard.unit.line",
            number=f"{number:>2}",
            key=report.unit.id,
            name=one_line(report.unit.name),
            state=state_words(report, voice),
            cells=f"{report.filled_count}/{report.expected}",
        )
        app.err("\n".join(wrapped(line, app.width)))


def choose_period(app: AppContext, period: str | None) -> str | None:
    """The period that was meant; the current one where nothing is typed."""
    if period is not None:
        return period
    while True:
        current = board(app.database, None, as_of=app.today).period
        text = _line(app, "wizard.period", period=label(current, app.voice))
        if not text:
            return current.id
        try:
            board(app.database, text, as_of=app.today)
        except Refusal as refusal:
            app.warn(refusal.problems)
        else:
            return text


def _line(app: AppContext, code: str, /, **blanks: object) -> str:
    text = app.ask(app.voice.say(code, **blanks) + " ")
    if text is None:
        raise Paused
    return text
