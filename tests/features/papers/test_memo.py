from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from cchc.core.facts.report import Narrative, Section
from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import Plan
from cchc.core.verdict.status import FigureBasis, StatusView
from cchc.features.papers.show.memo import (
    PaperSurroundings,
    memo_content,
    numbers_in,
)
from cchc.features.papers.show.stock_tables import is_to_date
from cchc.features.papers.show.tables import letter, roman
from cchc.paper.manuscript import Plain
from cchc.paper.template import TemplateSource, find_template, render_markdown
from cchc.phrases.writer import Writer
from cchc.text.problem import Problem, ProblemCode
from cchc.text.record import replace
from cchc.words.translator import Voice
from tests.features.papers.papers import drafted

SHIPPED = Path(__file__).parents[3] / "templates"
GOLDEN = Path(__file__).parent / "golden"
NOWHERE = Path("/nowhere")


def source(voice: Voice) -> TemplateSource:
    found = find_template("memo", voice, NOWHERE, SHIPPED)
    assert isinstance(found, TemplateSource)
    return found


def written(
    view: StatusView, plan: Plan, voice: Voice, notice: str | None = None
) -> str:
    text = render_markdown(
        source(voice), memo_content(view, plan, voice, PaperSurroundings(notice))
    )
    assert isinstance(text, str), text
    return text


def widths(text: str) -> list[set[int]]:
    """The numbers of cells in the rows of each table, as Markdown reads them."""
    tables: list[set[int]] = []
    row = 0
    for token in MarkdownIt("commonmark", {"html": False}).enable("table").parse(text):
        if token.type == "table_open":
            tables.append(set())
        elif token.type == "tr_open":
            row = 0
        elif token.type in {"td_open", "th_open"}:
            row += 1
        elif token.type == "tr_close":
            tables[-1].add(row)
    return tables


def test_the_memo_of_six_months_is_this_text(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    assert written(view, plan, vi) == (GOLDEN / "memo.vi.md").read_text("utf-8")


def test_the_memo_in_english_is_this_text(
    view: StatusView, plan: Plan, en: Voice
) -> None:
    assert written(view, plan, en) == (GOLDEN / "memo.en.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Q1", "quý I năm 2022"),
        ("Q2", "6 tháng đầu năm 2022"),
        ("Q3", "quý III năm 2022"),
        ("Q4", "năm 2022"),
    ],
)
def test_each_period_has_its_own_title(
    in_period: Callable[[str], StatusView],
    plan: Plan,
    vi: Voice,
    name: str,
    title: str,
) -> None:
    text = written(in_period(name), plan, vi)
    assert f"**Kết quả công tác cải cách hành chính {title}**" in text
    assert f"cải cách hành chính {title} của Ủy ban" in text


def test_the_half_year_counts_from_the_first_day_and_the_third_quarter_does_not(
    in_period: Callable[[str], StatusView], plan: Plan, vi: Voice
) -> None:
    assert "từ ngày 15/12/2021 đến ngày 14/6/2022" in written(in_period("Q2"), plan, vi)
    assert "từ ngày 15/6/2022 đến ngày 14/9/2022" in written(in_period("Q3"), plan, vi)


def test_tables_have_the_columns_of_the_form(
    view: StatusView, plan: Plan, vi: Voice, en: Voice
) -> None:
    for voice in (vi, en):
        counted = widths(written(view, plan, voice))
        assert counted == [{2}, {2}, {13}, {5}, {8}, {6}]


def test_nothing_a_person_wrote_breaks_the_page(
    view: StatusView, plan: Plan, vi: Voice, hostile: str
) -> None:
    one = view.commitments[2]
    figure = one.indicators[1]
    spoilt = replace(
        view,
        commitments=(
            replace(
                one,
                commitment=replace(one.commitment, name=hostile),
                indicators=(
                    replace(figure, indicator=replace(figure.indicator, name=hostile)),
                ),
            ),
        ),
        tasks=tuple(
            replace(each, task=replace(each.task, name=hostile), result="w" * 10_000)
            for each in view.tasks
        ),
        obstacles=(
            replace(
                view.obstacles[0],
                obstacle=replace(
                    view.obstacles[0].obstacle, text=hostile, cause=hostile
                ),
            ),
        ),
        narratives=(Narrative("p1", "Q2", Section.RESULTS, f"{hostile}\n{hostile}"),),
    )
    units = tuple(replace(each, name=f"{each.name} {hostile}") for each in plan.units)
    text = written(spoilt, replace(plan, units=units), vi)
    assert widths(text) == [{2}, {2}, {13}, {5}, {8}, {6}]
    page = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    assert "<script" not in page
    assert "<a " not in page
    assert "<em>x</em>" not in page
    assert "<code>" not in page
    assert page.count("<h1>") == 3
    assert "{{ 7*7 }}" in page
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_the_silent_unit_is_named_only_while_figures_are_provisional(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    inside = drafted(view, plan, vi).text
    assert "Số liệu của 7/8 đơn vị; tiếp tục được bổ sung." in inside
    assert "Đơn vị chưa gửi báo cáo: Phường 4." in inside
    outside = written(view, plan, vi)
    assert "Số liệu của 7/8 đơn vị" in outside
    assert "Đơn vị chưa gửi báo cáo" not in outside
    settled = drafted(replace(view, basis=FigureBasis.SETTLED), plan, vi).text
    assert "Số liệu đã chốt" in settled
    assert "Đơn vị chưa gửi báo cáo" not in settled


def test_empty_parts_say_why(view: StatusView, plan: Plan, vi: Voice) -> None:
    bare = replace(
        view,
        commitments=(),
        indicators=(),
        tasks=(),
        units=(),
        obstacles=(),
        narratives=(),
        areas=(),
        reports=replace(view.reports, expected=0),
    )
    text = written(bare, plan, vi)
    for said in (
        "Kế hoạch không giao chỉ tiêu, nhiệm vụ theo lĩnh vực.",
        "Trong kỳ chưa có kết quả nổi bật so với kế hoạch.",
        "Không có chỉ tiêu chậm tiến độ, không có nhiệm vụ quá hạn.",
        "Tiếp tục triển khai các nhiệm vụ theo kế hoạch.",
        "Trong kỳ không có kiến nghị, đề xuất.",
    ):
        assert said in text
    assert "Phụ lục" not in text


def test_an_illustration_is_said_at_the_top_and_at_every_table(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    notice = "Số liệu minh họa, không phải số liệu thật"
    assert notice not in written(view, plan, vi)
    text = written(view, plan, vi, notice)
    assert text.startswith(f"**{notice}**")
    assert text.count(notice) == 3


def test_labels_follow_the_alphabet_of_the_language(vi: Voice, en: Voice) -> None:
    assert "".join(letter(n, en) for n in range(1, 8)) == "abcdefg"
    assert "".join(letter(n, vi) for n in range(1, 12)) == "abcdđeghikl"
    assert letter(24, vi) == "aa"
    assert [roman(n) for n in (1, 4, 8, 9, 10, 14)] == [
        "I",
        "IV",
        "VIII",
        "IX",
        "X",
        "XIV",
    ]


def test_the_number_and_day_of_the_paper_are_left_to_the_clerk(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    text = written(view, plan, vi)
    assert "Số:\u2003\u2003\u2003/BC-UBND" in text
    assert "Sa Đéc, ngày\u2003\u2003tháng\u2003\u2003năm 2022" in text
    assert text.count("./.") == 1


def test_an_office_template_is_used_instead(
    view: StatusView, plan: Plan, vi: Voice, tmp_path: Path
) -> None:
    (tmp_path / "memo.vi.md.j2").write_text("# {{ period.title }}\n", "utf-8")
    found = find_template("memo", vi, tmp_path, SHIPPED)
    assert isinstance(found, TemplateSource)
    assert (
        render_markdown(found, memo_content(view, plan, vi))
        == "# 6 tháng đầu năm 2022\n"
    )


def test_an_office_may_have_one_template_for_both_languages(
    vi: Voice, en: Voice, tmp_path: Path
) -> None:
    own = tmp_path / "memo.md.j2"
    text = """# {{ say("paper.report") }}
{% only vi %}
- {{ one }}
{% end only %}
"""
    own.write_text(text, "utf-8")
    assert find_template("memo", vi, tmp_path, SHIPPED) == TemplateSource(
        own.name, "# BÁO CÁO\n- {{ one }}\n", str(own)
    )
    assert find_template("memo", en, tmp_path, SHIPPED) == TemplateSource(
        own.name, "# REPORT\n", str(own)
    )
    (tmp_path / "memo.vi.md.j2").write_text("# Của tôi", "utf-8")
    found = find_template("memo", vi, tmp_path, SHIPPED)
    assert isinstance(found, TemplateSource)
    assert found.text == "# Của tôi"


def test_a_sentence_that_nobody_knows_is_told_with_its_line(
    view: StatusView, plan: Plan, vi: Voice, tmp_path: Path
) -> None:
    (tmp_path / "memo.md.j2").write_text('# A\n{{ say("memo.no") }}\n', "utf-8")
    found = find_template("memo", vi, tmp_path, SHIPPED)
    assert isinstance(found, TemplateSource)
    problem = render_markdown(found, memo_content(view, plan, vi))
    assert isinstance(problem, Problem)
    assert (problem.code, problem.place.line) == (ProblemCode.TEMPLATE_UNDEFINED, 2)
    assert problem.blanks["text"] == "say"


def test_a_template_that_is_elsewhere_is_refused(
    vi: Voice, en: Voice, tmp_path: Path
) -> None:
    outside = tmp_path / "secret"
    outside.write_text("x", "utf-8")
    office = tmp_path / "templates"
    office.mkdir()
    (office / "memo.vi.md.j2").symlink_to(outside)
    found = find_template("memo", vi, office, SHIPPED)
    assert isinstance(found, Problem)
    assert found.code is ProblemCode.TEMPLATE_OUTSIDE
    (office / "memo.en.md.j2").mkdir()
    folder = find_template("memo", en, office, SHIPPED)
    assert isinstance(folder, Problem)
    assert folder.code is ProblemCode.TEMPLATE_OUTSIDE


def test_a_template_too_large_or_not_text_is_refused(vi: Voice, tmp_path: Path) -> None:
    own = tmp_path / "memo.vi.md.j2"
    own.write_bytes(b"x" * 300_000)
    large = find_template("memo", vi, tmp_path, SHIPPED)
    assert isinstance(large, Problem)
    assert large.code is ProblemCode.TEMPLATE_UNSAFE
    own.write_bytes(b"\xff\xfe\x00")
    odd = find_template("memo", vi, tmp_path, SHIPPED)
    assert isinstance(odd, Problem)
    assert odd.code is ProblemCode.TEMPLATE_ENCODING


def test_every_name_a_template_may_use_is_explained_beside_it(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    page = (SHIPPED / "README.md").read_text("utf-8")
    content = memo_content(view, plan, vi)
    names = set(content)
    for part in (
        "authority",
        "period",
        "plan",
        "tables",
        "assessment",
        "ahead",
    ):
        inner = content[part]
        assert isinstance(inner, dict)
        names |= set(inner)
    assert [each for each in sorted(names) if f"`{each}`" not in page] == []


@pytest.mark.parametrize(
    ("measure", "ordinal", "is_total"),
    [
        (Measure.FLOW, 2, True),
        (Measure.RUNNING, 2, True),
        (Measure.RATIO, 2, True),
        (Measure.FLOW, 1, False),
        (Measure.LEVEL, 2, False),
    ],
)
def test_only_a_total_of_several_periods_is_called_since_january(
    view: StatusView,
    plan: Plan,
    vi: Voice,
    measure: Measure,
    ordinal: int,
    is_total: bool,
) -> None:
    line = view.indicators[0]
    indicator = replace(line.indicator, measure=measure)
    now = replace(view, period=replace(view.period, ordinal=ordinal))
    told = is_to_date(replace(line, indicator=indicator), Writer(now, plan, vi))
    assert told is is_total


OWN: dict[str, Plain] = {
    "shares": "III",
    "registers": "IV",
    "scores": "V",
    "restated": "VI",
    "lone": False,
}


@pytest.mark.parametrize(
    ("template", "numbers"),
    [
        ("{{ appendices.shares }} {{ appendices.registers }}", ("I", "II", "", "")),
        (  # named early, printed last
            "{{ appendices.restated }}{{ appendices.shares }}{{ appendices.restated }}",
            ("I", "", "", "II"),
        ),
        (  # the edition that lists results below the shares
            "{{ appendices.lone }} {{ appendices.shares }} {{ appendices.registers }}",
            ("I", "", "", ""),
        ),
        ("no appendix", ("", "", "", "")),
    ],
)
def test_a_template_of_an_earlier_edition_counts_what_it_prints(
    template: str, numbers: tuple[str, ...]
) -> None:
    counted = numbers_in(template, OWN)
    names = ("shares", "registers", "scores", "restated")
    assert tuple(counted[name] for name in names) == numbers


def test_inside_the_house_it_is_addressed_to_no_superior(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    text = drafted(view, plan, vi).text
    assert "Kính gửi" not in text
    assert "Như trên" not in text
    assert "Sở Nội vụ" not in text
    assert "- Các cơ quan, đơn vị thực hiện kế hoạch; |" in text
    assert "- Lưu: VT" in text
