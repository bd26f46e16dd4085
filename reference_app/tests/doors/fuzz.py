"""`python -m doors.fuzz --examples 200`: made-up requests to both interfaces (PYTHONPATH: this `tests`)."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from records_campus import ADMIN, ANA, BIOLOGIST, KOFI, REGISTRAR
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi import checks

from doors.interfaces import V1, Interface, both, fill
from doors.permissions import ROWS
from doors.test_permissions import expected, own_things
from university.bootstrap import build
from university.domain.identity import User
from university.settings import Settings

CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
]
CONFIG = {
    # Tokens are put in below; who comes without one is tried elsewhere.
    "generation": {"with-security-parameters": False},
    # An If-Match of another form is no error of the form: it names what is not there.
    "checks": {"negative_data_rejection": {"expected-statuses": [400, 401, 403, 404, 409, 412, 422, 428]}},
}
USERS = (REGISTRAR, ANA, BIOLOGIST, KOFI, ADMIN)


def fuzz(interfaces: dict[str, Interface], examples: int) -> int:
    """Ask for each operation `examples` times as described, and as often otherwise; how often in all.

    Both interfaces have one description (another test sees to that), so both are asked the same.
    """
    first, asked = interfaces[V1], 0
    ids = own_things(first)
    known = {"number": "S-1", "section": "BIO-201-S", "code": "BIO", "version": 1}
    known["id"] = ids["/applications/{id}"].rpartition("/")[2]
    config = SchemathesisConfig.from_dict(CONFIG)
    for found in schemathesis.openapi.from_dict(first.description, config=config).get_all_operations():
        operation = found.ok()
        needs = ROWS[operation.definition.raw["operationId"]][-1].needs
        user = next((one for one in USERS if expected(needs, one) == "may"), None)
        asked += _tried(interfaces, operation, GenerationMode.POSITIVE, examples, user, known)
        if operation.body or operation.query:  # elsewhere every text is allowed
            asked += _tried(interfaces, operation, GenerationMode.NEGATIVE, examples, user, {})
    return asked


def _tried(
    interfaces: dict[str, Interface],
    operation: Any,
    mode: GenerationMode,
    examples: int,
    user: User | None,
    known: dict[str, Any],
) -> int:
    times = 0

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=examples,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        deadline=None,
        derandomize=True,
        database=None,
    )
    def asked(case: Case) -> None:
        nonlocal times
        # Made-up ids lead nowhere: what lies behind them is tried with the ids of something.
        case.path_parameters.update({name: known[name] for name in case.path_parameters if name in known})
        for interface in interfaces.values():
            ask(interface, case, user)
            times += 1

    asked()
    return times


def ask(interface: Interface, case: Case, user: User | None) -> None:
    """Send the case as it is, and check the answer."""
    sent = requests.Request(**case.as_transport_kwargs(base_url=interface.base)).prepare()
    headers = dict(sent.headers)
    if user is not None:
        headers["Authorization"] = f"Bearer {interface.secret(user)}"
    answer = interface.client.request(sent.method, sent.url, content=sent.body, headers=headers)
    case.validate_response(answer, checks=CHECKS)


def main() -> None:
    """Exit with a traceback at the first answer that no description knows."""
    parser = argparse.ArgumentParser(prog="python -m doors.fuzz", description=__doc__)
    parser.add_argument("--examples", type=int, default=100, help="of each operation, each way")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        university = build(Settings(database_url=f"sqlite:///{Path(folder) / 'university.db'}"))
        fill(university)
        with both(university) as interfaces:
            print(f"{fuzz(interfaces, told.examples):,} requests, no unexpected answer")


if __name__ == "__main__":
    main()
