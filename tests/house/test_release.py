"""What is handed out: little to install, each package of it pinned."""

import tomllib
from contextlib import suppress
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from re import findall

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PINS = dict(findall(r"(?m)^([\w.-]+)==(\S+)", LOCK))
NEVER_CALLED = {"pip"}
"""In sqlite-utils' list for its command `install`."""
MOST = 20_000_000
"""Without bytecode, which takes about as much again: 40 MB in all."""


def test_the_lock_pins_what_is_asked_for_and_all_that_comes_with_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [Requirement(text) for text in project["dependencies"]]
    for requirement in asked:
        pin = PINS[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(pin), f"{requirement}: just lock"
    for name, package in installed().items():
        lists = [Requirement(text) for text in package.requires or ()]
        needed = {
            canonicalize_name(requirement.name)
            for requirement in lists
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        }
        assert needed - NEVER_CALLED <= set(PINS), name


def test_the_lock_is_for_windows_too_and_has_a_hash_of_everything() -> None:
    assert "colorama==0.4.6 ; sys_platform == 'win32'" in LOCK
    hashed = findall(r"(?m)^\S+==[^\n]*\\\n +--hash=sha256:[0-9a-f]{64}", LOCK)
    assert len(hashed) == len(PINS) == LOCK.count("==") - LOCK.count(" == ")


def test_what_is_installed_to_run_it_stays_small() -> None:
    listed = [
        Path(str(file.locate()))
        for package in installed().values()
        for file in package.files or ()
    ]
    own = [path for kind in ("cchc", "plans", "templates") for path in walk(kind)]
    files = {path for path in [*listed, *own] if path.suffix != ".pyc"}
    size = sum(path.stat().st_size for path in files if path.is_file())
    assert MOST / 4 < size < MOST


def installed() -> dict[str, Distribution]:
    """The pinned packages that are here, in their pinned version."""
    here = {}
    for name, pin in PINS.items():
        with suppress(PackageNotFoundError):  # colorama is for Windows
            if (package := distribution(name)).version == pin:
                here[name] = package
    assert {"rich", "jinja2", "typer"} <= set(here)
    return here


def walk(folder: str) -> list[Path]:
    return list((ROOT / folder).rglob("*"))
