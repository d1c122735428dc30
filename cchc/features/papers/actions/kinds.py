"""`cchc export --kind`: the chairman's page, reports of units, the message for chat.

All are made of the very view that the report is made of.
"""

from cchc.app.name_lookup import find_by_name, unit_names
from cchc.core.facts.report import Typed
from cchc.core.plan.plan import NO_PAPER, Paper
from cchc.core.plan.unit import Unit
from cchc.core.verdict.statuses import Reporting
from cchc.core.verdict.task import own_tasks
from cchc.features.papers.actions.export import (
    Genre,
    Memo,
    Ready,
    doubts_of,
    file_stem,
    notice_of,
    ready_for,
    written,
)
from cchc.features.papers.show.brief import brief_content
from cchc.features.papers.show.chat import chat_message
from cchc.features.papers.show.unit_report import unit_report_content
from cchc.features.status.actions.status import (
    Question,
    Standing,
    concerning,
    narrowed,
    standing,
)
from cchc.paper.manuscript import PaperFiles, TemplateFolders
from cchc.paper.paper import Letterhead
from cchc.text.problem import Place, Problem, ProblemCode, Refusal
from cchc.text.record import Record, replace
from cchc.words.translator import Voice


def brief(
    shelf: TemplateFolders, asked: Question, voice: Voice, paper: Paper = NO_PAPER
) -> Memo:
    """The chairman's page of the period; refuses what `memo` refuses."""
    found = standing(shelf.db, asked)
    genre = Genre("brief", Letterhead.BRIEF, "brief")
    ready = ready_for(genre, found, shelf, voice, paper)
    view, plan = found.view, found.version.plan
    content = brief_content(view, plan, voice, notice_of(found, voice), paper)
    stem = voice.say("brief.name", stem=file_stem(view.period, voice))
    return written(ready, stem, content, found)


class Message(Record):
    """The message for chat, what it rests on, warnings of the plan's checks."""

    text: str
    standing: Standing
    doubts: tuple[Problem, ...]


def message(shelf: TemplateFolders, asked: Question, voice: Voice) -> Message:
    """The message of the period; refuses what `memo` refuses of its figures."""
    found = standing(shelf.db, asked)
    doubts = doubts_of(found)
    text = chat_message(found.view, found.version.plan, voice, notice_of(found, voice))
    return Message(text, found, doubts)


def unit_reports(
    shelf: TemplateFolders,
    asked: Question,
    keys: tuple[str, ...],
    voice: Voice,
    paper: Paper = NO_PAPER,
) -> tuple[Memo, ...]:
    """The own reports of the units named, by id or name; of none named: of all.

    All are those that owe a report for the period. Refuses what `memo` refuses, and
    units that are not in the plan (P507).
    """
    found = standing(shelf.db, asked)
    units = _units(found, keys)
    genre = Genre("unit-report", Letterhead.REPORT, "unit")
    ready = ready_for(genre, found, shelf, voice, paper)
    made: list[Memo] = []
    for unit in units:
        one = _of_unit(found, unit, ready, voice, paper)
        made.append(one)
    return tuple(made)


def _units(found: Standing, keys: tuple[str, ...]) -> tuple[Unit, ...]:
    """The units named, in the order of the plan."""
    plan = found.version.plan
    if not keys:
        owing = (e for e in found.view.units if e.report is not Reporting.EXEMPT)
        return tuple(each.unit for each in owing)
    at = Place(argument="--unit")
    ids = [
        find_by_name(Typed(key, at), unit_names(plan), ProblemCode.UNIT_UNKNOWN)
        for key in keys
    ]
    wrong = tuple(each for each in ids if isinstance(each, Problem))
    if wrong:
        raise Refusal(wrong)
    return tuple(each for each in plan.units if each.id in ids)


def _of_unit(
    found: Standing, unit: Unit, ready: Ready, voice: Voice, paper: Paper
) -> Memo:
    plan = found.version.plan
    view = narrowed(found.view, unit.id, None)
    if found.facts is not None:
        tasks = own_tasks(view.tasks, plan, view.period, found.facts, unit.id)
        view = replace(view, tasks=tasks)
    content = unit_report_content(
        view, plan, unit, voice, notice_of(found, voice), paper
    )
    stem = file_stem(view.period, voice)
    name = voice.say("unit.paper.file", stem=stem, unit=unit.id)
    since = concerning(found.since, unit.id, None)
    own = replace(found, view=view, unit=unit.id, since=since)
    return written(ready, name, content, own)


def gathered(made: tuple[PaperFiles, ...], stem: str, voice: Voice) -> PaperFiles:
    """Several papers of one file each as one folder."""
    files = {name: one for each in made for name, one in each.files.items()}
    own = next((each.template for each in made if each.template), None)
    return PaperFiles(voice.say("unit.paper.folder", stem=stem), files, own)
