"""The pages on the plan language: a promise, its YAML, what is typed, what is printed.

`docs/ngon-ngu-ke-hoach.md` and `docs/plan-language.md`, written by `python -m
tests.docs`. A section more is a row of SECTIONS, or a passage in PASSAGES for keys that
stand beside the indicators; every example is read, judged and printed each time.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from cchc.core.facts.report import CellKey, Facts, Reading, Submission
from cchc.core.facts.typed import TypedText
from cchc.core.facts.typed_value import read_value
from cchc.core.plan.calendar import periods
from cchc.core.plan.date_window import plan_window
from cchc.core.plan.plan import Plan, PlanVersion
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.status import every_indicator, status_view
from cchc.phrases.grammar import Telling, figure_sentence
from cchc.sources.plan.plan_file import read_plan
from cchc.text.printed_marks import ENGLISH, PRINTED, VIETNAMESE
from cchc.text.record import Record, field
from cchc.words.translator import Lang, voice
from tests.plan_language_passages import PASSAGES, Passage
from tests.plan_language_sections import SECTIONS, Section

DOCS = Path(__file__).parents[1] / "docs"
PAGES = {
    DOCS / "ngon-ngu-ke-hoach.md": Lang.VI,
    DOCS / "plan-language.md": Lang.EN,
}
SKELETON = """\
cchc: 1
id: vi-du
title: Kế hoạch ví dụ
year: 2022
authority: {name: Ủy ban nhân dân xã Ví Dụ}
units:
  - {id: vp, name: Văn phòng, kind: department}
  - {id: ta, name: Xã Thạnh An, kind: commune}
  - {id: tb, name: Xã Thạnh Bình, kind: commune}
"""


class Played(Record):
    """A section's plan with what was typed, as it stands in the last period."""

    plan: Plan
    view: IndicatorView
    problems: tuple[str, ...] = field(default=())


def plan_of(section: Section | Passage) -> tuple[Plan | None, tuple[str, ...]]:
    """The plan of an example, and the codes of all that is told of it."""
    lines = section.yaml.strip().splitlines()
    text = "\n".join(lines)
    if isinstance(section, Section):
        text = "indicators:\n" + "\n".join(f"  {line}" for line in lines)
    read = read_plan(None, (SKELETON + text + "\n").encode())
    return read.sound, tuple(problem.code.value for problem in read.problems)


def played(section: Section) -> Played:
    """The example of a section, played through the quarters that it types."""
    plan, problems = plan_of(section)
    assert plan is not None, (section.key, problems)
    line, made = plan.indicators[0], periods(plan)
    cells: dict[CellKey, Reading] = {}
    for period, typed in zip(made, section.typed, strict=False):
        for unit, word in zip(line.reporters, typed.split(" · "), strict=False):
            if not word:
                continue
            window = plan_window(made)
            read = read_value(line, TypedText(word), date(2023, 3, 1), window)
            assert isinstance(read, Reading), (section.key, word, read)
            cells[line.id, unit, period.name] = read
    at = made[len(section.typed) - 1]
    day = date(2023, 4, 1) if at.is_last else at.due
    sent = dict.fromkeys((unit, period) for _, unit, period in cells)
    submissions = tuple(
        Submission(n, unit, period, day, day, filled=frozenset({line.id}))
        for n, (unit, period) in enumerate(sent, start=1)
    )
    facts = Facts(day, cells=cells, submissions=submissions)
    version = PlanVersion(1, plan, 1, date(2022, 1, 5), "0" * 64)
    view = every_indicator(status_view((version,), at, facts))[0]
    return Played(plan, view, problems)


def page(lang: Lang) -> str:
    """The page in one language, its numbers with that language's marks."""
    marks = PRINTED.set(ENGLISH if lang is Lang.EN else VIETNAMESE)
    try:
        return "\n".join(_lines(lang)) + "\n"
    finally:
        PRINTED.reset(marks)


def _typed_in(lang: Lang, words: str) -> str:
    """What is typed, as numbers are typed in the language: `1,250.5` for `1.250,5`."""
    return words.translate(OTHER_MARKS) if lang is Lang.EN else words


OTHER_MARKS = str.maketrans(".,", ",.")


def _lines(lang: Lang) -> Iterator[str]:
    at = 0 if lang is Lang.VI else 1
    words = WORDS[at]
    yield words["head"]
    group = ""
    for section in SECTIONS:
        if section.group != group:
            group = section.group
            yield f"\n## {words[group]}"
        yield f"\n### `{section.key}`\n"
        yield f"> {section.promise[at]}\n"
        yield f"```yaml\n{section.yaml.strip()}\n```\n"
        typed = "; ".join(
            f"{words['quarter']} {number}: {_typed_in(lang, word)}"
            for number, word in enumerate(section.typed, start=1)
            if word
        )
        yield f"{words['typed']} {typed}.\n"
        view = played(section).view
        telling = Telling(view.parts.period.is_last)
        yield f"{words['printed']} {figure_sentence(view, voice(lang), telling)}"
    yield f"\n## {words['beside']}"
    for passage in PASSAGES:
        yield f"\n### {passage.title[at]}\n\n{passage.text[at]}\n"
        yield f"```yaml\n{passage.yaml.strip()}\n```"


WORDS = (
    {
        "head": """# Ngôn ngữ kế hoạch

Trang này do `python -m tests.docs` in ra. Mỗi mục: một lời hứa như trong văn bản, cách
ghi trong tệp kế hoạch, số liệu đơn vị gõ (`cchc report add ĐƠN-VỊ KỲ MÃ=SỐ`, hoặc ghi
vào biểu mẫu), và câu in ra trong báo cáo. Nghĩa của từng khóa: `cchc explain TỪ`.""",
        "measure": "Đo bằng gì (`measure`)",
        "target": "Hứa điều gì (`target`)",
        "trajectory": "Đến từng kỳ phải được bao nhiêu (`trajectory`)",
        "beside": "Cạnh các chỉ tiêu",
        "quarter": "quý",
        "typed": "Gõ:",
        "printed": "In ra:",
    },
    {
        "head": """# The plan language

This page is printed by `python -m tests.docs`. Each section: a promise as papers have
it, how a plan file says it, what units type (`cchc report add UNIT PERIOD KEY=FIGURE`,
or into the form), and the sentence that a report prints. What a key means: `cchc
explain WORD`.""",
        "measure": "What is measured (`measure`)",
        "target": "What is promised (`target`)",
        "trajectory": "How much by when (`trajectory`)",
        "beside": "Beside the indicators",
        "quarter": "quarter",
        "typed": "Typed:",
        "printed": "Printed:",
    },
)
