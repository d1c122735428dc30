"""Where templates are: the office's own beside its database, those of the program."""

from importlib.resources.abc import Traversable
from pathlib import Path

from cchc.text.record import Record

TEMPLATES = "templates"


class TemplateFolders(Record):
    """The templates that may be used with a database; the office's own win."""

    db: Path
    shipped: Traversable

    @property
    def office(self) -> Path:
        return self.db.parent / TEMPLATES

    def own(self, file: str) -> str | None:
        """The file of a template if it is the office's own, None for the program's."""
        return file if Path(file).is_relative_to(self.office) else None
