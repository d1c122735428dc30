"""Commands whose documents are shown in `docs/json.md` and held against the schemas."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from shlex import split

from cchc.core.facts.report import Stamp
from cchc.features.office.actions.demo import demo
from cchc.features.office.show.demo import Played
from cchc.features.office.show.init import Supplies
from cchc.features.office.show.ledger import PublishJson
from cchc.features.office.show.publish import Published, PublishTerms
from cchc.main import main
from tests.forms import make_bound

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

COMMANDS: dict[str, str] = {
    "AddedAloneJson": "report add p1 Q4 ck-6b=3 --reason sửa --dry-run",
    "BoardJson": "report list Q2",
    "BookJson": "sign list",
    "ClosedJson": "report close kt Q4 --reason hủy --dry-run",
    "CascadeJson": "plan cascade ck-6b",
    "DefectsJson": "db check",
    "DiffJson": "plan diff",
    "DocketJson": "obstacle list",
    "NoteDoneJson": "note add IV --text 'Tập trung giải ngân' --dry-run",
    "NotesJson": "note list Q2",
    "ObstacleActJson": "obstacle close 3 'Đã xong' --dry-run",
    "FolderJson": "export Q2 --kind pack --dry-run",
    "GrantedJson": "unit extend p1 Q4 --until 2022-12-28 --reason bão --dry-run",
    "HistoryJson": "plan show --history",
    "LogJson": "log",
    "PlansJson": "db info",
    "ProblemsJson": "report show zz Q1",
    "ProofsJson": "report evidence Q2",
    "RecordedJson": "sign add p1 commitment --date 2022-12-19 --reason lại --dry-run",
    "RefreshJson": "db refresh --dry-run",
    "RemindJson": "remind Q4 --as-of 2022-12-20",
    "RollJson": "unit list Q4",
    "SentJson": "remind Q4 --letters --dry-run",
    "SearchJson": "search OCOP",
    "SheetJson": "report show p2 Q1",
    "StatusJson": "status Q2 --as-of 2022-06-24",
    "TasksJson": "task list Q2 --unit nv",
    "DecidedJson": "task extend 8.4 --until 2022-12-30 --reason bão --dry-run",
    "ScoresJson": "score list --unit vp",
    "ScoreShownJson": "score show 3.2",
    "ScoreDoneJson": "score add 1.2 0,5 --cause 'một kỳ trễ' --dry-run",
    "WhyJson": "why ck-6b Q2",
    "WithdrawnJson": "report withdraw p1 Q4 ck-6b --reason nhầm --dry-run",
}
CONCLUSIONS = """obstacles: [{number: 3, unit: vp, due: 2023-01-20}, {number: 4}]
tasks: [{id: "8.4", until: 2022-12-30, reason: bão}]
"""
EXPORT = "export Q2 --format json --output -"
TODAY = "2022-12-20"


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    """In a folder, in Vietnamese, on the day of the examples."""
    before, environ = Path.cwd(), dict(os.environ)
    os.environ |= {"CCHC_TODAY": TODAY, "CCHC_LANG": "vi", "USER": "can-bo"}
    os.environ |= {"LOGNAME": "can-bo", "TZ": "UTC"}
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
        os.environ.clear()
        os.environ.update(environ)


def output_of(command: str) -> str:
    """What one command prints."""
    out = StringIO()
    with redirect_stdout(out):
        main(split(command))
    return out.getvalue()


def documents(folder: Path) -> dict[str, object]:
    """One document of each kind from the illustrated year in a folder."""
    with inside(folder):
        found = {name: f"{command} --json" for name, command in COMMANDS.items()}
        found["ExportJson"] = EXPORT
        told = {name: json.loads(output_of(command)) for name, command in found.items()}
        main(split("--quiet report form p1 Q4 --output forms"))
        told["ImportJson"] = json.loads(
            output_of("report import forms --dry-run --json")
        )
        told["CollectJson"] = json.loads(
            output_of("report collect forms --dry-run --json")
        )
        shutil.rmtree("forms")
        make_bound(Path())
        words = "bieu.xlsx --binding bieu.yaml --period Q1 --json"
        told["BindJson"] = json.loads(output_of(f"bind try {words}"))
        told["FillJson"] = json.loads(output_of(f"bind fill {words}"))
        for file in Path().glob("bieu*"):
            file.unlink()
        Path("ket-luan.yaml").write_text(CONCLUSIONS, encoding="utf-8")
        told["ConclusionsJson"] = json.loads(
            output_of("obstacle assign --from ket-luan.yaml --dry-run --json")
        )
        Path("ket-luan.yaml").unlink()
        told["PublishJson"] = json.loads(published())
        told["LintJson"] = json.loads(lint_of_edited(Path("bao-cao-sua.md")))
    return told


def published() -> str:
    """What is told of a ledger that was published; there is no server here."""
    day = NOW.date()
    done = (Published("cchc.db", "k7fm2q9c", "UBND xã Tân Quy Tây", 104, 2310),)
    place = "may-chu/cchc"
    return PublishJson.as_json(done, place=place, terms=PublishTerms(day))


def lint_of_edited(paper: Path) -> str:
    """What is told of a report in which one figure was changed."""
    main(split(f"--quiet export Q1 --as-of 22/3/2022 --output {paper}"))
    text = paper.read_text(encoding="utf-8")
    paper.write_text(text.replace("21 đơn vị", "22 đơn vị", 1), encoding="utf-8")
    told = output_of(f"lint {paper} Q1 --as-of 22/3/2022 --json")
    paper.unlink()
    return told


def play(folder: Path) -> Path:
    """Play the illustrated year into a folder; the folder."""
    supplies = Supplies(ROOT / "plans", ROOT / "templates")
    stamp = Stamp(NOW, NOW, "clerk", "demo")
    played = demo(folder, supplies=supplies, readme=str, stamp=stamp)
    assert isinstance(played, Played)
    return folder
