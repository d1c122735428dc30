"""The ladder of reminders: each step once, a letter only where it can name somebody."""

from collections.abc import Iterator

from cchc.core.check.context import KEY, Ground, Steps
from cchc.core.plan.reminder import Channel
from cchc.text.problem import Problem, ProblemCode


def reminders(ground: Ground) -> Iterator[Problem]:
    """All that is wrong with the steps of the ladder.

    A letter lists units that are late, so that before the due day is over there is
    nobody to list; a template is of a letter alone.
    """
    first: dict[tuple[str, str, str], Steps] = {}
    for row, step in enumerate(ground.plan.reminders):
        path: Steps = ("reminders", row)
        held = first.setdefault(step.key, path)
        if held is not path:
            line = ground.line(held)
            yield ground.problem(
                ProblemCode.REMINDER_TWICE, path, text=step.when, to=step.to, first=line
            )
        if step.by is Channel.LETTER and step.offset < 1:
            at = (*path, "when")
            yield ground.problem(ProblemCode.LETTER_EARLY, at, text=step.when)
        if step.by is Channel.CHAT and step.template is not None:
            at = (*path, "template", KEY)
            yield ground.problem(
                ProblemCode.KEY_UNFIT, at, key="template", measure="chat"
            )
