"""`cchc lint`: an edited paper against the ledger as of the paper's own day.

The paper is written anew from the ledger in the same form, read by the same reader,
and the two are laid side by side: so the paper as exported never differs.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from difflib import SequenceMatcher
from fractions import Fraction
from itertools import takewhile
from pathlib import Path

from cchc.core.verdict.status import every_indicator
from cchc.core.verdict.statuses import Status
from cchc.features.papers.actions.export import (
    BRIEF,
    MATTERS,
    SCORE,
    WrittenPaper,
    memo_of,
    named_paper_of,
    open_status,
    unit_reports_of,
)
from cchc.features.papers.actions.render import render_memo
from cchc.features.papers.show.brief import brief_content
from cchc.features.papers.show.lint import Difference, LintAnswer, LintFinding
from cchc.features.papers.show.matters import matters_content
from cchc.features.status.actions.status import StatusAnswer, StatusQuestion
from cchc.paper.edited_paper import ZIP, PaperLine, PaperText, read_paper
from cchc.paper.manuscript import PaperForm, TemplateFolders
from cchc.phrases.figure_phrases import status_words
from cchc.phrases.figures.grammar import Addressee
from cchc.sources.forms.form_grid import MOST_BYTES
from cchc.sources.plan.plan_bytes import bytes_of
from cchc.store.ledger import open_ledger
from cchc.store.seal.code import act_of_code
from cchc.text.compare import fold
from cchc.text.day import parse_day
from cchc.text.lazy import lazy_pattern
from cchc.text.number import ENGLISH, VIETNAMESE
from cchc.text.period_name import MONTHS
from cchc.text.printed_marks import ENGLISH as ENGLISH_PRINTED
from cchc.text.printed_marks import PRINTED
from cchc.text.printed_marks import VIETNAMESE as VIETNAMESE_PRINTED
from cchc.text.problem import Place, ProblemCode, refuse, require
from cchc.text.record import Record
from cchc.words.translator import Lang, Voice
from cchc.words.translator import voice as spoken

AT_FILE = Place(argument="FILE")
ALIKE = 60
"""How like a line must be to count as an edited one, in percent."""

LEAST, HALF = Fraction(1, 5), Fraction(1, 2)
"""So much must be as the ledger writes it, else it is no paper of ours; or is hardly
one of the office's."""

PART = 2
"""The level of the headings of parts: before the first one is the opening."""

_MONTH = "|".join(MONTHS)
_DAY = lazy_pattern(
    rf"(?i)(\d{{1,2}})(?:/| tháng | )(\d{{1,2}}|{_MONTH})(?:/| năm | )(\d{{4}})"
)
_SEAL = lazy_pattern(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b")
_DATE = (
    r"(?:ngày|on) \d{1,2} (?:tháng )?[\w]+ (?:năm )?\d{4}"
    rf"|\d{{1,2}} (?:{_MONTH}) \d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{4}}"
)
_NUMBER = r"\d+(?:[.,]\d+)*(?:/\d+(?:[.,]\d+)*)?\s?%?"


class LintRequest(Record):
    """The file, and what was typed of its period and day."""

    file: Path
    period: str | None
    as_of: date | None
    today: date


class Token(Record):
    """A figure, date, name or verdict in a line; `key` is what it means."""

    kind: Difference
    text: str
    key: str


def lint_paper(
    folders: TemplateFolders, asked: LintRequest, voice: Voice
) -> LintAnswer:
    """All that an edited report or brief says otherwise than the ledger.

    Raises:
        Refusal: the file is neither Word nor Markdown (P578), or there is no plan.
    """
    missing = ProblemCode.INPUT_MISSING
    data = require(bytes_of(asked.file, missing, MOST_BYTES))
    edited = read_paper(data)
    if edited is None or not edited.lines:
        refuse(ProblemCode.PAPER_FOREIGN, AT_FILE, path=str(asked.file))
    period, day = _period_and_day(folders.db, asked, edited)
    if edited.key_words[2:] in [(lang,) for lang in Lang]:
        voice = spoken(Lang(edited.key_words[2]))
    marks = PRINTED.set(
        ENGLISH_PRINTED if voice.lang is Lang.EN else VIETNAMESE_PRINTED
    )
    try:
        question = StatusQuestion(period, day)
        with open_status(folders.db, question, with_effects=True) as status:
            paper = _nearest(status, folders, edited, voice)
            fresh = _written_anew(paper, data, folders, voice)
        if _common_part(fresh, edited) < LEAST:
            refuse(ProblemCode.PAPER_FOREIGN, AT_FILE, path=str(asked.file))
        words = _Words(paper, voice)
        findings = tuple(compare(fresh.lines, edited.lines, words))
    finally:
        PRINTED.reset(marks)
    name = paper.standing.view.period.id
    return LintAnswer(name, day, len(edited.lines), findings)


def _written_anew(
    paper: WrittenPaper, data: bytes, folders: TemplateFolders, voice: Voice
) -> PaperText:
    """The lines of a paper in the form that the edited one has."""
    form = PaperForm.DOCX if data.startswith(ZIP) else PaperForm.MD
    content = render_memo(paper, form, None, folders, voice).single or ""
    fresh = content.encode() if isinstance(content, str) else content
    return read_paper(fresh) or PaperText(())


def papers_of_office(
    status: StatusAnswer, folders: TemplateFolders, voice: Voice
) -> Iterator[WrittenPaper]:
    """What the office itself writes of a standing: reports, page, matters, score."""
    for reader in Addressee:
        yield memo_of(status, folders, voice, reader=reader)
    yield named_paper_of(status, BRIEF, brief_content, folders, voice)
    yield named_paper_of(status, MATTERS, matters_content, folders, voice)
    if status.version.plan.is_scored:
        from cchc.features.papers.show.score_paper import score_content  # noqa: PLC0415

        yield named_paper_of(status, SCORE, score_content, folders, voice)


def _period_and_day(
    db: Path, asked: LintRequest, edited: PaperText
) -> tuple[str | None, date]:
    """The period and day: as typed, as the file says, else by the seal at its foot."""
    period, day = asked.period, asked.as_of
    if edited.key_words:
        period = period or edited.key_words[0]
        day = day or parse_day("".join(edited.key_words[1:2]))
    if day is None:
        opening = takewhile(lambda line: line.level != PART, edited.lines)
        days = [*_days_said(opening), *_day_of_seal(db, edited.lines)]
        day = max((said for said in days if said <= asked.today), default=None)
    return period, day or asked.today


def _days_said(lines: Iterable[PaperLine]) -> Iterator[date]:
    """The days that lines name: the opening says up to when figures are known."""
    for line in lines:
        for day, month, year in _DAY.findall(line.text):
            name = month.lower()
            number = MONTHS.index(name) + 1 if name in MONTHS else int(month)
            with suppress(ValueError):
                yield date(int(year), number, int(day))


def _day_of_seal(db: Path, lines: Iterable[PaperLine]) -> Iterator[date]:
    """The day of the act whose seal stands at the foot, where this book printed it."""
    codes = _SEAL.findall("\n".join(line.text for line in lines))
    if codes:
        with open_ledger(db) as ledger:
            act = act_of_code(ledger.connection, codes[-1])
        if act is not None and act.day:
            yield date.fromisoformat(act.day)


def _nearest(
    status: StatusAnswer, folders: TemplateFolders, edited: PaperText, voice: Voice
) -> WrittenPaper:
    """Of the papers that it may be, the one that it has most lines of.

    Those of units are written only where it is hardly one of the office's.
    """

    def likeness(paper: WrittenPaper) -> Fraction:
        text = paper.manuscript.text.encode()
        return _common_part(read_paper(text) or PaperText(()), edited)

    paper = max(papers_of_office(status, folders, voice), key=likeness)
    if likeness(paper) > HALF:
        return paper
    return max((paper, *unit_reports_of(status, folders, (), voice)), key=likeness)


def _common_part(fresh: PaperText, edited: PaperText) -> Fraction:
    """The part of the lines of two papers that both have, without the letterhead."""
    body = Counter(line.text for line in fresh.lines if line.heading)
    lines = Counter(line.text for line in edited.lines)
    return Fraction(2 * (body & lines).total(), body.total() + lines.total())


class _Words:
    """What is looked for in a line, by the plan and the language of the paper."""

    def __init__(self, paper: WrittenPaper, voice: Voice) -> None:
        view = paper.standing.view
        self.marks = ENGLISH if voice.lang is Lang.EN else VIETNAMESE
        self.silent = tuple(paper.silent)
        indicators = every_indicator(view)
        self.indicators = tuple(line.indicator.name.lower() for line in indicators)
        units = [unit.unit.name for unit in view.units]
        verdicts = {
            status_words(status, voice, last=last)
            for status in Status
            for last in (False, True)
        }
        self.kinds = {
            **dict.fromkeys(map(str.lower, units), Difference.NAME),
            **dict.fromkeys(map(str.lower, verdicts), Difference.VERDICT),
        }
        named = sorted(self.kinds, key=len, reverse=True)
        choices = "|".join(map(_escaped, named))
        self.pattern = lazy_pattern(rf"(?i)({_DATE})|({_NUMBER})|\b({choices})\b")

    def tokens(self, text: str) -> list[Token]:
        """Dates, figures, names and verdicts of a line, in order."""
        return [
            self._token(match[1], match[2], match[3])
            for match in self.pattern.finditer(text)
        ]

    def _token(self, day: str | None, number: str | None, word: str | None) -> Token:
        if day:
            return Token(Difference.DATE, day, _numbers_in(day))
        if number:
            text = number.strip()
            return Token(Difference.FIGURE, text, self._meaning(text))
        text = word or ""
        return Token(self.kinds[text.lower()], text, fold(text))

    def _meaning(self, text: str) -> str:
        """A figure by its value: 05 is 5, 1.250 is 1250."""
        parts = [
            str(self.marks.parse(part.lstrip("0") or "0") or part)
            for part in text.rstrip("% ").split("/")
        ]
        return "/".join(parts) + ("%" if text.endswith("%") else "")


def _escaped(word: str) -> str:
    return "".join(letter if letter.isalnum() else f"\\{letter}" for letter in word)


def _numbers_in(text: str) -> str:
    return "/".join(str(int(part)) for part in lazy_pattern(r"\d+").findall(text))


def compare(
    fresh: Sequence[PaperLine], edited: Sequence[PaperLine], words: _Words
) -> Iterator[LintFinding]:
    """What each edited line says otherwise, then what must stand and was left out."""
    pairs, gone, own = _paired(fresh, edited)
    for right, said in pairs:
        yield from _in_line(right, said, words)
    for line in own:
        yield from _in_own_words(line, fresh, words)
    for line in gone:
        must_stand = line.level or any(name in line.text for name in words.silent)
        if must_stand:
            yield LintFinding(Difference.LEFT_OUT, line.heading, "", line.text)


def _paired(
    fresh: Sequence[PaperLine], edited: Sequence[PaperLine]
) -> tuple[list[tuple[PaperLine, PaperLine]], list[PaperLine], list[PaperLine]]:
    """Lines of the ledger beside the edited ones most like them; the rest of both."""
    left = Counter(line.text for line in edited)
    changed: list[PaperLine] = []
    for line in fresh:
        if left[line.text]:
            left[line.text] -= 1
        else:
            changed.append(line)
    spare = list((+left).elements())
    by_text = {line.text: line for line in edited}
    pairs: list[tuple[PaperLine, PaperLine]] = []
    gone: list[PaperLine] = []
    for line in changed:
        best = max(spare, key=lambda text: _likeness(line.text, text), default=None)
        if best is None or _likeness(line.text, best) < ALIKE:
            gone.append(line)
            continue
        spare.remove(best)
        pairs.append((line, by_text[best]))
    return pairs, gone, [by_text[text] for text in spare]


def _likeness(one: str, other: str) -> int:
    """How much of two lines is the same, in percent; 0 where it cannot be much."""
    letters = len(one) + len(other)
    if 200 * (Counter(one) & Counter(other)).total() < ALIKE * letters:
        return 0
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return 200 * sum(block.size for block in blocks) // letters


def _in_line(right: PaperLine, said: PaperLine, words: _Words) -> Iterator[LintFinding]:
    cells = (right.cells, said.cells)
    if right.cells and len(right.cells) == len(said.cells):
        texts: Iterable[tuple[str, str]] = zip(*cells, strict=True)
    else:
        texts = ((right.text, said.text),)
    row = next((cell for cell in said.cells if len(cell) > 3), "")  # not its number
    place = " › ".join(part for part in (said.heading, row or said.text[:60]) if part)
    for ours, theirs in texts:
        yield from _in_text(words.tokens(ours), words.tokens(theirs), place)


def _in_own_words(
    line: PaperLine, fresh: Sequence[PaperLine], words: _Words
) -> Iterator[LintFinding]:
    """Figures beside an indicator's name, in the office's line, that it has nowhere."""
    text = line.text.lower()
    for name in (name for name in words.indicators if name in text):
        about = [known for known in fresh if name in known.text.lower()]
        known = {token.key for other in about for token in words.tokens(other.text)}
        for token in words.tokens(line.text):
            is_figure = token.kind is Difference.FIGURE and set(token.text) & set("%/")
            if about and is_figure and token.key not in known:
                place = " › ".join((line.heading, line.text[:60]))
                yield LintFinding(token.kind, place, token.text, about[0].text)


def _in_text(
    ours: list[Token], theirs: list[Token], place: str
) -> Iterator[LintFinding]:
    """Where the tokens part: what stands in the place of ours, or that nothing does.

    Tokens that were only added are the office's own: a number and day filled in.
    """
    matcher = SequenceMatcher(
        None, [own.key for own in ours], [own.key for own in theirs], autojunk=False
    )
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag in {"equal", "insert"}:
            continue
        instead = theirs[first:last]
        for offset, token in enumerate(ours[start:end]):
            text = instead[offset].text if offset < len(instead) else ""
            if text and instead[offset].key.endswith(f"/{token.key}"):
                continue  # day and month were filled in before the year
            kind = token.kind if text else Difference.LEFT_OUT
            yield LintFinding(kind, place, text, token.text)
