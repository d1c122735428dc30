"""`cchc db publish`: the views of ledgers into PostgreSQL, with verdicts of a day."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from cchc.features.office.actions.refresh import judged_verdicts
from cchc.features.office.show.publish import Published, PublishTerms
from cchc.store.judged import put_verdicts
from cchc.store.ledger import Ledger, open_rehearsal
from cchc.store.plans import plan_ids, versions
from cchc.store.published import (
    LedgerState,
    PublishedState,
    Publisher,
    follows,
    ledger_state,
    open_publisher,
    view_digests,
)
from cchc.store.schema.views import public_views, remake_views
from cchc.text.problem import Blank, Place, Problem, ProblemCode, Refusal


def publish(
    url: str, ledgers: Sequence[Path], terms: PublishTerms
) -> tuple[str, tuple[Published, ...]]:
    """Where ledgers were published, and what of each; all of them or none.

    Refuses together every ledger that is not what was published, gone on (P593, P594).
    """
    problems: list[Problem] = []
    done: list[Published] = []
    with open_publisher(url) as publisher:
        publisher.lock()
        if not terms.dry_run:
            publisher.prepare()
        for path in ledgers:
            with judged_copy(path, terms.day) as ledger:
                state = ledger_state(ledger, terms.name)
                before = publisher.published_state(state.id)
                problem = None if terms.replaces else _clash(ledger, state, before)
                if problem is None:
                    done.append(_put_ledger(publisher, ledger, state, before, terms))
                elif problem not in problems:
                    problems.append(problem)
        if problems:
            raise Refusal(tuple(problems))
        return publisher.place, tuple(done)


@contextmanager
def judged_copy(path: Path, day: date) -> Iterator[Ledger]:
    """A copy of a ledger with every verdict of a day; the ledger itself stays."""
    with open_rehearsal(path) as ledger:
        remake_views(ledger.connection)
        for plan in plan_ids(ledger):
            put_verdicts(ledger, plan.id, judged_verdicts(ledger, plan.id, day))
        yield ledger


def _clash(
    ledger: Ledger, state: LedgerState, before: PublishedState | None
) -> Problem | None:
    """Why this ledger may not take the place of what was published, if so."""
    goes_on = before is None or follows(ledger.connection, before)
    if before is None or goes_on:
        return None
    is_older = goes_on is None
    code = ProblemCode.PUBLISH_OLDER if is_older else ProblemCode.PUBLISH_OTHER
    blanks: dict[str, Blank] = {"act": state.act, "published": before.act}
    blanks["id"] = state.id
    return Problem(code, Place(file=str(ledger.path)), blanks)


def _put_ledger(
    publisher: Publisher,
    ledger: Ledger,
    state: LedgerState,
    before: PublishedState | None,
    terms: PublishTerms,
) -> Published:
    """Put the views that are others than before; nothing where none is."""
    digests = view_digests(ledger.connection)
    known = before.digests if before else {}
    views = [v for v in public_views() if known.get(v.name) != digests[v.name][0]]
    plans = [versions(ledger, plan.id)[-1].plan for plan in plan_ids(ledger)]
    authority = plans[0].authority.name if plans else ""
    if views and not terms.dry_run:
        contents = {name: digest for name, (digest, _) in digests.items()}
        row = {
            "so": state.id,
            "co_quan": authority,
            "ke_hoach": ", ".join(plan.id for plan in plans),
            "lan_ghi": state.act,
            "niem_phong": state.seal,
            "ngay_danh_gia": terms.day,
            "dau_bang": json.dumps(contents),
        }
        publisher.put_ledger(row)
        for view in views:
            publisher.put_view(state.id, view, ledger.connection)
    rows = sum(digests[view.name][1] for view in views)
    wrote = rows or len(views)  # a view that was emptied is a change too
    return Published(str(ledger.path), state.id, authority, state.act, wrote)
