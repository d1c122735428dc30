"""Files given to people: whole, or as they were before."""

import os
from pathlib import Path

from cchc.core.problem import Fault, Place, Problem


def written(content: str | bytes, output: Path) -> Problem | None:
    """Write the file and give None, or P504 with the old file left as it was.

    Text is UTF-8 with plain line ends. A pipe or a device is written as it stands.
    """
    data = content.encode() if isinstance(content, str) else content
    if isinstance(content, str) and not content.endswith("\n"):
        data += b"\n"
    try:
        if output.exists() and not output.is_file():
            output.write_bytes(data)
        else:
            _replace(output.resolve(), data)
    except OSError:
        at = Place(argument="--output")
        return Problem(Fault.OUTPUT_UNWRITABLE, at, {"text": str(output)})
    return None


def _replace(output: Path, data: bytes) -> None:
    draft = output.with_name(f".{output.name}.{os.getpid()}.part")
    rights = output.stat().st_mode & 0o777 if output.exists() else None
    try:
        with draft.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if rights is not None:
            draft.chmod(rights)
        draft.replace(output)
    finally:
        draft.unlink(missing_ok=True)
