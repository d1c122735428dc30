"""All scenes by name: what is typed, world by world."""

from collections.abc import Callable

from tests.record.scenes import (
    acts,
    amending,
    checks,
    downward,
    forms,
    helping,
    other_plans,
    papers,
    refusals,
    reports,
    screens,
    signing,
    typing,
)
from tests.record.world import World

Scene = Callable[[World], None]

YEAR = "year"
"""The illustrated year, played first: others begin where it ends."""

_FROM_THE_YEAR: dict[str, Scene] = {
    "year-papers": papers.write_period_papers,
    "year-screens": screens.show_every_width,
    "year-whys": screens.show_every_why,
    "year-unit-papers": papers.write_unit_papers,
    "year-tables": screens.show_every_format,
    "year-issue": papers.issue_memos,
    "year-colour": screens.show_colours,
    "year-refusals": refusals.refuse_in_year,
    "year-templates": papers.use_own_templates,
    "year-log": screens.show_every_log,
}
_FROM_NOTHING: dict[str, Scene] = {
    "remind": acts.remind_units,
    "forms": forms.exchange_forms,
    "forms-damaged": forms.take_damaged_forms,
    "downward": downward.share_targets,
    "unit-plans": downward.draft_unit_plans,
    "signing": signing.sign_papers,
    "signing-papers": signing.write_papers,
    "obstacles": acts.settle_obstacles,
    "reports": reports.add_reports,
    "reports-wrong": reports.add_wrong_reports,
    "review": reports.review_reports,
    "evidence": reports.keep_evidence,
    "amending": amending.amend_plan,
    "amending-refused": amending.refuse_amendments,
    "gallery": refusals.refuse_gallery,
    "misuse": refusals.refuse_command_lines,
    "database": refusals.refuse_databases,
    "database-copies": refusals.return_copies,
    "checks": checks.check_figures,
    "ward": other_plans.play_ward,
    "measures": other_plans.play_measures,
    "blank": other_plans.play_blank,
    "wizard": typing.use_wizard,
    "editor": typing.use_editor,
    "help": helping.show_help,
    "completion": helping.complete_words,
    "streams": helping.use_streams,
}
ALL: dict[str, Scene] = {
    YEAR: screens.play_year,
    **_FROM_THE_YEAR,
    **_FROM_NOTHING,
}
SLOW = frozenset({"forms-damaged", "signing-papers", "help"})
"""Scenes that a quick record leaves out."""
AFTER_THE_YEAR = frozenset(_FROM_THE_YEAR)
