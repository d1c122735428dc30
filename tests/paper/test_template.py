import re
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from cchc.paper import sandbox
from cchc.paper.template import (
    EARLIER,
    TemplateSource,
    escape_markdown,
    fill_template,
    find_template,
    marked_copy,
)
from cchc.text.problem import Problem, ProblemCode
from cchc.words.translator import Lang, voice


def tried(text: str) -> str | Problem:
    source = TemplateSource("memo.vi.md.j2", f"một\n{text}\n", "/office/memo.vi.md.j2")
    return fill_template(
        source,
        {
            "a": "| *x*",
            "rows": ["1", "2"],
            "one": {"name": "A"},
            "nothing": None,
            "table": [{"no": "", "name": "A|b"}, {"no": "1", "name": ""}],
        },
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{% for x in rows %}", ProblemCode.TEMPLATE_BROKEN),
        ("{{ a|safe }}", ProblemCode.TEMPLATE_BROKEN),
        ("{{ a + 1 }}", ProblemCode.TEMPLATE_BROKEN),
        (
            "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
            ProblemCode.TEMPLATE_BROKEN,
        ),
        ("{{ b }}", ProblemCode.TEMPLATE_UNDEFINED),
        ("{{ one.nam }}", ProblemCode.TEMPLATE_UNDEFINED),
        ("{{ table|table_rows('no nam') }}", ProblemCode.TEMPLATE_UNDEFINED),
        ("{{ rows|table_rows('no') }}", ProblemCode.TEMPLATE_UNDEFINED),
        ("{{ nothing|table_rows('no') }}", ProblemCode.TEMPLATE_BROKEN),
        ("{{ range(9) }}", ProblemCode.TEMPLATE_UNDEFINED),
        ("{{ cycler }}", ProblemCode.TEMPLATE_UNDEFINED),
        ("{{ a.__class__.__mro__ }}", ProblemCode.TEMPLATE_UNSAFE),
        ("{{ 'x' * 1000000000 }}", ProblemCode.TEMPLATE_UNSAFE),
        ("{{ '%9999999999d' % 1 }}", ProblemCode.TEMPLATE_UNSAFE),
        ("{{ '{:>999999999}'.format(a) }}", ProblemCode.TEMPLATE_UNSAFE),
        ("{{ a.center(999999999) }}", ProblemCode.TEMPLATE_UNSAFE),
        ("{{ rows.append('3') }}", ProblemCode.TEMPLATE_UNSAFE),
        ("{% include '/etc/passwd' %}", ProblemCode.TEMPLATE_UNSAFE),
        ("{% import 'x' as y %}", ProblemCode.TEMPLATE_UNSAFE),
        (
            "{% for x in rows recursive %}{{ loop(rows) }}{% endfor %}",
            ProblemCode.TEMPLATE_UNSAFE,
        ),
        ("{% for v in rows %}" * 5 + "{% endfor %}" * 5, ProblemCode.TEMPLATE_UNSAFE),
    ],
)
def test_a_template_that_is_wrong_is_told_with_its_line(
    text: str, fault: ProblemCode
) -> None:
    problem = tried(text)
    assert isinstance(problem, Problem), problem
    assert problem.code is fault
    assert problem.place.file == "/office/memo.vi.md.j2"
    assert problem.place.line == 2
    assert problem.place.excerpt == text
    assert problem.blanks["name"] == "memo.vi.md.j2"


def test_a_template_that_goes_round_and_round_is_ended() -> None:
    inner = "{% for x in rows %}" * 3 + "{% endfor %}" * 3
    text = f"{{% macro m() %}}{inner}{{% endmacro %}}"
    text += "{% for x in rows %}" * 3 + "{{ m() }}" + "{% endfor %}" * 3
    source = TemplateSource("memo.vi.md.j2", text, "/office/memo.vi.md.j2")
    problem = fill_template(source, {"rows": ["x"] * 300})
    assert isinstance(problem, Problem)
    assert problem.code is ProblemCode.TEMPLATE_UNSAFE


def test_rows_of_a_table_are_printed_by_their_columns() -> None:
    made = tried('{{ table|table_rows("no **name** no") }}')
    assert made == "một\n|  | **A\\|b** |  |\n| 1 |  | 1 |\n"


def test_rows_of_a_table_count_as_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "MOST_STEPS", 50)
    assert tried("{{ table|table_rows('no') }}") == "một\n|  |\n| 1 |\n"
    many = " + ".join(["table"] * 40)
    problem = tried(f"{{{{ ({many})|table_rows('no') }}}}")
    assert isinstance(problem, Problem)
    assert problem.code is ProblemCode.TEMPLATE_UNSAFE


def test_an_unknown_name_comes_with_those_there_are() -> None:
    problem = tried("{{ rws }}")
    assert isinstance(problem, Problem)
    assert problem.blanks["text"] == "rws"
    assert problem.blanks["known"] == ("a", "nothing", "one", "rows", "table")


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("{{ a }}", r"\| \*x\*"),
        ("{{ a ~ '<b>' }}", r"\| \*x\*&lt;b&gt;"),
        ("{% set b %}**{{ a }}**{% endset %}{{ b }}", r"**\| \*x\***"),
        ("{% macro m(t) %}_{{ t }}_{% endmacro %}{{ m(a) }}", r"_\| \*x\*_"),
        ("{{ rows|join('|') }}", r"1\|2"),
        ("{{ a|upper }}", r"\| \*X\*"),
        ("{{ nothing }}.", "."),
    ],
)
def test_every_way_to_print_escapes_once(text: str, made: str) -> None:
    assert tried(text) == f"một\n{made}\n"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("# đầu", r"\# đầu"),
        ("- mục", r"\- mục"),
        ("1. một", r"1\. một"),
        ("12) hai", r"12\) hai"),
        ("1.234,5", "1.234,5"),
        ("==", r"\=="),
        ("a\n\n# b", r"a \# b"),
        ("http://x.vn", r"http:\//x.vn"),
        ("a & b", "a &amp; b"),
        ("   mã", "mã"),
    ],
)
def test_text_stays_text(text: str, made: str) -> None:
    assert escape_markdown(text) == made


SET, END = "{% set b %}", "{% endset %}"


def doubling(line: str, times: int = 40) -> str:
    return "\n".join(["{% set b = 'ab' %}{% set l = [a] %}", *[line] * times])


@pytest.mark.parametrize(
    "text",
    [
        doubling("{% set b = b ~ b %}"),
        "{% set b = 'ab' %}{{ "
        + "(" * 40
        + "b"
        + " ~ b)" * 40
        + " }}{% set c = 1 %}"
        + doubling("{% set b = b ~ b ~ b ~ b %}"),
        doubling("{% set b = b + b %}"),
        doubling("{% set l = l + l %}"),
        doubling("{% set b = b|replace('a', 'aa') %}"),
        doubling("{% set b = b|replace('', 'aa') %}"),
        doubling("{% set b = b.replace('a', 'aa') %}"),
        doubling("{% set b = [b, b]|join %}"),
        doubling("{% set b = [b, b]|join(b) %}"),
        doubling("{% set b %}{{ b }}{{ b }}{% endset %}"),
        doubling(
            "{% set b %}{% filter upper %}{{ b }}{{ b }}{% endfilter %}{% endset %}"
        ),
        "{% macro m(t) %}{{ t }}{{ t }}{% endmacro %}" + doubling("{% set b = m(b) %}"),
        doubling("{% set b = b.split('a')|join('aaaa') %}"),
        doubling("{% set l = [l, l] %}"),
        doubling("{% set l = [l, l]|list %}"),
        doubling("{% set l = {'x': l, 'y': l} %}"),
        doubling("{% set l = (l, l) %}"),
        "{% set b %}{% for x in many %}{% for y in many %}"
        + "chữ " * 500
        + "{% endfor %}{% endfor %}{% endset %}",
    ],
)
def test_what_a_template_makes_is_counted_before_it_is_made(text: str) -> None:
    source = TemplateSource("memo.vi.md.j2", text, "/office/memo.vi.md.j2")
    tracemalloc.start()
    problem = fill_template(source, {"a": "x", "many": ["x"] * 300})
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(problem, Problem)
    assert problem.code is ProblemCode.TEMPLATE_UNSAFE
    assert problem.place.file == "/office/memo.vi.md.j2"
    assert problem.place.line is not None
    assert most < 400_000_000


@pytest.mark.parametrize(
    "text",
    [
        "{{ rows }}",
        "{{ rows ~ '' }}",
        "{{ [rows]|join }}",
        "{{ rows|upper }}",
        "{{ one }}",
    ],
)
def test_a_list_is_no_text(text: str) -> None:
    problem = tried(text)
    assert isinstance(problem, Problem)
    assert problem.code is ProblemCode.TEMPLATE_UNSAFE
    assert problem.place.line == 2


def test_an_allowance_is_for_one_paper_alone() -> None:
    text = "{% set b = 'ab' %}" + "{% set b = b ~ b %}" * 20 + "{{ b|length }}"
    source = TemplateSource("memo.vi.md.j2", text, "/office/memo.vi.md.j2")
    for _ in range(9):
        assert fill_template(source, {}) == str(2**21)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("{{ [1 + 2, 4] | join('-') }}", "3-4"),
        ("{{ table|join(', ', attribute='no') }}", ", 1"),
        (
            "{% for k, v in [('x', rows)] %}{{ k }}{{ v|length }}{% endfor %}.",
            "x2.",
        ),
        ("{{ (rows + rows)|length }}", "4"),
        ("{{ 'a-b'.split('-')|last }}", "b"),
        ("{{ ('b' ~ 'a')|replace('a', 'c')|title }}", "Bc"),
    ],
)
def test_what_templates_need_goes_on(text: str, made: str) -> None:
    assert tried(text) == f"một\n{made}\n"


BOMBS = (
    *("{{ 9**9**9 }}", "{% set n = 99999 %}" + "{% set n = n*n %}" * 30),
    *("{{ a.zfill(999999999) }}", "{{ a.ljust(999999999) }}"),
    *("{{ a|indent(999999999) }}", "{{ a|center(999999999) }}", "{{ a|wordwrap(1) }}"),
    *("{{ rows|batch(999999999, 'x')|list }}", "{{ rows|slice(999999999)|list }}"),
    *("{{ rows|map('center', 999999999)|list }}", "{{ 1.5|round(999999999) }}"),
    *("{{ '%999999999d'|format(1) }}", "{{ rows|tojson(999999999) }}"),
    *("{% for x in [1]*999999999 %}{% endfor %}", "{{ range(10**9)|sum }}"),
    *("{% filter indent(99999999) %}x{% endfilter %}", "{{ a.encode('utf-32') }}"),
    *("{{ lipsum(9999) }}", "{{ a.join(rows) }}", "{{ a.translate({}) }}"),
    "{% for v in many %}" * 4 + "x" + "{% endfor %}" * 4,
    "{{ (many|join)|replace('x', many|join)|replace('x', many|join ~ many|join) }}",
)


def test_every_bomb_ends_before_it_goes_off() -> None:
    many = {"a": "x", "rows": ["1", "2"], "many": ["x"] * 300}
    tracemalloc.start()
    for text in BOMBS:
        source = TemplateSource("memo.vi.md.j2", text, "/office/memo.vi.md.j2")
        problem = fill_template(source, many)
        assert isinstance(problem, Problem), text
        assert problem.place.line == 1, text
    assert tracemalloc.get_traced_memory()[1] < 100_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(
    ("change", "is_own"),
    [
        (lambda text: text, False),
        (lambda text: text.replace("\n", "\r\n"), False),
        (lambda text: text.replace("BÁO CÁO", "Báo cáo"), True),
        (lambda text: f"{text}\nNơi nhận\n", True),
        (lambda _: "{{ title }}\n", True),
    ],
    ids=["as it was", "saved on Windows", "edited", "lengthened", "its own"],
)
def test_a_copy_that_nobody_edited_is_not_the_offices_own(
    tmp_path: Path, change: Callable[[str], str], is_own: bool
) -> None:
    office, shipped = tmp_path / "office", tmp_path / "shipped"
    for folder in (office, shipped):
        folder.mkdir()
    (shipped / "memo.md.j2").write_text("the new one\n", "utf-8")
    text = change(marked_copy("# BÁO CÁO\n\n{{ title }}\n"))
    (office / "memo.vi.md.j2").write_bytes(text.encode())
    chosen = find_template("memo", voice(Lang.VI), office, shipped)
    assert isinstance(chosen, TemplateSource)
    assert Path(chosen.file).is_relative_to(office) is is_own


def test_copies_of_versions_before_are_known() -> None:
    hashes = EARLIER.read_text("ascii").splitlines()[1:]
    assert len(set(hashes)) == len(hashes) > 100
    assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in hashes)
