"""Which entries count behind a theme: those that are neither retracted nor erased. Their links stay, as history."""

import sqlalchemy as sa

from app.entries.models import Entry
from app.kit.tables import column

# The table of app/erasure, which lies above and so is named here, not imported.
ERASURE = sa.table("entry_erasure", sa.column("entry_id"))
ERASED = sa.exists().where(ERASURE.c.entry_id == column(Entry.id))
LIVE = sa.and_(column(Entry.deleted).is_(False), ~ERASED)
