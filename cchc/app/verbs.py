"""Every verb of the program: its words, and the function that runs it.

The one list of commands, in the order of the help. The frame reads help, completion
and the nearest name from it and imports a capability only when one of its verbs is
chosen. To add a verb: a line here, a function `run_…` in the `cli` of its capability,
its help under `help.FAMILY.VERB`.
"""

from cchc.text.record import Record


class Verb(Record):
    """A verb; `run` is `module:function` below `cchc.features`.

    `help_code` is for a verb whose help is not under its own words.
    """

    name: str
    run: str
    help_code: str | None = None


class Family(Record):
    """Verbs that share their first word."""

    name: str
    verbs: tuple[Verb, ...]


VERBS: tuple[Verb | Family, ...] = (
    Verb("init", "office.cli.init:run_init"),
    Verb("demo", "office.cli.demo:run_demo"),
    Verb("status", "status.cli.commands:run_status"),
    Verb("why", "status.cli.why:run_why"),
    Verb("remind", "chase.cli.remind:run_remind"),
    Verb("log", "office.cli.ledger:run_log"),
    Verb("export", "papers.cli.commands:run_export"),
    Family(
        "plan",
        (
            Verb("check", "plan.cli.check:run_check"),
            Verb("apply", "plan.cli.versions:run_apply"),
            Verb("show", "plan.cli.versions:run_show"),
            Verb("diff", "plan.cli.versions:run_diff"),
            Verb("cascade", "cascade.cli.cascade:run_cascade"),
            Verb("schema", "plan.cli.check:run_schema"),
        ),
    ),
    Family(
        "report",
        (
            Verb("add", "report.cli.commands:run_add"),
            Verb("list", "report.cli.commands:run_list"),
            Verb("show", "report.cli.commands:run_show"),
            Verb("withdraw", "report.cli.commands:run_withdraw"),
            Verb("form", "forms.cli.commands:run_form"),
            Verb("import", "forms.cli.commands:run_import"),
            Verb("accept", "report.cli.commands:run_accept"),
            Verb("return", "report.cli.commands:run_return"),
            Verb("evidence", "report.cli.commands:run_evidence", "help.report.proofs"),
        ),
    ),
    Family(
        "unit",
        (
            Verb("list", "chase.cli.unit:run_list"),
            Verb("exempt", "chase.cli.unit:run_exempt"),
            Verb("extend", "chase.cli.unit:run_extend"),
        ),
    ),
    Family(
        "obstacle",
        (
            Verb("add", "obstacles.cli:run_add"),
            Verb("list", "obstacles.cli:run_list"),
            Verb("assign", "obstacles.cli:run_assign"),
            Verb("answer", "obstacles.cli:run_answer"),
            Verb("close", "obstacles.cli:run_close"),
        ),
    ),
    Family(
        "sign",
        (
            Verb("add", "signing.cli:run_add"),
            Verb("list", "signing.cli:run_list"),
            Verb("paper", "signing.cli:run_paper"),
        ),
    ),
    Family(
        "db",
        (
            Verb("info", "office.cli.ledger:run_info"),
            Verb("check", "office.cli.ledger:run_check"),
            Verb("backup", "office.cli.ledger:run_backup"),
            Verb("restore", "office.cli.ledger:run_restore"),
        ),
    ),
)
