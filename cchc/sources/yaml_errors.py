"""Slips of YAML syntax, each with its own name and, where one letter heals it, a patch.

What the parser says is in English and speaks of tokens; here it becomes the fault
that a person made: a tab, a percent sign without quotes, a second colon, a quote
that never ends, a line that stands one blank too far left.
"""

import re
from itertools import chain, islice

import yaml

from cchc.sources.file_bytes import LINE_END, Origin
from cchc.text.lazy import lazy_pattern
from cchc.text.problem import Blank, Problem, ProblemCode
from cchc.text.record import Record

DEEPEST = 40
_TABS = lazy_pattern(r"^( *)(\t[ \t]*)", re.MULTILINE)
_PAIR = lazy_pattern(
    r"(?<!\\)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
)
_WIDTHS = (2, 4, 8, 1)
_NO_GAP = lazy_pattern(r"^\s*(?:- )?([\w.-]+):[^\s/]")


class Patch(Record):
    """The sign that another has to take the place of, so that reading can go on.

    `index` counts in the text, `line` and `column` from 0.
    """

    index: int
    line: int
    column: int


class SyntaxSlip(Record):
    problem: Problem
    patch: Patch | None = None


class Untabbed(Record):
    """Text without tabs of indentation; `reads`: it is YAML as it now stands."""

    text: str
    problem: Problem | None = None
    reads: bool = True


def tabs_out(text: str, origin: Origin) -> Untabbed:
    """The text with tabs of indentation as blanks; the first is told.

    Inside a quoted or block text a leading tab is harmless, and in JSON it is usual:
    then nothing is told.
    """
    if text.lstrip()[:1] in ("{", "["):
        return Untabbed(_PAIR.sub(_paired_letter, _untabbed(text, 2)))
    first = _TABS.search(text)
    if first is None or _reads(text):
        return Untabbed(text)
    line = sum(1 for _ in LINE_END.finditer(text, 0, first.start())) + 1
    count = sum(1 for _ in _TABS.finditer(text))
    place = origin.place(line, len(first.group(1)) + 1)
    problem = Problem(ProblemCode.TAB_INDENT, place, {"n": count})
    tried = (_untabbed(text, width) for width in _WIDTHS)
    healed = next((untabbed for untabbed in tried if _reads(untabbed)), None)
    return Untabbed(healed or text, problem, reads=healed is not None)


def _paired_letter(match: re.Match[str]) -> str:
    """The letter behind a surrogate pair, which JSON allows and YAML does not."""
    high, low = (int(digits, 16) for digits in match.groups())
    return chr(0x10000 + ((high - 0xD800) << 10) + low - 0xDC00)


def _untabbed(text: str, width: int) -> str:
    return _TABS.sub(lambda match: match.group().replace("\t", " " * width), text)


def _reads(text: str) -> bool:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for _ in yaml.parse(text, Loader=loader):
            pass
    except yaml.YAMLError:
        return False
    return True


def slip_of(error: yaml.MarkedYAMLError, text: str, origin: Origin) -> SyntaxSlip:
    """The fault behind a parser's error, at the place where a person mends it."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return SyntaxSlip(
            Problem(ProblemCode.NOT_YAML, origin.place(1, 1), {"text": ""})
        )
    spot = _Spot(text, origin, mark.line, mark.column)
    if "nesting depth" in (error.problem or ""):  # newer parsers have a cap too
        return spot.slip(ProblemCode.TOO_DEEP, limit=DEEPEST)
    start = error.context_mark
    opened = spot if start is None else _Spot(text, origin, start.line, start.column)
    return _slip_named_by(error.problem or "", error.context or "", spot, opened)


class _Spot:
    """A place in the text, by line and column from 0."""

    def __init__(self, text: str, origin: Origin, line: int, column: int) -> None:
        self.text, self.origin, self.line, self.column = text, origin, line, column
        lines = origin.lines
        self.words = lines[line] if line < len(lines) else ""

    @property
    def letter(self) -> str:
        return "" if self.index is None else self.text[self.index]

    @property
    def index(self) -> int | None:
        """Where it is in the text; None behind its end."""
        ends = (match.end() for match in LINE_END.finditer(self.text))
        start = next(islice(chain((0,), ends), self.line, None), len(self.text))
        at = start + self.column
        return at if at < len(self.text) else None

    def slip(
        self, code: ProblemCode, *, patched: bool = False, **blanks: Blank
    ) -> SyntaxSlip:
        place = self.origin.place(self.line + 1, self.column + 1)
        index = self.index if patched else None
        patch = None if index is None else Patch(index, self.line, self.column)
        return SyntaxSlip(Problem(code, place, blanks), patch)


def _slip_named_by(
    problem: str, context: str, spot: _Spot, opened: _Spot
) -> SyntaxSlip:
    if "cannot start any token" in problem:
        if spot.letter != "\t":
            return spot.slip(ProblemCode.UNQUOTED, patched=True, text=spot.letter)
        return spot.slip(ProblemCode.TAB_INDENT, n=1)
    if "mapping values are not allowed" in problem:
        return _second_colon(spot)
    if "quoted scalar" in context:
        is_escape = "escape" in problem
        code = ProblemCode.BAD_ESCAPE if is_escape else ProblemCode.UNCLOSED_QUOTE
        return opened.slip(code, text=opened.letter)
    if "block scalar" in context:
        return opened.slip(ProblemCode.UNQUOTED, patched=True, text=opened.letter)
    is_in_brackets = "flow" in context
    return (
        _in_brackets(spot, opened)
        if is_in_brackets
        else _misplaced(problem, spot, opened)
    )


def _second_colon(spot: _Spot) -> SyntaxSlip:
    """A colon too many in one line; or a line that stands too far right."""
    before = spot.words[: spot.column]
    if re.search(r":\s", before):
        return spot.slip(ProblemCode.SECOND_COLON, patched=True, text=before.strip())
    above = spot.origin.lines[spot.line - 1] if spot.line else ""
    if glued := _NO_GAP.match(above):
        return _glued(spot, spot.line - 1, glued)
    return spot.slip(ProblemCode.WRONG_INDENT, text=spot.words.strip())


def _in_brackets(spot: _Spot, opened: _Spot) -> SyntaxSlip:
    """A colon or a word too many, a quote or a bracket that never ends."""
    if spot.letter == ":" and spot.line == opened.line:
        before = spot.words[: spot.column].rpartition(",")[2].strip()
        return spot.slip(ProblemCode.SECOND_COLON, patched=True, text=before)
    for line in range(opened.line, spot.line + 1):
        words = spot.origin.lines[line] if line < len(spot.origin.lines) else ""
        if words.count('"') % 2 and "'" not in words:
            at = _Spot(spot.text, spot.origin, line, words.rindex('"'))
            return at.slip(ProblemCode.UNCLOSED_QUOTE, text='"')
    if spot.line == opened.line:
        return spot.slip(ProblemCode.NOT_YAML, text=spot.words[spot.column :].strip())
    return opened.slip(ProblemCode.UNCLOSED_BRACKET, text=opened.letter)


def _glued(spot: _Spot, line: int, match: re.Match[str]) -> SyntaxSlip:
    at = _Spot(spot.text, spot.origin, line, match.start(1))
    return at.slip(ProblemCode.COLON_NEEDS_SPACE, text=match.group(1))


def _misplaced(problem: str, spot: _Spot, opened: _Spot) -> SyntaxSlip:
    if "expected node content" in problem or "expected the node content" in problem:
        return spot.slip(ProblemCode.UNQUOTED, patched=True, text=spot.letter)
    for line in (spot.line, spot.line - 1, opened.line):
        words = spot.origin.lines[line] if 0 <= line < len(spot.origin.lines) else ""
        if glued := _NO_GAP.match(words):
            return _glued(spot, line, glued)
    if "expected ':'" in problem:
        return opened.slip(ProblemCode.NO_COLON, text=opened.words.strip())
    if not spot.words[: spot.column].strip():
        return spot.slip(ProblemCode.WRONG_INDENT, text=spot.words.strip())
    return spot.slip(ProblemCode.NOT_YAML, text=spot.words[spot.column :].strip())
