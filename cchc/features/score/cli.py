"""`cchc score`: the score sheet of an index, filled in, listed, explained."""

from functools import partial
from typing import Annotated

from cchc.app.context import AppContext
from cchc.app.give import give_act, give_record
from cchc.app.options import (
    AsOf,
    ListOptions,
    TextOptions,
    WriteOptions,
    argument,
    option,
    refuse_clash,
)
from cchc.core.facts.score import ScoreStage
from cchc.features.score.actions import (
    ScoreRequest,
    Text,
    read_sheet,
    show_score,
    write_score,
)
from cchc.features.score.show import (
    ScoreDoneJson,
    ScoreShownJson,
    ScoresJson,
    done_text,
    score_table,
    sheet_screen,
    shown_text,
)

CriterionName = Annotated[str, argument("CRITERION", "help.score.criterion")]
PeriodName = Annotated[str | None, argument("[PERIOD]", "help.argument.period")]
Evidence = Annotated[Text, option("--evidence", "help.score.evidence", "TEXT")]
Document = Annotated[Text, option("--document", "help.score.document", "TEXT")]


def run_add(
    app: AppContext,
    criterion: CriterionName,
    points: Annotated[Text, argument("[POINTS]", "help.score.points")] = None,
    appraised: Annotated[bool, option("--appraised", "help.score.appraised")] = False,
    published: Annotated[bool, option("--published", "help.score.published")] = False,
    evidence: Evidence = None,
    reason: Annotated[Text, option("--reason", "help.score.reason", "TEXT")] = None,
    cause: Annotated[Text, option("--cause", "help.score.cause", "TEXT")] = None,
    remedy: Annotated[Text, option("--remedy", "help.score.remedy", "TEXT")] = None,
    owner: Annotated[Text, option("--owner", "help.score.owner", "UNIT")] = None,
    document: Document = None,
    withdraw: Annotated[bool, option("--withdraw", "help.score.withdraw")] = False,
    *,
    act: WriteOptions,
) -> None:
    if appraised and published:
        refuse_clash(app, "--appraised", "--published")
    if withdraw and points is not None:
        refuse_clash(app, "--withdraw", "POINTS")
    stage = ScoreStage.APPRAISED if appraised else ScoreStage.SELF
    stage = ScoreStage.PUBLISHED if published else stage
    given = (points, evidence, reason, cause, remedy, owner, document)
    request = ScoreRequest(criterion, stage, *given, withdraw=withdraw)
    write = partial(write_score, marks=app.number_marks)
    give_act(app, act, "score add", write, request, ScoreDoneJson, done_text)


def run_list(
    app: AppContext,
    period: PeriodName = None,
    unit: Annotated[Text, option("--unit", "help.score.unit", "UNIT")] = None,
    lost: Annotated[bool, option("--lost", "help.score.lost")] = False,
    as_of: AsOf = None,
    *,
    out: ListOptions,
) -> None:
    book = read_sheet(app.database, period, unit, only_lost=lost, as_of=app.day(as_of))
    give_record(app, out, book, ScoresJson, score_table, sheet_screen)


def run_show(
    app: AppContext,
    criterion: CriterionName,
    period: PeriodName = None,
    as_of: AsOf = None,
    *,
    out: TextOptions,
) -> None:
    shown = show_score(app.database, criterion, period, as_of=app.day(as_of))
    as_json = ScoreShownJson.as_json
    app.deliver(
        as_json(shown) if out.as_json else shown_text(shown, app.voice), out.output
    )
