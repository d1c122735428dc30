"""Every verb of the program: its words, and the function that runs it.

The one list of commands, in the order of the help. The frame reads help, completion
and the nearest name from it and imports a capability only when one of its verbs is
chosen. To add a verb: a line here, a function `run_…` in the `cli` of its capability,
its help under `help.FAMILY.VERB`.
"""

from collections.abc import Mapping, Sequence

from cchc.text.compare import fold

Verbs = Mapping[str, str | Mapping[str, str]]
"""Verbs by name, each `module:function` below `cchc.features`; a family holds verbs."""

VERBS: Verbs = {
    "init": "office.cli.init:run_init",
    "demo": "office.cli.demo:run_demo",
    "status": "status.cli.commands:run_status",
    "why": "status.cli.why:run_why",
    "remind": "chase.cli.remind:run_remind",
    "log": "office.cli.log:run_log",
    "undo": "office.cli.undo:run_undo",
    "search": "office.cli.search:run_search",
    "open": "office.cli.search:run_open",
    "export": "papers.cli.commands:run_export",
    "lint": "papers.cli.lint:run_lint",
    "plan": {
        "check": "plan.cli.check:run_check",
        "apply": "plan.cli.versions:run_apply",
        "show": "plan.cli.versions:run_show",
        "diff": "plan.cli.versions:run_diff",
        "cascade": "cascade.cli:run_cascade",
        "schema": "plan.cli.check:run_schema",
        "next-year": "plan.cli.next_year:run_next_year",
    },
    "report": {
        "add": "report.cli.add:run_add",
        "list": "report.cli.listings:run_list",
        "show": "report.cli.listings:run_show",
        "withdraw": "report.cli.acts:run_withdraw",
        "form": "forms.cli.form:run_form",
        "collect": "forms.cli.commands:run_collect",
        "import": "forms.cli.commands:run_import",
        "accept": "report.cli.acts:run_accept",
        "return": "report.cli.acts:run_return",
        "close": "report.cli.acts:run_close",
        "evidence": "report.cli.listings:run_evidence",
    },
    "bind": {
        "try": "forms.cli.bind:run_try",
        "read": "forms.cli.bind:run_read",
        "fill": "forms.cli.bind:run_fill",
    },
    "note": {
        "add": "note.cli:run_add",
        "list": "note.cli:run_list",
        "withdraw": "note.cli:run_withdraw",
    },
    "task": {
        "list": "task.cli:run_list",
        "extend": "task.cli:run_extend",
        "drop": "task.cli:run_drop",
    },
    "score": {
        "add": "score.cli:run_add",
        "list": "score.cli:run_list",
        "show": "score.cli:run_show",
    },
    "unit": {
        "list": "unit.cli:run_list",
        "exempt": "unit.cli:run_exempt",
        "extend": "unit.cli:run_extend",
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
        "refresh": "office.cli.ledger:run_refresh",
        "publish": "office.cli.ledger:run_publish",
    },
    "help": "office.cli.help:run_help",
    "explain": "office.cli.help:run_explain",
    "completion": "office.cli.help:run_completion",
    "version": "office.cli.help:run_version",
}

VERB_WORDS: Mapping[str, str] = {
    "accept": "tiep-nhan chap-nhan duyet",
    "add": "them nhap-so ghi",
    "answer": "tra-loi",
    "apply": "ap-dung",
    "assign": "giao phan-cong",
    "backup": "sao-luu",
    "bind": "lien-ket gan-bieu",
    "cascade": "phan-bo cu-the-hoa",
    "check": "kiem-tra",
    "close": "dong khep-lai ket-thuc",
    "collect": "thu-nhan gom thu-gom",
    "completion": "goi-y hoan-thanh-lenh",
    "db": "so co-so-du-lieu csdl",
    "demo": "chay-thu thu minh-hoa",
    "diff": "so-sanh khac-nhau",
    "evidence": "minh-chung",
    "exempt": "mien",
    "drop": "thoi huy-bo bo",
    "explain": "giai-thich giai-nghia",
    "export": "xuat xuat-bao-cao in",
    "extend": "gia-han",
    "form": "bieu-mau bieu mau",
    "fill": "dien ghi-bieu",
    "help": "tro-giup huong-dan giup",
    "import": "nhan-bieu nhap nhan nap",
    "info": "thong-tin",
    "init": "khoi-tao bat-dau tao",
    "lint": "doi-chieu ra-soat",
    "list": "danh-sach liet-ke",
    "next-year": "nam-sau lap-nam-sau",
    "log": "nhat-ky lich-su",
    "open": "mo xem-van-ban",
    "obstacle": "vuong-mac kho-khan",
    "paper": "van-ban ban-cam-ket",
    "plan": "ke-hoach",
    "publish": "cong-bo dua-len",
    "read": "doc",
    "refresh": "danh-gia-lai tinh-lai lam-moi",
    "remind": "nhac don-doc nhac-nho",
    "report": "bao-cao",
    "restore": "khoi-phuc phuc-hoi",
    "return": "tra-lai",
    "schema": "luoc-do",
    "search": "tim tim-kiem",
    "show": "xem hien",
    "sign": "ky ky-cam-ket cam-ket",
    "status": "tien-do tinh-hinh trang-thai",
    "note": "loi-van ghi-chu",
    "task": "nhiem-vu",
    "score": "cham-diem diem",
    "try": "xem-thu thu-lien-ket",
    "undo": "hoan-tac lam-lai",
    "unit": "don-vi",
    "version": "phien-ban",
    "why": "vi-sao tai-sao",
    "withdraw": "rut rut-lai thu-hoi",
}
"""What a Vietnamese may type for a verb, without accents, blanks as hyphens."""

_LONGEST = 3


def find_verb(words: Sequence[str], entries: Verbs) -> tuple[str, int] | None:
    """The verb that a command line begins with, and how many words name it.

    English as listed; else Vietnamese with or without accents, its syllables
    joined or apart: `bao-cao`, `báo cáo`.
    """
    if words[0] in entries:
        return words[0], 1
    for count in range(min(_LONGEST, len(words)), 0, -1):
        typed = "-".join(fold("-".join(words[:count])).replace("_", "-").split())
        for name in entries:
            if typed == name or typed in VERB_WORDS.get(name, "").split():
                return name, count
    return None
