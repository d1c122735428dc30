"""The gallery of faults: for each code an input and exactly what is said of it.

Write it anew after changing words: `python tests/sources/test_gallery.py`.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from cchc.app.which_plan import check_plan
from cchc.core.cascade.cascade import SharingMethod
from cchc.core.cascade.unit_plan import unit_plan
from cchc.core.check.conformity import check_conformity
from cchc.features.cascade.actions.cascade import CascadeRequest, cascade
from cchc.screen.problems import problems_text
from cchc.sources.file_bytes import PlanRead
from cchc.sources.plan.plan_file import read_plan
from cchc.sources.plan.plan_writer import plan_yaml
from cchc.sources.yaml_tree import MOST_NODES, read_yaml
from cchc.text.problem import Problem, ProblemCode
from cchc.words.translator import Lang, voice
from tests.refusals import problems_of
from tests.sources import plays

ROOT = Path(__file__).parents[2]
GALLERY = ROOT / "tests" / "errors"
PAGE = ROOT / "docs" / "errors.md"
Played = Callable[[], tuple[Problem, ...]]


def played_missing() -> tuple[Problem, ...]:
    return read_plan(Path("ke-hoach.yaml")).problems


def played_unreadable() -> tuple[Problem, ...]:
    Path("ke-hoach.yaml").mkdir()
    Path("ke-hoach.yaml/1.yaml").mkdir()
    return read_plan(Path("ke-hoach.yaml")).problems


def played_too_big() -> tuple[Problem, ...]:
    return read_plan(None, b"#" * (17 * 1024 * 1024)).problems


def played_many_nodes() -> tuple[Problem, ...]:
    return read_yaml(b"[" + b"1," * (MOST_NODES + 9) + b"]", "-").problems


def played_long() -> tuple[Problem, ...]:
    return read_plan(None, b"cchc: 1\nid: dai\ntitle: " + b"a" * 1001).problems[-1:]


def played_name() -> tuple[Problem, ...]:
    Path("ke-hoach.xlsx").write_bytes(b"PK")
    return read_plan(Path("ke-hoach.xlsx")).problems


def played_folder() -> tuple[Problem, ...]:
    Path("plan").mkdir()
    return read_plan(Path("plan")).problems


def shared(
    *keys: str, method: SharingMethod | None = None, **wish: str
) -> tuple[Problem, ...]:
    names = ("among", "weights", "last_year", "hand", "buffer")
    among, weights, last_year, hand, buffer = (wish.get(name) for name in names)
    request = CascadeRequest(method, among, weights, last_year, hand, buffer)
    return _shared(plays.PLAN, keys, request)


def _shared(
    text: str, keys: tuple[str, ...], wish: CascadeRequest
) -> tuple[Problem, ...]:
    plan = plays.checked(text).plan
    return problems_of(
        lambda: cascade(plan, keys, wish, Path("cchc.db"), plays.NOON.date())
    )


def played_limit() -> tuple[Problem, ...]:
    limit = plays.PLAN.replace("target: {at_least: 73}", "target: {at_most: 73}")
    return _shared(limit, ("ck-6b",), CascadeRequest(hand="p1=80"))


def held(old: str, new: str) -> tuple[Problem, ...]:
    """The draft of Phường 2 with something changed, against the plan above."""
    above = plays.checked(plays.PLAN).plan
    unit = above.unit("p2")
    assert unit is not None
    made = unit_plan(above, unit, "Kế hoạch của Phường 2", lambda task: task.name)
    text = plan_yaml(made.plan, "", {})
    assert old in text
    Path("ke-hoach-p2.yaml").write_text(text.replace(old, new, 1), "utf-8")
    own = check_plan(Path("ke-hoach-p2.yaml"))
    assert isinstance(own, PlanRead)
    return check_conformity(own.plan, above, own.at).problems


PLAYED: dict[str, Played] = {
    "p261_part_lowered": lambda: held(
        "target: {at_least: 14}\n        trajectory: [3, 6, 10, 14]",
        "target: {at_least: 13}",
    ),
    "p262_part_later": lambda: held("due: 2022-06-30", "due: 2022-07-30"),
    "p263_part_missing": lambda: held('id: "1.4", from: "1.4"', 'id: "9.9"'),
    "p264_part_unknown": lambda: held('from: "1.4"', 'from: "1,4"'),
    "p265_part_other": lambda: held("measure: flow", "measure: running"),
    "p267_above_other": lambda: held("unit: p2}", "unit: p22}"),
    "p268_not_shared": lambda: shared("ck-1a", method=SharingMethod.EQUAL),
    "p269_share_unreadable": lambda: shared("ck-6b", weights="p1=mười,p2=14"),
    "p270_share_stranger": lambda: shared("ck-6b", hand="nv=5"),
    "p271_share_nothing": lambda: shared("ck-6b", weights="p1=0"),
    "p272_share_over": played_limit,
    "p273_share_no_last_year": lambda: shared("ck-6b", method=SharingMethod.LAST_YEAR),
    "p101_file_missing": played_missing,
    "p102_file_unreadable": played_unreadable,
    "p104_file_too_big": played_too_big,
    "p123_not_yaml_name": played_name,
    "p135_too_many_nodes": played_many_nodes,
    "p146_text_too_long": played_long,
    "p142_folder_empty": played_folder,
    "p240_plan_changed": plays.changed,
    "p241_plan_needs_decision": plays.no_decision,
    "p242_plan_orphans": plays.orphans,
    "p248_plan_decision_late": plays.late,
    "p249_plan_effective_closed": plays.closed,
    "p250_plan_meaning": plays.meaning,
    "p251_plan_renamed": plays.renamed,
    "p254_plan_version_none": plays.no_version,
    "p256_plan_decision_ahead": plays.ahead,
    "p243_plan_other_year": plays.other_year,
    "p244_plan_none": plays.none,
    "p245_plan_effective_past": plays.past,
}
WRITTEN = sorted(
    each for each in GALLERY.iterdir() if each.suffix == ".yaml" or each.is_dir()
)


def said_of(name: str, lang: Lang = Lang.VI) -> str:
    """What is said of an example of the gallery."""
    here = Path.cwd()
    if name in PLAYED:
        with TemporaryDirectory() as folder:
            os.chdir(folder)
            try:
                problems = PLAYED[name]()
            finally:
                os.chdir(here)
    else:
        os.chdir(GALLERY)
        try:
            path = next(each for each in WRITTEN if each.stem == name)
            problems = read_plan(Path(path.name)).problems
        finally:
            os.chdir(here)
    return problems_text(problems, voice(lang)) + "\n"


def names() -> list[str]:
    return sorted([*PLAYED, *(each.stem for each in WRITTEN)])


@pytest.mark.parametrize("name", names())
def test_of_each_example_exactly_this_is_said(name: str) -> None:
    assert said_of(name) == (GALLERY / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("name", [each for each in names() if each[0] == "p"])
def test_each_example_shows_the_fault_it_is_named_for(name: str) -> None:
    code = name.partition("_")[0].upper()
    assert f"{code} " in (GALLERY / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize(
    "fault", [each for each in ProblemCode if each.value[:2] in ("P1", "P2")]
)
def test_no_fault_of_files_and_plans_lacks_an_example(fault: ProblemCode) -> None:
    assert any(name.startswith(fault.value.lower() + "_") for name in names())


def test_no_text_of_the_gallery_is_left_over() -> None:
    assert {each.stem for each in GALLERY.glob("*.txt")} == set(names())


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize(
    "fault", [each for each in ProblemCode if each.value[:2] in ("P1", "P2")]
)
def test_every_fault_has_words_and_a_cure_in_both_languages(
    fault: ProblemCode, lang: Lang
) -> None:
    assert voice(lang).knows(f"problem.{fault.value}")
    assert voice(lang).knows(f"problem.{fault.value}.hint")


def page() -> Iterator[str]:
    """The page of all faults, made from the gallery."""
    yield "# Các lỗi của tệp kế hoạch và cách sửa\n"
    yield "Trang này được tạo từ `tests/errors`: mỗi lỗi một ví dụ và câu trả lời.\n"
    for name in names():
        code, _, rest = name.partition("_")
        title = code.upper() if code.startswith("p") else rest
        yield (
            f"## {title} {rest.replace('_', ' ')}\n"
            if title != rest
            else ("## Nhiều lỗi trong một tệp\n")
        )
        path = next((each for each in WRITTEN if each.stem == name), None)
        if path is not None and path.is_file() and "103" not in name:
            text = path.read_text("utf-8").replace("\x1b", "␛").replace("\t", "→ ")
            yield f"```yaml\n{text.rstrip()}\n```\n"
        said = (GALLERY / f"{name}.txt").read_text("utf-8").rstrip()
        yield f"```text\n{said}\n```\n"


def test_the_page_of_faults_is_made_from_the_gallery() -> None:
    assert PAGE.read_text("utf-8") == "\n".join(page())


if __name__ == "__main__":
    for each in names():
        (GALLERY / f"{each}.txt").write_text(said_of(each), "utf-8")
    PAGE.write_text("\n".join(page()), "utf-8")
