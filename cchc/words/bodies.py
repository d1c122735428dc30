"""What the bodies of a plan are called, how they sign, and of what work they speak.

The plan says it (`authority`, `unit_kinds`, `subject`, `grounds`); for the rest the
shipped `bodies.json` tells by the first words of a name what a body is. Names stand as
a decree writes them (NĐ 30/2020/NĐ-CP, Phụ lục II): `phường An Hòa` in a sentence, but
`Phường 1`, for a name that is a number; before the day `An Hòa`, but `Phường 1`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache

from msgspec.json import decode

from cchc import words as room
from cchc.core.plan.calendar import periods
from cchc.core.plan.period import Basis, Rhythm
from cchc.core.plan.plan import Plan
from cchc.core.plan.unit import NOBODY, Receiver, Signer, Unit, UnitKind, UnitPlace
from cchc.text.compare import name_key, nfc
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.period import has_several_years
from cchc.words.translator import Lang, Voice

IN_PLACE_OF, DELEGATED = "kt.", ("tl.", "tuq.")
"""How a line of capacity begins that names whom the signer signs for."""
MOST_KINDS = 3
_DAYS = {Rhythm.MONTH: 45, Rhythm.QUARTER: 125, Rhythm.HALF: 250, Rhythm.YEAR: 500}
"""The longest period of a written-out calendar that is still of this rhythm."""


class KindWords(Record):
    """What is said of a kind of body in one language; `{word}` is its first word."""

    body: str | None = None
    signer: Signer = NOBODY
    whole: str | None = None
    here: str | None = None
    heads: str | None = None


class BodyKind(Record):
    """A kind of body: by the first words of its name, or the kind its plan declares."""

    words: tuple[str, ...]
    vi: KindWords
    en: KindWords
    kinds: tuple[str, ...] = ()
    place: UnitPlace = UnitPlace.AUTHORITY
    symbol: str | None = None

    def in_language(self, lang: Lang) -> KindWords:
        """What is said of it in a language."""
        return self.vi if lang is Lang.VI else self.en

    def first_word(self, name: str) -> str | None:
        """The word of this kind that a name begins with; `Xã hội học` has none."""
        written = nfc(name)
        for word in self.words:
            rest = written[len(word) :]
            is_named = (
                written[: len(word)].casefold() == word.casefold()
                and rest[:1].isspace()
            )
            is_of_authority = self.place is UnitPlace.AUTHORITY
            own = rest.strip()[:1]
            fits = own and (is_of_authority or own.isdecimal() or own.isupper())
            if (is_of_authority and name_key(name) == word) or (is_named and fits):
                return word
        return None


class BodyDefaults(Record):
    """What papers say where the plan does not, by language."""

    heading: Mapping[str, tuple[str, ...]]
    subject: Mapping[str, str]
    short: Mapping[str, str]
    stem: Mapping[str, str]
    grounds: tuple[str, ...]
    work: str
    whole: Mapping[str, str]
    here: Mapping[str, str]
    head: Mapping[str, Signer]
    kinds: tuple[BodyKind, ...]


@cache
def body_defaults() -> BodyDefaults:
    """The shipped words for bodies."""
    path = f"{room.__path__[0]}/bodies.json"
    with open(path, "rb") as stream:  # noqa: PTH123  # no paths below the frame
        return decode(stream.read(), type=BodyDefaults)


def _kind_and_word(name: str, kind: str = "") -> tuple[BodyKind | None, str]:
    """The shipped kind of a body and the word that its name begins with."""
    for known in body_defaults().kinds:
        word = known.first_word(name)
        if word is not None or kind in known.kinds:
            return known, word or ""
    return None, ""


def unit_kind(unit: Unit, plan: Plan, voice: Voice) -> UnitKind:
    """What the plan declares of a unit's kind, then what is known of its name."""
    declared, name = plan.unit_kinds.get(unit.kind, UnitKind()), one_line(unit.name)
    shipped, _ = _kind_and_word(name, unit.kind)
    if shipped is None and declared.body:
        shipped, _ = _kind_of_body(f"{declared.body} {name}", voice)
    words = KindWords() if shipped is None else shipped.in_language(voice.lang)
    signers, head = (declared.signer, words.signer), body_defaults().head[voice.lang]
    signer = next((own for own in signers if own != NOBODY), head)
    return UnitKind(
        declared.body or words.body,
        declared.symbol or (shipped.symbol if shipped else None),
        declared.place or (shipped.place if shipped else UnitPlace.AUTHORITY),
        signer,
    )


def units_noun(names: Iterable[str], voice: Voice) -> str:
    """What several units are called: `xã, phường`; `đơn vị` where they differ more."""
    kinds = "" if voice.lang is Lang.EN else kinds_of_units(names)
    return kinds or voice.say("wording.units")


def kinds_of_units(names: Iterable[str]) -> str:
    """The first words of the names, the most frequent first; empty if unknown."""
    words = Counter(_kind_and_word(one_line(name))[1].lower() for name in names)
    is_known = 0 < len(words) <= MOST_KINDS and "" not in words
    return ", ".join(word for word, _ in words.most_common()) if is_known else ""


def name_in_sentence(name: str) -> str:
    """`phường An Hòa` in the middle of a sentence, but `Phường 1`; others as is."""
    word, own = _split_place(name)
    return f"{word.lower()} {own}" if word and not own[0].isdecimal() else name


def _split_place(name: str) -> tuple[str, str]:
    """The kind of a place as its name has it, and its own name."""
    kind, word = _kind_and_word(name)
    if kind is None or kind.place is not UnitPlace.OWN:
        return "", name
    composed = nfc(name)
    return composed[: len(word)], composed[len(word) :].strip()


def body_name(unit: Unit, plan: Plan, voice: Voice) -> str:
    """Who speaks in a unit's paper: of a commune, its People's Committee."""
    return " ".join(filter(None, body_parts(unit, plan, voice)))


def body_parts(unit: Unit, plan: Plan, voice: Voice) -> tuple[str, str]:
    """The body and whose it is; what both would say stands once."""
    name = name_in_sentence(one_line(unit.name))
    body = unit_kind(unit, plan, voice).body or ""
    spoken, pieces = f" {name_key(body)}", name.split()
    for count in range(len(pieces), 0, -1):
        first = name_key(" ".join(pieces[:count]))
        if spoken == f" {first}":  # the name has the body already
            return "", name
        if body and spoken.endswith(f" {first}"):
            return body, " ".join(pieces[count:])
    return body, name


def place_before_day(unit: Unit, plan: Plan, voice: Voice) -> str:
    """The place of a unit's paper: its own name, or where the authority sits."""
    if unit_kind(unit, plan, voice).place is not UnitPlace.OWN:
        return one_line(plan.authority.place or "")
    name = one_line(unit.name)
    _, own = _split_place(name)
    return name if own[0].isdecimal() else own


def is_committee(unit: Unit, plan: Plan, voice: Voice) -> bool:
    """Whether a body speaks for the unit: a People's Committee for its commune."""
    return bool(body_parts(unit, plan, voice)[0])


def unit_head_title(unit: Unit, plan: Plan, voice: Voice) -> str:
    """Who answers for a unit: `Chủ tịch Ủy ban nhân dân xã …`, `Trưởng phòng`."""
    title = unit_kind(unit, plan, voice).signer.title or ""
    if not is_committee(unit, plan, voice):
        return title
    body = body_name(unit, plan, voice)
    return voice.say("pledge.head", title=title, body=body) if title else body


def heads_words(units: Iterable[Unit], plan: Plan, voice: Voice) -> str:
    """Who answers for those of the units that a body speaks for, as one."""
    own = [unit for unit in units if is_committee(unit, plan, voice)]
    kinds = (_kind_and_word(one_line(unit.name), unit.kind)[0] for unit in own)
    heads = {kind.in_language(voice.lang).heads if kind else None for kind in kinds}
    named = next(iter(heads)) if len(heads) == 1 else None
    return named or ", ".join(unit_head_title(unit, plan, voice) for unit in own)


def signer_lines(signer: Signer) -> tuple[str, ...]:
    """What stands above the name, in capitals: in whose name, then as what."""
    lines = (*signer.capacity_lines, *(signer.title or "").splitlines())
    return tuple(one_line(line).upper() for line in lines if line.strip())


def head_title(plan: Plan) -> str | None:
    """The title of the authority's head, whoever signs for him: `Chủ tịch`."""
    signer = plan.authority.signer
    for line in map(one_line, signer.capacity_lines):
        if line.casefold().startswith((IN_PLACE_OF, *DELEGATED)):
            title = line.partition(".")[2].strip()
            return title.capitalize() if title.isupper() else title
    return signer.title


def _kind_of_body(name: str, voice: Voice) -> tuple[BodyKind | None, str]:
    """The kind of a body by its whole name: `Ủy ban nhân dân thành phố Sa Đéc`."""
    for known in body_defaults().kinds:
        body = known.in_language(voice.lang).body or known.vi.body
        if body and name_key(name).startswith(f"{name_key(body)} "):
            rest = nfc(name)[len(body) :].strip()
            return known, known.first_word(rest) or ""
    return _kind_and_word(name)


def receiver(plan: Plan, voice: Voice) -> Receiver:
    """To whom the authority promises: declared, else the head of the body above."""
    declared, body = plan.authority.receiver, plan.authority.superior
    title = declared.title if declared else None
    kind, _ = _kind_of_body(body or "", voice)
    usual = None if kind is None else kind.in_language(voice.lang).signer.title
    return Receiver(title or usual, body)


def heading_lines(plan: Plan, voice: Voice) -> tuple[str, ...]:
    """The lines above a paper: the plan's, none where it says so, else the State's."""
    declared = plan.authority.heading
    return body_defaults().heading[voice.lang] if declared is None else declared


def subject(plan: Plan, voice: Voice) -> str:
    """The work that papers speak of: `công tác cải cách hành chính`."""
    return one_line(plan.subject or body_defaults().subject[voice.lang])


def subject_matter(plan: Plan, voice: Voice) -> str:
    """The same without the word for work: `cải cách hành chính`."""
    return subject(plan, voice).removeprefix(body_defaults().work)


def subject_in_short(plan: Plan, voice: Voice) -> str:
    """The same at the head of a short message: `CCHC`."""
    if plan.subject is None:
        return body_defaults().short[voice.lang]
    matter = subject_matter(plan, voice)
    return matter[:1].upper() + matter[1:]


def report_stem(plan: Plan, voice: Voice) -> str:
    """How the names of report files begin: `bao-cao-cchc`."""
    if plan.subject is None:
        return body_defaults().stem[voice.lang]
    return voice.say("export.name.stem")


def whole_name(plan: Plan, voice: Voice) -> str:
    """What all units together are called: `Toàn thành phố`."""
    if plan.authority.whole:
        return one_line(plan.authority.whole)
    kind, word = _kind_of_body(plan.authority.name, voice)
    whole = None if kind is None or not word else kind.in_language(voice.lang).whole
    return whole.format(word=word) if whole else body_defaults().whole[voice.lang]


def here_words(plan: Plan, voice: Voice) -> str:
    """What the authority calls where it is: `địa phương`, `cơ quan`."""
    kind, _ = _kind_of_body(plan.authority.name, voice)
    here = None if kind is None else kind.in_language(voice.lang).here
    return here or body_defaults().here[voice.lang]


def plan_rhythms(plan: Plan) -> tuple[Rhythm, ...]:
    """How often reports come, the most frequent first; none where it is no rhythm."""
    usual = {line.every for line in plan.all_indicators} - {None}
    rhythms = {*_own_rhythm(plan), *usual}
    return tuple(rhythm for rhythm in Rhythm if rhythm in rhythms)


def _own_rhythm(plan: Plan) -> Iterator[Rhythm]:
    if plan.calendar.basis is not Basis.EXPLICIT:
        yield plan.calendar.every
        return
    days = [(period.cutoff - period.start).days for period in periods(plan)]
    longest = max(days, default=0)
    if days and longest < 2 * min(days) + 2:
        yield next((r for r, most in _DAYS.items() if longest < most), Rhythm.YEAR)


def rhythm_words(plan: Plan, voice: Voice) -> str:
    """`hằng quý`, `hằng tháng, hằng quý`; `từng kỳ` for periods of no rhythm."""
    words = [voice.say(f"plan.rhythm.{every.value}") for every in plan_rhythms(plan)]
    return ", ".join(words) or voice.say("plan.rhythm.none")


def plan_years(plan: Plan) -> str:
    """`2022`, `2025–2026` of a fiscal year, `2021–2025` of a plan of five years."""
    listed = periods(plan)
    days = [day.year for period in listed for day in (period.start, period.cutoff)]
    if plan.calendar.basis is Basis.ND09:  # December belongs to the year that begins
        days = [period.year for period in listed]
    first, last = min(days, default=plan.year), max(days, default=plan.year)
    return str(first) if first == last else f"{first}–{last}"


def span_words(plan: Plan, voice: Voice) -> str:
    """`năm 2022`, `giai đoạn 2021–2025`."""
    code = "plan.span.of_years" if has_several_years(plan) else "plan.span.of_year"
    return voice.say(code, years=plan_years(plan))


def grounds_on(plan: Plan, day: date, voice: Voice) -> list[str]:
    """`Căn cứ Nghị quyết số …` for each ground of a paper of this day."""
    lines = (ground.text for ground in plan.grounds if ground.holds_on(day))
    texts = [one_line(line).rstrip(".; ") for line in lines]
    return [
        text
        if name_key(text).startswith(body_defaults().grounds)
        else voice.say("paper.ground", text=text)
        for text in texts
    ]
