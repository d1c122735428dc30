"""`cchc obstacle`: what stands in the way, from its raising to its end."""

from functools import partial
from typing import Annotated

from cchc.app.command_line import UsageError
from cchc.app.context import AppContext
from cchc.app.give import give_act, give_record
from cchc.app.name_lookup import parse_paper
from cchc.app.options import (
    AnswerOptions,
    AsOf,
    WriteOptions,
    argument,
    option,
    refuse_clash,
)
from cchc.core.facts.obstacle import ObstacleKind, ObstacleStep
from cchc.features.obstacles.actions import (
    ObstacleRequest,
    StepRequest,
    docket,
    handle,
    raise_one,
)
from cchc.features.obstacles.show import (
    ConclusionsJson,
    DocketJson,
    ObstacleActJson,
    act_text,
    conclusions_text,
    docket_answer,
    docket_screen,
    docket_table,
)
from cchc.text.problem import ProblemCode

Text = str | None
Unit = Annotated[str, argument("UNIT", "help.obstacle.unit")]
Number = Annotated[int, argument("OBSTACLE", "help.obstacle.number")]
SomeNumber = Annotated[int | None, argument("[OBSTACLE]", "help.obstacle.number")]
Words = Annotated[str, argument("TEXT", "help.obstacle.text")]
About = Annotated[Text, option("--about", "help.obstacle.about", "KEY")]
Cause = Annotated[Text, option("--cause", "help.obstacle.cause", "TEXT")]
Proposal = Annotated[Text, option("--proposal", "help.obstacle.proposal", "TEXT")]
Addressee = Annotated[Text, option("--to", "help.obstacle.to", "UNIT")]
Kind = Annotated[Text, option("--kind", "help.obstacle.kind", "|".join(ObstacleKind))]
PeriodOption = Annotated[Text, option("--period", "help.argument.period", "PERIOD")]
Source = Annotated[Text, option("--from", "help.obstacle.from", "FILE|-")]
Due = Annotated[Text, option("--due", "help.obstacle.due", "DATE")]
Instruction = Annotated[
    Text, option("--instruction", "help.obstacle.instruction", "TEXT")
]
Document = Annotated[Text, option("--document", "help.obstacle.document", "TEXT")]


def run_add(
    app: AppContext,
    unit: Unit,
    text: Words,
    about: About = None,
    cause: Cause = None,
    proposal: Proposal = None,
    to: Addressee = None,
    kind: Kind = None,
    period: PeriodOption = None,
    *,
    act: WriteOptions,
) -> None:
    request = ObstacleRequest(unit, text, about, cause, proposal, to, kind, period)
    give_act(app, act, "obstacle add", raise_one, request, ObstacleActJson, act_text)


def run_list(
    app: AppContext,
    unit: Annotated[Text, option("--unit", "help.obstacle.of", "UNIT")] = None,
    every: Annotated[bool, option("--all", "help.obstacle.all")] = False,
    as_of: AsOf = None,
    *,
    out: AnswerOptions,
) -> None:
    listed = docket(app.database, as_of=app.day(as_of), unit=unit, closed=every)
    table = partial(docket_table, stored=out.format.is_data)
    give_record(app, out, listed, DocketJson, table, docket_screen, docket_answer)


def run_assign(
    app: AppContext,
    number: SomeNumber = None,
    unit: Annotated[Text, argument("[UNIT]", "help.obstacle.assignee")] = None,
    source: Source = None,
    due: Due = None,
    instruction: Instruction = None,
    *,
    act: WriteOptions,
) -> None:
    if source is not None:
        alone = {str(number): number, "--due": due, "--instruction": instruction}
        for name in (name for name, value in alone.items() if value is not None):
            refuse_clash(app, "--from", name)
        from cchc.features.obstacles.conclusions import (  # noqa: PLC0415
            conclude,
            conclusions_in,
        )

        file, write = conclusions_in(source), partial(conclude, voice=app.voice)
        words, verb = conclusions_text, "obstacle assign"
        give_act(app, act, verb, write, file, ConclusionsJson, words)
        return
    if number is None or unit is None:
        name = app.voice.say(f"metavar.{'obstacle' if number is None else 'unit'}")
        raise UsageError(ProblemCode.ARGUMENT_MISSING, name=name)
    day = app.optional_day(due, "--due", ahead=True, of_plan=True)
    request = StepRequest(number, ObstacleStep.ASSIGNED, instruction, unit, day)
    give_act(app, act, "obstacle assign", handle, request, ObstacleActJson, act_text)


def run_answer(
    app: AppContext,
    number: Number,
    text: Annotated[str, argument("TEXT", "help.obstacle.answer.text")],
    document: Document = None,
    *,
    act: WriteOptions,
) -> None:
    paper = parse_paper(document)
    request = StepRequest(number, ObstacleStep.ANSWERED, text, paper=paper)
    give_act(app, act, "obstacle answer", handle, request, ObstacleActJson, act_text)


def run_close(
    app: AppContext,
    number: Number,
    text: Annotated[str, argument("TEXT", "help.obstacle.result")],
    *,
    act: WriteOptions,
) -> None:
    request = StepRequest(number, ObstacleStep.CLOSED, text)
    give_act(app, act, "obstacle close", handle, request, ObstacleActJson, act_text)
