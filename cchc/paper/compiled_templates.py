"""Templates of the program as Python compiled them, kept beside our own bytecode.

Reading a memo's template takes a quarter of the whole run. What is kept is known by
the template's text, by Jinja's version and by our sandbox, as `.pyc` files are by
their source; where Python keeps no bytecode, neither is this.
"""

import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, FileSystemBytecodeCache

COMPILERS = ("sandbox.py", "allowance.py")
"""The modules beside this one that change what is compiled."""


class TemplateCache(FileSystemBytecodeCache):
    """Compiled templates in a folder; what cannot be read or kept is made anew."""

    def get_source_checksum(self, source: str) -> str:
        return super().get_source_checksum(f"{_compiler_version()}\n{source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:  # noqa: BLE001  # pickle raises anything on a damaged file
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


@cache
def template_cache() -> TemplateCache | None:
    """Where compiled templates are kept; None where Python keeps no bytecode."""
    cached = __spec__.cached
    if sys.dont_write_bytecode or cached is None or not Path(cached).parent.is_dir():
        return None
    return TemplateCache(str(Path(cached).parent), "template-%s.bin")


@cache
def _compiler_version() -> str:
    """What tells one compiler from another: Jinja's version, when ours was changed."""
    here = Path(__file__)
    days = (here.with_name(name).stat().st_mtime_ns for name in COMPILERS)
    return " ".join([jinja2.__version__, *map(str, days)])
