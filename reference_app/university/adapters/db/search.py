"""Looking for text in columns."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import ColumnElement, false, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

from university.adapters.db.base import Words, can_be_kept


def contains(column: InstrumentedAttribute[str], text: str) -> ColumnElement[bool]:
    """Whether the column contains `text`, ignoring case in every script.

    A per cent sign or an underscore in the text is looked for, not obeyed.
    """
    if not can_be_kept(text):
        return false()
    escaped = re.sub("[%_/]", r"/\g<0>", text)
    return lowered(column).like(lowered(literal(f"%{escaped}%", Words())), escape="/")


class lowered(GenericFunction[str]):  # noqa: N801 (it is a function of SQL)
    """Text in lower case."""

    inherit_cache = True
    name = "lower"


@compiles(lowered, "postgresql")
def _by_unicode(element: lowered, compiler: SQLCompiler, **options: Any) -> str:
    # The database's own locale may be C, whose lower() knows ASCII only.
    return f'lower({compiler.process(element.clauses, **options)} COLLATE "und-x-icu")'
