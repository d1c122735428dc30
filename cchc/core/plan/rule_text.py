"""The words of `rule:` in a plan → a formula, or what cannot be read and where.

Then what of a formula cannot be counted, and whose figures it takes.

    hs-tong = hs-ky-truoc + hs-moi
    hs-ky-truoc = hs-trong-han[prev] + hs-qua-han[prev]
    sum(hs-moi, xa-phuong) <= 1.5 * (hs-moi-tp - 2)

Letters, digits, `.`, `_` and `-` belong together, as in ids. A whole word that is
declared is that indicator, even where it looks like a number or a side; a minus is a
minus only with a blank before it, so that nothing is guessed.
"""

from collections.abc import Collection, Iterator
from decimal import Decimal

from cchc.core.plan.check_rule import (
    YEAR,
    Compare,
    Constant,
    Figure,
    FigureSide,
    Formula,
    Operand,
    Product,
    Term,
    TermSum,
    UnitSum,
    figure_in,
)
from cchc.core.plan.measure import ANSWERED, STATE_MEASURES, Measure, RatioOf
from cchc.core.plan.plan import Indicator, Plan
from cchc.text.lazy import lazy_pattern
from cchc.text.number import PLAN, is_digits
from cchc.text.record import Record

LONGEST = 1000
DEEPEST = 20
_MISSED = frozenset({"compare", "close", "bracket"})
_STATES = frozenset({*STATE_MEASURES, Measure.RUNNING})
_SIDES = frozenset({FigureSide.NUMERATOR, FigureSide.DENOMINATOR})
_TOKEN = lazy_pattern(r"[^\W_][\w.-]*|<=|>=|\S")


class FormulaError(Record):
    """Why a rule cannot be read: a code of the catalogue, the word and its place."""

    code: str
    text: str
    at: int


class _Stumble(Exception):  # noqa: N818 -- caught by `parse_rule`, never leaves here
    def __init__(self, code: str, text: str, at: int) -> None:
        super().__init__(code)
        self.slip = FormulaError(code, text, at)


def parse_rule(rule: str, ids: Collection[str]) -> Formula | FormulaError:
    """The formula of a rule as written, or the first thing in it that cannot be read.

    A word that is none of `ids` nor a number is a figure: who checks the plan tells it.
    """
    if len(rule) > LONGEST:
        return FormulaError("long", str(LONGEST), 0)
    try:
        return _RuleReader(rule, ids).formula()
    except _Stumble as stumble:
        return stumble.slip


def is_word(token: str) -> bool:
    """Whether a token of a rule is a word: they alone begin with a letter or digit."""
    return token[:1].isalnum()


def is_number(word: str) -> bool:
    """Whether a word of a rule is a number: `12`, `1.5`."""
    whole, point, rest = word.partition(".")
    return is_digits(whole) and (not point or is_digits(rest))


class _RuleReader:
    """Reads one rule from left to right."""

    def __init__(self, rule: str, ids: Collection[str]) -> None:
        self.ids = ids
        self.tokens = [(m.group(), m.start()) for m in _TOKEN.finditer(rule)]
        self.tokens.append(("", len(rule.rstrip())))
        self.place = 0
        self.depth = 0

    @property
    def now(self) -> str:
        return self.tokens[self.place][0]

    def stumble(self, code: str) -> _Stumble:
        text, at = self.tokens[self.place]
        return _Stumble(code if text or code in _MISSED else "ends", text, at)

    def accept(self, *wanted: str) -> str | None:
        """The next token if it is one of these, and on to the one after."""
        if self.now not in wanted or not self.now:
            return None
        self.place += 1
        return self.tokens[self.place - 1][0]

    def formula(self) -> Formula:
        left = self.plus()
        compare = self.accept(*Compare)
        if compare is None:
            raise self.stumble("joint" if self.now else "compare")
        right = self.plus()
        if self.now in set(Compare):
            raise self.stumble("twice")
        if self.now:
            raise self.stumble("comma" if self.now == "," else "joint")
        return Formula(left, Compare(compare), right)

    def plus(self) -> Term:
        first = self.times()
        parts = [(False, first)]
        while sign := self.accept("+", "-", "−"):
            parts.append((sign != "+", self.times()))
        return TermSum(tuple(parts)) if len(parts) > 1 else first

    def times(self) -> Term:
        factors = [self.single()]
        while self.accept("*"):
            factors.append(self.single())
        return Product(tuple(factors)) if len(factors) > 1 else factors[0]

    def single(self) -> Term:
        if self.accept("("):
            return self.inside()
        word = self.now
        if not is_word(word):
            raise self.stumble("operand")
        if self.tokens[self.place + 1][0] == "(":
            return self.call()
        if word not in self.ids and is_number(word):
            if readings := PLAN.two_readings(word, None):
                at = self.tokens[self.place][1]
                raise _Stumble("thousands", " / ".join(map(PLAN.spell, readings)), at)
            self.place += 1
            return Constant(Decimal(word))
        return self.figure()

    def inside(self) -> Term:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.stumble("deep")
        term = self.plus()
        if not self.accept(")"):
            raise self.stumble("close")
        self.depth -= 1
        return term

    def call(self) -> Operand:
        name = self.accept("sum", "count")
        if name is None:
            raise self.stumble("call")
        self.place += 1
        operand = self.figure(FigureSide.ROWS) if name == "count" else self.whole()
        if not self.accept(")"):
            raise self.stumble("close")
        return operand

    def whole(self) -> UnitSum:
        figure = self.figure()
        if not self.accept(","):
            return UnitSum(figure)
        group, at = self.tokens[self.place]
        if not is_word(group):
            raise self.stumble("group")
        self.place += 1
        return UnitSum(figure, group, at)

    def figure(self, side: FigureSide = FigureSide.FIGURE) -> Figure:
        word, at = self.tokens[self.place]
        if not is_word(word) or (word not in self.ids and is_number(word)):
            raise self.stumble("operand")
        if word not in self.ids and self.is_minus(word):
            raise self.stumble("minus")
        key, named = self.split_side(word)
        if named is not None and side is FigureSide.ROWS:
            raise self.stumble("call")
        self.place += 1
        return Figure(key, named or side, self.period(), at)

    def split_side(self, word: str) -> tuple[str, FigureSide | None]:
        """The id and the side that a word names."""
        key, dot, last = word.rpartition(".")
        if dot and word not in self.ids and last in ("numerator", "denominator"):
            return key, FigureSide(last)
        return word, None

    def is_minus(self, word: str) -> bool:
        """Whether two things that mean something are glued by a minus: `a-b`, `3-2`."""
        cuts = (at for at, letter in enumerate(word) if letter == "-")
        return any(
            self.means(word[:at])
            and (self.means(word[at + 1 :]) or at + 1 == len(word))
            for at in cuts
        )

    def means(self, word: str) -> bool:
        return is_number(word) or self.split_side(word)[0] in self.ids

    def period(self) -> str | None:
        if not self.accept("["):
            return None
        when = self.now
        if not is_word(when):
            raise self.stumble("period")
        self.place += 1
        if not self.accept("]"):
            raise self.stumble("bracket")
        return when


def slips(plan: Plan, formula: Formula) -> Iterator[FormulaError]:
    """What in a rule of known names cannot be counted (SEMANTICS 3 and 4)."""
    among = formula.operands
    if not among:
        yield FormulaError("idle", "", 0)
    for operand in among:
        figure = figure_in(operand)
        indicator = plan.indicator(figure.key)
        code: str | None = "operand"
        if indicator is not None:
            code = _unfit(indicator, figure, summed=isinstance(operand, UnitSum))
        if code is None and is_of_city(formula) and not answering(plan, operand):
            code = "whose"
        if code is not None:
            yield FormulaError(code, figure.key, figure.at)
    if not is_of_city(formula) and among and not judged_units(plan, formula):
        yield FormulaError("nobody", "", 0)


def _unfit(indicator: Indicator, figure: Figure, *, summed: bool) -> str | None:
    """Why this number of the indicator cannot stand in a rule; None: it can."""
    measure, rate = indicator.measure, indicator.measure is Measure.RATIO
    # a period's figure that is a state or a total already is never added up
    is_state = measure in _STATES or indicator.of is RatioOf.LEVEL
    is_state = is_state or indicator.is_cumulative
    is_register = measure is Measure.REGISTER
    wrong = (
        ("answer", measure in ANSWERED | {Measure.GRADE}),
        ("rows", is_register and figure.side is not FigureSide.ROWS),
        ("not_register", figure.side is FigureSide.ROWS and not is_register),
        ("not_ratio", figure.side in _SIDES and not rate),
        ("rates", summed and rate and figure.side is FigureSide.FIGURE),
        ("over_time", figure.when == YEAR and is_state),
    )
    return next((code for code, is_wrong in wrong if is_wrong), None)


def is_of_city(formula: Formula) -> bool:
    """Whether a rule sets the city against its units: it has a `sum`."""
    return any(isinstance(operand, UnitSum) for operand in formula.operands)


def reporters(plan: Plan, key: str) -> tuple[str, ...]:
    """The unit ids that report an indicator, groups expanded."""
    indicator = plan.indicator(key)
    if indicator is None:
        return ()
    units, named = frozenset(unit.id for unit in plan.units), indicator.reporters
    return named if units.issuperset(named) else plan.expand(named)


def answering(plan: Plan, operand: Operand) -> tuple[str, ...]:
    """Whose figures an operand of a rule of the city takes.

    A sum: all reporters, or those in the group. A figure alone: the leading unit's,
    else the only reporter's; nobody's where several report and none leads.
    """
    key = figure_in(operand).key
    among = reporters(plan, key)
    if isinstance(operand, UnitSum):
        group = None if operand.group is None else plan.expand((operand.group,))
        return tuple(unit for unit in among if group is None or unit in group)
    indicator = plan.indicator(key)
    if indicator is not None and indicator.lead in among:
        return (indicator.lead,)
    return among if len(among) == 1 else ()


def judged_units(plan: Plan, formula: Formula) -> tuple[str, ...]:
    """The units that report every indicator of a rule of one unit."""
    common = {unit.id for unit in plan.units}
    for operand in formula.operands:
        common &= set(reporters(plan, figure_in(operand).key))
    return tuple(unit.id for unit in plan.units if unit.id in common)
