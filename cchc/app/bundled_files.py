"""What comes with the program: example plans and templates."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def bundled_folder(kind: str) -> Traversable:
    """The folder `plans` or `templates`, from a wheel or from a checkout.

    A wheel carries it inside the package; a checkout and an editable install
    have it beside the package.
    """
    package = files("cchc")
    inside = package / "_shipped" / kind
    return inside if inside.is_dir() else Path(str(package)).parent / kind
