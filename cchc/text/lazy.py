"""What is made at its first use: most runs need neither a pattern nor a digest."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import sha256

    lazy_pattern = re.compile
    short_sha256 = sha256
else:

    class lazy_pattern:  # noqa: N801  # stands for `re.compile`
        """A regular expression that is compiled when something is matched with it."""

        def __init__(self, text, flags=0) -> None:  # noqa: ANN001
            self.source = text, flags

        def __getattr__(self, name: str):  # noqa: ANN204
            value = getattr(re.compile(*self.source), name)
            setattr(self, name, value)
            return value

    def sha256(data: bytes = b""):  # noqa: ANN201
        """The hash object of hashlib, which loads OpenSSL."""
        from hashlib import sha256  # noqa: PLC0415

        return sha256(data)

    def short_sha256(data: bytes = b""):  # noqa: ANN201
        """The hash object of Python's own, slower and at hand: for little data."""
        try:
            from _sha256 import sha256 as made  # noqa: PLC0415
        except ImportError:  # another Python than 3.11
            made = sha256
        return made(data)


__all__ = ["lazy_pattern", "sha256", "short_sha256"]
