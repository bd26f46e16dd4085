"""The statements of one enrolment, as pgbench can run them without the app."""

from __future__ import annotations

from typing import Any

from psycopg import ClientCursor
from sqlalchemy import Engine, event

from benchmarks.campus import HOT, REGISTRAR, number
from benchmarks.use_case import app
from university.application.enrolment import EnrolmentDesk

VARIABLE = "S-:student"


def script(url: str, student: int, clients: int) -> str:
    """A pgbench script that enrols one student after the other as the use case does.

    `student` is enrolled once, through the use case, to see its statements. Client c of `clients` takes
    students c + 1, c + 1 + clients, … (`taken` must begin as 0).
    """
    told: list[str] = []
    container = app(url)
    desk, engine = container.get(EnrolmentDesk), container.get(Engine)
    desk.timetable(REGISTRAR, number(1))

    def note(_: Any, cursor: Any, statement: str, parameters: Any, *__: Any) -> None:
        told.append(ClientCursor(cursor.connection).mogrify(statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    desk.enrol(REGISTRAR, number(student), HOT)
    container.close()
    lines = [" ".join(one.replace(number(student), VARIABLE).split()) + ";" for one in told]
    counting = ["\\set taken :taken + 1", f"\\set student :client_id + 1 + (:taken - 1) * {clients}"]
    return "\n".join([*counting, "BEGIN;", *lines, "COMMIT;", ""])
