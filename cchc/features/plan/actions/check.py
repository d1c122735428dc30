"""plan check: is the plan file right, and what is promised in it."""

import json
from pathlib import Path

from cchc.core.check.plan_checks import At
from cchc.core.plan.plan import Plan
from cchc.text.problem import Problem, Refusal
from cchc.text.record import Record
from cchc.words.translator import Voice

FILE, FOLDER = "plan.yaml", "plan"


class Checked(Record):
    """A plan that may be applied, with its warnings and where it came from.

    `digest` is the SHA-256 of the file as it is, `name` what messages call it, `at`
    where a part of it is written.
    """

    plan: Plan
    warnings: tuple[Problem, ...]
    digest: str
    text: str
    name: str
    at: At


def plan_path(database: Path) -> Path:
    """The plan beside a database: `plan.yaml`, else the folder `plan`."""
    file, folder = database.parent / FILE, database.parent / FOLDER
    return folder if folder.is_dir() and not file.exists() else file


def check_plan(path: Path | None, data: bytes | None = None) -> Checked:
    """The plan of a file, a folder or bytes, or all that is wrong with it."""
    from cchc.sources.plan.plan_file import read_plan  # noqa: PLC0415  # loads yaml

    read = read_plan(path, data)
    if read.plan is None:
        raise Refusal(read.problems)
    return Checked(read.plan, read.problems, read.digest, read.text, read.name, read.at)


def schema_text(voice: Voice) -> str:
    """The JSON Schema of the plan language, for editors."""
    from cchc.sources.plan.plan_schema import schema  # noqa: PLC0415  # loads yaml

    return json.dumps(schema(voice), ensure_ascii=False, indent=2) + "\n"
