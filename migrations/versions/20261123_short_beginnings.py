"""The words of entries, by their first letters too: a short beginning is found without reading every word it begins.

On SQLite the index is made anew from the entries, about a minute for each million. PostgreSQL stays as it was.

Revision: 20261123_short_beginnings
Follows: 20261123_browsers
"""

from collections.abc import Iterator

from alembic import op
from sqlalchemy import Connection, text

from app.search.words import words

revision = "20261123_short_beginnings"
down_revision = "20261123_browsers"

MAKE = (
    "CREATE VIRTUAL TABLE entry_search USING fts5(words, content='', contentless_delete=1,"
    " tokenize='unicode61 remove_diacritics 0', prefix='1 2 3')"
)
# Pushes bring a small piece of index each; merging them half as often costs a search next to nothing.
MERGE = "INSERT INTO entry_search (entry_search, rank) VALUES ('automerge', 8)"
READ = text(
    "SELECT no, coalesce(text, '') || char(10) || coalesce(so_what, '') || char(10) || coalesce(next_step, '')"
    " FROM entry WHERE NOT deleted AND no > :after ORDER BY no LIMIT 10000"
)
PUT = "INSERT INTO entry_search (rowid, words) VALUES (?, ?)"


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        return
    op.execute("DROP TABLE entry_search")
    op.execute(MAKE)
    op.execute(MERGE)
    for documents in chunks(connection):
        connection.exec_driver_sql(PUT, documents)


def chunks(connection: Connection) -> Iterator[list[tuple[int, str]]]:
    """Every live entry's number with its words, some thousands at a time."""
    after = 0
    while rows := connection.execute(READ, {"after": after}).all():
        yield [(number, " ".join(words(typed))) for number, typed in rows]
        after = rows[-1][0]
