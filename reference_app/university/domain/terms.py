"""Terms and their four windows, kept as the campus's own calendar says them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from university.domain.errors import InvalidValue


@dataclass(frozen=True, slots=True)
class Window:
    """A half-open time [opens, closes) in campus local time: naive, as zones' rules may change."""

    opens: datetime
    closes: datetime

    def __post_init__(self) -> None:
        if self.opens.tzinfo is not None or self.closes.tzinfo is not None:
            raise InvalidValue(
                "A window is kept as campus local time, without an offset.",
                remedy="Pass naive datetimes; the term's `zone` says where the campus is.",
            )
        if self.opens >= self.closes:
            raise InvalidValue(
                f"A window from {self.opens:%d %B %Y %H:%M} to {self.closes:%d %B %Y %H:%M} is never open.",
                remedy="Give a closing time later than the opening time.",
            )


@dataclass(frozen=True, slots=True)
class Term:
    """A term. A course is added in `add`, dropped without a trace in `drop`, left with a W in `withdraw`;
    grades are entered in `grading`."""

    code: str
    name: str
    starts: date
    ends: date
    zone: str
    add: Window
    drop: Window
    withdraw: Window
    grading: Window

    def __post_init__(self) -> None:
        if self.starts > self.ends:
            raise InvalidValue(f"{self.code} ends before it starts.", remedy="End it on or after the start.")
        if self.drop.closes > self.withdraw.opens:
            raise InvalidValue(
                f"In {self.code} a course could be dropped and withdrawn from at one moment.",
                remedy="Let withdrawing open when dropping closes, or later.",
            )

    def instant(self, local: datetime) -> datetime:
        """A local time of this campus as an instant in UTC, by the zone's rules for that day.

        Where clocks go back, the first of the two moments is meant.
        """
        return local.replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC)

    def is_open(self, window: Window, now: datetime) -> bool:
        """Whether the instant `now` lies in the window."""
        return self.instant(window.opens) <= now < self.instant(window.closes)
