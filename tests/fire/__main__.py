"""Kill, fail and unplug every verb that writes: `python -m tests.fire [ACT…]`.

Every call that changes the disk is killed once and failed twice (disk full, no answer);
a model of the disk loses its power after each. `--most N`: so many calls of each.
Ends with 1 when anything did not hold.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fire.proving import (
    Finding,
    Trial,
    make_trial,
    try_failures,
    try_kills,
    try_power_losses,
)
from tests.fire.running import has_compiler
from tests.fire.world import ACTS, make_base

Try = Callable[[Trial, int | None], Iterator[Finding | None]]
TRIES: dict[str, Try] = {
    "kills": try_kills,
    "failures": try_failures,
    "power losses": try_power_losses,
}


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    parser = ArgumentParser(prog="tests.fire", description=__doc__)
    parser.add_argument("acts", nargs="*", default=list(ACTS))
    parser.add_argument("--most", type=int)
    wanted = parser.parse_args()
    if not has_compiler():
        say("A C compiler on Linux is needed.")
        return 2
    total, bad = dict.fromkeys(TRIES, 0), dict.fromkeys(TRIES, 0)
    with TemporaryDirectory(prefix="cchc-fire-") as place:
        base = make_base(Path(place) / "base")
        for number, name in enumerate(wanted.acts):
            trial = make_trial(name, base, Path(place) / str(number))
            parts = []
            for kind, attempt in TRIES.items():
                results = list(attempt(trial, wanted.most))
                findings = [finding for finding in results if finding is not None]
                total[kind] += len(results)
                bad[kind] += len(findings)
                parts.append(f"{kind} {len(results)}: {len(findings)} wrong")
                for finding in findings[:3]:
                    say(f"    {finding.trial} {finding.call}: {finding.what}")
            say(f"{name}: {trial.calls} calls; {'; '.join(parts)}")
    for kind in TRIES:
        say(f"{kind}: {total[kind]}, of them wrong: {bad[kind]}")
    return 1 if any(bad.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
