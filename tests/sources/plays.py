"""Plans applied, reported on and amended, for the faults that need a database."""

from datetime import UTC, datetime
from pathlib import Path

from cchc.app.which_plan import applied_versions, check_plan, plan_changed
from cchc.core.facts.report import Stamp
from cchc.features.plan.actions.apply import apply_plan
from cchc.features.plan.cli.check import version_steps
from cchc.features.plan.show.apply import Applied, Grounds
from cchc.sources.file_bytes import PlanRead
from cchc.text.problem import Problem, ProblemCode
from tests.refusals import problems_of

ROOT = Path(__file__).parents[2]
PLAN = (ROOT / "plans" / "sa-dec-2022.yaml").read_text("utf-8")
AMENDED = PLAN.replace("\ntitle: ", "\ntitle: Điều chỉnh ", 1)
NOON = datetime(2022, 7, 1, 12, tzinfo=UTC)
TODAY = NOON.date()
STAMP = Stamp(NOON, NOON, "nv", "test")
GROUNDS = Grounds("45/QĐ-UBND ngày 01/7/2022", "Q3", "Điều chỉnh")


def checked(text: str) -> PlanRead:
    Path("plan.yaml").write_text(text, "utf-8")
    found = check_plan(Path("plan.yaml"))
    assert isinstance(found, PlanRead)
    return found


def applied(text: str, grounds: Grounds = GROUNDS) -> tuple[Problem, ...]:
    plan = checked(text)
    return problems_of(
        lambda: apply_plan(plan, Path("cchc.db"), grounds, STAMP, dry_run=False)
    )


def changed() -> tuple[Problem, ...]:
    assert applied(PLAN) == ()
    Path("plan.yaml").write_text(PLAN + "\n# sửa\n", "utf-8")
    done = applied_versions(Path("cchc.db"), TODAY)
    found = plan_changed(Path("cchc.db"), done[-1])
    return () if found is None else (found,)


def no_decision() -> tuple[Problem, ...]:
    applied(PLAN)
    return applied(AMENDED, Grounds())


def other_year() -> tuple[Problem, ...]:
    applied(PLAN)
    return applied(PLAN.replace("id: sa-dec-2022", "id: sa-dec-2023", 1))


def none() -> tuple[Problem, ...]:
    from cchc.store.ledger import create_ledger

    create_ledger(Path("cchc.db"))
    return problems_of(lambda: applied_versions(Path("cchc.db"), TODAY))


def past() -> tuple[Problem, ...]:
    applied(PLAN)
    applied(AMENDED)
    return applied(PLAN, Grounds(GROUNDS.decision, "Q2", GROUNDS.reason))


def after_a_report(text: str) -> tuple[Problem, ...]:
    from cchc.core.facts.report import NIL, Report
    from cchc.core.plan.plan import Paper
    from cchc.store.ledger import open_ledger, write_transaction
    from cchc.store.reports import write_report

    applied(PLAN)
    day = NOON.date()
    report = Report("vp", "Q1", day, Paper(), {"hs-dung-han": NIL})
    with open_ledger(Path("cchc.db"), write=True) as ledger, write_transaction(ledger):
        write_report(ledger, "sa-dec-2022", report, STAMP)
    return applied(text)


REPORTERS = "reporters: [vp, xa-phuong]"


def orphans() -> tuple[Problem, ...]:
    assert REPORTERS in PLAN
    return after_a_report(PLAN.replace(REPORTERS, "reporters: [xa-phuong]"))


def meaning() -> tuple[Problem, ...]:
    start = PLAN.index("id: hs-dung-han")
    return after_a_report(
        PLAN[:start] + PLAN[start:].replace("of: flow", "of: level", 1)
    )


def renamed() -> tuple[Problem, ...]:
    return after_a_report(PLAN.replace("hs-dung-han", "hs-dung-han-2"))


def late() -> tuple[Problem, ...]:
    applied(PLAN)
    return applied(AMENDED, Grounds(GROUNDS.decision, "Q2", GROUNDS.reason))


def closed() -> tuple[Problem, ...]:
    applied(PLAN)
    grounds = Grounds("45/QĐ-UBND ngày 01/6/2022", "Q2", GROUNDS.reason)
    done = apply_plan(checked(AMENDED), Path("cchc.db"), grounds, STAMP, dry_run=False)
    assert isinstance(done, Applied)
    return tuple(
        e for e in done.warnings if e.code is ProblemCode.PLAN_EFFECTIVE_CLOSED
    )


def ahead() -> tuple[Problem, ...]:
    applied(PLAN)
    late = Grounds("45/QĐ-UBND ngày 02/7/2022", "Q3", GROUNDS.reason)
    return applied(AMENDED, late)


def no_version() -> tuple[Problem, ...]:
    applied(PLAN)
    return problems_of(lambda: version_steps(Path("cchc.db"), TODAY, 1, 7))
