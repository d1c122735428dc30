from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from cchc.store.disk.connection import LedgerError
from cchc.text.problem import ProblemCode
from cchc.words.problem import describe_problem
from cchc.words.translator import Lang, Voice


@contextmanager
def trouble(fault: ProblemCode) -> Iterator[None]:
    """The block ends in this trouble, and both languages can say it."""
    with pytest.raises(LedgerError) as caught:
        yield
    problem = caught.value.problem
    assert problem.code is fault
    for lang in Lang:
        said = describe_problem(problem, Voice(lang))
        assert said.message
        assert said.hint
        assert "{" not in said.message + said.hint
