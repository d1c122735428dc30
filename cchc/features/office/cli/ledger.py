"""`cchc db`: the file that holds everything."""

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
from cchc.features.office.actions.ledger import (
    DEFECTS,
    PLANS,
    DefectsJson,
    backup,
    check,
)
from cchc.features.office.show.ledger import (
    AT_FILE,
    UNSOUND,
    PlansJson,
    PublishJson,
    RefreshJson,
)
from cchc.store.backup import restore_ledger
from cchc.store.check import (
    ledger_summary,
)
from cchc.store.ledger import open_ledger
from cchc.text.day import short
from cchc.text.number_format import vietnamese
from cchc.text.problem import ProblemCode, refuse, refuse_if_any
from cchc.text.record import replace


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
    from cchc.features.office.actions.refresh import refresh_all, stop_keeping

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
    from cchc.features.office.actions.publish import publish
    from cchc.features.office.show.publish import PublishTerms

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
