"""What those who run the app see: ids, lines, numbers, and whether it is ready."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from engines import engine_at, migrate
from flask import Flask
from flask.testing import FlaskClient

from university.adapters.db.schema import DatabaseSchema
from university.bootstrap import build
from university.entrypoints.http.observability import JsonLines, begin
from university.settings import MEMORY_URL, Settings, SettingsError

PRODUCTION = {"environment": "production", "secret_key": "k" * 40}
TOKEN = "a token of twenty characters"  # noqa: S105 - for tests


def client(values: dict[str, str] | None = None, **settings: Any) -> FlaskClient:
    return (
        build(Settings(**{"database_url": MEMORY_URL, "values": values or {}} | settings))
        .get(Flask)
        .test_client()
    )


@pytest.mark.parametrize("path", ["/", "/api/v1/terms", "/nothing", "/api/v1/nothing"])
def test_every_answer_has_an_id(path: str) -> None:
    asking = client()
    assert asking.get(path, headers={"X-Request-ID": "a-1.b_2"}).headers["X-Request-ID"] == "a-1.b_2"
    made = {asking.get(path).headers["X-Request-ID"] for _ in range(2)}
    for forged in ("", "two words", "x" * 65, "a\tb", "ü"):
        made.add(asking.get(path, headers={"X-Request-ID": forged}).headers["X-Request-ID"])
    assert len(made) == 7 and all(len(id) == 32 for id in made)


def test_requests_are_counted_by_the_pattern_of_their_address() -> None:
    asking = client()
    for path in (
        "/courses/BIO-201",
        "/courses/BIO-101",
        "/api/v1/courses/BIO-201",
        "/made-up-1",
        "/made-up-2",
    ):
        asking.get(path)
    asking.open("/", method="INVENTED")
    text = asking.get("/metrics").text
    start = "university_http_requests_total"
    assert f'{start}{{door="site",method="GET",route="/courses/<code>",status="200"}} 2.0' in text
    assert f'{start}{{door="v1",method="GET",route="/api/v1/courses/<code>",status="200"}} 1.0' in text
    assert f'{start}{{door="site",method="GET",route="unknown",status="404"}} 2.0' in text
    assert "made-up" not in text and "INVENTED" not in text
    assert "courses" not in client().get("/metrics").text, "Each app has its own numbers."


COUNT = """
from university.entrypoints.http.observability import Exchange, Metrics
metrics = Metrics()
metrics.note(Exchange("v1", "GET", "/terms", 200, 0.01))
print(metrics.exposition().decode())
"""


def test_processes_of_one_server_add_up_their_numbers(tmp_path: Path) -> None:
    environment = os.environ | {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    for count in ("1.0", "2.0"):
        done = subprocess.run([sys.executable, "-c", COUNT], env=environment, capture_output=True, text=True)
        line = 'university_http_requests_total{door="v1",method="GET",route="/terms",status="200"}'
        assert f"{line} {count}" in done.stdout, done.stderr


def test_a_line_tells_of_the_request_and_of_nothing_that_is_private(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.INFO, "university.access"):
        client().post(
            "/api/v1/tokens", headers={"Authorization": "Basic secret", "X-Request-ID": "id-1"},
            json={"label": "secret"},
        )  # fmt: skip
    (record,) = [record for record in caplog.records if record.name == "university.access"]
    line = json.loads(JsonLines().format(record))
    assert (line["door"], line["method"], line["route"]) == ("v1", "POST", "/api/v1/tokens")
    assert (line["status"], line["request_id"], line["level"]) == (401, "id-1", "INFO")
    assert "secret" not in str(line)


def test_one_record_is_one_line() -> None:
    begin("id-2")
    try:
        raise ValueError("first\nsecond")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "f", 1, "a\n%s", ("b\u2028",), sys.exc_info())
    text = JsonLines().format(record)
    assert "\n" not in text
    assert json.loads(text)["message"] == "a\nb\u2028"
    assert "ValueError: first" in json.loads(text)["exception"]


def test_numbers_are_closed_in_production_without_a_token() -> None:
    assert client().get("/metrics").status_code == 200
    assert client(**PRODUCTION).get("/metrics").status_code == 404
    guarded = client({"UNIVERSITY_METRICS_TOKEN": TOKEN}, **PRODUCTION)
    for shown in (
        {},
        {"Authorization": "Bearer wrong"},
        {"Authorization": f"Basic {TOKEN}"},
        {"Authorization": "ü"},
    ):
        assert guarded.get("/metrics", headers=shown).status_code == 401
    assert guarded.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200


@pytest.mark.parametrize(
    "values", [{"UNIVERSITY_METRICS_TOKEN": "short"}, {"UNIVERSITY_LOG_FORMAT": "xml"}], ids=str
)
def test_settings_that_cannot_be_are_named(values: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match=next(iter(values))):
        client(values)


def test_ready_is_an_app_whose_store_has_the_newest_schema(database_url: str, caplog: Any) -> None:
    university = build(Settings(database_url=database_url))
    asking = university.get(Flask).test_client()
    assert (asking.get("/ready").status_code, asking.get("/ready").json) == (200, {"status": "ready"})
    with engine_at(database_url) as engine:
        DatabaseSchema(engine).downgrade("0012")
    answer = asking.get("/ready")
    assert (answer.status_code, answer.json) == (503, {"status": "unavailable"})
    assert "university db upgrade" in caplog.text
    assert (asking.get("/health").status_code, asking.get("/health").json) == (200, {"status": "ok"})
    migrate(database_url)
    assert asking.get("/ready").status_code == 200
    university.close()
