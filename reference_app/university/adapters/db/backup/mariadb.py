"""MariaDB and MySQL by mariadb-dump and their command-line client."""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from pathlib import Path

from sqlalchemy import Engine, inspect

from university.adapters.db.backup.dump import Contents, drops, revision
from university.adapters.db.backup.tools import find, run
from university.adapters.db.engines.mariadb import exclusive

PACKAGE = "mariadb-client"
DUMP = (
    "--single-transaction",
    "--quick",
    "--skip-lock-tables",
    "--skip-add-locks",
    "--skip-add-drop-table",
    "--skip-extended-insert",  # one row a line, so that rows can be counted in the dump itself
    "--no-autocommit",
    "--hex-blob",
    "--default-character-set=utf8mb4",
)
ROW = re.compile(rb"INSERT INTO `([^`]+)` VALUES ")
OPTIONS = {"unix_socket": "socket", "ssl_ca": "ssl-ca", "ssl_cert": "ssl-cert", "ssl_key": "ssl-key"}
"""What the driver calls an option of the address, and what the programs call it."""


def dump(engine: Engine, data: Path) -> Contents:
    """The lock of migrations is held meanwhile: a changed table would end the dump's snapshot."""
    program = find("mariadb-dump", "mysqldump", package=PACKAGE)
    with exclusive(engine) as connection:
        at = revision(connection)
        names = inspect(connection).get_table_names()
        command = [program, _options(engine, data.parent), *DUMP, str(engine.url.database)]
        run(command, environment=os.environ, write=data)
    return Contents(at, dict.fromkeys(sorted(names), 0) | _rows(data))


def load(engine: Engine, data: Path) -> None:
    """DDL commits by itself here: a load that fails leaves a part, and is repeated with `replace`."""
    program = find("mariadb", "mysql", package=PACKAGE)
    script = data.with_suffix(".script")
    with script.open("wb") as whole, data.open("rb") as dumped:
        whole.write(f"SET FOREIGN_KEY_CHECKS = 0;\n{drops(engine)}".encode())
        shutil.copyfileobj(dumped, whole)
    command = [program, _options(engine, data.parent), "--default-character-set=utf8mb4"]
    run([*command, str(engine.url.database)], environment=os.environ, read=script)


def _rows(data: Path) -> dict[str, int]:
    """A line break inside a text is written as \\n, so every row is one line."""
    with data.open("rb") as lines:
        return Counter(found[1].decode() for line in lines if (found := ROW.match(line)))


def _options(engine: Engine, folder: Path) -> str:
    """A file that only this user can read tells the program where to go and with which password."""
    url = engine.url
    known: dict[str, object] = {"host": url.host, "port": url.port, "user": url.username}
    known["password"] = url.password
    known |= {OPTIONS[name]: value for name, value in url.query.items() if name in OPTIONS}
    lines = [f'{name}="{_escaped(value)}"' for name, value in known.items() if value is not None]
    file = folder / "client.cnf"
    file.touch(mode=0o600)
    file.write_text("\n".join(["[client]", *lines, ""]), encoding="utf-8")
    return f"--defaults-extra-file={file}"


def _escaped(value: object) -> str:
    return str(value).replace("\\", "\\\\").replace('"', '\\"')
