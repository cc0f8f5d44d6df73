"""The few places where SQLite and PostgreSQL differ, each behind one name."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType, TypeDecorator, TypeEngine

# SQLite counts a rowid only for INTEGER PRIMARY KEY; PostgreSQL needs the wide type.
RowNumber = BigInteger().with_variant(Integer(), "sqlite")


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC: `timestamptz` on PostgreSQL, sortable ISO text on SQLite, always aware in Python.

    A naive datetime raises ValueError: a moment without a zone is a bug that would otherwise surface months later.
    """

    impl = String(32)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(DateTime(timezone=True))
        return dialect.type_descriptor(String(32))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC) if dialect.name == "postgresql" else moment_text(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        return moment.astimezone(UTC)


@lru_cache(1_000)
def moment_text(moment: datetime) -> str:
    """RFC 3339 in UTC with microseconds and `Z`: sorts as text as it sorts in time.

    Kept for a while: all rows of a batch have the same moment.
    """
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


class utf8(FunctionElement[bytes]):  # noqa: N801 - reads as the function that it is
    """A text as its UTF-8 bytes, for text that only passes through: decoding and encoding it again costs more than
    all else about a row."""

    type: TypeEngine[Any] = NullType()  # bytes come as bytes, with nothing to process
    inherit_cache = True


@compiles(utf8)
def _utf8(element: utf8, compiler: Any, **options: Any) -> str:
    return f"convert_to({compiler.process(element.clauses, **options)}, 'UTF8')"


@compiles(utf8, "sqlite")
def _utf8_sqlite(element: utf8, compiler: Any, **options: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **options)} AS BLOB)"
