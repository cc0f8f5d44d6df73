"""Lines that SQLite puts together, many in one value: reading a row into Python takes as long as all else about it.

A row whose line is made from its stored body by cutting and joining never gets there. The others, which are few, are
handed to `DataSet.texts` one by one.
"""

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, LargeBinary, Select, bindparam, case, cast, func, null, select, text
from sqlalchemy.orm import Session

from app.entries.models import Entry
from app.export.dataset import Ask, DataSet
from app.kit.tables import column

AUTHOR, ROW = "export_author", "export_row"
KEY = b',"hcp_ref":'


class Found(NamedTuple):
    """The lines of some rows, each with its line feed."""

    rows: int
    lines: int
    reached: int | None
    text: bytes | None


class Statement:
    """The next `size` rows as one value, up to a place of the change sequence."""

    def __init__(self, found: Select[Any], seq: Any, until: int, size: int) -> None:
        # A bound LIMIT would have SQLite plan the statement anew each time. What the aggregate reads is in order.
        ordered = found.where(seq <= until, seq > bindparam("after")).order_by(seq)
        rows = ordered.suffix_with(text(f"LIMIT {size:d}")).subquery()
        joined = cast(func.group_concat(rows.c.line, ""), LargeBinary)
        self._select = select(func.count(), func.count(rows.c.line), func.max(rows.c.seq), joined)
        self._made: tuple[str, tuple[Any, ...]] | None = None

    def after(self, session: Session, driver: Any, seq: int) -> Found:
        """SQLAlchemy makes the statement once, and the driver runs it from then on: of a few hundred rows SQLAlchemy's
        part would be the largest."""
        if self._made is not None:
            statement, given = self._made
            return Found(*driver.execute(statement, (*given, seq)).fetchone())
        result: Any = session.execute(self._select, {"after": seq})
        *given, _after = result.context.parameters[0]  # the statement's last
        self._made = result.context.statement, tuple(given)
        return Found(*result.one())


def driver(session: Session, data_set: DataSet, ask: Ask) -> Any:
    """The driver's own connection, which knows what SQLite asks Python for."""

    def row(*found: Any) -> bytes | None:
        texts = data_set.texts(session, [found], ask)
        return b"%b\n" % texts[0] if texts else None

    connection: Any = session.connection().connection.driver_connection
    connection.create_function(AUTHOR, 1, ask.pseudonyms.__getitem__)
    connection.create_function(ROW, 4, row)
    return connection


def line(why: Any, ask: Ask) -> ColumnElement[Any]:
    """The finished line of an entry, or null where it has none."""
    seq, author, hcp = column(Entry.seq), column(Entry.author_id), column(Entry.hcp_ref)
    # As bytes: SQLite counts the characters of a text one by one.
    body = cast(column(Entry.body), LargeBinary)
    # The reference to the HCP stands last. Where it does not, since an earlier version stored the body, or where JSON
    # spells it otherwise than the column, it is cut out in Python. An unescaped quote is never inside a JSON string.
    size = len(KEY) + func.coalesce(func.octet_length(hcp) + len('""'), len("null")) + len("}")
    fits = func.substr(body, -size, len(KEY)) == KEY
    if ask.merged:
        fits &= ~func.coalesce(column(Entry.region).in_(sorted(ask.merged)), False)
    # Joined in this order the long part is copied once: `concat` would end each of its arguments with a NUL first.
    tail = func.concat(
        ',"author":"', getattr(func, AUTHOR)(author), '","seq":', seq, ',"deleted_reason":null}\n'
    )
    return case(
        (
            why.is_(null()) & fits,
            func.substr(body, 1, func.octet_length(column(Entry.body)) - size).op("||")(tail),
        ),
        else_=getattr(func, ROW)(seq, author, why, body),
    )
