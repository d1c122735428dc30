"""`cchc export --issue` and `--issued`: a report sealed, and given back."""

from pathlib import Path
from typing import TYPE_CHECKING

from cchc.app.context import Desk
from cchc.app.options import clash, paper_given
from cchc.features.papers.cli.out import put, tell
from cchc.features.papers.cli.wanted import ENDINGS, Form, Wanted, by_name

if TYPE_CHECKING:
    from cchc.app.paper import Product
    from cchc.app.template_paths import Shelf
    from cchc.features.papers.actions.issue import Kept, Sealed

SHORT = 16


def seal(desk: Desk, wanted: Wanted, by: str | None, *, dry_run: bool) -> None:
    """Issue the report: into the ledger, and to a file."""
    from cchc.features.papers.actions.issue import Wish, issue, rehearsed
    from cchc.features.status.actions.status import Question
    from cchc.text.problem import Refused

    asked = Question(wanted.period, desk.day(wanted.as_of))
    wish = Wish(asked, _form(wanted), paper_given(desk, wanted.document))
    if dry_run:
        found = rehearsed(_shelf(desk), wish, desk.voice)
    else:
        stamp = desk.stamp("export --issue", by)

        def land(sealed: "Sealed") -> None:
            _written(desk, put(desk, sealed.product, wanted.output))

        found = issue(_shelf(desk), wish, desk.voice, stamp, land)
    if isinstance(found, Refused):
        desk.refuse(found.problems)
    if found.memo.standing.changed is not None:
        desk.warn([found.memo.standing.changed])
    desk.warn(found.memo.doubts)
    _told(desk, found, dry_run=dry_run)


def _form(wanted: Wanted) -> Form:
    """Word, unless another form or a file of another kind is asked for."""
    ending = "" if wanted.output is None else wanted.output.suffix.lower()
    return wanted.form or (by_name(wanted.output) if ending in ENDINGS else Form.DOCX)


def _shelf(desk: Desk) -> "Shelf":
    from cchc.app.bundled_files import shipped
    from cchc.app.template_paths import Shelf

    return Shelf(desk.database, shipped("templates"))


def _written(desk: Desk, path: Path | None) -> None:
    if path is not None:
        desk.remark("issued.written", path=str(path))


def _told(desk: Desk, found: "Sealed", *, dry_run: bool) -> None:
    """Under which number; or that it was issued before."""
    from cchc.text.day import short
    from cchc.words.period import label

    number, digest = found.number, found.digest[:SHORT]
    if found.before is not None:
        day = short(found.before.issued_on)
        desk.remark("issued.already", number=number, day=day)
    elif dry_run:
        desk.remark("issued.would", number=number, digest=digest)
    else:
        period = label(found.memo.standing.view.period, desk.voice)
        desk.remark("issued.done", number=number, period=period, digest=digest)
    tell(desk, (found.memo,), found.product)


def give_back(desk: Desk, wanted: Wanted, number: int) -> None:
    """The report as it was issued, byte for byte; its text with `--format md`."""
    from cchc.features.papers.actions.issue import issued
    from cchc.text.problem import Refused

    shelf = _shelf(desk)
    found = issued(shelf, wanted.period, number, desk.voice, today=desk.today)
    if isinstance(found, Refused):
        desk.refuse(found.problems)
    given = _as_asked(desk, found, wanted.form)
    _written(desk, put(desk, given, wanted.output))
    _recalled(desk, found)


def _as_asked(desk: Desk, found: "Kept", form: Form | None) -> "Product":
    """The file itself, or its Markdown; nothing else is the same for ever (P509)."""
    from cchc.app.paper import Product

    name = Path(found.memo.file)
    if form is None or form.value == name.suffix.removeprefix("."):
        return Product(name.name, {name.name: found.content})
    if form is not Form.MD:
        clash(desk, "--issued", f"--format {form}")
    name = name.with_suffix(".md")
    return Product(name.name, {name.name: found.text})


def _recalled(desk: Desk, found: "Kept") -> None:
    from cchc.text.day import short

    memo = found.memo
    desk.remark(
        "issued.again",
        number=memo.number,
        period=found.label,
        day=short(memo.issued_on),
        as_of=short(memo.as_of),
    )
