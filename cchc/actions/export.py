"""`cchc export`: the periodic report of a period, ready to be written to a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from cchc.actions.checks import memo_checks
from cchc.actions.status import Question, Standing, standing
from cchc.core.duty import is_waited_for
from cchc.core.period import Period
from cchc.core.plan import NO_PAPER, Paper
from cchc.core.problem import Problem, Refused, refusals
from cchc.render.memo import memo_content, memo_name, memo_text
from cchc.render.template import Plain, find_template
from cchc.words.period import ROMAN
from cchc.words.voice import Voice

TEMPLATES = "templates"


@dataclass(frozen=True, slots=True)
class Memo:
    """A report as text, the name its file should have, and what it rests on.

    `template` is the file of the office's own template, None for the program's.
    `silent` are names of units without a whole report. `doubts` are warnings of the
    plan's checks. `content` is what the templates may print, `source` the file of
    the template that was used, for a person to mend.
    """

    text: str
    name: str
    standing: Standing
    template: str | None
    silent: tuple[str, ...]
    doubts: tuple[Problem, ...]
    content: dict[str, Plain]
    source: str


def memo(
    db: Path,
    asked: Question,
    shipped: Traversable,
    voice: Voice,
    paper: Paper = NO_PAPER,
) -> Memo | Refused:
    """The report of the period as of the day, by the office's template if it has one.

    The folder `templates` beside the database wins over what the program ships.
    `paper` is the report's own number and day, when they are known already.
    Refuses what `standing` refuses, templates that are wrong (P601 to P604), and
    figures that fail a check of severity `error` (P351, P353).
    """
    found = standing(db, asked)
    if isinstance(found, Refused):
        return found
    doubts = _doubts(found)
    if refusals(doubts):
        return Refused(doubts)
    office = db.parent / TEMPLATES
    template = find_template(memo_name(voice.lang), office, shipped)
    if isinstance(template, Problem):
        return Refused((template,))
    notice = voice.say("status.illustrative") if found.is_illustrative else None
    view, plan = found.view, found.version.plan
    content = memo_content(view, plan, voice, notice, paper)
    text = memo_text(template, content)
    if isinstance(text, Problem):
        return Refused((text,))
    return Memo(
        text,
        file_name(view.period, voice),
        found,
        template.file if Path(template.file).is_relative_to(office) else None,
        tuple(each.unit.name for each in view.units if is_waited_for(each)),
        doubts,
        content,
        template.file,
    )


def _doubts(found: Standing) -> tuple[Problem, ...]:
    """What does not add up in the figures of the memo."""
    if found.facts is None:
        return ()
    return memo_checks(found.version.plan, found.facts, found.view.period)


def file_name(period: Period, voice: Voice) -> str:
    """`bao-cao-cchc-quy-I-2022.md`; six months and the year by their own names."""
    year = period.year
    if period.is_last:
        stem = voice.say("export.name.year", year=year)
    elif period.quarter is None:
        name = "".join(each if each.isalnum() else "-" for each in period.name)
        stem = voice.say("export.name.other", name=name, year=year)
    elif period.quarter == 2:
        stem = voice.say("export.name.half", year=year)
    else:
        quarter = ROMAN[period.quarter - 1]
        stem = voice.say("export.name.quarter", quarter=quarter, year=year)
    return f"{stem}.md"


def free_names(folder: Path, name: str) -> Iterator[Path]:
    """The name itself, then `… (2)`, `… (3)`: places to write without overwriting."""
    path = folder / name
    yield path
    number = 2
    while True:
        yield path.with_stem(f"{path.stem}-{number}")
        number += 1
