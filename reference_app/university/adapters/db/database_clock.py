"""The database's own time: processes' clocks differ, and the database's is one for all."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

EXPRESSIONS = {
    # Not CURRENT_TIMESTAMP: that is when the transaction began.
    "postgresql": "CAST(EXTRACT(EPOCH FROM clock_timestamp()) AS BIGINT)",
    "mariadb": "UNIX_TIMESTAMP()",
    "mysql": "UNIX_TIMESTAMP()",
    "sqlite": "CAST(strftime('%s', 'now') AS INTEGER)",
}


class seconds_now(GenericFunction[int]):  # noqa: N801 - SQL functions are written in small letters
    """Whole seconds since 1970, while the statement runs."""

    type = BigInteger()
    inherit_cache = True


@compiles(seconds_now)
def _expression(_element: seconds_now, compiler: Any, **_: Any) -> str:
    return EXPRESSIONS[compiler.dialect.name]
