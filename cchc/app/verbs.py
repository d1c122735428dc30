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
    "init": "office.init:run_init",
    "demo": "office.demo:run_demo",
    "status": "status.cli.commands:run_status",
    "why": "status.why:run_why",
    "remind": "chase.remind:run_remind",
    "log": "office.log:run_log",
    "undo": "office.undo:run_undo",
    "search": "office.search:run_search",
    "open": "office.search:run_open",
    "export": "papers.cli.commands:run_export",
    "lint": "papers.cli.lint:run_lint",
    "plan": {
        "check": "plan.check:run_check",
        "apply": "plan.versions:run_apply",
        "show": "plan.versions:run_show",
        "diff": "plan.versions:run_diff",
        "cascade": "cascade.cli:run_cascade",
        "schema": "plan.check:run_schema",
        "next-year": "plan.next_year:run_next_year",
    },
    "report": {
        "add": "report.cli.add:run_add",
        "list": "report.listings:run_list",
        "show": "report.listings:run_show",
        "withdraw": "report.acts:run_withdraw",
        "form": "forms.form:run_form",
        "collect": "forms.commands:run_collect",
        "import": "forms.commands:run_import",
        "accept": "report.acts:run_accept",
        "return": "report.acts:run_return",
        "close": "report.acts:run_close",
        "evidence": "report.listings:run_evidence",
    },
    "bind": {
        "try": "forms.bind:run_try",
        "read": "forms.bind:run_read",
        "fill": "forms.bind:run_fill",
    },
    "note": {
        "add": "note:run_add",
        "list": "note:run_list",
        "withdraw": "note:run_withdraw",
    },
    "task": {
        "list": "task:run_list",
        "extend": "task:run_extend",
        "drop": "task:run_drop",
    },
    "score": {
        "add": "score.verbs:run_add",
        "list": "score.verbs:run_list",
        "show": "score.verbs:run_show",
    },
    "unit": {
        "list": "unit:run_list",
        "exempt": "unit:run_exempt",
        "extend": "unit:run_extend",
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
        "info": "office.ledger:run_info",
        "check": "office.ledger:run_check",
        "backup": "office.ledger:run_backup",
        "restore": "office.ledger:run_restore",
        "refresh": "office.ledger:run_refresh",
        "publish": "office.ledger:run_publish",
    },
    "help": "office.help:run_help",
    "explain": "office.help:run_explain",
    "completion": "office.help:run_completion",
    "version": "office.help:run_version",
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
