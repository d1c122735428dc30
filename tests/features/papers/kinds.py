"""Papers of the other kinds as drafts, the way the memo is drafted."""

from datetime import date

from cchc.core.facts.obstacle import Obstacle, ObstacleState, ObstacleView
from cchc.core.plan.plan import Plan
from cchc.core.plan.unit import Unit
from cchc.core.verdict.status import StatusView
from cchc.features.papers.show.brief import brief_content
from cchc.features.papers.show.unit_report import unit_report_content
from cchc.paper.manuscript import Plain
from cchc.paper.markdown_reader import read_paper
from cchc.paper.paper import PaperParts
from cchc.paper.template import TemplateSource, find_template, render_markdown
from cchc.text.record import replace
from cchc.words.translator import Voice
from tests.features.papers.papers import NOWHERE, SHIPPED, Draft


def brief_draft(view: StatusView, plan: Plan, voice: Voice) -> Draft:
    return _draft("brief", voice, brief_content(view, plan, voice))


def unit_draft(view: StatusView, plan: Plan, voice: Voice, unit: Unit) -> Draft:
    content = unit_report_content(view, plan, unit, voice)
    return _draft("unit-report", voice, content)


def _draft(name: str, voice: Voice, content: dict[str, Plain]) -> Draft:
    template = find_template(name, voice, NOWHERE, SHIPPED)
    assert isinstance(template, TemplateSource)
    text = render_markdown(template, content)
    assert isinstance(text, str), text
    paper = read_paper(text, template.file)
    assert isinstance(paper, PaperParts), paper
    return Draft(text, content, paper)


def obstacles(many: int, text: str = "Thiếu mặt bằng") -> tuple[ObstacleView, ...]:
    """So many that nobody has answered."""
    return tuple(
        ObstacleView(
            Obstacle(n, "p1", "Q2", f"{text} {n}", date(2022, 6, 14), "ck-6b",
                     text, text, "tckh"),
            ObstacleState.RAISED, 6)
        for n in range(1, many + 1)
    )  # fmt: skip


def quiet(view: StatusView) -> StatusView:
    """Nothing red, nothing late, nothing in anybody's way."""
    return replace(
        view, commitments=view.commitments[1:2], indicators=(), tasks=view.tasks[:2],
        obstacles=(), unanswered=0, units=view.units[:5], narratives=(),
    )  # fmt: skip
