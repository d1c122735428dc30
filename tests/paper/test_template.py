import pytest

from cchc.paper import sandbox
from cchc.paper.template import TemplateSource, escape_markdown, fill_template
from cchc.text.problem import Problem, ProblemCode


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
