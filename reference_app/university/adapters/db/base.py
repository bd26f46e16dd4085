"""What all tables share: names of constraints, and column types that mean the same on every engine.

A table writes `Mapped[Code]` or `mapped_column(Instant)`, never a bare str or datetime: engines differ in
what those compare, sort, round and forget.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime, time
from decimal import Decimal
from typing import Annotated, Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    DateTime,
    Dialect,
    Identity,
    MetaData,
    Numeric,
    String,
    Text,
    Time,
    false,
)
from sqlalchemy.dialects import mysql
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.sql import operators
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.types import TypeDecorator, TypeEngine

from university.domain.errors import InvalidValue


class Base(DeclarativeBase):
    """The base of every row. Constraints get names, so that a migration can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def can_be_kept(text: str) -> bool:
    """Whether every engine can keep the text: PostgreSQL has no NUL, and no UTF-8 has lone surrogates."""
    return not any(char == "\0" or "\ud800" <= char <= "\udfff" for char in text)


class Words(TypeDecorator[str]):
    """Text of at most `length` characters, or without a limit; it compares and sorts by code point.

    So "bio-101" is not BIO-101, "A " is not "A", and lists have one order on every engine. Text with
    characters that not every engine can keep equals nothing that is there; writing it raises InvalidValue.
    """

    class comparator_factory(TypeDecorator.Comparator[str], String.Comparator[str]):  # noqa: N801
        """Compares without asking the database for what it could not even be told."""

        def operate(self, op: OperatorType, *other: Any, **options: Any) -> ColumnElement[Any]:
            """As usual, but equality with what cannot be kept is false."""
            if op is operators.eq and isinstance(other[0], str) and not can_be_kept(other[0]):
                return false()
            if op is operators.in_op and isinstance(other[0], Collection):
                other = ([value for value in other[0] if can_be_kept(value)],)
            return super().operate(op, *other, **options)

    impl = String
    cache_ok = True

    def __init__(self, length: int | None = None) -> None:
        super().__init__(length)
        self.length = length

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """VARCHAR or TEXT, with the engine's name for "by code point"."""
        collation = _by_code_point(dialect)
        if self.length is not None:
            return dialect.type_descriptor(String(self.length, collation=collation))
        # MariaDB's TEXT ends at 64 KB.
        kind = mysql.MEDIUMTEXT if _is_mariadb(dialect) else Text
        return dialect.type_descriptor(kind(collation=collation))

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        """As it is. Raises InvalidValue."""
        if value is not None and not can_be_kept(value):
            raise InvalidValue(
                "The text has a character that cannot be kept.", remedy="Remove it, or type the text anew."
            )
        return value


class Instant(TypeDecorator[datetime]):
    """An aware datetime, to the microsecond. It goes in and comes out in UTC."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """PostgreSQL knows instants; the others keep UTC without an offset."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(DateTime(timezone=True))
        return dialect.type_descriptor(_to_the_microsecond(dialect, DateTime()))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC. Raises ValueError for a naive datetime: nobody could say when that is."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("An instant needs a time zone.")
        value = value.astimezone(UTC)
        return value if dialect.name == "postgresql" else value.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Aware, in UTC."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class LocalDateTime(TypeDecorator[datetime]):
    """A date and time on the campus's clocks. It stays naive, because zones change their rules."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Without a zone, to the microsecond."""
        return dialect.type_descriptor(_to_the_microsecond(dialect, DateTime()))

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """As it is. Raises ValueError for an aware datetime: the column would lose its zone."""
        if value is not None and value.tzinfo is not None:
            raise ValueError("A local time carries no time zone; use an Instant.")
        return value


class LocalTime(TypeDecorator[time]):
    """A time of day on the campus's clocks, to the microsecond."""

    impl = Time
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """MariaDB's TIME would drop what is below a second."""
        return dialect.type_descriptor(mysql.TIME(fsp=6) if _is_mariadb(dialect) else Time())


class Exact(TypeDecorator[Decimal]):
    """A Decimal with at most `scale` digits behind the point, and `precision` digits in all."""

    impl = Numeric
    cache_ok = True

    def __init__(self, precision: int, scale: int) -> None:
        super().__init__(precision, scale)
        self.precision, self.scale = precision, scale

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """NUMERIC; SQLite would keep that as a binary fraction, so it counts the smallest unit instead."""
        exact = BigInteger() if dialect.name == "sqlite" else Numeric(self.precision, self.scale)
        return dialect.type_descriptor(exact)

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        """As it is. Raises ValueError for more digits than the column has: rounding is the domain's work."""
        if value is None:
            return None
        units = value.scaleb(self.scale)
        if units != units.to_integral_value() or abs(units) >= 10**self.precision:
            raise ValueError(
                f"{value} does not fit into {self.precision} digits, {self.scale} behind the point."
            )
        return int(units) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """A Decimal with exactly `scale` digits behind the point."""
        if value is None:
            return None
        units = Decimal(value) if dialect.name == "sqlite" else Decimal(value).scaleb(self.scale)
        return units.to_integral_value().scaleb(-self.scale)


def _is_mariadb(dialect: Dialect) -> bool:
    """Whether this is MariaDB or MySQL."""
    return dialect.name in ("mariadb", "mysql")


def _by_code_point(dialect: Dialect) -> str | None:
    if dialect.name == "postgresql":
        return "C"
    if _is_mariadb(dialect):
        # Not utf8mb4_bin: it ignores spaces at the end.
        return "utf8mb4_nopad_bin" if getattr(dialect, "is_mariadb", False) else "utf8mb4_0900_bin"
    return None


def _to_the_microsecond(dialect: Dialect, otherwise: DateTime) -> TypeEngine[Any]:
    return mysql.DATETIME(fsp=6) if _is_mariadb(dialect) else otherwise


def one_of(column: str, words: Iterable[str]) -> str:
    """The condition of a CHECK that the column holds one of the words, or NULL where it may."""
    quoted = ", ".join(f"'{word}'" for word in words)
    return f"{column} IN ({quoted})"


Key = Annotated[int, mapped_column(Identity(), primary_key=True)]
"""A number that the database gives, for rows without an identity in the domain."""

Code = Annotated[str, mapped_column(Words(40))]
"""An identity that people read, such as BIO-201-A."""

Label = Annotated[str, mapped_column(Words(20))]
"""One of a few words that a CHECK lists, such as a status."""

Name = Annotated[str, mapped_column(Words(200))]
"""What something or somebody is called."""

Email = Annotated[str, mapped_column(Words(254))]
"""An e-mail address, at most as long as RFC 5321 lets one be."""

Prose = Annotated[str, mapped_column(Words())]
"""Text of any length."""
