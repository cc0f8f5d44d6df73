"""What a database error means for the caller, and the little of it that may be logged.

Messages of drivers carry values ("Key (email)=(…) already exists"), in spite of SQLAlchemy's `hide_parameters`:
only the SQLSTATE or SQLite's code and the name of the constraint are ever taken from them.
"""

import re

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.kit.problems import Conflict, Internal, Invalid, Problem, StorageFull, Unavailable

# SQLite's primary result codes.
_SQLITE_BUSY = {5, 6}
_SQLITE_FULL = 13
_SQLITE_STORAGE = {8, 10, 14}  # READONLY, IOERR, CANTOPEN: the disk or its mount, not the request
# PostgreSQL's SQLSTATE, by the longest beginning that decides.
_FULL = ("53100",)
_WAIT = ("08", "53", "57P", "40001", "40P01", "55P03", "25006")
_CONFLICT = ("23505", "23503")
_DATA = ("22",)

# SQLite names columns or the constraint here, never values.
_SQLITE_CONSTRAINT = re.compile(
    r"(UNIQUE|FOREIGN KEY|CHECK|NOT NULL) constraint failed(?:: ([\w., ]{1,200}))?"
)


def as_problem(exc: SQLAlchemyError) -> Problem:
    """The problem that tells a caller what this error means for them."""
    if isinstance(exc, PoolTimeout):
        return Unavailable("The server is busy: every database connection is taken.", retry_after=2)
    if not isinstance(exc, DBAPIError):
        return Internal()
    state = getattr(exc.orig, "sqlstate", None)
    code = getattr(exc.orig, "sqlite_errorcode", None)
    if state in _FULL or code == _SQLITE_FULL:
        return StorageFull()
    if code in _SQLITE_BUSY:
        return Unavailable("The database is busy.", retry_after=1)
    if exc.connection_invalidated or code in _SQLITE_STORAGE or _begins(state, _WAIT):
        return Unavailable("The database can't be reached or written right now.")
    if _begins(state, _CONFLICT) or _sqlite_conflict(exc):
        return Conflict("This collides with something that is stored already. Load it and decide again.")
    if _begins(state, _DATA):
        return Invalid("A value in the request can't be stored.")
    if type(exc).__name__ == "OperationalError" and state is None and code is None:
        # psycopg has no SQLSTATE for a connection that never came about.
        return Unavailable("The database can't be reached right now.")
    return Internal()


def safe_summary(exc: SQLAlchemyError) -> str:
    """The kind of error, its code and its constraint: enough to find the cause, without a value."""
    orig = exc.orig if isinstance(exc, DBAPIError) else None
    codes = {name: getattr(orig, name, None) for name in ("sqlstate", "sqlite_errorcode")}
    parts = [type(exc).__name__, *(f"{name}={code}" for name, code in codes.items() if code is not None)]
    if constraint := _constraint(orig):
        parts.append(f"constraint={constraint}")
    return " ".join(parts)


def _begins(state: object, beginnings: tuple[str, ...]) -> bool:
    return isinstance(state, str) and state.startswith(beginnings)


def _sqlite_conflict(exc: DBAPIError) -> bool:
    found = _SQLITE_CONSTRAINT.match(str(exc.orig))
    return found is not None and found[1] in ("UNIQUE", "FOREIGN KEY")


def _constraint(orig: object) -> str | None:
    named = getattr(getattr(orig, "diag", None), "constraint_name", None)
    if named:
        return str(named)
    found = _SQLITE_CONSTRAINT.match(str(orig))
    return f"{found[1]} {found[2] or ''}".strip() if found else None
