"""Options that several commands share."""

from datetime import UTC, date, datetime

import pytest
import typer

from cchc.cli.desk import Desk
from cchc.cli.options import Format, chosen
from cchc.words.voice import Lang, voice

DESK = Desk(voice(Lang.VI), date(2022, 3, 22), datetime(2022, 3, 22, tzinfo=UTC))


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
    assert chosen(DESK, as_json=as_json, name=name) is wanted


@pytest.mark.parametrize(
    ("as_json", "name", "said"),
    [
        (False, "tabel", "“table”"),
        (False, "excel", "table, json, csv, tsv, md"),
        (True, "csv", "Không dùng --json cùng với --format csv."),
    ],
)
def test_a_format_that_cannot_be_is_refused(
    as_json: bool, name: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as end:
        chosen(DESK, as_json=as_json, name=name)
    assert end.value.exit_code == 2
    assert said in capsys.readouterr().err
