"""Changes of a plan in words: as sentences, or as a list for programs."""

from collections.abc import Sequence
from typing import Literal, TypeGuard, cast

from cchc.core.plan.changes import ChangeSource, PlanChange
from cchc.core.plan.targets.kinds import Each
from cchc.core.plan.targets.target import Target
from cchc.screen.document import JsonDocument, entries, key
from cchc.screen.table import Column, Table
from cchc.text.number_format import vietnamese
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.paper import paper_words
from cchc.words.period import label
from cchc.words.target_words import target_words, value_words, with_unit_words
from cchc.words.translator import Voice


class DiffLine(Record):
    """One change, and the version that brought it where several are compared."""

    change: PlanChange
    source: ChangeSource | None = None

    def words(self, voice: Voice) -> str:
        """The change as a sentence."""
        return change_words(self.change, voice, self.source)

    def value(self, value: object, voice: Voice) -> str | None:
        """What a field says or said, in words; None where no field is named."""
        return None if self.change.field is None else value_words(value, voice)


class PlanChangeJson(JsonDocument):
    """One change of a plan."""

    text: str = key(
        "The change as a sentence.", join=lambda line, given: line.words(given["voice"])
    )
    change: Literal["added", "removed", "changed"] = key(
        "What was done.", "change.verb"
    )
    kind: str = key("To what: indicator, task, unit, plan.", "change.kind")
    id: str = key("Its id.", "change.id")
    field: str | None = key("The key of the plan language.", "change.field")
    key_: str | None = key("The entry of that key, such as a unit.", "change.key")
    before: str | None = key(
        "What it said.",
        join=lambda line, given: line.value(line.change.before, given["voice"]),
    )
    after: str | None = key(
        "What it says.",
        join=lambda line, given: line.value(line.change.after, given["voice"]),
    )
    version: str | None = key(
        "The version that brought it.",
        lambda line: None if line.source is None else str(line.source.number),
    )
    effective: str | None = key(
        "The first period of that version.", "source.effective.id"
    )
    decision: str | None = key(
        "The decision that it rests on.",
        join=lambda line, given: (
            line.source and value_words(line.source.decision, given["voice"])
        ),
    )


class DiffJson(JsonDocument, schema="cchc.plan-diff/1", verbs=("plan diff",)):
    """What changed between two versions of a plan."""

    changes: list[PlanChangeJson] = key("Each change.", lambda lines: lines)


def change_words(
    change: PlanChange, voice: Voice, source: ChangeSource | None = None
) -> str:
    """One change as a sentence that an official reads.

    With the version that brought it: "…: 8 → 10 sản phẩm, từ Quý III/2022, theo QĐ
    số 45/QĐ-UBND ngày 01/7/2022".
    """
    text = _sentence(change, voice)
    if source is None:
        return text
    period = label(source.effective, voice)
    paper = paper_words(source.decision, voice)
    text = text.removesuffix(".")
    return voice.say("amendment.diff.grounds", text=text, period=period, paper=paper)


def _sentence(change: PlanChange, voice: Voice) -> str:
    thing = voice.say(f"plan.kind.{change.kind}", id=change.id, name=change.name)
    if change.field is None:
        return voice.say(f"plan.change.{change.verb}", thing=thing)
    if change.field == "target":
        pair = _targets(change, voice)
        blanks = {"before": pair[0], "after": pair[1]}
        return voice.say("amendment.diff.target", thing=thing, **blanks)
    field = voice.say(f"plan.field.{change.field}")
    if change.key is not None:
        field = voice.say("plan.change.entry", field=field, key=change.key)
    names = _names(change.before), _names(change.after)
    if all(names):
        return _list_sentence(*names, thing, field, voice)
    blanks = {
        "before": value_words(change.before, voice),
        "after": value_words(change.after, voice),
    }
    return voice.say("plan.change.changed", thing=thing, field=field, **blanks)


def _targets(change: PlanChange, voice: Voice) -> tuple[str, str]:
    """Bare numbers where only the number changed: `8`, `10 sản phẩm`."""
    before, after = change.before, change.after
    if _is_usual(before) and _is_usual(after):
        number = with_unit_words(vietnamese(after.numbers[0]), change.unit)
        return vietnamese(before.numbers[0]), number
    was = value_words(before, voice)
    if isinstance(before, Each):
        was = target_words(before, voice, change.unit)
    if isinstance(after, Target):
        return was, target_words(after, voice, change.unit)
    return was, value_words(after, voice)


def _is_usual(value: object) -> TypeGuard[Target]:
    """Whether it is a target of the usual kind, whose number can stand alone."""
    if not (isinstance(value, Target) and value.is_usual):
        return False
    return len(value.numbers) == 1


def _names(value: object) -> tuple[str, ...]:
    """The names of a list of names; none where it is something else, or empty."""
    names = value if isinstance(value, tuple) else ()
    are_text = all(isinstance(name, str) for name in names)
    return tuple(str(name) for name in names) if are_text else ()


def _list_sentence(
    before: tuple[str, ...],
    after: tuple[str, ...],
    thing: str,
    field: str,
    voice: Voice,
) -> str:
    """A list of names by what came and what left."""
    added = tuple(name for name in after if name not in before)
    left = tuple(name for name in before if name not in after)
    lists = {"added": added, "removed": left}
    shown = {code: names for code, names in lists.items() if names} or {"after": after}
    code = (
        "both" if added and left else "order" if "after" in shown else next(iter(shown))
    )
    blanks = {key: one_line(", ".join(names)) for key, names in shown.items()}
    return voice.say(f"amendment.diff.list.{code}", thing=thing, field=field, **blanks)


def diff_table(lines: Sequence[DiffLine], voice: Voice) -> Table:
    """The changes, with all that their document has but for the sentence."""
    keys = [entry.name for entry in entries(PlanChangeJson)][1:]
    documents = [PlanChangeJson.encode(line, {"voice": voice}) for line in lines]
    cells = tuple(tuple(document[key] for key in keys) for document in documents)
    rows = cast("tuple[tuple[str | None, ...], ...]", cells)
    columns = tuple(Column(key, voice.say(f"plan.diff.column.{key}")) for key in keys)
    return Table(voice.say("plan.diff.title"), columns, rows)
