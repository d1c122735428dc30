"""Options that several commands share."""

from datetime import UTC, date, datetime

import pytest
import typer

from cchc.app.context import AppContext
from cchc.app.name_lookup import parse_paper
from cchc.app.options import choose_format, refuse_clash
from cchc.app.output import Format
from cchc.app.refusals import exit_code
from cchc.core.plan.plan import NO_PAPER, Paper
from cchc.text.problem import Refusal
from cchc.words.translator import Lang, voice

APP = AppContext(voice(Lang.VI), date(2022, 3, 22), datetime(2022, 3, 22, tzinfo=UTC))


@pytest.mark.parametrize(
    ("as_json", "name", "wanted"),
    [
        (False, None, Format.TABLE),
        (True, None, Format.JSON),
        (True, "json", Format.JSON),
        (False, "CSV", Format.CSV),
        (False, "md", Format.MD),
    ],
)
def test_the_format_asked_for_is_chosen(
    as_json: bool, name: str | None, wanted: Format
) -> None:
    assert choose_format(APP, as_json=as_json, name=name) is wanted


@pytest.mark.parametrize(
    ("as_json", "name", "said"),
    [
        (False, "tabel", "“table”"),
        (False, "excel", "table, json, csv, tsv, xlsx, md, html"),
    ],
)
def test_a_format_that_cannot_be_is_refused(
    as_json: bool, name: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Refusal) as refused:
        choose_format(APP, as_json=as_json, name=name)
    assert exit_code(refused.value.problems) == 2
    APP.warn(refused.value.problems)
    assert said in capsys.readouterr().err


def test_json_is_short_for_one_format(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as end:
        choose_format(APP, as_json=True, name="csv")
    assert end.value.exit_code == 2
    said = "Không dùng --json cùng với --format csv."
    assert said in capsys.readouterr().err


def test_two_options_that_clash_are_told_at_the_second(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(typer.Exit) as end:
        refuse_clash(APP, "--kind brief", "--format csv")
    assert end.value.exit_code == 2
    said = "--format: P509 Không dùng --kind brief cùng với --format csv."
    assert capsys.readouterr().err.startswith(said)


@pytest.mark.parametrize(
    ("typed", "paper"),
    [
        (None, NO_PAPER),
        (" 05/BC-UBND ", Paper("05/BC-UBND", None)),
        ("05/BC-UBND\n ngày 28/3/2022", Paper("05/BC-UBND", date(2022, 3, 28))),
    ],
)
def test_a_paper_is_read_from_one_line(typed: str | None, paper: Paper) -> None:
    assert parse_paper(typed) == paper
