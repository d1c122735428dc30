"""Trouble of the ledger as a value: refused like anything else that is wrong."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from cchc.store.errors import LedgerTrouble
from cchc.text.problem import Refused

Asked = ParamSpec("Asked")
Made = TypeVar("Made")


def refusing(work: Callable[Asked, Made]) -> Callable[Asked, Made | Refused]:
    """The same work; what the disk or the database does to it refuses it (P4xx).

    Nothing of it was written then.
    """

    @wraps(work)
    def told(*args: Asked.args, **more: Asked.kwargs) -> Made | Refused:
        try:
            return work(*args, **more)
        except LedgerTrouble as trouble:
            return Refused((trouble.problem,))

    return told
