"""Puts the commit that a wheel is built from into it, where there is one."""

import subprocess
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CommitHook(BuildHookInterface):
    """`cchc --version` names the commit: `cchc/_shipped/commit`."""

    def initialize(self, version: str, build_data: dict) -> None:  # noqa: ARG002  # theirs
        """Ask git; a tree without it is built all the same."""
        if not (Path(self.root) / ".git").exists():
            return
        words = ["git", "-C", self.root, "rev-parse", "HEAD"]
        try:
            done = subprocess.run(words, capture_output=True, text=True, check=True)  # noqa: S603
        except (OSError, subprocess.CalledProcessError):
            return
        path = Path(self.directory) / "commit"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(done.stdout, encoding="ascii")
        build_data["force_include"][str(path)] = "cchc/_shipped/commit"
