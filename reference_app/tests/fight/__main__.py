"""`python -m fight --engine all --attempts 10000`: hold fights and print what they came to."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from engines import ENGINES, SERVERS, new_database

from fight.arena import Plan, hold
from fight.faults import FAULTS, NO_FAULT


def main() -> int:
    """Exit 0: no violation; 1: some; 2: a fight that cannot be held."""
    parser = argparse.ArgumentParser(prog="python -m fight", description="Fight for seats, and count them.")
    parser.add_argument("--engine", choices=["all", "sqlite", *SERVERS], default="all")
    parser.add_argument("--attempts", type=int, default=10_000, help="on each engine")
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--kills", type=int, default=20, help="processes killed inside a transaction")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fault", choices=sorted(FAULTS), default=NO_FAULT, help="break the app on purpose")
    told = parser.parse_args()
    if told.engine not in ("all", *ENGINES):
        parser.error(f"{told.engine} needs a server: name it in {SERVERS[told.engine]}.")
    if min(told.attempts, told.processes) < 1 or told.kills < 0:
        parser.error("--attempts and --processes must be at least 1, --kills at least 0.")
    clean = True
    for engine in ENGINES if told.engine == "all" else [told.engine]:
        with tempfile.TemporaryDirectory(prefix="fight-") as name, new_database(engine, Path(name)) as url:
            plan = Plan(url, Path(name), told.attempts, told.processes, told.kills, told.seed, told.fault)
            report = hold(plan)
        print(report, flush=True)
        clean = clean and not report.violations
    return 0 if clean else 1


if __name__ == "__main__":
    sys.exit(main())
