"""Every verb of the program: its words, and the function that runs it.

The one list of commands, in the order of the help. The frame reads help, completion
and the nearest name from it and imports a capability only when one of its verbs is
chosen. To add a verb: a line here, a function `run_…` in the `cli` of its capability,
its help under `help.FAMILY.VERB`.
"""

from collections.abc import Mapping

Verbs = Mapping[str, str | Mapping[str, str]]
"""Verbs by name, each `module:function` below `cchc.features`; a family holds verbs."""

VERBS: Verbs = {
    "init": "office.cli.init:run_init",
    "demo": "office.cli.demo:run_demo",
    "status": "status.cli.commands:run_status",
    "why": "status.cli.why:run_why",
    "remind": "chase.cli.remind:run_remind",
    "log": "office.cli.log:run_log",
    "export": "papers.cli.commands:run_export",
    "plan": {
        "check": "plan.cli.check:run_check",
        "apply": "plan.cli.versions:run_apply",
        "show": "plan.cli.versions:run_show",
        "diff": "plan.cli.versions:run_diff",
        "cascade": "cascade.cli.cascade:run_cascade",
        "schema": "plan.cli.check:run_schema",
    },
    "report": {
        "add": "report.cli.commands:run_add",
        "list": "report.cli.commands:run_list",
        "show": "report.cli.commands:run_show",
        "withdraw": "report.cli.commands:run_withdraw",
        "form": "forms.cli.commands:run_form",
        "import": "forms.cli.commands:run_import",
        "accept": "report.cli.commands:run_accept",
        "return": "report.cli.commands:run_return",
        "evidence": "report.cli.commands:run_evidence",
    },
    "unit": {
        "list": "chase.cli.unit:run_list",
        "exempt": "chase.cli.unit:run_exempt",
        "extend": "chase.cli.unit:run_extend",
    },
    "obstacle": {
        "add": "obstacles.cli:run_add",
        "list": "obstacles.cli:run_list",
        "assign": "obstacles.cli:run_assign",
        "answer": "obstacles.cli:run_answer",
        "close": "obstacles.cli:run_close",
    },
    "sign": {
        "add": "signing.cli:run_add",
        "list": "signing.cli:run_list",
        "paper": "signing.cli:run_paper",
    },
    "db": {
        "info": "office.cli.ledger:run_info",
        "check": "office.cli.ledger:run_check",
        "backup": "office.cli.ledger:run_backup",
        "restore": "office.cli.ledger:run_restore",
    },
}
