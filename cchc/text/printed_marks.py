"""The marks of printed numbers, by the language of the output.

`1.250,5` in Vietnamese, `1,250.5` in English (SEMANTICS 12). The entry point sets them
once for a run, as `decimal` has its context; nothing else may.
"""

from contextvars import ContextVar

VIETNAMESE = (".", ",")
ENGLISH = (",", ".")
"""What groups thousands, and the decimal mark."""
PRINTED = ContextVar("printed marks", default=VIETNAMESE)
