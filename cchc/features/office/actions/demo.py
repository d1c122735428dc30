"""`cchc demo`: the illustrated year of an example, lived through day by day.

Every report goes through the door that `report add --from` uses, on the day it was
received, so that the past can be asked for as it was.
"""

from collections.abc import Callable
from datetime import date, datetime
from operator import itemgetter
from pathlib import Path
from shutil import copyfile

from cchc.app.context import DATABASE
from cchc.core.facts.acts import SignedPaper
from cchc.core.facts.report import Stamp
from cchc.core.facts.typed import TypedReport
from cchc.core.plan.plan import NO_PAPER
from cchc.core.verdict.status import StatusView
from cchc.features.office.actions.init import (
    STARTED,
    apply_first,
    bundled_files_only,
    filled_folder,
)
from cchc.features.office.show.demo import EXAMPLE, SIGNED, STOPS, Played, Stop
from cchc.features.office.show.init import (
    BundledFileError,
    Supplies,
    occupied_folder,
    write_workspace_files,
)
from cchc.features.papers.actions.issue import IssueRequest, issue_memo
from cchc.features.report.actions.add import add_to
from cchc.features.signing.actions.record import SignRequest, record
from cchc.features.status.actions.status import StatusQuestion
from cchc.paper.manuscript import PaperForm, TemplateFolders
from cchc.sources.report_file import read_report
from cchc.store.ledger import open_ledger
from cchc.store.papers import handed_file, note_handed_out
from cchc.text.day import parse_day
from cchc.text.problem import Refusal
from cchc.text.record import replace
from cchc.words.translator import file_name, run_voice


def demo(
    folder: Path, *, supplies: Supplies, readme: Callable[[str], str], stamp: Stamp
) -> Played:
    """Play the year into a new or empty folder; nothing there is overwritten (P505)."""
    if problem := occupied_folder(folder):
        raise Refusal((problem,))
    with filled_folder(folder) as stage, bundled_files_only():
        text = supplies.example(EXAMPLE).read_text(encoding="utf-8")
        write_workspace_files(stage, supplies, _mark_title_illustrative(text))
        title = apply_first(stage, _on_day(SIGNED, stamp))
        folders = TemplateFolders(stage / DATABASE, supplies.templates)
        for party in ("authority", "all"):
            request = SignRequest(party, SignedPaper.COMMITMENT.value, SIGNED)
            record(folders, request, run_voice(), stamp=_on_day(SIGNED, stamp))
        (stage / file_name("demo.readme")).write_text(readme(title), encoding="utf-8")
        reports = _reports(stage, supplies)
        with open_ledger(stage / DATABASE, write=True) as ledger:
            for day, report in reports:
                add_to(ledger, report, _on_day(day, stamp))
        (stage / file_name("demo.memos")).mkdir()
        views = [_write_memo(stage, folders, stop, stamp) for stop in STOPS]
        units = len({report.unit.text for _, report in reports})
        return Played(folder, len(reports), units, len(STOPS), views[-1])


def _mark_title_illustrative(plan_text: str) -> str:
    """The plan with “illustrative figures” behind its title.

    The title is the mark of invented figures: whatever shows it says so, and `status`
    knows by it alone that a ledger holds a demo.
    """
    lines = plan_text.splitlines(keepends=True)
    say = run_voice().say
    return "".join(
        f"title: {say('demo.suffix', title=line[7:].strip())}\n"
        if line.startswith("title: ")
        else line
        for line in lines
    )


def _on_day(day: date, stamp: Stamp) -> Stamp:
    """The stamp of the same hand on another day of work."""
    return replace(stamp, recorded_at=datetime.combine(day, stamp.machine_at.timetz()))


def _reports(stage: Path, supplies: Supplies) -> list[tuple[date, TypedReport]]:
    """The year's reports by the day they were received; their files are copied.

    A BundledFileError where one of them has a fault.
    """
    folder = stage / file_name("demo.reports")
    folder.mkdir()
    received: list[tuple[date, TypedReport]] = []
    for number, path in enumerate(supplies.year(EXAMPLE), 1):
        copyfile(path, folder / f"{file_name(f'demo.reports.{number}')}.yaml")
        reports, problems = read_report(path.read_bytes(), path.name)
        if problems:
            raise BundledFileError(problems)
        for report in reports:
            day = parse_day(report.received.text) if report.received else None
            if day is None:
                raise BundledFileError(report)
            received.append((day, report))
    return sorted(received, key=itemgetter(0))


def _write_memo(
    stage: Path, folders: TemplateFolders, stop: Stop, stamp: Stamp
) -> StatusView:
    """Issue the memo of a stop and write it, its name saying what its figures are."""
    question = StatusQuestion(stop.period, stop.as_of)
    request = IssueRequest(question, PaperForm.DOCX, NO_PAPER)
    issued = issue_memo(folders, request, run_voice(), _on_day(stop.as_of, stamp))
    name = file_name(f"demo.memos.{stop.number}")
    path = stage / file_name("demo.memos") / f"{name}.md"
    path.write_text(issued.memo.manuscript.text, encoding="utf-8", newline="\n")
    word = path.with_suffix(".docx")
    word.write_bytes(issued.content)
    plan = issued.memo.standing.version.plan.id
    papers = {("memo", issued.number): (handed_file(word),)}
    note_handed_out(folders.db, plan, papers, _on_day(stop.as_of, stamp))
    return issued.memo.standing.view


WHOLE = ("init.has.readme", "init.has.memos", "init.has.reports", *STARTED)
