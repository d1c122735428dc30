"""`cchc lint`: an edited paper against the ledger as of the paper's own day.

The paper is written anew from the ledger in the same form, read by the same reader,
and the two are laid side by side: so the paper as exported never differs.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from difflib import SequenceMatcher
from fractions import Fraction
from itertools import takewhile
from pathlib import Path

from cchc.core.verdict.status import every_indicator
from cchc.features.papers.actions.export import PaperMaker, WrittenPaper, open_papers
from cchc.features.papers.actions.lint_words import (
    ESTIMATE,
    MONTH,
    OPPOSITE,
    PaperWords,
    Token,
    written_otherwise,
)
from cchc.features.papers.show.lint import Difference, LintAnswer, LintFinding
from cchc.features.status.actions.status import StatusQuestion
from cchc.paper.edited_paper import ZIP, PaperLine, PaperText, read_paper
from cchc.paper.manuscript import PaperForm, TemplateFolders
from cchc.phrases.unit_texts import truncate
from cchc.sources.file_bytes import bytes_of
from cchc.sources.forms.form_grid import MOST_BYTES
from cchc.store.ledger import open_ledger
from cchc.store.seal.code import act_of_code
from cchc.text.day import MONTH_NAMES, parse_day
from cchc.text.lazy import lazy_pattern
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

FEW = 2
"""So many figures that differ in a line may have changed places."""

PLACE = 60
"""Letters of a line that say where it stands."""

PART = 2
"""The level of the headings of parts: before the first one is the opening."""

_DAY = lazy_pattern(
    rf"(?i)(\d{{1,2}})(?:/| tháng | )(\d{{1,2}}|{MONTH})(?:/| năm | )(\d{{4}})"
)
_SEAL = lazy_pattern(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b")


class LintRequest(Record):
    """The file, and what was typed of its period and day."""

    file: Path
    period: str | None
    as_of: date | None
    today: date


def lint_paper(
    folders: TemplateFolders,
    asked: LintRequest,
    voice: Voice,
    step: Callable[[], object] = lambda: None,
) -> LintAnswer:
    """All that an edited report or brief says otherwise than the ledger.

    `step` is called once it is read, its like is found, and that is written anew.

    Raises:
        Refusal: the file is neither Word nor Markdown (P578), or there is no plan.
    """
    data = require(bytes_of(asked.file, ProblemCode.INPUT_MISSING, MOST_BYTES))
    edited = read_paper(data)
    if edited is None or not edited.lines:
        refuse(ProblemCode.PAPER_FOREIGN, AT_FILE, path=str(asked.file))
    step()
    period, day = _period_and_day(folders.db, asked, edited)
    if edited.key_words[2:] in [(lang,) for lang in Lang]:
        voice = spoken(Lang(edited.key_words[2]))
    marks = PRINTED.set(
        ENGLISH_PRINTED if voice.lang is Lang.EN else VIETNAMESE_PRINTED
    )
    try:
        question = StatusQuestion(period, day)
        with open_papers(folders, question, voice, with_effects=True) as maker:
            paper = _nearest(maker, edited)
            step()
            fresh = _written_anew(maker, paper, data)
            step()
        if _common_part(fresh, edited) < LEAST:
            refuse(ProblemCode.PAPER_FOREIGN, AT_FILE, path=str(asked.file))
        names = _words_of(paper, voice)
        findings = tuple(compare(fresh.lines, edited.lines, names))
    finally:
        PRINTED.reset(marks)
    name = paper.standing.view.period.id
    return LintAnswer(name, day, len(edited.lines), findings)


def _words_of(paper: WrittenPaper, voice: Voice) -> PaperWords:
    view = paper.standing.view
    units = [row.unit.name for row in view.units]
    lines = [line.indicator.name for line in every_indicator(view)]
    return PaperWords(units, lines, paper.silent, voice)


def _written_anew(maker: PaperMaker, paper: WrittenPaper, data: bytes) -> PaperText:
    """The lines of a paper in the form that the edited one has."""
    form = PaperForm.DOCX if data.startswith(ZIP) else PaperForm.MD
    content = maker.render(paper, form).single or ""
    fresh = content.encode() if isinstance(content, str) else content
    return read_paper(fresh) or PaperText(())


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
        day = max((written for written in days if written <= asked.today), default=None)
    return period, day or asked.today


def _days_said(lines: Iterable[PaperLine]) -> Iterator[date]:
    """The days that lines name: the opening says up to when figures are known."""
    for line in lines:
        for day, month, year in _DAY.findall(line.text):
            name = month.lower()
            number = MONTH_NAMES.index(name) + 1 if name in MONTH_NAMES else int(month)
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


def _nearest(maker: PaperMaker, edited: PaperText) -> WrittenPaper:
    """Of the papers that it may be, the one that it has most lines of.

    Those of units are written only where it is hardly one of the office's.
    """

    def likeness(paper: WrittenPaper) -> Fraction:
        text = paper.manuscript.text.encode()
        return _common_part(read_paper(text) or PaperText(()), edited)

    paper = max(maker.office_papers(), key=likeness)
    if likeness(paper) > HALF:
        return paper
    return max((paper, *maker.unit_reports()), key=likeness)


def _common_part(fresh: PaperText, edited: PaperText) -> Fraction:
    """The part of the lines of two papers that both have, without the letterhead."""
    body = Counter(line.text for line in fresh.lines if line.heading)
    lines = Counter(line.text for line in edited.lines)
    return Fraction(2 * (body & lines).total(), body.total() + lines.total())


def compare(
    fresh: Sequence[PaperLine], edited: Sequence[PaperLine], words: PaperWords
) -> Iterator[LintFinding]:
    """What each edited line says otherwise, then what must stand and was left out."""
    pairs, gone, own = _paired(fresh, edited)
    for right, written in pairs:
        yield from _in_line(right, written, words)
    for line in own:
        yield from _in_own_words(line, fresh, words)
    for line in gone:
        if _must_stand(line, edited, words):
            yield LintFinding(Difference.LEFT_OUT, line.heading, "", line.text)


def _must_stand(
    line: PaperLine, edited: Sequence[PaperLine], words: PaperWords
) -> bool:
    """Whether a line may not be left out.

    A heading; who is silent; how an indicator stands, unless another line says it; a
    row of figures of a table that still stands.
    """
    if line.level or any(name in line.text for name in words.silent):
        return True
    if line.cells:
        size, place = len(line.cells), line.heading
        rows = (own for own in edited if (len(own.cells), own.heading) == (size, place))
        tokens = words.tokens(line.text)
        return any(tok.kind is Difference.FIGURE for tok in tokens) and any(rows)
    if not words.has_verdict(line.text):
        return False
    verdicts = [own.text.lower() for own in edited if words.has_verdict(own.text)]
    names = (name for name in words.indicators if name in line.text.lower())
    return any(not any(name in text for text in verdicts) for name in names)


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


def _in_line(
    right: PaperLine, said: PaperLine, words: PaperWords
) -> Iterator[LintFinding]:
    cells = (right.cells, said.cells)
    if right.cells and len(right.cells) == len(said.cells):
        texts: Iterable[tuple[str, str]] = zip(*cells, strict=True)
    else:
        texts = ((right.text, said.text),)
    row = next((cell for cell in said.cells if len(cell) > 3), "")  # not its number
    place = " › ".join(
        part for part in (said.heading, row or truncate(said.text, PLACE)) if part
    )
    for ours, theirs in texts:
        yield from _in_text((ours, theirs), place, words)


def _in_own_words(
    line: PaperLine, fresh: Sequence[PaperLine], words: PaperWords
) -> Iterator[LintFinding]:
    """Figures beside an indicator's name, in the office's line, that it has nowhere."""
    text = line.text.lower()
    named = [(text.find(name), name) for name in words.indicators if name in text]
    for token in words.tokens(line.text) if named else ():
        shape = set(token.text) & set("%/")
        if not shape or token.kind is not Difference.FIGURE:
            continue
        before = [own for own in named if own[0] < token.start]
        name = max(before or [min(named)])[1]  # the figure is of the name before it
        about = [own for own in fresh if name in own.text.lower()]
        about.sort(key=lambda own: own.text.lower().lstrip("- ").find(name) > 0)
        known = [own for other in about for own in words.tokens(other.text)]
        if about and all(own.key != token.key for own in known):
            alike = (own.text for own in known if set(own.text) & set("%/") == shape)
            place = " › ".join((line.heading, truncate(line.text, PLACE)))
            right = next(alike, about[0].text)
            yield LintFinding(token.kind, place, token.text, right)


def _in_text(
    texts: tuple[str, str], place: str, words: PaperWords
) -> Iterator[LintFinding]:
    """Where the tokens part: what stands in the place of ours, or that nothing does.

    Tokens that were only added are the office's own: a number and day filled in.
    """
    ours, theirs = (words.tokens(text) for text in texts)
    for start, end, first, last in _partings(ours, theirs):
        gaps = (
            _between(texts[0], ours, start, end),
            _between(texts[1], theirs, first, last),
        )
        instead = theirs[first:last]
        for offset, token in enumerate(ours[start:end]):
            written = _in_place(token, instead[offset : offset + 1], theirs, gaps)
            if written is not None:
                kind = token.kind if written else Difference.LEFT_OUT
                yield LintFinding(kind, place, written, token.text)


def _partings(
    ours: Sequence[Token], theirs: Sequence[Token]
) -> Iterator[tuple[int, int, int, int]]:
    """Where tokens of ours have others, or none, in their place."""
    right, written = [own.key for own in ours], [own.key for own in theirs]
    if len(right) == len(written):
        apart = [place for place, key in enumerate(right) if key != written[place]]
        is_like = all(ours[place].kind == theirs[place].kind for place in apart)
        if is_like and len(apart) <= FEW:  # what changed places is two findings
            yield from ((place, place + 1, place, place + 1) for place in apart)
            return
    matcher = SequenceMatcher(None, right, written, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag in {"replace", "delete"}:
            yield start, end, first, last


def _between(text: str, tokens: Sequence[Token], first: int, last: int) -> str:
    """The text around some tokens, up to the next ones on both sides."""
    start = tokens[first - 1].end if first else 0
    return text[start : tokens[last].start if last < len(tokens) else len(text)]


def _in_place(
    token: Token,
    instead: Sequence[Token],
    theirs: Sequence[Token],
    gaps: tuple[str, str],
) -> str | None:
    """What an edited text says in the place of a token; None where it is no defect."""
    text = token.text.lower()
    if text == ESTIMATE and any(own.text.lower() == text for own in theirs):
        return None  # the mark stands elsewhere in the line
    if text in OPPOSITE:
        written = next((own.text for own in instead), "")
        return written if written.lower() == OPPOSITE[text] else None
    for own in instead:
        is_year = own.key.endswith(f"/{token.key}")  # day and month were filled in
        is_same = bool(token.bare) and own.bare == token.bare
        has_scales = {own.bare == own.key, token.bare == token.key}
        return None if is_year or (is_same and len(has_scales) > 1) else own.text
    return written_otherwise(token, gaps[1], gaps[0])
