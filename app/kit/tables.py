"""What every table shares: one naming convention, so that each constraint has the same name on both databases."""

from typing import Any

from sqlalchemy import CheckConstraint, Column, String
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import QueryableAttribute
from sqlalchemy.types import TypeEngine
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def uuid_type() -> TypeEngine[str]:
    """UUIDs are canonical text in Python and on SQLite (readable with any tool), the native type on PostgreSQL."""
    return String(36).with_variant(UUID(as_uuid=False), "postgresql")


def uuid_column(*args: Any, **kwargs: Any) -> Any:
    """A SQLModel field holding a UUID as text."""
    return Field(sa_column=Column(uuid_type(), *args, **kwargs))


def one_of(column: str, *values: str) -> CheckConstraint:
    """CHECK that a column holds one of a closed list of words (NULL passes, as in all of SQL)."""
    words = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({words})", name=column)


def at_most(column: str, length: int, least: int = 1) -> CheckConstraint:
    """CHECK that a text is between `least` and `length` characters long."""
    return CheckConstraint(f"length({column}) BETWEEN {least} AND {length}", name=f"{column}_length")


def column(attribute: Any) -> Any:
    """SQLModel types its columns as the values they hold; in an expression they are columns.

    The table's own column, not the ORM's view of it: a statement of such columns alone skips the ORM, which would
    take more time over a small one than the database does.
    """
    return attribute.property.columns[0] if isinstance(attribute, QueryableAttribute) else attribute


def table(model: type[SQLModel]) -> Any:
    """The table of a model, for statements that skip the ORM (mypy's plugin does not know the attribute)."""
    return model.__table__  # type: ignore[attr-defined]
