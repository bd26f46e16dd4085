"""What a fight came to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from fight.watch import Phase

MOST_SHOWN = 10
"""Violations that are printed."""


@dataclass(frozen=True, slots=True)
class Report:
    """Counts of one fight.

    `refusals` by their code; `kills` by how far the transaction had come; `troubles` as the database
    told them; `judged` offers whose whole line was looked at; `left` seats and offers that the fight left to
    the sweep, which `healed` so many.
    """

    engine: str
    attempts: int
    successes: int
    refusals: Counter[str]
    events: Counter[str]
    kills: Counter[Phase]
    troubles: Counter[str]
    judged: int
    left: int
    healed: int
    violations: list[str]
    seconds: float

    @property
    def kinds(self) -> set[str]:
        """The kinds of violations: what stands before the colon."""
        return {line.removeprefix("after the sweep: ").partition(":")[0] for line in self.violations}

    def __str__(self) -> str:
        killed = ", ".join(f"{n} {phase.name.lower()}" for phase, n in sorted(self.kills.items()))
        return "\n".join(
            [
                f"{self.engine}: {self.attempts} attempts in {self.seconds:.1f} s, "
                f"{self.successes} successful, "
                f"{len(self.violations)} violations",
                f"  changes   {_listed(self.events)}",
                f"  refusals  {_listed(self.refusals)}",
                f"  killed    {self.kills.total()} processes inside a transaction ({killed})",
                f"  troubles  {_listed(self.troubles) or 'none'}",
                f"  line      {self.judged} offers looked at, whether somebody was passed over",
                f"  sweep     {self.healed} changes; {self.left} seats and offers were left to it",
                *(f"  ! {line}" for line in self.violations[:MOST_SHOWN]),
            ]
        )


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.most_common())
