"""`cchc db`: the file that holds everything, whether it is sound, its copies."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from cchc.app.console import steps_of
from cchc.app.context import FOUND_SOMETHING, AppContext
from cchc.app.delivery import is_there
from cchc.app.give import give_record
from cchc.app.options import DryRun, Json, ListOptions, argument, option, refuse_clash
from cchc.app.output import FILE_ENDINGS, Format, ending_of
from cchc.screen.document import ABSENT, Day, JsonDocument, key
from cchc.screen.table import LayoutColumn, TableLayout
from cchc.store.backup import back_up_ledger, restore_ledger
from cchc.store.check import (
    LedgerDefect,
    LedgerProof,
    PlanSummary,
    Watch,
    ledger_summary,
    prove,
)
from cchc.store.disk.atomic_file import free_name
from cchc.store.ledger import has_verdicts, open_ledger
from cchc.store.seal.code import read_code
from cchc.text.day import parse_day, short
from cchc.text.number_format import vietnamese
from cchc.text.problem import Place, ProblemCode, refuse, refuse_if_any, require
from cchc.text.record import replace
from cchc.words.prose import NOTHING
from cchc.words.translator import file_name


class PlanJson(JsonDocument):
    """One plan."""

    plan: str = key("Its id.", "id")
    year: int = key("Its year.")
    title: str = key("Its title.")
    versions: int = key("Versions applied.")
    reports: int = key("Reports that stand.")
    figures: int = key("Figures that stand.")
    last: str | None = key("Day of the last act of writing.")


class PlansJson(JsonDocument, schema="cchc.db/1", verbs=("db info",)):
    """The plans of a database, the latest year first."""

    seal: str | None = key("The seal code of now.", "sealed.code")
    acts: int = key(
        "Acts of writing so far.", lambda held: held.sealed.number if held.sealed else 0
    )
    rows: list[PlanJson] = key("Each plan.", "plans")
    backups: list[str] = key("Copies made by themselves, the oldest first.")


class DefectJson(JsonDocument):
    """One defect."""

    defect: str = key(
        "What is wrong, in words.",
        join=lambda found, given: given["voice"].say(f"db.defect.{found.defect}"),
    )
    where: str = key("The table, view or row.")
    count: int = key("How many of its kind.")


class SealJson(JsonDocument):
    """The act after which the database printed a seal code."""

    code: str = key("The code.")
    act: int = key("Its number, from 1.", "number")
    day: str | None = key("The day of work.")


class OpenPaperJson(JsonDocument):
    """A paper in the register that was not handed out."""

    kind: str = key("`memo` or `letter`.")
    plan: str = key("Id of the plan.")
    number: int = key("A memo's number, else the row of the text.")
    period: str = key("Name of the period.")
    day: str = key("The day it was registered.")


class DefectsJson(JsonDocument, schema="cchc.db-check/1", verbs=("db check",)):
    """What is wrong with a database."""

    seal: SealJson | None = key("The act of `--seal`, when it is known.", "sealed")
    rows: list[DefectJson] = key("Each defect.", "defects")
    not_handed_out: list[OpenPaperJson] = key(
        "Papers in the register that nobody got.", "open_papers"
    )
    wrong_verdicts: int = key(
        "Rows of `v_danh_gia` that are not as judged again, if any.",
        lambda proof: proof.wrong_verdicts or ABSENT,
        optional=True,
    )


class RefreshJson(JsonDocument, schema="cchc.refresh/1", verbs=("db refresh",)):
    """What was judged again for other programs."""

    dry_run: bool = key(
        "Whether it was a rehearsal.", join=lambda _, given: given["dry_run"]
    )
    day: Day | None = key(
        "The day it was judged for; null with `--off`, when nothing is kept any more.",
        join=lambda done, given: given["day"] if done else None,
    )
    indicators: int | None = key("Indicators judged.")
    periods: int | None = key("Periods begun by that day.")
    changed: int | None = key("Rows of `v_danh_gia` that are other ones.")


class PublishedJson(JsonDocument):
    """One ledger that was published."""

    file: str = key("Where it lies.")
    id: str = key("Its name where it is published.")
    authority: str = key("Whose it is.")
    act: int = key("The number of its last act of writing.")
    rows: int = key("Rows written; 0 when all of it was there already.")


class PublishJson(JsonDocument, schema="cchc.publish/1", verbs=("db publish",)):
    """What went to PostgreSQL; all ledgers or none."""

    dry_run: bool = key(
        "Whether it was a rehearsal.", join=lambda _, given: given["terms"].dry_run
    )
    place: str = key("Server and database.", join=lambda _, given: given["place"])
    day: Day = key("The day of the verdicts.", join=lambda _, given: given["terms"].day)
    rows: list[PublishedJson] = key("Each ledger.", lambda done: done)


def day_text(day: str | None) -> str:
    """A day of the ledger as it is printed; a dash where there is none."""
    known = parse_day(day or "")
    return short(known) if known else NOTHING


PLANS: TableLayout[PlanSummary] = TableLayout(
    "db.column",
    LayoutColumn("plan", lambda plan, _: plan.id, whole=True),
    LayoutColumn("year", lambda plan, _: plan.year, right=True),
    LayoutColumn("title", lambda plan, _: plan.title),
    LayoutColumn("versions", lambda plan, _: plan.versions, right=True),
    LayoutColumn("reports", lambda plan, _: plan.reports, right=True),
    LayoutColumn("figures", lambda plan, _: plan.figures, right=True),
    LayoutColumn("last", lambda plan, _: day_text(plan.last), whole=True),
)
DEFECTS: TableLayout[LedgerDefect] = TableLayout(
    "db.column",
    LayoutColumn("defect", lambda found, voice: voice.say(f"db.defect.{found.defect}")),
    LayoutColumn("where", lambda found, _: found.where),
    LayoutColumn("count", lambda found, _: found.count, right=True),
)


def check(path: Path, seal: str | None = None, watch: Watch = iter) -> LedgerProof:
    """All that is wrong with the database, and the act of a seal code on a paper.

    Refuses a code that cannot be read (P526).
    """
    code = None if seal is None else require(read_code(seal, Place(argument="--seal")))
    with open_ledger(path) as ledger:
        proof = prove(ledger, code, watch)
        if proof.defects or not has_verdicts(ledger.connection):
            return proof
        from cchc.features.office.refresh import wrong_verdicts

        return replace(proof, wrong_verdicts=wrong_verdicts(ledger))


def backup(
    path: Path, target: Path | None, today: date, step: Callable[[], object]
) -> Path:
    """Make a copy and give its name; by default beside the database, with the day.

    Nothing is overwritten: the name by default takes a number when it is taken.
    """
    name = f"{path.stem}.{file_name('backup', day=today.isoformat())}{path.suffix}"
    default = path.with_name(name)
    place = free_name(default) if target is None else target
    with open_ledger(path) as ledger:
        back_up_ledger(ledger.connection, ledger.path, place, step)
    return place


UNSOUND = 4
AT_FILE = Place(argument="FILE")


def run_info(app: AppContext, *, out: ListOptions) -> None:
    with open_ledger(app.database) as ledger:
        summary = ledger_summary(ledger)
    app.remark(
        "db.file",
        file=str(app.database),
        size=vietnamese(Decimal(summary.size)),
        version=summary.version,
        sqlite=summary.sqlite,
    )
    app.tell_share()
    if summary.sealed is not None:
        app.remark("db.seal", code=summary.sealed.code, n=summary.sealed.number)
    if summary.backups:
        app.remark(
            "db.own_backups",
            n=len(summary.backups),
            folder=str(app.database.parent),
            last=summary.backups[-1],
        )
    if not summary.plans:
        app.remark("db.no_plan")
    forms = PlansJson, lambda held, voice: PLANS.table("", held.plans, voice)
    give_record(app, out, summary, *forms)


def run_check(
    app: AppContext,
    *,
    seal: Annotated[str | None, option("--seal", "help.db.check.seal", "CODE")] = None,
    out: ListOptions,
) -> None:
    proof = check(
        app.database,
        seal,
        lambda looks: app.with_progress(looks, len(looks), "db.check.progress"),
    )
    defects, sealed = proof.defects, proof.sealed
    if defects or out.format is not Format.TABLE or out.output is not None:
        forms = DefectsJson, lambda held, voice: DEFECTS.table("", held.defects, voice)
        give_record(app, out, proof, *forms)
    for paper in proof.open_papers:
        blanks = {"plan": paper.plan, "period": paper.period, "day": paper.day}
        app.remark(f"db.open.{paper.kind}", number=paper.number, **blanks)
    if defects:
        app.remark("db.unsound", n=len(defects))
        raise typer.Exit(UNSOUND)
    app.remark("db.sound", file=str(app.database))
    if proof.wrong_verdicts:
        app.remark("db.judged_wrong", n=proof.wrong_verdicts)
    if sealed is not None:
        day = short(date.fromisoformat(sealed.day)) if sealed.day else ""
        app.remark("db.sealed", code=sealed.code, number=sealed.number, day=day)
    if proof.wrong_verdicts:
        raise typer.Exit(FOUND_SOMETHING)


def run_backup(
    app: AppContext,
    target: Annotated[Path | None, argument("[FILE]", "help.db.backup.file")] = None,
) -> None:
    if target is not None and not is_there(target):
        refused = app.writer.protected_files([target])
        refuse_if_any(replace(problem, place=AT_FILE) for problem in refused)
        if ending_of(target) in FILE_ENDINGS:  # it would say what it is not
            text, known = target.suffix, (".db", ".sqlite")
            refuse(ProblemCode.FORMAT_UNKNOWN, AT_FILE, text=text, known=known)
    with steps_of(app.with_progress(range(2), 2, "db.copy.progress")) as step:
        made = backup(app.database, target, app.today, step)
    app.remark("db.backed_up", file=str(made))


def run_restore(
    app: AppContext, source: Annotated[Path, argument("FILE", "help.db.restore.file")]
) -> None:
    with steps_of(app.with_progress(range(4), 4, "db.copy.progress")) as step:
        kept = restore_ledger(app.database, source, step=step)
    app.remark("db.restored", file=str(app.database), source=str(source))
    if kept is not None:
        app.remark("db.kept", file=str(kept))


def run_refresh(
    app: AppContext,
    *,
    off: Annotated[bool, option("--off", "help.db.refresh.off")] = False,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    from cchc.features.office.refresh import refresh_all, stop_keeping

    rehearsed = ".rehearsed" if dry_run else ""
    done = None
    if off:
        stop_keeping(app.database, dry_run=dry_run)
    else:
        done = refresh_all(app.database, app.today, dry_run=dry_run)
    if as_json:
        app.out(RefreshJson.as_json(done, dry_run=dry_run, day=app.today))
    elif done is None:
        app.remark(f"db.refresh.off{rehearsed}")
    else:
        blanks = {"indicators": done.indicators, "periods": done.periods}
        day = short(app.today)
        app.remark(f"db.refreshed{rehearsed}", day=day, **blanks, n=done.changed)


def run_publish(
    app: AppContext,
    url: Annotated[str, argument("URL", "help.db.publish.url")],
    ledgers: Annotated[
        list[Path] | None, argument("[LEDGER]...", "help.db.publish.ledgers")
    ] = None,
    *,
    name: Annotated[str | None, option("--as", "help.db.publish.as", "NAME")] = None,
    replaces: Annotated[bool, option("--replace", "help.db.publish.replace")] = False,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    from cchc.features.office.publish import PublishTerms, publish

    if name is not None and ledgers and len(ledgers) > 1:
        refuse_clash(app, "--as", " ".join(map(str, ledgers)))
    terms = PublishTerms(app.today, name, replaces, dry_run)
    place, done = publish(url, ledgers or [app.database], terms)
    if as_json:
        app.out(PublishJson.as_json(done, place=place, terms=terms))
        return
    rehearsed = ".rehearsed" if dry_run else ""
    for ledger in done:
        blanks = {"authority": ledger.authority, "id": ledger.id, "act": ledger.act}
        if ledger.rows:
            code = f"db.published{rehearsed}"
            app.remark(code, **blanks, n=ledger.rows, place=place)
        else:
            app.remark("db.published.same", **blanks, place=place)
