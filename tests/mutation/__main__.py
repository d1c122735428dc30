"""Run the tests against every mutant of some modules: `python -m tests.mutation`.

A mutant inside a function is put in place in a forked child of a session that has
imported and collected everything; only tests that call the function are run, the one
that last noticed first. A mutant outside of functions gets a session of its own.
"""

import os
import resource
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from pickle import dumps, loads
from shutil import rmtree
from time import process_time
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import TypeVar, cast
from warnings import catch_warnings

import pytest
from _pytest.runner import runtestprotocol

from tests.mutation.mutants import Mutant, mutants_of, path_of

TESTS = ("tests/core/verdict", "tests/core/facts", "tests/verdicts/test_verdicts.py")
FLAGS = ("-q", "-s", "-n", "0", "-x", "-p", "no:cacheprovider")
MEMORY = 4 << 30
Calls = dict[str, tuple[float, frozenset[tuple[str, str]]]]
"""By test: the seconds it takes, and the functions it calls (file, name)."""


T = TypeVar("T")


def in_child(work: Callable[[], T], seconds: float) -> T | None:
    """What some work returns in a forked child; None where it does not end well."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        limit = int(seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        for stream in (1, 2):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
        try:
            with os.fdopen(writer, "wb") as pipe:
                pipe.write(dumps(work()))
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return cast("T", loads(answer)) if answer else None  # noqa: S301


def note(called: set[CodeType], frame: FrameType, event: str, _: object) -> None:
    """Keep what is called, as `sys.setprofile` tells it."""
    if event == "call":
        called.add(frame.f_code)


class Session:
    """A pytest session that, in the place of its tests, tries the mutants."""

    def __init__(self, mutants: Sequence[Mutant], options: Namespace) -> None:
        self.mutants, self.most = mutants, cast("float", options.most)
        self.files = {str(path_of(mutant.module)) for mutant in mutants}
        self.items: dict[str, pytest.Item] = {}
        self.calls: Calls = {}
        self.killers: list[str] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        """A random test that fails is not made smaller: that it fails is enough.

        What tells of its failure is imported once, not in each child.
        """
        from hypothesis import Phase, settings

        with suppress(ImportError), catch_warnings(action="ignore"):
            import hypothesis.extra._patching  # noqa: F401
        phases = (Phase.explicit, Phase.generate)
        settings.register_profile(
            "mutants", settings.get_profile("house"), phases=phases
        )
        settings.load_profile("mutants")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = {item.nodeid: item for item in session.items}
        self.calls = in_child(self.measure, 1800) or {}
        failed = [name for name, (seconds, _) in self.calls.items() if seconds < 0]
        if failed or not self.calls:
            pytest.exit(f"the tests must pass before anything is changed: {failed}")
        base = session.config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]
        for mutant in self.mutants:
            tell(mutant, self.outcome(mutant))
            for folder in cast("Path", base).iterdir():
                rmtree(folder, ignore_errors=True)
        return True

    def measure(self) -> Calls:
        """Run every test once, with an eye on what it calls; -1 s: it failed."""
        calls: Calls = {}
        for name in self.items:
            called: set[CodeType] = set()
            start = process_time()
            sys.setprofile(partial(note, called))
            passed = self.passes(name)
            sys.setprofile(None)
            seconds = process_time() - start if passed else -1
            calls[name] = (
                seconds,
                frozenset(
                    (code.co_filename, code.co_qualname)
                    for code in called
                    if code.co_filename in self.files
                ),
            )
        return calls

    def passes(self, name: str) -> bool:
        reports = runtestprotocol(self.items[name], log=False)
        return not any(report.failed for report in reports)

    def outcome(self, mutant: Mutant) -> str:
        """The test that notices, or that none does."""
        called = (str(path_of(mutant.module)), mutant.scope)
        tests = [
            name
            for name, (seconds, calls) in self.calls.items()
            if seconds <= self.most and called in calls
        ]
        if not tests:
            return "untested"
        ranks = {name: -row for row, name in enumerate(self.killers, start=1)}
        tests.sort(key=lambda name: (ranks.get(name, 0), self.calls[name][0]))
        limit = 2 + 3 * sum(self.calls[name][0] for name in tests)

        def first_to_fail() -> str:
            if not put_in_place(mutant):
                return "unplaced"
            return next((name for name in tests if not self.passes(name)), "survived")

        killer = in_child(first_to_fail, limit) or "time"
        if killer in self.items:
            self.killers = [each for each in self.killers if each != killer]
            self.killers = [*self.killers[-40:], killer]
        return killer


def put_in_place(mutant: Mutant) -> bool:
    """Give the living function the changed code."""
    living: object = sys.modules[mutant.module]
    for name in mutant.scope.split("."):
        living = vars(cast("ModuleType", living)).get(name)
    for wrapper in ("fget", "func", "__wrapped__", "__func__"):
        living = getattr(living, wrapper, living)
    if not isinstance(living, FunctionType):
        return False
    code = _code_of(mutant.code, mutant.scope)
    if code is None or code.co_freevars != living.__code__.co_freevars:
        return False
    living.__code__ = code
    return True


def _code_of(code: CodeType, scope: str) -> CodeType | None:
    inner = [each for each in code.co_consts if isinstance(each, CodeType)]
    for each in inner:
        if each.co_qualname == scope:
            return each
        if scope.startswith(f"{each.co_qualname}."):
            return _code_of(each, scope)
    return None


def fresh_outcome(mutant: Mutant, tests: Sequence[str]) -> str:
    """Whether a session of its own notices a mutant outside of functions."""

    def run() -> int:
        module = sys.modules[mutant.module] = ModuleType(mutant.module)
        exec(mutant.code, vars(module))  # noqa: S102
        return int(pytest.main([*FLAGS, *tests]))

    code = in_child(run, 300)
    return "survived" if code == 0 else "killed"


def tell(mutant: Mutant, outcome: str) -> None:
    """One line for each mutant, of tabs, as `--again` reads it."""
    place = f"{mutant.scope or '-'}:{mutant.line}"
    print(outcome, mutant.module, place, mutant.change, sep="\t", flush=True)  # noqa: T201


def survivors(lines: Iterable[str]) -> set[tuple[str, ...]]:
    """The keys of the mutants that an earlier run left alive."""
    rows = [line.rstrip("\n").split("\t") for line in lines]
    return {
        (row[1], row[2].rpartition(":")[0].replace("-", ""), row[3])
        for row in rows
        if row[0] in ("survived", "untested", "unplaced")
    }


def evenly(mutants: Sequence[Mutant], sample: int | None) -> Sequence[Mutant]:
    """All of them, or so many at even distances."""
    if sample is None or sample >= len(mutants):
        return mutants
    return [mutants[row * len(mutants) // sample] for row in range(sample)]


def main() -> None:
    """Try the mutants of the modules that are named."""
    parser = ArgumentParser("python -m tests.mutation", description=__doc__)
    parser.add_argument("modules", nargs="+", help="cchc.core.verdict.verdict_rules …")
    parser.add_argument("--tests", nargs="+", default=TESTS, help="files of tests")
    parser.add_argument("--most", type=float, default=1, help="seconds of one test")
    parser.add_argument("--again", type=Path, help="only survivors of this output")
    parser.add_argument("--sample", type=int, help="so many of each module, evenly")
    options = parser.parse_args()
    mutants = [
        mutant
        for module in options.modules
        for mutant in evenly(list(mutants_of(module)), options.sample)
    ]
    if options.again is not None:
        with options.again.open(encoding="utf-8") as lines:
            alive = survivors(lines)
        mutants = [mutant for mutant in mutants if mutant.key in alive]
    inside = [mutant for mutant in mutants if mutant.scope]
    if inside:
        child = os.fork()
        if child == 0:
            code = pytest.main([*FLAGS, *options.tests], [Session(inside, options)])
            os._exit(int(code))
        _, status = os.waitpid(child, 0)
        if status:
            sys.exit(os.waitstatus_to_exitcode(status))
    for mutant in mutants:
        if not mutant.scope:
            tell(mutant, fresh_outcome(mutant, options.tests))


if __name__ == "__main__":
    main()
