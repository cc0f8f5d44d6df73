"""The words of the index, one by one: a view on what SQLite's index already holds, which takes no room of its own.

Revision: 20261123_terms
Follows: 20261123_passkeys
"""

from alembic import op

revision = "20261123_terms"
down_revision = "20261123_passkeys"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE entry_search_terms USING fts5vocab('entry_search', 'instance')")
