"""One of several who write to a ledger at once: `lock_writer LEDGER NAME NUMBER`.

Each report is an open of its own, as of a command; those that were acknowledged are
printed. NAME `reader` reads instead; NUMBER `killed` dies while it holds the ledger.
"""

import os
import signal
import sys
import time
from pathlib import Path

from cchc.store.facts import facts
from cchc.store.ledger import open_ledger
from cchc.store.reports import write_report
from tests.store.world import APRIL, MARCH, PLAN, report, stamped, value


def main(path: Path, name: str, number: str) -> None:
    if number == "killed":
        with open_ledger(path, write=True):
            os.kill(os.getpid(), signal.SIGKILL)
    for count in range(int(number)):
        if name == "reader":
            with open_ledger(path) as ledger:
                facts(ledger, PLAN.id, APRIL)
            continue
        readings = {"dn": value(count), "tien": value(1)}
        with open_ledger(path, write=True) as ledger:
            done = report(unit="p2", readings=readings)
            write_report(ledger, PLAN.id, done, stamped(MARCH, name))
        sys.stdout.write(f"{name} {count}\n")
        sys.stdout.flush()
        time.sleep(0.03)  # no command starts sooner


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
