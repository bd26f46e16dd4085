"""`python -m benchmarks enrol`, `… reads` (both on the PostgreSQL that the environment names), `… http`."""

from __future__ import annotations

import argparse

from benchmarks import enrolling, http, reads

SIZES = (10_000, 100_000, 1_000_000)


def main() -> None:
    """Measure what the arguments ask for."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    enrol = commands.add_parser("enrol", help="enrolments a second, by the use case and by pgbench")
    enrol.add_argument("--clients", type=_positive, default=4)
    enrol.add_argument("--each", type=_positive, default=200, help="enrolments a client and round")
    read = commands.add_parser("reads", help="what reads cost among more and more enrolments")
    read.add_argument("--sizes", type=_positive, nargs="+", default=SIZES, help="numbers of enrolments")
    at_door = commands.add_parser("http", help="what a read costs at each interface, beside others")
    at_door.add_argument("--requests", type=_positive, default=2_000, help="of each kind and round")
    at_door.add_argument("--peers", action="store_true", help="install two public frameworks to set beside")
    options = parser.parse_args()
    if options.command == "enrol":
        enrolling.measure(options.clients, options.each)
    elif options.command == "reads":
        reads.measure(options.sizes)
    else:
        http.measure(options.requests, install_peers=options.peers)


def _positive(words: str) -> int:
    number = int(words)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is too few")
    return number


if __name__ == "__main__":
    main()
