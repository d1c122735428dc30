"""Who did what, when: one line of the log for each thing that was written."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class LogLine:
    """One thing written; `about` are ids of indicators or tasks, or numbers.

    `recorded_at` is on the day of work, `machine_at` by the machine's own clock.
    """

    recorded_at: datetime
    machine_at: datetime
    actor: str
    source: str
    verb: str
    unit: str | None
    period: str | None
    about: tuple[str, ...]
    text: str | None

    @property
    def is_other_day(self) -> bool:
        """Whether it was recorded for another day than the machine's."""
        return self.recorded_at.date() != self.machine_at.date()
