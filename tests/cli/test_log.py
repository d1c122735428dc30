"""`cchc log` as an officer reads it."""

import json

from tests.cli.conftest import Run


def rows(run: Run, *words: str) -> list[dict[str, object]]:
    code, out, _ = run("log", *words, "--json")
    document = json.loads(out)
    assert (code, document["schema"]) == (0, "cchc.log/1")
    found: list[dict[str, object]] = document["rows"]
    return found


def test_each_thing_written_is_one_line_and_can_be_picked_out(run: Run) -> None:
    run("report", "add", "p1", "Q1", "ck-6b=2", "--by", "Lan")
    run("report", "add", "p1", "Q1", "ck-6b=3", "--reason", "đếm sót", day="2022-03-18")
    run("report", "withdraw", "p1", "Q1", "ck-6b", "--reason", "nhầm", day="2022-03-19")
    run("obstacle", "add", "p2", "Thiếu người", day="2022-03-20")
    run("obstacle", "assign", "1", "nv", day="2022-03-21")
    verbs = [each["verb"] for each in rows(run)]
    assert sorted(map(str, verbs)) == [
        *("apply", "assigned", "correction", "raised", "report", "supplement"),
        "withdrawal",
    ]
    assert [e["actor"] for e in rows(run, "--verb", "report")] == ["Lan"]
    assert [e["verb"] for e in rows(run, "--since", "2022-03-20")] == [
        "raised",
        "assigned",
    ]
    assert {e["unit"] for e in rows(run, "--unit", "phuong 1")} == {"p1"}
    assert len(rows(run, "--indicator", "ck-6b")) == 4
    assert all(each["other_day"] for each in rows(run))
    _, out, _ = run("log", "--format", "csv")
    assert "nêu vướng mắc,Phường 2" in out
    assert "(máy ghi ngày" in out
    assert run("log", "--unit", "nobody")[0] == 1
