"""`cchc demo`: the illustrated year of an example, lived through day by day.

Every report goes through the door that `report add --from` uses, on the day it was
received, so that the past can be asked for as it was.
"""

from collections.abc import Callable
from datetime import date, datetime
from operator import itemgetter
from pathlib import Path
from shutil import copyfile

from cchc.core.facts.report import Stamp, TypedReport
from cchc.core.facts.signing import SignedPaper
from cchc.core.plan.plan import NO_PAPER
from cchc.core.verdict.status import StatusView
from cchc.features.office.actions.init import apply_first
from cchc.features.office.actions.workspace import (
    DATABASE,
    BundledFileError,
    Supplies,
    bundled_files_only,
    filled,
    in_the_way,
    lay_out,
)
from cchc.paper.manuscript import PaperForm, TemplateFolders
from cchc.text.day import parse_day
from cchc.text.problem import Refusal
from cchc.text.record import Record, replace
from cchc.words.translator import Lang, Voice, voice

EXAMPLE = "sa-dec-2022"
SIGNED = date(2022, 3, 3)
REPORTS = "bao-cao-don-vi"
MEMOS = "bao-cao"
README = "DOC-TRUOC.md"


class Stop(Record):
    """A day on which the year is looked back on, and the memo of that day."""

    period: str
    as_of: date
    memo: str


STOPS = (
    Stop("Q1", date(2022, 3, 25), "1-quy-1"),
    Stop("Q2", date(2022, 6, 24), "2-sau-thang"),
    Stop("Q3", date(2022, 9, 23), "3-quy-3"),
    Stop("Q4", date(2022, 12, 20), "4-ca-nam"),
    Stop("Q4", date(2023, 7, 3), "5-ca-nam-sau-bo-sung"),
)


class Played(Record):
    """What a demo did: reports logged, of how many units, memos; where all stands."""

    folder: Path
    reports: int
    units: int
    memos: int
    view: StatusView


def demo(
    folder: Path, *, supplies: Supplies, readme: Callable[[str], str], stamp: Stamp
) -> Played:
    """Play the year into a new or empty folder; nothing there is overwritten (P505).

    Args:
        folder: where; nothing is left of it when something goes wrong.
        supplies: what comes with the program.
        readme: the page that explains the folder, given the title of the plan.
        stamp: who plays, on the machine's clock; each report is recorded on its day.
    """
    if trouble := in_the_way(folder):
        raise Refusal((trouble,))
    papers = voice(Lang.VI)
    with filled(folder) as stage, bundled_files_only():
        text = supplies.example(EXAMPLE).read_text(encoding="utf-8")
        lay_out(stage, supplies, illustrated(text, papers))
        title = apply_first(stage, on_day(SIGNED, stamp))
        _sign(
            TemplateFolders(stage / DATABASE, supplies.templates), on_day(SIGNED, stamp)
        )
        (stage / README).write_text(readme(title), encoding="utf-8")
        reports = _reports(stage, supplies)
        _log(stage, reports, stamp)
        (stage / MEMOS).mkdir()
        views = [_memo(stage, each, supplies, stamp) for each in STOPS]
        units = len({each.unit.text for _, each in reports})
        return Played(folder, len(reports), units, len(STOPS), views[-1])


def illustrated(plan_text: str, words: Voice) -> str:
    """The plan with a title that says, wherever it shows, that figures are invented."""
    lines = plan_text.splitlines(keepends=True)
    return "".join(
        f"title: {words.say('demo.suffix', title=line[7:].strip())}\n"
        if line.startswith("title: ")
        else line
        for line in lines
    )


def on_day(day: date, stamp: Stamp) -> Stamp:
    """The stamp of the same hand on another day of work."""
    return replace(stamp, recorded_at=datetime.combine(day, stamp.machine_at.timetz()))


def _reports(stage: Path, supplies: Supplies) -> list[tuple[date, TypedReport]]:
    """The year's reports by the day they were received; their files are copied.

    Raises:
        BundledFileError: one of them has a fault, a bug of ours.
    """
    from cchc.sources.report_file import read_report  # noqa: PLC0415

    (stage / REPORTS).mkdir()
    found: list[tuple[date, TypedReport]] = []
    for path in supplies.year(EXAMPLE):
        copyfile(path, stage / REPORTS / path.name)
        reports, problems = read_report(path.read_bytes(), path.name)
        if problems:
            raise BundledFileError(problems)
        found += [(_received(each), each) for each in reports]
    return sorted(found, key=itemgetter(0))


def _received(report: TypedReport) -> date:
    day = parse_day(report.received.text) if report.received else None
    if day is None:
        raise BundledFileError(report)
    return day


def _log(stage: Path, reports: list[tuple[date, TypedReport]], stamp: Stamp) -> None:
    """Every report through the door of `report add`, each on its own day."""
    from cchc.features.report.actions.add import add_to  # noqa: PLC0415
    from cchc.store.ledger import opened  # noqa: PLC0415

    with opened(stage / DATABASE, write=True) as ledger:
        for day, each in reports:
            add_to(ledger, each, today=day, stamp=on_day(day, stamp))


def _sign(shelf: TemplateFolders, stamp: Stamp) -> None:
    """The authority and every unit sign their commitments, as on 03/3/2022."""
    from cchc.features.signing.actions.record import (  # noqa: PLC0415
        SignRequest,
        record,
    )

    for party in ("authority", "all"):
        request = SignRequest(party, SignedPaper.COMMITMENT.value, SIGNED)
        record(shelf, request, voice(Lang.VI), stamp=stamp)


def _memo(stage: Path, stop: Stop, supplies: Supplies, stamp: Stamp) -> StatusView:
    """Issue the memo of a stop and write it, its name saying what its figures are."""
    from cchc.features.papers.actions.issue import (  # noqa: PLC0415
        IssueRequest,
        issue_memo,
    )
    from cchc.features.status.actions.status import Question  # noqa: PLC0415

    shelf = TemplateFolders(stage / DATABASE, supplies.templates)
    asked = Question(stop.period, stop.as_of)
    request = IssueRequest(asked, PaperForm.DOCX, NO_PAPER)
    made = issue_memo(shelf, request, voice(Lang.VI), on_day(stop.as_of, stamp))
    path = stage / MEMOS / f"{stop.memo}-minh-hoa.md"
    text = made.memo.manuscript.text
    path.write_text(text, encoding="utf-8", newline="\n")
    path.with_suffix(".docx").write_bytes(made.content)
    return made.memo.standing.view
