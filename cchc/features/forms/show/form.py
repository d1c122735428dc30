"""What goes to one unit: its form as a workbook, a letter, a guide, a mail."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from email.message import EmailMessage
from email.policy import SMTP
from re import findall

from cchc.core.plan.unit import NOBODY, Unit
from cchc.features.forms.show.form_model import Form
from cchc.features.forms.show.tables import FormTables
from cchc.paper.input_workbook import InputBook, InputPage, InputTable, input_workbook
from cchc.paper.manuscript import (
    Manuscript,
    PaperForm,
    Plain,
    TemplateFolders,
    render_paper,
)
from cchc.paper.paper import Letterhead
from cchc.paper.template import find_template, render_markdown
from cchc.phrases.paper_head import heading_blanks, issuer_blanks, signature_blanks
from cchc.screen.table import LayoutColumn, Table, TableLayout
from cchc.text.compare import fold
from cchc.text.day import short
from cchc.text.form_marks import FORM, NAME, SHEET
from cchc.text.problem import require
from cchc.text.record import Record
from cchc.text.sanitize import inert, one_line
from cchc.words import bodies
from cchc.words.period import label, report_title
from cchc.words.prose import day_words
from cchc.words.translator import Voice

GUIDE = 7
MOST_OWNERS = 300
"""More units are not listed as owners of an item."""
ABOUT_COLUMN, OWNER_COLUMN = 2, 3


def form_workbook(form: Form, tables: FormTables) -> bytes:
    """The workbook of one form; its tables are made like those of the others."""
    voice, say, start = tables.voice, tables.voice.say, form.period.start
    subjects, units = tuple(_subjects(form)), form.plan.units
    is_listed = bool(form.registers) and len(units) <= MOST_OWNERS
    owners = tuple(one_line(unit.name) for unit in units) if is_listed else ()
    sheets = tables.sheets(form, len(subjects), len(owners))
    whose, period = one_line(form.unit.name), label(form.period, voice)
    return input_workbook(
        InputBook(
            title=FORM,
            mark=form.mark.text(),
            mark_name=NAME,
            created=datetime(start.year, start.month, 1),  # noqa: DTZ001  # of no clock
            pages=tuple(_page(code, made, form, voice) for code, made in sheets),
            hidden_sheet=SHEET,
            lists={ABOUT_COLUMN: subjects, OWNER_COLUMN: owners},
            foot=(
                say("form.foot", unit=whose, period=period),
                say("form.foot.code", code=form.mark.fingerprint[:8].upper()),
            ),
            signing=(  # under the last table, left and right
                ("", say("form.sign.day", year=form.period.cutoff.year)),
                (say("form.sign.maker"), say("form.sign.head")),
                (say("form.sign.maker.how"), say("form.sign.head.how")),
            ),
        )
    )


def _subjects(form: Form) -> Iterator[str]:
    """What an obstacle may be about, by name; by its id too where two have one name."""
    lines = [line.indicator for block in form.blocks for line in block.lines]
    lines += [register.line.indicator for register in form.registers]
    named = [(line.id, one_line(line.name)) for line in lines]
    named += [(own.task.id, one_line(own.task.name)) for own in form.tasks]
    times = Counter(fold(name) for _, name in named)
    for key, name in named:
        yield name if times[fold(name)] == 1 else f"{key} – {name}"


def _page(
    code: str, tables: tuple[InputTable, ...], form: Form, voice: Voice
) -> InputPage:
    """A sheet: whose it is, when it is due; on the first one how to fill it in."""
    say, day = voice.say, short(form.period.cutoff)
    sheet, title = say(f"form.sheet.{code}"), report_title(form.period, voice)
    due = short(form.due)
    is_first = code == ("values" if form.blocks else "words")
    steps = range(1, GUIDE if is_first else 1)
    parts = ("some", "cells", "none") if any(table.empty for table in tables) else ()
    return InputPage(
        name=sheet,
        heading=(
            (one_line(form.unit.name).upper(), "unit"),
            (say("form.title", period=title, sheet=sheet).upper(), "headline"),
            (say("form.due", plan=inert(form.plan.title), day=due), "centre"),
        ),
        guide=(
            *(say(f"form.guide.{number}", day=day) for number in steps),
            say(f"form.guide.{code}"),
        ),
        tables=tables,
        counter=tuple(say(f"form.counter.{part}") for part in parts) or None,
    )


STEPS = 4
ROW = ("want", "write")
CASES = ("none", "unknown", "estimate", "rate", "day", "empty")
_ADDRESS = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_TYPES = {
    "xlsx": "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_NO_NAME = str.maketrans(dict.fromkeys('\\/:*?"<>|', "-"))


class PacketMaker:
    """Makes the packets of a batch; units with the same due day share the guide."""

    def __init__(self, folders: TemplateFolders, voice: Voice) -> None:
        self.folders, self.voice = folders, voice
        self._guides: dict[date, bytes] = {}

    def files(self, form: Form, name: str, workbook: bytes) -> dict[str, bytes]:
        """The files of a unit's packet by their names; the form first."""
        say, content = self.voice.say, self._content(form, name)
        letter = self._word("form-letter", Letterhead.LETTER, content)
        if form.due not in self._guides:
            unsigned = {**content, "authority": self._authority(form, is_signed=False)}
            guide = self._word("form-guide", Letterhead.BRIEF, unsigned)
            self._guides[form.due] = guide
        return {
            name: workbook,
            f"{say('packet.letter.file')}.docx": letter,
            f"{say('packet.guide.file')}.docx": self._guides[form.due],
        }

    def _word(self, name: str, kind: Letterhead, content: Mapping[str, Plain]) -> bytes:
        office, shipped = self.folders.office, self.folders.shipped
        source = require(find_template(name, self.voice, office, shipped))
        text = require(render_markdown(source, content))
        paper = Manuscript(name, kind, text, content, source.file)
        made = render_paper(paper, PaperForm.DOCX, self.folders, self.voice).single
        return made if isinstance(made, bytes) else str(made).encode()

    def _content(self, form: Form, name: str) -> dict[str, Plain]:
        """What the templates may print; number and day are for the clerk."""
        plan, voice, say = form.plan, self.voice, self.voice.say
        own, report = plan.authority, report_title(form.period, voice)
        receiver = plan.unit(plan.roles.get("reminds", plan.roles.get("drafts", "")))
        day = plan.document.date
        matter, cutoff = bodies.subject(plan, voice), short(form.period.cutoff)
        return {
            "authority": self._authority(form, is_signed=True),
            "paper": {"number": "", "date": "", "year": str(form.period.cutoff.year)},
            "plan": {
                "title": one_line(plan.title),
                "number": one_line(plan.document.number or ""),
                "date": "" if day is None else day_words(day, voice),
            },
            "subject": say("packet.letter.subject", subject=matter, report=report),
            "matter": matter,
            "report": report,
            "file": name,
            "unit": {"body": bodies.body_name(form.unit, plan, voice)},
            "cutoff": day_words(form.period.cutoff, voice),
            "due": day_words(form.due, voice),
            "receiver": one_line(receiver.name if receiver else own.name),
            "contact": one_line((receiver and receiver.contact) or ""),
            "steps": [say(f"packet.guide.{n}") for n in range(1, STEPS + 1)],
            "rows": [
                {key: say(f"packet.guide.{key}.{case}", day=cutoff) for key in ROW}
                for case in CASES
            ],
        }

    def _authority(self, form: Form, *, is_signed: bool) -> Plain:
        """Whose paper it is; a guide is nobody's to sign."""
        own, say, voice = form.plan.authority, self.voice.say, self.voice
        return {
            **issuer_blanks(form.plan),
            "symbol": one_line(own.symbols.get("letter") or ""),
            "recipients": [say("paper.as_above"), say("packet.letter.filed")],
            **heading_blanks(form.plan, voice),
            **signature_blanks(own.signer if is_signed else NOBODY),
        }

    def mail(self, form: Form, files: Mapping[str, bytes]) -> bytes | None:
        """A draft with everything attached; None where the unit has no address."""
        address = address_of(form.unit)
        if address is None:
            return None
        plan, voice = form.plan, self.voice
        blanks = {
            "unit": bodies.body_name(form.unit, plan, voice),
            "report": report_title(form.period, voice),
            "authority": one_line(plan.authority.name),
            "cutoff": day_words(form.period.cutoff, voice),
            "due": day_words(form.due, voice),
        }
        message = EmailMessage(policy=SMTP)
        message["To"] = address
        message["Subject"] = voice.say("packet.mail.subject", **blanks)
        message["X-Unsent"] = "1"  # Outlook opens it as a draft
        message.set_content(voice.say("packet.mail.body", **blanks))
        for name, content in files.items():
            kind = _TYPES.get(name.rpartition(".")[2], "octet-stream")
            message.add_attachment(
                content, maintype="application", subtype=kind, filename=name
            )
        message.set_boundary(f"=_cchc_{form.mark.fingerprint}")
        return message.as_bytes()


class PacketLine(Record):
    """A line of the list to tick off: a form, and what it was packed in."""

    form: Form
    packet: str


LIST: TableLayout[PacketLine] = TableLayout(
    "packet.list",
    LayoutColumn("unit", lambda line, _: one_line(line.form.unit.name)),
    LayoutColumn("packet", lambda line, _: line.packet),
    LayoutColumn("contact", lambda line, _: one_line(line.form.unit.contact or "")),
    LayoutColumn("due", lambda line, _: short(line.form.due)),
    LayoutColumn("sent", lambda *_: ""),
    LayoutColumn("got", lambda *_: ""),
)
"""Who gets which packet, with room to tick off what was sent and came back."""


def packet_list(lines: Sequence[PacketLine], voice: Voice) -> Table:
    """The list of a batch, under the name of its report."""
    report = report_title(lines[0].form.period, voice) if lines else ""
    return LIST.table(voice.say("packet.list.title", report=report), lines, voice)


def address_of(unit: Unit) -> str | None:
    """The addresses of mail that stand in a unit's contact, as a mail names them."""
    return ", ".join(dict.fromkeys(findall(_ADDRESS, unit.contact or ""))) or None


def packet_name(unit: Unit, taken: set[str]) -> str:
    """The unit's name as that of a folder, which no other unit has."""
    name = one_line(unit.name).translate(_NO_NAME).strip(" .") or unit.id
    if name.casefold() in taken:
        name = f"{name} ({unit.id})"
    taken.add(name.casefold())
    return name
